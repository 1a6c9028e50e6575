/** The HTTP addresses of roles: those that every workspace has, and its own ones as lists of rights. */
import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { isGrantable, isOfProject, PERMISSIONS, type GrantedPermission } from "../../access/permission.ts";
import { demandHas } from "../../access/people/grants.ts";
import { countWithRole, deleteRole, listRoles, lockMembers, lockRole, openInvitationsWithRole, putRole, type RoleRow } from "../../access/people/queries.ts";
import { demandRevision, id, noQuery, rightsChanged, shortName } from "../../access/people/rights-change.ts";
import { PROJECT_ROLES, WORKSPACE_ROLES } from "../../access/role.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, matchHeaders, revisionOf, sendAnswer, writeHeaders, writeOf, writeQuery, type Api } from "../../http/route.ts";
import type { Transaction } from "../../storage/database.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import type { WorkspaceRoom } from "./workspace-room.ts";

const params = z.strictObject({ roleId: id });
const permissionList = z.array(z.string().refine(isGrantable, "must be a right that GET /api/v1/roles lists")).max(Object.keys(PERMISSIONS).length);
const roleSchema = z.object({ id: z.string(), name: z.string(), sentence: z.string(), permissions: z.array(z.string()), isBuiltIn: z.boolean(), revision: z.number().int().nullable().describe("For If-Match; null: cannot be changed.") });
const listSchema = z.object({
  roles: z.array(roleSchema),
  projectRoles: z.array(z.object({ id: z.string(), name: z.string(), sentence: z.string(), permissions: z.array(z.string()) })),
  permissions: z.array(z.object({ id: z.string(), sentence: z.string(), isOfProject: z.boolean() })),
});

export function roleRoutes(api: Api, room: WorkspaceRoom): void {
  api.get(
    "/roles",
    { config: { permission: "workspace.read" }, schema: { operationId: "listRoles", summary: "Roles and rights, in words", querystring: noQuery, response: answers({ 200: listSchema }) } },
    async ({ actor }) => {
      const own = await room.database.readInWorkspace(actor.workspaceId, listRoles);
      return {
        roles: [...Object.entries(WORKSPACE_ROLES).map(([roleId, { name, sentence, permissions }]) => ({ id: roleId, name, sentence, permissions: [...permissions], isBuiltIn: true, revision: null })), ...own.map(factsOf)],
        projectRoles: Object.entries(PROJECT_ROLES).map(([roleId, { name, sentence, permissions }]) => ({ id: roleId, name, sentence, permissions: [...permissions] })),
        permissions: Object.entries(PERMISSIONS).flatMap(([name, sentence]) => (isGrantable(name) ? [{ id: name, sentence, isOfProject: isOfProject(name) }] : [])),
      };
    },
  );
  api.post(
    "/roles",
    {
      config: { permission: "roles.manage" },
      schema: { operationId: "addRole", summary: "Make a role of the workspace's own", headers: writeHeaders, querystring: writeQuery, body: z.strictObject({ name: shortName, permissions: permissionList }), response: answers({ 201: roleSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = request.body;
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => addRole(tx, write, wish))));
    },
  );
  api.patch(
    "/roles/:roleId",
    {
      config: { permission: "roles.manage" },
      schema: {
        operationId: "changeRole",
        summary: "Change a role of the workspace's own, for everybody who has it; needs If-Match",
        params,
        headers: matchHeaders,
        querystring: writeQuery,
        body: z.strictObject({ name: shortName.optional(), permissions: permissionList.optional() }),
        response: answers({ 200: roleSchema }),
      },
    },
    async (request, reply) => {
      const write = writeOf(request);
      const wish = { ...request.body, roleId: request.params.roleId, seen: revisionOf(request) };
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => changeRole(tx, write, wish))));
    },
  );
  api.delete(
    "/roles/:roleId",
    {
      config: { permission: "roles.manage" },
      schema: { operationId: "removeRole", summary: "Remove a role that nobody has; needs If-Match", params, headers: matchHeaders, querystring: writeQuery, response: answers({ 200: roleSchema }) },
    },
    async (request, reply) => {
      const write = writeOf(request, null);
      const wish = { roleId: request.params.roleId, seen: revisionOf(request) };
      return sendAnswer(reply, await room.database.inWorkspace(request.actor.workspaceId, (tx) => once(tx, write, () => removeRole(tx, write, wish))));
    },
  );
}

