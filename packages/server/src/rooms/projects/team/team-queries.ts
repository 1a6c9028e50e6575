/** Every SQL statement about team estimates. What is still blind is left out here, in the database, for everybody but whoever said it. */
import type { Transaction } from "../../../storage/database.ts";

export interface TeamEstimateRow {
  readonly id: string;
  readonly project_id: string;
  readonly task_id: string;
  readonly state: "open" | "revealed" | "closed";
  readonly round: number;
  readonly revealed_round: number;
  readonly opened_by: string;
  readonly opened_at: Date;
}

export interface ListedRow extends TeamEstimateRow {
  readonly project_key: string;
  readonly project_name: string;
  /** Absent once the task is gone. */
  readonly task_name: string | null;
  readonly task_number: number | null;
  readonly task_unit: string | null;
  readonly minutes_per_day: number;
  readonly minutes_per_week: number;
  readonly days_per_month: number;
  readonly opener: string | null;
}

export interface AskedRow {
  readonly estimate_id: string;
  readonly project_id: string;
  readonly person: string;
  /** Of the member, also of one who has left. */
  readonly name: string | null;
  /** In the round that goes on. */
  readonly has_answered: boolean;
}

export interface AnswerRow {
  readonly estimate_id: string;
  readonly project_id: string;
  readonly round: number;
  readonly person: string;
  readonly low_minutes: number;
  readonly likely_minutes: number;
  readonly high_minutes: number;
}

const COLUMNS = "e.id, e.project_id, e.task_id, e.state, e.round, e.revealed_round, e.opened_by, e.opened_at";

const LISTED = `SELECT ${COLUMNS}, p.key AS project_key, p.name AS project_name, t.data ->> 'name' AS task_name, (t.data ->> 'number')::int AS task_number, t.data ->> 'durationUnit' AS task_unit,
    (s.data ->> 'minutesPerDay')::int AS minutes_per_day, (s.data ->> 'minutesPerWeek')::int AS minutes_per_week, (s.data ->> 'daysPerMonth')::int AS days_per_month, m.name AS opener
  FROM team_estimate e
  JOIN project p ON p.workspace_id = e.workspace_id AND p.id = e.project_id AND p.deleted_at IS NULL
  JOIN record s ON s.workspace_id = e.workspace_id AND s.project_id = e.project_id AND s.kind = 'settings'
  LEFT JOIN record t ON t.workspace_id = e.workspace_id AND t.project_id = e.project_id AND t.kind = 'task' AND t.id = e.task_id
  LEFT JOIN member m ON m.workspace_id = e.workspace_id AND m.id = e.opened_by`;

/** Newest first. */
export async function listOfProject(tx: Transaction, projectId: string, limit: number): Promise<readonly ListedRow[]> {
  const { rows } = await tx.query<ListedRow>(`${LISTED} WHERE e.workspace_id = $1 AND e.project_id = $2 ORDER BY e.opened_at DESC, e.id LIMIT $3`, [tx.workspaceId, projectId, limit]);
  return rows;
}

/** Not closed, and the person is asked; oldest first. `among`: the only projects that they see. */
export async function listOfPerson(tx: Transaction, person: string, { among, limit }: { readonly among: readonly string[] | undefined; readonly limit: number }): Promise<readonly ListedRow[]> {
  const { rows } = await tx.query<ListedRow>(
    `${LISTED} JOIN team_estimate_person a ON a.workspace_id = e.workspace_id AND a.project_id = e.project_id AND a.estimate_id = e.id AND a.person = $2
      WHERE e.workspace_id = $1 AND e.state <> 'closed' AND ($3::text[] IS NULL OR e.project_id = ANY ($3)) ORDER BY e.opened_at, e.id LIMIT $4`,
    [tx.workspaceId, person, among ?? null, limit],
  );
  return rows;
}

