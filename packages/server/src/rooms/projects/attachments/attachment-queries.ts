/** Every SQL statement about attachments and their content. */
import type { Transaction } from "../../../storage/database.ts";

export interface AttachmentRow {
  readonly id: string;
  readonly project_id: string;
  readonly task_id: string | null;
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly digest: string;
  readonly actor: string;
  readonly created_at: Date;
}

const COLUMNS = "id, project_id, task_id, name, media_type, bytes, digest, actor, created_at";

export async function readAttachment(tx: Transaction, projectId: string, id: string): Promise<AttachmentRow | undefined> {
  const { rows } = await tx.query<AttachmentRow>(`SELECT ${COLUMNS} FROM attachment WHERE workspace_id = $1 AND project_id = $2 AND id = $3`, [tx.workspaceId, projectId, id]);
  return rows[0];
}

export interface AttachmentWish {
  readonly taskId: string | undefined;
  /** Only what was made after the one with this id. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Oldest first: ids are made in order of time. */
export async function listAttachments(tx: Transaction, projectId: string, { taskId, after, limit }: AttachmentWish): Promise<readonly AttachmentRow[]> {
  const { rows } = await tx.query<AttachmentRow>(
    `SELECT ${COLUMNS} FROM attachment
      WHERE workspace_id = $1 AND project_id = $2 AND ($3::text IS NULL OR task_id = $3) AND ($4::text IS NULL OR id > $4)
      ORDER BY id LIMIT $5`,
    [tx.workspaceId, projectId, taskId ?? null, after ?? null, limit],
  );
  return rows;
}

export async function insertAttachment(tx: Transaction, row: Omit<AttachmentRow, "created_at">): Promise<AttachmentRow> {
  const { rows } = await tx.query<AttachmentRow>(
    `INSERT INTO attachment (workspace_id, id, project_id, task_id, name, media_type, bytes, digest, actor)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
    [tx.workspaceId, row.id, row.project_id, row.task_id, row.name, row.media_type, row.bytes, row.digest, row.actor],
  );
  const [made] = rows;
  if (!made) throw new Error("an inserted attachment was not returned");
  return made;
}

export async function removeAttachment(tx: Transaction, projectId: string, id: string): Promise<void> {
  await tx.query("DELETE FROM attachment WHERE workspace_id = $1 AND project_id = $2 AND id = $3", [tx.workspaceId, projectId, id]);
}

export async function hasTask(tx: Transaction, projectId: string, taskId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM record WHERE workspace_id = $1 AND project_id = $2 AND kind = 'task' AND id = $3", [tx.workspaceId, projectId, taskId]);
  return rowCount !== 0;
}

/** Bytes of all content of the workspace, each content counted once. Locks, so that two uploads cannot both take the last room. */
export async function lockedTotalBytes(tx: Transaction): Promise<number> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('attachments of ' || $1, 0))", [tx.workspaceId]);
  const { rows } = await tx.query<{ total: string }>("SELECT coalesce(sum(bytes), 0)::text AS total FROM attachment_content WHERE workspace_id = $1", [tx.workspaceId]);
  return Number(rows[0]?.total ?? 0);
}

/** Whether the content is there; it cannot be tidied away until the transaction ends. */
export async function holdContent(tx: Transaction, digest: string): Promise<boolean> {
  const { rowCount } = await tx.query("UPDATE attachment_content SET created_at = now() WHERE workspace_id = $1 AND digest = $2", [tx.workspaceId, digest]);
  return rowCount !== 0;
}

/** False where somebody else has stored the same at this moment. */
export async function insertContent(tx: Transaction, digest: string, bytes: number): Promise<boolean> {
  const { rowCount } = await tx.query("INSERT INTO attachment_content (workspace_id, digest, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [tx.workspaceId, digest, bytes]);
  return rowCount !== 0;
}

export async function insertPiece(tx: Transaction, digest: string, place: number, content: Uint8Array): Promise<void> {
  await tx.query("INSERT INTO attachment_piece (workspace_id, digest, place, content) VALUES ($1, $2, $3, $4)", [tx.workspaceId, digest, place, content]);
}

export async function readPiece(tx: Transaction, digest: string, place: number): Promise<Buffer | undefined> {
  const { rows } = await tx.query<{ content: Buffer }>("SELECT content FROM attachment_piece WHERE workspace_id = $1 AND digest = $2 AND place = $3", [tx.workspaceId, digest, place]);
  return rows[0]?.content;
}

/** Fails where somebody attaches the same content at this moment. */
export async function removeContentIfUnused(tx: Transaction, digest: string): Promise<void> {
  await tx.query(
    `DELETE FROM attachment_content c WHERE c.workspace_id = $1 AND c.digest = $2
      AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.workspace_id = c.workspace_id AND a.digest = c.digest)`,
    [tx.workspaceId, digest],
  );
}

/** Content that nothing is attached by any more, left alone for an hour: somebody may be about to attach it. */
export async function removeUnusedContent(tx: Transaction): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM attachment_content c WHERE c.workspace_id = $1 AND c.created_at < now() - interval '1 hour'
      AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.workspace_id = c.workspace_id AND a.digest = c.digest)`,
    [tx.workspaceId],
  );
  return rowCount ?? 0;
}
