/** Every SQL statement about published reports as entries of the log, and about when they are sent. */
import type { CheckpointRow } from "../../../log/queries.ts";
import type { Transaction } from "../../../storage/database.ts";

/** Number of the entry that brought a report. */
export async function entryOfReport(tx: Transaction, projectId: string, reportId: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>("SELECT revision FROM record WHERE workspace_id = $1 AND project_id = $2 AND kind = 'statusReport' AND id = $3", [tx.workspaceId, projectId, reportId]);
  return rows[0]?.revision;
}

/** The first signed state that covers an entry: the same for ever, so every copy of a report carries the same words. */
export async function firstCheckpointOver(tx: Transaction, projectId: string, entry: number): Promise<CheckpointRow | undefined> {
  const { rows } = await tx.query<CheckpointRow>("SELECT size, root, edge, note, public_key, at FROM checkpoint WHERE workspace_id = $1 AND log = $2 AND size >= $3 ORDER BY size LIMIT 1", [tx.workspaceId, projectId, entry]);
  return rows[0];
}

/** Salts of the texts that an entry binds, hex, by position. */
export async function saltsOf(tx: Transaction, projectId: string, entry: number): Promise<ReadonlyMap<number, string>> {
  const { rows } = await tx.query<{ position: number; salt: Buffer }>("SELECT position, salt FROM change_text WHERE workspace_id = $1 AND project_id = $2 AND revision = $3", [tx.workspaceId, projectId, entry]);
  return new Map(rows.map(({ position, salt }) => [position, salt.toString("hex")]));
}

export interface ReportSchedule {
  readonly weekday: number;
  readonly hour: number;
  readonly audience: "sponsor" | "team" | "finance";
  readonly to: string[];
}

export async function readSchedule(tx: Transaction, projectId: string): Promise<ReportSchedule | undefined> {
  const { rows } = await tx.query<ReportSchedule>('SELECT weekday, hour, audience, recipients AS "to" FROM report_schedule WHERE workspace_id = $1 AND project_id = $2', [tx.workspaceId, projectId]);
  return rows[0];
}

export async function storeSchedule(tx: Transaction, projectId: string, { weekday, hour, audience, to }: ReportSchedule, actor: string): Promise<void> {
  await tx.query(
    `INSERT INTO report_schedule (workspace_id, project_id, weekday, hour, audience, recipients, actor) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (workspace_id, project_id) DO UPDATE SET weekday = excluded.weekday, hour = excluded.hour, audience = excluded.audience, recipients = excluded.recipients, actor = excluded.actor`,
    [tx.workspaceId, projectId, weekday, hour, audience, JSON.stringify(to), actor],
  );
}

export async function removeSchedule(tx: Transaction, projectId: string): Promise<void> {
  await tx.query("DELETE FROM report_schedule WHERE workspace_id = $1 AND project_id = $2", [tx.workspaceId, projectId]);
}

/** Schedules whose hour has come today, taken by this server alone. */
export async function takeDueSchedules(tx: Transaction, now: { readonly weekday: number; readonly hour: number; readonly day: string }): Promise<readonly (ReportSchedule & { readonly project_id: string })[]> {
  const { rows } = await tx.query<ReportSchedule & { readonly project_id: string }>(
    `UPDATE report_schedule s SET sent_on = $4 FROM project p
      WHERE s.workspace_id = $1 AND p.workspace_id = s.workspace_id AND p.id = s.project_id AND p.deleted_at IS NULL AND s.weekday = $2 AND s.hour <= $3 AND (s.sent_on IS NULL OR s.sent_on < $4)
      RETURNING s.project_id, s.weekday, s.hour, s.audience, s.recipients AS "to"`,
    [tx.workspaceId, now.weekday, now.hour, now.day],
  );
  return rows;
}

/** What could not be sent is due once more. */
export async function returnSchedule(tx: Transaction, projectId: string): Promise<void> {
  await tx.query("UPDATE report_schedule SET sent_on = NULL WHERE workspace_id = $1 AND project_id = $2", [tx.workspaceId, projectId]);
}
