/** Every SQL statement about projects, their records and their log. */
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import type { Change } from "@leadline/engine/change/change.ts";
import { entryOf, leafOf, type LogEntry, type Texts } from "../../log/log-entry.ts";
import { edgeBytes, grown, rootOf, type Tree } from "../../log/merkle-tree.ts";
import { projectTree, textsByEntry } from "../../log/queries.ts";
import { CAUSE, ERASED, LABEL, type SealedText } from "../../log/sealed-text.ts";
import { PROGRAM, recordWorkspaceEvent } from "../../log/workspace-log.ts";
import type { Transaction } from "../../storage/database.ts";
import { PROJECT_COLUMNS, type ProjectRow } from "./project-row.ts";

/** Everybody who listens for new revisions, on any server, listens here. */
export const CHANNEL = "leadline_change";

export async function readProjectRow(tx: Transaction, id: string): Promise<ProjectRow | undefined> {
  const { rows } = await tx.query<ProjectRow>(`SELECT ${PROJECT_COLUMNS} FROM project WHERE workspace_id = $1 AND id = $2`, [tx.workspaceId, id]);
  return rows[0];
}

/**
 * The first statement of every write: takes the project for this transaction alone and numbers the new revision. Whoever
 * comes next waits here, and then sees what we stored.
 */
export async function lockProject(tx: Transaction, id: string): Promise<ProjectRow | undefined> {
  const { rows } = await tx.query<ProjectRow>(`UPDATE project SET revision = revision + 1 WHERE workspace_id = $1 AND id = $2 RETURNING ${PROJECT_COLUMNS}`, [tx.workspaceId, id]);
  return rows[0];
}

/** Gives the new revision back: the write turned out to change nothing. */
export async function returnRevision(tx: Transaction, id: string): Promise<void> {
  await tx.query("UPDATE project SET revision = revision - 1 WHERE workspace_id = $1 AND id = $2", [tx.workspaceId, id]);
}

export interface ListWish {
  readonly limit: number;
  readonly after?: { readonly updatedAt: string; readonly id: string } | undefined;
  readonly withDeleted: boolean;
  /** The only ones that the asker may see; `undefined`: all. */
  readonly among: readonly string[] | undefined;
}

export async function listProjects(tx: Transaction, wish: ListWish): Promise<readonly ProjectRow[]> {
  const { rows } = await tx.query<ProjectRow>(
    `SELECT ${PROJECT_COLUMNS} FROM project
      WHERE workspace_id = $1 AND ($2::boolean OR deleted_at IS NULL)
        AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', updated_at), id) < ($3, $4))
        AND ($6::text[] IS NULL OR id = ANY ($6))
      ORDER BY date_trunc('milliseconds', updated_at) DESC, id DESC LIMIT $5`,
    [tx.workspaceId, wish.withDeleted, wish.after?.updatedAt ?? null, wish.after?.id ?? null, wish.limit, wish.among ?? null],
  );
  return rows;
}

export async function listSamples(tx: Transaction): Promise<readonly ProjectRow[]> {
  const { rows } = await tx.query<ProjectRow>(`SELECT ${PROJECT_COLUMNS} FROM project WHERE workspace_id = $1 AND is_sample ORDER BY created_at, id`, [tx.workspaceId]);
  return rows;
}

export async function isKeyTaken(tx: Transaction, key: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM project WHERE workspace_id = $1 AND key = $2", [tx.workspaceId, key]);
  return rowCount !== 0;
}

/** Keys that begin with the given letters, for finding a free one. */
export async function keysLike(tx: Transaction, start: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ key: string }>("SELECT key FROM project WHERE workspace_id = $1 AND starts_with(key, $2)", [tx.workspaceId, start]);
  return new Set(rows.map((row) => row.key));
}

export interface NewProjectRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly origin: string;
  readonly isSample: boolean;
  readonly taskCount: number;
  readonly start: number;
  readonly finish: number;
}

export async function insertProject(tx: Transaction, project: NewProjectRow): Promise<ProjectRow | undefined> {
  const { rows } = await tx.query<ProjectRow>(
    `INSERT INTO project (workspace_id, id, key, name, revision, origin, is_sample, task_count, start_minute, finish_minute)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${PROJECT_COLUMNS}`,
    [tx.workspaceId, project.id, project.key, project.name, project.revision, project.origin, project.isSample, project.taskCount, project.start, project.finish],
  );
  return rows[0];
}

