/** How long assignments work: spans from work, units, contour and overtime, and the same assignment with more or less of them. */
import { meanShare, spanShareAt, workShareAt } from "../model/people/work-contour.ts";
import type { Assignment, Task } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import { get, type Draft } from "./draft.ts";

/** Largest values that records hold. */
export const MOST_MINUTES = 1e9;
export const MOST_UNITS = 1_000_000;

/** Whether somebody works on it: materials, costs and rows without a resource take no time. */
export function isWorked(draft: Draft, assignment: Assignment): boolean {
  return assignment.resourceId !== undefined && get(draft, "resource", assignment.resourceId)?.type === "work";
}

/**
 * Whether the task's duration stays when work or units change: on a fixed-duration task, and where the duration is
 * elapsed, which no working time can change.
 */
export function keepsDuration(task: Task): boolean {
  return task.taskType === "fixedDuration" || task.durationUnit.startsWith("e");
}

/** Working minutes from the assignment's first to its last work; overtime takes none. 0 where nothing is to be done. */
export function spanOf(assignment: Assignment): number {
  if (assignment.profile) return assignment.profile.reduce((sum, part) => sum + part.spanMinutes, 0);
  const rate = assignment.units * meanShare(assignment.contour);
  return rate > 0 ? (assignment.workMinutes - (assignment.overtimeWorkMinutes ?? 0)) / rate : 0;
}

/** Working minutes after the task's start at which the assignment begins. */
export function waitOf(assignment: Assignment): number {
  return Math.max(0, assignment.delayMinutes + (assignment.levelingDelayMinutes ?? 0));
}

/** A stretch of the task's working time, counted from its start. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When the whole work of people is done: stretches in a row, joined where they touch. Times in which nobody works do not count as duration. */
export function workedStretches(people: readonly Assignment[]): readonly Stretch[] {
  return joined(people.flatMap((assignment) => stretchesFrom(assignment, 0).map((stretch) => shifted(stretch, waitOf(assignment)))));
}

/** The same of what is left, counted from the point of the duration that is reached; every span times `factor`. */
export function remainingStretches(task: Task, people: readonly Assignment[], factor = 1): readonly Stretch[] {
  return joined(
    people.flatMap((assignment) => {
      if (assignment.remainingWorkMinutes <= 0) return [];
      const done = spanOf(assignment) * doneSpanShare(assignment);
      const wait = assignment.actualWorkMinutes > 0 ? 0 : Math.max(0, waitOf(assignment) - task.actualDurationMinutes);
      return stretchesFrom(assignment, done).map(({ from, to }) => ({ from: (from - done) * factor + wait, to: (to - done) * factor + wait }));
    }),
  );
}

/**
 * The factor by which all spans must be longer for what is left to take so many minutes, while people wait as long as they
 * did; undefined where nothing is left to be stretched.
 */
export function factorFor(task: Task, people: readonly Assignment[], minutes: number): number | undefined {
  const longest = Math.max(0, ...people.map((assignment) => lengthOfAll(remainingStretches(task, [assignment]))));
  if (longest <= 0) return undefined;
  const lengthAt = (factor: number): number => lengthOfAll(remainingStretches(task, people, factor));
  let [low, high] = [0, minutes / longest];
  for (let step = 0; step < 60 && lengthAt(high) - minutes > 0.01; step += 1) {
    const middle = (low + high) / 2;
    if (lengthAt(middle) < minutes) low = middle;
    else high = middle;
  }
  return high;
}

/** The share (0-1) of the time worked on an assignment that is done; pauses of its profile do not count. */
export function doneTimeShare(assignment: Assignment): number {
  const all = lengthOfAll(stretchesFrom(assignment, 0));
  return all > 0 ? 1 - lengthOfAll(stretchesFrom(assignment, spanOf(assignment) * doneSpanShare(assignment))) / all : 0;
}

