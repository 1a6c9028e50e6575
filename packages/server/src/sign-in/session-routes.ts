/** The HTTP addresses of signing in and out, and of a person's sessions. */
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { HttpProblem } from "../http/problem-to-status.ts";
import { answers, type Api } from "../http/route.ts";
import { CODE_OF_ACCOUNT, countAttempt, demandFreshCode, forgetAttempts, PASSWORD_OF_ACCOUNT, SECRETS_FROM_ADDRESS, wasRight } from "./attempts.ts";
import { greetDevice } from "./device.ts";
import { libraryHeaders, taken } from "./library-answer.ts";
import { ownCookie } from "./own-cookie.ts";
import { demandProof } from "./proof-routes.ts";
import { endOtherSessions, endSession, sessionsOf, userOfChallenge } from "./queries.ts";
import type { SignInRoom } from "./sign-in-room.ts";
import { email, identityIn, noQuery, secret } from "./sign-in-room.ts";

const done = z.object({ done: z.literal(true) });
const DONE = { done: true as const };

export function signInRoutes(api: Api, room: SignInRoom): void {
  const { library, pool } = room.accounts;
  api.post(
    "/sign-in/password",
    {
      config: { permission: "public" },
      schema: {
        operationId: "signInWithPassword",
        summary: "Sign in with e-mail and password; an account with a second factor is asked for it next",
        querystring: noQuery,
        body: z.strictObject({ email, password: secret }),
        response: answers({ 200: z.object({ secondFactor: z.boolean() }) }),
      },
    },
    async (request, reply) => {
      const { email: address, password } = request.body;
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      await countAttempt(pool, PASSWORD_OF_ACCOUNT, address);
      const answer = await taken(reply, library.api.signInEmail({ body: { email: address, password, rememberMe: true }, headers: libraryHeaders(request), asResponse: true }));
      await forgetAttempts(pool, PASSWORD_OF_ACCOUNT, address);
      await wasRight(pool, SECRETS_FROM_ADDRESS, request.ip);
      const secondFactor = answer["twoFactorRedirect"] === true;
      if (!secondFactor) await greetDevice(room, request, reply);
      return { secondFactor };
    },
  );
  api.post(
    "/sign-in/second-factor",
    {
      config: { permission: "public" },
      schema: {
        operationId: "signInWithSecondFactor",
        summary: "The second step: a code of the authenticator app, or one of the recovery codes",
        querystring: noQuery,
        body: z.strictObject({ code: z.string().trim().min(6).max(64), kind: z.enum(["totp", "recovery"]) }),
        response: answers({ 200: done }),
      },
    },
    async (request, reply) => {
      const { code, kind } = request.body;
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      const userId = await halfSignedIn(room, request);
      await countAttempt(pool, CODE_OF_ACCOUNT, userId);
      if (kind === "totp") await demandFreshCode(pool, userId, code);
      const headers = libraryHeaders(request);
      await taken(reply, kind === "totp" ? library.api.verifyTOTP({ body: { code, trustDevice: false }, headers, asResponse: true }) : library.api.verifyBackupCode({ body: { code, trustDevice: false }, headers, asResponse: true }));
      await wasRight(pool, SECRETS_FROM_ADDRESS, request.ip);
      await greetDevice(room, request, reply);
      return DONE;
    },
  );
  api.post(
    "/sign-in/sign-out",
    { config: { permission: "public" }, schema: { operationId: "signOut", summary: "End this session, at once and everywhere it was open", querystring: noQuery, body: z.strictObject({}).nullish(), response: answers({ 200: done }) } },
    async (request, reply) => {
      await taken(reply, library.api.signOut({ headers: libraryHeaders(request), asResponse: true }));
      await room.sessionsEnded(request.asker.identity?.userId);
      return DONE;
    },
  );
  sessionListRoutes(api, room);
}

/** The account that a code belongs to, by the cookie that the first step set. Without one there is nothing to guess at. */
async function halfSignedIn({ accounts: { pool, isSecure } }: SignInRoom, request: FastifyRequest): Promise<string> {
  const cookie = ownCookie(request.headers.cookie, { name: "two_factor", isSecure }) ?? "";
  const userId = await userOfChallenge(pool, decoded(cookie).split(".")[0] ?? "");
  if (userId === undefined) throw new HttpProblem("sign-in/wrong", "Sign in with e-mail and password first.");
  return userId;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function sessionListRoutes(api: Api, room: SignInRoom): void {
  const { pool } = room.accounts;
  const params = z.strictObject({ sessionId: z.string().min(1).max(64) });
  api.get(
    "/sessions",
    {
      config: { permission: "signed-in" },
      schema: {
        operationId: "listSessions",
        summary: "Where the person is signed in",
        querystring: noQuery,
        response: answers({
          200: z.object({
            sessions: z.array(z.object({ id: z.string(), isThis: z.boolean(), createdAt: z.string(), lastSeenAt: z.string().describe("To about ten minutes."), address: z.string().nullable(), browser: z.string().nullable() })),
          }),
        }),
      },
    },
    async (request) => {
      const { userId, sessionId } = identityIn(request);
      const rows = await sessionsOf(pool, userId);
      return { sessions: rows.map((row) => ({ id: row.id, isThis: row.id === sessionId, createdAt: row.createdAt.toISOString(), lastSeenAt: row.updatedAt.toISOString(), address: row.ipAddress, browser: row.userAgent })) };
    },
  );
  api.delete(
    "/sessions/:sessionId",
    { config: { permission: "signed-in" }, schema: { operationId: "endSession", summary: "End one of one's own sessions; shortly after signing in, or after proveOneself", params, querystring: noQuery, response: answers({ 200: done }) } },
    async (request) => {
      const { userId, sessionId } = identityIn(request);
      await demandProof(room, sessionId);
      if ((await endSession(pool, userId, request.params.sessionId)) === 0) throw new HttpProblem("not-found", "There is no such session, or it has ended.");
      await room.sessionsEnded(userId);
      return DONE;
    },
  );
  api.delete(
    "/sessions",
    { config: { permission: "signed-in" }, schema: { operationId: "endOtherSessions", summary: "End all of one's own sessions but this one; shortly after signing in, or after proveOneself", querystring: noQuery, response: answers({ 200: z.object({ ended: z.number().int() }) }) } },
    async (request) => {
      const { userId, sessionId } = identityIn(request);
      await demandProof(room, sessionId);
      const ended = await endOtherSessions(pool, userId, sessionId);
      await room.sessionsEnded(userId);
      return { ended };
    },
  );
}
