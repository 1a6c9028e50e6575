/** One entry of a project's log: the bytes that are hashed, and what they say. */
import { createHash } from "node:crypto";
import type { Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { canonicalJson } from "./canonical-json.ts";

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
}

export function leafOf(entry: LogEntry): Leaf {
  return leafOfText(canonicalJson({ format: FORMAT, ...entry }));
}

/** The leaf of an entry that only adds records, from their canonical texts: a large plan is put into text once. */
export function leafOfAdded(entry: Omit<LogEntry, "change">, added: readonly string[]): Leaf {
  const { cause, actor, at, ...others } = entry;
  const head = canonicalJson({ actor, at, cause }).slice(0, -1);
  const tail = canonicalJson({ format: FORMAT, ...others }).slice(1);
  return leafOfText(`${head},"change":{"added":[${added.join(",")}],"removed":[],"updated":[]},${tail}`);
}

const FORMAT = "leadline-log/1";

function leafOfText(text: string): Leaf {
  const bytes = Buffer.from(text, "utf8");
  return { bytes, hash: leafHash(bytes) };
}

/** RFC 6962 section 2.1: the hash of a leaf is SHA-256 over a zero byte and the entry. */
export function leafHash(bytes: Buffer): Buffer {
  return createHash("sha256").update(Buffer.of(0)).update(bytes).digest();
}

/** Reads bytes that `leafOf` made. They come from our own log, whose hashes tell whether anybody else wrote them. */
export function entryOf(leaf: Buffer): LogEntry {
  return JSON.parse(leaf.toString("utf8")) as LogEntry;
}
