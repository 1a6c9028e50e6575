/** The command that inserts a recurring task: a summary with one task for each day on which it recurs. */
import type { Refusal } from "../base/problem.ts";
import { emptyTask } from "../model/new-project.ts";
import type { Task } from "../model/records.ts";
import { LATEST_MINUTE, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { recurrenceDays } from "../time/recurrence.ts";
import type { CommandContext, CommandOf } from "./command.ts";
import { childrenOf, get, put, settingsIn, type Draft } from "./draft.ts";
import { missingTask, refusal } from "./names.ts";
import { placeTasks } from "./sibling-ranks.ts";
import { missingSibling } from "./task-commands.ts";
import { taskTimeOf } from "./task-time.ts";

/** One recurring task has at most so many occurrences, as in MS Project. */
const MOST_OCCURRENCES = 999;

export function insertRecurringTask(draft: Draft, command: CommandOf<"insertRecurringTask">, context: CommandContext): readonly Refusal[] {
  const starts = startsOf(draft, command);
  const refused = refusedPlace(draft, command) ?? refusedRule(command, starts);
  if (refused) return [refused];
  const settings = settingsIn(draft);
  const { id, name, recurrence, fromDay, toDay, startTime, durationMinutes } = command;
  const summary: Task = {
    ...emptyTask({ id, number: settings.nextTaskNumber, rank: "V", name, durationMinutes, milestone: false }),
    recurring: { recurrence, fromDay, toDay, startTime, durationMinutes },
  };
  const occurrences = starts.map((start, at) => occurrence(command, { id: context.newId(), number: settings.nextTaskNumber + 1 + at, name: `${name} ${at + 1}`, constraintDate: start }));
  put(draft, "settings", { ...settings, nextTaskNumber: settings.nextTaskNumber + 1 + occurrences.length });
  placeTasks(draft, [summary], { parentId: command.parentId, at: command.afterId === undefined ? "first" : { after: command.afterId } });
  placeTasks(draft, occurrences, { parentId: id, at: "last" });
  return [];
}

function occurrence({ durationMinutes, durationUnit, calendarId }: CommandOf<"insertRecurringTask">, own: Pick<Task, "id" | "number" | "name"> & { readonly constraintDate: Minute }): Task {
  return emptyTask({ rank: "V", durationMinutes, ...(durationUnit ? { durationUnit } : {}), ...(calendarId === undefined ? {} : { calendarId }), constraint: "SNET", ...own });
}

/** When the occurrences start; those on days without work are left out where that is wanted. */
function startsOf(draft: Draft, command: CommandOf<"insertRecurringTask">): Minute[] {
  const time = taskTimeOf(draft, { durationUnit: "d", ...(command.calendarId === undefined ? {} : { calendarId: command.calendarId }) });
  const starts: Minute[] = [];
  for (const day of recurrenceDays(command.recurrence, command.fromDay, command.toDay)) {
    const midnight = day * MINUTES_PER_DAY;
    const isFree = command.onFreeDays === "skip" && time.between(midnight as Minute, (midnight + MINUTES_PER_DAY) as Minute) === 0;
    if (!isFree && midnight + command.startTime <= LATEST_MINUTE) starts.push((midnight + command.startTime) as Minute);
    if (starts.length > MOST_OCCURRENCES) break;
  }
  return starts;
}

function refusedPlace(draft: Draft, { id, parentId, afterId, calendarId }: CommandOf<"insertRecurringTask">): Refusal | undefined {
  if (get(draft, "task", id)) return refusal("task/duplicate", "a new task has the id of another task. Maybe it has been inserted already.", id);
  if (parentId !== undefined && !get(draft, "task", parentId)) return missingTask(parentId);
  if (afterId !== undefined && !childrenOf(draft, parentId).some((sibling) => sibling.id === afterId)) return missingSibling(draft, afterId);
  const isMissing = calendarId !== undefined && !get(draft, "calendar", calendarId);
  return isMissing ? refusal("calendar/missing", "the calendar chosen for the recurring task is no longer in the plan. Maybe somebody has deleted it.") : undefined;
}

function refusedRule({ name, fromDay, toDay }: CommandOf<"insertRecurringTask">, starts: readonly Minute[]): Refusal | undefined {
  if (name.trim() === "") return refusal("task/name-missing", "a recurring task needs a name.");
  if (toDay < fromDay) return refusal("task/recurrence", `“${name}” would end before it begins.`);
  if (starts.length === 0) return refusal("task/recurrence", `“${name}” falls on no day between its first and its last.`);
  if (starts.length > MOST_OCCURRENCES) return refusal("task/recurrence", `“${name}” would recur more than ${MOST_OCCURRENCES} times. Maybe let it end earlier.`);
  return undefined;
}
