/** What was spent and what is still to come, day by day: actual costs up to the status date, then what is left of the plan and of orders. */
import type { Problem } from "../base/problem.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { actualCostsOf, workDoneCosts } from "./actual-costs.ts";
import { budgetOf } from "./budget.ts";
import { orderStandings, type OrderStanding } from "./commitments.ts";
import { monthOf } from "./cost-groups.ts";
import { USUAL_PAYMENT_DAYS, type CostItem } from "./cost-item.ts";
import { converterOf } from "./currencies.ts";
import { mergedDays, spreadCents, sumCents, type DayCents } from "./spread-cents.ts";

/** Whole minor units of the project's currency. */
export interface CostForecast {
  /** The day up to which costs are known; undefined where the plan has no status date: everything is still to come. */
  readonly statusDay: number | undefined;
  readonly actualCents: number;
  readonly accruedCents: number;
  readonly committedCents: number;
  /** Still to come, accruals and commitments in it. */
  readonly toComeCents: number;
  /** What of it are lines, things to buy and orders of tasks, beside their work. */
  readonly taskLinesToComeCents: number;
  /** Actual and to come. */
  readonly totalCents: number;
  readonly budget: readonly DayCents[];
  readonly actual: readonly DayCents[];
  readonly toCome: readonly DayCents[];
  /** What of it are lines, things to buy and orders, which lie on their days whatever the work takes. */
  readonly linesToCome: readonly DayCents[];
  /** Money that leaves on its day of payment: actual and to come. */
  readonly payments: readonly DayCents[];
  readonly orders: readonly OrderStanding[];
  readonly problems: readonly Problem[];
}

interface Group {
  readonly taskId: string | undefined;
  readonly costType: string;
  /** Work, material and fixed costs of the plan: what is left of them follows from progress. */
  readonly planned: CostItem[];
  /** Budget lines and things to buy: what is left of them follows from what was spent. */
  readonly lines: CostItem[];
  doneCents: number;
  actualCents: number;
  committedCents: number;
  /** When what is ordered is expected. */
  orderDay: number | undefined;
}

/**
 * By task and kind of cost: work left times its rates, and what budget lines have left after what was spent, at least what
 * orders still commit. It lies on the days that the plan has for it after the status date; what is overdue on the day after
 * it. Contingency is left out: it is there for what nobody knows yet.
 */
export function costForecastOf(project: Project, schedule: Schedule, at: Minute | undefined = settingsOf(project).statusDate): CostForecast {
  const converter = converterOf(project);
  const budget = budgetOf(project, schedule);
  const statusDay = at === undefined ? undefined : dayNumberOf((at - 1) as Minute);
  const known = at === undefined ? [] : actualCostsOf(project, schedule, converter).items.flatMap((item) => upTo(item, statusDay ?? -Infinity) ?? []);
  const orders = orderStandings(project, converter);
  const done = at === undefined ? [] : workDoneCosts(project, schedule).flatMap((item) => upTo(item, statusDay ?? -Infinity) ?? []);
  const groups = groupsOf(budget.items, { actual: known, done, orders });
  settleWithoutTask(groups);
  const fallback = statusDay === undefined ? dayNumberOf(schedule.start) : statusDay + 1;
  const toCome = [...groups.values()].flatMap((group) => leftOf(group, statusDay, fallback));
  return {
    statusDay,
    actualCents: centsOf(known),
    accruedCents: orders.reduce((all, order) => all + order.accruedCents, 0),
    committedCents: orders.reduce((all, order) => all + order.committedCents, 0),
    toComeCents: centsOf(toCome),
    taskLinesToComeCents: centsOf(toCome.filter(({ taskId, source }) => taskId !== undefined && source.kind !== "assignment" && source.kind !== "task")),
    totalCents: centsOf(known) + centsOf(toCome),
    budget: mergedDays(budget.items.map(({ days }) => days)),
    actual: mergedDays(known.map(({ days }) => days)),
    toCome: mergedDays(toCome.map(({ days }) => days)),
    linesToCome: mergedDays(toCome.filter(({ source }) => source.kind !== "assignment" && source.kind !== "task").map(({ days }) => days)),
    payments: mergedDays([...known, ...toCome].map(({ days, paymentDays }) => days.map(({ day, cents }) => ({ day: day + paymentDays, cents })))),
    orders,
    problems: [...budget.problems, ...converter.problems()],
  };
}

