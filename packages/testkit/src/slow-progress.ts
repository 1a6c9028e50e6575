/** Where the work of a task under way stands (docs/decisions/scheduling-rules.md 8 and 9). Part of the specification scheduler. */
import { TICKS } from "./slow-calendar.ts";
import type { Dates, Driver, Leaf } from "./slow-leaf.ts";
import { inTicks, lengthOf, type Stretch } from "./slow-stretches.ts";
import { add, nextStart, workBetween } from "./slow-working-time.ts";

/** Instants of one who works on the task. */
export interface Standing {
  /** The end of what is done. */
  readonly stop: number;
  /** Where the rest goes on. */
  readonly resume: number;
  readonly finish: number;
  readonly isFinished: boolean;
  /** The work from `resume` on. */
  readonly rest: readonly Stretch[];
}

/** Stored instants are whole minutes: a pause shorter than that is a rounding. */
const SHORTEST_PAUSE = TICKS;
/** Less work than half a tick is none. */
const NOTHING = 0.5;

/** Actual dates override everything else; the rest of the work ends with the last who has any, and not before a date given by FNET. */
export function actualDates(leaf: Leaf): Dates {
  const { task } = leaf;
  const start = (task.actualStart ?? task.actualFinish ?? 0) * TICKS;
  if (task.actualFinish !== undefined) return { start, finish: task.actualFinish * TICKS };
  const finish = Math.max(...standingsOf(leaf).map((one) => one.finish));
  const isHeld = task.constraint === "FNET" && task.constraintDate !== undefined;
  return { start, finish: isHeld ? Math.max(finish, (task.constraintDate ?? 0) * TICKS) : finish };
}

/** Where the rest of a started task goes on: with the first who has work left. */
export function resumeOf(leaf: Leaf, early: Dates): number {
  const unfinished = standingsOf(leaf).filter(({ isFinished }) => !isFinished);
  return unfinished.length === 0 ? early.finish : Math.min(...unfinished.map(({ resume }) => resume));
}

/** Where the done part of a started task ends: with the last who has done any. */
export function stopOf(leaf: Leaf): number {
  return Math.max(...standingsOf(leaf).map(({ stop }) => stop));
}

function standingsOf(leaf: Leaf): readonly Standing[] {
  return leaf.drivers.map((driver) => standingOf(leaf, driver));
}

/** Rules 8 and 9 for one driver: its done work is walked along its stretches; a later resume is a pause in front of the rest. */
export function standingOf({ task, isElapsed }: Leaf, { calendar, stretches, wait, assignment }: Driver): Standing {
  const started = (task.actualStart ?? task.actualFinish ?? 0) * TICKS;
  const step = (t: number, ticks: number): number => (isElapsed ? t + ticks : add(calendar, t, ticks));
  const between = (a: number, b: number): number => (isElapsed ? b - a : workBetween(calendar, a, b));
  const start = assignment?.actualStart === undefined ? step(started, wait) : Math.max(started, assignment.actualStart * TICKS);
  const length = lengthOf(stretches);
  const isFinished = (assignment ? assignment.remainingWorkMinutes : task.remainingDurationMinutes) === 0;
  if (isFinished) {
    const end = assignment?.actualFinish === undefined ? step(start, length) : Math.max(started, assignment.actualFinish * TICKS);
    return { stop: step(start, length), resume: step(start, length), finish: end, isFinished, rest: [] };
  }
  const done = inTicks(assignment ? Math.max(0, assignment.actualWorkMinutes - (assignment.actualOvertimeWorkMinutes ?? 0)) : task.actualDurationMinutes);
  const { stop, resume } = walk(stretches, done);
  const until = between(start, Math.max(task.resume ?? -Infinity, assignment?.resume ?? -Infinity) * TICKS);
  const pause = until - resume >= SHORTEST_PAUSE ? until - resume : 0;
  const goesOn = step(start, resume + pause);
  return { stop: step(start, stop), resume: isElapsed ? goesOn : nextStart(calendar, goesOn), finish: step(start, length + pause), isFinished, rest: behind(stretches, resume) };
}

/** Positions in the stretches where so much work is done, and where there is more to do. */
function walk(stretches: readonly Stretch[], done: number): { readonly stop: number; readonly resume: number } {
  const ends = stretches.map(({ ticks, units }, at) => ({ from: lengthOf(stretches.slice(0, at)), work: ticks * units, units, ticks }));
  const before = (at: number): number => ends.slice(0, at).reduce((sum, { work }) => sum + work, 0);
  const at = ends.findIndex(({ work, units }, index) => units > 0 && before(index) + work > done + NOTHING);
  const stretch = ends[at];
  const worked = ends.slice(0, stretch ? at : ends.length).findLast(({ units }) => units > 0);
  const workedEnd = worked ? worked.from + worked.ticks : 0;
  if (!stretch) return { stop: workedEnd, resume: lengthOf(stretches) };
  const left = done - before(at);
  if (left <= NOTHING) return { stop: workedEnd, resume: stretch.from };
  const place = Math.round(stretch.from + left / stretch.units);
  return { stop: place, resume: place };
}

function behind(stretches: readonly Stretch[], place: number): readonly Stretch[] {
  return stretches.flatMap((stretch, at) => {
    const from = lengthOf(stretches.slice(0, at));
    const ticks = Math.min(stretch.ticks, from + stretch.ticks - place);
    return ticks > 0 ? [{ ticks, units: stretch.units }] : [];
  });
}
