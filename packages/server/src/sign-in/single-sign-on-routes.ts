/** The addresses of single sign-on: away to the company's provider, and back. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { HttpProblem } from "../http/problem-to-status.ts";
import { answers, type Api } from "../http/route.ts";
import { OutsideFailure } from "../outbound/outside-failure.ts";
import { countAttempt, SECRETS_FROM_ADDRESS } from "./attempts.ts";
import { greetDevice } from "./device.ts";
import { markNewSession } from "./new-session.ts";
import { libraryHeaders, taken } from "./library-answer.ts";
import { cookieLine, ownCookie } from "./own-cookie.ts";
import { ownPath } from "./own-path.ts";
import { seal, unseal } from "./sealed.ts";
import type { SignInRoom, SingleSignOnParts } from "./sign-in-room.ts";
import { accountOfPerson, type NoAccount } from "./single-sign-on-account.ts";
import { newExpectation, NotProven } from "./single-sign-on.ts";

/** Outside of the API, because another site may send browsers to pages of ours, and to nothing else. */
export const RETURN_PATH = "/single-sign-on/return";

const COOKIE = "single_sign_on";
const ATTEMPT_MINUTES = 10;
const attemptSchema = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string(), until: z.number() });
/** The sign-in page has a sentence for each. */
export type SingleSignOnTrouble = NoAccount | "unreachable" | "refused" | "over" | "limited";

export function singleSignOnRoutes(api: Api, { accounts: { isSecure } }: SignInRoom, { provider, key }: SingleSignOnParts): void {
  api.get(
    "/sign-in/oidc",
    {
      config: { permission: "public" },
      schema: {
        operationId: "signInWithSingleSignOn",
        summary: "On to the company's single sign-on; the browser comes back signed in, at the path `next`",
        querystring: z.strictObject({ next: z.string().max(2000).optional().describe("A path of this site.") }),
        response: answers({ 302: z.null() }),
      },
    },
    async (request, reply) => {
      const expected = newExpectation();
      try {
        const address = await provider.begin(expected);
        const attempt = seal(key, { ...expected, next: ownPath(request.query.next), until: Date.now() + ATTEMPT_MINUTES * 60_000 });
        void reply.header("set-cookie", cookieLine({ name: COOKIE, isSecure }, attempt, ATTEMPT_MINUTES * 60));
        return await reply.redirect(address, 302);
      } catch (error) {
        return sendBack(request, reply, error);
      }
    },
  );
}

/** Where the provider sends the browser to. Every answer is a page of ours: a person looks at it, not a program. */
export function singleSignOnReturn(api: Api, room: SignInRoom, { provider, key }: SingleSignOnParts): void {
  const { accounts } = room;
  api.get(
    RETURN_PATH,
    { config: { permission: "public" }, schema: { operationId: "returnFromSingleSignOn", summary: "Back from the company's single sign-on", querystring: z.looseObject({}), response: answers({ 302: z.null() }) } },
    async (request, reply) => {
      const attempt = attemptIn(request, accounts.isSecure, key);
      // What was tried once is over, whatever comes of it.
      void reply.header("set-cookie", cookieLine({ name: COOKIE, isSecure: accounts.isSecure }, "", 0)).header("cache-control", "no-store");
      try {
        await countAttempt(accounts.pool, SECRETS_FROM_ADDRESS, request.ip);
        if (!attempt) return toSignIn(reply, "over");
        const account = await accountOfPerson(accounts, await provider.finish(new URL(request.url, "http://here.invalid").searchParams, attempt));
        if (typeof account === "string") return toSignIn(reply, account);
        await taken(reply, accounts.library.api.openSession({ body: account, headers: libraryHeaders(request), asResponse: true }));
        await markNewSession(accounts, reply, "single sign-on");
        await greetDevice(room, request, reply);
        return await reply.redirect(attempt.next, 302);
      } catch (error) {
        return sendBack(request, reply, error);
      }
    },
  );
}

function sendBack(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof HttpProblem && error.code === "rate/limited") return toSignIn(reply, "limited");
  const isUnreachable = error instanceof OutsideFailure;
  if (!isUnreachable && !(error instanceof NotProven)) throw error;
  // The operator finds the reason here; the page says no more than what to do.
  request.log.warn({ reason: error.message }, "Single sign-on did not come about.");
  return toSignIn(reply, isUnreachable ? "unreachable" : "refused");
}

function toSignIn(reply: FastifyReply, trouble: SingleSignOnTrouble): FastifyReply {
  return reply.redirect(`/?single-sign-on=${trouble}`, 302);
}

function attemptIn({ headers }: FastifyRequest, isSecure: boolean, key: Buffer): z.infer<typeof attemptSchema> | undefined {
  const found = ownCookie(headers.cookie, { name: COOKIE, isSecure });
  const attempt = found === undefined ? undefined : attemptSchema.safeParse(unseal(key, found));
  return attempt?.success === true && attempt.data.until > Date.now() ? attempt.data : undefined;
}
