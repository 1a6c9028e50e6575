/** Which periods of which day are worked, the obvious way: rule by rule (domain A2), without tables. Part of the specification scheduler. */
import { civilOf, daysInMonth, weekdayOf } from "@leadline/engine/time/minute.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";

/** Instants and durations here are ticks: tenths of a minute since 1970-01-01T00:00. */
export const TICKS = 10;
export const DAY = 1440 * TICKS;

export interface Period {
  /** Ticks after midnight. */
  readonly from: number;
  readonly to: number;
}

/** A calendar is the working periods of any day, ascending and apart. */
export interface SlowCalendar {
  readonly periodsOn: (day: number) => readonly Period[];
  /** Days outside this range follow the plain week. */
  readonly firstSpecialDay: number;
  readonly lastSpecialDay: number;
}

type Calendars = ReadonlyMap<string, CalendarRecord>;

/** The calendar of a record; round the clock where it has no working time at all. */
export function slowCalendar(calendars: Calendars, record: CalendarRecord): SlowCalendar {
  const chain: CalendarRecord[] = [];
  for (let at: CalendarRecord | undefined = record; at && !chain.includes(at); at = calendars.get(at.baseCalendarId ?? "")) chain.push(at);
  const exceptions = chain.flatMap((calendar) => calendar.exceptions.map((exception) => ({ days: exceptionDays(exception), times: exception.times })));
  const special = chain.flatMap((calendar) => [...calendar.exceptions, ...calendar.workWeeks]);
  const rule = (day: number): readonly { readonly from: number; readonly to: number }[] => {
    const exception = exceptions.find((candidate) => candidate.days.has(day));
    if (exception) return exception.times;
    for (const calendar of chain) {
      const workWeek = calendar.workWeeks.find((week) => week.fromDay <= day && day <= week.toDay);
      const ofWeek = workWeek?.week[weekdayOf(day)];
      if (workWeek) return ofWeek?.kind === "working" ? ofWeek.times : [];
    }
    for (const calendar of chain) {
      const ofDay = calendar.week[weekdayOf(day)];
      if (ofDay && ofDay.kind !== "inherit") return ofDay.kind === "working" ? ofDay.times : [];
    }
    return [];
  };
  return orRoundTheClock({
    periodsOn: remembered((day) => joined(rule(day))),
    firstSpecialDay: Math.min(0, ...special.map((range) => range.fromDay)),
    lastSpecialDay: Math.max(0, ...special.map((range) => range.toDay)),
  });
}

/** Round the clock: elapsed time. */
export const EVER: SlowCalendar = { periodsOn: () => [{ from: 0, to: DAY }], firstSpecialDay: 0, lastSpecialDay: 0 };

function orRoundTheClock(calendar: SlowCalendar): SlowCalendar {
  return hasWorkingTime(calendar) ? calendar : EVER;
}

function hasWorkingTime(calendar: SlowCalendar): boolean {
  for (let day = calendar.firstSpecialDay - 7; day <= calendar.lastSpecialDay + 7; day += 1) if (calendar.periodsOn(day).length > 0) return true;
  return false;
}

/** Time that is working in both; the first calendar's where they share none. */
export function slowIntersection(one: SlowCalendar, other: SlowCalendar): SlowCalendar {
  const both: SlowCalendar = {
    periodsOn: remembered((day) =>
      one.periodsOn(day).flatMap((a) => {
        const common = other.periodsOn(day).map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }));
        return common.filter((period) => period.from < period.to);
      }),
    ),
    firstSpecialDay: Math.min(one.firstSpecialDay, other.firstSpecialDay),
    lastSpecialDay: Math.max(one.lastSpecialDay, other.lastSpecialDay),
  };
  return hasWorkingTime(both) ? both : one;
}

const turnedCalendars = new WeakMap<SlowCalendar, SlowCalendar>();

