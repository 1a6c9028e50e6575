/** The queue over all workspaces: a small pool of connections of the role that may take jobs off it. */
import pg from "pg";
import type { DatabaseAccess } from "../storage/database-access.ts";
import type { Job, JobProgress } from "./job.ts";
import { buryJobs, claimJob, countJobs, endJob, listWorkspaces, touchJob, type JobEnd, type QueueCounts } from "./queries.ts";

export interface JobQueue {
  readonly claim: (worker: string, kinds: readonly string[]) => Promise<Job | undefined>;
  readonly touch: (job: Job, worker: string, progress: JobProgress | undefined) => Promise<boolean | undefined>;
  readonly end: (job: Job, worker: string, end: JobEnd) => Promise<boolean>;
  readonly counts: () => Promise<QueueCounts>;
  /** Every workspace of the installation, for work that goes through all of them. */
  readonly workspaceIds: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const MAX_CONNECTIONS = 2;

export function openJobQueue(access: Pick<DatabaseAccess, "jobs">): JobQueue {
  const pool = new pg.Pool({ ...access.jobs, application_name: "leadline", max: MAX_CONNECTIONS, connectionTimeoutMillis: 10_000, lock_timeout: 15_000 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    claim: async (worker, kinds) => {
      await buryJobs(pool);
      return claimJob(pool, worker, kinds);
    },
    touch: (job, worker, progress) => touchJob(pool, job, worker, progress),
    end: (job, worker, end) => endJob(pool, job, worker, end),
    counts: () => countJobs(pool),
    workspaceIds: () => listWorkspaces(pool),
    close: () => pool.end(),
  };
}
