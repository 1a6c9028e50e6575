/** The one way to an object that a request names: exists, is this workspace's, and the actor may do this with it. */
import { requirePermission, type Actor, type Permission } from "../../access/actor.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { Transaction } from "../../storage/database.ts";
import type { ProjectRow } from "./project-row.ts";
import { lockProject, readProjectRow } from "./queries.ts";

export type LoadKind = "project" | "deleted project" | "project for writing";

/**
 * Unknown, foreign and never-made ids get the same answer. "project for writing" locks the project and numbers the new
 * revision, so it must be the first statement of the transaction.
 */
export async function load(tx: Transaction, actor: Actor, permission: Permission, kind: LoadKind, id: string): Promise<ProjectRow> {
  requirePermission(actor, permission);
  const row = kind === "project for writing" ? await lockProject(tx, id) : kind === "deleted project" ? await lockProject(tx, id) : await readProjectRow(tx, id);
  if (!row) throw new HttpProblem("not-found", "There is no such project.");
  if (row.deleted_at && kind !== "deleted project") throw new HttpProblem("project/deleted", `The project “${row.name}” was deleted. It can be restored for 30 days.`);
  return row;
}
