/** Makes a bare clone ready to run: the right Node, and the packages of the lock file. Needs nothing but Node itself. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { oneAtATime } from "./one-at-a-time.mjs";

/** The folder of the clone. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Whoever installs or builds holds this folder. */
export const LOCK_FOLDER = join(ROOT, ".cache/setting-up");

const OLDEST_NODE = [20, 19];
const LOCK = join(ROOT, "package-lock.json");
const INSTALLED_LOCK = join(ROOT, "node_modules", ".package-lock.json");
const STAMP = join(ROOT, "node_modules", ".leadline-install.json");

/** Checks Node and installs what the lock file asks for, where that has not been done. Ends the process when it cannot. */
export function setUp() {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint !== undefined) stop(complaint);
  if (!isInstalled()) oneAtATime(LOCK_FOLDER, () => isInstalled() || install());
}

/** Says a sentence on stderr; stdout belongs to the program that is started. @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** @param {string} sentence @returns {never} */
export function stop(sentence) {
  say(sentence);
  process.exit(1);
}

/** Why this version of Node cannot run the product, or undefined. @param {string} version @returns {string | undefined} */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Leadline needs Node ${OLDEST_NODE.join(".")} or newer, and this is Node ${version}. Maybe install Node 22 or 24 from https://nodejs.org and run the command again.`;
}

/** True when node_modules holds what the lock file asks for, installed for this Node and this kind of machine. */
function isInstalled() {
  if (!existsSync(INSTALLED_LOCK)) return false;
  const now = machineAndLock();
  const stamp = readJson(STAMP);
  if (stamp !== undefined && (stamp.node !== now.node || stamp.machine !== now.machine)) return false;
  if (stamp !== undefined && stamp.lock === now.lock) return true;
  if (!holdsAll(readJson(LOCK), readJson(INSTALLED_LOCK))) return false;
  writeStamp();
  return true;
}

/**
 * True when every package that `lock` needs is in `installed` with the same version. Optional packages (other platforms)
 * may be absent. npm writes the second file at the end of each install, so a broken install has none.
 * @param {any} lock @param {any} installed @returns {boolean}
 */
export function holdsAll(lock, installed) {
  if (!lock?.packages || !installed?.packages) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/")) return true;
    const found = installed.packages[path];
    if (found === undefined) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version && Boolean(found.link) === Boolean(wanted.link);
  });
}

function install() {
  say("Leadline: installing packages (npm ci). The first time this takes about half a minute…");
  const npm = npmCommand();
  const result = spawnSync(npm.file, [...npm.args, "ci", "--no-fund", "--no-audit", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: npm.shell,
    env: { ...process.env, NODE_ENV: "" },
  });
  if (result.error) stop(`Leadline: npm could not be started (${result.error.message}). Maybe npm is not installed beside Node.`);
  if (result.status !== 0) stop("Leadline: npm ci failed; its own message stands above. Maybe the machine cannot reach the package registry, or the folder is read-only.");
  writeStamp();
}

/** npm as it was called, else npm from the path. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script) && existsSync(script)) return { file: process.execPath, args: [script], shell: false };
  return { file: "npm", args: [], shell: process.platform === "win32" };
}

function machineAndLock() {
  return {
    lock: createHash("sha256").update(readFileSync(LOCK)).digest("hex"),
    node: process.versions.node.split(".")[0],
    machine: `${process.platform}-${process.arch}`,
  };
}

function writeStamp() {
  mkdirSync(dirname(STAMP), { recursive: true });
  try {
    writeFileSync(STAMP, JSON.stringify(machineAndLock()));
  } catch {
    say("Leadline: node_modules is read-only, so the packages are compared with the lock file at every start.");
  }
}

/** @param {string} path @returns {any} */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
