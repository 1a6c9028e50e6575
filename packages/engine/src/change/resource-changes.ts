/** What happens to a task's work when people come or go: effort-driven it is shared anew, else everybody brings and takes their own. */
import type { Refusal } from "../base/problem.ts";
import type { Assignment, Task } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import { meanShare } from "../model/people/work-contour.ts";
import { keepsDuration, MOST_UNITS, withRemaining } from "./assignment-span.ts";
import { get, type Draft } from "./draft.ts";
import { refusal, taskTitle } from "./names.ts";
import { hours, putChecked, settleDuration, sharedBy, sumOf, workedOn } from "./work-balance.ts";

/** Whether the total work stays when people come or go; on a fixed-work task always. */
function isEffortDriven(task: Task): boolean {
  return task.effortDriven || task.taskType === "fixedWork";
}

/**
 * Lets people come and go by `change`, and shares the work; `was` are those who worked on the task before anything about
 * them changed. Only where somebody worked on it before and after is effort-driven work shared anew: the first people
 * bring their own work. A task whose people stay as they were keeps its duration.
 */
export function redistribute(draft: Draft, task: Task, was: readonly Assignment[], change: () => void): Refusal | undefined {
  const before = workedOn(draft, task.id);
  change();
  const after = workedOn(draft, task.id);
  const isSame = before.length === after.length && before.every((assignment) => after.some((other) => other.id === assignment.id));
  if (!isSame && isEffortDriven(task) && before.length > 0 && after.length > 0) {
    const refused = shareWork(draft, task, after, sumOf(before, (assignment) => assignment.remainingWorkMinutes));
    if (refused) return refused;
  }
  const isUntouched = was.length === after.length && was.every((assignment, at) => assignment === after[at]);
  return after.length === 0 || isUntouched ? undefined : settleDuration(draft, task.id);
}

/** Shares remaining work out by units; where the duration stays, the units follow. */
export function shareWork(draft: Draft, task: Task, people: readonly Assignment[], remainingWorkMinutes: number): Refusal | undefined {
  const shares = sharedBy(remainingWorkMinutes, people.map((assignment) => assignment.units));
  for (const [at, assignment] of people.entries()) {
    const share = shares[at] ?? 0;
    const room = task.remainingDurationMinutes * meanShare(assignment.contour);
    const next = withRemaining(assignment, share);
    const units = keepsDuration(task) && room > 0 && share > 0 ? Math.min(MOST_UNITS, share / room) : assignment.units;
    const refused = putChecked(draft, task, { ...next, units });
    if (refused) return refused;
  }
  return undefined;
}

/** The work that somebody new brings: units times what is left of the duration. */
export function newWork(task: Task, units: number): number {
  return toTenth(units * task.remainingDurationMinutes);
}

/** Reported work is not thrown away by taking somebody off a task. */
export function refusedRemoval(draft: Draft, assignment: Assignment): Refusal | undefined {
  if (assignment.actualWorkMinutes <= 0) return undefined;
  const resource = assignment.resourceId === undefined ? undefined : get(draft, "resource", assignment.resourceId);
  if (resource?.type !== "work") return undefined;
  const message = `“${resource.name}” has done ${hours(assignment.actualWorkMinutes)} on ${taskTitle(draft, assignment.taskId)}, so the assignment cannot be removed. Maybe set its remaining work to 0.`;
  return refusal("assignment/has-work", message, assignment.taskId);
}
