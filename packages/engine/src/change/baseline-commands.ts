/** Commands on baselines: freeze dates, work and cost of the plan as it is, and forget them (domain A10). */
import type { Refusal } from "../base/problem.ts";
import { assignmentCostCents } from "../model/people/assignment-cost.ts";
import { baselineId, taskBaselineId } from "../model/plan/baseline.ts";
import type { Baseline, Task, TaskBaseline } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import { isWorked } from "./assignment-span.ts";
import type { CommandContext, CommandOf } from "./command.ts";
import { all, ancestorsOf, assignmentsOf, childrenOf, get, isSummary, put, remove, type Draft } from "./draft.ts";
import { missingTask, refusal } from "./names.ts";
import { datesNow, type ScheduledTask, type ScheduleLookup } from "./schedule-lookup.ts";
import { durationBefore } from "./task-pauses.ts";
import { taskTimeOf } from "./task-time.ts";

export function setBaseline(draft: Draft, { number, taskIds, reason, rollUp }: CommandOf<"setBaseline">, context: CommandContext): readonly Refusal[] {
  const missing = taskIds?.filter((id) => !get(draft, "task", id)) ?? [];
  if (missing.length > 0) return missing.map(missingTask);
  const dates = datesNow(draft, context);
  const sums = sumsOf(draft, dates);
  const tasks = taskIds?.flatMap((id) => get(draft, "task", id) ?? []) ?? [...all(draft, "task")];
  const frozen = tasks.flatMap((task) => frozenTask(task, number, { dates, sums }) ?? []);
  if (frozen.length === 0) return [refusal("baseline/empty", "there is no task with dates that a baseline could hold.")];
  if (taskIds === undefined) forget(draft, number);
  for (const record of frozen) put(draft, "taskBaseline", record);
  if (rollUp) rollUpInto(draft, number, tasks);
  const header: Baseline = { id: baselineId(number), number, setAt: context.at, ...(context.actor === "" ? {} : { setBy: context.actor }), ...(reason === undefined ? {} : { reason }) };
  put(draft, "baseline", header);
  return [];
}

export function clearBaseline(draft: Draft, { number, taskIds }: CommandOf<"clearBaseline">): readonly Refusal[] {
  const missing = taskIds?.filter((id) => !get(draft, "task", id)) ?? [];
  if (missing.length > 0) return missing.map(missingTask);
  if (taskIds === undefined) forget(draft, number);
  else for (const id of taskIds) if (get(draft, "taskBaseline", taskBaselineId(number, id))) remove(draft, "taskBaseline", taskBaselineId(number, id));
  for (const record of all(draft, "taskBaseline")) if (record.number === number) return [];
  if (get(draft, "baseline", baselineId(number))) remove(draft, "baseline", baselineId(number));
  return [];
}

/** Takes what baselines hold of a task out of the plan together with the task. */
export function forgetInBaselines(draft: Draft, taskIds: ReadonlySet<string>): void {
  for (const record of [...all(draft, "taskBaseline")]) if (taskIds.has(record.taskId)) remove(draft, "taskBaseline", record.id);
}

function forget(draft: Draft, number: number): void {
  for (const record of [...all(draft, "taskBaseline")]) if (record.number === number) remove(draft, "taskBaseline", record.id);
}

interface Sums {
  readonly workMinutes: number;
  readonly costCents: number;
}

/** Work and cost of every task with all below it, summed once. A task that lies below itself counts once. */
function sumsOf(draft: Draft, dates: ScheduleLookup): (taskId: string) => Sums {
  const known = new Map<string, Sums>();
  const sum = (taskId: string): Sums => {
    const found = known.get(taskId);
    const task = get(draft, "task", taskId);
    if (found || !task) return found ?? NOTHING;
    known.set(taskId, NOTHING);
    const inner = childrenOf(draft, taskId).map((child) => sum(child.id));
    const all = [task.active ? ownSums(draft, task, dates.of(taskId)) : NOTHING, ...inner].reduce(plus);
    known.set(taskId, all);
    return all;
  };
  return sum;
}

const NOTHING: Sums = { workMinutes: 0, costCents: 0 };

function plus(a: Sums, b: Sums): Sums {
  return { workMinutes: toTenth(a.workMinutes + b.workMinutes), costCents: a.costCents + b.costCents };
}

function ownSums(draft: Draft, task: Task, dates: ScheduledTask | undefined): Sums {
  const time = taskTimeOf(draft, task);
  const shareBefore = (at: Minute): number => (!dates || at <= dates.start ? 0 : at >= dates.finish || task.durationMinutes === 0 ? 1 : durationBefore(time, task, dates, at) / task.durationMinutes);
  const start = dates?.start;
  const own = assignmentsOf(draft, task.id).map((assignment): Sums => {
    const resource = assignment.resourceId === undefined ? undefined : get(draft, "resource", assignment.resourceId);
    const isWork = resource === undefined || isWorked(draft, assignment);
    return {
      workMinutes: isWork ? assignment.workMinutes : 0,
      costCents: start === undefined ? 0 : assignmentCostCents(assignment, resource, { start, shareBefore }),
    };
  });
  return [{ workMinutes: 0, costCents: task.fixedCostCents ?? 0 }, ...own].reduce(plus);
}

function frozenTask(task: Task, number: number, { dates, sums }: { readonly dates: ScheduleLookup; readonly sums: (taskId: string) => Sums }): TaskBaseline | undefined {
  const planned = task.active ? dates.of(task.id) : undefined;
  return planned && { id: taskBaselineId(number, task.id), number, taskId: task.id, start: planned.start, finish: planned.finish, durationMinutes: planned.durationMinutes, ...sums(task.id) };
}

/** What the baseline holds of the summary tasks above some tasks follows from what it holds of their sub-tasks, the lowest first. */
function rollUpInto(draft: Draft, number: number, tasks: readonly Task[]): void {
  const above = new Map<string, number>();
  for (const task of tasks) {
    const ancestors = [...ancestorsOf(draft, task)];
    ancestors.forEach((id, height) => above.set(id, ancestors.length - height));
  }
  for (const [id] of [...above].sort((a, b) => b[1] - a[1])) {
    const summary = get(draft, "task", id);
    if (summary && isSummary(draft, id)) rollUpOne(draft, number, summary);
  }
}

function rollUpOne(draft: Draft, number: number, summary: Task): void {
  const parts = childrenOf(draft, summary.id).flatMap((child) => get(draft, "taskBaseline", taskBaselineId(number, child.id)) ?? []);
  const starts = parts.flatMap((part) => part.start ?? []);
  const finishes = parts.flatMap((part) => part.finish ?? []);
  const [firstStart, firstFinish] = [starts[0], finishes[0]];
  if (firstStart === undefined || firstFinish === undefined) return;
  const start = starts.reduce((a, b) => (b < a ? b : a), firstStart);
  const finish = finishes.reduce((a, b) => (b > a ? b : a), firstFinish);
  const sums = parts.reduce((sum, part) => plus(sum, { workMinutes: part.workMinutes ?? 0, costCents: part.costCents ?? 0 }), { workMinutes: 0, costCents: summary.fixedCostCents ?? 0 });
  const durationMinutes = taskTimeOf(draft, { ...summary, durationUnit: "d" }).between(start, finish);
  put(draft, "taskBaseline", { id: taskBaselineId(number, summary.id), number, taskId: summary.id, start, finish, durationMinutes, ...sums });
}
