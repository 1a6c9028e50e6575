/** What was spent: postings of the ledger, and the cost of work that the plan reports as done. */
import type { CostType } from "../model/cost/money.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { ActualCost, Assignment, Task } from "../model/records.ts";
import { assignmentsByTask } from "../schedule/drivers.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { paymentDaysOf, spendingOf, type CostItem } from "./cost-item.ts";
import type { Converter } from "./currencies.ts";
import { progressOf, type Progress } from "./earned-value/progress-at.ts";
import { taskBudget } from "./earned-value/task-budget.ts";
import { costTypeOf, planCosts } from "./plan-costs.ts";

export interface ActualItem extends CostItem {
  /** What of it was spent before an instant; a posting counts on its whole day. */
  readonly before: (at: Minute) => number;
}

export interface ActualCosts {
  readonly items: readonly ActualItem[];
  /** Kinds of cost that are counted from the ledger; the others follow from work done. */
  readonly fromLedger: ReadonlySet<string>;
}

/**
 * Unless the policy says otherwise, kinds of cost that the ledger holds come from the ledger, so that nothing counts twice;
 * the others are work done times its rates, sums at the start or end when the task has started or ended.
 */
export function actualCostsOf(project: Project, schedule: Schedule, { convert }: Pick<Converter, "convert">): ActualCosts {
  const source = settingsOf(project).costPolicy?.actualCostFrom;
  const ledger = source === "progress" ? [] : [...project.records.actualCost.values()];
  const types = new Set<string>(ledger.map(({ costType }) => costType));
  const worked = source === "ledger" ? [] : progressCosts(project, schedule).filter(({ costType }) => !types.has(costType));
  const items = [...ledger.flatMap((posting) => posted(project, posting, convert) ?? []), ...worked];
  return { items, fromLedger: types };
}

/** What work done has cost by its rates, and what the plan's source reported beyond that. */
export function progressCosts(project: Project, schedule: Schedule, tasks: readonly Task[] = [...project.records.task.values()]): ActualItem[] {
  return [...workDoneCosts(project, schedule, tasks), ...tasks.flatMap((task) => reported(project, schedule, task) ?? [])];
}

/** What work done has cost by its rates alone: the rest of the planned cost is still to come. */
export function workDoneCosts(project: Project, schedule: Schedule, tasks: readonly Task[] = [...project.records.task.values()]): ActualItem[] {
  return planCosts(project, schedule, tasks).flatMap((item) => spent(project, schedule, item) ?? []);
}

/** By how much a task's actual cost as its source states it differs from what work done makes. */
export function reportedBeyondWork({ reportedCost }: Pick<Task, "reportedCost">): number {
  return reportedCost ? reportedCost.actualCents - reportedCost.computedCents : 0;
}

/** An actual cost that somebody typed in the source: it differs from what rates make of the work, and lies over the work done. */
function reported(project: Project, schedule: Schedule, task: Task): ActualItem | undefined {
  const dates = task.active ? schedule.of(task.id) : undefined;
  const cents = reportedBeyondWork(task);
  if (!dates || cents === 0) return undefined;
  const { started, reached } = progressOf(project, task, dates);
  const span = { start: started ?? dates.start, finish: reached ?? started ?? dates.start };
  const { days, before } = taskBudget(project, task, { amount: cents, dates: span });
  const costType = mainCostType(project, task);
  return { source: { kind: "task", id: task.id }, label: "Reported actual cost", taskId: task.id, costType, spending: spendingOf(project, costType), cents, days, paymentDays: paymentDaysOf(project, costType), before };
}

/** People's work where somebody is assigned, else the kind of the fixed cost. */
function mainCostType(project: Project, task: Task): CostType {
  const [first] = assignmentsByTask(project.records.assignment).get(task.id) ?? [];
  const resource = project.records.resource.get(first?.resourceId ?? "");
  return resource ? costTypeOf(resource) : (task.fixedCostType ?? "other");
}

