/** A PostgreSQL that is already there: what its pid file says, and whether the process behind it is really ours. */
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { systemCode } from "../start-failure.ts";
import { isProcessAlive } from "./folder-lock.ts";
import { runAs } from "./os-user.ts";
import { programIn } from "./postgres-binaries.ts";
import type { PostgresPlace } from "./postgres-place.ts";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Where its socket file is; absent: it is reached by its port alone. */
  readonly socketFolder?: string;
}

/** Lines of `postmaster.pid`: 1 pid, 2 data folder, 3 start time, 4 port, 5 folder of its socket or nothing. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(cluster), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    const socketFolder = lines[4]?.trim() ?? "";
    return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) ? { pid, port, ...(socketFolder === "" ? {} : { socketFolder }) } : undefined;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether the process is a PostgreSQL on this cluster. After a restart of the computer the number may belong to anything. */
export function isPostgresOn(pid: number, cluster: string): boolean {
  if (!isProcessAlive(pid)) return false;
  const words = commandLineOf(pid);
  // Where the system does not tell (Windows), the connection that follows decides.
  return words === undefined || (words.includes("postgres") && words.includes(cluster));
}

function commandLineOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    if (process.platform === "darwin") return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return undefined;
  } catch {
    return "";
  }
}

/** PostgreSQL will not start while the file names a living process, even one that has nothing to do with it. */
export function removePidFile(cluster: string): void {
  rmSync(pidFile(cluster), { force: true });
}

/**
 * Fast shutdown: running transactions are rolled back, everything committed is kept. Resolves when the process is gone;
 * false when it is still there after the time.
 */
export async function stopPostmaster(place: PostgresPlace, cluster: string, { waitSeconds = 60 } = {}): Promise<boolean> {
  const stopping = spawn(programIn(place.binaries.folder, "pg_ctl"), ["stop", "-D", cluster, "-m", "fast", "-w", "-t", String(waitSeconds)], {
    ...runAs(place.user),
    cwd: "/",
    stdio: "ignore",
  });
  return new Promise((resolve) => {
    stopping.on("error", () => resolve(false));
    stopping.on("exit", (code) => resolve(code === 0));
  });
}

/** A dead process that nobody has waited for still has a number, but no command line. */
export function isRunning(pid: number): boolean {
  return isProcessAlive(pid) && commandLineOf(pid) !== "";
}

function pidFile(cluster: string): string {
  return join(cluster, "postmaster.pid");
}
