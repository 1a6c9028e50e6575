/** Starts PostgreSQL on its cluster: on a port that is free, and waits until it answers. */
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { StartFailure, systemCode } from "../start-failure.ts";
import { failureIn } from "./cluster-failure.ts";
import { environment, HOST, SUPERUSER, type Cluster } from "./cluster.ts";
import { freePort } from "./free-port.ts";
import { runAs } from "./os-user.ts";
import { programIn } from "./postgres-binaries.ts";
import { stopPostmaster } from "./postmaster.ts";

const MAX_PORTS = 8;
const DATA_IN_USE_TRIES = 80;
const POLL_MILLISECONDS = 15;
const MAX_LOG_BYTES = 10_000_000;

/** The port of the last time first, so that other tools find the database where it was; then any free ones. */
export function portsToTry(cluster: Cluster): readonly number[] {
  const last = existsSync(cluster.portFile) ? Number(readFileSync(cluster.portFile, "utf8")) : 0;
  const free = Array.from({ length: MAX_PORTS }, () => 0);
  return Number.isInteger(last) && last > 0 && last < 65_536 ? [last, ...free] : free;
}

export async function startCluster(cluster: Cluster, ports: readonly number[]): Promise<number> {
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

/** Starts once, without a socket where the folder's file system takes none. */
async function startOn(cluster: Cluster, port: number): Promise<"ready" | "port taken" | "data in use"> {
  const outcome = await startWith(cluster, port, cluster.socketFolder);
  return outcome === "no socket" ? startOn({ ...cluster, socketFolder: undefined }, port) : outcome;
}

/** Its messages go to a file, not to us: it must not notice when we are killed. */
async function startWith(cluster: Cluster, port: number, socketFolder: string | undefined): Promise<"ready" | "port taken" | "data in use" | "no socket"> {
  if (socketFolder !== undefined) removeOldSocket(socketFolder, port);
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > MAX_LOG_BYTES) renameSync(cluster.logFile, `${cluster.logFile}.1`);
  const log = openSync(cluster.logFile, "a", 0o600);
  const logStart = statSync(cluster.logFile).size;
  const child = spawn(programIn(cluster.place.binaries.folder, "postgres"), ["-D", cluster.folder, ...settings(port, socketFolder)], {
    ...runAs(cluster.place.user),
    cwd: "/",
    env: environment(),
    stdio: ["ignore", log, log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  const end = new Promise<void>((resolve) => child.on("error", () => resolve()).on("exit", () => resolve()));
  try {
    if (await ready(cluster, port, end)) return "ready";
  } catch (error) {
    await stopPostmaster(cluster.place, cluster.folder);
    throw error;
  }
  const said = readFrom(cluster.logFile, logStart);
  if (socketFolder !== undefined && /Unix.domain socket|\.s\.PGSQL\./i.test(said)) return "no socket";
  if (/address already in use/i.test(said)) return "port taken";
  if (/pre-existing shared memory block/i.test(said)) return "data in use";
  throw failureIn(cluster.place.folder, said, `PostgreSQL did not start (its messages are in ${cluster.logFile})`);
}

/** After a kill its lock names a process whose number somebody else may have by now, and PostgreSQL would not start. The data folder has a lock of its own. */
function removeOldSocket(folder: string, port: number): void {
  for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(folder, name), { force: true });
}

function settings(port: number, socketFolder = ""): string[] {
  const pairs = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: socketFolder === "" ? "" : quotedInList(socketFolder),
    unix_socket_permissions: "0700",
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

/** An element of a list of PostgreSQL's settings, which commas would divide. */
function quotedInList(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
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
export async function answers(cluster: Cluster, port: number): Promise<"ours" | "foreign" | "not yet"> {
  const client = new pg.Client({ host: HOST, port, user: SUPERUSER, password: cluster.password, database: "postgres", connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string; is_replaying: boolean }>("SELECT current_setting('data_directory') AS data_directory, pg_is_in_recovery() AS is_replaying");
    // Brought back from an archive of its log, it can be read before it can be written.
    if (rows[0]?.is_replaying) return "not yet";
    return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(cluster.folder) ? "ours" : "foreign";
  } catch (error) {
    return systemCode(error) === "28P01" ? "foreign" : "not yet";
  } finally {
    await client.end().catch(() => undefined);
  }
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