export interface ProjectFacts {
  readonly key: string;
  readonly name: string;
  readonly taskCount: number;
  readonly start: number;
  readonly finish: number;
  readonly deletedAt: Date | null;
}

export async function updateProject(tx: Transaction, id: string, facts: ProjectFacts): Promise<ProjectRow | undefined> {
  const { rows } = await tx.query<ProjectRow>(
    `UPDATE project SET key = $3, name = $4, task_count = $5, start_minute = $6, finish_minute = $7, deleted_at = $8, updated_at = now()
      WHERE workspace_id = $1 AND id = $2 RETURNING ${PROJECT_COLUMNS}`,
    [tx.workspaceId, id, facts.key, facts.name, facts.taskCount, facts.start, facts.finish, facts.deletedAt],
  );
  return rows[0];
}

/** Writes many records at once: `rows` is a JSON array of `{ kind, id, data }`. */
export async function insertRecords(tx: Transaction, projectId: string, revision: number, rows: string): Promise<void> {
  await tx.query(
    `INSERT INTO record (workspace_id, project_id, kind, id, data, revision)
      SELECT $1, $2, r.kind, r.id, r.data, $3 FROM jsonb_to_recordset($4::jsonb) AS r (kind text, id text, data jsonb)`,
    [tx.workspaceId, projectId, revision, rows],
  );
}

/** Carries a change out on the record table. */
export async function applyChange(tx: Transaction, projectId: string, revision: number, change: Change): Promise<void> {
  const removed = change.removed.map(({ kind, record }) => ({ kind, id: record.id }));
  const written = [
    ...change.added.map(({ kind, record }) => ({ kind, id: record.id, data: record })),
    ...change.updated.map(({ kind, after }) => ({ kind, id: after.id, data: after })),
  ];
  // Sent together; PostgreSQL carries them out in this order.
  const statements: Promise<unknown>[] = [];
  if (removed.length > 0) {
    const gone = tx.query(
      `DELETE FROM record USING jsonb_to_recordset($3::jsonb) AS r (kind text, id text)
        WHERE record.workspace_id = $1 AND record.project_id = $2 AND record.kind = r.kind AND record.id = r.id`,
      [tx.workspaceId, projectId, JSON.stringify(removed)],
    );
    statements.push(gone);
  }
  if (written.length > 0) {
    const put = tx.query(
      `INSERT INTO record (workspace_id, project_id, kind, id, data, revision)
        SELECT $1, $2, r.kind, r.id, r.data, $3 FROM jsonb_to_recordset($4::jsonb) AS r (kind text, id text, data jsonb)
        ON CONFLICT (workspace_id, project_id, kind, id) DO UPDATE SET data = excluded.data, revision = excluded.revision`,
      [tx.workspaceId, projectId, revision, JSON.stringify(written)],
    );
    statements.push(put);
  }
  await Promise.all(statements);
}

export async function appendEntry(tx: Transaction, entry: LogEntry, kept?: Tree): Promise<void> {
  const leaf = leafOf(entry);
  await appendLeaf(tx, { ...entry, leaf: leaf.bytes, leafHash: leaf.hash, texts: leaf.texts }, kept);
}

export interface LeafRow extends Pick<LogEntry, "projectId" | "revision" | "at" | "actor" | "requestKey"> {
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly texts: readonly SealedText[];
}

/** The entry, its texts and the tree that now ends with it, in one statement: the project is locked. */
export async function appendLeaf(tx: Transaction, row: LeafRow, kept?: Tree): Promise<void> {
  const tree = grown(kept ?? (await projectTree(tx, row.projectId, row.revision - 1)), Buffer.from(row.leafHash));
  await tx.query(
    `WITH entry AS (INSERT INTO change (workspace_id, project_id, revision, at, actor, request_key, leaf, leaf_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING revision),
      texts AS (INSERT INTO change_text (workspace_id, project_id, revision, position, salt, text)
        SELECT $1, $2, $3, t.position, decode(t.salt, 'hex'), t.text FROM jsonb_to_recordset($9::jsonb) AS t (position integer, salt text, text text) RETURNING position)
      INSERT INTO change_tree (workspace_id, project_id, size, edge) VALUES ($1, $2, $3, $10)
        ON CONFLICT (workspace_id, project_id) DO UPDATE SET size = excluded.size, edge = excluded.edge`,
    [tx.workspaceId, row.projectId, row.revision, row.at, row.actor, row.requestKey, row.leaf, row.leafHash, JSON.stringify(row.texts), edgeBytes(tree)],
  );
}

