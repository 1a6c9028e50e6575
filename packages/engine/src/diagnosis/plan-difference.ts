/** The door of comparison: two versions of a plan in; what changed, and what each change did to the project finish, out. */
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import type { Minute } from "../time/minute.ts";
import { inIdsOf, withJoinIds } from "./match-plans.ts";
import { changesBetween, type Cause, type FieldChange, type PlanChange } from "./plan-changes.ts";

/** One change with the working days by which it moved the project finish, positive = later. */
export interface PricedChange {
  readonly cause: Cause;
  readonly taskId?: string;
  readonly fields: readonly FieldChange[];
  /** In working days of the new project calendar. */
  readonly slipDays: number;
}

export interface MovedTask {
  readonly taskId: string;
  readonly startBefore: Minute;
  readonly startAfter: Minute;
  readonly finishBefore: Minute;
  readonly finishAfter: Minute;
}

export interface PlanDifference {
  readonly finishBefore: Minute;
  readonly finishAfter: Minute;
  /** Working days of the new project calendar; the parts in `changes` add up to it. */
  readonly slipDays: number;
  readonly changes: readonly PricedChange[];
  readonly moved: readonly MovedTask[];
  /** The old plan, and the new one in the old one's ids. */
  readonly before: Project;
  readonly after: Project;
}

/** Up to this many changes each is scheduled by itself; more are first tried in groups, and a group that moves nothing is left at that. */
const MOST_SINGLE = 300;
const GROUP = 32;

/** How the parts are counted and in which order the changes are taken. */
export interface DifferenceWish {
  /** The plan in whose calendar days are counted. Absent: the new one. */
  readonly countedIn?: Project;
  /** What is the plan's own (settings, calendars, people) is taken before or after what belongs to tasks. Absent: before. */
  readonly order?: "plan first" | "tasks first";
}

/**
 * Compares two versions of a plan. Each change is taken in the order of time on top of those before it, and the plan is
 * scheduled anew: what the finish moves by is the change's part of the slip, so the parts add up to the whole. A change
 * that only takes effect together with a later one shows its days at the later one.
 */
export function differenceOf(old: Project, next: Project): PlanDifference {
  const before = withJoinIds(old);
  return differenceBetween(before, inIdsOf(before, next));
}

/** The same for two plans that speak the same ids already, links and assignments named by whom they join. */
export function differenceBetween(before: Project, after: Project, { countedIn = after, order = "plan first" }: DifferenceWish = {}): PlanDifference {
  const [was, is] = [schedule(before).schedule, schedule(after).schedule];
  const changes = inOrder(changesBetween(before, after, is), order);
  const days = (finish: Minute): number => workedMinutesBetween(countedIn, undefined, was.finish, finish) / settingsOf(countedIn).minutesPerDay;
  const priced = changes.length <= MOST_SINGLE ? priceEach(before, changes, days) : priceInGroups(before, changes, days);
  const settled = settle(priced, days(is.finish));
  const moved = outlineOf(after).rows.flatMap(({ task }): MovedTask[] => {
    const [a, b] = [was.of(task.id), is.of(task.id)];
    if (!a || !b || (a.start === b.start && a.finish === b.finish)) return [];
    return [{ taskId: task.id, startBefore: a.start, startAfter: b.start, finishBefore: a.finish, finishAfter: b.finish }];
  });
  return { finishBefore: was.finish, finishAfter: is.finish, slipDays: rounded(days(is.finish)), changes: settled, moved, before, after };
}

function inOrder(changes: readonly PlanChange[], order: "plan first" | "tasks first"): readonly PlanChange[] {
  const isOfTask = ({ taskId }: PlanChange): boolean => taskId !== undefined;
  return order === "plan first" ? changes : [...changes.filter(isOfTask), ...changes.filter((change) => !isOfTask(change))];
}

interface Step {
  readonly plan: Project;
  readonly days: number;
}

function priceEach(start: Project, changes: readonly PlanChange[], days: (finish: Minute) => number): PricedChange[] {
  let at: Step = { plan: start, days: 0 };
  return changes.map((change) => {
    const next = stepped(at, [change], days);
    const priced = asPriced(change, next.days - at.days);
    at = next;
    return priced;
  });
}

/** Halves a group that moves the finish until single changes are left. */
function priceInGroups(start: Project, changes: readonly PlanChange[], days: (finish: Minute) => number): PricedChange[] {
  let at: Step = { plan: start, days: 0 };
  const priced: PricedChange[] = [];
  const open: (readonly PlanChange[])[] = [];
  for (let from = 0; from < changes.length; from += GROUP) open.push(changes.slice(from, from + GROUP));
  open.reverse();
  for (let group = open.pop(); group; group = open.pop()) {
    const next = stepped(at, group, days);
    const moves = Math.abs(next.days - at.days) > 1e-9;
    if (moves && group.length > 1) {
      const middle = group.length >> 1;
      open.push(group.slice(middle), group.slice(0, middle));
      continue;
    }
    for (const change of group) priced.push(asPriced(change, moves ? next.days - at.days : 0));
    at = next;
  }
  return priced;
}

function stepped(at: Step, changes: readonly PlanChange[], days: (finish: Minute) => number): Step {
  const plan = changes.reduce((from, change) => change.take(from), at.plan);
  return { plan, days: days(schedule(plan).schedule.finish) };
}

function asPriced({ cause, taskId, fields }: PlanChange, slip: number): PricedChange {
  return { cause, ...(taskId !== undefined && { taskId }), fields, slipDays: rounded(slip) };
}

/** What rounding left over goes to the largest part, so that the parts add up; more than that is shown as a part of its own. */
function settle(changes: readonly PricedChange[], whole: number): PricedChange[] {
  const rest = rounded(rounded(whole) - changes.reduce((sum, { slipDays }) => sum + slipDays, 0));
  if (rest === 0) return [...changes];
  if (Math.abs(rest) > MOST_ROUNDING * changes.length || changes.length === 0) return [...changes, { cause: "other", fields: [], slipDays: rest }];
  const largest = changes.reduce((best, one, index) => (Math.abs(one.slipDays) > Math.abs(changes[best]?.slipDays ?? 0) ? index : best), 0);
  return changes.map((one, index) => (index === largest ? { ...one, slipDays: rounded(one.slipDays + rest) } : one));
}

const MOST_ROUNDING = 0.001;

function rounded(days: number): number {
  return Math.round(days * 1000) / 1000;
}