/** Sums by month of a list of days. */
export function byMonth(days: readonly DayCents[]): { readonly month: string; readonly cents: number }[] {
  const sums = new Map<string, number>();
  for (const { day, cents } of days) sums.set(monthOf(day), (sums.get(monthOf(day)) ?? 0) + cents);
  return [...sums].map(([month, cents]) => ({ month, cents }));
}

function upTo<T extends CostItem>(item: T, statusDay: number): T | undefined {
  const days = item.days.filter(({ day }) => day <= statusDay);
  return days.length === 0 ? undefined : { ...item, days, cents: sumCents(days) };
}

interface Known {
  readonly actual: readonly CostItem[];
  readonly done: readonly CostItem[];
  readonly orders: readonly OrderStanding[];
}

function groupsOf(items: readonly CostItem[], { actual, done, orders }: Known): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const groupFor = ({ taskId, costType }: { readonly taskId: string | undefined; readonly costType: string }): Group => {
    const key = `${costType} ${taskId ?? ""}`;
    const group = groups.get(key) ?? { taskId, costType, planned: [], lines: [], doneCents: 0, actualCents: 0, committedCents: 0, orderDay: undefined };
    groups.set(key, group);
    return group;
  };
  for (const item of items) {
    if (item.source.kind === "reserve") continue;
    const isPlanned = item.source.kind === "assignment" || item.source.kind === "task";
    groupFor(item)[isPlanned ? "planned" : "lines"].push(item);
  }
  for (const item of done) groupFor(item).doneCents += item.cents;
  for (const item of actual) groupFor(item).actualCents += item.cents;
  for (const order of orders) {
    const group = groupFor(order);
    group.committedCents += order.committedCents;
    group.orderDay = Math.max(group.orderDay ?? -Infinity, order.expectedDay);
  }
  return groups;
}

/**
 * A ledger often names no tasks. What it spent beyond the lines of the project as a whole counts against the lines that
 * tasks have for the same kind of cost, so that they are not expected a second time.
 */
function settleWithoutTask(groups: ReadonlyMap<string, Group>): void {
  for (const whole of groups.values()) {
    if (whole.taskId !== undefined) continue;
    let over = whole.actualCents - centsOf(whole.lines);
    for (const group of groups.values()) {
      if (over <= 0 || group.taskId === undefined || group.costType !== whole.costType) continue;
      const open = Math.max(0, centsOf(group.lines) - spentOnLines(group));
      const taken = Math.min(open, over);
      group.actualCents += taken;
      over -= taken;
    }
  }
}

function centsOf(items: readonly CostItem[]): number {
  return items.reduce((all, { cents }) => all + cents, 0);
}

/** What was spent beyond work done is spent on lines. */
function spentOnLines({ planned, doneCents, actualCents }: Group): number {
  return Math.max(0, actualCents - (planned.length > 0 ? doneCents : 0));
}

function leftOf(group: Group, statusDay: number | undefined, fallback: number): CostItem[] {
  const { taskId, planned, lines, doneCents, committedCents, orderDay } = group;
  const ofPlan = laidAhead(planned, Math.max(0, centsOf(planned) - doneCents), { statusDay, fallback });
  const left = Math.max(0, committedCents, centsOf(lines) - spentOnLines(group));
  const ofLines = laidAhead(lines, left, { statusDay, fallback: Math.max(fallback, orderDay ?? fallback) });
  return [...ofPlan, ...ofLines.map((item) => ({ ...item, taskId }))];
}

/** What is left, on the days after the status date in the proportions that the plan has there; on the fallback day where it has none. */
function laidAhead(items: readonly CostItem[], left: number, { statusDay, fallback }: { readonly statusDay: number | undefined; readonly fallback: number }): CostItem[] {
  if (left === 0) return [];
  const ahead = mergedDays(items.map(({ days }) => (statusDay === undefined ? days : days.filter(({ day }) => day > statusDay))));
  const parts = spreadCents(left, ahead.map(({ cents }) => cents));
  const days: readonly DayCents[] = ahead.length === 0 ? [{ day: fallback, cents: left }] : ahead.flatMap(({ day }, at) => (parts[at] ? [{ day, cents: parts[at] }] : []));
  return [{ ...(items[0] ?? ORDER_WITHOUT_LINE), cents: left, days }];
}

/** An order for which the budget has no line. */
const ORDER_WITHOUT_LINE: CostItem = { source: { kind: "purchaseOrder", id: "" }, label: "", taskId: undefined, costType: "other", spending: "opex", cents: 0, days: [], paymentDays: USUAL_PAYMENT_DAYS };
