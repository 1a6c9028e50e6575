/** Every SQL statement about jobs: those of a workspace, and those of the queue as a whole. */
import type { QueryResult, QueryResultRow } from "pg";
import type { Transaction } from "../storage/database.ts";
import type { Job, JobProgress, JobState, NewJob } from "./job.ts";

export interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly progress: JobProgress | null;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
  readonly actor: string;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly is_cancel_wanted: boolean;
  readonly run_after: Date;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

const COLUMNS = "id, kind, state, progress, result, problem, actor, attempts, max_attempts, is_cancel_wanted, run_after, created_at, started_at, finished_at";

/** Nothing where a job of the same kind has that occasion already. */
export async function insertJob(tx: Transaction, job: NewJob): Promise<JobRow | undefined> {
  const { rows } = await tx.query<JobRow>(
    `INSERT INTO job (workspace_id, id, kind, input, actor, occasion, max_attempts) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (workspace_id, kind, occasion) DO NOTHING RETURNING ${COLUMNS}`,
    [tx.workspaceId, job.id, job.kind, JSON.stringify(job.input ?? {}), job.actor, job.occasion ?? null, job.maxAttempts ?? 3],
  );
  return rows[0];
}

export async function readJob(tx: Transaction, id: string): Promise<JobRow | undefined> {
  const { rows } = await tx.query<JobRow>(`SELECT ${COLUMNS} FROM job WHERE workspace_id = $1 AND id = $2`, [tx.workspaceId, id]);
  return rows[0];
}

export interface JobPage {
  readonly limit: number;
  readonly state?: JobState | undefined;
  readonly after?: { readonly createdAt: string; readonly id: string } | undefined;
}

/** Newest first. */
export async function listJobs(tx: Transaction, page: JobPage): Promise<readonly JobRow[]> {
  const { rows } = await tx.query<JobRow>(
    `SELECT ${COLUMNS} FROM job
      WHERE workspace_id = $1 AND ($2::text IS NULL OR state = $2)
        AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', created_at), id) < ($3, $4))
      ORDER BY date_trunc('milliseconds', created_at) DESC, id DESC LIMIT $5`,
    [tx.workspaceId, page.state ?? null, page.after?.createdAt ?? null, page.after?.id ?? null, page.limit],
  );
  return rows;
}

/** One that waits is over at once; one that runs is told. */
export async function wantCancel(tx: Transaction, id: string): Promise<JobRow | undefined> {
  const { rows } = await tx.query<JobRow>(
    `UPDATE job SET is_cancel_wanted = true,
        finished_at = CASE WHEN state = 'waiting' THEN now() ELSE finished_at END,
        state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
      WHERE workspace_id = $1 AND id = $2 AND state IN ('waiting', 'running') RETURNING ${COLUMNS}`,
    [tx.workspaceId, id],
  );
  return rows[0];
}

/** The last one of a kind that came to a good end. */
export async function lastDone(tx: Transaction, kind: string): Promise<JobRow | undefined> {
  const { rows } = await tx.query<JobRow>(`SELECT ${COLUMNS} FROM job WHERE workspace_id = $1 AND kind = $2 AND state = 'done' ORDER BY finished_at DESC LIMIT 1`, [tx.workspaceId, kind]);
  return rows[0];
}

export async function forgetOldJobs(tx: Transaction): Promise<void> {
  await tx.query("DELETE FROM job WHERE workspace_id = $1 AND finished_at < now() - interval '30 days'", [tx.workspaceId]);
}

/** Questions of the role that sees the whole queue. */
export interface QueueClient {
  readonly query: <R extends QueryResultRow>(text: string, values?: unknown[]) => Promise<QueryResult<R>>;
}

const SILENCE = "interval '30 seconds'";

/** Takes one job that is due, or one whose server fell silent. */
export async function claimJob(client: QueueClient, worker: string, kinds: readonly string[]): Promise<Job | undefined> {
  const { rows } = await client.query<{ workspace_id: string; id: string; kind: string; input: Job["input"]; attempts: number; max_attempts: number; actor: string }>(
    `UPDATE job SET state = 'running', worker = $1, attempts = attempts + 1, alive_at = now(), started_at = coalesce(started_at, now())
      WHERE (workspace_id, id) IN (
        SELECT workspace_id, id FROM job
          WHERE kind = ANY ($2) AND NOT is_cancel_wanted
            AND ((state = 'waiting' AND run_after <= now()) OR (state = 'running' AND alive_at < now() - ${SILENCE} AND attempts < max_attempts AND worker IS DISTINCT FROM $1))
          ORDER BY run_after LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING workspace_id, id, kind, input, attempts, max_attempts, actor`,
    [worker, [...kinds]],
  );
  const [row] = rows;
  return row && { workspaceId: row.workspace_id, id: row.id, kind: row.kind, input: row.input, attempts: row.attempts, maxAttempts: row.max_attempts, actor: row.actor };
}