/** The calendar in which time runs backwards: day 0 becomes day -1, and what began at 8:00 ends at 16:00. */
export function turnedCalendar(calendar: SlowCalendar): SlowCalendar {
  const known = turnedCalendars.get(calendar) ?? {
    periodsOn: remembered((day) => calendar.periodsOn(-1 - day).map(({ from, to }) => ({ from: DAY - to, to: DAY - from })).reverse()),
    firstSpecialDay: -1 - calendar.lastSpecialDay,
    lastSpecialDay: -1 - calendar.firstSpecialDay,
  };
  turnedCalendars.set(calendar, known);
  return known;
}

function remembered(rule: (day: number) => readonly Period[]): (day: number) => readonly Period[] {
  const known = new Map<number, readonly Period[]>();
  return (day) => {
    const periods = known.get(day) ?? rule(day);
    known.set(day, periods);
    return periods;
  };
}

/** Working times in order, overlapping ones joined. */
function joined(times: readonly { readonly from: number; readonly to: number }[]): readonly Period[] {
  const periods: { from: number; to: number }[] = [];
  for (const { from, to } of [...times].sort((a, b) => a.from - b.from)) {
    const last = periods.at(-1);
    if (last && from * TICKS <= last.to) last.to = Math.max(last.to, to * TICKS);
    else periods.push({ from: from * TICKS, to: to * TICKS });
  }
  return periods;
}

type Exception = CalendarRecord["exceptions"][number];

/** Asks each day from the first to the last whether the series falls on it, and counts up to the number of occurrences; type 9 is no series. */
function exceptionDays(exception: Exception): ReadonlySet<number> {
  const days = new Set<number>();
  const isSeries = exception.recurrence !== undefined && exception.recurrence.type !== 9;
  const most = (isSeries ? exception.recurrence?.occurrences : undefined) ?? Infinity;
  for (let day = exception.fromDay; day <= exception.toDay && days.size < most; day += 1) if (fallsOn(exception, day)) days.add(day);
  return days;
}

function fallsOn({ recurrence: rule, fromDay }: Exception, day: number): boolean {
  if (!rule) return true;
  const [now, first] = [civilOf(day), civilOf(fromDay)];
  const months = (now.year - first.year) * 12 + now.month - first.month;
  const isByDay = now.day === Math.min(Math.max(1, rule.monthDay), daysInMonth(now.year, now.month));
  switch (rule.type) {
    case 2:
      return now.month === rule.month + 1 && isByDay;
    case 3:
      return now.month === rule.month + 1 && isAtPosition(rule, day);
    case 4:
      return months % rule.period === 0 && isByDay;
    case 5:
      return months % rule.period === 0 && isAtPosition(rule, day);
    case 6:
      return (rule.daysOfWeek & (1 << weekdayOf(day))) !== 0 && Math.floor((day - fromDay + weekdayOf(fromDay)) / 7) % rule.period === 0;
    case 7:
      return (day - fromDay) % rule.period === 0;
    case 8:
      return ((rule.daysOfWeek || 0b0111110) & (1 << weekdayOf(day))) !== 0;
    default:
      return true;
  }
}

/** Whether the day is the first … fourth or last of its kind in its month. */
function isAtPosition(rule: NonNullable<Exception["recurrence"]>, day: number): boolean {
  const { year, month, day: ofMonth } = civilOf(day);
  const isOfKind = (d: number): boolean => {
    const weekday = weekdayOf(day - ofMonth + d);
    const isWeekend = weekday === 0 || weekday === 6;
    return rule.monthItem === 0 || (rule.monthItem === 1 ? !isWeekend : rule.monthItem === 2 ? isWeekend : weekday === rule.monthItem - 3);
  };
  const all = Array.from({ length: daysInMonth(year, month) }, (_, index) => index + 1).filter(isOfKind);
  return all[rule.monthPosition >= 4 ? all.length - 1 : rule.monthPosition] === ofMonth;
}
