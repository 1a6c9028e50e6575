/** What is odd about a plan, told beside the best-effort result: a stable code, a place, the values and a hint. */

/** A finding about input or plan. `code` is stable (`link/loop`); `message` is one clear sentence: what, where, why. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** What to do about it; begins with "Maybe". */
  readonly hint?: string;
  /** The task it is about, where there is one. */
  readonly taskId?: string;
  /** The source's own UID of that task (MSPDI), so that files without ids can be reported. */
  readonly taskUid?: number;
  /** Line in the source file, 1-based. */
  readonly line?: number;
}

/** Why a wish cannot be granted. The screen shows `message` as it stands. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly taskId?: string;
  /** Position of the refused command in the submitted list. */
  readonly commandIndex?: number;
}
