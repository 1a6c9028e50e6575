/** One server per data folder: a lock file that names its holder, and that outlives no holder. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { StartFailure, systemCode } from "../start-failure.ts";

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly processStart: string;
  readonly host: string;
  readonly startedAt: string;
}

const LOCK_FILE = "leadline.lock";
const SIGN_OF_LIFE_SECONDS = 5;
/** A holder on another machine (a shared folder, a container) is gone when it gave no sign of life for this long. */
const SILENCE_SECONDS = 30;
const MAX_TRIES = 200;

/** Takes the folder, or throws a `StartFailure` that says who has it. Locks left by a killed server are taken over. */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, LOCK_FILE);
  const self: Holder = { pid: process.pid, processStart: processStartOf(process.pid), host: hostname(), startedAt: new Date().toISOString() };
  for (let tries = 0; ; tries += 1) {
    if (create(path, self)) break;
    const holder = readHolder(path);
    if (holder && isAlive(path, holder)) throw inUse(folder, path, holder);
    if (tries === MAX_TRIES) throw new StartFailure(`The lock file ${path} was left behind and cannot be removed. Delete it and start again.`);
    removeLeftover(path, holder);
  }
  const signOfLife = setInterval(() => touch(path), SIGN_OF_LIFE_SECONDS * 1000).unref();
  return {
    release: () => {
      clearInterval(signOfLife);
      if (readHolder(path)?.pid === self.pid) unlinkSync(path);
    },
  };
}

/** Whether a living server has the folder. */
export function isFolderTaken(folder: string): boolean {
  const path = join(folder, LOCK_FILE);
  const holder = readHolder(path);
  return holder !== undefined && isAlive(path, holder);
}

function create(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(holder)}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** `undefined` where there is no lock, or one that was never written to its end. */
function readHolder(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    if (!("pid" in value && "processStart" in value && "host" in value && "startedAt" in value)) return undefined;
    const { pid, processStart, host, startedAt } = value;
    if (typeof pid !== "number" || typeof processStart !== "string" || typeof host !== "string" || typeof startedAt !== "string") return undefined;
    return { pid, processStart, host, startedAt };
  } catch {
    return undefined;
  }
}

function isAlive(path: string, holder: Holder): boolean {
  if (holder.host !== hostname()) return secondsSinceTouched(path) < SILENCE_SECONDS;
  return isProcessAlive(holder.pid) && processStartOf(holder.pid) === holder.processStart;
}

/** Only one of several starters may remove a leftover, and only the leftover that it has looked at. */
function removeLeftover(path: string, seen: Holder | undefined): void {
  const removing = `${path}.removing`;
  try {
    mkdirSync(removing);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
    if (secondsSinceTouched(removing) > SILENCE_SECONDS) rmdirSync(removing);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    return;
  }
  try {
    const now = readHolder(path);
    const isSame = now?.pid === seen?.pid && now?.processStart === seen?.processStart;
    // A lock without content is either being written this very moment or was left by a full disk.
    if (isSame && (seen !== undefined || secondsSinceTouched(path) > 1)) unlinkSync(path);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  } finally {
    rmdirSync(removing);
  }
}

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/** Something that differs between two processes with the same number; "" where the system does not tell. */
function processStartOf(pid: number): string {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    }
    if (process.platform === "darwin") return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return "";
  } catch {
    return "";
  }
}

function secondsSinceTouched(path: string): number {
  try {
    return (Date.now() - statSync(path).mtimeMs) / 1000;
  } catch {
    return 0;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Nothing to do: the folder may be on a disk that went away, which the database notices by itself.
  }
}

function inUse(folder: string, path: string, holder: Holder): StartFailure {
  const other = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  return new StartFailure(
    `Another Leadline server already uses the data folder ${folder} (${other}, since ${holder.startedAt}; lock file ${path}). Stop it first, or choose another folder with LEADLINE_DATA_DIR.`,
  );
}
