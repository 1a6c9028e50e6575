/** What a member may do at this moment: for jobs, mails and whatever else acts in somebody's name after their request. */
import type { Transaction } from "../../storage/database.ts";
import { memberAsActor } from "../actor-of-request.ts";
import type { Actor } from "../actor.ts";
import { readMember } from "./queries.ts";

/** The member with the rights that they have now; `undefined` where they are none (any more). Ask in the transaction that acts. */
export async function memberNow(tx: Transaction, memberId: string): Promise<Actor | undefined> {
  const member = await readMember(tx, memberId);
  return member && memberAsActor(tx, member);
}
