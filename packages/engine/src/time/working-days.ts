/** A calendar resolved against its base: the working periods of every weekday and of every single day that differs. */
import { recurrenceDays, type RecurrenceRule } from "./recurrence.ts";
import { weekdayOf } from "./minute.ts";

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

/**
 * Resolves a calendar (own rules first) and its bases. For one day MS Project asks: an exception here, else in the base,
 * and so on; else a work week here, else in the base; else the weekday here, a day left to inherit asking the base.
 * So a holiday of the base beats a work week of the derived calendar.
 */
export function resolveCalendar(chain: readonly CalendarShape[]): WorkingDays {
  const week = Array.from({ length: 7 }, (_, weekday) => weekdayPeriods(chain, weekday));
  const days = new Map<number, readonly WorkingPeriod[]>();
  for (const calendar of [...chain].reverse()) {
    for (const workWeek of [...calendar.workWeeks].reverse()) {
      for (let day = workWeek.fromDay; day <= workWeek.toDay; day += 1) {
        const rule = workWeek.week[weekdayOf(day)];
        days.set(day, rule?.kind === "working" ? tidy(rule.times) : NONE);
      }
    }
  }
  for (const calendar of [...chain].reverse()) {
    for (const exception of [...calendar.exceptions].reverse()) {
      const periods = tidy(exception.times);
      for (const day of exceptionDays(exception)) days.set(day, periods);
    }
  }
  return { week, days };
}

function exceptionDays(exception: CalendarShape["exceptions"][number]): Iterable<number> {
  const rule = exception.recurrence ?? { type: 9, period: 1, daysOfWeek: 0, monthItem: 0, monthPosition: 0, month: 0, monthDay: 1 };
  return recurrenceDays(rule, exception.fromDay, exception.toDay);
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
