/** The session that an answer is about to begin: whose it is, and how they proved themselves. */
import type { FastifyReply } from "fastify";
import type { Accounts } from "./accounts.ts";
import { noteMethod, type SessionMethod } from "./queries.ts";

/** `undefined` where the answer begins none. */
export async function newSession({ library }: Accounts, reply: FastifyReply): Promise<Awaited<ReturnType<Accounts["library"]["api"]["getSession"]>>> {
  const cookie = [reply.getHeader("set-cookie") ?? []].flat().map((one) => String(one).split(";")[0]).join("; ");
  return library.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
}

/** Notes how the session of this answer was begun, where that was not with a password. */
export async function markNewSession(accounts: Accounts, reply: FastifyReply, method: SessionMethod): Promise<void> {
  const begun = await newSession(accounts, reply);
  if (begun) await noteMethod(accounts.pool, begun.session.id, method);
}
