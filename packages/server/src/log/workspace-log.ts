/** The workspace's own log: who came and went, what was shared or set, which projects were made and removed. */
import type { Transaction } from "../storage/database.ts";
import { edgeBytes, grown, treeOf } from "./merkle-tree.ts";
import { workspaceEntryOf, workspaceLeafOf, type WorkspaceEntry, type WorkspaceEvent } from "./workspace-entry.ts";

export interface NewWorkspaceEntry {
  readonly at: Date;
  /** `actor.id`: the pseudonym of a person in this workspace. */
  readonly actorId: string;
  /** For people, in one line: “Ann Example joined as manager”. Can be erased. */
  readonly label: string;
  readonly event: WorkspaceEvent;
}

/**
 * Appends an entry in the transaction of what it tells. Other writers of this log wait from here to the commit, so it
 * is best the last statement but the answer; whoever locks a project as well locks that first. Answers its position.
 */
export async function recordWorkspaceEvent(tx: Transaction, { at, actorId, label, event }: NewWorkspaceEntry): Promise<number> {
  const before = await lockedTree(tx);
  const position = before.size + 1;
  const leaf = workspaceLeafOf({ position, at: at.toISOString(), actor: actorId, label, event });
  const after = grown(before, leaf.hash);
  await tx.query(
    `WITH entry AS (INSERT INTO workspace_change (workspace_id, position, at, actor, type, leaf, leaf_hash) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING position),
      texts AS (INSERT INTO workspace_change_text (workspace_id, change_position, position, salt, text)
        SELECT $1, $2, t.position, decode(t.salt, 'hex'), t.text FROM jsonb_to_recordset($8::jsonb) AS t (position integer, salt text, text text) RETURNING position)
      UPDATE workspace_tree SET size = $2, edge = $9 WHERE workspace_id = $1`,
    [tx.workspaceId, position, at, actorId, event.type, leaf.bytes, leaf.hash, JSON.stringify(leaf.texts), edgeBytes(after)],
  );
  return position;
}

/** The tree of this workspace's log, for this transaction alone. */
async function lockedTree(tx: Transaction): Promise<ReturnType<typeof treeOf>> {
  const { rows } = await tx.query<{ size: number; edge: Buffer }>(
    "INSERT INTO workspace_tree (workspace_id, size, edge) VALUES ($1, 0, '') ON CONFLICT (workspace_id) DO UPDATE SET size = workspace_tree.size RETURNING size, edge",
    [tx.workspaceId],
  );
  const [row] = rows;
  if (!row) throw new Error("the tree of the workspace's log was not returned");
  return treeOf(row.size, row.edge);
}

/** Entries before a position, newest first. */
export async function readWorkspaceEntries(tx: Transaction, page: { readonly before: number; readonly limit: number }): Promise<readonly WorkspaceEntry[]> {
  const { rows } = await tx.query<{ position: number; leaf: Buffer }>(
    "SELECT position, leaf FROM workspace_change WHERE workspace_id = $1 AND position < $2 ORDER BY position DESC LIMIT $3",
    [tx.workspaceId, page.before, page.limit],
  );
  const texts = await textsBetween(tx, rows.at(-1)?.position ?? 1, rows[0]?.position ?? 0);
  return rows.map((row) => workspaceEntryOf(row.leaf, texts.get(row.position) ?? new Map()));
}

async function textsBetween(tx: Transaction, from: number, to: number): Promise<ReadonlyMap<number, ReadonlyMap<number, string>>> {
  const { rows } = await tx.query<{ change_position: number; position: number; text: string }>(
    "SELECT change_position, position, text FROM workspace_change_text WHERE workspace_id = $1 AND change_position >= $2 AND change_position <= $3",
    [tx.workspaceId, from, to],
  );
  const texts = new Map<number, Map<number, string>>();
  for (const row of rows) texts.set(row.change_position, (texts.get(row.change_position) ?? new Map<number, string>()).set(row.position, row.text));
  return texts;
}
