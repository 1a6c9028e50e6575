/** Taking up an invitation: only who has proven to own the address it is bound to, once, and before it ends. */
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { newId } from "../../storage/new-id.ts";
import { permissionsOfRole, type Identity } from "../actor-of-request.ts";
import { programActor, type Actor } from "../actor.ts";
import { workspaceName } from "../queries.ts";
import { isProjectRole, PROJECT_ROLES } from "../role.ts";
import { readToken } from "../secret-token.ts";
import { acceptInvitation, invitationByHash, lockMembers, memberOfUser, putMember, putProjectMember, readMember, type InvitationRow } from "./queries.ts";
import { rightsChanged } from "./rights-change.ts";
import { memberNow } from "./standing.ts";

export interface InvitationFacts {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly expiresAt: Date;
}

/** What an invitation says to whoever holds it; `undefined` where it is none, or is over. */
export async function readInvitation(database: Database, token: string, at: Date): Promise<InvitationFacts | undefined> {
  const read = readToken(token);
  if (read?.kind !== "i") return undefined;
  return database.inWorkspace(read.workspaceId, async (tx) => {
    const row = await invitationByHash(tx, read.hash);
    if (!row || !isOpen(row, at)) return undefined;
    const inviter = await readMember(tx, row.invited_by);
    return { workspaceId: tx.workspaceId, workspaceName: await workspaceName(tx), email: row.email, role: row.role, invitedBy: inviter?.name ?? "", expiresAt: row.expires_at };
  });
}

export interface Accepted {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly memberId: string;
}

/**
 * Makes the person a member, as long as whoever invited could still give that role. The same person gets the same
 * answer again.
 */
export async function takeUpInvitation(tx: Transaction, identity: Identity, token: string, at: Date): Promise<Accepted> {
  const read = readToken(token);
  await lockMembers(tx);
  const row = read?.kind === "i" ? await invitationByHash(tx, read.hash) : undefined;
  if (!row) throw over();
  if (!identity.isEmailVerified || identity.email.toLowerCase() !== row.email) {
    throw new HttpProblem("permission/missing", "This invitation is for another e-mail address than the one you are signed in with, or your address is not confirmed yet. Sign in with the address that was invited.");
  }
  const known = await memberOfUser(tx, identity.userId);
  if (isOpen(row, at) && !(await mayStillInvite(tx, row))) throw over();
  if (row.accepted_by !== null && row.accepted_by === known?.id && known.removed_at === null) return { workspace: { id: tx.workspaceId, name: await workspaceName(tx) }, memberId: known.id };
  if (!isOpen(row, at)) throw over();
  const isMember = known !== undefined && known.removed_at === null;
  const member = isMember ? known : await putMember(tx, { id: known?.id ?? newId(), userId: identity.userId, name: identity.name, email: identity.email, role: row.role });
  if (row.project_id !== null && row.project_role !== null) await putProjectMember(tx, row.project_id, member.id, row.project_role);
  await acceptInvitation(tx, row.id, member.id, at);
  await rightsChanged(tx, { actor: { ...programActor(tx.workspaceId), id: member.id }, at }, `${member.name} joined as ${member.role}`, {
    type: "member.added",
    name: member.name,
    email: identity.email,
    proof: { memberId: member.id, role: member.role, invitationId: row.id, ...(row.project_id === null ? {} : { projectId: row.project_id, projectRole: row.project_role }) },
  });
  return { workspace: { id: tx.workspaceId, name: await workspaceName(tx) }, memberId: member.id };
}

/** Whoever invited must still be able to give what was promised. */
async function mayStillInvite(tx: Transaction, row: InvitationRow): Promise<boolean> {
  const inviter = await memberNow(tx, row.invited_by);
  if (!inviter?.may("members.manage")) return false;
  return (await permissionsOfRole(tx, row.role)).every((permission) => inviter.may(permission)) && mayStillShare(inviter, row);
}

function mayStillShare(inviter: Actor, { project_id: projectId, project_role: role }: InvitationRow): boolean {
  if (projectId === null || role === null) return true;
  return isProjectRole(role) && inviter.may("project.share", projectId) && PROJECT_ROLES[role].permissions.every((permission) => inviter.may(permission, projectId));
}

function isOpen(row: InvitationRow, at: Date): boolean {
  return row.accepted_at === null && row.revoked_at === null && row.expires_at > at;
}

function over(): HttpProblem {
  return new HttpProblem("not-found", "There is no such invitation, or it is over: taken up, withdrawn or too old. Ask for a new one.");
}
