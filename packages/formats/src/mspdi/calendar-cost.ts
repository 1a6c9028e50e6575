/**
 * How much the calendars of a file may cost. Scheduling lays out every calendar day by day, with all its bases, so a small
 * file with endless ranges on many calendars would hold up everybody who opens it.
 */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";

/** Room for two thousand calendars of people with a hundred days off each, over fifteen years. */
const MOST_COST = 1_500_000;

/** What a day between the first and the last special day costs, beside a special day itself. */
const COST_OF_PLAIN_DAY = 0.1;

/**
 * The calendars, in order, as long as they are affordable. One that is not loses its own exceptions and work weeks (a derived
 * one its own week too, so that it is its base), and is passed to `tooMuch`.
 */
export function affordable(calendars: readonly CalendarRecord[], tooMuch: (calendar: CalendarRecord) => void): CalendarRecord[] {
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
  let left = MOST_COST;
  return calendars.map((calendar) => {
    if (isItsBase(calendar)) return calendar;
    const cost = costOf(calendar, byId);
    if (cost <= left) {
      left -= cost;
      return calendar;
    }
    tooMuch(calendar);
    const week: CalendarRecord["week"] = calendar.baseCalendarId === undefined ? calendar.week : calendar.week.map(() => ({ kind: "inherit" }));
    const plain = { ...calendar, week, exceptions: [], workWeeks: [] };
    byId.set(plain.id, plain);
    return plain;
  });
}

/** A derived calendar without a rule of its own. */
export function isItsBase({ baseCalendarId, week, exceptions, workWeeks }: CalendarRecord): boolean {
  return baseCalendarId !== undefined && exceptions.length + workWeeks.length === 0 && week.every(({ kind }) => kind === "inherit");
}

function costOf(calendar: CalendarRecord, byId: ReadonlyMap<string, CalendarRecord>): number {
  let [days, first, last] = [0, Infinity, -Infinity];
  for (let at: CalendarRecord | undefined = calendar; at; at = byId.get(at.baseCalendarId ?? "")) {
    for (const range of [...at.exceptions, ...at.workWeeks]) {
      days += coveredDays(range);
      first = Math.min(first, range.fromDay);
      last = Math.max(last, range.toDay);
    }
  }
  return days + Math.max(0, last - first) * COST_OF_PLAIN_DAY;
}

type Range = CalendarRecord["workWeeks"][number] | CalendarRecord["exceptions"][number];

/** Days from one occurrence to the next, by recurrence type; the other types may hold on any day. */
const DAYS_APART: Readonly<Record<number, number>> = { 2: 365, 3: 365, 4: 28, 5: 28 };

function coveredDays(range: Range): number {
  const recurrence = "recurrence" in range ? range.recurrence : undefined;
  const apart = recurrence ? (recurrence.type === 7 ? recurrence.period : (DAYS_APART[recurrence.type] ?? 1)) : 1;
  return Math.ceil((range.toDay - range.fromDay + 1) / apart);
}
