/** Nobody gives more than they have: what a role may do, and who may give it to whom. */
import type { Actor } from "../actor.ts";
import { permissionsOfRole, rightsOf } from "../actor-of-request.ts";
import type { GrantedPermission } from "../permission.ts";
import { customRole } from "../queries.ts";
import { isBuiltIn, isProjectRole, PROJECT_ROLES, type ProjectRoleId } from "../role.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { Transaction } from "../../storage/database.ts";

/** The role is there, and the actor has every right of it. */
export async function demandMayGive(tx: Transaction, actor: Actor, role: string): Promise<void> {
  if (!isBuiltIn(role) && (await customRole(tx, role)) === undefined) throw new HttpProblem("access/refused", `There is no role “${role}” in this workspace. GET /api/v1/roles lists them.`);
  demandHas(actor, await permissionsOfRole(tx, role), "give this role");
}

/** Whoever has rights that the actor lacks cannot be demoted or removed by them. */
export async function demandMayManage(tx: Transaction, actor: Actor, member: { readonly id: string; readonly role: string }): Promise<void> {
  const { permissions } = await rightsOf(tx, member);
  demandHas(actor, permissions, "change somebody with this role");
}

export function demandHas(actor: Actor, permissions: readonly GrantedPermission[], what: string, projectId?: string): void {
  const missing = permissions.find((permission) => !actor.may(permission, projectId));
  if (missing !== undefined) throw new HttpProblem("permission/missing", `You cannot ${what}: it has a right that you do not have yourself (${missing}). Ask the owner of the workspace.`);
}

/** A role on one project, of which the actor has every right there. */
export function givenProjectRole(actor: Actor, role: string, projectId: string): ProjectRoleId {
  if (!isProjectRole(role)) throw new HttpProblem("access/refused", `There is no role “${role}” on projects. GET /api/v1/roles lists them.`);
  demandHas(actor, PROJECT_ROLES[role].permissions, "give this role", projectId);
  return role;
}

/** What a program does with a token must not make further secrets: they would outlive the token. */
export function demandPerson(actor: Actor): void {
  if (actor.kind === "member" || actor.kind === "local") return;
  throw new HttpProblem("permission/missing", "A token or link cannot make further tokens, links or invitations. Sign in yourself.");
}
