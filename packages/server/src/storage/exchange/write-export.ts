/** Writes a workspace as lines of JSON that any program can read, out of one snapshot of the database. */
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { reasonOf, StartFailure, systemCode } from "../../start-failure.ts";
import { actAs, storedTables, type StoredTable } from "../backup/stored-tables.ts";
import { readRows, writeAlike } from "../backup/table-rows.ts";
import { partialName } from "../backup/write-backup.ts";
import { OWNER_ROLE, withClient, type DatabaseAccess } from "../database-access.ts";
import { canonicalState } from "./canonical-state.ts";
import { LINE_TABLES, lineOf, type ExportLine, type LineTable, type Row } from "./export-line.ts";

export interface ExportOptions {
  readonly access: Pick<DatabaseAccess, "administrator">;
  /** Without it, the one that opens without sign-in. */
  readonly workspaceId?: string | undefined;
  /** The new file; refused where it exists. One that ends in .gz is compressed. */
  readonly file: string;
  readonly version: string;
  readonly at: Date;
}

export interface Exported {
  readonly lines: number;
  readonly projects: number;
  /** The canonical hash. */
  readonly state: string;
}

/** Works beside a running server. The file has its name only when it is whole and on the disk. */
export async function writeExport(options: ExportOptions): Promise<Exported> {
  const { file, access } = options;
  if (existsSync(file)) throw new StartFailure(`${file} exists already. Exports overwrite nothing: choose another name.`);
  const partial = partialName(file);
  try {
    const exported = await withClient(access.administrator, async (client) => {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await writeAlike(client);
      const sums: Exported[] = [];
      const texts = Readable.from(lineTexts(exportLines(client, options), (sum) => sums.push(sum)), { objectMode: false });
      const out = createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true });
      await (file.endsWith(".gz") ? pipeline(texts, createGzip(), out) : pipeline(texts, out));
      return sums[0];
    });
    if (!exported) throw new Error("the export came to no end");
    await rename(partial, file);
    return exported;
  } catch (error) {
    rmSync(partial, { force: true });
    throw sentenceFor(error, file);
  }
}

function sentenceFor(error: unknown, file: string): unknown {
  const code = systemCode(error) ?? "";
  if (code === "ENOSPC" || code === "EDQUOT") return new StartFailure(`There is no space left for the export ${file}. Nothing was kept of it: free some space, or choose another disk.`);
  return ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR"].includes(code) ? new StartFailure(`${file} cannot be written: ${reasonOf(error)}. Choose another place.`) : error;
}

/** Every line but the last one, which sums the others up. */
export async function* exportLines(client: pg.ClientBase, { workspaceId, version, at }: Pick<ExportOptions, "workspaceId" | "version" | "at">): AsyncGenerator<ExportLine> {
  const workspace = await readWorkspace(client, workspaceId);
  yield { type: "header", format: "leadline-export/1", program: version, exportedAt: at.toISOString(), workspace: { name: workspace.name } };
  const tables = new Map((await storedTables(client)).map((table) => [table.name, table]));
  for (const name of LINE_TABLES) yield* tableLines(client, name, tables.get(name), workspace.id);
}

export async function* tableLines(client: pg.ClientBase, name: LineTable, table: StoredTable | undefined, workspaceId: string): AsyncGenerator<ExportLine> {
  if (!table) throw new StartFailure(`The database has no table ${name}. Bring it to this version first: leadline migrate`);
  for await (const text of readRows(client, table, [workspaceId])) yield lineOf(name, JSON.parse(text) as Row);
}

async function readWorkspace(client: pg.ClientBase, wanted: string | undefined): Promise<{ readonly id: string; readonly name: string }> {
  const { rows: installed } = await client.query<{ id: string }>("SELECT local_workspace_id AS id FROM leadline.installation");
  const id = wanted ?? installed[0]?.id ?? "";
  await actAs(client, OWNER_ROLE, id);
  const { rows } = await client.query<{ id: string; name: string }>("SELECT workspace_id AS id, name FROM leadline.workspace WHERE workspace_id::text = $1", [id]);
  const [workspace] = rows;
  if (!workspace) throw new StartFailure(`There is no workspace ${id}.`);
  return workspace;
}

/** The lines as text, a few together, and the last one that sums them up. */
async function* lineTexts(lines: AsyncIterable<ExportLine>, onEnd: (sum: Exported) => void): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const state = canonicalState();
  let [count, projects, waiting] = [0, 0, ""];
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    state.add(line);
    count += 1;
    if (line.type === "project") projects += 1;
    waiting += text;
    if (waiting.length < CHUNK_CHARACTERS) continue;
    yield waiting;
    waiting = "";
  }
  const end: ExportLine = { type: "end", lines: count, sha256: hash.digest("hex"), state: state.hash() };
  yield `${waiting}${JSON.stringify(end)}\n`;
  onEnd({ lines: count + 1, projects, state: end.state });
}

const CHUNK_CHARACTERS = 256 * 1024;
