/** Proving once more that it is oneself, before what a stranger at an unlocked screen must not do; signing in counts for a while. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { HttpProblem } from "../http/problem-to-status.ts";
import { answers, type Api } from "../http/route.ts";
import { countAttempt, forgetAttempts, PASSWORD_OF_ACCOUNT } from "./attempts.ts";
import { libraryHeaders, taken } from "./library-answer.ts";
import { isProvenWithin, noteProof } from "./queries.ts";
import { identityIn, noQuery, secret, type SignInRoom } from "./sign-in-room.ts";

/** For so long a proof counts, and so does having signed in. */
export const PROOF_MINUTES = 15;

export function proofRoutes(api: Api, room: SignInRoom): void {
  const { library, pool } = room.accounts;
  api.post(
    "/account/proof",
    {
      config: { permission: "signed-in" },
      schema: {
        operationId: "proveOneself",
        summary: `Give the password once more; for ${PROOF_MINUTES} minutes that is proof enough for what asks for it`,
        querystring: noQuery,
        body: z.strictObject({ password: secret }),
        response: answers({ 200: z.object({ done: z.literal(true) }) }),
      },
    },
    async (request: FastifyRequest<{ Body: { password: string } }>, reply: FastifyReply) => {
      const { email, sessionId } = identityIn(request);
      await countAttempt(pool, PASSWORD_OF_ACCOUNT, email);
      await taken(reply, library.api.verifyPassword({ body: { password: request.body.password }, headers: libraryHeaders(request), asResponse: true }));
      await forgetAttempts(pool, PASSWORD_OF_ACCOUNT, email);
      await noteProof(pool, sessionId);
      return { done: true as const };
    },
  );
}

/** Refuses a session whose person has neither signed in nor proven themselves lately. */
export async function demandProof({ accounts: { pool } }: SignInRoom, sessionId: string): Promise<void> {
  if (await isProvenWithin(pool, sessionId, PROOF_MINUTES)) return;
  throw new HttpProblem("session/proof-needed", "Prove once more that it is you: give your password, or, where you have none, sign out and in again.");
}
