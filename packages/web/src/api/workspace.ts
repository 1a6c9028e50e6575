/** The workspace itself over HTTP: its log and the proof of it, and the state of the installation. */
import { newId } from "../store/new-id.ts";
import { API, ask } from "./http.ts";

export interface LogEntry {
  readonly position: number;
  /** UTC. */
  readonly at: string;
  readonly actor: string;
  readonly label: string;
  readonly event: { readonly type: string };
}

export interface Checkpoint {
  readonly size: number;
  readonly root: string;
  /** UTC. */
  readonly at: string;
  /** The signed note, as other programs verify it. */
  readonly note: string;
}

export interface Verification {
  readonly at: string;
  readonly result: Readonly<Record<string, unknown>>;
}

export interface LogState {
  readonly size: number;
  readonly checkpoint: Checkpoint | null;
  readonly unsignedProjects: number;
  readonly verification: Verification | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export function readLogState(): Promise<LogState> {
  return ask<LogState>("/log");
}

export async function listLogEntries(cursor: string | undefined): Promise<Page<LogEntry>> {
  const { entries, nextCursor } = await ask<{ entries: LogEntry[]; nextCursor: string | null }>(`/log/entries?limit=50${cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
  return { items: entries, nextCursor };
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
  readonly progress: { readonly done: number; readonly total: number; readonly sentence: string } | null;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

export interface SystemState {
  readonly version: string;
  readonly startedAt: string;
  readonly database: { readonly place: "embedded" | "server"; readonly version: string; readonly bytes: number };
  readonly disk: { readonly folder: string; readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly backup: { readonly folder: string; readonly schedule: { readonly hour: number; readonly keep: number } | null };
  readonly verification: Verification | null;
  readonly mail: { readonly isSet: boolean };
  readonly jobs: { readonly waiting: number; readonly running: number; readonly failedLastDay: number; readonly failing: readonly Job[] };
}

export function readSystem(): Promise<SystemState> {
  return ask<SystemState>("/system");
}

export function listJobs(): Promise<readonly Job[]> {
  return ask<{ jobs: Job[] }>("/jobs?limit=20").then((answer) => answer.jobs);
}

export function cancelJob(id: string): Promise<unknown> {
  return ask(`/jobs/${id}`, { method: "DELETE", idempotencyKey: newId() });
}

export interface StoredBackup {
  readonly name: string;
  readonly bytes: number;
  readonly madeAt: string;
  readonly reason: "manual" | "daily" | "upgrade";
}

export function listBackups(): Promise<readonly StoredBackup[]> {
  return ask<{ backups: StoredBackup[] }>("/backups").then((answer) => answer.backups);
}

export function makeBackup(): Promise<unknown> {
  return ask("/backups", { method: "POST", body: {}, idempotencyKey: newId() });
}

export function backupAddress(name: string): string {
  return `${API}/backups/${encodeURIComponent(name)}`;
}
