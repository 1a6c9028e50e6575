/** Who asks, and what they may do. In single-user mode the one person at this machine may do everything. */
import { HttpProblem } from "../http/problem-to-status.ts";

export type Permission =
  | "public"
  | "workspace.read"
  | "project.read"
  | "project.create"
  | "project.edit"
  | "project.delete"
  | "samples.manage"
  | "system.manage"
  | "test.reset";

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly may: (permission: Permission) => boolean;
}

export function localActor(workspaceId: string): Actor {
  return { id: "local", name: "You", workspaceId, may: () => true };
}

export function requirePermission(actor: Actor, permission: Permission): void {
  if (!actor.may(permission)) throw new HttpProblem("permission/missing", "You do not have the right to do this. Ask the owner of the workspace for it.");
}
