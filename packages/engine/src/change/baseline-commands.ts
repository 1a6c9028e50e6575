/** Commands on baselines: freeze dates, work and cost of the plan as it is, and forget them (domain A10). */
import type { Refusal } from "../base/problem.ts";
import { baselineId, taskBaselineId } from "../model/plan/baseline-ids.ts";
import type { Baseline, Task, TaskBaseline } from "../model/records.ts";
import type { CommandContext, CommandOf } from "./command.ts";
import { all, ancestorsOf, childrenOf, get, isSummary, put, remove, type Draft } from "./draft.ts";
import { missingTask, refusal } from "./names.ts";
import { datesNow, type ScheduleLookup } from "./schedule-lookup.ts";
import { plus, sumsOf, type Sums } from "./task-sums.ts";
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
