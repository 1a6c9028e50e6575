/** Every SQL statement about trees, checkpoints, sealed texts and the workspace's own log. */
import type { Transaction } from "../storage/database.ts";
import type { Leaf, Texts } from "./log-entry.ts";
import { edgeBytes, EMPTY_TREE, treeOf, treeOver, type Tree } from "./merkle-tree.ts";

/**
 * The tree over the first `size` entries of a project's log. Where none of that size is kept (projects from before
 * trees were kept), it is made from the entries. Whoever has read the kept one already brings it along.
 */
export async function projectTree(tx: Transaction, projectId: string, size: number, kept?: Tree): Promise<Tree> {
  const tree = kept ?? (await keptTree(tx, projectId));
  return tree?.size === size ? tree : treeOver(await leafHashes(tx, projectId, { after: 0, upTo: size }));
}

/** The tree that is kept for a project's log, whatever its size. */
export async function keptTree(tx: Transaction, projectId: string): Promise<Tree | undefined> {
  const { rows } = await tx.query<{ size: number; edge: Buffer }>("SELECT size, edge FROM change_tree WHERE workspace_id = $1 AND project_id = $2", [tx.workspaceId, projectId]);
  return rows[0] && treeOf(rows[0].size, rows[0].edge);
}

/** Leaf hashes of a project's log, oldest first. */
export async function leafHashes(tx: Transaction, projectId: string, range: { readonly after: number; readonly upTo: number }): Promise<readonly Buffer[]> {
  const { rows } = await tx.query<{ leaf_hash: Buffer }>(
    "SELECT leaf_hash FROM change WHERE workspace_id = $1 AND project_id = $2 AND revision > $3 AND revision <= $4 ORDER BY revision",
    [tx.workspaceId, projectId, range.after, range.upTo],
  );
  return rows.map((row) => row.leaf_hash);
}

/** Texts in a row, by the entry that they belong to. */
export function textsByEntry(rows: Iterable<{ readonly entry: number; readonly position: number; readonly text: string }>): ReadonlyMap<number, Texts> {
  const texts = new Map<number, Map<number, string>>();
  for (const { entry, position, text } of rows) {
    const known = texts.get(entry) ?? new Map<number, string>();
    texts.set(entry, known.set(position, text));
  }
  return texts;
}

/** The tree of this workspace's log, for this transaction alone. */
export async function lockWorkspaceTree(tx: Transaction): Promise<Tree> {
  const { rows } = await tx.query<{ size: number; edge: Buffer }>(
    "INSERT INTO workspace_tree (workspace_id, size, edge) VALUES ($1, 0, '') ON CONFLICT (workspace_id) DO UPDATE SET size = workspace_tree.size RETURNING size, edge",
    [tx.workspaceId],
  );
  const [row] = rows;
  if (!row) throw new Error("the tree of the workspace's log was not returned");
  return treeOf(row.size, row.edge);
}

export async function appendWorkspaceLeaf(tx: Transaction, entry: { readonly at: Date; readonly actorId: string; readonly type: string; readonly leaf: Leaf; readonly tree: Tree }): Promise<void> {
  const { leaf, tree } = entry;
  await tx.query(
    `WITH entry AS (INSERT INTO workspace_change (workspace_id, position, at, actor, type, leaf, leaf_hash) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING position),
      texts AS (INSERT INTO workspace_change_text (workspace_id, change_position, position, salt, text)
        SELECT $1, $2, t.position, decode(t.salt, 'hex'), t.text FROM jsonb_to_recordset($8::jsonb) AS t (position integer, salt text, text text) RETURNING position)
      UPDATE workspace_tree SET size = $2, edge = $9 WHERE workspace_id = $1`,
    [tx.workspaceId, tree.size, entry.at, entry.actorId, entry.type, leaf.bytes, leaf.hash, JSON.stringify(leaf.texts), edgeBytes(tree)],
  );
}

export interface WorkspaceLeafRow {
  readonly position: number;
  readonly leaf: Buffer;
  readonly leaf_hash: Buffer;
}

/** Before a position, newest first. */
export async function workspaceLeaves(tx: Transaction, page: { readonly before: number; readonly limit: number }): Promise<readonly WorkspaceLeafRow[]> {
  const { rows } = await tx.query<WorkspaceLeafRow>(
    "SELECT position, leaf, leaf_hash FROM workspace_change WHERE workspace_id = $1 AND position < $2 ORDER BY position DESC LIMIT $3",
    [tx.workspaceId, page.before, page.limit],
  );
  return rows;
}

export async function workspaceTexts(tx: Transaction, range: { readonly from: number; readonly to: number }): Promise<ReadonlyMap<number, Texts>> {
  const { rows } = await tx.query<{ entry: number; position: number; text: string }>(
    "SELECT change_position AS entry, position, text FROM workspace_change_text WHERE workspace_id = $1 AND change_position >= $2 AND change_position <= $3",
    [tx.workspaceId, range.from, range.to],
  );
  return textsByEntry(rows);
}