/** The parts of the span in which work is done, from a point of it on. */
function stretchesFrom(assignment: Assignment, begin: number): Stretch[] {
  let at = 0;
  return (assignment.profile ?? [{ spanMinutes: spanOf(assignment), units: 1 }]).flatMap(({ spanMinutes, units }) => {
    const [from, to] = [Math.max(begin, at), at + spanMinutes];
    at = to;
    return units > 0 && to > from ? [{ from, to }] : [];
  });
}

function shifted({ from, to }: Stretch, by: number): Stretch {
  return { from: from + by, to: to + by };
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** Minutes in stretches altogether. */
export function lengthOfAll(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** The time after the task's start at which so many minutes of the stretches have passed. */
export function timeAfter(stretches: readonly Stretch[], minutes: number): number {
  let left = minutes;
  for (const { from, to } of stretches) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return stretches.at(-1)?.to ?? minutes;
}

/** Minutes of the span that are done, pauses within counted in. */
export function doneSpanOf(assignment: Assignment): number {
  return toTenth(spanOf(assignment) * doneSpanShare(assignment));
}

/** The share (0-1) of the span that the actual work took, by the contour. */
function doneSpanShare(assignment: Assignment): number {
  if (assignment.workMinutes <= 0) return 0;
  const workShare = assignment.actualWorkMinutes / assignment.workMinutes;
  return assignment.profile ? profileSpanShare(assignment.profile, workShare) : spanShareAt(assignment.contour, workShare);
}

type Profile = NonNullable<Assignment["profile"]>;

const workOf = (profile: Profile): number => profile.reduce((sum, part) => sum + part.spanMinutes * part.units, 0);
const lengthOf = (profile: Profile): number => profile.reduce((sum, part) => sum + part.spanMinutes, 0);

/** The share of a profile's length after which a share of its work is done. */
function profileSpanShare(profile: Profile, workShare: number): number {
  let left = workOf(profile) * workShare;
  let length = 0;
  for (const part of profile) {
    if (left <= 0) break;
    const work = part.spanMinutes * part.units;
    length += work > left ? (part.spanMinutes * left) / work : part.spanMinutes;
    left -= work;
  }
  const all = lengthOf(profile);
  return all > 0 ? length / all : 0;
}

/** The share of a profile's work that is done after a share of its length. */
function profileWorkShare(profile: Profile, spanShare: number): number {
  let left = lengthOf(profile) * spanShare;
  let work = 0;
  for (const part of profile) {
    if (left <= 0) break;
    work += Math.min(part.spanMinutes, left) * part.units;
    left -= part.spanMinutes;
  }
  const all = workOf(profile);
  return all > 0 ? work / all : 0;
}

/** The assignment of a person with its work done up to a time after the task's start (Infinity: all of it). */
export function doneUpTo(assignment: Assignment, reached: number): Assignment {
  const span = spanOf(assignment);
  const spanShare = span <= 0 ? (reached === Infinity ? 1 : 0) : Math.min(1, Math.max(0, (reached - waitOf(assignment)) / span));
  if (spanShare >= 1) return withActualWork(assignment, assignment.workMinutes);
  const workShare = assignment.profile ? profileWorkShare(assignment.profile, spanShare) : workShareAt(assignment.contour, spanShare);
  return withActualWork(assignment, toTenth(assignment.workMinutes * workShare));
}

/** Without dates of its own the assignment follows those of its task. */
export function withoutOwnDates(assignment: Assignment): Assignment {
  const { actualStart: _start, actualFinish: _finish, stop: _stop, resume: _resume, ...rest } = assignment;
  return rest;
}

/** The assignment with so much of its work done; its overtime is done in the same proportion, and dates of its own follow the task's again. */
export function withActualWork(assignment: Assignment, actualWorkMinutes: number): Assignment {
  const { actualOvertimeWorkMinutes: _done, ...rest } = withoutOwnDates(assignment);
  const actual = Math.min(assignment.workMinutes, actualWorkMinutes);
  const next: Assignment = { ...rest, actualWorkMinutes: actual, remainingWorkMinutes: toTenth(assignment.workMinutes - actual) };
  const share = assignment.workMinutes > 0 ? actual / assignment.workMinutes : 0;
  return assignment.overtimeWorkMinutes === undefined || share === 0 ? next : { ...next, actualOvertimeWorkMinutes: toTenth(assignment.overtimeWorkMinutes * share) };
}

/** What is left to do, times `work`; the units, times `units`. What is done stays done. */
export function rescaled(assignment: Assignment, by: { readonly work: number; readonly units: number }): Assignment {
  return withRemaining(assignment, toTenth(assignment.remainingWorkMinutes * by.work), by.units);
}

/** The assignment with so much left to do; overtime and profile follow in proportion. */
export function withRemaining(assignment: Assignment, remainingWorkMinutes: number, unitsFactor = 1): Assignment {
  const { profile, overtimeWorkMinutes, ...rest } = assignment;
  const factor = assignment.remainingWorkMinutes > 0 ? remainingWorkMinutes / assignment.remainingWorkMinutes : 1;
  const overtimeDone = assignment.actualOvertimeWorkMinutes ?? 0;
  const next: Assignment = {
    ...rest,
    units: Math.min(MOST_UNITS, assignment.units * unitsFactor),
    remainingWorkMinutes,
    workMinutes: toTenth(assignment.actualWorkMinutes + remainingWorkMinutes),
    ...(overtimeWorkMinutes === undefined ? {} : { overtimeWorkMinutes: toTenth(overtimeDone + Math.max(0, overtimeWorkMinutes - overtimeDone) * factor) }),
  };
  return profile ? { ...next, profile: withTail(profile, assignment, { spans: factor / unitsFactor, units: unitsFactor }) } : next;
}

/** The profile with everything behind the finished work stretched and made more or less dense. */
function withTail(profile: Profile, assignment: Assignment, by: { readonly spans: number; readonly units: number }): Profile {
  const share = assignment.workMinutes > 0 ? assignment.actualWorkMinutes / assignment.workMinutes : 0;
  let head = lengthOf(profile) * profileSpanShare(profile, share);
  return profile.flatMap((part) => {
    const kept = Math.min(part.spanMinutes, head);
    head -= kept;
    const tail = { spanMinutes: Math.min(MOST_MINUTES, toTenth((part.spanMinutes - kept) * by.spans)), units: Math.min(MOST_UNITS, part.units * by.units) };
    return [...(kept > 0 ? [{ ...part, spanMinutes: toTenth(kept) }] : []), ...(part.spanMinutes > kept ? [tail] : [])];
  });
}

/** The assignment with a pause put into its profile after so many minutes of it, earlier pauses counted in. */
export function withPauseInProfile(assignment: Assignment, afterMinutes: number, gapMinutes: number): Assignment {
  if (!assignment.profile || afterMinutes <= 0 || afterMinutes >= lengthOf(assignment.profile)) return assignment;
  let at = 0;
  const profile = assignment.profile.flatMap((part) => {
    const before = toTenth(afterMinutes - at);
    at += part.spanMinutes;
    if (before < 0 || before >= part.spanMinutes) return [part];
    const pause = { spanMinutes: gapMinutes, units: 0 };
    return before === 0 ? [pause, part] : [{ ...part, spanMinutes: before }, pause, { ...part, spanMinutes: toTenth(part.spanMinutes - before) }];
  });
  return { ...assignment, profile };
}

/** The assignment with its work in one go; an even profile is none. */
export function withoutPauses(assignment: Assignment): Assignment {
  const { profile, contour, ...plain } = assignment;
  if (!profile) return assignment;
  const worked = profile.filter((part) => part.units > 0);
  const isEven = worked.every((part) => part.units === assignment.units);
  return isEven ? plain : { ...plain, ...(contour === undefined ? {} : { contour }), profile: worked };
}
