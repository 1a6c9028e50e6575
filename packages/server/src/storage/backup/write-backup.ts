/** Makes a backup: one snapshot of every table (attached files are in it), the secret, and a manifest that proves all of it. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { reasonOf, StartFailure, systemCode } from "../../start-failure.ts";
import { OWNER_ROLE, withClient, type DatabaseAccess } from "../database-access.ts";
import { keptFiles } from "./kept-files.ts";
import { logRoots } from "./log-roots.ts";
import { MANIFEST_HASH_PART, MANIFEST_PART, manifestHashText, manifestText, type Manifest } from "./manifest.ts";
import { actAs, storedTables, workspaceIds, type StoredTable } from "./stored-tables.ts";
import { readRows, writeAlike } from "./table-rows.ts";
import { writeTar, type TarWriter } from "./tar-file.ts";

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly sentence: string;
}

export interface BackupOptions {
  readonly access: Pick<DatabaseAccess, "administrator">;
  readonly dataFolder: string;
  /** The new file; refused where it exists. */
  readonly file: string;
  /** Of the program. */
  readonly version: string;
  readonly at: Date;
  readonly onProgress?: (progress: Progress) => void;
  /** Gives up, and leaves nothing behind. */
  readonly signal?: AbortSignal;
}

/** Works beside a running server. The file has its name only when it is whole and on the disk. */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const { file, access } = options;
  if (existsSync(file)) throw new StartFailure(`${file} exists already. Backups overwrite nothing: choose another name.`);
  const partial = partialName(file);
  try {
    const tar = await writeTar(partial);
    const manifest = await withClient(access.administrator, (client) => inSnapshot(client, () => fill(tar, client, options))).catch(async (error: unknown) => {
      await tar.abandon();
      throw error;
    });
    await tar.finish();
    await rename(partial, file);
    await syncFolder(dirname(file));
    return manifest;
  } catch (error) {
    rmSync(partial, { force: true });
    throw sentenceFor(error, file);
  }
}

/** Beside the final name, and never taken for a backup. */
export function partialName(file: string): string {
  return join(dirname(file), `.${basename(file)}.partial-${process.pid}`);
}

async function inSnapshot<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await writeAlike(client);
  const result = await work();
  await client.query("COMMIT");
  return result;
}

async function fill(tar: TarWriter, client: pg.Client, options: BackupOptions): Promise<Manifest> {
  const { version, at, dataFolder } = options;
  const tables = await storedTables(client);
  const workspaces = await workspaceIds(client);
  const files = keptFiles(dataFolder);
  const total = tables.length + files.length + 1;
  const tell = (done: number, sentence: string): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ done, total, sentence });
  };
  const tableParts: Manifest["tables"] = [];
  for (const table of tables) {
    tell(tableParts.length, `Reading the table ${table.name}…`);
    tableParts.push(await addTable(tar, { client, table, workspaces, signal: options.signal }));
  }
  const fileParts: Manifest["files"] = [];
  for (const name of files) {
    const { name: part, bytes, sha256 } = await tar.add(`files/${name}`, createReadStream(join(dataFolder, name)));
    fileParts.push({ path: name, part, bytes, sha256 });
  }
  tell(total - 1, "Working out the roots of the logs…");
  const logs = [...(await logRoots(client, workspaces))];
  const manifest: Manifest = {
    format: "leadline-backup/1",
    program: version,
    madeAt: at.toISOString(),
    postgres: await serverVersion(client),
    migrations: await appliedMigrations(client),
    tables: tableParts,
    files: fileParts,
    logs,
  };
  const text = manifestText(manifest);
  await tar.add(MANIFEST_PART, [Buffer.from(text)]);
  await tar.add(MANIFEST_HASH_PART, [Buffer.from(manifestHashText(text))]);
  tell(total, "The backup is whole.");
  return manifest;
}

interface TableReading {
  readonly client: pg.Client;
  readonly table: StoredTable;
  readonly workspaces: readonly string[];
  readonly signal: AbortSignal | undefined;
}

async function addTable(tar: TarWriter, { client, table, workspaces, signal }: TableReading): Promise<Manifest["tables"][number]> {
  const hash = createHash("sha256");
  let rows = 0;
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for await (const line of readRows(client, table, workspaces)) {
      signal?.throwIfAborted();
      const piece = Buffer.from(`${line}\n`);
      hash.update(piece);
      rows += 1;
      yield piece;
    }
  };
  const name = `${table.schema}.${table.name}`;
  const { name: part, bytes, sha256 } = await tar.add(`tables/${name}.ndjson.gz`, gzipped(pieces()));
  return { table: name, part, rows, bytes, sha256, contentSha256: hash.digest("hex") };
}

function gzipped(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const source = Readable.from(inChunks(pieces), { objectMode: false });
  const gzip = createGzip({ level: 6 });
  source.on("error", (error) => gzip.destroy(error));
  return source.pipe(gzip);
}

const CHUNK_BYTES = 256 * 1024;

/** Short lines together, because every piece costs a step of the compressor. */
async function* inChunks(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (waiting.length > 0) yield Buffer.concat(waiting);
}

async function serverVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
  return rows[0]?.server_version ?? "";
}

async function appliedMigrations(client: pg.Client): Promise<Manifest["migrations"]> {
  await actAs(client, OWNER_ROLE);
  const { rows } = await client.query<Manifest["migrations"][number]>("SELECT version, name, fingerprint FROM leadline.schema_migration ORDER BY version");
  return rows;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function sentenceFor(error: unknown, file: string): unknown {
  if (error instanceof StartFailure) return error;
  switch (systemCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return new StartFailure(`There is no space left for the backup ${file}. Nothing was kept of it: free some space, or choose another disk.`);
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOENT":
    case "ENOTDIR":
      return new StartFailure(`The backup ${file} cannot be written: ${reasonOf(error)}. Choose another place.`);
    case "3F000":
    case "42P01":
      return new StartFailure("There is nothing to back up: the database has no tables of Leadline yet.");
    default:
      return error;
  }
}
