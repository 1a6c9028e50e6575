/** The one way to an object that a request names: exists, is this workspace's, and the actor may do this with it. */
import { requirePermission, type Actor, type Permission } from "../../access/actor.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { EMPTY_TREE, type Tree } from "../../log/merkle-tree.ts";
import { keptTree, projectTree } from "../../log/queries.ts";
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
export async function loadForWriting(tx: Transaction, write: Write, permission: Permission, kind: LoadKind, id: string): Promise<LoadedForWriting> {
  requirePermission(write.actor, permission, id);
  // All three travel in one message; PostgreSQL carries out the others when it has the lock.
  const locking = lockProject(tx, id);
  const answering = storedAnswer(tx, write);
  const reading = keptTree(tx, id);
  for (const later of [answering, reading]) later.catch(() => undefined);
  const row = found(await locking, "project, deleted or not");
  const stored = await answering;
  if (stored) {
    tx.cancel();
    return { row, stored, tree: EMPTY_TREE };
  }
  return { row: found(row, kind), stored, tree: await projectTree(tx, id, row.revision - 1, await reading) };
}

export interface LoadedForWriting {
  readonly row: ProjectRow;
  /** The answer that the same request got before. */
  readonly stored: Answer | undefined;
  /** That of the log before this write, for whoever appends to it. */
  readonly tree: Tree;
}

function found(row: ProjectRow | undefined, kind: LoadKind): ProjectRow {
  if (!row) throw new HttpProblem("not-found", "There is no such project.");
  if (row.deleted_at && kind === "project") throw new HttpProblem("project/deleted", `The project “${row.name}” was deleted. It can be restored for 30 days.`);
  return row;
}
