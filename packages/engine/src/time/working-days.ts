/** A calendar resolved against its base: the working periods of every weekday and of every single day that differs. */
import { recurrenceDays, type RecurrenceRule } from "./recurrence.ts";
import { dayNumberOf, EARLIEST_MINUTE, LATEST_MINUTE, weekdayOf } from "./minute.ts";

export interface WorkingPeriod {
  /** Minutes after midnight. */
  readonly from: number;
  readonly to: number;
}

type DayRule = { readonly kind: "inherit" } | { readonly kind: "nonworking" } | { readonly kind: "working"; readonly times: readonly WorkingPeriod[] };

/** What resolving needs of a calendar record; `model/plan/calendar.ts` holds the schema of the same shape. */
export interface CalendarShape {
  readonly id: string;
  readonly baseCalendarId?: string | undefined;
  readonly week: readonly DayRule[];
  readonly workWeeks: readonly { readonly fromDay: number; readonly toDay: number; readonly week: readonly DayRule[] }[];
  readonly exceptions: readonly {
    readonly fromDay: number;
    readonly toDay: number;
    readonly times: readonly WorkingPeriod[];
    readonly recurrence?: RecurrenceRule | undefined;
  }[];
}

export interface WorkingDays {
  /** Sunday first. */
  readonly week: readonly (readonly WorkingPeriod[])[];
  /** Days that differ from the week, by day number. */
  readonly days: ReadonlyMap<number, readonly WorkingPeriod[]>;
}

const NONE: readonly WorkingPeriod[] = [];

/** The working periods of one day. */
export function periodsOn(calendar: WorkingDays, day: number): readonly WorkingPeriod[] {
  return calendar.days.get(day) ?? calendar.week[weekdayOf(day)] ?? NONE;
}

/** The days that are resolved one by one; before and after, a calendar is its plain week. */
export interface DayWindow {
  readonly fromDay: number;
  readonly toDay: number;
}

/** All days that a plan may name. */
const EVERY_DAY: DayWindow = { fromDay: dayNumberOf(EARLIEST_MINUTE), toDay: dayNumberOf(LATEST_MINUTE) };

/**
 * Resolves a calendar (own rules first) and its bases. For one day MS Project asks: an exception here, else in the base,
 * and so on; else a work week here, else in the base; else the weekday here, a day left to inherit asking the base.
 * So a holiday of the base beats a work week of the derived calendar.
 */
export function resolveCalendar(chain: readonly CalendarShape[], within: DayWindow = EVERY_DAY): WorkingDays {
  const week = Array.from({ length: 7 }, (_, weekday) => weekdayPeriods(chain, weekday));
  const days = new Map<number, readonly WorkingPeriod[]>();
  for (const calendar of [...chain].reverse()) {
    for (const workWeek of [...calendar.workWeeks].reverse()) {
      const last = Math.min(workWeek.toDay, within.toDay);
      for (let day = Math.max(workWeek.fromDay, within.fromDay); day <= last; day += 1) {
        const rule = workWeek.week[weekdayOf(day)];
        days.set(day, rule?.kind === "working" ? tidy(rule.times) : NONE);
      }
    }
  }
  for (const calendar of [...chain].reverse()) {
    for (const exception of [...calendar.exceptions].reverse()) {
      const periods = tidy(exception.times);
      for (const day of exceptionDays(exception, within)) days.set(day, periods);
    }
  }
  return { week, days };
}

type ExceptionShape = CalendarShape["exceptions"][number];

const seriesOf = new WeakMap<ExceptionShape, readonly number[]>();

/** Days of an exception inside the window. A series is worked out once, however many calendars inherit it. */
function* exceptionDays(exception: ExceptionShape, within: DayWindow): Generator<number> {
  const { fromDay, toDay, recurrence } = exception;
  if (recurrence === undefined || recurrence.type === 9 || (recurrence.type === 1 && recurrence.occurrences === undefined)) {
    const last = Math.min(toDay, within.toDay);
    for (let day = Math.max(fromDay, within.fromDay); day <= last; day += 1) yield day;
    return;
  }
  const series = seriesOf.get(exception) ?? recurrenceDays(recurrence, fromDay, toDay);
  seriesOf.set(exception, series);
  for (const day of series) if (day >= within.fromDay && day <= within.toDay) yield day;
}

function weekdayPeriods(chain: readonly CalendarShape[], weekday: number): readonly WorkingPeriod[] {
  for (const calendar of chain) {
    const rule = calendar.week[weekday];
    if (rule?.kind === "working") return tidy(rule.times);
    if (rule?.kind === "nonworking") return NONE;
  }
  return NONE;
}

/** Periods in order, overlapping or touching ones joined, so that no minute counts twice. */
function tidy(times: readonly WorkingPeriod[]): readonly WorkingPeriod[] {
  const sorted = [...times].filter((time) => time.from < time.to).sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const time of sorted) {
    const last = joined.at(-1);
    if (last && time.from < last.to) last.to = Math.max(last.to, time.to);
    else joined.push({ from: time.from, to: time.to });
  }
  return joined;
}

/** Time that is working in both calendars. */
export function intersectCalendars(a: WorkingDays, b: WorkingDays): WorkingDays {
  const week = Array.from({ length: 7 }, (_, weekday) => commonPeriods(a.week[weekday] ?? NONE, b.week[weekday] ?? NONE));
  const days = new Map<number, readonly WorkingPeriod[]>();
  for (const day of [...a.days.keys(), ...b.days.keys()]) days.set(day, commonPeriods(periodsOn(a, day), periodsOn(b, day)));
  return { week, days };
}

function commonPeriods(a: readonly WorkingPeriod[], b: readonly WorkingPeriod[]): readonly WorkingPeriod[] {
  const common: WorkingPeriod[] = [];
  for (const one of a) {
    for (const other of b) {
      const from = Math.max(one.from, other.from);
      const to = Math.min(one.to, other.to);
      if (from < to) common.push({ from, to });
    }
  }
  return common;
}

/** Whether the calendar ever has working time. */
export function hasWorkingTime(calendar: WorkingDays): boolean {
  return calendar.week.some((periods) => periods.length > 0) || [...calendar.days.values()].some((periods) => periods.length > 0);
}
