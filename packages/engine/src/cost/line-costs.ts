/** What budget lines, things to buy and contingency cost: sums, licences and cloud use laid on their days. */
import type { Problem } from "../base/problem.ts";
import { linePartsOf, monthsAfter } from "../model/cost/line-amount.ts";
import type { CostType } from "../model/cost/money.ts";
import type { Project } from "../model/project.ts";
import type { BudgetLine, ProcurementItem } from "../model/records.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { civilOf, dayNumberOf, dayOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { paymentDaysOf, spendingOf, type CostItem } from "./cost-item.ts";
import type { Converter } from "./currencies.ts";
import { accruedDays, lastDayOf } from "./plan-costs.ts";
import { mergedDays, spreadCents, sumCents, type DayCents } from "./spread-cents.ts";
import { dayWeights, evenCurve, type Dates } from "./work-curve.ts";

export interface LineCosts {
  readonly items: readonly CostItem[];
  readonly problems: readonly Problem[];
}

/** Items of budget lines and of things to buy. Those without a date and task lie evenly over the project, and a problem says so. */
export function lineCosts(project: Project, schedule: Schedule, { convert }: Pick<Converter, "convert">): LineCosts {
  const { budgetLine, procurementItem } = project.records;
  const lines = [...budgetLine.values()].flatMap((line) => lineItem(project, schedule, line, convert) ?? []);
  const purchases = [...procurementItem.values()].flatMap((item) => purchaseItem(project, schedule, item) ?? []);
  const undated = [...procurementItem.values()].filter((item) => item.budgetCents !== 0 && item.neededDay === undefined && datesOf(schedule, item.taskId) === undefined);
  const problems: Problem[] = undated.length === 0 ? [] : [{
    code: "budget/undated",
    message: `${undated.length === 1 ? `“${undated[0]?.name ?? ""}” has` : `${undated.length} things to buy have`} neither a day nor a task, so the cost lies evenly over the project.`,
    hint: "Maybe say which task needs it, or when.",
  }];
  return { items: [...lines, ...purchases], problems };
}

/** The span of a budget line: its own days, else its task's dates, else the project's. */
function spanOfLine(schedule: Schedule, line: Pick<BudgetLine, "firstDay" | "lastDay" | "taskId">): Dates {
  const dates = datesOf(schedule, line.taskId) ?? schedule;
  const start = line.firstDay === undefined ? dates.start : ((line.firstDay * MINUTES_PER_DAY) as Minute);
  const finish = line.lastDay === undefined ? dates.finish : (((line.lastDay + 1) * MINUTES_PER_DAY) as Minute);
  return finish >= start ? { start, finish } : { start, finish: start };
}

function lineItem(project: Project, schedule: Schedule, line: BudgetLine, convert: Converter["convert"]): CostItem | undefined {
  if (isInactive(project, line.taskId)) return undefined;
  const days = lineDays(project, line, { dates: spanOfLine(schedule, line), convert });
  const cents = sumCents(days);
  if (cents === 0) return undefined;
  const { costType } = line;
  return {
    source: { kind: "budgetLine", id: line.id },
    label: line.name,
    taskId: line.taskId,
    costType,
    spending: spendingOf(project, costType, line.spending),
    cents,
    days,
    paymentDays: paymentDaysOf(project, costType, line.paymentDays),
  };
}

/** Days of a line in the project's currency. */
function lineDays(project: Project, line: BudgetLine, { dates, convert }: { readonly dates: Dates; readonly convert: Converter["convert"] }): DayCents[] {
  const { amount, phasing, currency } = line;
  const span = amount.kind === "licence" ? termOf(dates, amount.months) : dates;
  const laid = linePartsOf(line, dayNumberOf(dates.start)).map(({ day, cents, lies }): readonly DayCents[] => {
    const converted = convert({ cents, currency }, day);
    return lies === "phased" && phasing.kind !== "dated" ? phased(project, phasing.kind, converted, span) : [{ day, cents: converted }];
  });
  return mergedDays(laid);
}

function phased(project: Project, kind: "start" | "end" | "prorated" | "byMonth", cents: number, dates: Dates): DayCents[] {
  if (kind !== "byMonth") {
    const curve = evenCurve(project, { durationUnit: "d" }, dates);
    return accruedDays(cents, kind, dates, () => dayWeights(curve, curve.shareBefore));
  }
  const days = firstDaysOfMonths(dates);
  const parts = spreadCents(cents, days.map(() => 1));
  return days.map((day, index) => ({ day, cents: parts[index] ?? 0 }));
}

/** The first day of the span, then the first of each further month. */
function firstDaysOfMonths(dates: Dates): number[] {
  const [first, last] = [dayNumberOf(dates.start), lastDayOf(dates)];
  const days = [first];
  for (let at = nextMonth(first); at <= last && days.length < MOST_MONTHS; at = nextMonth(at)) days.push(at);
  return days;
}

/** A hundred years; what lies behind is paid in the last of them. */
const MOST_MONTHS = 1200;

function nextMonth(day: number): number {
  const { year, month } = civilOf(day);
  return month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
}

/** A licence is spread over its own term. */
function termOf({ start }: Dates, months: number): Dates {
  return { start, finish: (monthsAfter(dayNumberOf(start), months) * MINUTES_PER_DAY) as Minute };
}

function purchaseItem(project: Project, schedule: Schedule, item: ProcurementItem): CostItem | undefined {
  if (item.budgetCents === 0 || isInactive(project, item.taskId)) return undefined;
  const costType = item.costType ?? purchaseType(item.kind);
  const ofTask = datesOf(schedule, item.taskId);
  const day = item.neededDay ?? (ofTask && dayNumberOf(ofTask.start));
  const curve = evenCurve(project, { durationUnit: "d" }, schedule);
  return {
    source: { kind: "procurementItem", id: item.id },
    label: item.name,
    taskId: item.taskId,
    costType,
    spending: spendingOf(project, costType, item.spending),
    cents: item.budgetCents,
    days: day === undefined ? accruedDays(item.budgetCents, "prorated", schedule, () => dayWeights(curve, curve.shareBefore)) : [{ day, cents: item.budgetCents }],
    paymentDays: paymentDaysOf(project, costType, item.paymentDays),
  };
}

/** Words in the kind of a thing to buy that tell what kind of cost it is; the first that fits counts. */
const WORDS: readonly (readonly [RegExp, CostType])[] = [
  [/hardware|equipment|device|server|switch/i, "hardware"],
  [/licen[cs]e|software/i, "licence"],
  [/cloud|saas|hosting/i, "cloud"],
  [/service|contractor|consult|works|support/i, "contractor"],
  [/travel/i, "travel"],
];

function purchaseType(kind: string): CostType {
  return WORDS.find(([pattern]) => pattern.test(kind))?.[1] ?? "other";
}

/** What belongs to an inactive task costs nothing. */
function isInactive(project: Project, taskId: string | undefined): boolean {
  return project.records.task.get(taskId ?? "")?.active === false;
}

function datesOf(schedule: Schedule, taskId: string | undefined): Dates | undefined {
  return taskId === undefined ? undefined : schedule.of(taskId);
}
