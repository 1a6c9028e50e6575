/** Duration, units and work of a task held together: when one is typed, its task type says which of the others gives way (domain A7). */
import type { Refusal } from "../base/problem.ts";
import type { Assignment, Task } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import { factorFor, isWorked, keepsDuration, lengthOfAll, MOST_MINUTES, MOST_UNITS, remainingStretches, rescaled, waitOf, workedStretches, withRemaining } from "./assignment-span.ts";
import { assignmentsOf, get, putAssignment, putTask, type Draft } from "./draft.ts";
import { refusal, taskTitle } from "./names.ts";
import type { ScheduleLookup } from "./schedule-lookup.ts";
import { withDuration } from "./task-duration.ts";

/** Assignments in which people work, as they stand in the draft. */
export function workedOn(draft: Draft, taskId: string): Assignment[] {
  return assignmentsOf(draft, taskId).filter((assignment) => isWorked(draft, assignment));
}

/**
 * After a new duration (`before` as its dates show it): the work follows; on a fixed-work task the units do. Who works only
 * a part of the duration keeps this share of it. Material and cost assignments have no work that time could change.
 */
export function followDuration(draft: Draft, before: Task, after: Task): Refusal | undefined {
  if (before.durationMinutes === after.durationMinutes && before.remainingDurationMinutes === after.remainingDurationMinutes) return undefined;
  const people = workedOn(draft, after.id);
  const factor = stretchFactor(before, after, people);
  for (const assignment of [...assignmentsOf(draft, after.id)]) {
    if (assignment.resourceId !== undefined && !isWorked(draft, assignment)) continue;
    const isStretched = factor !== undefined && assignment.resourceId !== undefined;
    const next = isStretched ? rescaled(assignment, after.taskType === "fixedWork" ? { work: 1, units: 1 / factor } : { work: factor, units: 1 }) : fitted(before, after, assignment);
    const refused = putChecked(draft, after, next);
    if (refused) return refused;
  }
  return undefined;
}

/** By how much people work longer where they fix the task's dates; undefined where its duration does, or nothing is left to do. */
function stretchFactor(before: Task, after: Task, people: readonly Assignment[]): number | undefined {
  if (!isDriven(before) || after.remainingDurationMinutes <= 0) return undefined;
  const left = lengthOfAll(remainingStretches(before, people));
  const isOwnTime = left > 0 && Math.abs(left - before.remainingDurationMinutes) > 0.1;
  return isOwnTime ? after.remainingDurationMinutes / before.remainingDurationMinutes : factorFor(before, people, after.remainingDurationMinutes);
}

/** Whether people, where there are any, fix the task's dates. */
function isDriven(task: Task): boolean {
  return task.mode === "auto" && !task.external && !keepsDuration(task);
}

/**
 * The task with the duration that its dates show: where people fix these, the time in which they work, whatever a file
 * said of the duration. So a duration that is typed is the duration that is shown. Where people have calendars of their
 * own, only the schedule knows that time.
 */
export function asShown(draft: Draft, task: Task, dates: ScheduleLookup): Task {
  if (!isDriven(task)) return task;
  const people = workedOn(draft, task.id);
  const calendars = new Set(people.map((assignment) => get(draft, "resource", assignment.resourceId ?? "")?.calendarId));
  const planned = calendars.size > 1 && task.actualStart === undefined ? dates.of(task.id)?.durationMinutes : undefined;
  const left = planned ?? toTenth(lengthOfAll(remainingStretches(task, people)));
  return left > 0 ? { ...task, durationMinutes: toTenth(task.actualDurationMinutes + left), remainingDurationMinutes: left } : task;
}

/** The assignment fitted into a new duration in which it works as large a part as before. */
function fitted(before: Task, after: Task, assignment: Assignment): Assignment {
  const oldSpan = roomIn(before, assignment);
  const newSpan = roomIn(after, assignment);
  if (after.taskType === "fixedWork") return oldSpan <= 0 || newSpan <= 0 ? assignment : rescaled(assignment, { work: 1, units: oldSpan / newSpan });
  if (oldSpan > 0) return rescaled(assignment, { work: newSpan / oldSpan, units: 1 });
  return withRemaining(assignment, toTenth(assignment.units * newSpan));
}

/** The part of the remaining duration in which an assignment can work: all of it after the assignment's wait. */
function roomIn(task: Task, assignment: Assignment): number {
  const delay = assignment.actualWorkMinutes > 0 ? 0 : Math.max(0, waitOf(assignment) - task.actualDurationMinutes);
  return task.remainingDurationMinutes > delay ? task.remainingDurationMinutes - delay : task.remainingDurationMinutes;
}

