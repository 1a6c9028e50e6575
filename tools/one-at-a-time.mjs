/** Lets only one process at a time install or build in a clone; the others wait for it. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const PAUSE_MS = 100;
const LONGEST_WITHOUT_NAME_MS = 10_000;

/**
 * Runs `work` while holding the lock folder. A lock whose owner has died is taken over.
 * @template T @param {string} lock @param {() => T} work @returns {T}
 */
export function oneAtATime(lock, work) {
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  const release = () => rmSync(lock, { recursive: true, force: true });
  // `work` may end the process.
  process.once("exit", release);
  try {
    return work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

/** @param {string} lock */
function take(lock) {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    mkdirSync(lock);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    if (isOwnerGone(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lock, "owner"), String(process.pid));
  return true;
}

/** A lock without a name in it has an owner that is about to write it, or that died just before. @param {string} lock */
function isOwnerGone(lock) {
  try {
    const owner = Number(readFileSync(join(lock, "owner"), "utf8"));
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    // EPERM: it lives, as somebody else.
    return code === "ESRCH" || (code === "ENOENT" && existsSync(lock) && statSync(lock).mtimeMs < Date.now() - LONGEST_WITHOUT_NAME_MS);
  }
}
