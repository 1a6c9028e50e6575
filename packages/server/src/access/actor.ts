/** Who asks, and what they may do. In single-user mode the one person at this machine may do everything. */
import { HttpProblem } from "../http/problem-to-status.ts";
import { isOfProject, PROJECT_PERMISSIONS, type GrantedPermission, type Permission } from "./permission.ts";
import { WORKSPACE_ROLES } from "./role.ts";

export type { Permission } from "./permission.ts";

/** local: whoever sits at the machine. program: the server itself. nobody: a request without anything that tells who it is. */
export type ActorKind = "local" | "member" | "token" | "shareLink" | "program" | "nobody";

export interface Actor {
  /** Pseudonym of the person in this workspace; it stands in the log, so it is never a name or an address. */
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly kind: ActorKind;
  /** Id of the role in the workspace that the rights come from. */
  readonly role: string;
  /** Rights in the whole workspace. */
  readonly permissions: readonly GrantedPermission[];
  /** With a project: rights on that one count as well. */
  readonly may: (permission: Permission, projectId?: string) => boolean;
  /** All that the actor may do with one project. */
  readonly permissionsOn: (projectId: string) => readonly GrantedPermission[];
  /** What is missing before the person may do anything here; their own account stays open to them. */
  readonly awaits?: "second-factor" | undefined;
  /** The only projects that the actor can see; `undefined`: all of the workspace. */
  readonly visibleProjects: readonly string[] | undefined;
}

export interface Rights {
  readonly permissions: readonly GrantedPermission[];
  /** Further rights by project. */
  readonly projects: ReadonlyMap<string, readonly GrantedPermission[]>;
}

export function makeActor(who: Pick<Actor, "id" | "name" | "workspaceId" | "kind" | "role">, { permissions, projects }: Rights): Actor {
  const everywhere = new Set<Permission>(permissions);
  return {
    ...who,
    permissions,
    may: (permission, projectId) => {
      if (permission === "public" || permission === "hook.signed") return true;
      if (permission === "signed-in") return who.kind !== "nobody";
      if (permission === "test.reset") return who.kind === "local";
      return everywhere.has(permission) || (projectId !== undefined && (projects.get(projectId)?.some((one) => one === permission) ?? false));
    },
    permissionsOn: (projectId) => PROJECT_PERMISSIONS.filter((one) => everywhere.has(one) || (projects.get(projectId)?.includes(one) ?? false)),
    visibleProjects: everywhere.has("project.read") ? undefined : [...projects].flatMap(([id, rights]) => (rights.includes("project.read") ? [id] : [])),
  };
}

/** A member whose workspace demands more than their session has shown. */
export function heldBackActor(who: Pick<Actor, "id" | "name" | "workspaceId" | "role">): Actor {
  return { ...makeActor({ ...who, kind: "member" }, NOTHING), awaits: "second-factor" };
}

const EVERYTHING: Rights = { permissions: WORKSPACE_ROLES.owner.permissions, projects: new Map() };
const NOTHING: Rights = { permissions: [], projects: new Map() };
const NO_WORKSPACE = "00000000-0000-0000-0000-000000000000";

export function localActor(workspaceId: string): Actor {
  return makeActor({ id: "local", name: "You", workspaceId, kind: "local", role: "owner" }, EVERYTHING);
}

/** The server itself, when it does what nobody asked for in this moment. */
export function programActor(workspaceId: string): Actor {
  return makeActor({ id: "leadline", name: "Leadline", workspaceId, kind: "program", role: "owner" }, EVERYTHING);
}

export const NOBODY: Actor = makeActor({ id: "nobody", name: "Nobody", workspaceId: NO_WORKSPACE, kind: "nobody", role: "none" }, NOTHING);

/** To be asked of everything but the person's own account. */
export function refuseHeldBack({ awaits }: Actor): void {
  if (awaits !== undefined) throw new HttpProblem("session/second-factor", "This workspace asks everybody for a second factor. Set one up in your account, or sign in with a passkey or the company's single sign-on.");
}

/** What cannot be read does not exist for the actor; what can be read but not done is said to be missing a right. */
export function requirePermission(actor: Actor, permission: Permission, projectId?: string): void {
  if (actor.may(permission, projectId)) return;
  refuseHeldBack(actor);
  if (actor.kind === "nobody") throw new HttpProblem("session/none", "Sign in first: nobody is signed in here, or the session has ended.");
  if (projectId !== undefined && isOfProject(permission) && !actor.may("project.read", projectId)) throw new HttpProblem("not-found", "There is no such project.");
  throw new HttpProblem("permission/missing", "You do not have the right to do this. Ask the owner of the workspace for it.");
}
