/** What lies in the data folder beside the database and belongs into a backup: attached files, and the secrets that the database's contents depend on. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";

export interface KeptFile {
  /** Within the data folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** Files and folders; attached files are named by the SHA-256 of their content. */
const KEPT: readonly string[] = ["secret", "log-key", "attachments"];
const CONTENT_NAME = /(^|\/)([0-9a-f]{64})$/;

export function keptFiles(dataFolder: string): readonly KeptFile[] {
  return KEPT.flatMap((name) => filesBelow(dataFolder, name)).filter(({ path }) => isWhole(path));
}

/** Whether a path of a backup may be written into a data folder: nothing but what backups are made of. */
export function isKeptPath(path: string): boolean {
  const isPlain = posix.normalize(path) === path && !path.startsWith("/") && !path.split("/").includes("..") && !path.includes("\\");
  return isPlain && KEPT.some((name) => path === name || path.startsWith(`${name}/`));
}

/** The hash that the name of an attached file promises. */
export function promisedHash(path: string): string | undefined {
  return path.startsWith("attachments/") ? CONTENT_NAME.exec(path)?.[2] : undefined;
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}

/** Attachments that are still arriving have another name. */
function isWhole(path: string): boolean {
  return !path.startsWith("attachments/") || promisedHash(path) !== undefined;
}

function filesBelow(dataFolder: string, name: string): KeptFile[] {
  const top = join(dataFolder, name);
  if (!existsSync(top)) return [];
  if (statSync(top).isFile()) return [{ path: name, bytes: statSync(top).size }];
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(dataFolder.length + 1).replaceAll(sep, "/"), bytes: statSync(path).size }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
