/** Moves an installation between the PostgreSQL of the data folder and one that somebody else runs: a backup there, a restore here, compared. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { StartFailure } from "../start-failure.ts";
import { contentsOf } from "../storage/backup/manifest.ts";
import { restoreBackup, type RestoreOptions } from "../storage/backup/restore-backup.ts";
import { writeBackup, type Progress } from "../storage/backup/write-backup.ts";
import { openDataFolder } from "../storage/data-folder.ts";
import { accessByUrl, type DatabaseAccess } from "../storage/database-access.ts";
import { isDatabaseMade, movedFile, movedTo, openEmbedded, rememberMoved, type StorageOptions, type Undo } from "../storage/open-storage.ts";

/** "server": the PostgreSQL of DATABASE_URL. "folder": the one in the data folder. */
export type MoveTarget = "server" | "folder";

export interface MoveOptions {
  readonly storage: StorageOptions;
  readonly version: string;
  readonly at: Date;
  readonly into: RestoreOptions["into"];
  readonly onProgress: (progress: Progress) => void;
}

export interface Moved {
  readonly contents: string;
  readonly place: string;
}

export async function moveTo(target: MoveTarget, { storage, version, at, into, onProgress }: MoveOptions): Promise<Moved> {
  const { dataFolder, databaseUrl } = storage.config;
  if (databaseUrl === undefined) throw new StartFailure("Set DATABASE_URL to the PostgreSQL server that the projects move to or from.");
  const server = new URL(databaseUrl);
  const place = `${server.host}${server.pathname}`;
  if (target === "server") refuseEmptyFolder(dataFolder);
  const undos: Undo[] = [];
  const file = join(dataFolder, `moving-${at.getTime()}.backup`);
  try {
    const lock = openDataFolder(dataFolder);
    undos.push(() => lock.release());
    const folderAccess = await openEmbedded(storage, undos);
    const serverAccess = accessByUrl(databaseUrl);
    const [from, to]: readonly [DatabaseAccess, DatabaseAccess] = target === "server" ? [folderAccess, serverAccess] : [serverAccess, folderAccess];
    const manifest = await writeBackup({ access: from, dataFolder, file, version, at, onProgress });
    await restoreBackup({ access: to, dataFolder, file, into, onProgress });
    if (target === "server") rememberMoved(dataFolder, place);
    else rmSync(movedFile(dataFolder), { force: true });
    return { contents: contentsOf(manifest), place: target === "server" ? place : dataFolder };
  } finally {
    rmSync(file, { force: true });
    for (const undo of undos.reverse()) await undo();
  }
}

function refuseEmptyFolder(dataFolder: string): void {
  if (!isDatabaseMade(dataFolder)) throw new StartFailure(`There is no database in ${dataFolder} to move. Name the right folder with LEADLINE_DATA_DIR.`);
  const moved = movedTo(dataFolder);
  if (moved !== undefined) throw new StartFailure(`The projects of ${dataFolder} were moved to ${moved} already. Delete ${movedFile(dataFolder)} to move what was here before once more.`);
}
