/** What the project store asks of a server, whatever carries it: HTTP in the browser, plain memory in tests. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import type { Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import type { Project } from "@leadline/engine/model/project.ts";

export interface LoadedProject {
  readonly key: string;
  readonly revision: number;
  readonly project: Project;
}

/** A change that the server stored, whoever made it. */
export interface StoredChange {
  readonly revision: number;
  readonly label: string;
  /** Idempotency-Key of the write, so that a client knows its own. */
  readonly requestKey: string | undefined;
  readonly change: Change;
}

export type SendAnswer =
  | { readonly outcome: "stored"; readonly revision: number; readonly change: Change; readonly label: string }
  | { readonly outcome: "conflict"; readonly message: string; readonly fields: readonly FieldConflict[] }
  | { readonly outcome: "refused"; readonly message: string; readonly refusals: readonly Refusal[] }
  /** The server has never been at the edit's revision: it was set back, from a backup perhaps. */
  | { readonly outcome: "ahead" }
  /** No answer, or one that a repetition may mend. */
  | { readonly outcome: "unreachable" }
  /** The project cannot be edited any more. */
  | { readonly outcome: "gone"; readonly message: string };

export interface StreamEvents {
  /** The last revision that is known: the stream goes on from there. */
  readonly from: () => number;
  readonly onChange: (stored: StoredChange) => void;
  /** The stream cannot go on from there: load the records again. */
  readonly onResync: () => void;
  readonly onOpen: () => void;
  readonly onLost: () => void;
  /** There is no such project any more; the stream has ended. */
  readonly onGone: () => void;
}

export interface ProjectServer {
  /** Rejects when the server cannot be reached or has no such project. */
  load(): Promise<LoadedProject>;
  /** The server's current revision; `undefined` when it cannot be reached. */
  revision(): Promise<number | undefined>;
  /** Never rejects. The same key with the same body has the same answer, however often it is sent. */
  send(edit: { readonly key: string; readonly revision: number; readonly commands: readonly Command[] }): Promise<SendAnswer>;
  /** Keeps listening, and connecting again, until the returned function is called. */
  listen(events: StreamEvents): () => void;
}

/** Keeps edits that are not confirmed through a reload or a crash. */
export interface EditJournal<Edit> {
  /** Edits that an earlier page left behind, in the order of making. */
  readonly left: readonly Edit[];
  /** Adds an edit, or replaces the one with the same key. */
  put(edit: Edit): void;
  remove(key: string): void;
  close(): void;
}
