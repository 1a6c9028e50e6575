/** Commands that put a task on a date: a constraint on automatic tasks, fixed dates on manual ones. */
import type { Refusal } from "../base/problem.ts";
import type { ConstraintType } from "../model/plan/task.ts";
import type { Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import type { Minute } from "../time/minute.ts";
import type { CommandOf } from "./command.ts";
import { get, isSummary, putTask, settingsIn, type Draft } from "./draft.ts";
import { durationBetween } from "./manual-dates.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { withDuration, withFixedFinish, type Outcome } from "./task-duration.ts";
import { isStarted } from "./task-fields.ts";
import { followDuration } from "./work-balance.ts";

/** Automatic: "start no earlier than" (scheduling from the finish "no later than"), links stay. Manual: the start moves, the duration stays, the finish follows. */
export function setTaskStart(draft: Draft, command: CommandOf<"setTaskStart">): readonly Refusal[] {
  return setDate(draft, command.id, (task) =>
    task.mode === "manual" ? withFixedFinish(draft, { ...task, manualStart: command.start }) : constrained(task, isBackward(draft) ? "SNLT" : "SNET", command.start),
  );
}

/** Automatic: "finish no earlier than" (scheduling from the finish "no later than"), links stay. Manual: the finish moves, the start stays, the duration follows. */
export function setTaskFinish(draft: Draft, command: CommandOf<"setTaskFinish">): readonly Refusal[] {
  return setDate(draft, command.id, (task) => (task.mode === "manual" ? withManualFinish(draft, task, command.finish) : constrained(task, isBackward(draft) ? "FNLT" : "FNET", command.finish)));
}

function setDate(draft: Draft, taskId: string, dated: (task: Task) => Outcome): readonly Refusal[] {
  const before = get(draft, "task", taskId);
  if (!before) return [missingTask(taskId)];
  const refused = refusedDate(draft, before);
  if (refused) return [refused];
  const outcome = dated(before);
  if (!outcome.ok) return [outcome.refusal];
  const overloaded = followDuration(draft, before, outcome.task);
  if (overloaded) return [overloaded];
  putTask(draft, outcome.task);
  return [];
}

function refusedDate(draft: Draft, task: Task): Refusal | undefined {
  if (isSummary(draft, task.id)) {
    return refusal("task/summary-dates", `${taskTitle(draft, task.id)} is a summary task: its dates follow from its sub-tasks. Maybe move one of them.`, task.id);
  }
  if (task.external) return refusal("task/external", `${taskTitle(draft, task.id)} belongs to another project, so its dates cannot be changed here.`, task.id);
  if (!isStarted(task)) return undefined;
  const since = task.actualStart === undefined ? "has started already" : `started on ${readableDate(task.actualStart, settingsIn(draft).defaultStartTime)}`;
  return refusal("task/started", `${taskTitle(draft, task.id)} ${since}, so its dates cannot be planned any more. Maybe change its duration.`, task.id);
}

function isBackward(draft: Draft): boolean {
  return settingsIn(draft).scheduleFrom === "finish";
}

function constrained(task: Task, constraint: ConstraintType, constraintDate: Minute): Outcome {
  return { ok: true, task: { ...task, constraint, constraintDate } };
}

function withManualFinish(draft: Draft, task: Task, finish: Minute): Outcome {
  const start = task.manualStart;
  if (start === undefined) return { ok: true, task: { ...task, manualFinish: finish } };
  if (finish < start) {
    const message = `${taskTitle(draft, task.id)} starts on ${readableDate(start, settingsIn(draft).defaultStartTime)}, so it cannot finish before that.`;
    return { ok: false, refusal: refusal("task/finish-before-start", message, task.id) };
  }
  const outcome = withDuration(draft, task, { durationMinutes: durationBetween(draft, task, start, finish) });
  return outcome.ok ? { ok: true, task: { ...outcome.task, manualFinish: finish } } : outcome;
}