/** New units of one assignment. On a fixed-duration task the work follows, else the time. */
export function withUnits(task: Task, assignment: Assignment, units: number): Assignment {
  if (units === assignment.units) return assignment;
  if (assignment.units <= 0) return keepsDuration(task) ? withRemaining({ ...assignment, units }, toTenth(units * roomIn(task, assignment))) : { ...assignment, units };
  const factor = units / assignment.units;
  const next = rescaled(assignment, { work: keepsDuration(task) ? factor : 1, units: factor });
  return { ...next, units };
}

/** New remaining work of one assignment. On a fixed-duration task the units follow, else the time. */
export function withRemainingWork(task: Task, assignment: Assignment, remainingWorkMinutes: number): Assignment {
  if (!keepsDuration(task) || remainingWorkMinutes === assignment.remainingWorkMinutes) return withRemaining(assignment, remainingWorkMinutes);
  const room = roomIn(task, assignment);
  if (remainingWorkMinutes <= 0 || room <= 0) return withRemaining(assignment, remainingWorkMinutes);
  if (assignment.remainingWorkMinutes <= 0) return withRemaining({ ...assignment, units: Math.min(MOST_UNITS, remainingWorkMinutes / room) }, remainingWorkMinutes);
  return withRemaining(assignment, remainingWorkMinutes, remainingWorkMinutes / assignment.remainingWorkMinutes);
}

/** New total work of a task, split over its people in proportion to what each has left (to their units where nobody has any). */
export function setWork(draft: Draft, task: Task, workMinutes: number): Refusal | undefined {
  const people = workedOn(draft, task.id);
  const done = sumOf(people, (assignment) => assignment.actualWorkMinutes);
  if (people.length === 0) return refusal("task/nobody-works", `nobody works on ${taskTitle(draft, task.id, task.name)}, so it has no work to change. Maybe assign a resource first.`, task.id);
  if (workMinutes < done) {
    return refusal("task/less-than-done", `${hours(done)} of work are done on ${taskTitle(draft, task.id, task.name)} already, so its work cannot be ${hours(workMinutes)}.`, task.id);
  }
  const left = sharedOut(toTenth(workMinutes - done), people);
  for (const [at, assignment] of people.entries()) {
    const refused = putChecked(draft, task, withRemainingWork(task, assignment, left[at] ?? 0));
    if (refused) return refused;
  }
  return settleDuration(draft, task.id);
}

/** A sum of work shared out in tenths of minutes, the last one taking what rounding leaves. */
function sharedOut(work: number, people: readonly Assignment[]): number[] {
  const hasWork = people.some((assignment) => assignment.remainingWorkMinutes > 0);
  const weights = people.map((assignment) => (hasWork ? assignment.remainingWorkMinutes : assignment.units));
  return sharedBy(work, weights);
}

/** `sharedBy(100, [1, 2])` = 33.3 and 66.7; equal parts where all weights are 0. */
export function sharedBy(work: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let left = work;
  return weights.map((weight, at) => {
    const share = at === weights.length - 1 ? toTenth(left) : toTenth(all > 0 ? (work * weight) / all : work / weights.length);
    left -= share;
    return Math.max(0, share);
  });
}

/**
 * The duration as long as anybody works, after work or units have changed. A task that keeps its duration, a
 * summary's and one on which nobody works stay as they are.
 */
export function settleDuration(draft: Draft, taskId: string): Refusal | undefined {
  const task = get(draft, "task", taskId);
  if (!task || keepsDuration(task)) return undefined;
  const left = lengthOfAll(remainingStretches(task, workedOn(draft, taskId)));
  if (left <= 0) return undefined;
  const durationMinutes = toTenth(task.actualDurationMinutes + left);
  if (durationMinutes === task.durationMinutes) return undefined;
  if (durationMinutes > MOST_MINUTES) return refusal("task/too-long", `with this work ${taskTitle(draft, taskId)} would take longer than a plan can hold.`, taskId);
  const outcome = withDuration(draft, task, { durationMinutes });
  if (!outcome.ok) return outcome.refusal;
  putTask(draft, outcome.task);
  return undefined;
}

/** The duration that the whole work of a task's people takes; that of the task where it does not follow from them. */
export function wholeDuration(draft: Draft, task: Task): number {
  const all = lengthOfAll(workedStretches(workedOn(draft, task.id)));
  return keepsDuration(task) || all <= 0 ? task.durationMinutes : toTenth(all);
}

/** Puts an assignment unless its work or units grew beyond what a record holds. */
export function putChecked(draft: Draft, task: Task, assignment: Assignment): Refusal | undefined {
  if (assignment.workMinutes > MOST_MINUTES || (assignment.overtimeWorkMinutes ?? 0) > MOST_MINUTES) {
    return refusal("assignment/too-much-work", `this would give ${taskTitle(draft, task.id)} more work than a plan can hold.`, task.id);
  }
  putAssignment(draft, assignment);
  return undefined;
}

export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return toTenth(items.reduce((sum, item) => sum + value(item), 0));
}

/** "12h", "2.5h". */
export function hours(minutes: number): string {
  return `${Number((minutes / 60).toFixed(2))}h`;
}
