/** How the work on a task lies along its working time: stretches of one intensity each, pauses among them. */
import { contourShares, meanShare } from "../model/people/work-contour.ts";
import type { Assignment, Task } from "../model/records.ts";
import { inTicks } from "./ticks.ts";

/** Ticks of working time in a row with the same units; 0 units is a pause. */
export interface Stretch {
  readonly ticks: number;
  readonly units: number;
}

/**
 * The stretches of an assignment: its profile as it stands, else its regular work (without overtime) at its units, slowed
 * down by a contour, with the task's pauses in between.
 */
export function stretchesOf(task: Task, assignment: Assignment): readonly Stretch[] {
  if (assignment.profile && assignment.profile.length > 0) return assignment.profile.map(({ spanMinutes, units }) => ({ ticks: inTicks(spanMinutes), units }));
  return withPauses(contoured(assignment), task.splits);
}

/** The stretches of a task that no assignment drives: its duration, with its pauses in between. */
export function stretchesOfDuration(task: Task): readonly Stretch[] {
  return withPauses([{ ticks: inTicks(task.durationMinutes), units: 1 }], task.splits);
}

/** Work that takes working time: overtime is done beside it. */
export function regularWorkOf(assignment: Assignment): number {
  return Math.max(0, assignment.workMinutes - (assignment.overtimeWorkMinutes ?? 0));
}

function contoured(assignment: Assignment): readonly Stretch[] {
  const { contour, units } = assignment;
  const flat = regularWorkOf(assignment) / units;
  if (contour === undefined || contour === "flat" || contour === "contoured") return [{ ticks: inTicks(flat), units }];
  const all = inTicks(flat / meanShare(contour));
  const end = (tenth: number): number => Math.round((all * tenth) / 10);
  return contourShares(contour).map((share, tenth) => ({ ticks: end(tenth + 1) - end(tenth), units: units * share }));
}

/** Puts each pause behind the working time it follows. A pause at or behind the end pauses nothing. */
function withPauses(stretches: readonly Stretch[], splits: Task["splits"]): readonly Stretch[] {
  const pauses = splits?.filter(({ gapMinutes }) => gapMinutes > 0) ?? [];
  if (pauses.length === 0) return stretches;
  const all = ticksIn(stretches);
  const made: Stretch[] = [];
  const waiting = pauses.filter(({ afterMinutes }) => inTicks(afterMinutes) < all).sort((a, b) => a.afterMinutes - b.afterMinutes);
  let passed = 0;
  let next = 0;
  for (const stretch of stretches) {
    let left = stretch.ticks;
    for (let pause = waiting[next]; pause && inTicks(pause.afterMinutes) < passed + left; pause = waiting[next]) {
      const before = inTicks(pause.afterMinutes) - passed;
      if (before > 0) made.push({ ticks: before, units: stretch.units });
      made.push({ ticks: inTicks(pause.gapMinutes), units: 0 });
      passed += before;
      left -= before;
      next += 1;
    }
    if (left > 0) made.push({ ticks: left, units: stretch.units });
    passed += left;
  }
  return made;
}

export function ticksIn(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + stretch.ticks, 0);
}

/** Where an amount of work (in ticks at one unit) is reached: the end of the last work for it, and the start of the next. */
export function placeOfWork(stretches: readonly Stretch[], work: number): { stop: number; resume: number } {
  let passed = 0;
  let left = work;
  let stop = 0;
  for (const { ticks, units } of stretches) {
    const holds = ticks * units;
    if (units > 0 && holds > left + SMALLEST) {
      const at = Math.round(passed + left / units);
      return left <= SMALLEST ? { stop, resume: passed } : { stop: at, resume: at };
    }
    left -= holds;
    passed += ticks;
    if (units > 0) stop = passed;
  }
  return { stop, resume: passed };
}

/** Less work than this is a rounding: half a tick. */
const SMALLEST = 0.5;
