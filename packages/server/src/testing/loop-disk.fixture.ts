/** A disk whose power can be cut: ext4 on a loop device in shared memory, so that a copy of the device holds only what was really sent to it. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface LoopDisk {
  /** Where the disk is mounted. */
  readonly folder: string;
  /** Stops the processes for good in the middle of everything, and mounts the disk as it was at that moment. */
  readonly cutPower: (pids: readonly number[]) => void;
  readonly remove: () => void;
}

const MEGABYTES = 600;

/** `undefined` where this user may not mount such things. */
export function loopDisk(): LoopDisk | undefined {
  const place = mkdtempSync(join(tmpdir(), "leadline-disk-"));
  chmodSync(place, 0o755);
  const [memory, folder] = [join(place, "memory"), join(place, "disk")];
  mkdirSync(memory);
  mkdirSync(folder);
  const remove = (): void => {
    spawnSync("umount", ["-l", folder]);
    spawnSync("umount", ["-l", memory]);
    rmSync(place, { recursive: true, force: true });
  };
  if (!runs("mount", "-t", "tmpfs", "-o", `size=${MEGABYTES * 2 + 50}m`, "tmpfs", memory)) return gone(remove);
  let device = join(memory, "device-0");
  writeFileSync(device, "");
  truncateSync(device, MEGABYTES * 1024 * 1024);
  if (!runs("mkfs.ext4", "-q", "-F", device) || !runs("mount", "-o", "loop", device, folder)) return gone(remove);
  let cuts = 0;
  const cutPower = (pids: readonly number[]): void => {
    for (const pid of pids) signal(pid, "SIGSTOP");
    cuts += 1;
    const copy = join(memory, `device-${cuts}`);
    if (!runs("cp", "--sparse=always", device, copy)) throw new Error("the device could not be copied");
    for (const pid of pids) signal(pid, "SIGKILL");
    for (let tries = 0; !runs("umount", folder); tries += 1) {
      if (tries > 100) throw new Error("the disk cannot be unmounted");
      spawnSync("sleep", ["0.1"]);
    }
    rmSync(device);
    device = copy;
    if (!runs("mount", "-o", "loop", device, folder)) throw new Error("the copy of the device cannot be mounted");
  };
  return { folder, cutPower, remove };
}

/** A process and all that it started. */
export function familyOf(pid: number): number[] {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid);
  return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}

function runs(command: string, ...words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: "ignore" }).status === 0;
}

function gone(remove: () => void): undefined {
  remove();
  return undefined;
}
