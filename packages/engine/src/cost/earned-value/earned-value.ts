/** Earned value of a project at a status date: the sums, indices and forecasts, by task and control account, in money and in time. */
import type { Problem } from "../../base/problem.ts";
import { settingsOf, type Project } from "../../model/project.ts";
import type { Task } from "../../model/records.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import { MINUTES_PER_DAY, type Minute } from "../../time/minute.ts";
import { actualCostsOf, actualWorkOf, type ActualItem } from "../actual-costs.ts";
import { converterOf } from "../currencies.ts";
import { mergedDays } from "../spread-cents.ts";
import { accountSums, type AccountSums } from "./control-accounts.ts";
import { earnedShare, earningRuleOf, fiftyFiftyShare, USUAL_CLAIM_CAP_PERCENT } from "./earned-share.ts";
import { adherenceOf, earnedScheduleOf, type Adherence, type EarnedSchedule } from "./earned-schedule.ts";
import { earnedValueProblems } from "./earned-value-problems.ts";
import { indicesOf, type EarnedValueIndices, type EarnedValueSums } from "./indices.ts";
import { periodsOf, type Period, type Periods } from "./periods.ts";
import { progressOf, type Progress } from "./progress-at.ts";
import { baselineBudgetOf, type BaselineBudget, type Measure, type TaskBudget } from "./task-budget.ts";

/** "leadline": the earning rule of each task, claims capped. "msProject": percent complete along the baseline's curve, as Project's BCWP. */
export type EarnedValueRule = "leadline" | "msProject";

export interface EarnedValueOptions {
  /** The status date: everything before this instant counts. */
  readonly at: Minute;
  readonly rule?: EarnedValueRule;
  /** Absent: the baseline that the settings name. */
  readonly baseline?: number;
  /** Periods of earned schedule. Absent: working days. */
  readonly period?: Period;
  /** The length of the moving indices in days. Absent: 28. */
  readonly movingDays?: number;
}

export interface TaskEarnedValue {
  readonly taskId: string;
  readonly rule: string;
  readonly bac: number;
  readonly pv: number;
  readonly ev: number;
  readonly ac: number;
}

/** Amounts are whole minor units of the currency, or whole minutes where `measure` is work. */
export interface EarnedValue {
  readonly at: Minute;
  readonly measure: Measure;
  readonly currency: string;
  readonly rule: EarnedValueRule;
  readonly baseline: number;
  readonly sums: EarnedValueSums;
  readonly indices: EarnedValueIndices;
  /** Sums of the last days up to the status date, and their indices. */
  readonly moving: { readonly days: number; readonly pv: number; readonly ev: number; readonly ac: number; readonly cpi: number | null; readonly spi: number | null };
  /** Undefined without a budget. */
  readonly earnedSchedule: (EarnedSchedule & { readonly period: Period; readonly earnedAt: Minute }) | undefined;
  readonly adherence: Adherence;
  /** What 50/50 would have earned: where claims lie far above, somebody hopes. */
  readonly fiftyFiftyEv: number;
  readonly levelOfEffortBac: number;
  readonly tasks: readonly TaskEarnedValue[];
  readonly accounts: readonly AccountSums[];
  /** Actual costs that name no task; they are not in `ac`, since the baseline has no budget for them. */
  readonly actualWithoutTask: number;
  /** The three curves at any instant. */
  readonly plannedAt: (at: Minute) => number;
  readonly earnedAt: (at: Minute) => number;
  readonly actualAt: (at: Minute) => number;
  readonly problems: readonly Problem[];
}

/**
 * Planned value from the baseline's budgets over their working time, earned value by each task's rule, actual cost from the
 * ledger and from work done. Problems say what is missing: a baseline, its costs or dates, rates.
 */
