/** The HTTP addresses of a project's own members: people who may do more with it than their role in the workspace says. */
import { z } from "zod";
import type { Actor } from "../../../access/actor.ts";
import { demandHas, givenProjectRole } from "../../../access/people/grants.ts";
import { listProjectMembers, lockMembers, lockProjectMember, putProjectMember, readMember, removeProjectMember, type ProjectMemberRow } from "../../../access/people/queries.ts";
import { demandRevision, id, revision, rightsChanged } from "../../../access/people/rights-change.ts";
import { isProjectRole, PROJECT_ROLES } from "../../../access/role.ts";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../../http/page.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../../http/route.ts";
import type { Transaction } from "../../../storage/database.ts";
import { once, type Answer, type Write } from "../../../storage/idempotency.ts";
import { load } from "../load.ts";
import { params } from "../route-parts.ts";
import type { SharingRoom } from "./share-link-routes.ts";

const memberParams = params.extend({ memberId: id });
const place = z.strictObject({ id });
const memberSchema = z.object({ memberId: z.string(), name: z.string(), role: z.string(), revision });

export function projectMemberRoutes(api: Api, room: Pick<SharingRoom, "database">): void {
  api.get(
    "/projects/:id/members",
    {
      config: { permission: "members.read" },
      schema: { operationId: "listProjectMembers", summary: "People with a role on the project itself", params, querystring: pageQuery, response: answers({ 200: z.object({ members: z.array(memberSchema), nextCursor }) }) },
    },
    async ({ actor, query, params: { id: projectId } }) => {
      const limit = limitOf(query);
      const after = placeOfCursor(query.cursor, place)?.id;
      const rows = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const project = await load(tx, actor, "project.read", "project", projectId);
        return listProjectMembers(tx, project.id, { after, limit: limit + 1 });
      });
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ id: row.member_id }));
      return { members: page.map(factsOf), nextCursor: next };
    },
  );
  api.post(
    "/projects/:id/members",
    {
      config: { permission: "project.share" },
      schema: { operationId: "addProjectMember", summary: "Give a member a role on the project", params, headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ memberId: id, role: id }), response: answers({ 200: memberSchema, 201: memberSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = { ...request.body, projectId: request.params.id };
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => give(tx, write, wish))));
    },
  );
  api.patch(
    "/projects/:id/members/:memberId",
    {
      config: { permission: "project.share" },
      schema: { operationId: "changeProjectMember", summary: "Another role on the project; needs If-Match", params: memberParams, headers: matchHeaders, querystring: writeQuery, body: z.strictObject({ role: id }), response: answers({ 200: memberSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = { projectId: request.params.id, memberId: request.params.memberId, seen: revisionOf(request), role: request.body.role };
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => change(tx, write, wish))));
    },
  );
  api.delete(
    "/projects/:id/members/:memberId",
    {
      config: { permission: "project.share" },
      schema: { operationId: "removeProjectMember", summary: "Take a role on the project away; needs If-Match", params: memberParams, headers: matchHeaders, querystring: writeQuery, response: answers({ 200: memberSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const wish = { projectId: request.params.id, memberId: request.params.memberId, seen: revisionOf(request) };
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => take(tx, write, wish))));
    },
  );
}

interface Wish {
  readonly projectId: string;
  readonly memberId: string;
  readonly seen: number;
}

async function give(tx: Transaction, write: Write, wish: Omit<Wish, "seen"> & { readonly role: string }): Promise<Answer> {
  await lockMembers(tx);
  const project = await load(tx, write.actor, "project.share", "project", wish.projectId);
  const role = givenProjectRole(write.actor, wish.role, project.id);
  const member = await readMember(tx, wish.memberId);
  if (!member) throw new HttpProblem("not-found", "There is no such member.");
  const known = await lockProjectMember(tx, project.id, member.id);
  if (known) throw new HttpProblem("access/changed", `${member.name} has the role ${known.role} on this project already. Change it with PATCH.`, { theirs: factsOf(known) });
  const made = { memberId: member.id, name: member.name, role, revision: await putProjectMember(tx, project.id, member.id, role) };
  await rightsChanged(tx, write, `Made ${member.name} ${role} of “${project.name}”`, { type: "project-member.added", name: member.name, proof: { projectId: project.id, memberId: member.id, role } });
  return { status: 201, body: made };
}

async function change(tx: Transaction, write: Write, wish: Wish & { readonly role: string }): Promise<Answer> {
  await lockMembers(tx);
  const project = await load(tx, write.actor, "project.share", "project", wish.projectId);
  const role = givenProjectRole(write.actor, wish.role, project.id);
  const before = await held(tx, write.actor, wish);
  const after = { ...factsOf(before), role, revision: await putProjectMember(tx, project.id, before.member_id, role) };
  await rightsChanged(tx, write, `Made ${before.name} ${role} of “${project.name}” instead of ${before.role}`, { type: "project-member.changed", name: before.name, proof: { projectId: project.id, memberId: before.member_id, role, before: before.role } });
  return { status: 200, body: after, before: factsOf(before) };
}

async function take(tx: Transaction, write: Write, wish: Wish): Promise<Answer> {
  await lockMembers(tx);
  const project = await load(tx, write.actor, "project.share", "project", wish.projectId);
  const before = await held(tx, write.actor, wish);
  await removeProjectMember(tx, project.id, before.member_id);
  await rightsChanged(tx, write, `Took the role ${before.role} of “${project.name}” from ${before.name}`, { type: "project-member.removed", name: before.name, proof: { projectId: project.id, memberId: before.member_id } });
  return { status: 200, body: factsOf(before), before: factsOf(before), after: null };
}

/** The role as it was seen, which the actor could have given themselves. */
async function held(tx: Transaction, actor: Actor, { projectId, memberId, seen }: Wish): Promise<ProjectMemberRow> {
  const row = await lockProjectMember(tx, projectId, memberId);
  if (!row) throw new HttpProblem("not-found", "There is no such member of this project.");
  if (isProjectRole(row.role)) demandHas(actor, PROJECT_ROLES[row.role].permissions, "change somebody with this role", projectId);
  demandRevision(`The role of ${row.name}`, seen, factsOf(row));
  return row;
}

function factsOf(row: ProjectMemberRow): z.infer<typeof memberSchema> {
  return { memberId: row.member_id, name: row.name, role: row.role, revision: row.revision };
}
