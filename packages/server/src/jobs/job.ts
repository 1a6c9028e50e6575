/** A piece of work that goes on behind the screen: what is stored of it, and what the code that does it gets. */

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  /** What is being done now. */
  readonly sentence: string;
}

export interface Job {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** This one included. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly actor: string;
}

export interface JobRun {
  readonly job: Job;
  readonly progress: (progress: JobProgress) => void;
  /** Aborted where the job is cancelled, where the server stops, and where another server has taken the job over. */
  readonly signal: AbortSignal;
}

/** Does the work and answers the result. A `StartFailure` or an `HttpProblem` is final; whatever else is thrown, is tried again. */
export type JobWork = (run: JobRun) => Promise<Readonly<Record<string, unknown>>>;

export type JobKinds = Readonly<Record<string, JobWork>>;

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly actor: string;
  /** At most one job of a kind has it. */
  readonly occasion?: string;
  readonly maxAttempts?: number;
}

/** Seconds before the next attempt, by the number of those that failed. */
export function pauseAfter(attempts: number): number {
  return Math.min(10 * 4 ** (attempts - 1), 3600);
}
