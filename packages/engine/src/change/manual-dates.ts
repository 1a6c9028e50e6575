/** The fixed dates of manually scheduled tasks: start, finish and duration held together in the task's working time. */
import type { CalendarRecord, Task } from "../model/records.ts";
import { dayNumberOf, LATEST_MINUTE, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { hasWorkingTime, periodsOn, resolveCalendar, type WorkingDays } from "../time/working-days.ts";
import { get, settingsIn, type Draft } from "./draft.ts";

/** The finish that follows from a manual task's start and duration; `undefined` beyond the last date that a plan holds. */
export function finishFrom(draft: Draft, task: Task, start: Minute): Minute | undefined {
  if (task.durationMinutes === 0) return start;
  const days = workingDaysFor(draft, task);
  return days ? addWorkingTime(days, start, task.durationMinutes) : atMinute(start + Math.round(task.durationMinutes));
}

/** The duration that follows from a manual task's start and finish. */
export function durationBetween(draft: Draft, task: Task, start: Minute, finish: Minute): number {
  const days = workingDaysFor(draft, task);
  return days ? workingMinutesBetween(days, start, finish) : finish - start;
}

/** The task's calendar, else the project's; none for an elapsed duration, which counts the clock round. */
function workingDaysFor(draft: Draft, task: Task): WorkingDays | undefined {
  if (task.durationUnit.startsWith("e")) return undefined;
  const days = resolveCalendar(chainOf(draft, task.calendarId ?? settingsIn(draft).calendarId));
  return hasWorkingTime(days) ? days : undefined;
}

/** A calendar and its bases, own rules first. */
export function chainOf(draft: Draft, calendarId: string | undefined): CalendarRecord[] {
  const chain: CalendarRecord[] = [];
  for (let at = calendarId; at !== undefined; ) {
    const calendar = get(draft, "calendar", at);
    if (!calendar || chain.includes(calendar)) break;
    chain.push(calendar);
    at = calendar.baseCalendarId;
  }
  return chain;
}

function addWorkingTime(days: WorkingDays, start: Minute, minutes: number): Minute | undefined {
  let left = minutes;
  for (let day = dayNumberOf(start); day * MINUTES_PER_DAY <= LATEST_MINUTE; day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(days, day)) {
      const from = Math.max(start, midnight + period.from);
      const room = midnight + period.to - from;
      if (room <= 0) continue;
      if (left <= room) return atMinute(from + Math.round(left));
      left -= room;
    }
  }
  return undefined;
}

function workingMinutesBetween(days: WorkingDays, start: Minute, finish: Minute): number {
  let sum = 0;
  for (let day = dayNumberOf(start); day <= dayNumberOf(finish); day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(days, day)) {
      sum += Math.max(0, Math.min(finish, midnight + period.to) - Math.max(start, midnight + period.from));
    }
  }
  return sum;
}

function atMinute(value: number): Minute | undefined {
  return value <= LATEST_MINUTE ? (value as Minute) : undefined;
}
