/** Every SQL statement about kept forecasts, and what they need to know of projects. */
import { statusPolicySchema, USUAL_STATUS_POLICY, type StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import type { KeptCosts, KeptForecast } from "@leadline/engine/views/kept-forecast.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { Transaction } from "../../storage/database.ts";

/** What every reader needs of a kept forecast. */
export interface StatementRow {
  readonly project_id: string;
  /** YYYY-MM-DD by the server's wall clock. */
  readonly made_on: string;
  readonly revision: number;
  readonly made_at: Date;
  readonly as_of_minute: Minute;
  readonly planned_minute: Minute;
  readonly p10_minute: Minute | null;
  readonly p50_minute: Minute | null;
  readonly p80_minute: Minute | null;
  readonly p90_minute: Minute | null;
  readonly promise_minute: Minute | null;
  readonly promise_chance: number | null;
  readonly finished_minute: Minute | null;
  readonly percent_done: number;
  readonly call: string | null;
  readonly declared_call: string | null;
}

export interface ForecastRow extends StatementRow {
  readonly facts: KeptForecast;
  readonly costs: KeptCosts;
}

const STATEMENT = "project_id, made_on::text AS made_on, revision, made_at, as_of_minute, planned_minute, p10_minute, p50_minute, p80_minute, p90_minute, promise_minute, promise_chance, finished_minute, percent_done, call, declared_call";

export interface EarlierForecast {
  /** Without what only the newest is asked for. */
  readonly forecast: KeptForecast;
  readonly costs: KeptCosts;
}

/** Trends look no further back. */
const MOST_DAYS = 400;

export interface NewForecast {
  readonly projectId: string;
  readonly revision: number;
  readonly madeOn: string;
  readonly madeAt: Date;
  readonly forecast: KeptForecast;
  readonly costs: KeptCosts;
}

/** One row for each revision and day: computed again, it is written again. */
export async function keepForecast(tx: Transaction, { projectId, revision, madeOn, madeAt, forecast, costs }: NewForecast): Promise<void> {
  const { finish, promise } = forecast;
  await tx.query(
    `INSERT INTO forecast (workspace_id, project_id, made_on, revision, made_at, as_of_minute, planned_minute, p10_minute, p50_minute, p80_minute, p90_minute,
        promise_minute, promise_chance, finished_minute, percent_done, call, declared_call, facts, costs)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
      ON CONFLICT (workspace_id, project_id, made_on, revision) DO UPDATE SET made_at = excluded.made_at, as_of_minute = excluded.as_of_minute, planned_minute = excluded.planned_minute,
        p10_minute = excluded.p10_minute, p50_minute = excluded.p50_minute, p80_minute = excluded.p80_minute, p90_minute = excluded.p90_minute, promise_minute = excluded.promise_minute,
        promise_chance = excluded.promise_chance, finished_minute = excluded.finished_minute, percent_done = excluded.percent_done, call = excluded.call, declared_call = excluded.declared_call,
        facts = excluded.facts, costs = excluded.costs`,
    [
      tx.workspaceId,
      projectId,
      madeOn,
      revision,
      madeAt,
      forecast.asOf,
      forecast.planned,
      finish?.p10 ?? null,
      finish?.p50 ?? null,
      finish?.p80 ?? null,
      finish?.p90 ?? null,
      promise?.date ?? null,
      promise?.chance ?? null,
      forecast.finished ?? null,
      forecast.percentDone,
      forecast.status.value,
      forecast.declared?.call ?? null,
      JSON.stringify(forecast),
      JSON.stringify(costs),
    ],
  );
}

/** People, and tasks of other projects, are asked of the newest forecast alone: earlier ones let go of them. */
export async function dropDetails(tx: Transaction, projectId: string, newest: { readonly madeOn: string; readonly revision: number }): Promise<void> {
  await tx.query(
    `UPDATE forecast SET facts = facts - '{people,awaited,offered}'::text[]
      WHERE workspace_id = $1 AND project_id = $2 AND (made_on, revision) < ($3::date, $4::bigint) AND facts ? 'people'`,
    [tx.workspaceId, projectId, newest.madeOn, newest.revision],
  );
}

export interface PortfolioProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly is_sample: boolean;
  readonly forecast: ForecastRow | null;
  /** Why a newer one could not be made. */
  readonly problem: string | null;
}

