/** Commands on calendars: save, delete, add days off. */
import type { Refusal } from "../base/problem.ts";
import type { CalendarException } from "../model/plan/calendar.ts";
import type { CalendarRecord } from "../model/records.ts";
import { hasWorkingTime, resolveCalendar, type WorkingPeriod } from "../time/working-days.ts";
import type { CommandOf } from "./command.ts";
import { all, get, put, remove, settingsIn, type Draft } from "./draft.ts";
import { chainOf } from "./task-time.ts";
import { listed, recordTitle, refusal, taskTitle } from "./names.ts";
import { registerNaming } from "./register-commands.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** Longest range of one exception or work week, in days: a century. */
const LONGEST_RANGE_DAYS = 36_525;

export function saveCalendar(draft: Draft, { calendar }: CommandOf<"saveCalendar">): readonly Refusal[] {
  const before = get(draft, "calendar", calendar.id);
  const refused = refusedName(draft, calendar, before) ?? refusedTimes(calendar) ?? refusedBase(draft, calendar);
  if (refused) return [refused];
  put(draft, "calendar", calendar.uid === undefined && before?.uid !== undefined ? { ...calendar, uid: before.uid } : calendar);
  if (hasWorkingTime(resolveCalendar(chainOf(draft, calendar.id)))) return [];
  return [refusal("calendar/no-working-time", `the calendar “${calendar.name}” has no working time at all, so nothing could be scheduled in it.`)];
}

export function deleteCalendar(draft: Draft, { id }: CommandOf<"deleteCalendar">): readonly Refusal[] {
  const calendar = get(draft, "calendar", id);
  if (!calendar) return [missingCalendar()];
  const users = usersOf(draft, id);
  if (users.length > 0) return [refusal("calendar/in-use", `the calendar “${calendar.name}” cannot be deleted: ${listed(users)} ${users.length === 1 ? "uses" : "use"} it.`)];
  remove(draft, "calendar", id);
  return [];
}

export function addCalendarException(draft: Draft, command: CommandOf<"addCalendarException">): readonly Refusal[] {
  const calendar = get(draft, "calendar", command.calendarId);
  if (!calendar) return [missingCalendar()];
  const { name, fromDay, toDay, times } = command;
  return saveCalendar(draft, { type: "saveCalendar", calendar: { ...calendar, exceptions: [...calendar.exceptions, { name, fromDay, toDay, times }] } });
}

/** Who would lose a calendar, in words: the project, tasks, resources, calendars based on it. */
export function usersOf(draft: Draft, calendarId: string): string[] {
  const users = settingsIn(draft).calendarId === calendarId ? ["the project"] : [];
  for (const task of all(draft, "task")) if (task.calendarId === calendarId) users.push(taskTitle(draft, task.id));
  for (const resource of all(draft, "resource")) if (resource.calendarId === calendarId) users.push(`the resource “${resource.name}”`);
  for (const calendar of all(draft, "calendar")) if (calendar.baseCalendarId === calendarId) users.push(`the calendar “${calendar.name}”`);
  const holder = registerNaming(draft, "calendar", calendarId);
  if (holder) users.push(recordTitle(draft, holder));
  return users;
}

function missingCalendar(): Refusal {
  return refusal("calendar/missing", "there is no such calendar in the plan any more. Maybe somebody has deleted it.");
}

/** Names tell calendars apart, so a new or changed one must not be taken. */
function refusedName(draft: Draft, calendar: CalendarRecord, before: CalendarRecord | undefined): Refusal | undefined {
  if (calendar.name.trim() === "") return refusal("calendar/name-missing", "a calendar needs a name.");
  if (before?.name === calendar.name) return undefined;
  for (const other of all(draft, "calendar")) {
    if (other.id !== calendar.id && other.name === calendar.name) return refusal("calendar/name-taken", `there is already a calendar “${calendar.name}”.`);
  }
  return undefined;
}

function refusedBase(draft: Draft, calendar: CalendarRecord): Refusal | undefined {
  const seen = new Set<string>();
  for (let at = calendar.baseCalendarId; at !== undefined && !seen.has(at); at = get(draft, "calendar", at)?.baseCalendarId) {
    if (!get(draft, "calendar", at)) return refusal("calendar/base-missing", `the base of the calendar “${calendar.name}” is not in the plan. Maybe somebody has deleted it.`);
    if (at === calendar.id) return refusal("calendar/loop", `the calendar “${calendar.name}” cannot be based on itself, not through other calendars either.`);
    seen.add(at);
  }
  return undefined;
}

function refusedTimes(calendar: CalendarRecord): Refusal | undefined {
  for (const { label, periods } of periodsOf(calendar)) {
    for (const [at, period] of periods.entries()) {
      const isSound = period.from >= 0 && period.from < period.to && period.to <= 1440 && period.from >= (periods[at - 1]?.to ?? 0);
      if (isSound) continue;
      return refusal("calendar/times", `the working times of ${label} in the calendar “${calendar.name}” must follow one another without overlapping, each ending after it starts.`);
    }
  }
  for (const range of [...calendar.exceptions, ...calendar.workWeeks]) {
    const label = range.name === "" ? "a range of days" : `“${range.name}”`;
    if (range.fromDay > range.toDay) return refusal("calendar/range", `${label} in the calendar “${calendar.name}” must end on or after the day it starts.`);
    if (range.toDay - range.fromDay > LONGEST_RANGE_DAYS) return refusal("calendar/range", `${label} in the calendar “${calendar.name}” is longer than a hundred years.`);
  }
  return undefined;
}

/** Every list of working times in a calendar, with what to call the day. */
function* periodsOf(calendar: CalendarRecord): Generator<{ readonly label: string; readonly periods: readonly WorkingPeriod[] }> {
  yield* weekPeriods(calendar.week, "");
  for (const workWeek of calendar.workWeeks) yield* weekPeriods(workWeek.week, ` of the work week “${workWeek.name}”`);
  for (const exception of calendar.exceptions) yield { label: exceptionLabel(exception), periods: exception.times };
}

function* weekPeriods(week: CalendarRecord["week"], suffix: string): Generator<{ readonly label: string; readonly periods: readonly WorkingPeriod[] }> {
  for (const [weekday, day] of week.entries()) if (day.kind === "working") yield { label: `${WEEKDAYS[weekday] ?? "a day"}${suffix}`, periods: day.times };
}

function exceptionLabel(exception: CalendarException): string {
  return exception.name === "" ? "an exception" : `“${exception.name}”`;
}
