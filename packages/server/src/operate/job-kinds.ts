/** The kinds of jobs that this program does, and which of them are due by the clock. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "@leadline/verifier/verification.ts";
import type { BackupSettings } from "../config.ts";
import type { DueJob } from "../jobs/clockwork.ts";
import type { JobKinds, JobWork } from "../jobs/job.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import { recordWorkspaceEvent } from "../log/workspace-log.ts";
import { contentsOf } from "../storage/backup/manifest.ts";
import { writeBackup } from "../storage/backup/write-backup.ts";
import { sendReportsWork, type ReportJobParts } from "../rooms/projects/reports/report-job.ts";
import { dueForecastsWork, forecastWork, type ForecastParts } from "../rooms/forecasts/forecast-job.ts";
import { escalationWork, type EscalationParts } from "../rooms/issues/escalation-job.ts";
import type { DatabaseAccess } from "../storage/database-access.ts";
import type { Database } from "../storage/database.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { VERSION } from "../version.ts";
import { backupName, keepNewest, removeLeftovers } from "./backup-folder.ts";
import { tidyWorkspace } from "./tidy.ts";
import { verifyDatabase } from "./verify-database.ts";

export interface JobParts {
  readonly access: DatabaseAccess;
  readonly database: Database;
  readonly queue: Pick<JobQueue, "workspaceIds">;
  readonly dataFolder: string;
  readonly backup: BackupSettings;
  readonly forecasts: Pick<ForecastParts, "readPlan" | "program">;
  readonly escalation: Pick<EscalationParts, "readPlan" | "edit" | "sendLetter" | "origin">;
  readonly reports: Omit<ReportJobParts, "database" | "queue" | "now">;
  /** Public keys whose signatures count. */
  readonly logKeys: readonly Buffer[];
  /** The nightly check found rows that the log does not explain. */
  readonly onAlteration: (findings: readonly Finding[]) => void;
}

export function jobKinds(parts: JobParts): JobKinds {
  const forecasts = { ...parts, ...parts.forecasts };
  return { sendReports: sendReportsWork({ ...parts, ...parts.reports }), backup: backupWork(parts), tidy: tidyWork(parts), verifyLog: verifyWork(parts), forecast: forecastWork(forecasts), dueForecasts: dueForecastsWork(forecasts), escalateIssues: escalationWork({ ...parts, ...parts.escalation }) };
}

export function jobsByClock({ hour }: BackupSettings): readonly DueJob[] {
  return [{ kind: "tidy", when: "hourly" }, { kind: "sendReports", when: "hourly" }, { kind: "dueForecasts", when: "hourly" }, { kind: "escalateIssues", when: "hourly" }, { kind: "verifyLog", when: { dailyFromHour: VERIFY_FROM_HOUR } }, ...(hour === undefined ? [] : [{ kind: "backup", when: { dailyFromHour: hour }, input: { reason: "daily" } }])];
}

/** When few are at work. */
const VERIFY_FROM_HOUR = 3;
const MAX_SHOWN = 20;

/** Every row of every workspace against its log, from one snapshot. */
function verifyWork({ access, logKeys, onAlteration }: JobParts): JobWork {
  return async ({ progress, signal }) => {
    const { findings, notes, projects, entries, checkpoints } = await verifyDatabase({ access, keys: logKeys, onProgress: progress, signal });
    if (findings.length > 0) onAlteration(findings);
    return { isClean: findings.length === 0, findings: findings.length, first: findings.slice(0, MAX_SHOWN), notes: notes.length, projects, entries, checkpoints };
  };
}

function backupWork({ access, database, dataFolder, backup }: JobParts): JobWork {
  return async ({ job, progress, signal }) => {
    makeFolder(backup.folder, 0o700);
    const at = new Date();
    removeLeftovers(backup.folder, at);
    const name = backupName(job.input["reason"] === "daily" ? "daily" : "manual", at);
    const file = join(backup.folder, name);
    const manifest = await writeBackup({ access, dataFolder, file, version: VERSION, at, onProgress: progress, signal });
    if (job.input["reason"] === "daily") keepNewest(backup.folder, backup.keep);
    const contents = contentsOf(manifest);
    const bytes = statSync(file).size;
    await database.inWorkspace(job.workspaceId, (tx) => recordWorkspaceEvent(tx, { at: new Date(), actorId: job.actor, label: `Backup ${name}: ${contents}`, event: { type: "backup.made", name, bytes } }));
    return { name, bytes, contents, madeAt: manifest.madeAt };
  };
}

/** One workspace after the other; what fails in one does not keep the others waiting. */
function tidyWork({ database, queue }: JobParts): JobWork {
  return async ({ progress, signal }) => {
    const workspaces = await queue.workspaceIds();
    const failures: unknown[] = [];
    for (const [done, workspaceId] of workspaces.entries()) {
      signal.throwIfAborted();
      progress({ done, total: workspaces.length, sentence: "Tidying workspaces…" });
      await database.inWorkspace(workspaceId, tidyWorkspace).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
    return { workspaces: workspaces.length };
  };
}
