/** The one way to an object that a request names: exists, is this workspace's, and the actor may do this with it. */
import { requirePermission, type Actor, type Permission } from "../../access/actor.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { storedAnswer, type Answer, type Write } from "../../storage/idempotency.ts";
import type { Transaction } from "../../storage/database.ts";
import type { ProjectRow } from "./project-row.ts";
import { lockProject, readProjectRow } from "./queries.ts";

export type LoadKind = "project" | "project, deleted or not";

/** Unknown, foreign and never-made ids get the same answer. */
export async function load(tx: Transaction, actor: Actor, permission: Permission, kind: LoadKind, id: string): Promise<ProjectRow> {
  requirePermission(actor, permission, id);
  return found(await readProjectRow(tx, id), kind);
}

/**
 * Must be the first statement of a writing transaction: locks the project and numbers the new revision. A request that
 * was answered before gets that answer again, whatever has become of the project since.
 */
export async function loadForWriting(tx: Transaction, write: Write, permission: Permission, kind: LoadKind, id: string): Promise<{ readonly row: ProjectRow; readonly stored: Answer | undefined }> {
  requirePermission(write.actor, permission, id);
  const row = found(await lockProject(tx, id), "project, deleted or not");
  const stored = await storedAnswer(tx, write);
  if (stored) tx.cancel();
  return { row: stored ? row : found(row, kind), stored };
}

function found(row: ProjectRow | undefined, kind: LoadKind): ProjectRow {
  if (!row) throw new HttpProblem("not-found", "There is no such project.");
  if (row.deleted_at && kind === "project") throw new HttpProblem("project/deleted", `The project “${row.name}” was deleted. It can be restored for 30 days.`);
  return row;
}
