/** One entry of a workspace's own log: the bytes that are hashed, and what they say. */
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { leafHash, type Leaf } from "./log-entry.ts";
import { CAUSE, ERASED, isSealed, LABEL, startSealing } from "./sealed-text.ts";

/** What happened. Everything beside `type` and `proof` can be erased, for it may name a person. */
export interface WorkspaceEvent {
  /** What happened, for programs: "member.added", "project.removed". */
  readonly type: string;
  /** What the verification needs: never holds a text that a person wrote. */
  readonly proof?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface WorkspaceEntry {
  /** 1, 2, 3, … */
  readonly position: number;
  /** UTC, ISO. */
  readonly at: string;
  readonly actor: string;
  readonly label: string;
  readonly event: WorkspaceEvent;
}

const FORMAT = "leadline-workspace-log/1";

export function workspaceLeafOf({ position, at, actor, label, event }: WorkspaceEntry): Leaf {
  const { type, proof, ...others } = event;
  const sealing = startSealing();
  const sealed = { label: sealing.seal(label, LABEL), event: sealing.seal(others, CAUSE) };
  const bytes = Buffer.from(canonicalJson({ format: FORMAT, position, at, actor, type, ...(proof ? { proof } : {}), ...sealed, sealed: sealing.commitments }), "utf8");
  return { bytes, hash: leafHash(bytes), texts: sealing.texts };
}

/** Reads bytes that `workspaceLeafOf` made; `texts` are the sealed ones that are still there, by position. */
export function workspaceEntryOf(leaf: Buffer, texts: ReadonlyMap<number, string>): WorkspaceEntry {
  const { position, at, actor, type, proof, label, event } = JSON.parse(leaf.toString("utf8")) as Omit<WorkspaceEntry, "label" | "event"> & { readonly type: string; readonly proof?: Record<string, unknown>; readonly label: unknown; readonly event: unknown };
  const open = (value: unknown): unknown => {
    const text = isSealed(value) ? texts.get(value.sealed) : undefined;
    return text === undefined ? undefined : JSON.parse(text);
  };
  const [words, others] = [open(label), open(event)];
  return {
    position,
    at,
    actor,
    label: typeof words === "string" ? words : ERASED,
    event: { ...(typeof others === "object" ? others : { erased: true }), type, ...(proof ? { proof } : {}) },
  };
}