/** Every project with the newest forecast that was kept of it, where one was. `among`: the only ones that the asker may see; `undefined`: all. */
export async function newestForecasts(tx: Transaction, among: readonly string[] | undefined): Promise<readonly PortfolioProject[]> {
  const { rows } = await tx.query<{ id: string; key: string; name: string; current: number; is_sample: boolean; failure: string | null } & { [K in keyof ForecastRow]: ForecastRow[K] | null }>(
    `SELECT p.id, p.key, p.name, p.revision AS current, p.is_sample, j.problem AS failure, f.*
      FROM project p LEFT JOIN LATERAL (
        SELECT ${STATEMENT}, facts, costs FROM forecast WHERE workspace_id = $1 AND project_id = p.id ORDER BY made_on DESC, revision DESC LIMIT 1) f ON true
        LEFT JOIN LATERAL (
          SELECT problem FROM job WHERE workspace_id = $1 AND kind = 'forecast' AND state = 'failed' AND input ->> 'projectId' = p.id AND (f.made_at IS NULL OR finished_at > f.made_at)
            ORDER BY finished_at DESC LIMIT 1) j ON true
      WHERE p.workspace_id = $1 AND p.deleted_at IS NULL AND ($2::text[] IS NULL OR p.id = ANY ($2)) ORDER BY p.key`,
    [tx.workspaceId, among ?? null],
  );
  return rows.map(({ id, key, name, current, is_sample, failure, ...forecast }) => ({ id, key, name, revision: current, is_sample, problem: failure, forecast: forecast.made_at === null ? null : (forecast as ForecastRow) }));
}

/** The last forecast of each project and week, oldest first. */
export async function weeklyForecasts(tx: Transaction, among: readonly string[] | undefined): Promise<readonly StatementRow[]> {
  const { rows } = await tx.query<StatementRow>(
    `SELECT ${STATEMENT} FROM (
        SELECT DISTINCT ON (f.project_id, date_trunc('week', f.made_on)) f.* FROM forecast f JOIN project p ON p.workspace_id = f.workspace_id AND p.id = f.project_id
          WHERE f.workspace_id = $1 AND p.deleted_at IS NULL AND ($2::text[] IS NULL OR f.project_id = ANY ($2))
          ORDER BY f.project_id, date_trunc('week', f.made_on), f.made_on DESC, f.revision DESC) AS weekly
      ORDER BY project_id, made_on`,
    [tx.workspaceId, among ?? null],
  );
  return rows;
}

export interface HistoryPage {
  readonly limit: number;
  /** Those of earlier days. */
  readonly before?: string | undefined;
}

/** The last forecast of each day, newest first. */
export async function dailyForecasts(tx: Transaction, projectId: string, { limit, before }: HistoryPage): Promise<readonly ForecastRow[]> {
  const { rows } = await tx.query<ForecastRow>(
    `SELECT DISTINCT ON (made_on) ${STATEMENT}, facts, costs FROM forecast
      WHERE workspace_id = $1 AND project_id = $2 AND ($3::date IS NULL OR made_on < $3)
      ORDER BY made_on DESC, revision DESC LIMIT $4`,
    [tx.workspaceId, projectId, before ?? null, limit],
  );
  return rows;
}

/** The last forecast of each of the last days, in the order in which they were made, with what trends are told from. */
export async function earlierForecasts(tx: Transaction, projectId: string): Promise<readonly EarlierForecast[]> {
  const { rows } = await tx.query<EarlierForecast>(
    `SELECT forecast, costs FROM (
        SELECT DISTINCT ON (made_on) made_on, facts - '{people,awaited,offered,drivers}'::text[] AS forecast, costs FROM forecast
          WHERE workspace_id = $1 AND project_id = $2 ORDER BY made_on DESC, revision DESC LIMIT $3) AS daily
      ORDER BY made_on`,
    [tx.workspaceId, projectId, MOST_DAYS],
  );
  return rows;
}

