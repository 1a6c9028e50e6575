/** The budget of each task as its baseline holds it, laid over the baseline's working time (domain B2). */
import { openDraft } from "../../change/draft.ts";
import { costSpanOf } from "../../change/task-sums.ts";
import { taskBaselineId } from "../../model/plan/baseline-ids.ts";
import { assignmentCostCents } from "../../model/people/assignment-cost.ts";
import { outlineOf } from "../../model/plan/outline.ts";
import type { Project } from "../../model/project.ts";
import type { Task, TaskBaseline } from "../../model/records.ts";
import { assignmentsByTask } from "../../schedule/drivers.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "../../time/minute.ts";
import type { CostItem } from "../cost-item.ts";
import { converterOf } from "../currencies.ts";
import { lineCosts } from "../line-costs.ts";
import { accruedDays } from "../plan-costs.ts";
import { mergedDays, spreadCents, sumCents, type DayCents } from "../spread-cents.ts";
import { dayWeights, evenCurve, type Dates } from "../work-curve.ts";

/** What is counted: money in minor units, or work in minutes where the baseline holds no costs. */
export type Measure = "cost" | "work";

export interface TaskBudget {
  readonly taskId: string;
  /** Whole cents or minutes; the sum of the days. */
  readonly amount: number;
  readonly start: Minute;
  readonly finish: Minute;
  readonly days: readonly DayCents[];
  /** What of it was to be done before an instant, whole. */
  readonly before: (at: Minute) => number;
  /** What of it has arisen when a share of the working time has passed, not rounded: sums at the ends, the rest evenly. */
  readonly atShare: (share: number) => number;
}

export interface BaselineBudget {
  readonly measure: Measure;
  readonly tasks: ReadonlyMap<string, TaskBudget>;
  readonly total: number;
  readonly start: Minute;
  readonly finish: Minute;
  /** Tasks with a budget but without baseline dates; they stand at their present dates. */
  readonly undated: readonly string[];
}

/** Budgets by task id. A summary task has only what it costs beside its sub-tasks. */
export function baselineBudgetOf(project: Project, schedule: Schedule, { number, measure }: { readonly number: number; readonly measure: Measure }): BaselineBudget {
  const tasks = new Map<string, TaskBudget>();
  const undated: string[] = [];
  const accruals = accrualsOf(project, schedule);
  const tasksWithLines = new Set([...project.records.budgetLine.values(), ...project.records.procurementItem.values()].map((line) => line.taskId));
  let [start, finish, total] = [Infinity, -Infinity, 0];
  for (const task of project.records.task.values()) {
    const baseline = project.records.taskBaseline.get(taskBaselineId(number, task.id));
    const now = schedule.of(task.id);
    if (!baseline || (!now && baseline.start === undefined)) continue;
    const amount = ownAmount(project, task, { baseline, number, measure, hasLines: tasksWithLines.has(task.id) });
    if (baseline.start === undefined && amount > 0) undated.push(task.id);
    const from = baseline.start ?? now?.start;
    const to = baseline.finish ?? now?.finish;
    if (from === undefined || to === undefined) continue;
    if (baseline.start !== undefined) [start, finish] = [Math.min(start, from), Math.max(finish, to)];
    if (amount <= 0) continue;
    tasks.set(task.id, taskBudget(project, task, { amount, dates: { start: from, finish: to >= from ? to : from }, parts: measure === "cost" ? accruals(task) : ALL_EVENLY }));
    total += amount;
  }
  const isEmpty = start > finish;
  return { measure, tasks, total, start: (isEmpty ? schedule.start : start) as Minute, finish: (isEmpty ? schedule.finish : finish) as Minute, undated };
}

/** What the baseline holds of a leaf, or of a summary beside what its sub-tasks hold; whole. */
function ownAmount(project: Project, task: Task, { baseline, number, measure, hasLines }: { readonly baseline: TaskBaseline; readonly number: number; readonly measure: Measure; readonly hasLines: boolean }): number {
  const held = (record: TaskBaseline | undefined): number => Math.round((measure === "cost" ? record?.costCents : record?.workMinutes) ?? 0);
  const children = outlineOf(project).childrenOf(task.id);
  if (children.length === 0) return held(baseline);
  const hasOwn = (measure === "cost" && ((task.fixedCostCents ?? 0) !== 0 || hasLines)) || (assignmentsByTask(project.records.assignment).get(task.id) ?? []).length > 0;
  const below = children.reduce((sum, child) => sum + held(project.records.taskBaseline.get(taskBaselineId(number, child.id))), 0);
  return hasOwn ? Math.max(0, held(baseline) - below) : 0;
}

