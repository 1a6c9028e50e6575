/** The root of every project's log (RFC 6962), so that a backup says in 32 bytes which history it holds. */
import { createHash } from "node:crypto";
import type pg from "pg";
import { OWNER_ROLE } from "../database-access.ts";
import { actAs } from "./stored-tables.ts";

export interface LogRoot {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

const CURSOR_ROWS = 5000;

/** Needs a transaction. */
export async function logRoots(client: pg.ClientBase, workspaces: readonly string[]): Promise<readonly LogRoot[]> {
  const roots: LogRoot[] = [];
  for (const workspaceId of workspaces) {
    await actAs(client, OWNER_ROLE, workspaceId);
    await client.query(`DECLARE leadline_leaves NO SCROLL CURSOR FOR SELECT project_id, leaf_hash FROM leadline.change WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY project_id COLLATE "C", revision`);
    let projectId: string | undefined;
    let tree = growingTree();
    const close = (): void => {
      if (projectId !== undefined) roots.push({ workspaceId, projectId, size: tree.size(), root: tree.root().toString("hex") });
      tree = growingTree();
    };
    for (;;) {
      const { rows } = await client.query<{ project_id: string; leaf_hash: Buffer }>(`FETCH ${CURSOR_ROWS} FROM leadline_leaves`);
      for (const row of rows) {
        if (row.project_id !== projectId) close();
        projectId = row.project_id;
        tree.add(row.leaf_hash);
      }
      if (rows.length < CURSOR_ROWS) break;
    }
    close();
    await client.query("CLOSE leadline_leaves");
  }
  return roots;
}

/** Keeps only the full subtrees at the right edge: at most one for each bit of the size. */
export function growingTree(): { readonly add: (leaf: Buffer) => void; readonly size: () => number; readonly root: () => Buffer } {
  const edge: { readonly height: number; readonly hash: Buffer }[] = [];
  let size = 0;
  return {
    size: () => size,
    add: (leaf) => {
      size += 1;
      let node = { height: 0, hash: leaf };
      for (let left = edge.at(-1); left?.height === node.height; left = edge.at(-1)) {
        edge.pop();
        node = { height: node.height + 1, hash: inner(left.hash, node.hash) };
      }
      edge.push(node);
    },
    root: () => edge.map(({ hash }) => hash).reduceRight((right, left) => inner(left, right), undefined as Buffer | undefined) ?? createHash("sha256").digest(),
  };
}

function inner(left: Buffer, right: Buffer | undefined): Buffer {
  return right === undefined ? left : createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}
