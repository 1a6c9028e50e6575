/** Progress typed on a task: percentages, actual and remaining duration, actual dates; all follow from one another (domain A8). */
import type { Refusal } from "../base/problem.ts";
import type { TaskSplits } from "../model/plan/task.ts";
import type { Assignment, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { toTenth } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import { doneSpanOf, doneTimeShare, doneUpTo, isWorked, keepsDuration, lengthOfAll, MOST_MINUTES, timeAfter, withActualWork, withoutOwnDates, withPauseInProfile, workedStretches } from "./assignment-span.ts";
import type { TaskFields } from "./command.ts";
import { assignmentsOf, get, isSummary, putAssignment, putTask, settingsIn, type Draft } from "./draft.ts";
import { refusal, taskTitle } from "./names.ts";
import type { ScheduleLookup } from "./schedule-lookup.ts";
import { withStatusDateOptions } from "./status-date-options.ts";
import { withDuration, withFixedFinish, type Outcome } from "./task-duration.ts";
import { asPaused, endOfDone, pausesBefore, withPause } from "./task-pauses.ts";
import { taskTimeOf } from "./task-time.ts";
import { asShown, followDuration, sumOf, wholeDuration, workedOn } from "./work-balance.ts";

const PROGRESS_FIELDS = ["percentComplete", "percentWorkComplete", "actualStart", "actualFinish", "actualDurationMinutes", "remainingDurationMinutes"] as const;
type ProgressFields = Pick<TaskFields, (typeof PROGRESS_FIELDS)[number]>;

export function setsProgress(fields: TaskFields): boolean {
  return PROGRESS_FIELDS.some((field) => fields[field] !== undefined);
}

/** Takes typed progress over on a task that has no sub-tasks, and lets its assignments follow. */
export function setProgress(draft: Draft, taskId: string, fields: ProgressFields, dates: ScheduleLookup): Refusal | undefined {
  const task = get(draft, "task", taskId);
  if (!task) return undefined;
  const wish = wishOf(draft, task, fields);
  const refused = refusedProgress(draft, task, fields) ?? refusedWish(draft, task, wish);
  if (refused) return refused;
  return carryOut(draft, task, wish, dates);
}

/** Where a task is to stand: its duration, how much of it is done, and the dates that were typed. */
interface Wish {
  readonly durationMinutes: number;
  readonly doneMinutes: number;
  /** As typed; otherwise it follows. */
  readonly percent: number | undefined;
  /** As typed, or as it was; undefined: none, or planned. */
  readonly start: Minute | undefined;
  readonly finish: Minute | undefined;
  /** Share (0-1) of the work, where that was typed. */
  readonly workShare: number | undefined;
  /** Whether dates were typed, which options then leave alone. */
  readonly isDated: boolean;
}

function wishOf(draft: Draft, task: Task, fields: ProgressFields): Wish {
  let wish: Wish = {
    durationMinutes: task.durationMinutes,
    doneMinutes: task.actualDurationMinutes,
    percent: task.durationMinutes === 0 ? task.percentComplete : undefined,
    start: task.actualStart,
    finish: task.actualFinish,
    workShare: undefined,
    isDated: typeof fields.actualStart === "number" || typeof fields.actualFinish === "number",
  };
  if (fields.actualStart !== undefined) wish = fields.actualStart === null ? { ...undone(wish), start: undefined } : { ...wish, start: fields.actualStart };
  if (fields.actualDurationMinutes !== undefined) wish = withDone(wish, fields.actualDurationMinutes);
  if (fields.remainingDurationMinutes !== undefined) wish = withLeft(wish, fields.remainingDurationMinutes);
  if (fields.percentWorkComplete !== undefined) wish = withWorkShare(draft, task, wish, fields.percentWorkComplete / 100);
  if (fields.percentComplete !== undefined) wish = withPercent(wish, fields.percentComplete);
  if (fields.actualFinish !== undefined) wish = fields.actualFinish === null ? undone(wish) : { ...withPercent(wish, 100), finish: fields.actualFinish };
  return wish;
}

function undone(wish: Wish): Wish {
  return { ...wish, doneMinutes: 0, percent: 0, finish: undefined, workShare: undefined };
}

/** More done than the duration makes the duration longer. */
function withDone(wish: Wish, doneMinutes: number): Wish {
  const durationMinutes = Math.max(wish.durationMinutes, doneMinutes);
  return doneMinutes === 0 ? unstarted(wish) : { ...wish, durationMinutes, doneMinutes, percent: undefined, finish: doneMinutes < durationMinutes ? undefined : wish.finish };
}

/** Duration = done + left. Nothing left of a task of which nothing is done means that it is done as planned. */
function withLeft(wish: Wish, leftMinutes: number): Wish {
  if (leftMinutes === 0 && wish.doneMinutes === 0) return withPercent(wish, 100);
  const durationMinutes = toTenth(wish.doneMinutes + leftMinutes);
  return { ...wish, durationMinutes, percent: undefined, finish: leftMinutes > 0 ? undefined : wish.finish };
}

function withPercent(wish: Wish, percent: number): Wish {
  if (percent === 0) return unstarted(wish);
  return { ...wish, percent, doneMinutes: toTenth((wish.durationMinutes * percent) / 100), finish: percent < 100 ? undefined : wish.finish, workShare: undefined };
}

/** Nothing done: the actual dates go as well, but for a start typed along with it. */
function unstarted(wish: Wish): Wish {
  return { ...undone(wish), start: wish.isDated ? wish.start : undefined };
}

/** A share of the work; of the duration as much as that took by the contour of the one who works on it. */
function withWorkShare(draft: Draft, task: Task, wish: Wish, workShare: number): Wish {
  const people = workedOn(draft, task.id);
  const [only] = people;
  const timeShare = only && people.length === 1 ? doneTimeShare(withActualWork(only, only.workMinutes * workShare)) : workShare;
  const next = workShare >= 1 ? withPercent(wish, 100) : withDone(wish, toTenth(wish.durationMinutes * timeShare));
  return people.length === 0 ? next : { ...next, workShare };
}

function refusedProgress(draft: Draft, task: Task, fields: ProgressFields): Refusal | undefined {
  const title = (): string => taskTitle(draft, task.id, task.name);
  if (isSummary(draft, task.id)) return refusal("task/summary-progress", `${title()} is a summary task: its progress follows from its sub-tasks.`, task.id);
  if (task.external) return refusal("task/external", `${title()} belongs to another project, so its progress cannot be changed here.`, task.id);
  if (!task.active) return refusal("task/inactive", `${title()} is inactive, so no progress can be entered. Maybe make it active first.`, task.id);
  const isSplitMilestone = task.durationMinutes === 0 && [fields.percentComplete, fields.percentWorkComplete].some((percent) => percent !== undefined && percent > 0 && percent < 100);
  if (isSplitMilestone) return refusal("task/milestone-progress", `${title()} is a milestone: it is either done (100 %) or not (0 %).`, task.id);
  return undefined;
}

function refusedWish(draft: Draft, task: Task, wish: Wish): Refusal | undefined {
  const title = (): string => taskTitle(draft, task.id, task.name);
  if (wish.start !== undefined && wish.finish !== undefined && wish.finish < wish.start) {
    return refusal("task/finish-before-start", `${title()} started on ${readableDate(wish.start, settingsIn(draft).defaultStartTime)}, so it cannot have finished before that.`, task.id);
  }
  return wish.durationMinutes > MOST_MINUTES ? refusal("task/too-long", `with this ${title()} would take longer than a plan can hold.`, task.id) : undefined;
}

function carryOut(draft: Draft, before: Task, wish: Wish, dates: ScheduleLookup): Refusal | undefined {
  const isFinished = wish.percent === 100 || (wish.doneMinutes > 0 && wish.doneMinutes >= wish.durationMinutes);
  const dated = datedWish(draft, before, wish, { dates, isFinished });
  if ("refusal" in dated) return dated.refusal;
  const isMoved = dated.wish.doneMinutes !== before.actualDurationMinutes || dated.wish.start !== before.actualStart || isFinished;
  const gap = isMoved && dated.wish.doneMinutes > 0 ? gapOf(draft, before) : undefined;
  if (gap) keepInProfiles(draft, before, gap.gapMinutes);
  const refused = refusedWish(draft, before, dated.wish) ?? withNewDuration(draft, before, dated.wish, dates);
  if (refused) return refused;
  const task = get(draft, "task", before.id) ?? before;
  const standing = standingTask(task, dated.wish, { isMoved, isFinished, gap });
  const moved = dated.wish.isDated ? standing : withStatusDateOptions(draft, standing);
  const fixed = withFixedDates(draft, moved, before);
  if (!fixed.ok) return fixed.refusal;
  putTask(draft, fixed.task);
  followProgress(draft, before, fixed.task, wish.workShare);
  return undefined;
}

/** What must be known of dates: a start for what has begun, a finish for what is done, and the duration between the two. */
function datedWish(draft: Draft, task: Task, wish: Wish, given: { readonly dates: ScheduleLookup; readonly isFinished: boolean }): { readonly wish: Wish } | { readonly refusal: Refusal } {
  if (wish.doneMinutes === 0 && (wish.percent ?? 0) === 0) return { wish };
  const planned = given.dates.of(task.id);
  const time = taskTimeOf(draft, task);
  const start = wish.start ?? startFor(draft, task, wish, planned?.start);
  if (start === undefined) return { refusal: refusal("task/no-dates", `${taskTitle(draft, task.id)} has no dates, so it cannot have started. Maybe type its actual start along with its progress.`, task.id) };
  if (!given.isFinished) return { wish: { ...wish, start } };
  if (wish.finish !== undefined && (wish.finish !== task.actualFinish || start !== task.actualStart)) {
    const worked = task.durationMinutes === 0 ? 0 : Math.max(0, toTenth(time.between(start, wish.finish) - pausesBefore(asPaused(draft, task), Infinity)));
    return { wish: { ...wish, start, durationMinutes: worked, doneMinutes: worked, percent: 100 } };
  }
  const isAsPlanned = wish.durationMinutes === task.durationMinutes && (task.actualStart === undefined ? start === planned?.start : start === task.actualStart);
  const reached = isAsPlanned ? (wish.finish ?? planned?.finish) : time.after(start, wish.durationMinutes + pausesBefore(asPaused(draft, task), wish.durationMinutes));
  if (reached === undefined) return { refusal: refusal("task/too-late", `with this ${taskTitle(draft, task.id)} would finish after the year 2999.`, task.id) };
  return { wish: { ...wish, start, finish: reached < start ? start : reached, doneMinutes: wish.durationMinutes, percent: 100 } };
}

/** The planned start; where a typed finish lies before it, as long before that finish as the task takes. */
function startFor(draft: Draft, task: Task, wish: Wish, planned: Minute | undefined): Minute | undefined {
  if (wish.finish !== undefined && wish.durationMinutes === 0) return wish.finish;
  if (wish.finish === undefined || (planned !== undefined && planned <= wish.finish)) return planned;
  return taskTimeOf(draft, task).before(wish.finish, wish.durationMinutes + pausesBefore(asPaused(draft, task), Infinity));
}

/** A duration that progress changes: work follows it as if it had been typed, with nothing or as much done as before. */
function withNewDuration(draft: Draft, task: Task, { durationMinutes, doneMinutes }: Wish, dates: ScheduleLookup): Refusal | undefined {
  if (durationMinutes === task.durationMinutes) return undefined;
  const isDoneKept = doneMinutes === task.actualDurationMinutes && doneMinutes <= durationMinutes;
  const { actualFinish: _finish, ...open } = task;
  const base: Task = isDoneKept ? task : { ...open, actualDurationMinutes: 0, remainingDurationMinutes: task.durationMinutes, percentComplete: 0 };
  if (!isDoneKept) for (const assignment of workedOn(draft, task.id)) putAssignment(draft, withActualWork(assignment, 0));
  const outcome = withDuration(draft, base, { durationMinutes });
  if (!outcome.ok) return outcome.refusal;
  const refused = followDuration(draft, asShown(draft, base, dates), outcome.task);
  // What was thought of a task that is over stays beside what it took: estimators learn from nothing else.
  const estimate = task.estimate && doneMinutes >= durationMinutes ? { estimate: task.estimate } : {};
  if (!refused) putTask(draft, { ...outcome.task, ...estimate, milestone: task.milestone || (durationMinutes === 0 && task.durationMinutes === 0) });
  return refused;
}

/** The task with its progress; a pause that lay between done and rest becomes one of its splits once more or less is done. */
function standingTask(task: Task, wish: Wish, { isMoved, isFinished, gap }: { readonly isMoved: boolean; readonly isFinished: boolean; readonly gap: Gap | undefined }): Task {
  const { actualStart: _start, actualFinish: _finish, stop, resume, ...rest } = isFinished ? task : withoutOldEstimate(task, wish);
  const doneMinutes = Math.min(wish.doneMinutes, wish.durationMinutes);
  const progressed: Task = {
    ...rest,
    durationMinutes: wish.durationMinutes,
    actualDurationMinutes: doneMinutes,
    remainingDurationMinutes: toTenth(wish.durationMinutes - doneMinutes),
    percentComplete: wish.percent ?? wholePercent(doneMinutes, wish.durationMinutes),
    ...(wish.start === undefined ? {} : { actualStart: wish.start }),
    ...(isFinished && wish.finish !== undefined ? { actualFinish: wish.finish } : {}),
  };
  if (!isMoved) return { ...progressed, ...(stop === undefined ? {} : { stop }), ...(resume === undefined ? {} : { resume }) };
  return gap ? { ...progressed, splits: withPause(progressed.splits, gap) } : progressed;
}

/** A task that was over and goes on took another time than was thought: its range says nothing of the rest. */
function withoutOldEstimate(task: Task, { durationMinutes }: Wish): Task {
  if (task.actualFinish === undefined || task.estimate === undefined || task.estimate.likelyMinutes === durationMinutes) return task;
  const { estimate: _old, ...plain } = task;
  return plain;
}

type Gap = TaskSplits[number];

/** The pause between done part and rest of a task under way. */
function gapOf(draft: Draft, task: Task): Gap | undefined {
  if (task.resume === undefined || task.actualStart === undefined || task.actualDurationMinutes === 0 || task.remainingDurationMinutes === 0) return undefined;
  const time = taskTimeOf(draft, task);
  const end = endOfDone(time, asPaused(draft, task), task.actualStart);
  const gapMinutes = end === undefined ? 0 : time.between(end, task.resume);
  return gapMinutes >= 1 ? { afterMinutes: task.actualDurationMinutes, gapMinutes } : undefined;
}

/** Whose work lies in a profile of their own, have the pause in it. */
function keepInProfiles(draft: Draft, task: Task, gapMinutes: number): void {
  for (const assignment of workedOn(draft, task.id)) putAssignment(draft, withPauseInProfile(assignment, doneSpanOf(assignment), gapMinutes));
}

/** Whole percents as MS Project shows them; 100 only where nothing is left. */
function wholePercent(done: number, duration: number): number {
  if (done <= 0) return 0;
  return done >= duration ? 100 : Math.max(1, Math.min(99, Math.round((100 * done) / duration)));
}

/** A manual task stands where it really started, and ends where it really finished. */
function withFixedDates(draft: Draft, task: Task, before: Task): Outcome {
  if (task.mode !== "manual" || task.actualStart === undefined) return { ok: true, task };
  if (task.actualFinish !== undefined) return { ok: true, task: { ...task, manualStart: task.actualStart, manualFinish: task.actualFinish } };
  return task.actualStart === before.manualStart && task.durationMinutes === before.durationMinutes ? { ok: true, task } : withFixedFinish(draft, { ...task, manualStart: task.actualStart });
}

/** Work is done as far as the duration is, or to the share that was typed; who has dates of their own follows new ones of the task. */
function followProgress(draft: Draft, before: Task, task: Task, workShare: number | undefined): void {
  const isSame = before.actualDurationMinutes === task.actualDurationMinutes && before.percentComplete >= 100 === task.percentComplete >= 100;
  const assignments = [...assignmentsOf(draft, task.id)];
  if (!isSame || workShare !== undefined) for (const assignment of assignments) putAssignment(draft, progressed(draft, task, assignment, workShare));
  else if (before.actualStart !== task.actualStart || before.resume !== task.resume) for (const assignment of assignments) putAssignment(draft, withoutOwnDates(assignment));
}

function progressed(draft: Draft, task: Task, assignment: Assignment, workShare: number | undefined): Assignment {
  const share = task.percentComplete >= 100 ? 1 : task.durationMinutes > 0 ? task.actualDurationMinutes / task.durationMinutes : 0;
  if (!isWorked(draft, assignment)) return withActualWork(assignment, toTenth(assignment.workMinutes * share));
  if (workShare !== undefined) return withActualWork(assignment, toTenth(assignment.workMinutes * workShare));
  return doneUpTo(assignment, share >= 1 ? Infinity : timeReached(draft, task, share));
}

/** The working time after the task's start at which a share of its duration is done: times in which nobody works pass in between. */
function timeReached(draft: Draft, task: Task, share: number): number {
  const stretches = keepsDuration(task) ? [] : workedStretches(workedOn(draft, task.id));
  return stretches.length === 0 ? task.durationMinutes * share : timeAfter(stretches, lengthOfAll(stretches) * share);
}

/**
 * The task's progress after that of its assignments has been typed: as much of the duration as of the work; with one
 * person, as much as that work took by its contour.
 */
export function takeOverProgress(draft: Draft, taskId: string, dates: ScheduleLookup): Refusal | undefined {
  const task = get(draft, "task", taskId);
  const people = workedOn(draft, taskId);
  const all = sumOf(people, (assignment) => assignment.workMinutes);
  const [only] = people;
  if (!task || !only || all <= 0) return undefined;
  const share = people.length === 1 ? doneTimeShare(only) : sumOf(people, (assignment) => assignment.actualWorkMinutes) / all;
  const isDone = people.every((assignment) => assignment.remainingWorkMinutes <= 0);
  const present = { ...wishOf(draft, task, {}), durationMinutes: wholeDuration(draft, task) };
  const wish = isDone ? { ...withPercent(present, 100), finish: lastFinish(people) ?? present.finish } : withDone(present, Math.max(0, Math.min(toTenth(present.durationMinutes * share), toTenth(present.durationMinutes - 0.1))));
  const own = [...assignmentsOf(draft, taskId)];
  const refused = refusedProgress(draft, task, {}) ?? carryOut(draft, task, wish, dates);
  if (!refused) for (const assignment of own) putAssignment(draft, assignment);
  return refused;
}

/** When the last one finished, where that is known of all. */
function lastFinish(people: readonly Assignment[]): Minute | undefined {
  let last: Minute | undefined;
  for (const { actualFinish } of people) {
    if (actualFinish === undefined) return undefined;
    if (last === undefined || actualFinish > last) last = actualFinish;
  }
  return last;
}
