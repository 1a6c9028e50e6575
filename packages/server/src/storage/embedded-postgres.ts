/** The PostgreSQL that the program starts itself: made once, started or taken over at every start, stopped at every end. */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { reasonOf, StartFailure, systemCode } from "../start-failure.ts";
import { unusableFolder } from "./data-folder.ts";
import { isProcessAlive } from "./folder-lock.ts";
import { freePort } from "./free-port.ts";
import { runAs } from "./os-user.ts";
import { programIn } from "./postgres-binaries.ts";
import type { PostgresPlace } from "./postgres-place.ts";
import { isPostgresOn, isRunning, readPostmaster, removePidFile, stopPostmaster } from "./postmaster.ts";

export interface EmbeddedPostgres {
  readonly port: number;
  /** Password of the superuser `postgres`. */
  readonly password: string;
  /** A PostgreSQL that an earlier, killed server had left running was taken over. */
  readonly wasRunning: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly place: PostgresPlace;
  /** Told what takes time: one sentence each. */
  readonly onProgress: (sentence: string) => void;
  /** PostgreSQL ended although nobody had asked it to, and could not be started again. */
  readonly onLost: (failure: Error) => void;
}

/** What every function below needs to know about this one cluster. */
interface Cluster {
  readonly place: PostgresPlace;
  /** PostgreSQL's own data directory. */
  readonly folder: string;
  readonly logFile: string;
  readonly portFile: string;
  readonly password: string;
  readonly onProgress: (sentence: string) => void;
}

export const HOST = "127.0.0.1";
export const SUPERUSER = "postgres";
const MAX_PORTS = 8;
const DATA_IN_USE_TRIES = 80;
const POLL_MILLISECONDS = 15;
const MAX_LOG_BYTES = 10_000_000;
const WATCH_MILLISECONDS = 1000;
const GIVE_UP_MILLISECONDS = 600_000;

/** Starts, or throws a `StartFailure` with the one sentence that says what to do. */
export async function startEmbeddedPostgres({ place, onProgress, onLost }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = join(place.folder, "cluster");
  try {
    const password = await preparedCluster(place, folder, onProgress);
    const cluster: Cluster = { place, folder, logFile: join(place.folder, "postgres.log"), portFile: join(place.folder, "port"), password, onProgress };
    const left = await takenOver(cluster);
    const port = left ?? (await started(cluster, portsToTry(cluster)));
    const watch = watchOver(cluster, port, onLost);
    return {
      port,
      password,
      wasRunning: left !== undefined,
      stop: async () => {
        clearInterval(watch);
        const stopped = await stopPostmaster(place, folder);
        if (!stopped && readPostmaster(folder)) throw new Error(`PostgreSQL in ${folder} did not stop within a minute.`);
      },
    };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw systemCode(error) === undefined ? new StartFailure(`PostgreSQL could not be started in ${place.folder}: ${reasonOf(error)}.`) : unusableFolder(place.folder, error);
  }
}

/** Makes the cluster where there is none; answers the superuser's password. */
async function preparedCluster(place: PostgresPlace, folder: string, onProgress: (sentence: string) => void): Promise<string> {
  const passwordFile = join(place.folder, "password");
  if (existsSync(folder)) {
    refuseOtherVersion(place, folder);
    if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
    throw new StartFailure(`The password of the database is missing: ${passwordFile} is gone. Put it back from a copy of ${place.folder}.`);
  }
  onProgress(`Creating the database in ${place.folder} (only this once)…`);
  const password = randomBytes(24).toString("base64url");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
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
  renameSync(making, folder);
}

/** The port of a PostgreSQL that a killed server left running on this cluster; what cannot be used is stopped. */
async function takenOver(cluster: Cluster): Promise<number | undefined> {
  const left = readPostmaster(cluster.folder);
  if (!left) return undefined;
  if (!isPostgresOn(left.pid, cluster.folder)) {
    // PostgreSQL itself clears up after a dead process; one with a reused number it takes for a running server.
    if (isProcessAlive(left.pid)) removePidFile(cluster.folder);
    return undefined;
  }
  if ((await answers(cluster, left.port)) === "ours") return left.port;
  cluster.onProgress(`A PostgreSQL that an earlier start left behind (process ${left.pid}) does not answer and is being stopped…`);
  if (await stopPostmaster(cluster.place, cluster.folder)) return undefined;
  throw new StartFailure(`A PostgreSQL that an earlier start left behind (process ${left.pid}, data in ${cluster.folder}) neither answers nor stops. End that process and start again.`);
}

/** The port of the last time first, so that other tools find the database where it was; then any free ones. */
function portsToTry(cluster: Cluster): readonly number[] {
  const last = existsSync(cluster.portFile) ? Number(readFileSync(cluster.portFile, "utf8")) : 0;
  const free = Array.from({ length: MAX_PORTS }, () => 0);
  return Number.isInteger(last) && last > 0 && last < 65_536 ? [last, ...free] : free;
}

async function started(cluster: Cluster, ports: readonly number[]): Promise<number> {
  for (const wanted of ports) {
    const port = await freePort(HOST, wanted);
    if (port === undefined) continue;
    const outcome = await startAfterOthersEnded(cluster, port);
    if (outcome === "port taken") continue;
    writeFileSync(cluster.portFile, `${port}\n`);
    return port;
  }
  throw new StartFailure(`PostgreSQL found no free port on ${HOST}. End some programs that listen there and start again.`);
}

