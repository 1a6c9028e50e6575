/** PostgreSQL's files: one cluster with its password, made at the first start and opened at every later one. */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StartFailure } from "../start-failure.ts";
import { failureIn } from "./cluster-failure.ts";
import { moveDurably, writeDurably } from "./durable-file.ts";
import { runAs } from "./os-user.ts";
import { programIn } from "./postgres-binaries.ts";
import type { PostgresPlace } from "./postgres-place.ts";

export const HOST = "127.0.0.1";
export const SUPERUSER = "postgres";

export interface Cluster {
  readonly place: PostgresPlace;
  /** PostgreSQL's own data directory. */
  readonly folder: string;
  readonly logFile: string;
  readonly portFile: string;
  /** Where PostgreSQL puts its socket file: a message through it costs half of one through a port. Absent: ports alone. */
  readonly socketFolder: string | undefined;
  readonly password: string;
  readonly onProgress: (sentence: string) => void;
}

/** Makes the cluster where there is none, which takes a second or two. */
export async function openCluster(place: PostgresPlace, onProgress: (sentence: string) => void): Promise<Cluster> {
  const folder = join(place.folder, "cluster");
  const password = await preparedCluster(place, folder, onProgress);
  return { place, folder, logFile: join(place.folder, "postgres.log"), portFile: join(place.folder, "port"), socketFolder: socketFolderIn(place.folder), password, onProgress };
}

/** The place of the cluster, which its user alone may enter; operating systems take paths of sockets of about 100 bytes. */
function socketFolderIn(folder: string): string | undefined {
  return process.platform === "win32" || Buffer.byteLength(folder) > MOST_BYTES_OF_FOLDER ? undefined : folder;
}

/** Of the 103 bytes that macOS takes (Linux: 107), what `/.s.PGSQL.65535` leaves. */
const MOST_BYTES_OF_FOLDER = 88;

/** Answers the superuser's password. */
async function preparedCluster(place: PostgresPlace, folder: string, onProgress: (sentence: string) => void): Promise<string> {
  const passwordFile = join(place.folder, "password");
  if (existsSync(folder)) {
    refuseOtherVersion(place, folder);
    const password = existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : "";
    if (password !== "") return password;
    throw new StartFailure(`The password of the database is missing: ${passwordFile} is ${existsSync(passwordFile) ? "empty" : "gone"}. Put it back from a copy of ${place.folder}.`);
  }
  onProgress(`Creating the database in ${place.folder} (only this once)…`);
  const password = randomBytes(24).toString("base64url");
  // Who loses the password in a power cut has lost the database.
  writeDurably(passwordFile, `${password}\n`, { mode: 0o600, owner: place.user });
  await makeCluster(place, folder, passwordFile);
  onProgress("The database is created.");
  return password;
}

function refuseOtherVersion(place: PostgresPlace, folder: string): void {
  const made = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  const [major = ""] = place.binaries.version.split(".");
  if (made === major) return;
  throw new StartFailure(
    `The database in ${folder} was made by PostgreSQL ${made}, and this version of Leadline brings PostgreSQL ${major}. Start the Leadline that made it and export your projects, or set DATABASE_URL to a PostgreSQL ${made}.`,
  );
}

/** Made beside its place and then moved, so that a killed first start leaves no half of a database behind. */
async function makeCluster(place: PostgresPlace, folder: string, passwordFile: string): Promise<void> {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  const words = ["-D", making, "-U", SUPERUSER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"];
  const { code, output } = await ended(spawn(programIn(place.binaries.folder, "initdb"), words, { ...runAs(place.user), cwd: "/", env: environment(), stdio: ["ignore", "pipe", "pipe"] }));
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw failureIn(place.folder, output, "PostgreSQL could not create its database");
  }
  moveDurably(making, folder);
}

/** Nothing of the caller's environment (PGDATA, PGOPTIONS, …) may steer our server. */
export function environment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH"];
  return { LC_ALL: "C", ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))) };
}

function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = "";
  const collect = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-20_000));
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
