/** Every SQL statement about published reports as entries of the log, and about when they are sent. */
import type { CheckpointRow } from "../../../log/queries.ts";
import type { Transaction } from "../../../storage/database.ts";

/** Number of the entry that brought a report. */
export async function entryOfReport(tx: Transaction, projectId: string, reportId: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>("SELECT revision FROM record WHERE workspace_id = $1 AND project_id = $2 AND kind = 'statusReport' AND id = $3", [tx.workspaceId, projectId, reportId]);
  return rows[0]?.revision;
}

/** The first signed state that covers an entry: the same for ever, so every copy of a report carries the same words. */
export async function firstCheckpointOver(tx: Transaction, projectId: string, entry: number): Promise<CheckpointRow | undefined> {
  const { rows } = await tx.query<CheckpointRow>("SELECT size, root, edge, note, public_key, at FROM checkpoint WHERE workspace_id = $1 AND log = $2 AND size >= $3 ORDER BY size LIMIT 1", [tx.workspaceId, projectId, entry]);
  return rows[0];
}

/** Salts of the texts that an entry binds, hex, by position. */
export async function saltsOf(tx: Transaction, projectId: string, entry: number): Promise<ReadonlyMap<number, string>> {
  const { rows } = await tx.query<{ position: number; salt: Buffer }>("SELECT position, salt FROM change_text WHERE workspace_id = $1 AND project_id = $2 AND revision = $3", [tx.workspaceId, projectId, entry]);
  return new Map(rows.map(({ position, salt }) => [position, salt.toString("hex")]));
}
