/** The root of every log (RFC 6962), so that a backup says in 32 bytes each which histories it holds. */
import type pg from "pg";
import { grown, EMPTY_TREE, rootOf, type Tree } from "../../log/merkle-tree.ts";
import { OWNER_ROLE } from "../database-access.ts";
import { actAs } from "./stored-tables.ts";

export interface LogRoot {
  readonly workspaceId: string;
  /** Id of a project, or "workspace". */
  readonly log: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

const ROWS_AT_ONCE = 5000;
const PROJECT_LEAVES = `DECLARE leadline_leaves NO SCROLL CURSOR FOR SELECT project_id AS log, leaf_hash FROM leadline.change WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY project_id COLLATE "C", revision`;
const WORKSPACE_LEAVES = "DECLARE leadline_leaves NO SCROLL CURSOR FOR SELECT 'workspace' AS log, leaf_hash FROM leadline.workspace_change WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY position";

/** Needs a transaction. */
export async function logRoots(client: pg.ClientBase, workspaces: readonly string[]): Promise<readonly LogRoot[]> {
  const { rows } = await client.query<{ has_own_log: boolean }>("SELECT to_regclass('leadline.workspace_change') IS NOT NULL AS has_own_log");
  const roots: LogRoot[] = [];
  for (const workspaceId of workspaces) {
    await actAs(client, OWNER_ROLE, workspaceId);
    const trees = new Map<string, Tree>();
    await grow(client, PROJECT_LEAVES, trees);
    if (rows[0]?.has_own_log) await grow(client, WORKSPACE_LEAVES, trees);
    for (const [log, tree] of trees) roots.push({ workspaceId, log, size: tree.size, root: rootOf(tree).toString("hex") });
  }
  return roots;
}

async function grow(client: pg.ClientBase, selection: string, trees: Map<string, Tree>): Promise<void> {
  await client.query(selection);
  for (;;) {
    const { rows } = await client.query<{ log: string; leaf_hash: Buffer }>(`FETCH ${ROWS_AT_ONCE} FROM leadline_leaves`);
    for (const { log, leaf_hash } of rows) trees.set(log, grown(trees.get(log) ?? EMPTY_TREE, leaf_hash));
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query("CLOSE leadline_leaves");
}
