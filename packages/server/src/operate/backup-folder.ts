/** The folder of backups that the server makes itself: names, list, and which of the regular ones are kept. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

export interface StoredBackup {
  readonly name: string;
  readonly bytes: number;
  /** When its file was finished. */
  readonly madeAt: Date;
  readonly reason: BackupReason;
}

/** Asked for by a person, by the clock, or before an upgrade. */
export type BackupReason = "manual" | "daily" | "upgrade";

/** Only names like these are ever read, sent or removed: nothing of a request becomes a path. */
export const BACKUP_NAME = /^(manual|daily|before)-[\w-]{1,100}\.backup$/;

export function backupName(reason: "manual" | "daily", at: Date): string {
  return `${reason}-${at.toISOString().replaceAll(/[:.]/g, "-")}.backup`;
}

/** Newest first. Files that are still being written have another name. */
export function listBackups(folder: string): readonly StoredBackup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => BACKUP_NAME.test(name))
    .flatMap((name) => {
      const facts = statSync(join(folder, name), { throwIfNoEntry: false });
      return facts?.isFile() ? [{ name, bytes: facts.size, madeAt: facts.mtime, reason: reasonOf(name) }] : [];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.name < b.name ? 1 : -1));
}

/** Removes the oldest of those that the clock made; what a person asked for stays. */
export function keepNewest(folder: string, count: number): void {
  for (const { name } of listBackups(folder).filter(({ reason }) => reason === "daily").slice(count)) rmSync(join(folder, name), { force: true });
}

/** What a killed server left half-written. Nobody writes to a file of another process for an hour. */
export function removeLeftovers(folder: string, now: Date): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => /^\..*\.backup\.partial-\d+$/.test(one))) {
    const facts = statSync(join(folder, name), { throwIfNoEntry: false });
    if (facts && now.getTime() - facts.mtimeMs > 3_600_000) rmSync(join(folder, name), { force: true });
  }
}

function reasonOf(name: string): BackupReason {
  if (name.startsWith("daily-")) return "daily";
  return name.startsWith("before-") ? "upgrade" : "manual";
}