export function earnedValueOf(project: Project, schedule: Schedule, options: EarnedValueOptions): EarnedValue {
  const { at, rule = "leadline", period = "day", movingDays = 28 } = options;
  const number = options.baseline ?? settingsOf(project).baselineForEarnedValue ?? 0;
  const budget = budgetWithMeasure(project, schedule, number);
  const converter = converterOf(project);
  const actual = budget.measure === "cost" ? actualCostsOf(project, schedule, converter).items : actualWorkOf(project, schedule);
  const progress = progressLookup(project, schedule);
  const earned = earnedBy(project, { schedule, budget, rule, progress });
  const actualByTask = byTaskId(actual);
  const plannedAt = (instant: Minute): number => sumOf(budget.tasks.values(), (task) => task.before(instant));
  const earnedAt = (instant: Minute): number => sumOf(budget.tasks.keys(), (taskId) => earned(taskId, instant));
  const actualAt = (instant: Minute): number => sumOf(actual, (item) => (item.taskId === undefined ? 0 : item.before(instant)));
  const tasks = taskRows(project, { budget, actualByTask, earned, at });
  const sums: EarnedValueSums = { bac: budget.total, pv: sumOf(tasks, ({ pv }) => pv), ev: sumOf(tasks, ({ ev }) => ev), ac: sumOf(tasks, ({ ac }) => ac) };
  const periods = periodsOf(project, period, { start: budget.start, finish: at > budget.finish ? at : budget.finish });
  const fiftyFiftyEv = sumOf(budget.tasks.values(), ({ taskId, amount }) => Math.round(amount * fiftyFiftyShare(progress(taskId), at)));
  const lastFinish = [...budget.tasks.keys()].reduce((last, taskId) => Math.max(last, progress(taskId).finished ?? -Infinity), -Infinity) as Minute;
  const levelOfEffortBac = sumOf(budget.tasks.values(), ({ taskId, amount }) => (ruleNameOf(project, taskId) === "levelOfEffort" ? amount : 0));
  const actualWithoutTask = sumOf(actual, (item) => (item.taskId === undefined ? item.before(at) : 0));
  const earnedSchedule = timeOf(budget, periods, { at, ev: sums.ev, period, lastFinish });
  return {
    at,
    measure: budget.measure,
    currency: settingsOf(project).currency,
    rule,
    baseline: number,
    sums,
    indices: indicesOf(sums),
    moving: movingSums({ plannedAt, earnedAt, actualAt }, at, movingDays),
    earnedSchedule,
    adherence: adherenceAt(budget, periods, { tasks, earnedSchedule }),
    fiftyFiftyEv,
    levelOfEffortBac,
    tasks,
    accounts: accountSums(project, tasks),
    actualWithoutTask,
    plannedAt,
    earnedAt,
    actualAt,
    problems: [...converter.problems(), ...earnedValueProblems(project, { budget, number, at, sums, fiftyFiftyEv, levelOfEffortBac, rule, actualWithoutTask })],
  };
}

/** Money where the baseline holds any, else work. */
function budgetWithMeasure(project: Project, schedule: Schedule, number: number): BaselineBudget {
  const cost = baselineBudgetOf(project, schedule, { number, measure: "cost" });
  if (cost.total > 0) return cost;
  const work = baselineBudgetOf(project, schedule, { number, measure: "work" });
  return work.total > 0 ? work : cost;
}

/** Progress of tasks, each worked out once. */
function progressLookup(project: Project, schedule: Schedule): (taskId: string) => Progress {
  const known = new Map<string, Progress>();
  return (taskId) => {
    const found = known.get(taskId);
    if (found) return found;
    const task = project.records.task.get(taskId);
    const dates = schedule.of(taskId);
    const made = task && dates ? progressOf(project, task, dates) : NO_PROGRESS;
    known.set(taskId, made);
    return made;
  };
}

const NO_PROGRESS: Progress = { started: undefined, finished: undefined, reached: undefined, partBefore: () => 0 };

type Earned = (taskId: string, at: Minute) => number;

/** Earned value of a task at an instant, whole. Apportioned tasks look at their base once, so no loop can arise. */
function earnedBy(project: Project, { schedule, budget, rule, progress: progressFor }: { readonly schedule: Schedule; readonly budget: BaselineBudget; readonly rule: EarnedValueRule; readonly progress: (taskId: string) => Progress }): Earned {
  const capPercent = settingsOf(project).costPolicy?.claimCapPercent ?? USUAL_CLAIM_CAP_PERCENT;
  const shareOf = (task: Task, own: TaskBudget | undefined, at: Minute): number => {
    const dates = schedule.of(task.id);
    if (!dates) return 0;
    const progress = progressFor(task.id);
    const base = task.earningRule?.rule === "apportioned" ? project.records.task.get(task.earningRule.taskId) : undefined;
    const baseShare = base && base.earningRule?.rule !== "apportioned" ? shareOf(base, budget.tasks.get(base.id), at) : 0;
    const plannedShare = own && own.amount > 0 ? own.before(at) / own.amount : 0;
    return earnedShare({ task, progress, plannedShare, baseShare, capPercent, ...(dates.isSummary && { rolledUpPercent: dates.percentComplete }) }, at);
  };
  return (taskId, at) => {
    const own = budget.tasks.get(taskId);
    const task = project.records.task.get(taskId);
    const dates = schedule.of(taskId);
    if (!own || !task || !dates) return 0;
    if (rule === "leadline") return Math.round(own.amount * shareOf(task, own, at));
    const percent = dates.isSummary ? dates.percentComplete : task.percentComplete;
    return Math.round(own.atShare((percent / 100) * progressFor(taskId).partBefore(at)));
  };
}

