/** Files attached to projects and tasks: taken in, listed, handed out, taken away; every change is an entry of the project's log. */
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { NO_CHANGE } from "@leadline/engine/change/change.ts";
import type { AttachmentLimits } from "../../../config.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import { receiveUpload, type Upload } from "../../../import/upload.ts";
import type { AttachmentCause } from "../../../log/log-entry.ts";
import type { Scan } from "../../../outbound/virus-scanner.ts";
import type { Actor } from "../../../access/actor.ts";
import type { Database, Transaction } from "../../../storage/database.ts";
import { finish, storedAnswer, type Answer, type Write } from "../../../storage/idempotency.ts";
import { newId } from "../../../storage/new-id.ts";
import { entryFor } from "../edit-project.ts";
import { load, loadForWriting } from "../load.ts";
import { announce, appendEntry } from "../queries.ts";
import {
  hasTask,
  holdContent,
  insertAttachment,
  insertContent,
  insertPiece,
  lockedTotalBytes,
  readAttachment,
  readPiece,
  removeAttachment,
  removeContentIfUnused,
  type AttachmentRow,
} from "./attachment-queries.ts";
import { factsOf } from "./attachment-facts.ts";
import { cleanFileName } from "./file-name.ts";
import { mediaTypeOf, SIGN_BYTES } from "./media-type.ts";

export interface AttachmentStore {
  readonly database: Database;
  readonly uploadFolder: string;
  readonly limits: AttachmentLimits;
  /** Looks at every file before it is stored; absent where the operator has set no scanner. */
  readonly scan?: Scan | undefined;
}

export interface IncomingAttachment {
  readonly projectId: string;
  readonly taskId: string | undefined;
  readonly name: string;
  readonly body: Readable;
  readonly announcedBytes: number;
  /** What the write is, once the content is known: the same key with another file is another request. */
  readonly write: (digest: string) => Promise<Write>;
}

/** Content goes into the database in pieces, so that neither a file nor many at once are a question of memory. */
const PIECE_BYTES = 256 * 1024;

export async function addAttachment(store: AttachmentStore, actor: Actor, file: IncomingAttachment): Promise<Answer> {
  await demandPlace(store, actor, file);
  const upload = await receiveUpload(file.body, store.uploadFolder, { maxBytes: store.limits.maxBytes, announcedBytes: file.announcedBytes, tooLarge });
  try {
    await demandHarmless(store.scan, upload);
    const write = await file.write(upload.digest);
    const { database } = store;
    const { workspaceId } = actor;
    // Content first, in a transaction of its own: the project is locked for a moment only.
    const stored = await database.inWorkspace(workspaceId, async (tx) => (await storedAnswer(tx, write)) ?? (write.isDryRun ? undefined : storeContent(tx, store.limits, upload)));
    if (stored) return stored;
    const mediaType = mediaTypeOf(await beginningOf(upload));
    return await database.inWorkspace(workspaceId, (tx) => attach(tx, store.limits, write, upload, { ...file, mediaType }));
  } finally {
    upload.remove();
  }
}

/** A file that the scanner finds harmful is not stored, and neither is one that it gave no verdict on. */
async function demandHarmless(scan: Scan | undefined, { path }: Upload): Promise<void> {
  if (!scan) return;
  const { found } = await scan(path).catch(() => {
    throw new HttpProblem("scanner/silent", "The virus scanner of this server gives no verdict at the moment, so no file is taken. Try again later; if it lasts, tell whoever runs the server.");
  });
  if (found !== undefined) throw new HttpProblem("attachment/infected", `The virus scanner of this server found ${found} in this file, so it was not taken. Nothing was stored.`);
}

/** Whoever may not attach here is told before a byte is taken. */
function demandPlace(store: AttachmentStore, actor: Actor, { projectId, taskId }: IncomingAttachment): Promise<void> {
  return store.database.inWorkspace(actor.workspaceId, async (tx) => {
    const row = await load(tx, actor, "project.edit", "project", projectId);
    await demandTask(tx, row.id, taskId);
  });
}

async function attach(tx: Transaction, limits: AttachmentLimits, write: Write, upload: Upload, file: IncomingAttachment & { readonly mediaType: string }): Promise<Answer> {
  const { row, stored, tree } = await loadForWriting(tx, write, "project.edit", "project", file.projectId);
  if (stored) return stored;
  await demandTask(tx, row.id, file.taskId);
  await storeContent(tx, limits, upload);
  const made = await insertAttachment(tx, {
    id: (write.newId ?? newId)(),
    project_id: row.id,
    task_id: file.taskId ?? null,
    name: cleanFileName(file.name),
    media_type: file.mediaType,
    bytes: upload.bytes,
    digest: upload.digest,
    actor: write.actor.id,
  });
  await appendEntry(tx, entryFor(write, row, { change: NO_CHANGE, label: `Attach “${made.name}”` }, { attachment: causeOf(made, { isRemoved: false }) }), tree);
  await announce(tx, row.id, row.revision);
  return finish(tx, write, { status: 201, body: factsOf(made) });
}

