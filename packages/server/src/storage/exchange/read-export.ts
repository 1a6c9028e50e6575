/** Brings an export into a workspace: all of it in one transaction, compared by its canonical hash before it counts. */
import type pg from "pg";
import { recordWorkspaceEvent } from "../../log/workspace-log.ts";
import { StartFailure } from "../../start-failure.ts";
import { actAs, storedTables, type StoredTable } from "../backup/stored-tables.ts";
import { writeAlike, writeRows } from "../backup/table-rows.ts";
import { getTypeParser, type Transaction } from "../database.ts";
import { OWNER_ROLE, withClient, type DatabaseAccess } from "../database-access.ts";
import { canonicalState } from "./canonical-state.ts";
import { checkExport, readLines, type CheckedExport } from "./check-export.ts";
import { LINE_TABLES, rowOf, type ExportLine, type LineTable } from "./export-line.ts";
import { tableLines } from "./write-export.ts";

export interface ImportOptions {
  readonly access: Pick<DatabaseAccess, "administrator">;
  readonly workspaceId?: string | undefined;
  readonly file: string;
  readonly at: Date;
}

export interface Imported {
  readonly projects: number;
  readonly state: string;
  /** The exported workspace's own log came along; it cannot where there is one already. */
  readonly withWorkspaceLog: boolean;
}

/** Tables of the workspace's own log and rules, which a workspace has once. */
const OWN_LOG: readonly string[] = ["workspace_change", "workspace_change_text", "workspace_tree", "status_policy"];

export async function readExport(options: ImportOptions): Promise<Imported> {
  const checked = await checkExport(options.file);
  return withClient({ ...options.access.administrator, types: { getTypeParser } }, async (client) => {
    await client.query("BEGIN");
    await writeAlike(client);
    const { rows } = await client.query<{ id: string }>("SELECT local_workspace_id AS id FROM leadline.installation");
    const workspaceId = options.workspaceId ?? rows[0]?.id ?? "";
    await actAs(client, OWNER_ROLE, workspaceId);
    await refuseTaken(client, checked);
    const withWorkspaceLog = await isLogEmpty(client);
    await insertLines(client, checked.file, workspaceId, withWorkspaceLog);
    await compare(client, checked, workspaceId);
    await actAs(client, OWNER_ROLE, workspaceId);
    await tellLog(transactionOn(client, workspaceId), checked, { at: options.at, withWorkspaceLog });
    await client.query("COMMIT");
    return { projects: checked.projects.size, state: checked.state, withWorkspaceLog };
  });
}

async function refuseTaken(client: pg.ClientBase, { file, projects }: CheckedExport): Promise<void> {
  const { rows } = await client.query<{ id: string; key: string; name: string }>(
    "SELECT id, key, name FROM leadline.project WHERE workspace_id = current_setting('app.workspace')::uuid AND (id = ANY ($1) OR key = ANY ($2)) ORDER BY key LIMIT 1",
    [[...projects.keys()], [...projects.values()].map(({ key }) => key)],
  );
  const [taken] = rows;
  if (!taken) return;
  throw new StartFailure(
    projects.has(taken.id)
      ? `The project “${taken.name}” (${taken.key}) of ${file} is here already. An import changes no project: import into an empty installation, or remove the project first. Nothing was imported.`
      : `The key ${taken.key} of a project in ${file} belongs to “${taken.name}” here. Give that project another key first. Nothing was imported.`,
  );
}

async function isLogEmpty(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM leadline.workspace_change LIMIT 1");
  return rowCount === 0;
}

/** Table after table, as the lines come. */
async function insertLines(client: pg.ClientBase, file: string, workspaceId: string, withWorkspaceLog: boolean): Promise<void> {
  const tables = new Map((await storedTables(client)).map((table) => [table.name, table]));
  const lines = peeking(wantedRows(file, workspaceId, withWorkspaceLog));
  for (const name of LINE_TABLES) {
    const table = tables.get(name);
    if (!table) throw new StartFailure(`The database has no table ${name}. Bring it to this version first: leadline migrate`);
    await writeRows(client, table, textsOf(lines, name, table));
  }
}

interface RowOfTable {
  readonly table: LineTable;
  readonly row: Readonly<Record<string, unknown>>;
}

async function* wantedRows(file: string, workspaceId: string, withWorkspaceLog: boolean): AsyncGenerator<RowOfTable> {
  for await (const line of readLines(file)) {
    const found = rowOf(line, workspaceId);
    if (found && (withWorkspaceLog || !isOwnLog(found))) yield found;
  }
}

function isOwnLog({ table, row }: RowOfTable): boolean {
  return OWN_LOG.includes(table) || (table === "checkpoint" && row["log"] === "workspace");
}

interface Peeking<T> {
  readonly peek: () => Promise<T | undefined>;
  readonly skip: () => void;
}

function peeking<T>(items: AsyncGenerator<T>): Peeking<T> {
  let next: Promise<IteratorResult<T, unknown>> | undefined;
  return {
    peek: async () => {
      next ??= items.next();
      const { done, value } = await next;
      return done === true ? undefined : (value as T);
    },
    skip: () => (next = undefined),
  };
}

async function* textsOf(rows: Peeking<RowOfTable>, name: LineTable, table: StoredTable): AsyncGenerator<string> {
  for (let next = await rows.peek(); next?.table === name; next = await rows.peek()) {
    const stranger = Object.keys(next.row).find((column) => !table.columns.includes(column));
    if (stranger !== undefined) throw new StartFailure(`A line for the table ${name} has the field ${stranger}, which this version does not know. Nothing was imported.`);
    yield JSON.stringify(next.row);
    rows.skip();
  }
}

async function compare(client: pg.ClientBase, { projects, state: expected }: CheckedExport, workspaceId: string): Promise<void> {
  const tables = new Map((await storedTables(client)).map((table) => [table.name, table]));
  const state = canonicalState();
  const isImported = (line: ExportLine): boolean => (line.type === "project" ? projects.has(line.id) : "projectId" in line && projects.has(line.projectId));
  for (const name of ["project", "record", "change"] as const) {
    for await (const line of tableLines(client, name, tables.get(name), workspaceId)) if (isImported(line)) state.add(line);
  }
  if (state.hash() !== expected) throw new StartFailure("What was read back has another canonical hash than the file. Nothing was imported.");
}

/** Where the exported workspace's log could not come along, this one's says where the projects are from. */
async function tellLog(tx: Transaction, { projects }: CheckedExport, { at, withWorkspaceLog }: { readonly at: Date; readonly withWorkspaceLog: boolean }): Promise<void> {
  if (!withWorkspaceLog) {
    for (const [projectId, { key, name, origin, isSample }] of projects) {
      await recordWorkspaceEvent(tx, { at, actorId: "program", label: `Imported “${name}” from an export`, event: { type: "project.created", name, proof: { projectId, key, origin, isSample } } });
    }
  }
  await recordWorkspaceEvent(tx, { at, actorId: "program", label: `Import of an export with ${projects.size} projects`, event: { type: "export.imported", proof: { projects: projects.size } } });
}

function transactionOn(client: pg.ClientBase, workspaceId: string): Transaction {
  return { workspaceId, query: (text, values) => client.query(text, values === undefined ? undefined : [...values]), cancel: () => undefined };
}
