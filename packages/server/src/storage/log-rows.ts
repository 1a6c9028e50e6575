/** Reads the entries of logs and their texts, many rows at once and faster than as rows of JSON: for the verification. */
import type { Line } from "@leadline/verifier/verification.ts";
import type pg from "pg";

const AT_ONCE = 5000;
/** PostgreSQL: character not in repertoire. */
const NO_TEXT = "22021";
const OURS = "workspace_id = current_setting('app.workspace')::uuid";
const ENTRIES = `SELECT project_id, revision, at, actor, label, request_key, leaf, encode(leaf_hash, 'hex') AS leaf_hash FROM leadline.change WHERE ${OURS} ORDER BY project_id, revision`;
const ENTRIES_AS_TEXT = `SELECT project_id, revision, at, actor, label, request_key, convert_from(leaf, 'UTF8') AS leaf, encode(leaf_hash, 'hex') AS leaf_hash FROM leadline.change WHERE ${OURS} ORDER BY project_id, revision`;
const TEXTS = `SELECT project_id, revision, position, '\\x' || encode(salt, 'hex') AS salt, text FROM leadline.change_text WHERE ${OURS} ORDER BY project_id, revision, position`;

/** Entries of every project's log, each log in its order. Needs a transaction that acts in the workspace. */
export async function* entryLines(client: pg.ClientBase): AsyncGenerator<readonly Line[]> {
  await client.query((await areTexts(client)) ? `DECLARE leadline_long NO SCROLL CURSOR FOR ${ENTRIES_AS_TEXT}` : `DECLARE leadline_long NO SCROLL CURSOR FOR ${ENTRIES}`);
  for await (const rows of cursorRows<EntryRow>(client)) yield rows.map(entryLine);
}

/** Texts beside the logs of projects. */
export async function* textLines(client: pg.ClientBase): AsyncGenerator<readonly Line[]> {
  await client.query(`DECLARE leadline_long NO SCROLL CURSOR FOR ${TEXTS}`);
  for await (const rows of cursorRows<pg.QueryResultRow>(client)) yield rows.map((row) => ({ type: "row", table: "change_text", row }));
}

/** Bytes that are no text were never written by Leadline; reading them as text would fail. */
async function areTexts(client: pg.ClientBase): Promise<boolean> {
  await client.query("SAVEPOINT leadline_texts");
  try {
    await client.query("SELECT count(convert_from(leaf, 'UTF8')) FROM leadline.change WHERE workspace_id = current_setting('app.workspace')::uuid");
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === NO_TEXT)) throw error;
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

/** While rows are looked at, the database reads the next ones. */
async function* cursorRows<R extends pg.QueryResultRow>(client: pg.ClientBase): AsyncGenerator<readonly R[]> {
  const read = (): Promise<pg.QueryResult<R>> => client.query<R>(`FETCH ${AT_ONCE} FROM leadline_long`);
  for (let next = read(); ; ) {
    const { rows } = await next;
    if (rows.length === AT_ONCE) next = read();
    yield rows;
    if (rows.length < AT_ONCE) break;
  }
  await client.query("CLOSE leadline_long");
}
