/** The HTTP addresses with which somebody proves that the account's e-mail address is theirs. */
import { z } from "zod";
import { HttpProblem } from "../http/problem-to-status.ts";
import { answers, type Api } from "../http/route.ts";
import { countAttempt, MAIL_TO_ACCOUNT, SECRETS_FROM_ADDRESS } from "./attempts.ts";
import { confirmAddress } from "./queries.ts";
import { seal, unseal } from "./sealed.ts";
import { identityIn, noQuery, type SignInRoom } from "./sign-in-room.ts";

const done = z.object({ done: z.literal(true) });
const DONE = { done: true as const };
const HOURS = 24;
const proofSchema = z.strictObject({ userId: z.string(), email: z.string(), until: z.number() });

export function addressRoutes(api: Api, room: SignInRoom): void {
  const { pool } = room.accounts;
  api.post(
    "/account/confirm-request",
    { config: { permission: "signed-in" }, schema: { operationId: "askToConfirmAddress", summary: "Have a link mailed that proves the account's address", querystring: noQuery, body: z.strictObject({}).nullish(), response: answers({ 202: done }) } },
    async (request, reply) => {
      const { userId, email } = identityIn(request);
      if (!room.confirmations) throw new HttpProblem("access/refused", "This server sends no mail, so it cannot prove addresses. Tell whoever runs it.");
      await countAttempt(pool, MAIL_TO_ACCOUNT, email);
      await room.confirmations.send(email, seal(room.confirmations.key, { userId, email, until: Date.now() + HOURS * 3_600_000 }));
      return reply.code(202).send(DONE);
    },
  );
  api.post(
    "/account/confirm",
    {
      config: { permission: "public" },
      schema: { operationId: "confirmAddress", summary: "Prove the account's address with the token of a mail", querystring: noQuery, body: z.strictObject({ token: z.string().min(10).max(1000) }), response: answers({ 200: done }) },
    },
    async (request) => {
      await countAttempt(pool, SECRETS_FROM_ADDRESS, request.ip);
      const proof = room.confirmations ? proofSchema.safeParse(unseal(room.confirmations.key, request.body.token)) : undefined;
      const isGood = proof?.success === true && proof.data.until > Date.now() && (await confirmAddress(pool, proof.data));
      if (!isGood) throw new HttpProblem("sign-in/wrong", "This link is not valid, or is older than a day. Sign in and ask for another one.");
      await room.sessionsEnded(proof.data.userId);
      return DONE;
    },
  );
}