/** Jobs whose server fell silent for the last time, or after they had been cancelled. */
export async function buryJobs(client: QueueClient): Promise<void> {
  await client.query(
    `UPDATE job SET finished_at = now(), state = CASE WHEN is_cancel_wanted THEN 'cancelled' ELSE 'failed' END,
        problem = CASE WHEN is_cancel_wanted THEN NULL ELSE 'The server ended while it worked on this, as often as it tried.' END
      WHERE state = 'running' AND alive_at < now() - ${SILENCE} AND (is_cancel_wanted OR attempts >= max_attempts)`,
  );
}

/** A sign of life. Answers whether the job is to be cancelled, or nothing where it is ours no more. */
export async function touchJob(client: QueueClient, job: Job, worker: string, progress: JobProgress | undefined): Promise<boolean | undefined> {
  const { rows } = await client.query<{ is_cancel_wanted: boolean }>(
    `UPDATE job SET alive_at = now(), progress = coalesce($5::jsonb, progress)
      WHERE workspace_id = $1 AND id = $2 AND worker = $3 AND attempts = $4 AND state = 'running' RETURNING is_cancel_wanted`,
    [job.workspaceId, job.id, worker, job.attempts, progress === undefined ? null : JSON.stringify(progress)],
  );
  return rows[0]?.is_cancel_wanted;
}

export type JobEnd =
  | { readonly state: "done"; readonly result: Readonly<Record<string, unknown>> }
  | { readonly state: "failed"; readonly problem: string }
  | { readonly state: "cancelled" }
  /** Once more, later; an attempt that was not the job's fault does not count. */
  | { readonly state: "waiting"; readonly inSeconds: number; readonly problem: string | undefined; readonly counts: "as an attempt" | "not at all" };

/** Writes the end of an attempt; does nothing where another server has the job by now. */
export async function endJob(client: QueueClient, job: Job, worker: string, end: JobEnd): Promise<boolean> {
  const [result, problem] = [end.state === "done" ? JSON.stringify(end.result) : null, "problem" in end ? (end.problem ?? null) : null];
  const { rowCount } = await client.query(
    `UPDATE job SET state = $5, result = $6::jsonb, problem = $7, worker = NULL,
        finished_at = CASE WHEN $5 = 'waiting' THEN NULL ELSE now() END,
        run_after = now() + make_interval(secs => $8), attempts = attempts - $9
      WHERE workspace_id = $1 AND id = $2 AND worker = $3 AND attempts = $4 AND state = 'running'`,
    [job.workspaceId, job.id, worker, job.attempts, end.state, result, problem, end.state === "waiting" ? end.inSeconds : 0, end.state === "waiting" && end.counts === "not at all" ? 1 : 0],
  );
  return rowCount === 1;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly running: number;
  readonly failedLastDay: number;
  /** How long the oldest one that is due has waited. */
  readonly oldestSeconds: number;
}

export async function countJobs(client: QueueClient): Promise<QueueCounts> {
  const { rows } = await client.query<{ waiting: number; running: number; failed: number; oldest: number | null }>(
    `SELECT count(*) FILTER (WHERE state = 'waiting')::integer AS waiting, count(*) FILTER (WHERE state = 'running')::integer AS running,
        count(*) FILTER (WHERE state = 'failed' AND finished_at > now() - interval '1 day')::integer AS failed,
        extract(epoch FROM now() - min(run_after) FILTER (WHERE state = 'waiting' AND run_after <= now()))::float8 AS oldest
      FROM job WHERE state IN ('waiting', 'running') OR finished_at > now() - interval '1 day'`,
  );
  return { waiting: rows[0]?.waiting ?? 0, running: rows[0]?.running ?? 0, failedLastDay: rows[0]?.failed ?? 0, oldestSeconds: rows[0]?.oldest ?? 0 };
}

export async function listWorkspaces(client: QueueClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>("SELECT workspace_id AS id FROM workspace ORDER BY 1");
  return rows.map((row) => row.id);
}
