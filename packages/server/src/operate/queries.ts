/** Reads what is long (entries and their texts) for the verification, faster than as rows of JSON. */
import type { Line } from "@leadline/verifier/verification.ts";
import type pg from "pg";

const AT_ONCE = 5000;

/** Entries of every project's log, each log in its order. Needs a transaction that acts in the workspace. */
export async function* entryLines(client: pg.ClientBase): AsyncGenerator<Line> {
  const sql = `SELECT project_id, revision, at, actor, label, request_key, leaf, encode(leaf_hash, 'hex') AS leaf_hash FROM leadline.change
    WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY project_id, revision`;
  for await (const row of cursorRows<EntryRow>(client, sql)) {
    yield {
      type: "entry",
      projectId: row.project_id,
      revision: Number(row.revision),
      at: row.at.toISOString(),
      actor: row.actor,
      label: row.label,
      requestKey: row.request_key,
      leaf: row.leaf.toString("utf8"),
      leafHash: row.leaf_hash,
    };
  }
}

interface EntryRow extends pg.QueryResultRow {
  readonly project_id: string;
  readonly revision: string;
  readonly at: Date;
  readonly actor: string;
  readonly label: string | null;
  readonly request_key: string;
  readonly leaf: Buffer;
  readonly leaf_hash: string;
}

/** Texts beside the logs of projects. */
export async function* textLines(client: pg.ClientBase): AsyncGenerator<Line> {
  const sql = `SELECT project_id, revision, position, '\\x' || encode(salt, 'hex') AS salt, text FROM leadline.change_text
    WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY project_id, revision, position`;
  for await (const row of cursorRows<TextRow>(client, sql)) yield { type: "row", table: "change_text", row: { ...row, revision: Number(row.revision) } };
}

interface TextRow extends pg.QueryResultRow {
  readonly project_id: string;
  readonly revision: string;
  readonly position: number;
  readonly salt: string;
  readonly text: string;
}

async function* cursorRows<R extends pg.QueryResultRow>(client: pg.ClientBase, sql: string): AsyncGenerator<R> {
  await client.query(`DECLARE leadline_verified NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const { rows } = await client.query<R>(`FETCH ${AT_ONCE} FROM leadline_verified`);
    yield* rows;
    if (rows.length < AT_ONCE) break;
  }
  await client.query("CLOSE leadline_verified");
}
