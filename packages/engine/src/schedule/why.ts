/** "Why this date?": the chain that fixed a task's dates, in words with this plan's own names and numbers. */
import type { Minute } from "../time/minute.ts";

/** One step of an explanation, latest first: what fixed this task's start, down to the project start. */
export interface WhyStep {
  readonly taskId: string;
  readonly cause: "projectStart" | "projectFinish" | "link" | "constraint" | "calendar" | "actual" | "manual" | "summary" | "levelingDelay" | "external" | "deadline" | "resource" | "dataDate" | "neighbours";
  /** Whole sentence, e.g. "“Pilot” starts Mon 9 Mar 2026 08:00 because “Build” (row 3) finishes Thu 5 Mar 17:00 and the link 3FS+2d adds 2 working days." */
  readonly sentence: string;
  readonly at: Minute;
  readonly linkId?: string;
}

export interface Why {
  readonly taskId: string;
  /** One sentence for start and finish. */
  readonly headline: string;
  /** The driving chain back to the project start. */
  readonly steps: readonly WhyStep[];
  /** What gives the late dates and the slack, one or more sentences. */
  readonly slack: readonly string[];
}