/** Tells every server at the moment of the commit. Ids only: notifications know no row security. */
export async function announce(tx: Transaction, projectId: string, revision: number): Promise<void> {
  await tx.query("SELECT pg_notify($1, $2)", [CHANNEL, `${tx.workspaceId} ${projectId} ${revision}`]);
}

/** Entries after one revision, up to and including another, oldest first; what brought them about stays sealed. */
export async function readEntries(tx: Transaction, projectId: string, range: { readonly after: number; readonly upTo: number; readonly limit?: number }): Promise<readonly LogEntry[]> {
  const { rows } = await tx.query<{ revision: number; leaf: Buffer }>(
    "SELECT revision, leaf FROM change WHERE workspace_id = $1 AND project_id = $2 AND revision > $3 AND revision <= $4 ORDER BY revision LIMIT $5",
    [tx.workspaceId, projectId, range.after, range.upTo, range.limit ?? null],
  );
  const last = rows.at(-1);
  if (!last) return [];
  const texts = await textsBetween(tx, projectId, range.after, last.revision);
  return rows.map((row) => entryOf(row.leaf, texts.get(row.revision)));
}

async function textsBetween(tx: Transaction, projectId: string, after: number, upTo: number): Promise<ReadonlyMap<number, Texts>> {
  const { rows } = await tx.query<{ revision: number; position: number; text: string }>(
    "SELECT revision, position, text FROM change_text WHERE workspace_id = $1 AND project_id = $2 AND revision > $3 AND revision <= $4 AND position <> $5",
    [tx.workspaceId, projectId, after, upTo, CAUSE],
  );
  return textsByEntry(rows.map((row) => ({ ...row, entry: row.revision })));
}

export interface StatusDateRow {
  readonly revision: number;
  readonly at: Date;
  /** Time of the entry before, where there is one. */
  readonly before: Date | undefined;
  readonly statusDate: number | undefined;
}

/** Every entry that wrote the settings, oldest first, with the status date that they had then. */
export async function readStatusDates(tx: Transaction, projectId: string, upTo: number): Promise<readonly StatusDateRow[]> {
  const { rows } = await tx.query<{ revision: number; at: Date; before: Date | null; leaf: Buffer }>(
    `SELECT c.revision, c.at, e.at AS before, c.leaf FROM change c
      LEFT JOIN change e ON e.workspace_id = c.workspace_id AND e.project_id = c.project_id AND e.revision = c.revision - 1
      WHERE c.workspace_id = $1 AND c.project_id = $2 AND c.revision <= $3 AND position($4::bytea IN c.leaf) > 0 ORDER BY c.revision`,
    [tx.workspaceId, projectId, upTo, Buffer.from('"kind":"settings"')],
  );
  return rows.flatMap(({ revision, at, before, leaf }): StatusDateRow[] => {
    const { added, updated } = entryOf(leaf).change;
    const settings = [...added.map(({ kind, record }) => ({ kind, record })), ...updated.map(({ kind, after }) => ({ kind, record: after }))].findLast(({ kind }) => kind === "settings")?.record;
    if (settings === undefined) return [];
    const statusDate = "statusDate" in settings && typeof settings.statusDate === "number" ? settings.statusDate : undefined;
    return [{ revision, at, before: before ?? undefined, statusDate }];
  });
}

/** Whether a change of the project was ever made under this key: unlike answers, changes are kept for good. */
export async function hasChangeUnder(tx: Transaction, projectId: string, requestKey: string): Promise<boolean> {
  const { rows } = await tx.query("SELECT 1 FROM change WHERE workspace_id = $1 AND project_id = $2 AND request_key = $3 LIMIT 1", [tx.workspaceId, projectId, requestKey]);
  return rows.length > 0;
}

/** The newest revision at an instant; undefined before the first one. */
export async function revisionAt(tx: Transaction, projectId: string, at: Date): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number | null }>("SELECT max(revision) AS revision FROM change WHERE workspace_id = $1 AND project_id = $2 AND at <= $3", [tx.workspaceId, projectId, at]);
  return rows[0]?.revision ?? undefined;
}

export interface HistoryRow {
  readonly revision: number;
  readonly at: Date;
  readonly actor: string;
  readonly label: string;
  readonly request_key: string;
}

