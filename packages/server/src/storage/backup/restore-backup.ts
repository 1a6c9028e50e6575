/** Puts a backup back in one transaction: tables anew, rows in, everything read again and compared; then the secret. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type pg from "pg";
import { StartFailure } from "../../start-failure.ts";
import { makeRoles, OWNER_ROLE, prepareRoles, withClient, type DatabaseAccess } from "../database-access.ts";
import { fingerprint, MIGRATION_LOCK, migrateInside } from "../migrate.ts";
import { MIGRATIONS } from "../migrations/all.ts";
import { checkBackup, linesOf, type CheckedBackup } from "./check-backup.ts";
import { hashOfFile } from "./kept-files.ts";
import { logRoots } from "./log-roots.ts";
import type { Manifest } from "./manifest.ts";
import { actAs, storedTables, workspaceIds, type StoredTable } from "./stored-tables.ts";
import { advanceSequences, readRows, writeAlike, writeRows } from "./table-rows.ts";
import { extractPart } from "./tar-file.ts";
import type { Progress } from "./write-backup.ts";

export interface RestoreOptions {
  readonly access: DatabaseAccess;
  readonly dataFolder: string;
  readonly file: string;
  /** What may be there already. */
  readonly into: "an empty installation" | "whatever is there";
  /** Tables as this program needs them, unless the program that made the backup is to go on with them. */
  readonly schema?: "of this program" | "of the backup";
  readonly onProgress?: (progress: Progress) => void;
}

/** Either everything is as it was in the backup, or nothing has changed. */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const backup = await checkBackup(options.file);
  refuseOtherSchema(backup);
  await prepareRoles(options.access);
  await withClient(options.access.administrator, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await refuseRunningServers(client);
    if (options.into === "an empty installation") await refuseProjects(client);
    await rebuild(client, backup, options);
    await client.query("COMMIT");
  });
  await placeSecrets(backup, options.dataFolder);
  return backup.manifest;
}

function refuseOtherSchema({ file, manifest }: CheckedBackup): void {
  for (const [at, applied] of manifest.migrations.entries()) {
    const known = MIGRATIONS[at];
    if (!known) throw new StartFailure(`${file} was made by a newer Leadline (${manifest.program}, schema ${manifest.migrations.length}; this one knows ${MIGRATIONS.length}). Restore it with that version or a later one.`);
    if (known.version !== applied.version || fingerprint(known) !== applied.fingerprint) throw new StartFailure(`${file} was made by an unreleased Leadline with another schema ${applied.version}. Restore it with the version that made it.`);
  }
}

/** A server that runs keeps plans in memory, and would go on with what was there before. */
async function refuseRunningServers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'leadline' AND pid <> pg_backend_pid()");
  if ((rows[0]?.count ?? 0) > 0) throw new StartFailure("A Leadline server is working on this database. Stop every server first, and start them again after the restore.");
}

async function refuseProjects(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_made: boolean }>("SELECT to_regclass('leadline.installation') IS NOT NULL AND to_regclass('leadline.project') IS NOT NULL AS is_made");
  if (rows[0]?.is_made !== true) return;
  const workspaces = await workspaceIds(client);
  let projects = 0;
  for (const workspace of workspaces) {
    await actAs(client, OWNER_ROLE, workspace);
    const counted = await client.query<{ count: number }>("SELECT count(*)::integer AS count FROM leadline.project");
    projects += counted.rows[0]?.count ?? 0;
  }
  await actAs(client, "none");
  if (projects === 0 && workspaces.length <= 1) return;
  throw new StartFailure(
    `This installation is not empty: it has ${projects === 1 ? "1 project" : `${projects} projects`} in ${workspaces.length === 1 ? "1 workspace" : `${workspaces.length} workspaces`}. Restore into an empty one, or add --replace to give up everything that is here (make a backup of it first).`,
  );
}

async function rebuild(client: pg.Client, backup: CheckedBackup, { access, onProgress, schema = "of this program" }: RestoreOptions): Promise<void> {
  const { manifest } = backup;
  await client.query("DROP SCHEMA IF EXISTS leadline, leadline_sign_in CASCADE");
  await makeRoles(client, access);
  await writeAlike(client);
  await actAs(client, OWNER_ROLE);
  const known = manifest.migrations.length;
  await migrateInside(client, MIGRATIONS.slice(0, known));
  const tables = await storedTables(client);
  const parts = new Map(manifest.tables.map((part) => [part.table, part]));
  for (const [at, table] of tables.entries()) {
    const part = parts.get(nameOf(table));
    if (!part) throw new StartFailure(`${backup.file} has no part for the table ${nameOf(table)}, so it is incomplete. Nothing was changed.`);
    onProgress?.({ done: at, total: tables.length * 2, sentence: `Writing the table ${table.name}…` });
    await writeRows(client, table, linesOf(backup, part.part));
  }
  const workspaces = await workspaceIds(client);
  await advanceSequences(client, tables, workspaces);
  for (const [at, table] of tables.entries()) {
    onProgress?.({ done: tables.length + at, total: tables.length * 2, sentence: `Comparing the table ${table.name}…` });
    await compare(client, { table, workspaces, part: parts.get(nameOf(table)) });
  }
  if (JSON.stringify(await logRoots(client, workspaces)) !== JSON.stringify(manifest.logs)) throw new StartFailure(`The logs that were read back have other roots than ${backup.file} says. Nothing was changed.`);
  if (schema === "of the backup") return;
  await actAs(client, OWNER_ROLE);
  await migrateInside(client, MIGRATIONS.slice(known));
}

function nameOf(table: StoredTable): string {
  return `${table.schema}.${table.name}`;
}

interface Comparison {
  readonly table: StoredTable;
  readonly workspaces: readonly string[];
  readonly part: Manifest["tables"][number] | undefined;
}

async function compare(client: pg.Client, { table, workspaces, part }: Comparison): Promise<void> {
  const hash = createHash("sha256");
  let rows = 0;
  for await (const line of readRows(client, table, workspaces)) {
    hash.update(`${line}\n`);
    rows += 1;
  }
  if (rows === part?.rows && hash.digest("hex") === part.contentSha256) return;
  throw new StartFailure(`The table ${table.name} that was read back is not the one of the backup (${rows} rows, ${part?.rows ?? 0} expected). Nothing was changed.`);
}

/** Only after the database is there: until then the old secrets belong to the old contents. */
async function placeSecrets(backup: CheckedBackup, dataFolder: string): Promise<void> {
  for (const { path, part, sha256 } of backup.manifest.files) {
    const target = join(dataFolder, path);
    if (existsSync(target)) {
      if ((await hashOfFile(target)) === sha256) continue;
      renameSync(target, `${target}.before-restore`);
    }
    await place(backup, part, target);
  }
}

async function place(backup: CheckedBackup, part: string, target: string): Promise<void> {
  const making = `${target}.making-${process.pid}`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  try {
    await extractPart(backup.file, backup.partNamed(part), making);
    renameSync(making, target);
  } catch (error) {
    rmSync(making, { force: true });
    throw error;
  }
}
