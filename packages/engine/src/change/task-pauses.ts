/** Pauses in the work of a task: where they lie, and how much of the work falls before a date. */
import type { TaskSplits } from "../model/plan/task.ts";
import type { Task } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import { isWorked, keepsDuration, workedStretches } from "./assignment-span.ts";
import { assignmentsOf, type Draft } from "./draft.ts";
import type { ScheduledTask } from "./schedule-lookup.ts";
import type { TaskTime } from "./task-time.ts";

/**
 * The task with the pauses that its dates show as its splits: where people have profiles of their own, these are the times
 * in which nobody works.
 */
export function asPaused(draft: Draft, task: Task): Task {
  const people = assignmentsOf(draft, task.id).filter((assignment) => isWorked(draft, assignment));
  if (task.mode !== "auto" || keepsDuration(task) || !people.some((assignment) => assignment.profile)) return task;
  const splits: TaskSplits[number][] = [];
  let worked = 0;
  workedStretches(people).forEach(({ from, to }, at, all) => {
    const last = all[at - 1];
    if (last) splits.push({ afterMinutes: toTenth(worked), gapMinutes: toTenth(from - last.to) });
    worked += to - from;
  });
  return { ...task, splits };
}

/** Minutes of pause in front of a point of the duration; a pause that begins there comes behind it. */
export function pausesBefore(task: Task, afterMinutes: number): number {
  return (task.splits ?? []).reduce((sum, split) => sum + (split.afterMinutes < afterMinutes ? split.gapMinutes : 0), 0);
}

/** The end of the done part of a started task: its actual start, what is done, and the pauses within. */
export function endOfDone(time: TaskTime, task: Task, start: Minute): Minute | undefined {
  return time.after(start, task.actualDurationMinutes + pausesBefore(task, task.actualDurationMinutes));
}

/** Where the rest of a started task goes on: never before `resume`. */
export function startOfRest(time: TaskTime, task: Task, start: Minute): Minute | undefined {
  const done = task.actualDurationMinutes;
  const following = (task.splits ?? []).find((split) => split.afterMinutes === done)?.gapMinutes ?? 0;
  const end = time.after(start, done + pausesBefore(task, done) + following);
  const next = end === undefined ? undefined : time.nextStart(end);
  return task.resume === undefined || next === undefined || next >= task.resume ? next : task.resume;
}

/**
 * The duration that is done or planned to be done before an instant, by the task's dates: for a task that is not driven
 * by its own calendar in proportion to that calendar's time.
 */
export function durationBefore(time: TaskTime, task: Task, dates: ScheduledTask, at: Minute): number {
  const done = task.actualStart === undefined ? 0 : task.actualDurationMinutes;
  const left = task.durationMinutes - done;
  const from = task.actualStart === undefined ? dates.start : startOfRest(time, task, task.actualStart);
  if (at >= dates.finish) return task.durationMinutes;
  if (from === undefined || at <= from || left <= 0) return done;
  const pauses = restOf(task.splits ?? [], done);
  const all = workedOf(time.between(from, dates.finish), pauses);
  const before = workedOf(time.between(from, at), pauses);
  return all > 0 ? Math.min(task.durationMinutes, toTenth(done + (left * before) / all)) : done;
}

/** The pauses still to come, counted from the end of what is done. A pause right at it has passed when the rest goes on. */
function restOf(splits: TaskSplits, done: number): TaskSplits {
  return splits.flatMap((split) => (split.afterMinutes > done || (done === 0 && split.afterMinutes === 0) ? [{ ...split, afterMinutes: split.afterMinutes - done }] : []));
}

/** Minutes of work in a stretch of time that begins with the work and holds pauses. */
function workedOf(minutes: number, pauses: TaskSplits): number {
  let paused = 0;
  for (const { afterMinutes, gapMinutes } of pauses) {
    if (minutes <= afterMinutes + paused) break;
    paused += Math.min(gapMinutes, minutes - afterMinutes - paused);
  }
  return minutes - paused;
}

/** The splits with a pause at a point of the duration; one that is there already is replaced. */
export function withPause(splits: TaskSplits | undefined, pause: TaskSplits[number]): TaskSplits {
  const others = (splits ?? []).filter((split) => split.afterMinutes !== pause.afterMinutes);
  return [...others, pause].sort((a, b) => a.afterMinutes - b.afterMinutes);
}