interface RowParts {
  readonly budget: BaselineBudget;
  readonly actualByTask: ReadonlyMap<string, readonly ActualItem[]>;
  readonly earned: Earned;
  readonly at: Minute;
}

/** Tasks with a budget or with actual costs, in the order of the records. */
function taskRows(project: Project, { budget, actualByTask, earned, at }: RowParts): TaskEarnedValue[] {
  return [...project.records.task.values()].flatMap((task): TaskEarnedValue[] => {
    const own = budget.tasks.get(task.id);
    const costs = actualByTask.get(task.id);
    if (!own && !costs) return [];
    return [{ taskId: task.id, rule: ruleNameOf(project, task.id), bac: own?.amount ?? 0, pv: own?.before(at) ?? 0, ev: earned(task.id, at), ac: sumOf(costs ?? [], (item) => item.before(at)) }];
  });
}

function ruleNameOf(project: Project, taskId: string): string {
  const task = project.records.task.get(taskId);
  return (task && earningRuleOf(task)?.rule) ?? "percent";
}

function byTaskId(items: readonly ActualItem[]): ReadonlyMap<string, readonly ActualItem[]> {
  const byTask = new Map<string, ActualItem[]>();
  for (const item of items) {
    if (item.taskId === undefined) continue;
    const list = byTask.get(item.taskId);
    if (list) list.push(item);
    else byTask.set(item.taskId, [item]);
  }
  return byTask;
}

interface Reached {
  readonly at: Minute;
  readonly ev: number;
  readonly period: Period;
  readonly lastFinish: Minute;
}

/** Where everything is earned, time stopped with the last finish. */
function timeOf(budget: BaselineBudget, { ends, indexOf, instantOf }: Periods, { at, ev, period, lastFinish }: Reached): EarnedValue["earnedSchedule"] {
  const until = ev >= budget.total && lastFinish < at ? lastFinish : at;
  const found = earnedScheduleOf({ planned: plannedByPeriod(budget, ends), ev, at: indexOf(until) });
  return found && { ...found, period, earnedAt: found.wholePeriods >= found.pd ? budget.finish : instantOf(found.es) };
}

function plannedByPeriod({ tasks }: BaselineBudget, ends: readonly number[]): number[] {
  const days = mergedDays([...tasks.values()].map((task) => task.days));
  let [sum, next] = [0, 0];
  return ends.map((end) => {
    for (let day = days[next]; day && day.day < end; day = days[next]) {
      sum += day.cents;
      next += 1;
    }
    return sum;
  });
}

function adherenceAt(budget: BaselineBudget, { ends, instantOf }: Periods, { tasks, earnedSchedule }: Pick<EarnedValue, "tasks" | "earnedSchedule">): Adherence {
  if (!earnedSchedule) return adherenceOf([]);
  const { wholePeriods, fraction } = earnedSchedule;
  const end = (index: number): Minute => (index === 0 ? instantOf(0) : (((ends[index - 1] ?? 0) * MINUTES_PER_DAY) as Minute));
  return adherenceOf(
    tasks.flatMap(({ taskId, ev }) => {
      const own = budget.tasks.get(taskId);
      if (!own) return [];
      const before = own.before(end(wholePeriods));
      return [{ taskId, planned: before + (fraction > 0 ? fraction * (own.before(end(wholePeriods + 1)) - before) : 0), earned: ev }];
    }),
  );
}

function movingSums({ plannedAt, earnedAt, actualAt }: Pick<EarnedValue, "plannedAt" | "earnedAt" | "actualAt">, at: Minute, days: number): EarnedValue["moving"] {
  const before = (at - days * MINUTES_PER_DAY) as Minute;
  const [pv, ev, ac] = [plannedAt, earnedAt, actualAt].map((curve) => curve(at) - curve(before)) as [number, number, number];
  return { days, pv, ev, ac, cpi: ac === 0 ? null : ev / ac, spi: pv === 0 ? null : ev / pv };
}

function sumOf<T>(all: Iterable<T>, amount: (one: T) => number): number {
  let sum = 0;
  for (const one of all) sum += amount(one);
  return sum;
}
