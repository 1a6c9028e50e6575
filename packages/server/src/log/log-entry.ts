/** One entry of a project's log: the bytes that are hashed, and what they say. */
import { createHash } from "node:crypto";
import type { Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { openedChange, sealedChange } from "./sealed-change.ts";
import { CAUSE, ERASED, LABEL, startSealing, type SealedText, type Sealing } from "./sealed-text.ts";

/** What brought the change about. */
export interface Cause {
  readonly commands?: readonly Command[];
  /** Where a new project came from. */
  readonly created?: string;
  readonly name?: string;
  /** Facts of the project itself rather than of its records. */
  readonly project?: { readonly key?: string; readonly isDeleted?: boolean };
  readonly attachment?: AttachmentCause;
}

/** A file that was attached to the project or one of its tasks, or taken away. The digest is SHA-256 over its content. */
export interface AttachmentCause {
  readonly id: string;
  readonly name: string;
  readonly taskId?: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly digest: string;
  readonly isRemoved: boolean;
}

export interface LogEntry {
  readonly projectId: string;
  readonly revision: number;
  /** UTC, ISO. */
  readonly at: string;
  readonly actor: string;
  readonly label: string;
  /** Idempotency-Key of the request. */
  readonly requestKey: string;
  readonly cause: Cause;
  readonly change: Change;
}

export interface Leaf {
  /** Canonical JSON, UTF-8. */
  readonly bytes: Buffer;
  readonly hash: Buffer;
  /** What the leaf only binds. */
  readonly texts: readonly SealedText[];
}

export function leafOf(entry: LogEntry): Leaf {
  const sealing = startSealing();
  const change = sealedChange(sealing, entry.change);
  return leafOfText(canonicalJson({ ...headOf(sealing, entry), change, sealed: sealing.commitments }), sealing);
}

/** The leaf of an entry that only adds records, from their canonical texts (sealed ones with `sealing`): a large plan is put into text once. */
export function leafOfAdded(entry: Omit<LogEntry, "change">, added: readonly string[], sealing: Sealing): Leaf {
  const { cause, actor, at, ...others } = headOf(sealing, entry);
  const head = canonicalJson({ actor, at, cause }).slice(0, -1);
  const tail = canonicalJson({ ...others, sealed: sealing.commitments }).slice(1);
  return leafOfText(`${head},"change":{"added":[${added.join(",")}],"removed":[],"updated":[]},${tail}`, sealing);
}

/** Entries of the first format hold every text themselves. */
const FORMAT = "leadline-log/2";

interface LeafHead extends Omit<LogEntry, "label" | "cause" | "change"> {
  readonly format: string;
  readonly label: unknown;
  readonly cause: OpenCause & { readonly sealed?: number };
}

/** What the leaf says itself of the cause: no text that a person wrote. */
interface OpenCause {
  readonly project?: NonNullable<Cause["project"]>;
  readonly attachment?: Omit<AttachmentCause, "name">;
}

function headOf(sealing: Sealing, { projectId, revision, at, actor, label, requestKey, cause }: Omit<LogEntry, "change">): LeafHead {
  return { format: FORMAT, projectId, revision, at, actor, requestKey, label: sealing.seal(label, LABEL), cause: sealedCause(sealing, cause) };
}

function sealedCause(sealing: Sealing, { project, attachment, ...words }: Cause): LeafHead["cause"] {
  const open = project ? { project } : {};
  if (!attachment) return { ...open, ...sealing.seal(words, CAUSE) };
  const { name, ...facts } = attachment;
  return { ...open, attachment: facts, ...sealing.seal({ ...words, attachment: { name } }, CAUSE) };
}

function leafOfText(text: string, { texts }: Sealing): Leaf {
  const bytes = Buffer.from(text, "utf8");
  return { bytes, hash: leafHash(bytes), texts };
}

/** RFC 6962 section 2.1: the hash of a leaf is SHA-256 over a zero byte and the entry. */
export function leafHash(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(LEAF).update(bytes).digest();
}

const LEAF = Buffer.of(0);

/** The sealed texts of an entry, as canonical JSON, by position; those that were erased or not asked for are missing. */
export type Texts = ReadonlyMap<number, string>;

/**
 * Reads bytes that `leafOf` made. They come from our own log, whose hashes tell whether anybody else wrote them. What
 * is sealed and not in `texts` is shown as erased; the commands of the cause are left out.
 */
export function entryOf(leaf: Uint8Array, texts: Texts = NO_TEXTS): LogEntry {
  const { label, cause, change, projectId, revision, at, actor, requestKey } = JSON.parse(Buffer.from(leaf).toString("utf8")) as LeafHead & { readonly change: Change };
  return { projectId, revision, at, actor, requestKey, label: openedLabel(label, texts), cause: openedCause(cause, texts), change: openedChange(change, texts) };
}

const NO_TEXTS: Texts = new Map();

function openedLabel(label: unknown, texts: Texts): string {
  if (typeof label === "string") return label;
  const text = texts.get(LABEL);
  return text === undefined ? ERASED : (JSON.parse(text) as string);
}

function openedCause({ sealed, project, attachment, ...inline }: LeafHead["cause"], texts: Texts): Cause {
  const text = sealed === undefined ? undefined : texts.get(sealed);
  const { attachment: named, ...words }: Cause = text === undefined ? inline : (JSON.parse(text) as Cause);
  return { ...words, ...(project ? { project } : {}), ...(attachment ? { attachment: { name: ERASED, ...named, ...attachment } } : {}) };
}