async function addRole(tx: Transaction, write: Write, wish: { readonly name: string; readonly permissions: readonly string[] }): Promise<Answer> {
  await lockMembers(tx);
  const permissions = demandSensible(write.actor, wish.permissions);
  const made = named(await putRole(tx, { id: (write.newId ?? newId)(), name: wish.name, permissions }), wish.name);
  await rightsChanged(tx, write, `Made the role “${made.name}”`, { type: "role.added", name: made.name, proof: { roleId: made.id, permissions } });
  return { status: 201, body: factsOf(made) };
}

async function changeRole(tx: Transaction, write: Write, wish: { readonly roleId: string; readonly seen: number; readonly name?: string | undefined; readonly permissions?: readonly string[] | undefined }): Promise<Answer> {
  await lockMembers(tx);
  const before = found(await lockRole(tx, wish.roleId));
  // What a role has is taken from those who have it, so whoever takes must have it, too.
  demandHas(write.actor, before.permissions.filter(isGrantable), "change this role");
  const permissions = demandSensible(write.actor, wish.permissions ?? before.permissions);
  demandRevision(`The role “${before.name}”`, wish.seen, before);
  const after = named(await putRole(tx, { id: before.id, name: wish.name ?? before.name, permissions }), wish.name ?? before.name);
  await rightsChanged(tx, write, `Changed the role “${before.name}”`, { type: "role.changed", name: after.name, proof: { roleId: after.id, permissions, before: before.permissions } });
  return { status: 200, body: factsOf(after), before: factsOf(before) };
}

async function removeRole(tx: Transaction, write: Write, wish: { readonly roleId: string; readonly seen: number }): Promise<Answer> {
  await lockMembers(tx);
  const before = found(await lockRole(tx, wish.roleId));
  demandRevision(`The role “${before.name}”`, wish.seen, before);
  const [members, invitations] = [await countWithRole(tx, before.id), await openInvitationsWithRole(tx, before.id)];
  if (members + invitations > 0) throw new HttpProblem("access/refused", `The role “${before.name}” is that of ${members} members and ${invitations} open invitations. Give them another one first.`);
  await deleteRole(tx, before.id);
  await rightsChanged(tx, write, `Removed the role “${before.name}”`, { type: "role.removed", name: before.name, proof: { roleId: before.id } });
  return { status: 200, body: factsOf(before), before: factsOf(before), after: null };
}

/** Rights that the actor has, and that make sense together. */
function demandSensible(actor: Actor, permissions: readonly string[]): readonly GrantedPermission[] {
  const wanted = [...new Set(permissions.filter(isGrantable))];
  demandHas(actor, wanted, "make such a role");
  const needsReading = wanted.find((permission) => permission !== "project.read" && (isOfProject(permission) || permission === "project.create"));
  if (needsReading !== undefined && !wanted.includes("project.read")) throw new HttpProblem("access/refused", `A role with ${needsReading} needs project.read as well.`);
  if (wanted.length > 0 && !wanted.includes("workspace.read")) throw new HttpProblem("access/refused", "Every role with any right needs workspace.read as well.");
  return wanted;
}

function found(row: RoleRow | undefined): RoleRow {
  if (!row) throw new HttpProblem("not-found", "There is no such role. Those that every workspace has cannot be changed.");
  return row;
}

function named(row: RoleRow | undefined, name: string): RoleRow {
  const isBuiltInName = Object.values(WORKSPACE_ROLES).some((role) => role.name.toLowerCase() === name.toLowerCase());
  if (!row || isBuiltInName) throw new HttpProblem("access/refused", `There is a role “${name}” already. Choose another name.`);
  return row;
}

function factsOf({ id: roleId, name, permissions, revision }: RoleRow): z.infer<typeof roleSchema> {
  return { id: roleId, name, sentence: "A role of this workspace.", permissions: [...permissions], isBuiltIn: false, revision };
}
