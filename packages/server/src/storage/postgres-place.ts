/** Where the embedded PostgreSQL keeps its data and runs its programs from: in the data folder, unless its user cannot go there. */
import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, lstatSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StartFailure } from "../start-failure.ts";
import { writeDurably } from "./durable-file.ts";
import { makeFolder } from "./make-folder.ts";
import { canEnter, userForPostgres, type OsUser } from "./os-user.ts";
import { canRun, copiedBinaries, installedBinaries, type PostgresBinaries } from "./postgres-binaries.ts";

export interface PostgresPlace {
  readonly user: OsUser | undefined;
  readonly binaries: PostgresBinaries;
  /** Holds the cluster, the password and the server's own messages; belongs to the user. */
  readonly folder: string;
  /** What a person must know about the place, one sentence each. */
  readonly notices: readonly string[];
}

/** Folders that every user can enter and that outlive a restart of the computer, best first. */
export const OUTSIDE_BASES: readonly string[] = ["/var/lib/leadline", "/usr/local/var/leadline", "/var/tmp/leadline"];
/** Says where the data went when it could not stay in the data folder. */
const POINTER_FILE = "postgres-folder";

export interface PlaceOptions {
  readonly dataFolder: string;
  readonly outsideBases?: readonly string[];
  readonly findBinaries?: () => PostgresBinaries;
}

export function placeForPostgres({ dataFolder, outsideBases = OUTSIDE_BASES, findBinaries = installedBinaries }: PlaceOptions): PostgresPlace {
  const user = userForPostgres();
  const installed = findBinaries();
  const data = dataPlace(user, dataFolder, outsideBases);
  ownFolder(user, data.folder);
  const programs = binariesPlace(user, installed, outsideBases);
  return { user, binaries: programs.binaries, folder: data.folder, notices: [...data.notices, ...programs.notices] };
}

function dataPlace(user: OsUser | undefined, dataFolder: string, bases: readonly string[]): { folder: string; notices: string[] } {
  const pointer = join(dataFolder, POINTER_FILE);
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, "utf8").trim();
    if (existsSync(folder)) return { folder, notices: [`The database is in ${folder} (named by ${pointer}).`] };
    throw new StartFailure(`The database should be in ${folder}, as ${pointer} says, but that folder is gone. Put it back, or delete ${pointer} to begin with an empty database.`);
  }
  const inside = join(dataFolder, "postgres");
  if (!user) return { folder: inside, notices: [] };
  makeFolder(inside, 0o700);
  chownSync(inside, user.uid, user.gid);
  // The data folder itself holds nothing secret that is not protected file by file, so its own mode may let the user pass.
  if (!canEnter(user, inside)) letPass(dataFolder);
  if (canEnter(user, inside)) return { folder: inside, notices: [] };
  const folder = join(reachableBase(user, bases), `${basename(dirname(dataFolder)) || "data"}-${shortHash(dataFolder)}`);
  makeFolder(folder, 0o700);
  writeDurably(pointer, `${folder}\n`, { mode: 0o644 });
  return {
    folder,
    notices: [`PostgreSQL cannot run as root, and the user “${user.name}” cannot enter ${dataFolder}, so the database is in ${folder} instead (remembered in ${pointer}).`],
  };
}

function binariesPlace(user: OsUser | undefined, installed: PostgresBinaries, bases: readonly string[]): { binaries: PostgresBinaries; notices: string[] } {
  if (canRun(user, installed)) return { binaries: installed, notices: [] };
  if (!user) {
    throw new StartFailure(
      `The PostgreSQL programs in ${installed.folder} do not run on this computer. Run “npm ci” again, or set DATABASE_URL to a PostgreSQL that already runs.`,
    );
  }
  const copied = copiedBinaries(installed, reachableBase(user, bases));
  if (!canRun(user, copied)) {
    throw new StartFailure(`The PostgreSQL programs in ${copied.folder} cannot be run by the user “${user.name}”. Start Leadline as another user than root, or set DATABASE_URL.`);
  }
  return { binaries: copied, notices: [`The user “${user.name}” cannot enter ${installed.folder}, so the PostgreSQL programs were copied to ${copied.folder}.`] };
}

/** The first of the folders that can be made and entered. A folder that somebody else prepared is not trusted. */
function reachableBase(user: OsUser, bases: readonly string[]): string {
  for (const base of bases) {
    try {
      makeFolder(base, 0o755);
      const { uid } = lstatSync(base);
      const isOurs = lstatSync(base).isDirectory() && (uid === 0 || uid === user.uid);
      if (isOurs && canEnter(user, base)) return base;
    } catch {
      continue;
    }
  }
  throw new StartFailure(
    `Leadline runs as root, and PostgreSQL's user “${user.name}” can reach neither the data folder nor one of ${bases.join(", ")}. Set LEADLINE_DATA_DIR to a folder that every user can enter, or start Leadline as another user.`,
  );
}

function ownFolder(user: OsUser | undefined, folder: string): void {
  makeFolder(folder, 0o700);
  if (!user) return;
  chmodSync(folder, 0o700);
  chownSync(folder, user.uid, user.gid);
}

function letPass(folder: string): void {
  chmodSync(folder, (lstatSync(folder).mode & 0o777) | 0o011);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
