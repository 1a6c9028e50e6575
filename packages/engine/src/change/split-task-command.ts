/** The command that pauses a task at a date within it. */
import type { Refusal } from "../base/problem.ts";
import { readableDate } from "../time/date-text.ts";
import { waitOf, withPauseInProfile } from "./assignment-span.ts";
import type { CommandContext, CommandOf } from "./command.ts";
import { get, isSummary, putAssignment, putTask, settingsIn, type Draft } from "./draft.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { datesNow } from "./schedule-lookup.ts";
import { withFixedFinish } from "./task-duration.ts";
import { asPaused, durationBefore, endOfDone } from "./task-pauses.ts";
import { taskTimeOf } from "./task-time.ts";
import { workedOn } from "./work-balance.ts";

/** A second pause at one point of the work makes the first one longer. */
export function splitTask(draft: Draft, { id, at, gapMinutes }: CommandOf<"splitTask">, context: CommandContext): readonly Refusal[] {
  const task = get(draft, "task", id);
  if (!task) return [missingTask(id)];
  const title = taskTitle(draft, id);
  if (isSummary(draft, id)) return [refusal("task/summary-dates", `${title} is a summary task: its dates follow from its sub-tasks. Maybe split one of them.`, id)];
  if (task.external) return [refusal("task/external", `${title} belongs to another project, so it cannot be split here.`, id)];
  if (gapMinutes <= 0) return [refusal("task/splits", `the pause of ${title} must be longer than nothing.`, id)];
  const dates = datesNow(draft, context).of(id);
  if (!dates) return [refusal("task/no-dates", `${title} has no dates, so it cannot be split at one.`, id)];
  const time = taskTimeOf(draft, task);
  const paused = asPaused(draft, task);
  const afterMinutes = durationBefore(time, paused, dates, at);
  const done = task.actualStart === undefined ? undefined : endOfDone(time, paused, task.actualStart);
  const isWithin = afterMinutes > 0 && afterMinutes < task.durationMinutes && (done === undefined || at >= done);
  if (!isWithin) return [refusal("task/splits", `no work that is still to be done on ${title} lies around ${readableDate(at, settingsIn(draft).defaultStartTime)}, so it cannot be split there.`, id)];
  const there = (task.splits ?? []).find((split) => split.afterMinutes === afterMinutes);
  const others = (task.splits ?? []).filter((split) => split !== there);
  const splits = [...others, { afterMinutes, gapMinutes: gapMinutes + (there?.gapMinutes ?? 0) }].sort((a, b) => a.afterMinutes - b.afterMinutes);
  const outcome = withFixedFinish(draft, { ...task, splits });
  if (!outcome.ok) return [outcome.refusal];
  putTask(draft, outcome.task);
  const passed = time.between(dates.start, at);
  for (const assignment of workedOn(draft, id)) putAssignment(draft, withPauseInProfile(assignment, passed - waitOf(assignment), gapMinutes));
  return [];
}
