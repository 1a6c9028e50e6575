/** Brings the database to this version: backs it up first, migrates, looks whether all is still there; and the way back. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { StartFailure } from "../start-failure.ts";
import { checkBackup } from "../storage/backup/check-backup.ts";
import { contentsOf } from "../storage/backup/manifest.ts";
import { restoreBackup } from "../storage/backup/restore-backup.ts";
import { writeBackup, type Progress } from "../storage/backup/write-backup.ts";
import { prepareDatabase, type DatabaseAccess } from "../storage/database-access.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { MIGRATIONS } from "../storage/migrations/all.ts";
import { historyOf, lostHistory, schemaVersion } from "../storage/schema-state.ts";

export interface UpgradeOptions {
  readonly access: DatabaseAccess;
  readonly dataFolder: string;
  readonly backupFolder: string;
  /** Of the program. */
  readonly version: string;
  readonly at: Date;
  readonly onProgress: (progress: Progress) => void;
}

export interface Upgrade {
  readonly migrations: number;
  /** The file that was written before anything changed; none where there was nothing to change, or nothing yet. */
  readonly backup: string | undefined;
}

/** An empty database is simply made. One that is changed is backed up first, and must have the same logs afterwards. */
export async function upgradeDatabase(options: UpgradeOptions): Promise<Upgrade> {
  const before = await schemaVersion(options.access);
  const head = MIGRATIONS.length;
  // A newer database is refused by the migration itself, with what to do.
  if (before === 0 || before >= head) return { migrations: await prepareDatabase(options.access), backup: undefined };
  const backup = backupPath(options, `before-schema-${head}-from-${before}`);
  await writeBackup({ ...options, file: backup });
  const history = await historyOf(options.access);
  const migrations = await prepareDatabase(options.access);
  const lost = lostHistory(history, await historyOf(options.access));
  if (lost) {
    throw new StartFailure(`The database was changed to schema ${head}, and the log of the project ${lost.log} is not what it was. Go back with “leadline migrate --back” (the backup is ${backup}).`);
  }
  return { migrations, backup };
}

export interface Return {
  /** The backup that was restored. */
  readonly restored: string;
  readonly schema: number;
  /** A backup of the state that was given up. */
  readonly givenUp: string;
  readonly contents: string;
}

/** Undoes the last upgrade: restores the backup that was made before it. What was changed since is kept in a backup of its own. */
export async function goBack(options: UpgradeOptions): Promise<Return> {
  const folder = options.backupFolder;
  const file = latestBefore(folder);
  if (file === undefined) throw new StartFailure(`There is no backup of an upgrade in ${folder}, so there is nothing to go back to. “leadline restore FILE” takes any other backup.`);
  const { manifest } = await checkBackup(file);
  const givenUp = backupPath(options, "before-going-back");
  await writeBackup({ ...options, file: givenUp });
  await restoreBackup({ access: options.access, dataFolder: options.dataFolder, file, into: "whatever is there", schema: "of the backup", onProgress: options.onProgress });
  return { restored: file, schema: manifest.migrations.length, givenUp, contents: contentsOf(manifest) };
}

function backupPath({ backupFolder, at }: UpgradeOptions, name: string): string {
  makeFolder(backupFolder, 0o700);
  return join(backupFolder, `${name}-${at.toISOString().replaceAll(/[:.]/g, "-")}.backup`);
}

/** The newest by the time in its name. */
function latestBefore(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const timeOf = (name: string): string => name.slice(-"2026-03-02T08-00-00-000Z.backup".length);
  const names = readdirSync(folder).filter((name) => /^before-schema-\d+-from-\d+-.*\.backup$/.test(name));
  const [latest] = names.sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1));
  return latest === undefined ? undefined : join(folder, latest);
}
