/** The project store's contract: one open project as a page sees it, edits that show at once, and what became of them. */
import type { Problem, Refusal } from "@leadline/engine/base/problem.ts";
import type { Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Outline } from "@leadline/engine/model/plan/outline.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";

/** What a page draws. Every field is a value of its own: the same reference means the same content. */
export interface ProjectState {
  readonly projectId: string;
  /** Task 42 of project NET is shown as NET-42. */
  readonly key: string;
  /** The confirmed records with all pending edits on top. */
  readonly project: Project;
  readonly outline: Outline;
  readonly schedule: Schedule;
  readonly problems: readonly Problem[];
  /** The server's revision that the confirmed records stand at. */
  readonly revision: number;
  readonly saving: SavingState;
  /** Edits that the server has not confirmed yet, oldest first. */
  readonly pending: readonly PendingEdit[];
  /** Edits that were rolled back and wait for the person's word, oldest first. */
  readonly conflicts: readonly EditConflict[];
  /** What Undo would take back, e.g. "Rename “Pilot”"; absent when there is nothing. */
  readonly undoLabel?: string;
  readonly redoLabel?: string;
  readonly lastEdit?: LastEdit;
}

/** `refused`: the server cannot take edits of this project at all (it was deleted, or access was taken away). */
export type SavingState = "saved" | "saving" | "offline" | "refused";

export interface LastEdit {
  readonly label: string;
  /** Tasks whose scheduled start or finish differs from before the edit. */
  readonly movedTaskIds: readonly string[];
  /** Milliseconds for deciding and scheduling. */
  readonly computeMs: number;
  /** `performance.now()` at the edit. */
  readonly at: number;
  /** Whether it was made here or came from somebody else. */
  readonly from: "here" | "elsewhere";
}

/** An edit on its way to the server. */
export interface PendingEdit {
  /** UUID; the Idempotency-Key of the request and the seed of the ids that the edit makes. */
  readonly key: string;
  readonly commands: readonly Command[];
  readonly label: string;
  /** The revision that the edit was made on, moved on as long as nobody else touched the same fields. */
  readonly revision: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Key of the edit that this one takes back (undo and redo). */
  readonly revertOf?: string;
  /** The request's body has left once: a repetition must be the same, word for word. */
  readonly sent?: boolean;
  /** Only in the journal: the edit was rolled back, and this still waits for the person's word. */
  readonly rolledBack?: EditConflict;
}

/** An edit that the server did not store. It is rolled back on the page; nothing of it is lost until dismissed. */
export interface EditConflict {
  /** Key of the edit. */
  readonly key: string;
  /** `conflict`: somebody changed the same field, [Use mine] is possible. `refused`: the plan does not allow it any more. */
  readonly reason: "conflict" | "refused";
  readonly label: string;
  /** One sentence that the screen shows as it stands. */
  readonly message: string;
  /** Both sides of every field that somebody else changed first. */
  readonly fields: readonly FieldConflict[];
  readonly refusals: readonly Refusal[];
  readonly commands: readonly Command[];
  /** Tasks that the edit is about, for the mark in the grid. */
  readonly taskIds: readonly string[];
}

export type EditResult =
  | { readonly ok: true; readonly change: Change; readonly label: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What an edit would do, without doing it: for drags and what-if. */
export type Preview =
  | { readonly ok: true; readonly project: Project; readonly schedule: Schedule; readonly outline: Outline; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export interface ProjectStore {
  getState(): ProjectState;
  /** The listener is called synchronously after each change of the state; returns the way to stop it. */
  subscribe(listener: () => void): () => void;
  /** Decides, shows and queues an edit. All commands of the list are one undo step. */
  run(commands: readonly Command[]): EditResult;
  preview(commands: readonly Command[]): Preview;
  /** Takes back this person's last edit; `undefined` when there is none. */
  undo(): EditResult | undefined;
  redo(): EditResult | undefined;
  /** Submits a rolled-back edit again, on what the server holds now. */
  useMine(conflict: EditConflict): EditResult;
  /** Keeps the other side's value (or accepts the refusal). */
  dismiss(conflict: EditConflict): void;
  /** Resolves when no edit is waiting and nothing is being computed. */
  idle(): Promise<void>;
  close(): void;
}
