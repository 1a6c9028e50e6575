/** Opens the data folder and its database: for a server that has them alone, or for a command beside a running server. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "../config.ts";
import { StartFailure } from "../start-failure.ts";
import { openDataFolder } from "./data-folder.ts";
import { accessByUrl, accessToEmbedded, type DatabaseAccess } from "./database-access.ts";
import { writeDurably } from "./durable-file.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { isFolderTaken } from "./folder-lock.ts";
import { placeForPostgres } from "./postgres-place.ts";
import { readPostmaster } from "./postmaster.ts";

export interface StorageOptions {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  /** Something that the program cannot live without is gone for good. */
  readonly onLost: (failure: Error) => void;
}

/** What must be undone at the end, last first. */
export type Undo = () => Promise<void> | void;

/** Says that the projects went to a PostgreSQL elsewhere, so that nobody goes on with the old copy by mistake. */
const MOVED_FILE = "moved-to";

/** Our own PostgreSQL, or the one that DATABASE_URL names. The data folder is ours alone in both cases. */
export async function openStorage({ config, logger, onLost }: StorageOptions, undos: Undo[]): Promise<DatabaseAccess> {
  const lock = openDataFolder(config.dataFolder);
  undos.push(() => lock.release());
  if (config.databaseUrl !== undefined) return accessByUrl(config.databaseUrl);
  refuseMoved(config.dataFolder);
  return openEmbedded({ config, logger, onLost }, undos);
}

/** The database in the data folder, whatever DATABASE_URL says. The folder must be locked. */
export async function openEmbedded({ config, logger, onLost }: StorageOptions, undos: Undo[]): Promise<DatabaseAccess> {
  const place = placeForPostgres({ dataFolder: config.dataFolder });
  for (const notice of place.notices) logger.warn(notice);
  const postgres = await startEmbeddedPostgres({ place, onProgress: (sentence) => logger.info(sentence), onLost });
  if (postgres.wasRunning) logger.info("A PostgreSQL that an earlier start left running was taken over.");
  undos.push(() => postgres.stop());
  return accessToEmbedded(postgres);
}

/** For reading: beside a server that runs on the folder, or alone where none does. */
export async function openBeside(options: StorageOptions, undos: Undo[]): Promise<DatabaseAccess> {
  const { config } = options;
  if (config.databaseUrl !== undefined) return accessByUrl(config.databaseUrl);
  if (!isFolderTaken(config.dataFolder)) {
    if (!isDatabaseMade(config.dataFolder)) throw new StartFailure(`There is no database in ${config.dataFolder}. Name the right folder with LEADLINE_DATA_DIR, or the database with DATABASE_URL.`);
    return openStorage(options, undos);
  }
  const { folder } = placeForPostgres({ dataFolder: config.dataFolder });
  const running = readPostmaster(join(folder, "cluster"));
  if (!running) throw new StartFailure(`A Leadline server uses the data folder ${config.dataFolder} with a PostgreSQL elsewhere. Set DATABASE_URL as that server has it.`);
  return accessToEmbedded({ ...running, password: readFileSync(join(folder, "password"), "utf8").trim() });
}

/** Whether the data folder has ever held a database of its own. */
export function isDatabaseMade(dataFolder: string): boolean {
  return existsSync(dataFolder) && (existsSync(join(dataFolder, "postgres-folder")) || existsSync(join(dataFolder, "postgres/cluster")));
}

export function rememberMoved(dataFolder: string, place: string): void {
  writeDurably(join(dataFolder, MOVED_FILE), `${place}\n`, { mode: 0o600 });
}

export function movedTo(dataFolder: string): string | undefined {
  const path = join(dataFolder, MOVED_FILE);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

export const movedFile = (dataFolder: string): string => join(dataFolder, MOVED_FILE);

function refuseMoved(dataFolder: string): void {
  const place = movedTo(dataFolder);
  if (place === undefined) return;
  throw new StartFailure(`The projects of ${dataFolder} were moved to the PostgreSQL at ${place}. Set DATABASE_URL to go on there, or delete ${movedFile(dataFolder)} to go on with what was here before the move.`);
}
