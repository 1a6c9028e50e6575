/** The workspace itself over HTTP: its log and the proof of it, and the state of the installation. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import { API, call } from "./http.ts";

export type LogState = AnswerOf<"readLogState">;
export type Verification = NonNullable<LogState["verification"]>;
export type LogPage = AnswerOf<"listLogEntries">;
export type LogEntry = LogPage["entries"][number];
export type Job = AnswerOf<"listJobs">["jobs"][number];
export type SystemState = AnswerOf<"readSystem">;
export type StoredBackup = AnswerOf<"listBackups">["backups"][number];

const ENTRIES_AT_ONCE = 50;
const JOBS_SHOWN = 20;

export const readLogState = (): Promise<LogState> => call("readLogState");

export function listLogEntries(cursor: string | undefined): Promise<LogPage> {
  return call("listLogEntries", { query: { limit: ENTRIES_AT_ONCE, cursor } });
}

export const readSystem = (): Promise<SystemState> => call("readSystem");

export function listJobs(): Promise<readonly Job[]> {
  return call("listJobs", { query: { limit: JOBS_SHOWN } }).then(({ jobs }) => jobs);
}

export function cancelJob(id: string): Promise<unknown> {
  return call("cancelJob", { params: { jobId: id } });
}

export function listBackups(): Promise<readonly StoredBackup[]> {
  return call("listBackups").then(({ backups }) => backups);
}

export function makeBackup(): Promise<unknown> {
  return call("makeBackup", { body: {} });
}

export function backupAddress(name: string): string {
  return `${API}/backups/${encodeURIComponent(name)}`;
}
