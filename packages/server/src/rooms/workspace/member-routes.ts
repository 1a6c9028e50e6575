/** The HTTP addresses of members: who they are, which role they have, and how they leave. */
import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { demandMayGive, demandMayManage } from "../../access/people/grants.ts";
import { countOtherOwners, endAllOf, listMembers, lockMembers, readMember, removeMember, setMemberRole, type MemberRow } from "../../access/people/queries.ts";
import { demandRevision, id, idPlace, moment, revision, rightsChanged } from "../../access/people/rights-change.ts";
import { requirePermission } from "../../access/actor.ts";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../http/page.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import type { Transaction } from "../../storage/database.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

const params = z.strictObject({ memberId: id });
const memberSchema = z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), role: z.string(), isYou: z.boolean(), joinedAt: moment, revision });

export function memberRoutes(api: Api, room: WorkspaceRoom): void {
  api.get(
    "/members",
    {
      config: { permission: "members.read" },
      schema: { operationId: "listMembers", summary: "People of the workspace", querystring: pageQuery, response: answers({ 200: z.object({ members: z.array(memberSchema), nextCursor }) }) },
    },
    async ({ actor, query }) => {
      const limit = limitOf(query);
      const after = placeOfCursor(query.cursor, idPlace)?.id;
      const rows = await room.database.readInWorkspace(actor.workspaceId, (tx) => listMembers(tx, { after, limit: limit + 1 }));
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ id: row.id }));
      return { members: page.map((row) => factsOf(row, actor)), nextCursor: next };
    },
  );
  api.patch(
    "/members/:memberId",
    {
      config: { permission: "members.manage" },
      schema: { operationId: "changeMember", summary: "Give a member another role; needs If-Match", params, headers: matchHeaders, querystring: writeQuery, body: z.strictObject({ role: id }), response: answers({ 200: memberSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const seen = revisionOf(request);
      const { memberId } = request.params;
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => changeRole(tx, write, { memberId, seen, role: request.body.role }))));
    },
  );
  api.delete(
    "/members/:memberId",
    {
      config: { permission: "workspace.read" },
      schema: { operationId: "removeMember", summary: "Remove a member, or leave oneself; needs If-Match. Tokens, links and invitations of theirs end at once", params, headers: matchHeaders, querystring: writeQuery, response: answers({ 200: memberSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const seen = revisionOf(request);
      const { memberId } = request.params;
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => remove(tx, write, { memberId, seen }))));
    },
  );
  sessionsRoute(api, room);
}

/** Ends what a person has open, in this workspace and any other: a session is theirs, not of a workspace. */
function sessionsRoute(api: Api, room: WorkspaceRoom): void {
  api.delete(
    "/members/:memberId/sessions",
    {
      config: { permission: "members.manage" },
      schema: { operationId: "endMemberSessions", summary: "Sign a member out everywhere, at once; they can sign in again", params, headers: writeHeaders, querystring: writeQuery, response: answers({ 200: z.object({ ended: z.number().int() }) }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const { memberId } = request.params;
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => signOut(tx, write, { memberId, end: room.endSessionsOf }))));
    },
  );
}

async function signOut(tx: Transaction, write: Write, { memberId, end }: { readonly memberId: string; readonly end: WorkspaceRoom["endSessionsOf"] }): Promise<Answer> {
  const member = await found(tx, memberId);
  await demandMayManage(tx, write.actor, member);
  // Sessions are no rows of this transaction: were it to fail, they would have ended all the same, and ending them again does no harm.
  const ended = end && member.user_id !== null && !write.isDryRun ? await end(member.user_id) : 0;
  await rightsChanged(tx, write, `Signed ${member.name} out everywhere`, { type: "member.signed-out", name: member.name, proof: { memberId: member.id } });
  return { status: 200, body: { ended } };
}

async function changeRole(tx: Transaction, write: Write, wish: { readonly memberId: string; readonly seen: number; readonly role: string }): Promise<Answer> {
  const { actor } = write;
  await lockMembers(tx);
  const before = await found(tx, wish.memberId);
  await demandMayManage(tx, actor, before);
  await demandMayGive(tx, actor, wish.role);
  demandRevision(`The membership of ${before.name}`, wish.seen, factsOf(before, actor));
  if (before.role === wish.role) return { status: 200, body: factsOf(before, actor), before: factsOf(before, actor) };
  await demandAnotherOwner(tx, before);
  const after = await setMemberRole(tx, before.id, wish.role);
  await rightsChanged(tx, write, `Gave ${before.name} the role ${wish.role} instead of ${before.role}`, { type: "member.role-changed", name: before.name, proof: { memberId: before.id, role: wish.role, before: before.role } });
  return { status: 200, body: factsOf(after, actor), before: factsOf(before, actor) };
}

async function remove(tx: Transaction, write: Write, wish: { readonly memberId: string; readonly seen: number }): Promise<Answer> {
  const { actor } = write;
  await lockMembers(tx);
  const isLeaving = actor.kind === "member" && actor.id === wish.memberId;
  // Whoever may neither see nor remove members is told the same of everybody.
  if (!isLeaving) requirePermission(actor, "members.manage");
  const before = await found(tx, wish.memberId);
  if (!isLeaving) await demandMayManage(tx, actor, before);
  demandRevision(`The membership of ${before.name}`, wish.seen, factsOf(before, actor));
  await demandAnotherOwner(tx, before);
  const after = await removeMember(tx, before.id, write.at);
  await endAllOf(tx, before.id, write.at);
  await rightsChanged(tx, write, isLeaving ? `${before.name} left` : `Removed ${before.name}`, { type: "member.removed", name: before.name, proof: { memberId: before.id } });
  return { status: 200, body: factsOf(after, actor), before: factsOf(before, actor), after: null };
}

async function found(tx: Transaction, memberId: string): Promise<MemberRow> {
  const row = await readMember(tx, memberId);
  if (!row) throw new HttpProblem("not-found", "There is no such member.");
  return row;
}

/** A workspace without an owner could never get one again. */
async function demandAnotherOwner(tx: Transaction, { id: memberId, role, name }: MemberRow): Promise<void> {
  if (role !== "owner" || (await countOtherOwners(tx, memberId)) > 0) return;
  throw new HttpProblem("access/refused", `${name} is the only owner of the workspace. Make somebody else an owner first.`);
}

function factsOf(row: MemberRow, actor: Actor): z.infer<typeof memberSchema> {
  return { id: row.id, name: row.name, email: row.email, role: row.role, isYou: row.id === actor.id, joinedAt: row.joined_at.toISOString(), revision: row.revision };
}
