/** Every SQL statement that looks for a person's name in logs and tables, or takes it out. */
import { textsByEntry } from "../log/queries.ts";
import type { Transaction } from "../storage/database.ts";
import type { Texts } from "../log/log-entry.ts";

/** A sealed text: of a project's log (its id) or of the workspace's own. */
export interface TextPlace {
  readonly log: string;
  readonly entry: number;
  readonly position: number;
}

/** Resources, and what was kept of their source, by project: `[projectId, kind, data]` of every record that holds one of the words. */
export async function recordsNaming(tx: Transaction, words: readonly string[]): Promise<readonly { readonly project_id: string; readonly kind: string; readonly id: string; readonly data: Readonly<Record<string, unknown>> }[]> {
  const { rows } = await tx.query<{ project_id: string; kind: string; id: string; data: Record<string, unknown> }>(
    `SELECT project_id, kind, id, data FROM record r
      WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS w (word) WHERE position(w.word IN lower(r.data::text)) > 0) ORDER BY project_id, kind, id`,
    [tx.workspaceId, words],
  );
  return rows;
}

export async function keptSourcesOf(tx: Transaction, projectId: string, ids: readonly string[]): Promise<readonly { readonly data: Readonly<Record<string, unknown>> }[]> {
  const { rows } = await tx.query<{ data: Record<string, unknown> }>("SELECT data FROM record WHERE workspace_id = $1 AND project_id = $2 AND kind = 'keptSource' AND id = ANY ($3)", [tx.workspaceId, projectId, ids]);
  return rows;
}

/** Sealed texts that hold one of the words. */
export async function textsNaming(tx: Transaction, words: readonly string[]): Promise<readonly TextPlace[]> {
  const { rows } = await tx.query<TextPlace>(
    `SELECT t.project_id AS log, t.revision AS entry, t.position FROM change_text t
      WHERE t.workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS w (word) WHERE position(w.word IN lower(t.text)) > 0)
     UNION ALL
     SELECT 'workspace', t.change_position, t.position FROM workspace_change_text t
      WHERE t.workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS w (word) WHERE position(w.word IN lower(t.text)) > 0)
     ORDER BY 1, 2, 3`,
    [tx.workspaceId, words],
  );
  return rows;
}

/** Leaves of a project's log that speak of a record, with the texts of those entries that are still there. */
export async function entriesAbout(tx: Transaction, projectId: string, id: string): Promise<readonly { readonly revision: number; readonly leaf: Buffer; readonly texts: Texts }[]> {
  const { rows } = await tx.query<{ revision: number; leaf: Buffer }>(
    "SELECT revision, leaf FROM change WHERE workspace_id = $1 AND project_id = $2 AND position(convert_to($3, 'UTF8') IN leaf) > 0 ORDER BY revision",
    [tx.workspaceId, projectId, JSON.stringify(id)],
  );
  const { rows: texts } = await tx.query<{ entry: number; position: number; text: string }>(
    "SELECT revision AS entry, position, text FROM change_text WHERE workspace_id = $1 AND project_id = $2 AND revision = ANY ($3)",
    [tx.workspaceId, projectId, rows.map(({ revision }) => revision)],
  );
  const byEntry = textsByEntry(texts);
  return rows.map((row) => ({ ...row, texts: byEntry.get(row.revision) ?? new Map() }));
}

/** Answers how many were there. */
export async function eraseTexts(tx: Transaction, places: readonly TextPlace[]): Promise<number> {
  const { rows } = await tx.query<{ erased: boolean }>(
    "SELECT erase_text(p.log, p.entry, p.position) AS erased FROM jsonb_to_recordset($1::jsonb) AS p (log text, entry bigint, position integer)",
    [JSON.stringify(places)],
  );
  return rows.filter(({ erased }) => erased).length;
}

/** Published reports lose the texts that name somebody, as the log does, and nobody is sent a report by them any more. */
export async function eraseInReports(tx: Transaction, words: readonly string[]): Promise<void> {
  await tx.query("SELECT erase_report_texts($1::text[])", [words]);
  await tx.query("DELETE FROM report_schedule WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS w (word) WHERE position(w.word IN lower(recipients::text)) > 0)", [tx.workspaceId, words]);
}

/** Answers to repeated requests are kept for a day; those with the name are not. */
export async function forgetAnswersNaming(tx: Transaction, words: readonly string[]): Promise<void> {
  await tx.query("DELETE FROM idempotency WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS w (word) WHERE position(w.word IN lower(answer)) > 0)", [tx.workspaceId, words]);
}

/** Kept forecasts name people, tasks and risks: texts with one of the words are emptied, the numbers stay. */
export async function emptyForecastsNaming(tx: Transaction, words: readonly string[]): Promise<void> {
  const { rows } = await tx.query<{ project_id: string; made_on: string; revision: number; facts: unknown; costs: unknown }>(
    `SELECT project_id, made_on::text AS made_on, revision, facts, costs FROM forecast f
      WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS w (word) WHERE position(w.word IN lower(f.facts::text || f.costs::text)) > 0)`,
    [tx.workspaceId, words],
  );
  const emptied = rows.map((row) => ({ ...row, facts: withoutTexts(row.facts, words), costs: withoutTexts(row.costs, words) }));
  await tx.query(
    `UPDATE forecast SET facts = r.facts, costs = r.costs FROM jsonb_to_recordset($2::jsonb) AS r (project_id text, made_on date, revision bigint, facts jsonb, costs jsonb)
      WHERE forecast.workspace_id = $1 AND forecast.project_id = r.project_id AND forecast.made_on = r.made_on AND forecast.revision = r.revision`,
    [tx.workspaceId, JSON.stringify(emptied)],
  );
}

function withoutTexts(value: unknown, words: readonly string[]): unknown {
  if (typeof value === "string") return words.some((word) => JSON.stringify(value.toLowerCase()).includes(word)) ? "" : value;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutTexts(item, words));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]: [string, unknown]) => [name, withoutTexts(member, words)]));
}

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly removed_at: Date | null;
}

export async function readMember(tx: Transaction, id: string): Promise<MemberRow | undefined> {
  const { rows } = await tx.query<MemberRow>("SELECT id, name, email, removed_at FROM member WHERE workspace_id = $1 AND id = $2 FOR UPDATE", [tx.workspaceId, id]);
  return rows[0];
}

/** The pseudonym stays, for the logs name it; who it was is gone. */
export async function emptyMember(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.query("UPDATE member SET name = $3, email = NULL, user_id = NULL, revision = revision + 1 WHERE workspace_id = $1 AND id = $2", [tx.workspaceId, id, name]);
}
