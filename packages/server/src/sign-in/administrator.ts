/** The first administrator: given in the environment, made once, owner of the workspace that was there before anybody signed in. */
import type { FastifyBaseLogger } from "fastify";
import { programActor } from "../access/actor.ts";
import { lockMembers, memberOfUser, putMember } from "../access/people/queries.ts";
import { rightsChanged } from "../access/people/rights-change.ts";
import type { Database } from "../storage/database.ts";
import { newId } from "../storage/new-id.ts";
import type { Accounts } from "./accounts.ts";
import { ensureAccount } from "./new-account.ts";

export interface AdministratorSetting {
  readonly email: string;
  readonly password: string;
}

export interface AdministratorParts {
  readonly accounts: Accounts;
  readonly database: Database;
  readonly workspaceId: string;
  readonly logger: Pick<FastifyBaseLogger, "info">;
}

/** Makes account and membership where they are missing. A password that was changed meanwhile stays. */
export async function ensureAdministrator({ accounts, database, workspaceId, logger }: AdministratorParts, { email, password }: AdministratorSetting): Promise<void> {
  const account = await ensureAccount(accounts, { email, password, name: email.split("@")[0] ?? email, isEmailVerified: true });
  logger.info({ made: account.isNew }, account.isNew ? "The administrator's account was made." : "The administrator's account was there already, so LEADLINE_ADMIN_PASSWORD was not used: its password is the one that was set last.");
  await database.inWorkspace(workspaceId, async (tx) => {
    await lockMembers(tx);
    if (await memberOfUser(tx, account.userId)) return;
    const member = await putMember(tx, { id: newId(), userId: account.userId, name: account.name, email: account.email, role: "owner" });
    await rightsChanged(tx, { actor: programActor(workspaceId), at: new Date() }, `${member.name} became the first owner`, { type: "member.added", name: member.name, email: account.email, proof: { memberId: member.id, role: "owner" } });
  });
}
