/** The project calendar as charts and sentences use it: non-working columns, working days between two dates, days to snap to. */
import { settingsOf, type Project } from "../model/project.ts";
import type { CalendarRecord } from "../model/records.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { periodsOn, resolveCalendar, type WorkingDays } from "../time/working-days.ts";

const memo = new WeakMap<object, Map<string, WorkingDays>>();

/** A calendar with all its bases resolved; the project's own where none is named. Computed once per version of the calendars. */
export function workingDaysOf(project: Project, calendarId?: string): WorkingDays {
  const calendars = project.records.calendar;
  const wanted = calendarId ?? settingsOf(project).calendarId;
  const known = memo.get(calendars) ?? new Map<string, WorkingDays>();
  memo.set(calendars, known);
  const found = known.get(wanted) ?? resolveCalendar(chainOf(calendars, wanted));
  known.set(wanted, found);
  return found;
}

function chainOf(calendars: ReadonlyMap<string, CalendarRecord>, calendarId: string): CalendarRecord[] {
  const chain: CalendarRecord[] = [];
  for (let at = calendars.get(calendarId); at && !chain.includes(at); at = calendars.get(at.baseCalendarId ?? "")) chain.push(at);
  return chain;
}

export function isWorkingDay(calendar: WorkingDays, day: number): boolean {
  return periodsOn(calendar, day).length > 0;
}

export interface Span {
  readonly from: Minute;
  readonly to: Minute;
}

/** Stretches without working time between two instants: whole days, or (for a wide axis) the hours between shifts as well. */
export function nonWorkingSpans(calendar: WorkingDays, range: Span, detail: "days" | "hours"): Span[] {
  const spans: { from: Minute; to: Minute }[] = [];
  const add = (from: number, to: number): void => {
    const last = spans.at(-1);
    if (last && last.to >= from) last.to = to as Minute;
    else if (to > from) spans.push({ from: from as Minute, to: to as Minute });
  };
  for (let day = dayNumberOf(range.from); day * MINUTES_PER_DAY < range.to; day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    const periods = periodsOn(calendar, day);
    if (periods.length > 0 && detail === "days") continue;
    let at = midnight;
    for (const period of periods) {
      add(at, midnight + period.from);
      at = midnight + period.to;
    }
    add(at, midnight + MINUTES_PER_DAY);
  }
  return spans;
}

/** How far a finish moved in working days: days with working time after the earlier one's day, up to the later one's. Negative when it moved earlier. */
export function workingDaysMoved(calendar: WorkingDays, before: Minute, after: Minute): number {
  const [from, to] = before <= after ? [before, after] : [after, before];
  let count = 0;
  for (let day = finishDay(from) + 1; day <= finishDay(to); day += 1) if (isWorkingDay(calendar, day)) count += 1;
  return before <= after ? count : -count;
}

/** The day that a finish belongs to: midnight ends the day before it. */
export function finishDay(minute: Minute): number {
  return dayNumberOf((minute - 1) as Minute);
}

/** Working minutes from one instant to another. */
export function workingMinutesIn(calendar: WorkingDays, from: Minute, to: Minute): number {
  let sum = 0;
  for (let day = dayNumberOf(from); day * MINUTES_PER_DAY < to; day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(calendar, day)) sum += Math.max(0, Math.min(to, midnight + period.to) - Math.max(from, midnight + period.from));
  }
  return sum;
}
