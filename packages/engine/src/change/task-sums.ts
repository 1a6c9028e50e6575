/** Work and cost of tasks, summed over their assignments, their budget lines and everything below them. */
import { assignmentCostCents, type CostSpan } from "../model/people/assignment-cost.ts";
import { rateTableOf } from "../model/cost/exchange.ts";
import { linesByTask, taskLineCents } from "../model/cost/task-line-costs.ts";
import type { Task } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { isWorked } from "./assignment-span.ts";
import { all, assignmentsOf, childrenOf, get, settingsIn, type Draft } from "./draft.ts";
import type { ScheduledTask, ScheduleLookup } from "./schedule-lookup.ts";
import { asPaused, durationBefore } from "./task-pauses.ts";
import { taskTimeOf } from "./task-time.ts";

export interface Sums {
  readonly workMinutes: number;
  /** Hundredths of the currency unit. */
  readonly costCents: number;
}

/** Work and cost of every task with all below it, summed once. A task that lies below itself counts once. */
export function sumsOf(draft: Draft, dates: ScheduleLookup): (taskId: string) => Sums {
  const known = new Map<string, Sums>();
  const lineCents = lineCentsIn(draft);
  const sum = (taskId: string): Sums => {
    const found = known.get(taskId);
    const task = get(draft, "task", taskId);
    if (found || !task) return found ?? NOTHING;
    known.set(taskId, NOTHING);
    const inner = childrenOf(draft, taskId).map((child) => sum(child.id));
    const lines: Sums = { workMinutes: 0, costCents: task.active ? lineCents(taskId, dates.of(taskId)) : 0 };
    const whole = [task.active ? ownSums(draft, task, dates.of(taskId)) : NOTHING, lines, ...inner].reduce(plus);
    known.set(taskId, whole);
    return whole;
  };
  return sum;
}

const NOTHING: Sums = { workMinutes: 0, costCents: 0 };

export function plus(a: Sums, b: Sums): Sums {
  return { workMinutes: toTenth(a.workMinutes + b.workMinutes), costCents: a.costCents + b.costCents };
}

/** What a task's budget lines and things to buy come to; nothing without dates. */
function lineCentsIn(draft: Draft): (taskId: string, dates: ScheduledTask | undefined) => number {
  const byTask = linesByTask(all(draft, "budgetLine"), all(draft, "procurementItem"));
  if (byTask.size === 0) return () => 0;
  const rates = rateTableOf(all(draft, "currencyRate"));
  const { currency } = settingsIn(draft);
  return (taskId, dates) => {
    const lines = byTask.get(taskId);
    return lines && dates ? taskLineCents(lines, { startDay: dayNumberOf(dates.start), currency, rates }) : 0;
  };
}

/** How the work of a task lies in time, for rates that change by date; undefined without dates. */
export function costSpanOf(draft: Draft, task: Task, dates: ScheduledTask | undefined): CostSpan | undefined {
  if (!dates) return undefined;
  const time = taskTimeOf(draft, task);
  const paused = asPaused(draft, task);
  const shareBefore = (at: Minute): number => (at <= dates.start ? 0 : at >= dates.finish || task.durationMinutes === 0 ? 1 : durationBefore(time, paused, dates, at) / task.durationMinutes);
  return { start: dates.start, shareBefore };
}

function ownSums(draft: Draft, task: Task, dates: ScheduledTask | undefined): Sums {
  const span = costSpanOf(draft, task, dates);
  const own = assignmentsOf(draft, task.id).map((assignment): Sums => {
    const resource = assignment.resourceId === undefined ? undefined : get(draft, "resource", assignment.resourceId);
    const isWork = resource === undefined || isWorked(draft, assignment);
    return {
      workMinutes: isWork ? assignment.workMinutes : 0,
      costCents: span === undefined ? 0 : assignmentCostCents(assignment, resource, span),
    };
  });
  return [{ workMinutes: 0, costCents: task.fixedCostCents ?? 0 }, ...own].reduce(plus);
}