/** Among the logs' names, that of the workspace's own; the others are ids of projects. */
export const WORKSPACE_LOG = "workspace";

export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  readonly edge: Buffer;
  readonly note: string;
  readonly public_key: Buffer;
  readonly at: Date;
}

/** One signer at a time for each log, until the transaction ends: checkpoints only ever grow. */
export async function lockLog(tx: Transaction, log: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`leadline checkpoint ${tx.workspaceId} ${log}`]);
}

/** The newest checkpoint, or the newest of at most a size. */
export async function newestCheckpoint(tx: Transaction, log: string, maxSize = Number.MAX_SAFE_INTEGER): Promise<CheckpointRow | undefined> {
  const { rows } = await tx.query<CheckpointRow>("SELECT size, root, edge, note, public_key, at FROM checkpoint WHERE workspace_id = $1 AND log = $2 AND size <= $3 ORDER BY size DESC LIMIT 1", [tx.workspaceId, log, maxSize]);
  return rows[0];
}

export async function insertCheckpoint(tx: Transaction, log: string, { size, root, edge, note, public_key: publicKey, at }: CheckpointRow): Promise<void> {
  await tx.query("INSERT INTO checkpoint (workspace_id, log, size, root, edge, note, public_key, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", [tx.workspaceId, log, size, root, edge, note, publicKey, at]);
}

/** The tree that is kept for a log; for projects from before trees were kept, made from the entries. */
export async function treeOfLog(tx: Transaction, log: string): Promise<Tree> {
  if (log !== WORKSPACE_LOG) {
    const { rows } = await tx.query<{ revision: number }>("SELECT revision FROM change WHERE workspace_id = $1 AND project_id = $2 ORDER BY revision DESC LIMIT 1", [tx.workspaceId, log]);
    return projectTree(tx, log, rows[0]?.revision ?? 0);
  }
  const { rows } = await tx.query<{ size: number; edge: Buffer }>("SELECT size, edge FROM workspace_tree WHERE workspace_id = $1", [tx.workspaceId]);
  return rows[0] ? treeOf(rows[0].size, rows[0].edge) : EMPTY_TREE;
}

/** Leaf hashes of any log, oldest first. */
export async function leafHashesOf(tx: Transaction, log: string, range: { readonly after: number; readonly upTo: number }): Promise<readonly Buffer[]> {
  if (log !== WORKSPACE_LOG) return leafHashes(tx, log, range);
  const { rows } = await tx.query<{ leaf_hash: Buffer }>(
    "SELECT leaf_hash FROM workspace_change WHERE workspace_id = $1 AND position > $2 AND position <= $3 ORDER BY position",
    [tx.workspaceId, range.after, range.upTo],
  );
  return rows.map((row) => row.leaf_hash);
}

/**
 * Leaf hashes of any log by blocks of `size`, beginning with block `first`: each block is one string of bytes, because a
 * row for each of many thousand hashes costs more than the hashes.
 */
export async function leafBlocks(tx: Transaction, log: string, range: { readonly size: number; readonly first: number; readonly upTo: number }): Promise<readonly Buffer[]> {
  const values = [tx.workspaceId, range.size, range.first * range.size, range.upTo];
  const { rows } =
    log === WORKSPACE_LOG
      ? await tx.query<{ hashes: Buffer }>(
          `SELECT string_agg(leaf_hash, ''::bytea ORDER BY position) AS hashes FROM workspace_change
            WHERE workspace_id = $1 AND position > $3 AND position <= $4 GROUP BY (position - 1) / $2::bigint ORDER BY (position - 1) / $2::bigint`,
          values,
        )
      : await tx.query<{ hashes: Buffer }>(
          `SELECT string_agg(leaf_hash, ''::bytea ORDER BY revision) AS hashes FROM change
            WHERE workspace_id = $1 AND project_id = $5 AND revision > $3 AND revision <= $4 GROUP BY (revision - 1) / $2::bigint ORDER BY (revision - 1) / $2::bigint`,
          [...values, log],
        );
  return rows.map(({ hashes }) => hashes);
}

/** Projects whose log has grown since it was signed last, always in the same order. */
export async function changedProjects(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT p.id FROM project p LEFT JOIN checkpoint c ON c.workspace_id = p.workspace_id AND c.log = p.id AND c.size = p.revision
      WHERE p.workspace_id = $1 AND p.revision > 0 AND c.size IS NULL ORDER BY p.id`,
    [tx.workspaceId],
  );
  return rows.map((row) => row.id);
}

/** The bytes of one entry. */
export async function leafAt(tx: Transaction, projectId: string, revision: number): Promise<{ readonly leaf: Buffer; readonly at: Date } | undefined> {
  const { rows } = await tx.query<{ leaf: Buffer; at: Date }>("SELECT leaf, at FROM change WHERE workspace_id = $1 AND project_id = $2 AND revision = $3", [tx.workspaceId, projectId, revision]);
  return rows[0];
}
