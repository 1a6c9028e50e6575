/** The HTTP addresses of one's own account: password, second factor, passkeys, and how an account begins. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { readInvitation, takeUpInvitation } from "../access/people/invitation.ts";
import { HttpProblem } from "../http/problem-to-status.ts";
import { answers, type Api } from "../http/route.ts";
import { CODE_OF_ACCOUNT, countAttempt, demandFreshCode, MAIL_TO_ACCOUNT, PASSWORD_OF_ACCOUNT, SECRETS_FROM_ADDRESS, wasRight } from "./attempts.ts";
import { libraryHeaders, taken } from "./library-answer.ts";
import { newSession } from "./new-session.ts";
import { ensureAccount } from "./new-account.ts";
import { weaknessOf } from "./password.ts";
import { endOtherSessions, providersOf } from "./queries.ts";
import { email, identityIn, noQuery, secret, type SignInRoom } from "./sign-in-room.ts";

const done = z.object({ done: z.literal(true) });
const DONE = { done: true as const };
const personName = z.string().trim().min(1).max(100);

export function accountRoutes(api: Api, room: SignInRoom): void {
  factsRoute(api, room);
  passwordRoutes(api, room);
  resetRoutes(api, room);
  secondFactorRoutes(api, room);
  joinRoute(api, room);
}

function factsRoute(api: Api, { accounts: { library, pool } }: SignInRoom): void {
  api.get(
    "/account",
    {
      config: { permission: "signed-in" },
      schema: {
        operationId: "readAccount",
        summary: "One's own account: how it signs in",
        querystring: noQuery,
        response: answers({
          200: z.object({ email: z.string(), isEmailVerified: z.boolean(), name: z.string(), hasPassword: z.boolean(), secondFactor: z.boolean(), passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.string() })) }),
        }),
      },
    },
    async (request) => {
      const { userId, email: address, isEmailVerified, name } = identityIn(request);
      const headers = libraryHeaders(request);
      const [providers, passkeys, session] = await Promise.all([providersOf(pool, userId), library.api.listPasskeys({ headers }), library.api.getSession({ headers, query: { disableRefresh: true } })]);
      return {
        email: address,
        isEmailVerified,
        name,
        hasPassword: providers.includes("credential"),
        secondFactor: session?.user.twoFactorEnabled === true,
        passkeys: passkeys.map((one) => ({ id: one.id, name: one.name ?? "Passkey", createdAt: one.createdAt.toISOString() })),
      };
    },
  );
}

/** A password that is too weak is refused before anything happens. */
function demandStrong(password: string, address: string): void {
  const weakness = weaknessOf(password, address);
  if (weakness !== undefined) throw new HttpProblem("access/refused", weakness);
}

function passwordRoutes(api: Api, room: SignInRoom): void {
  const { library, pool } = room.accounts;
  api.post(
    "/account/password",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "changePassword", summary: "Change one's own password; all other sessions end", querystring: noQuery, body: z.strictObject({ current: secret, next: secret }), response: answers({ 200: done }) },
    },
    async (request, reply) => {
      const identity = identityIn(request);
      const { current, next } = request.body;
      demandStrong(next, identity.email);
      await countAttempt(pool, PASSWORD_OF_ACCOUNT, identity.email);
      await taken(reply, library.api.changePassword({ body: { currentPassword: current, newPassword: next, revokeOtherSessions: true }, headers: libraryHeaders(request), asResponse: true }));
      await protectionChanged(room, { request, reply }, "the password was changed");
      return DONE;
    },
  );
}

function resetRoutes(api: Api, room: SignInRoom): void {
  const { library, pool } = room.accounts;
  api.post(
    "/sign-in/reset-request",
    {
      config: { permission: "public" },
      schema: { operationId: "askForNewPassword", summary: "Have a link to a new password mailed; the answer is the same whether there is such an account or not", querystring: noQuery, body: z.strictObject({ email }), response: answers({ 202: done }) },
    },
    async (request, reply) => {
      if (!room.hasMail) throw new HttpProblem("access/refused", "This server sends no mail, so it cannot send a link to a new password. Ask whoever runs it to set up mail.");
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      await countAttempt(pool, MAIL_TO_ACCOUNT, request.body.email);
      // Not waited for: how long it takes would tell whether there is such an account.
      library.api.requestPasswordReset({ body: { email: request.body.email } }).catch((error: unknown) => request.log.warn({ err: error }, "A link to a new password could not be made."));
      return reply.code(202).send(DONE);
    },
  );
  api.post(
    "/sign-in/reset",
    {
      config: { permission: "public" },
      schema: { operationId: "setNewPassword", summary: "Set a new password with the token of a mail; all sessions end", querystring: noQuery, body: z.strictObject({ token: z.string().min(10).max(500), password: secret }), response: answers({ 200: done }) },
    },
    async (request, reply) => {
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      demandStrong(request.body.password, "");
      await taken(reply, library.api.resetPassword({ body: { token: request.body.token, newPassword: request.body.password }, headers: libraryHeaders(request), asResponse: true }));
      await wasRight(pool, SECRETS_FROM_ADDRESS, request.ip);
      return DONE;
    },
  );
}

