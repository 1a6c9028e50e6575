/** The door of scheduling: records in, dates out. Results are a value of their own and never written into the plan. */
import type { Problem } from "../base/problem.ts";
import type { Minute } from "../time/minute.ts";

/** What scheduling found for one task. All dates are wall clock; slack is working time in the task's own calendar. */
export interface TaskSchedule {
  readonly taskId: string;
  readonly start: Minute;
  readonly finish: Minute;
  /** Where the work still to do begins, of a task under way by Primavera's rules. */
  readonly remainingStart?: Minute;
  readonly earlyStart: Minute;
  readonly earlyFinish: Minute;
  readonly lateStart: Minute;
  readonly lateFinish: Minute;
  /** Working minutes (tenths possible); for an elapsed task wall-clock minutes. */
  readonly totalSlackMinutes: number;
  readonly freeSlackMinutes: number;
  /** Total slack at most the project's limit, and not finished; for a summary: any child is. */
  readonly critical: boolean;
  /** Scheduled duration: of a summary or an assignment-driven task, the working time from start to finish. */
  readonly durationMinutes: number;
  /** 0-100; of a summary, rolled up over its leaves. */
  readonly percentComplete: number;
  readonly isSummary: boolean;
  readonly isMilestone: boolean;
}

export interface Schedule {
  /** Earliest start and latest finish of the active tasks; the project's start where it has none. */
  readonly start: Minute;
  readonly finish: Minute;
  /** Undefined for an inactive task, an unknown id, and a task inside a loop of links. */
  readonly of: (taskId: string) => TaskSchedule | undefined;
  /** Ids of the critical leaf tasks, in row order. */
  readonly criticalTaskIds: readonly string[];
  /** Whether the link fixed its successor's date. */
  readonly isDriving: (linkId: string) => boolean;
}

export interface ScheduleResult {
  readonly schedule: Schedule;
  readonly problems: readonly Problem[];
}
