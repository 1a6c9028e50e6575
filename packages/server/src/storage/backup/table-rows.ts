/** Rows of a table as lines of JSON, in and out: read through a cursor, written many at a time, so that size is no question of memory. */
import pg from "pg";
import { OWNER_ROLE } from "../database-access.ts";
import { actAs, type StoredTable } from "./stored-tables.ts";

const AIM_BYTES = 1_000_000;
const MAX_ROWS = 2000;
const CURSOR = "leadline_rows";

/** For the rest of the transaction, equal rows have equal texts, wherever they are read. */
export async function writeAlike(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true), set_config('statement_timeout', '0', true), set_config('search_path', 'leadline', true)");
}

/** Every row as one line of JSON without its line feed, ordered by workspace and key. Needs a transaction. */
export async function* readRows(client: pg.ClientBase, table: StoredTable, workspaces: readonly string[]): AsyncGenerator<string> {
  for (const workspace of table.isPerWorkspace ? workspaces : [""]) {
    await actAs(client, table.role, workspace);
    await client.query(selection(table));
    for (let wish = 16; ; ) {
      const { rows } = await client.query<{ line: string }>(fetching(wish));
      let bytes = 0;
      for (const { line } of rows) {
        bytes += line.length;
        yield line;
      }
      if (rows.length < wish) break;
      if (bytes < AIM_BYTES) wish = Math.min(wish * 2, MAX_ROWS);
      else if (bytes > 4 * AIM_BYTES) wish = Math.max(1, wish >> 2);
    }
    await client.query(`CLOSE ${CURSOR}`);
  }
}

function selection({ schema, name, columns, key }: StoredTable): string {
  const order = key.map(({ column, isText }) => `${pg.escapeIdentifier(column)}${isText ? ' COLLATE "C"' : ""}`);
  return `DECLARE ${CURSOR} NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS line FROM (SELECT ${columns.map(pg.escapeIdentifier).join(", ")} FROM ${place(schema, name)} ORDER BY ${order.join(", ")}) r`;
}

function fetching(rows: number): string {
  return `FETCH ${Math.trunc(rows)} FROM ${CURSOR}`;
}

function place(schema: string, name: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** Writes rows that `readRows` made. Each keeps its workspace. Answers how many. */
export async function writeRows(client: pg.ClientBase, table: StoredTable, lines: AsyncIterable<string>): Promise<number> {
  let waiting: string[] = [];
  let waitingBytes = 0;
  let waitingFor = "";
  let count = 0;
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await actAs(client, table.role, waitingFor);
    await client.query(insertion(table), [`[${waiting.join(",")}]`]);
    count += waiting.length;
    [waiting, waitingBytes] = [[], 0];
  };
  for await (const line of lines) {
    const workspace = table.isPerWorkspace ? workspaceOf(line) : "";
    if (workspace !== waitingFor || waitingBytes > AIM_BYTES || waiting.length >= MAX_ROWS) await write();
    waitingFor = workspace;
    waiting.push(line);
    waitingBytes += line.length;
  }
  await write();
  return count;
}

function insertion({ schema, name, columns }: StoredTable): string {
  const list = columns.map(pg.escapeIdentifier).join(", ");
  return `INSERT INTO ${place(schema, name)} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM json_populate_recordset(NULL::${place(schema, name)}, $1::json)`;
}

function workspaceOf(line: string): string {
  const row: unknown = JSON.parse(line);
  return typeof row === "object" && row !== null && "workspace_id" in row ? String(row.workspace_id) : "";
}

/** After rows came with numbers of their own, the next number follows the highest. */
export async function advanceSequences(client: pg.ClientBase, tables: readonly StoredTable[], workspaces: readonly string[]): Promise<void> {
  for (const table of tables) {
    for (const column of table.columns) {
      await actAs(client, OWNER_ROLE);
      const { rows } = await client.query<{ sequence: string | null }>("SELECT pg_get_serial_sequence($1, $2) AS sequence", [place(table.schema, table.name), column]);
      const sequence = rows[0]?.sequence;
      if (typeof sequence !== "string") continue;
      let highest = 0;
      for (const workspace of table.isPerWorkspace ? workspaces : [""]) {
        await actAs(client, table.role, workspace);
        const found = await client.query<{ highest: string | null }>(highestOf(table, column));
        highest = Math.max(highest, Number(found.rows[0]?.highest ?? 0));
      }
      await actAs(client, OWNER_ROLE);
      if (highest > 0) await client.query("SELECT setval($1::regclass, $2)", [sequence, highest]);
    }
  }
}

function highestOf(table: StoredTable, column: string): string {
  return `SELECT max(${pg.escapeIdentifier(column)})::text AS highest FROM ${place(table.schema, table.name)}`;
}
