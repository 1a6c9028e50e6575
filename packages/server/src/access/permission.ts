/** Every right that there is, in words; routes name one of them, roles and tokens are lists of them. */

/** What people may be allowed to do, with the sentence that the page of roles shows. */
export const PERMISSIONS = {
  "workspace.read": "See the workspace, its templates and who is signed in",
  "workspace.manage": "Change the workspace's name and settings",
  "workspace.create": "Make further workspaces (in the workspace of whoever runs the server alone)",
  "members.read": "See who is a member, and with which role",
  "members.manage": "Invite people, change their roles, remove them",
  "roles.manage": "Make and change roles",
  "tokens.own": "Make tokens for programs that act in one's own name",
  "tokens.manage": "See and revoke everybody's tokens",
  "audit.read": "Read the workspace's log, and prove it",
  "system.manage": "Make backups, see jobs and the state of the server (in the workspace of whoever runs it alone)",
  "project.create": "Make, copy and import projects",
  "project.read": "See a project: its plan, history, files",
  "project.edit": "Change a project",
  "project.delete": "Delete and restore a project",
  "project.share": "Give others rights on a project, and make links to it",
  "project.approve": "Approve what a project asks for",
  "costs.read": "See rates, costs and budgets",
  "samples.manage": "Add and remove the sample projects",
} as const satisfies Readonly<Record<string, string>>;

/** A right that can be given. */
export type GrantedPermission = keyof typeof PERMISSIONS;

/** What a route demands: a right; nothing ("public"); that somebody is signed in ("signed-in"); a signature that the route itself checks ("hook.signed"); or that this is a server for tests. */
export type Permission = GrantedPermission | "public" | "signed-in" | "hook.signed" | "test.reset";

/** Rights that a role on one project can give on that project. */
export const PROJECT_PERMISSIONS = ["project.read", "project.edit", "project.delete", "project.share", "project.approve", "costs.read"] as const satisfies readonly GrantedPermission[];

export function isGrantable(text: string): text is GrantedPermission {
  return Object.hasOwn(PERMISSIONS, text);
}

export function isOfProject(permission: Permission): boolean {
  return PROJECT_PERMISSIONS.some((one) => one === permission);
}
