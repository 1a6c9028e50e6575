/** Lays work out day by day (TimephasedData) where it does not lie evenly: a profile by hand, or pauses. */
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { stretchesOf, stretchesOfDuration, type Stretch } from "@leadline/engine/schedule/work-stretches.ts";
import { inMinutes } from "@leadline/engine/schedule/ticks.ts";
import { minutesWorkedBy } from "@leadline/engine/schedule/worked-time.ts";
import { LATEST_MINUTE, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { branch, leaf, type XmlElement } from "../xml/xml-element.ts";
import { dateText, durationText, shifted, toTenths } from "./values.ts";

/** Whether Microsoft Project could not find out by itself how the work lies. */
export function liesUnevenly(task: Task, assignment: Assignment): boolean {
  return (assignment.profile?.length ?? 0) > 0 || hasPauses(task);
}

/** Whether a task stands still somewhere before its end. */
export function hasPauses({ splits, durationMinutes }: Task): boolean {
  return splits?.some(({ afterMinutes, gapMinutes }) => gapMinutes > 0 && afterMinutes < durationMinutes) ?? false;
}

export interface LaidOut {
  readonly project: Project;
  readonly task: Task;
  /** For a task that nobody works on, a row that stands for nobody. */
  readonly assignment: Assignment;
  readonly uid: number;
  readonly start: Minute;
}

/** A long plan needs no more; further days would only make the file large. */
const MOST_DAYS = 4000;

const REMAINING = 1;
const ACTUAL = 2;

/** One element for each day on which something is or was done, in order; `undefined` where the work is too long to tell by days. */
export function dayElements({ project, task, assignment, uid, start }: LaidOut): XmlElement[] | undefined {
  const isNobodys = assignment.resourceId === undefined;
  const stretches = isNobodys && !assignment.profile ? stretchesOfDuration(task) : stretchesOf(task, assignment);
  const done = isNobodys ? task.actualDurationMinutes : assignment.actualWorkMinutes - (assignment.actualOvertimeWorkMinutes ?? 0);
  const elements: XmlElement[] = [];
  const clock = startClock(project, assignment, start);
  const resume = assignment.resume ?? task.resume;
  let hasResumed = done <= 0;
  for (const { minutes, units, isDone } of piecesOf(stretches, done)) {
    if (!isDone && !hasResumed && resume !== undefined) clock.skipTo(resume);
    if (!isDone) hasResumed = true;
    if (!clock.pass(minutes, (from, to, worked) => {
      if (units > 0) elements.push(dayElement({ type: isDone ? ACTUAL : REMAINING, uid, from, to, workMinutes: worked * units }));
    })) return undefined;
    if (elements.length > MOST_DAYS) return undefined;
  }
  return elements;
}

/** First and last moment of an assignment that has not begun: the task's start, its delays, its stretches. */
export function spanOf({ project, task, assignment, start }: Omit<LaidOut, "uid">): { readonly start: Minute; readonly finish: Minute } | undefined {
  const clock = startClock(project, assignment, start);
  const wait = Math.max(0, assignment.delayMinutes + (assignment.levelingDelayMinutes ?? 0));
  let [first, last]: (Minute | undefined)[] = [];
  const isWaited = clock.pass(wait, () => undefined);
  const isPlaced = isWaited && stretchesOf(task, assignment).every(({ ticks, units }) =>
    clock.pass(inMinutes(ticks), (from, to) => {
      if (units === 0) return;
      first ??= from;
      last = to;
    }),
  );
  return isPlaced && first !== undefined && last !== undefined ? { start: first, finish: last } : undefined;
}

interface Piece {
  readonly minutes: number;
  readonly units: number;
  readonly isDone: boolean;
}

/** The stretches, the one within which the finished work ends cut in two. Pauses behind finished work belong to what is left. */
function* piecesOf(stretches: readonly Stretch[], doneMinutes: number): Generator<Piece> {
  let left = doneMinutes;
  for (const { ticks, units } of stretches) {
    const minutes = inMinutes(ticks);
    const done = units > 0 ? Math.min(minutes, Math.max(0, toTenths(left / units))) : left > 0 ? minutes : 0;
    left -= done * units;
    if (done > 0) yield { minutes: done, units, isDone: true };
    if (minutes - done > 0.05) yield { minutes: toTenths(minutes - done), units, isDone: false };
  }
}

interface Clock {
  readonly skipTo: (instant: Minute) => void;
  /** Lets so many working minutes pass and tells the working part of each day; false where the calendar has not so many. */
  readonly pass: (minutes: number, day: (from: Minute, to: Minute, workedMinutes: number) => void) => boolean;
}

function startClock(project: Project, assignment: Assignment, start: Minute): Clock {
  const worked = (from: Minute, to: Minute): number => minutesWorkedBy(project, assignment, from, to);
  let at = start;
  const pass: Clock["pass"] = (minutes, day) => {
    let left = minutes;
    for (let days = 0; left > 0.05; days += 1) {
      const midnight = nextMidnight(at);
      if (days > MOST_DAYS || midnight >= LATEST_MINUTE) return false;
      const inDay = worked(at, midnight);
      if (inDay > 0) {
        const from = firstWhere(at, midnight, (instant) => worked(at, instant) > 0, -1);
        const to = left < inDay ? firstWhere(at, midnight, (instant) => worked(at, instant) >= left, 0) : firstWhere(at, midnight, (instant) => worked(at, instant) >= inDay, 0);
        day(from, to, Math.min(left, inDay));
        left = toTenths(left - Math.min(left, inDay));
        at = left > 0.05 ? midnight : to;
      } else at = midnight;
    }
    return true;
  };
  return { pass, skipTo: (instant) => void (at = instant > at ? instant : at) };
}

function nextMidnight(at: Minute): Minute {
  return shifted(at, MINUTES_PER_DAY - (((at % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY));
}

/** The first instant in (from, to] at which the test holds, moved by so many minutes; the test holds from some instant on. */
function firstWhere(from: Minute, to: Minute, test: (instant: Minute) => boolean, move: number): Minute {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = shifted(low, Math.floor((high - low) / 2));
    if (test(middle)) high = middle;
    else low = middle;
  }
  return shifted(high, move);
}

interface Day {
  readonly type: number;
  readonly uid: number;
  readonly from: Minute;
  readonly to: Minute;
  readonly workMinutes: number;
}

/** Unit 1: what Microsoft Project writes for the part of one day. */
function dayElement({ type, uid, from, to, workMinutes }: Day): XmlElement {
  return branch("TimephasedData", [
    leaf("Type", String(type)),
    leaf("UID", String(uid)),
    leaf("Start", dateText(from)),
    leaf("Finish", dateText(to)),
    leaf("Unit", "1"),
    leaf("Value", durationText(toTenths(workMinutes))),
  ]);
}
