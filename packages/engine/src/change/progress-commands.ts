/** Commands on the progress of many tasks at once: as planned up to a date, and what is left moved behind a date (domain A8). */
import type { Refusal } from "../base/problem.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { Minute } from "../time/minute.ts";
import type { CommandContext, CommandOf } from "./command.ts";
import { all, assignmentsOf, get, isSummary, putAssignment, putTask, settingsIn, subtreeOf, type Draft } from "./draft.ts";
import { missingTask } from "./names.ts";
import { datesNow, type ScheduledTask } from "./schedule-lookup.ts";
import { withFixedFinish } from "./task-duration.ts";
import { asPaused, durationBefore, endOfDone, startOfRest } from "./task-pauses.ts";
import { setProgress } from "./task-progress.ts";
import { taskTimeOf } from "./task-time.ts";

/** Takes what the plan has before a date as done. Work that is reported beyond it stays; "zeroOrHundred" marks finished tasks only. */
export function updateWorkAsComplete(draft: Draft, { through, mode, taskIds }: CommandOf<"updateWorkAsComplete">, context: CommandContext): readonly Refusal[] {
  const dates = datesNow(draft, context);
  const wanted = leavesOf(draft, taskIds);
  if ("refusals" in wanted) return wanted.refusals;
  return wanted.tasks.flatMap((task) => {
    const planned = dates.of(task.id);
    if (!planned || task.percentComplete >= 100) return [];
    if (planned.finish <= through) return setProgress(draft, task.id, { percentComplete: 100 }, dates) ?? [];
    if (mode === "zeroOrHundred") return [];
    const done = durationBefore(taskTimeOf(draft, task), asPaused(draft, task), planned, through);
    return done > task.actualDurationMinutes ? (setProgress(draft, task.id, { actualDurationMinutes: done }, dates) ?? []) : [];
  });
}

/**
 * Moves work that is left before a date behind it. Tasks that have not begun start no earlier than it, but for those that
 * must start or finish on a date; those under way pause until it, unless the project lets none pause.
 */
export function rescheduleUncompletedWork(draft: Draft, { after, taskIds }: CommandOf<"rescheduleUncompletedWork">, context: CommandContext): readonly Refusal[] {
  const dates = datesNow(draft, context);
  const wanted = leavesOf(draft, taskIds);
  if ("refusals" in wanted) return wanted.refusals;
  return wanted.tasks.flatMap((task) => {
    const planned = dates.of(task.id);
    if (!planned || task.percentComplete >= 100 || task.actualFinish !== undefined) return [];
    const refused = task.actualStart === undefined ? startAfter(draft, task, planned, after) : resumeAfter(draft, task, after);
    return refused ?? [];
  });
}

type Leaves = { readonly tasks: readonly Task[] } | { readonly refusals: readonly Refusal[] };

/** The active tasks of this plan without sub-tasks among those named, or below them; all where none are named. */
function leavesOf(draft: Draft, taskIds: readonly string[] | undefined): Leaves {
  const missing = taskIds?.filter((id) => !get(draft, "task", id)) ?? [];
  if (missing.length > 0) return { refusals: missing.map(missingTask) };
  const ids = taskIds === undefined ? [...all(draft, "task")].map((task) => task.id) : taskIds.flatMap((id) => [...subtreeOf(draft, id)]);
  const tasks = [...new Set(ids)].flatMap((id) => {
    const task = get(draft, "task", id);
    return task?.active && !task.external && !isSummary(draft, id) ? [task] : [];
  });
  return { tasks };
}

function startAfter(draft: Draft, task: Task, planned: ScheduledTask, after: Minute): Refusal | undefined {
  if (planned.start >= after || task.constraint === "MSO" || task.constraint === "MFO") return undefined;
  const start = taskTimeOf(draft, task).nextStart(after);
  if (task.mode === "auto") {
    putTask(draft, { ...task, constraint: "SNET", constraintDate: start });
    return undefined;
  }
  const outcome = withFixedFinish(draft, { ...task, manualStart: start });
  if (outcome.ok) putTask(draft, outcome.task);
  return outcome.ok ? undefined : outcome.refusal;
}

function resumeAfter(draft: Draft, task: Task, after: Minute): Refusal | undefined {
  if (settingsIn(draft).splitInProgressTasks === false || task.actualStart === undefined || task.remainingDurationMinutes === 0) return undefined;
  const time = taskTimeOf(draft, task);
  const paused = asPaused(draft, task);
  const [stop, rest] = [endOfDone(time, paused, task.actualStart), startOfRest(time, paused, task.actualStart)];
  if (stop === undefined || rest === undefined || rest >= after) return undefined;
  putTask(draft, { ...task, stop, resume: time.nextStart(after) });
  for (const assignment of [...assignmentsOf(draft, task.id)]) putAssignment(draft, withoutPause(assignment));
  return undefined;
}

/** The rest of an assignment goes on with the task's. */
function withoutPause(assignment: Assignment): Assignment {
  const { stop: _stop, resume: _resume, ...rest } = assignment;
  return rest;
}
