/** The door of diagnosis: a plan's states at several status dates in; for each window between two of them, what moved the finish, out (domain D7). */
import { settingsOf, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import type { Minute } from "../time/minute.ts";
import { concurrentDelays, type ConcurrentDelays } from "./concurrent-delays.ts";
import { drivingPath } from "./driving-path.ts";
import { withProgressOf } from "./half-step.ts";
import { inIdsOf, withJoinIds } from "./match-plans.ts";
import { pathShares, type PathShares } from "./path-shares.ts";
import { differenceBetween, type PlanDifference, type PricedChange } from "./plan-difference.ts";

/** The plan as it was known at one time. */
export interface PlanUpdate {
  readonly project: Project;
  /** How people call it: "status of 6 March 2026", a file's name. */
  readonly name: string;
}

export interface WindowsWish {
  /** Whether ids mean the same in all updates: those of one log do, those of files are paired by UID, outline and name. Absent: they do not. */
  readonly ids?: "shared" | "own";
}

/** A window's slip in the working days of the newest plan's calendar; progress and revision add up to it. */
export interface DelayWindow {
  readonly from: WindowEnd;
  readonly to: WindowEnd;
  readonly slipDays: number;
  /** The old plan with the new progress alone. */
  readonly halfStepFinish: Minute;
  readonly progress: PlanDifference;
  readonly revision: PlanDifference;
  readonly concurrent: readonly ConcurrentDelays[];
}

export interface WindowEnd {
  readonly name: string;
  readonly statusDate?: Minute;
  readonly finish: Minute;
  /** The tasks behind the finish, first to last. */
  readonly path: readonly string[];
}

export interface Diagnosis {
  readonly windows: readonly DelayWindow[];
  readonly slipDays: number;
  readonly progressDays: number;
  readonly revisionDays: number;
  /** First plan against last, along the path as it was built. */
  readonly shares: PathShares;
  /** The first update, and the last one in its ids: for names of tasks. */
  readonly first: Project;
  readonly last: Project;
}

/**
 * At least two updates, oldest first. Update 1 finishes day 106 with its progress alone and day 104 with its edits, after
 * day 100 before: a slip of 4, progress 6 and revision -2 (domain EX-D7).
 */
export function diagnose(updates: readonly PlanUpdate[], { ids = "own" }: WindowsWish = {}): Diagnosis | undefined {
  const plans = inOneLanguage(updates, ids);
  const [first, last] = [plans[0], plans.at(-1)];
  if (!first || !last || plans.length < 2) return undefined;
  const windows = plans.slice(1).map((to, at) => windowBetween(plans[at] ?? first, to, last.project));
  const sum = (of: (window: DelayWindow) => number): number => rounded(windows.reduce((all, window) => all + of(window), 0));
  return {
    windows,
    slipDays: sum(({ slipDays }) => slipDays),
    progressDays: sum(({ progress }) => progress.slipDays),
    revisionDays: sum(({ revision }) => revision.slipDays),
    shares: pathShares(schedule(first.project).schedule, last.project, schedule(last.project).schedule),
    first: first.project,
    last: last.project,
  };
}

function inOneLanguage(updates: readonly PlanUpdate[], ids: "shared" | "own"): readonly PlanUpdate[] {
  const result: PlanUpdate[] = [];
  for (const { project, name } of updates) {
    const before = result.at(-1)?.project;
    result.push({ name, project: before && ids === "own" ? inIdsOf(before, project) : withJoinIds(project) });
  }
  return result;
}

function windowBetween(from: PlanUpdate, to: PlanUpdate, countedIn: Project): DelayWindow {
  const half = withProgressOf(from.project, to.project);
  // The status date comes last: until then what was not done shows as what it is, not as everything at once.
  const progress = byUnfinishedTask(differenceBetween(from.project, half, { countedIn, order: "tasks first" }));
  const revision = differenceBetween(half, to.project, { countedIn });
  return {
    from: endOf(from),
    to: endOf(to),
    slipDays: rounded(progress.slipDays + revision.slipDays),
    halfStepFinish: progress.finishAfter,
    progress,
    revision,
    concurrent: concurrentDelays(from.project, to.project, countedIn),
  };
}

function endOf({ project, name }: PlanUpdate): WindowEnd {
  const result = schedule(project).schedule;
  const { statusDate } = settingsOf(project);
  return { name, ...(statusDate !== undefined && { statusDate }), finish: result.finish, path: drivingPath(project, result) };
}

/** A new status date moves work that was not done by then: the first such task on the driving path is the one to name. */
function byUnfinishedTask(difference: PlanDifference): PlanDifference {
  const isOfStatusDate = ({ taskId, fields }: PricedChange): boolean => taskId === undefined && fields.some(({ field }) => field === "statusDate");
  if (!difference.changes.some((change) => isOfStatusDate(change) && change.slipDays !== 0)) return difference;
  const { after } = difference;
  const late = drivingPath(after, schedule(after).schedule).find((id) => {
    const task = after.records.task.get(id);
    return task !== undefined && task.actualFinish === undefined && task.percentComplete < 100;
  });
  if (late === undefined) return difference;
  return { ...difference, changes: difference.changes.map((change) => (isOfStatusDate(change) && change.slipDays !== 0 ? { ...change, taskId: late } : change)) };
}

function rounded(days: number): number {
  return Math.round(days * 1000) / 1000;
}