function posted(project: Project, posting: ActualCost, convert: Converter["convert"]): ActualItem | undefined {
  const { id, name, day, costType, amountCents, credit } = posting;
  const amount = convert({ cents: amountCents, currency: posting.currency }, day);
  const cents = credit ? -amount : amount;
  if (cents === 0) return undefined;
  return {
    source: { kind: "actualCost", id },
    label: name,
    taskId: posting.taskId,
    costType,
    spending: spendingOf(project, costType, posting.spending),
    cents,
    days: [{ day, cents }],
    paymentDays: paymentDaysOf(project, costType, posting.paymentDays),
    before: (at) => (day <= dayNumberOf((at - 1) as Minute) ? cents : 0),
  };
}

/** The part of a planned cost that work done so far has made. */
function spent(project: Project, schedule: Schedule, item: CostItem): ActualItem | undefined {
  const task = project.records.task.get(item.taskId ?? "");
  const dates = task && schedule.of(task.id);
  if (!task || !dates) return undefined;
  const progress = progressOf(project, task, dates);
  const { started, reached } = progress;
  const cents = Math.round(item.cents * shareSpent(project, item, { task, progress, percent: dates.isSummary ? dates.percentComplete : task.percentComplete }));
  if (cents === 0 || started === undefined || reached === undefined) return undefined;
  const parts = { start: item.accrual === "start" ? 1 : 0, end: item.accrual === "end" ? 1 : 0, prorated: item.accrual === "prorated" ? 1 : 0 };
  const { days, before } = taskBudget(project, task, { amount: cents, dates: { start: started, finish: reached }, parts });
  return { ...item, cents, days, before };
}

interface Standing {
  readonly task: Task;
  readonly progress: Progress;
  readonly percent: number;
}

function shareSpent(project: Project, item: CostItem, { progress, percent }: Standing): number {
  if (progress.started === undefined) return 0;
  if (item.accrual === "start") return 1;
  if (item.accrual === "end") return progress.finished === undefined ? 0 : 1;
  const assignment = item.source.kind === "assignment" ? project.records.assignment.get(item.source.id) : undefined;
  const isWork = assignment && project.records.resource.get(assignment.resourceId ?? "")?.type === "work" && assignment.workMinutes > 0;
  return isWork ? workShareDone(assignment, item.part ?? "regular") : percent / 100;
}

/** The share (0-1) of an assignment's regular work, or of its overtime, that is done. */
export function workShareDone(assignment: Assignment, part: NonNullable<CostItem["part"]>): number {
  const { workMinutes, actualWorkMinutes, overtimeWorkMinutes: overtime = 0 } = assignment;
  const overtimeDone = assignment.actualOvertimeWorkMinutes ?? (workMinutes > 0 ? (overtime * actualWorkMinutes) / workMinutes : 0);
  const [done, all] = part === "overtime" ? [overtimeDone, overtime] : [actualWorkMinutes - overtimeDone, workMinutes - overtime];
  return all > 0 ? Math.min(1, Math.max(0, done / all)) : 0;
}

/** Work reported as done, in whole minutes, where work is counted instead of money. */
export function actualWorkOf(project: Project, schedule: Schedule): ActualItem[] {
  return [...project.records.assignment.values()].flatMap((assignment): ActualItem[] => {
    const task = project.records.task.get(assignment.taskId);
    const dates = task?.active ? schedule.of(task.id) : undefined;
    const amount = Math.round(assignment.actualWorkMinutes);
    if (!task || !dates || amount === 0 || project.records.resource.get(assignment.resourceId ?? "")?.type !== "work") return [];
    const { started, reached } = progressOf(project, task, dates);
    const span = { start: started ?? dates.start, finish: reached ?? started ?? dates.start };
    const { days, before } = taskBudget(project, task, { amount, dates: span });
    return [{ source: { kind: "assignment", id: assignment.id }, label: task.name, taskId: task.id, costType: "labour", spending: "opex", cents: amount, days, paymentDays: 0, before }];
  });
}