export async function listAsked(tx: Transaction, estimateIds: readonly string[]): Promise<readonly AskedRow[]> {
  const { rows } = await tx.query<AskedRow>(
    `SELECT a.estimate_id, a.project_id, a.person, m.name,
        EXISTS (SELECT 1 FROM team_estimate_answer x WHERE x.workspace_id = a.workspace_id AND x.project_id = a.project_id AND x.estimate_id = a.estimate_id AND x.person = a.person AND x.round = e.round) AS has_answered
      FROM team_estimate_person a
      JOIN team_estimate e ON e.workspace_id = a.workspace_id AND e.project_id = a.project_id AND e.id = a.estimate_id
      LEFT JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.person
      WHERE a.workspace_id = $1 AND a.estimate_id = ANY ($2) ORDER BY m.name, a.person`,
    [tx.workspaceId, estimateIds],
  );
  return rows;
}

/** Of rounds that were shown, everybody's; of the one that goes on, only the asker's own. */
export async function listAnswers(tx: Transaction, estimateIds: readonly string[], asker: string): Promise<readonly AnswerRow[]> {
  const { rows } = await tx.query<AnswerRow>(
    `SELECT x.estimate_id, x.project_id, x.round, x.person, x.low_minutes, x.likely_minutes, x.high_minutes
      FROM team_estimate_answer x JOIN team_estimate e ON e.workspace_id = x.workspace_id AND e.project_id = x.project_id AND e.id = x.estimate_id
      WHERE x.workspace_id = $1 AND x.estimate_id = ANY ($2) AND (x.round <= e.revealed_round OR x.person = $3)
      ORDER BY x.round, x.person`,
    [tx.workspaceId, estimateIds, asker],
  );
  return rows;
}

/** Locks it, so that nobody answers while others look. */
export async function lockEstimate(tx: Transaction, projectId: string, id: string): Promise<TeamEstimateRow | undefined> {
  const { rows } = await tx.query<TeamEstimateRow>(`SELECT ${COLUMNS} FROM team_estimate e WHERE e.workspace_id = $1 AND e.project_id = $2 AND e.id = $3 FOR UPDATE`, [tx.workspaceId, projectId, id]);
  return rows[0];
}

export async function insertEstimate(tx: Transaction, row: Pick<TeamEstimateRow, "id" | "project_id" | "task_id" | "opened_by">, people: readonly string[]): Promise<void> {
  await tx.query("INSERT INTO team_estimate (workspace_id, project_id, id, task_id, opened_by) VALUES ($1, $2, $3, $4, $5)", [tx.workspaceId, row.project_id, row.id, row.task_id, row.opened_by]);
  await tx.query("INSERT INTO team_estimate_person (workspace_id, project_id, estimate_id, person) SELECT $1, $2, $3, unnest($4::text[])", [tx.workspaceId, row.project_id, row.id, people]);
}

export async function putAnswer(tx: Transaction, { estimate_id, project_id, round, person, low_minutes, likely_minutes, high_minutes }: AnswerRow): Promise<void> {
  await tx.query(
    `INSERT INTO team_estimate_answer (workspace_id, project_id, estimate_id, round, person, low_minutes, likely_minutes, high_minutes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (workspace_id, project_id, estimate_id, round, person) DO UPDATE SET low_minutes = excluded.low_minutes, likely_minutes = excluded.likely_minutes, high_minutes = excluded.high_minutes, given_at = now()`,
    [tx.workspaceId, project_id, estimate_id, round, person, low_minutes, likely_minutes, high_minutes],
  );
}

export async function moveEstimate(tx: Transaction, { id, project_id, state, round, revealed_round }: Pick<TeamEstimateRow, "id" | "project_id" | "state" | "round" | "revealed_round">): Promise<void> {
  await tx.query("UPDATE team_estimate SET state = $4, round = $5, revealed_round = $6 WHERE workspace_id = $1 AND project_id = $2 AND id = $3", [tx.workspaceId, project_id, id, state, round, revealed_round]);
}

/** Those of the ids that are members now. */
export async function knownMembers(tx: Transaction, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>("SELECT id FROM member WHERE workspace_id = $1 AND id = ANY ($2) AND removed_at IS NULL", [tx.workspaceId, ids]);
  return rows.map(({ id }) => id);
}
