/** Commands of levelling: take over the delays and pauses that it found, and take them back. */
import type { Refusal } from "../base/problem.ts";
import type { TaskSplits } from "../model/plan/task.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CommandOf } from "./command.ts";
import { all, assignmentsOf, get, isSummary, putAssignment, putTask, settingsIn, type Draft } from "./draft.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { refusedSplits } from "./task-fields.ts";

export function applyLeveling(draft: Draft, { tasks }: CommandOf<"applyLeveling">): readonly Refusal[] {
  return tasks.flatMap((item) => {
    const task = get(draft, "task", item.id);
    const refused = task ? refusedLeveling(draft, task, item) : missingTask(item.id);
    if (refused || !task) return refused ? [refused] : [];
    putTask(draft, withSplits({ ...task, levelingDelayMinutes: item.levelingDelayMinutes }, item.splits));
    for (const { id, levelingDelayMinutes } of item.assignments ?? []) {
      const assignment = get(draft, "assignment", id);
      if (assignment) putAssignment(draft, withDelay(assignment, levelingDelayMinutes));
    }
    return [];
  });
}

/** Delays become 0 again, and pauses are what they were before levelling. */
export function clearLeveling(draft: Draft, { ids }: CommandOf<"clearLeveling">): readonly Refusal[] {
  const missing = ids?.filter((id) => !get(draft, "task", id)) ?? [];
  if (missing.length > 0) return missing.map(missingTask);
  for (const task of ids === undefined ? [...all(draft, "task")] : ids.flatMap((id) => get(draft, "task", id) ?? [])) {
    if (task.levelingDelayMinutes !== 0 || task.splitsBeforeLeveling) putTask(draft, unleveled(task));
    for (const assignment of [...assignmentsOf(draft, task.id)]) if (assignment.levelingDelayMinutes) putAssignment(draft, withDelay(assignment, 0));
  }
  return [];
}

function refusedLeveling(draft: Draft, task: Task, item: CommandOf<"applyLeveling">["tasks"][number]): Refusal | undefined {
  const title = (): string => taskTitle(draft, task.id);
  if (isSummary(draft, task.id)) return refusal("task/summary-dates", `${title()} is a summary task: its dates follow from its sub-tasks. Maybe move one of them.`, task.id);
  if (item.levelingDelayMinutes < 0 && settingsIn(draft).scheduleFrom !== "finish") {
    return refusal("task/negative-delay", `the levelling delay of ${title()} cannot be negative while the project is scheduled from its start.`, task.id);
  }
  const own = item.assignments?.every(({ id }) => get(draft, "assignment", id)?.taskId === task.id) ?? true;
  if (!own) return refusal("assignment/missing", `somebody whom levelling delays on ${title()} is not assigned to it any more. Maybe level again.`, task.id);
  return item.splits ? refusedSplits(draft, { ...task, splits: item.splits }) : undefined;
}

/** Pauses of levelling take the place of those before, which are remembered once. */
function withSplits(task: Task, splits: TaskSplits | undefined): Task {
  return splits === undefined ? task : { ...task, splits, splitsBeforeLeveling: task.splitsBeforeLeveling ?? task.splits ?? [] };
}

function unleveled(task: Task): Task {
  const { splits, splitsBeforeLeveling, ...rest } = task;
  const before = splitsBeforeLeveling ?? splits ?? [];
  return { ...rest, levelingDelayMinutes: 0, ...(before.length === 0 ? {} : { splits: before }) };
}

function withDelay(assignment: Assignment, levelingDelayMinutes: number): Assignment {
  const { levelingDelayMinutes: _old, ...rest } = assignment;
  return levelingDelayMinutes === 0 ? rest : { ...rest, levelingDelayMinutes };
}
