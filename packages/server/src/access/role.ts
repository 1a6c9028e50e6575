/** The roles that every workspace has, and those that a person can have on one project. */
import { PERMISSIONS, type GrantedPermission } from "./permission.ts";

const ALL = Object.keys(PERMISSIONS).filter((name): name is GrantedPermission => Object.hasOwn(PERMISSIONS, name));
const VIEWER: readonly GrantedPermission[] = ["workspace.read", "members.read", "tokens.own", "project.read"];
const CONTRIBUTOR: readonly GrantedPermission[] = [...VIEWER, "project.edit"];

export interface BuiltInRole {
  readonly name: string;
  readonly sentence: string;
  readonly permissions: readonly GrantedPermission[];
}

/** A workspace may add roles of its own; these stay as they are. */
export const WORKSPACE_ROLES = {
  owner: { name: "Owner", sentence: "May do everything, and is the one to ask.", permissions: ALL },
  manager: {
    name: "Manager",
    sentence: "Runs projects: makes, shares and deletes them, and sees what they cost.",
    permissions: [...CONTRIBUTOR, "members.manage", "tokens.manage", "audit.read", "project.create", "project.delete", "project.share", "project.approve", "costs.read", "samples.manage"],
  },
  contributor: { name: "Contributor", sentence: "Works on all projects, and sees no costs.", permissions: CONTRIBUTOR },
  viewer: { name: "Viewer", sentence: "Looks at all projects, and sees no costs.", permissions: VIEWER },
  guest: { name: "Guest", sentence: "Sees only the projects that somebody gives to them.", permissions: ["workspace.read"] },
} as const satisfies Readonly<Record<string, BuiltInRole>>;

export type BuiltInRoleId = keyof typeof WORKSPACE_ROLES;

/** What a person may do on one project, beside what their role in the workspace gives them. */
export const PROJECT_ROLES = {
  sponsor: { name: "Sponsor", sentence: "Sees the project and its costs, and approves.", permissions: ["project.read", "costs.read", "project.approve"] },
  approver: { name: "Approver", sentence: "Sees the project, and approves.", permissions: ["project.read", "project.approve"] },
  team: { name: "Team", sentence: "Works on the project.", permissions: ["project.read", "project.edit"] },
} as const satisfies Readonly<Record<string, BuiltInRole>>;

export type ProjectRoleId = keyof typeof PROJECT_ROLES;

export function isBuiltIn(roleId: string): roleId is BuiltInRoleId {
  return Object.hasOwn(WORKSPACE_ROLES, roleId);
}

export function isProjectRole(roleId: string): roleId is ProjectRoleId {
  return Object.hasOwn(PROJECT_ROLES, roleId);
}