/** Tasks of a project that other plans show. */
export async function offeredTasks(tx: Transaction, projectId: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT data -> 'otherProject' ->> 'taskId' AS id FROM record
      WHERE workspace_id = $1 AND kind = 'task' AND data ? 'otherProject' AND data -> 'otherProject' ->> 'projectId' = $2 ORDER BY 1`,
    [tx.workspaceId, projectId],
  );
  return rows.map(({ id }) => id);
}

/** Projects whose newest revision has no forecast of this day by this policy; what is finished need not be forecast every day. */
export async function dueProjects(tx: Transaction, madeOn: string, policyVersion: number): Promise<readonly { readonly id: string; readonly revision: number }[]> {
  const { rows } = await tx.query<{ id: string; revision: number }>(
    `SELECT p.id, p.revision FROM project p
      WHERE p.workspace_id = $1 AND p.deleted_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM forecast f WHERE f.workspace_id = p.workspace_id AND f.project_id = p.id AND (f.made_on = $2 OR f.finished_minute IS NOT NULL) AND f.revision >= p.revision AND f.facts -> 'status' -> 'policyVersion' = to_jsonb($3::integer))
      ORDER BY p.updated_at DESC`,
    [tx.workspaceId, madeOn, policyVersion],
  );
  return rows;
}

/** The newest revision of a project, unless it is gone. */
export async function currentRevision(tx: Transaction, projectId: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>("SELECT revision FROM project WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL", [tx.workspaceId, projectId]);
  return rows[0]?.revision;
}

/** Whether a job will look at the newest state anyway. */
export async function isForecastWaiting(tx: Transaction, projectId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM job WHERE workspace_id = $1 AND kind = 'forecast' AND state = 'waiting' AND input ->> 'projectId' = $2 LIMIT 1", [tx.workspaceId, projectId]);
  return rowCount !== 0;
}

/** Of forecasts that came to a good end only the newest is worth a line in the list of jobs, or they would hide all others. */
export async function forgetEarlierJobs(tx: Transaction, jobId: string): Promise<void> {
  await tx.query(
    `DELETE FROM job WHERE workspace_id = $1 AND id IN (
        SELECT id FROM job WHERE workspace_id = $1 AND kind = 'forecast' AND state = 'done' AND id <> $2 FOR UPDATE SKIP LOCKED)`,
    [tx.workspaceId, jobId],
  );
}

/** Of days before yesterday the last forecast stays. */
export async function thinForecasts(tx: Transaction): Promise<void> {
  await tx.query(
    `DELETE FROM forecast f WHERE f.workspace_id = $1 AND f.made_on < current_date - 1 AND EXISTS (
        SELECT 1 FROM forecast later WHERE later.workspace_id = f.workspace_id AND later.project_id = f.project_id AND later.made_on = f.made_on AND later.revision > f.revision)`,
    [tx.workspaceId],
  );
}

export interface PolicyRow {
  readonly policy: StatusPolicy;
  /** None as long as nobody has changed the usual policy. */
  readonly changed?: { readonly actor: string; readonly at: Date };
}

export async function readPolicy(tx: Transaction): Promise<PolicyRow> {
  const { rows } = await tx.query<{ policy: Partial<StatusPolicy>; actor: string; updated_at: Date }>("SELECT policy, actor, updated_at FROM status_policy WHERE workspace_id = $1", [tx.workspaceId]);
  const [row] = rows;
  if (!row) return { policy: USUAL_STATUS_POLICY };
  // Kinds of evidence that came with a newer version weigh as usual.
  const policy = statusPolicySchema.parse({ ...USUAL_STATUS_POLICY, ...row.policy, weights: { ...USUAL_STATUS_POLICY.weights, ...row.policy.weights } });
  return { policy, changed: { actor: row.actor, at: row.updated_at } };
}

/** Whether it was stored: nothing where another policy than the one before has been stored meanwhile. */
export async function storePolicy(tx: Transaction, policy: StatusPolicy, actor: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO status_policy (workspace_id, revision, policy, actor) VALUES ($1, $2, $3, $4)
      ON CONFLICT (workspace_id) DO UPDATE SET revision = excluded.revision, policy = excluded.policy, actor = excluded.actor, updated_at = now() WHERE status_policy.revision = excluded.revision - 1`,
    [tx.workspaceId, policy.version, JSON.stringify(policy), actor],
  );
  return rowCount === 1;
}

export async function liveProjects(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>("SELECT id FROM project WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY updated_at DESC", [tx.workspaceId]);
  return rows.map(({ id }) => id);
}
