/** What lies in the data folder beside the database and belongs into a backup: the secret that the database's contents depend on. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";

/** Attached files stand in the database. */
const KEPT: readonly string[] = ["secret"];

/** Names within the data folder. */
export function keptFiles(dataFolder: string): readonly string[] {
  return KEPT.filter((name) => existsSync(join(dataFolder, name)));
}

/** Whether a backup may write this file into a data folder. */
export function isKept(name: string): boolean {
  return KEPT.includes(name);
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