function secondFactorRoutes(api: Api, room: SignInRoom): void {
  const { library, pool } = room.accounts;
  api.post(
    "/account/second-factor",
    {
      config: { permission: "signed-in" },
      schema: {
        operationId: "beginSecondFactor",
        summary: "Begin to use an authenticator app: what it needs to know, and the recovery codes; counts once a code was confirmed",
        querystring: noQuery,
        body: z.strictObject({ password: secret }),
        response: answers({ 200: z.object({ uri: z.string().describe("otpauth://…, for the app."), recoveryCodes: z.array(z.string()) }) }),
      },
    },
    async (request, reply) => {
      await countAttempt(pool, PASSWORD_OF_ACCOUNT, identityIn(request).email);
      const answer = await taken(reply, library.api.enableTwoFactor({ body: { password: request.body.password }, headers: libraryHeaders(request), asResponse: true }));
      return { uri: String(answer["totpURI"]), recoveryCodes: Array.isArray(answer["backupCodes"]) ? answer["backupCodes"].map(String) : [] };
    },
  );
  api.post(
    "/account/second-factor/confirm",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "confirmSecondFactor", summary: "The app's first code: from now on signing in asks for one; all other sessions end", querystring: noQuery, body: z.strictObject({ code: z.string().trim().regex(/^\d{6}$/, "must be six digits") }), response: answers({ 200: done }) },
    },
    async (request, reply) => {
      const { userId } = identityIn(request);
      await countAttempt(pool, CODE_OF_ACCOUNT, userId);
      await demandFreshCode(pool, userId, request.body.code);
      await taken(reply, library.api.verifyTOTP({ body: { code: request.body.code }, headers: libraryHeaders(request), asResponse: true }));
      await protectionChanged(room, { request, reply }, "signing in asks for a second factor now");
      return DONE;
    },
  );
  api.post(
    "/account/second-factor/remove",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "removeSecondFactor", summary: "Sign in without a second factor again", querystring: noQuery, body: z.strictObject({ password: secret }), response: answers({ 200: done }) },
    },
    async (request, reply) => {
      await countAttempt(pool, PASSWORD_OF_ACCOUNT, identityIn(request).email);
      await taken(reply, library.api.disableTwoFactor({ body: { password: request.body.password }, headers: libraryHeaders(request), asResponse: true }));
      await protectionChanged(room, { request, reply }, "signing in asks for no second factor any more");
      return DONE;
    },
  );
}

/**
 * What protects an account has changed: its sessions elsewhere end, and its person is told. The library gives this
 * browser a new session where it sees fit; then that one stays.
 */
async function protectionChanged(room: SignInRoom, { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply }, what: string): Promise<void> {
  const { userId, sessionId, email: address } = identityIn(request);
  const now = await newSession(room.accounts, reply);
  await endOtherSessions(room.accounts.pool, userId, now?.session.id ?? sessionId);
  await room.sessionsEnded(userId);
  room.tellAccountChanged?.(address, what);
}

function joinRoute(api: Api, room: SignInRoom): void {
  const { accounts, database } = room;
  api.post(
    "/sign-in/join",
    {
      config: { permission: "public" },
      schema: {
        operationId: "joinByInvitation",
        summary: "Take up an invitation with a new account, and be signed in",
        querystring: noQuery,
        body: z.strictObject({ token: z.string().min(10).max(500), name: personName, password: secret }),
        response: answers({ 201: z.object({ workspace: z.object({ id: z.string(), name: z.string() }) }) }),
      },
    },
    async (request, reply) => {
      const { token, name, password } = request.body;
      await countAttempt(accounts.pool, SECRETS_FROM_ADDRESS, request.ip);
      const at = new Date();
      const invitation = await readInvitation(database, token, at);
      if (!invitation) throw new HttpProblem("not-found", "There is no such invitation, or it is over: taken up, withdrawn or too old. Ask for a new one.");
      demandStrong(password, invitation.email);
      // A link that was handed on proves no address; only one that came by mail does.
      const account = await ensureAccount(accounts, { email: invitation.email, name, password, isEmailVerified: room.hasMail });
      if (!account.isNew) throw new HttpProblem("access/refused", "There is an account with this address already. Sign in with it, then open the invitation again.");
      const identity = { userId: account.userId, email: account.email, name, isEmailVerified: true, sessionId: "" };
      const { workspace } = await database.inWorkspace(invitation.workspaceId, (tx) => takeUpInvitation(tx, identity, token, at));
      await wasRight(accounts.pool, SECRETS_FROM_ADDRESS, request.ip);
      await taken(reply, accounts.library.api.signInEmail({ body: { email: account.email, password, rememberMe: true }, headers: libraryHeaders(request), asResponse: true }));
      return reply.code(201).send({ workspace });
    },
  );
}
