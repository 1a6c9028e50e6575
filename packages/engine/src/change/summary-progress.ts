/** Progress typed on a summary task: spread over its sub-tasks as time passes, the earliest first. */
import type { Refusal } from "../base/problem.ts";
import type { Task } from "../model/records.ts";
import type { Minute } from "../time/minute.ts";
import { get, isSummary, subtreeOf, type Draft } from "./draft.ts";
import { refusal, taskTitle } from "./names.ts";
import type { ScheduledTask, ScheduleLookup } from "./schedule-lookup.ts";
import { asPaused, durationBefore } from "./task-pauses.ts";
import { setProgress } from "./task-progress.ts";
import { taskTimeOf } from "./task-time.ts";

interface Leaf {
  readonly task: Task;
  /** With the pauses that its dates show. */
  readonly paused: Task;
  readonly dates: ScheduledTask;
}

/**
 * Brings a summary to a percentage: up to the date at which the plan would have so much done, what is planned before it
 * counts as done. Going up, nobody loses what is done already; going down, nobody gains.
 */
export function setSummaryProgress(draft: Draft, summaryId: string, percent: number, dates: ScheduleLookup): Refusal | undefined {
  const leaves = leavesBelow(draft, summaryId, dates);
  if (leaves.length === 0) return refusal("task/summary-progress", `${taskTitle(draft, summaryId)} has no sub-task with dates, so it can have no progress.`, summaryId);
  if (percent === 0 || percent === 100) return firstRefusal(leaves, ({ task }) => setProgress(draft, task.id, { percentComplete: percent }, dates));
  const all = leaves.reduce((sum, { task }) => sum + task.durationMinutes, 0);
  const wanted = (all * percent) / 100;
  const isRising = wanted >= leaves.reduce((sum, { task }) => sum + task.actualDurationMinutes, 0);
  const doneAt = (leaf: Leaf, at: Minute): number => {
    const planned = durationBefore(taskTimeOf(draft, leaf.task), leaf.paused, leaf.dates, at);
    return isRising ? Math.max(leaf.task.actualDurationMinutes, planned) : Math.min(leaf.task.actualDurationMinutes, plannedFromStart(draft, leaf, at));
  };
  const at = earliestDate(leaves, (minute) => leaves.reduce((sum, leaf) => sum + doneAt(leaf, minute), 0) >= wanted);
  return firstRefusal(leaves, (leaf) => setProgress(draft, leaf.task.id, progressAt(leaf, doneAt(leaf, at), at), dates));
}

/** Tasks without sub-tasks below a summary that take part in the plan. */
export function leavesBelow(draft: Draft, summaryId: string, dates: ScheduleLookup): Leaf[] {
  return [...subtreeOf(draft, summaryId)].flatMap((id) => {
    const task = get(draft, "task", id);
    const own = task?.active && !task.external && !isSummary(draft, id) ? dates.of(id) : undefined;
    return task && own ? [{ task, paused: asPaused(draft, task), dates: own }] : [];
  });
}

/** How much of a task lies before a date if it went without stopping from its start. */
function plannedFromStart(draft: Draft, { task, paused, dates }: Leaf, at: Minute): number {
  const { actualStart, resume: _resume, ...rest } = paused;
  const start = actualStart ?? dates.start;
  return durationBefore(taskTimeOf(draft, task), { ...rest, actualDurationMinutes: 0 }, { ...dates, start }, at);
}

function progressAt({ task, dates }: Leaf, doneMinutes: number, at: Minute): { readonly actualDurationMinutes: number } | { readonly percentComplete: number } {
  if (task.durationMinutes === 0) return { percentComplete: dates.finish <= at ? 100 : 0 };
  return doneMinutes >= task.durationMinutes ? { percentComplete: 100 } : { actualDurationMinutes: doneMinutes };
}

/** The earliest minute between the first start and the last finish at which a condition that stays true becomes true. */
function earliestDate(leaves: readonly Leaf[], isReached: (at: Minute) => boolean): Minute {
  const [first] = leaves;
  let low = leaves.reduce((earliest, { dates }) => (dates.start < earliest ? dates.start : earliest), first?.dates.start ?? (0 as Minute));
  let high = leaves.reduce((latest, { dates }) => (dates.finish > latest ? dates.finish : latest), low);
  while (low < high) {
    const middle = (low + Math.floor((high - low) / 2)) as Minute;
    if (isReached(middle)) high = middle;
    else low = (middle + 1) as Minute;
  }
  return low;
}

function firstRefusal(leaves: readonly Leaf[], change: (leaf: Leaf) => Refusal | undefined): Refusal | undefined {
  for (const leaf of leaves) {
    const refused = change(leaf);
    if (refused) return refused;
  }
  return undefined;
}
