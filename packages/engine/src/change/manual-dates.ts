/** The fixed dates of manually scheduled tasks: start, finish and duration held together in the task's working time. */
import type { Task } from "../model/records.ts";
import type { Minute } from "../time/minute.ts";
import type { Draft } from "./draft.ts";
import { taskTimeOf } from "./task-time.ts";

/** The finish that follows from a manual task's start and duration; `undefined` beyond the last date that a plan holds. */
export function finishFrom(draft: Draft, task: Task, start: Minute): Minute | undefined {
  return task.durationMinutes === 0 ? start : taskTimeOf(draft, task).after(start, task.durationMinutes + pausesOf(task));
}

/** The duration that follows from a manual task's start and finish. */
export function durationBetween(draft: Draft, task: Task, start: Minute, finish: Minute): number {
  return Math.max(0, taskTimeOf(draft, task).between(start, finish) - pausesOf(task));
}

function pausesOf(task: Task): number {
  return (task.splits ?? []).reduce((sum, split) => sum + split.gapMinutes, 0);
}