export async function readFacts(store: AttachmentStore, actor: Actor, place: { readonly projectId: string; readonly id: string }): Promise<AttachmentRow> {
  return store.database.inWorkspace(actor.workspaceId, async (tx) => {
    const row = await load(tx, actor, "project.read", "project", place.projectId);
    return found(await readAttachment(tx, row.id, place.id));
  });
}

/** Piece by piece as the reader takes them. */
export async function* contentOf(store: AttachmentStore, workspaceId: string, { digest, bytes }: Pick<AttachmentRow, "digest" | "bytes">): AsyncGenerator<Buffer> {
  for (let place = 0; place * PIECE_BYTES < bytes; place += 1) {
    const piece = await store.database.inWorkspace(workspaceId, (tx) => readPiece(tx, digest, place));
    if (!piece) throw new Error("an attachment was removed while it was read");
    yield piece;
  }
}

export async function deleteAttachment(store: AttachmentStore, write: Write, wish: { readonly projectId: string; readonly id: string }): Promise<Answer> {
  const { workspaceId } = write.actor;
  const { answer, digest } = await store.database.inWorkspace(workspaceId, async (tx): Promise<{ readonly answer: Answer; readonly digest?: string }> => {
    const { row, stored, tree } = await loadForWriting(tx, write, "project.edit", "project", wish.projectId);
    if (stored) return { answer: stored };
    const attachment = found(await readAttachment(tx, row.id, wish.id));
    await removeAttachment(tx, row.id, attachment.id);
    await appendEntry(tx, entryFor(write, row, { change: NO_CHANGE, label: `Remove “${attachment.name}”` }, { attachment: causeOf(attachment, { isRemoved: true }) }), tree);
    await announce(tx, row.id, row.revision);
    return { answer: await finish(tx, write, { status: 200, body: factsOf(attachment), before: factsOf(attachment), after: null }), digest: attachment.digest };
  });
  if (digest !== undefined && !write.isDryRun) {
    // Where this fails (somebody attaches the same content at this moment), the regular tidying looks again.
    await store.database.inWorkspace(workspaceId, (tx) => removeContentIfUnused(tx, digest)).catch(() => undefined);
  }
  return answer;
}

function found(row: AttachmentRow | undefined): AttachmentRow {
  if (!row) throw new HttpProblem("not-found", "There is no such file.");
  return row;
}

async function demandTask(tx: Transaction, projectId: string, taskId: string | undefined): Promise<void> {
  if (taskId !== undefined && !(await hasTask(tx, projectId, taskId))) throw new HttpProblem("not-found", "There is no such task in this project.");
}

/** Nothing where the same content is there already. */
async function storeContent(tx: Transaction, { maxTotalBytes }: AttachmentLimits, { path, digest, bytes }: Upload): Promise<undefined> {
  if (await holdContent(tx, digest)) return;
  if ((await lockedTotalBytes(tx)) + bytes > maxTotalBytes) {
    throw new HttpProblem("attachment/no-room", `The files of this workspace would take more than ${inMegabytes(maxTotalBytes)} MB together, which is the most that this server keeps (LEADLINE_ATTACHMENTS_TOTAL_MB). Remove files that nobody needs any more.`);
  }
  if (!(await insertContent(tx, digest, bytes))) return;
  const file = await open(path);
  try {
    for (let place = 0; place * PIECE_BYTES < bytes; place += 1) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, bytes - place * PIECE_BYTES));
      await file.read(piece, 0, piece.length, place * PIECE_BYTES);
      await insertPiece(tx, digest, place, piece);
    }
  } finally {
    await file.close();
  }
}

async function beginningOf({ path }: Upload): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGN_BYTES), 0, SIGN_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function causeOf(row: AttachmentRow, { isRemoved }: { readonly isRemoved: boolean }): AttachmentCause {
  return { id: row.id, name: row.name, ...(row.task_id === null ? {} : { taskId: row.task_id }), mediaType: row.media_type, bytes: row.bytes, digest: row.digest, isRemoved };
}

function tooLarge(maxBytes: number): HttpProblem {
  return new HttpProblem("request/too-large", `The file is larger than ${inMegabytes(maxBytes)} MB, which is the most that this server takes (LEADLINE_ATTACHMENT_MAX_MB). Nothing was attached.`);
}

function inMegabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
