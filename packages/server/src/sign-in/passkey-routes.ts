/** The HTTP addresses of passkeys: signing in with one, adding and removing one's own. */
import { z } from "zod";
import { HttpProblem } from "../http/problem-to-status.ts";
import { answers, type Api } from "../http/route.ts";
import { countAttempt, SECRETS_FROM_ADDRESS, wasRight } from "./attempts.ts";
import { greetDevice } from "./device.ts";
import { markNewSession } from "./new-session.ts";
import { libraryHeaders, taken } from "./library-answer.ts";
import { identityIn, noQuery, type SignInRoom } from "./sign-in-room.ts";

const done = z.object({ done: z.literal(true) });
const DONE = { done: true as const };
/** What the browser's authenticator says and is asked, after the WebAuthn standard; the library checks every part of it. */
const bytes = z.string().max(20_000).describe("base64url");
const credential = z.strictObject({ id: bytes, rawId: bytes, type: z.literal("public-key"), clientExtensionResults: z.looseObject({}).default({}), authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional() });
const assertion = credential.extend({ response: z.strictObject({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes.optional() }) });
const attestation = credential.extend({
  response: z.strictObject({
    clientDataJSON: bytes,
    attestationObject: bytes,
    authenticatorData: bytes.optional(),
    transports: z.array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"])).optional(),
    publicKeyAlgorithm: z.number().optional(),
    publicKey: bytes.optional(),
  }),
});
/** The library tells a field that is absent from one that is undefined. */
type Present<T> = { [Field in keyof T]: Exclude<T[Field], undefined> };

function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<T>;
}

const FLAGS_AT = 32;
const USER_VERIFIED = 4;

/** WebAuthn 6.1: the flags follow the hash of the site. The signature covers them, and was checked. */
function hasAskedPerson(authenticatorData: string): boolean {
  return ((Buffer.from(authenticatorData, "base64url")[FLAGS_AT] ?? 0) & USER_VERIFIED) !== 0;
}

const options = z.looseObject({ challenge: z.string() });

export function passkeyRoutes(api: Api, room: SignInRoom): void {
  const { library, pool } = room.accounts;
  api.post(
    "/sign-in/passkey/options",
    { config: { permission: "public" }, schema: { operationId: "askForPasskey", summary: "What the browser asks its authenticator for", querystring: noQuery, body: z.strictObject({}).nullish(), response: answers({ 200: options }) } },
    async (request, reply) => {
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      return options.parse(await taken(reply, library.api.generatePasskeyAuthenticationOptions({ headers: libraryHeaders(request), asResponse: true })));
    },
  );
  api.post(
    "/sign-in/passkey",
    { config: { permission: "public" }, schema: { operationId: "signInWithPasskey", summary: "Sign in with a passkey: it counts as both factors where it asked its person (a finger, a PIN)", querystring: noQuery, body: z.strictObject({ response: assertion }), response: answers({ 200: done }) } },
    async (request, reply) => {
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      await taken(reply, library.api.verifyPasskeyAuthentication({ body: { response: { ...present(request.body.response), response: present(request.body.response.response) } }, headers: libraryHeaders(request), asResponse: true }));
      await wasRight(pool, SECRETS_FROM_ADDRESS, request.ip);
      await markNewSession(room.accounts, reply, hasAskedPerson(request.body.response.response.authenticatorData) ? "passkey" : "passkey alone");
      await greetDevice(room, request, reply);
      return DONE;
    },
  );
  api.post(
    "/account/passkeys/options",
    { config: { permission: "signed-in" }, schema: { operationId: "askForNewPasskey", summary: "What the browser needs to make a passkey; shortly after signing in only", querystring: noQuery, body: z.strictObject({}).nullish(), response: answers({ 200: options }) } },
    async (request, reply) => {
      identityIn(request);
      return options.parse(await taken(reply, library.api.generatePasskeyRegistrationOptions({ headers: libraryHeaders(request), asResponse: true })));
    },
  );
  api.post(
    "/account/passkeys",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "addPasskey", summary: "Keep a passkey that the browser made", querystring: noQuery, body: z.strictObject({ name: z.string().trim().min(1).max(100), response: attestation }), response: answers({ 201: done }) },
    },
    async (request, reply) => {
      const { email } = identityIn(request);
      const { name, response } = request.body;
      await taken(reply, library.api.verifyPasskeyRegistration({ body: { name, response: { ...present(response), response: present(response.response) } }, headers: libraryHeaders(request), asResponse: true }));
      room.tellAccountChanged?.(email, `the passkey “${name}” was added`);
      return reply.code(201).send(DONE);
    },
  );
  api.delete(
    "/account/passkeys/:passkeyId",
    { config: { permission: "signed-in" }, schema: { operationId: "removePasskey", summary: "Remove one's own passkey", params: z.strictObject({ passkeyId: z.string().min(1).max(64) }), querystring: noQuery, response: answers({ 200: done }) } },
    async (request, reply) => {
      const { email } = identityIn(request);
      const headers = libraryHeaders(request);
      const own = await library.api.listPasskeys({ headers });
      const passkey = own.find(({ id }) => id === request.params.passkeyId);
      if (!passkey) throw new HttpProblem("not-found", "There is no such passkey among yours.");
      await taken(reply, library.api.deletePasskey({ body: { id: passkey.id }, headers, asResponse: true }));
      room.tellAccountChanged?.(email, `the passkey “${passkey.name ?? "Passkey"}” was removed`);
      return DONE;
    },
  );
}
