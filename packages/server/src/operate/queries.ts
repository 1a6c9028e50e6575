/** Reads what is long (entries and their texts) for the verification, many rows at once and faster than as rows of JSON. */
import type { Line } from "@leadline/verifier/verification.ts";
import pg from "pg";

const AT_ONCE = 5000;

/** Entries of every project's log, each log in its order. Needs a transaction that acts in the workspace. */
export async function* entryLines(client: pg.ClientBase): AsyncGenerator<readonly Line[]> {
  const form = (await areTexts(client)) ? "convert_from(leaf, 'UTF8')" : "leaf";
  const sql = `SELECT project_id, revision, at, actor, label, request_key, ${form} AS leaf, encode(leaf_hash, 'hex') AS leaf_hash FROM leadline.change
    WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY project_id, revision`;
  for await (const rows of cursorRows<EntryRow>(client, sql)) yield rows.map(entryLine);
}

/** Bytes that are no text were never written by Leadline; reading them as text would fail. */
async function areTexts(client: pg.ClientBase): Promise<boolean> {
  await client.query("SAVEPOINT leadline_texts");
  try {
    await client.query("SELECT count(convert_from(leaf, 'UTF8')) FROM leadline.change WHERE workspace_id = current_setting('app.workspace')::uuid");
    return true;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "22021") throw error;
    await client.query("ROLLBACK TO SAVEPOINT leadline_texts");
    return false;
  }
}

interface EntryRow extends pg.QueryResultRow {
  readonly project_id: string;
  readonly revision: string;
  readonly at: Date;
  readonly actor: string;
  readonly label: string | null;
  readonly request_key: string;
  readonly leaf: string | Buffer;
  readonly leaf_hash: string;
}

function entryLine(row: EntryRow): Line {
  const leaf = typeof row.leaf === "string" ? row.leaf : row.leaf.toString("utf8");
  return { type: "entry", projectId: row.project_id, revision: Number(row.revision), at: row.at.toISOString(), actor: row.actor, label: row.label, requestKey: row.request_key, leaf, leafHash: row.leaf_hash };
}

/** Texts beside the logs of projects. */
export async function* textLines(client: pg.ClientBase): AsyncGenerator<readonly Line[]> {
  const sql = `SELECT project_id, revision, position, '\\x' || encode(salt, 'hex') AS salt, text FROM leadline.change_text
    WHERE workspace_id = current_setting('app.workspace')::uuid ORDER BY project_id, revision, position`;
  for await (const rows of cursorRows<pg.QueryResultRow>(client, sql)) yield rows.map((row) => ({ type: "row", table: "change_text", row }));
}

/** While rows are looked at, the database reads the next ones. */
async function* cursorRows<R extends pg.QueryResultRow>(client: pg.ClientBase, sql: string): AsyncGenerator<readonly R[]> {
  await client.query(`DECLARE leadline_verified NO SCROLL CURSOR FOR ${sql}`);
  const fetch = (): Promise<pg.QueryResult<R>> => client.query<R>(`FETCH ${AT_ONCE} FROM leadline_verified`);
  for (let next = fetch(); ; ) {
    const { rows } = await next;
    if (rows.length === AT_ONCE) next = fetch();
    yield rows;
    if (rows.length < AT_ONCE) break;
  }
  await client.query("CLOSE leadline_verified");
}