/** After a kill of the main process its helpers need a moment to notice; until then PostgreSQL protects the data from a second server. */
async function startAfterOthersEnded(cluster: Cluster, port: number): Promise<"ready" | "port taken"> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await startOn(cluster, port);
    if (outcome !== "data in use") return outcome;
    if (tries === DATA_IN_USE_TRIES) throw new StartFailure(`Processes of an earlier PostgreSQL still use ${cluster.folder} and do not end. End them and start again.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Starts once. Its messages go to a file, not to us: it must not notice when we are killed. */
async function startOn(cluster: Cluster, port: number): Promise<"ready" | "port taken" | "data in use"> {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > MAX_LOG_BYTES) renameSync(cluster.logFile, `${cluster.logFile}.1`);
  const log = openSync(cluster.logFile, "a", 0o600);
  const logStart = statSync(cluster.logFile).size;
  const child = spawn(programIn(cluster.place.binaries.folder, "postgres"), ["-D", cluster.folder, ...settings(port)], {
    ...runAs(cluster.place.user),
    cwd: "/",
    env: environment(),
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  const end = new Promise<void>((resolve) => child.on("error", () => resolve()).on("exit", () => resolve()));
  if (await ready(cluster, port, end)) return "ready";
  const said = readFrom(cluster.logFile, logStart);
  if (/address already in use/i.test(said)) return "port taken";
  if (/pre-existing shared memory block/i.test(said)) return "data in use";
  throw failureIn(cluster.place.folder, said, `PostgreSQL did not start (its messages are in ${cluster.logFile})`);
}

function settings(port: number): string[] {
  const pairs = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: "",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    max_connections: "60",
    shared_buffers: "64MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    lc_messages: "C",
  };
  return Object.entries(pairs).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Waits until it answers, however long it needs to recover after a crash; false when it ended instead. */
async function ready(cluster: Cluster, port: number, end: Promise<void>): Promise<boolean> {
  let hasEnded = false;
  void end.then(() => (hasEnded = true));
  const begin = Date.now();
  let saidSo = false;
  while (!hasEnded) {
    const answer = await answers(cluster, port);
    if (answer === "ours") return true;
    if (answer === "foreign") throw new StartFailure(`The password in ${join(cluster.place.folder, "password")} does not open the database in ${cluster.folder}. Put the right one back from a copy of that folder.`);
    if (!saidSo && Date.now() - begin > 3000) {
      cluster.onProgress("PostgreSQL is repairing its data after a sudden end; this can take a while…");
      saidSo = true;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  return false;
}

/** Whether the server behind a port opens with our password and works on our cluster. */
async function answers(cluster: Cluster, port: number): Promise<"ours" | "foreign" | "not yet"> {
  const client = new pg.Client({ host: HOST, port, user: SUPERUSER, password: cluster.password, database: "postgres", connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(cluster.folder) ? "ours" : "foreign";
  } catch (error) {
    return systemCode(error) === "28P01" ? "foreign" : "not yet";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts it again, on the same port, when it ends unasked (killed for want of memory, or out of space for its log), and
 * goes on trying: space can be freed while requests are answered that the database is away.
 */
function watchOver(cluster: Cluster, port: number, onLost: (failure: Error) => void): NodeJS.Timeout {
  let isBusy = false;
  let pid = readPostmaster(cluster.folder)?.pid;
  let awaySince: number | undefined;
  const look = async (): Promise<void> => {
    if (isBusy || (pid !== undefined && isRunning(pid))) return;
    isBusy = true;
    try {
      if (awaySince === undefined) cluster.onProgress("PostgreSQL ended unexpectedly and is being started again…");
      awaySince ??= Date.now();
      await started(cluster, [port, port, port]);
      pid = readPostmaster(cluster.folder)?.pid;
      awaySince = undefined;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(reasonOf(error));
      cluster.onProgress(`PostgreSQL cannot be started again yet: ${failure.message}`);
      if (Date.now() - (awaySince ?? 0) > GIVE_UP_MILLISECONDS) {
        clearInterval(watch);
        onLost(failure);
      }
    } finally {
      isBusy = false;
    }
  };
  const watch = setInterval(() => void look(), WATCH_MILLISECONDS).unref();
  return watch;
}

/** Turns PostgreSQL's own words into the sentence for the person at the terminal. */
function failureIn(folder: string, said: string, what: string): StartFailure {
  if (/no space left on device|disk quota exceeded/i.test(said)) return unusableFolder(folder, { code: "ENOSPC" });
  if (/read-only file system/i.test(said)) return unusableFolder(folder, { code: "EROFS" });
  if (/could not (create|resize) shared memory|semaphores/i.test(said)) {
    return new StartFailure(`PostgreSQL got no shared memory from the operating system. Allow more (in a container: --shm-size=256m), or set DATABASE_URL to a PostgreSQL that already runs.`);
  }
  const lastLine = said.trim().split("\n").findLast((line) => /FATAL|PANIC|error:|could not/i.test(line)) ?? said.trim().split("\n").at(-1) ?? "";
  return new StartFailure(`${what}: ${lastLine.trim() || "it gave no reason"}.`.replace(/\.\.$/, "."));
}

/** Nothing of the caller's environment (PGDATA, PGOPTIONS, …) may steer our server. */
function environment(): NodeJS.ProcessEnv {
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

function readFrom(path: string, start: number): string {
  const file = openSync(path, "r");
  try {
    const length = Math.min(statSync(path).size - start, 100_000);
    const buffer = Buffer.alloc(Math.max(0, length));
    readSync(file, buffer, 0, buffer.length, start);
    return buffer.toString();
  } finally {
    closeSync(file);
  }
}
