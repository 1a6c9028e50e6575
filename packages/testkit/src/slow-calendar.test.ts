/** The day-by-day calendar of the specification against the recurring exceptions that MS Project stored (domain EX-A1). */
import { expect, test } from "vitest";
import { standardCalendar } from "@leadline/engine/model/new-project.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { dayNumberOf, formatIsoDay } from "@leadline/engine/time/minute.ts";
import { at } from "./plan-builder.ts";
import { slowCalendar, TICKS, type SlowCalendar } from "./slow-calendar.ts";
import { add, nextStart, previousFinish, workBetween } from "./slow-working-time.ts";

type Recurrence = NonNullable<CalendarRecord["exceptions"][number]["recurrence"]>;
const RULE: Recurrence = { type: 1, period: 1, daysOfWeek: 0, monthItem: 0, monthPosition: 0, month: 0, monthDay: 1 };

/** The days off of a calendar that works round the clock but for one recurring exception. */
function daysOff(rule: Partial<Recurrence>, from: string, to: string): string[] {
  const always = { kind: "working" as const, times: [{ from: 0, to: 1440 }] };
  const [fromDay, toDay] = [dayNumberOf(at(from)), dayNumberOf(at(to))];
  const record: CalendarRecord = { ...standardCalendar("c"), week: Array.from({ length: 7 }, () => always), exceptions: [{ name: "", fromDay, toDay, times: [], recurrence: { ...RULE, ...rule } }] };
  const calendar = slowCalendar(new Map(), record);
  const days: string[] = [];
  for (let day = fromDay - 40; day <= toDay + 40; day += 1) if (calendar.periodsOn(day).length === 0) days.push(formatIsoDay(day));
  return days;
}

test.each<[Partial<Recurrence>, string, string, string[]]>([
  [{ type: 7, period: 3, occurrences: 4 }, "2000-02-01", "2000-02-10", ["2000-02-01", "2000-02-04", "2000-02-07", "2000-02-10"]],
  [{ type: 6, period: 2, daysOfWeek: 4, occurrences: 4 }, "2001-01-01", "2001-02-13", ["2001-01-02", "2001-01-16", "2001-01-30", "2001-02-13"]],
  [{ type: 5, period: 2, monthItem: 4, monthPosition: 0, occurrences: 3 }, "2002-01-01", "2002-05-06", ["2002-01-07", "2002-03-04", "2002-05-06"]],
  [{ type: 3, month: 2, monthItem: 5, monthPosition: 0, occurrences: 4 }, "2004-01-01", "2007-03-06", ["2004-03-02", "2005-03-01", "2006-03-07", "2007-03-06"]],
  [{ type: 4, period: 5, monthDay: 4, occurrences: 6 }, "2003-01-01", "2005-02-04", ["2003-01-04", "2003-06-04", "2003-11-04", "2004-04-04", "2004-09-04", "2005-02-04"]],
  [{ type: 2, month: 1, monthDay: 31 }, "2003-01-01", "2005-12-31", ["2003-02-28", "2004-02-29", "2005-02-28"]],
  [{ type: 8, daysOfWeek: 0 }, "2026-03-06", "2026-03-10", ["2026-03-06", "2026-03-09", "2026-03-10"]],
])("recurrence %j", (rule, from, to, wanted) => {
  expect(daysOff(rule, from, to)).toEqual(wanted);
});

test("every seventh Sunday, and the last Friday of every sixth month, end where MS Project ended them", () => {
  const sundays = daysOff({ type: 6, period: 7, daysOfWeek: 1, occurrences: 9 }, "2001-01-01", "2002-03-17");
  expect([sundays[0], sundays[1], sundays.at(-1), sundays.length]).toEqual(["2001-02-18", "2001-04-08", "2002-03-17", 9]);
  const fridays = daysOff({ type: 5, period: 6, monthItem: 8, monthPosition: 4, occurrences: 7 }, "2002-01-01", "2005-01-28");
  expect([fridays[0], fridays.at(-1), fridays.length]).toEqual(["2002-01-25", "2005-01-28", 7]);
});

const OFFICE: SlowCalendar = slowCalendar(new Map(), standardCalendar("standard"));
const tick = (text: string): number => at(text) * TICKS;

test("the rest of a period ends at its end, and a whole period back begins at its start", () => {
  expect(add(OFFICE, tick("2026-03-02T08:00"), 240 * TICKS)).toBe(tick("2026-03-02T12:00"));
  expect(add(OFFICE, tick("2026-03-03T08:00"), -480 * TICKS)).toBe(tick("2026-03-02T08:00"));
  expect(add(OFFICE, tick("2026-03-07T10:00"), 0)).toBe(tick("2026-03-07T10:00"));
});

test("starts go forward to work and finishes back to it", () => {
  expect(nextStart(OFFICE, tick("2026-03-06T17:00"))).toBe(tick("2026-03-09T08:00"));
  expect(previousFinish(OFFICE, tick("2026-03-09T08:00"))).toBe(tick("2026-03-06T17:00"));
  expect(workBetween(OFFICE, tick("2026-03-09T08:00"), tick("2026-03-06T12:00"))).toBe(-240 * TICKS);
});