/** Newest first. Entries of the first format keep their label in the row itself. */
export async function readHistory(tx: Transaction, projectId: string, page: { readonly before: number; readonly limit: number }): Promise<readonly HistoryRow[]> {
  const { rows } = await tx.query<Omit<HistoryRow, "label"> & { readonly label: string | null; readonly text: string | null }>(
    `SELECT c.revision, c.at, c.actor, c.label, t.text, c.request_key FROM change c
      LEFT JOIN change_text t ON t.workspace_id = c.workspace_id AND t.project_id = c.project_id AND t.revision = c.revision AND t.position = $5
      WHERE c.workspace_id = $1 AND c.project_id = $2 AND c.revision < $3 ORDER BY c.revision DESC LIMIT $4`,
    [tx.workspaceId, projectId, page.before, page.limit, LABEL],
  );
  return rows.map(({ text, label, ...row }) => ({ ...row, label: label ?? (text === null ? ERASED : (JSON.parse(text) as string)) }));
}

/** The project's revision and records in one snapshot. Kept sources are large and nobody edits them: only exports ask for them. */
export async function loadRecords(tx: Transaction, projectId: string, kept: "with kept sources" | "without kept sources"): Promise<{ readonly revision: number; readonly project: Project }> {
  const { rows } = await tx.query<{ revision: number; kind: Kind | null; data: KindedRecord["record"] }>(
    `SELECT p.revision, r.kind, r.data FROM project p
      LEFT JOIN record r ON r.workspace_id = p.workspace_id AND r.project_id = p.id AND ($3::boolean OR r.kind <> 'keptSource')
      WHERE p.workspace_id = $1 AND p.id = $2`,
    [tx.workspaceId, projectId, kept === "with kept sources"],
  );
  // The wall: records were checked when they were written, and nothing but our own transactions writes them.
  const records = rows.flatMap(({ kind, data }) => (kind === null ? [] : [{ kind, record: data } as KindedRecord]));
  return { revision: rows[0]?.revision ?? 0, project: projectOf(records) };
}

/** Every record as one JSON array of `{ kind, record }`, put together by the database: for other threads, which read it themselves. */
export async function readRecordsText(tx: Transaction, projectId: string): Promise<string> {
  const { rows } = await tx.query<{ records: string }>(
    `SELECT '[' || coalesce(string_agg('{"kind":' || to_json(kind)::text || ',"record":' || data::text || '}', ','), '') || ']' AS records
      FROM record WHERE workspace_id = $1 AND project_id = $2`,
    [tx.workspaceId, projectId],
  );
  return rows[0]?.records ?? "[]";
}

/** Projects that show tasks of another one, by the ids of that one's tasks. */
export async function projectsShowing(tx: Transaction, projectId: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ project_id: string }>(
    `SELECT DISTINCT project_id FROM record
      WHERE workspace_id = $1 AND kind = 'task' AND data ? 'otherProject' AND data -> 'otherProject' ->> 'projectId' = $2`,
    [tx.workspaceId, projectId],
  );
  return rows.map((row) => row.project_id);
}

export async function insertReport(tx: Transaction, projectId: string, report: unknown, problems: unknown): Promise<void> {
  await tx.query("INSERT INTO import_report (workspace_id, project_id, report, problems) VALUES ($1, $2, $3, $4)", [tx.workspaceId, projectId, JSON.stringify(report), JSON.stringify(problems)]);
}

export async function readReport(tx: Transaction, projectId: string): Promise<{ readonly report: object; readonly problems: readonly object[] } | undefined> {
  const { rows } = await tx.query<{ report: object; problems: object[] }>("SELECT report, problems FROM import_report WHERE workspace_id = $1 AND project_id = $2", [tx.workspaceId, projectId]);
  return rows[0];
}

/**
 * Removes a sample, or a project that was deleted long ago, with its history. The workspace's log keeps how large that
 * was and its root, so that a project which vanishes otherwise is told from one that was removed.
 */
export async function removeProject(tx: Transaction, id: string, by = { at: new Date(), actorId: PROGRAM }): Promise<boolean> {
  const row = await readProjectRow(tx, id);
  if (!row) return false;
  const root = rootOf(await projectTree(tx, id, row.revision)).toString("base64");
  const { rows } = await tx.query<{ removed: boolean }>("SELECT remove_project($1) AS removed", [id]);
  if (rows[0]?.removed !== true) return false;
  await recordWorkspaceEvent(tx, { ...by, label: `Removed “${row.name}” for good`, event: { type: "project.removed", name: row.name, proof: { projectId: id, size: row.revision, root } } });
  return true;
}

export async function listExpired(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>("SELECT id FROM project WHERE workspace_id = $1 AND deleted_at < now() - interval '30 days'", [tx.workspaceId]);
  return rows.map((row) => row.id);
}
