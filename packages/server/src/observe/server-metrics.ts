/** Numbers about the server beside its requests: database connections, jobs, backups, checks, memory and delays. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { lastDone } from "../jobs/queries.ts";
import type { QueueCounts } from "../jobs/queries.ts";
import { listBackups } from "../operate/backup-folder.ts";
import type { Database, PoolUse } from "../storage/database.ts";

export interface ServerNumbers {
  /** In Prometheus' text format. A database that is away leaves its numbers out, and says so by `leadline_database_up`. */
  readonly text: () => Promise<string>;
}

export interface MeasuredParts {
  readonly database: Database;
  readonly workspaceId: string;
  readonly counts: () => Promise<QueueCounts>;
  readonly backupFolder: string;
}

const KEPT_MILLISECONDS = 5000;

export function measureServer(parts: MeasuredParts): ServerNumbers {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let stored: { readonly at: number; readonly lines: Promise<readonly string[]> } | undefined;
  return {
    text: async () => {
      const now = Date.now();
      // However often it is asked, the database is asked once in five seconds.
      if (!stored || now - stored.at > KEPT_MILLISECONDS) stored = { at: now, lines: storedNumbers(parts).catch(() => ["leadline_database_up 0"]) };
      const lines = [...poolNumbers(parts.database.poolUse()), ...processNumbers(delay.percentile(99) / 1e9), ...backupNumbers(parts.backupFolder, now), "# TYPE leadline_database_up gauge", ...(await stored.lines), ""];
      delay.reset();
      return lines.join("\n");
    },
  };
}

async function storedNumbers({ database, workspaceId, counts }: MeasuredParts): Promise<readonly string[]> {
  const { waiting, running, failedLastDay, oldestSeconds } = await counts();
  const verification = await database.inWorkspace(workspaceId, (tx) => lastDone(tx, "verifyLog"));
  return [
    "leadline_database_up 1",
    "# TYPE leadline_jobs gauge",
    `leadline_jobs{state="waiting"} ${waiting}`,
    `leadline_jobs{state="running"} ${running}`,
    `leadline_jobs{state="failed_last_day"} ${failedLastDay}`,
    ...gauge("leadline_jobs_oldest_waiting_seconds", oldestSeconds),
    ...(verification?.finished_at ? gauge("leadline_last_verification_timestamp_seconds", verification.finished_at.getTime() / 1000) : []),
  ];
}

function poolNumbers(use: PoolUse | undefined): readonly string[] {
  if (!use) return [];
  return ["# TYPE leadline_database_connections gauge", `leadline_database_connections{state="busy"} ${use.busy}`, `leadline_database_connections{state="idle"} ${use.idle}`, ...gauge("leadline_database_requests_waiting", use.waiting)];
}

function backupNumbers(folder: string, now: number): readonly string[] {
  const [last] = listBackups(folder);
  if (!last) return [];
  return [...gauge("leadline_last_backup_age_seconds", (now - last.madeAt.getTime()) / 1000), ...gauge("leadline_last_backup_bytes", last.bytes)];
}

function processNumbers(delaySeconds: number): readonly string[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    ...gauge("process_resident_memory_bytes", rss),
    ...gauge("nodejs_heap_used_bytes", heapUsed),
    ...gauge("nodejs_external_memory_bytes", external),
    ...gauge("nodejs_eventloop_delay_p99_seconds", delaySeconds),
    "# TYPE process_cpu_seconds_total counter",
    `process_cpu_seconds_total ${((user + system) / 1e6).toFixed(3)}`,
    ...gauge("process_uptime_seconds", Math.round(process.uptime())),
  ];
}

function gauge(name: string, value: number): readonly string[] {
  return [`# TYPE ${name} gauge`, `${name} ${Number.isInteger(value) ? value : value.toFixed(6)}`];
}