/** Shares of a task's cost that fall due at its start, at its end, and as it goes on. */
interface Accruals {
  readonly start: number;
  readonly end: number;
  readonly prorated: number;
}

const ALL_EVENLY: Accruals = { start: 0, end: 0, prorated: 1 };

/** The baseline holds one sum per task: it falls due in the proportions of today's costs. */
function accrualsOf(project: Project, schedule: Schedule): (task: Task) => Accruals {
  const draft = openDraft(project);
  const byTask = assignmentsByTask(project.records.assignment);
  const lines = new Map<string | undefined, CostItem[]>();
  for (const item of lineCosts(project, schedule, converterOf(project)).items) lines.set(item.taskId, [...(lines.get(item.taskId) ?? []), item]);
  return (task) => {
    const sums = { start: 0, end: 0, prorated: 0 };
    sums[task.fixedCostAccrual ?? "prorated"] += Math.max(0, task.fixedCostCents ?? 0);
    const span = costSpanOf(draft, task, schedule.of(task.id));
    for (const assignment of byTask.get(task.id) ?? []) {
      const resource = project.records.resource.get(assignment.resourceId ?? "");
      if (resource && span) sums[resource.accrueAt ?? "prorated"] += Math.max(0, assignmentCostCents(assignment, resource, span));
    }
    for (const item of lines.get(task.id) ?? []) sums[endOfLine(project, item, schedule.of(task.id))] += item.cents;
    return sums.start + sums.end > 0 ? sums : ALL_EVENLY;
  };
}

/** Money of one day falls due at the end of the task that it is nearer to. */
function endOfLine(project: Project, { source, days }: CostItem, dates: Dates | undefined): keyof Accruals {
  const phasing = source.kind === "budgetLine" ? project.records.budgetLine.get(source.id)?.phasing.kind : undefined;
  if (phasing === "start" || phasing === "end") return phasing;
  const [only] = days;
  if (!dates || !only || days.length > 1) return "prorated";
  return only.day - dayNumberOf(dates.start) <= dayNumberOf(dates.finish) - only.day ? "start" : "end";
}

/** One budget with its days; the fraction of a day follows the working time that has passed of it. */
export function taskBudget(project: Project, task: Task, { amount, dates, parts = ALL_EVENLY }: { readonly amount: number; readonly dates: Dates; readonly parts?: Accruals }): TaskBudget {
  const [atStart = 0, atEnd = 0, evenly = 0] = spreadCents(amount, [parts.start, parts.end, parts.prorated]);
  const curve = evenCurve(project, task, dates);
  const even = accruedDays(evenly, "prorated", dates, () => dayWeights(curve, curve.shareBefore));
  const days = mergedDays([even, accruedDays(atStart, "start", dates, () => []), accruedDays(atEnd, "end", dates, () => [])]);
  const sums = cumulativeOf(even);
  const before = (at: Minute): number => {
    // A milestone's budget counts on its very instant.
    if (at >= dates.finish) return amount;
    if (at <= dates.start) return 0;
    const day = dayNumberOf(at);
    const [morning, night] = [curve.shareBefore(day * MINUTES_PER_DAY), curve.shareBefore((day + 1) * MINUTES_PER_DAY)];
    const part = night > morning ? (curve.shareBefore(at) - morning) / (night - morning) : 0;
    const today = even.find((one) => one.day === day)?.cents ?? 0;
    return atStart + sums(day) + Math.round(today * part);
  };
  const atShare = (share: number): number => (share <= 0 ? 0 : atStart + evenly * share + (share >= 1 ? atEnd : 0));
  return { taskId: task.id, amount: sumCents(days), ...dates, days, before, atShare };
}

/** The sum of the days before a day. */
function cumulativeOf(days: readonly DayCents[]): (day: number) => number {
  const sums: number[] = [0];
  for (const { cents } of days) sums.push((sums.at(-1) ?? 0) + cents);
  return (day) => {
    let [low, high] = [0, days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle]?.day ?? Infinity) < day) low = middle + 1;
      else high = middle;
    }
    return sums[low] ?? 0;
  };
}
