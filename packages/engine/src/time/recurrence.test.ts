/** The recurrences that Project 2016 wrote, with the dates it stored (domain EX-A1). */
import { expect, test } from "vitest";
import { formatIsoDay, parseIso, MINUTES_PER_DAY } from "./minute.ts";
import { recurrenceDays, type RecurrenceRule } from "./recurrence.ts";

const day = (iso: string): number => (parseIso(iso) ?? NaN) / MINUTES_PER_DAY;
const rule = (fields: Partial<RecurrenceRule>): RecurrenceRule => ({
  type: 1,
  period: 1,
  daysOfWeek: 0,
  monthItem: 0,
  monthPosition: 0,
  month: 0,
  monthDay: 1,
  ...fields,
});

function checkDays(fields: Partial<RecurrenceRule>, from: string, expected: readonly string[]): void {
  expect(recurrenceDays(rule(fields), day(from), day("2100-01-01")).map(formatIsoDay)).toEqual(expected);
}

test("every third day", () => {
  checkDays({ type: 7, period: 3, occurrences: 4 }, "2000-02-01", ["2000-02-01", "2000-02-04", "2000-02-07", "2000-02-10"]);
});

test("every second week on Tuesday", () => {
  checkDays({ type: 6, period: 2, daysOfWeek: 4, occurrences: 4 }, "2001-01-01", ["2001-01-02", "2001-01-16", "2001-01-30", "2001-02-13"]);
});

test("every seventh week on Sunday counts weeks from the Sunday before", () => {
  const days = recurrenceDays(rule({ type: 6, period: 7, daysOfWeek: 1, occurrences: 9 }), day("2001-01-01"), day("2100-01-01"));
  expect([formatIsoDay(days[0] ?? 0), formatIsoDay(days[8] ?? 0)]).toEqual(["2001-02-18", "2002-03-17"]);
});

test("the first Monday of every second month", () => {
  checkDays({ type: 5, period: 2, monthItem: 4, monthPosition: 0, occurrences: 3 }, "2002-01-01", ["2002-01-07", "2002-03-04", "2002-05-06"]);
});

test("the last Friday of every sixth month", () => {
  const days = recurrenceDays(rule({ type: 5, period: 6, monthItem: 8, monthPosition: 4, occurrences: 7 }), day("2002-01-01"), day("2100-01-01"));
  expect([formatIsoDay(days[0] ?? 0), formatIsoDay(days[6] ?? 0)]).toEqual(["2002-01-25", "2005-01-28"]);
});

test("the first Tuesday of March", () => {
  checkDays({ type: 3, month: 2, monthItem: 5, monthPosition: 0, occurrences: 4 }, "2004-01-01", ["2004-03-02", "2005-03-01", "2006-03-07", "2007-03-06"]);
});

test("the fourth of every fifth month", () => {
  checkDays({ type: 4, period: 5, monthDay: 4, occurrences: 6 }, "2003-01-01", ["2003-01-04", "2003-06-04", "2003-11-04", "2004-04-04", "2004-09-04", "2005-02-04"]);
});

test("the 31st clamps to the month's last day", () => {
  checkDays({ type: 4, period: 1, monthDay: 31, occurrences: 3 }, "2026-01-01", ["2026-01-31", "2026-02-28", "2026-03-31"]);
});

test("a yearly day before the first date waits for the next year", () => {
  checkDays({ type: 2, month: 0, monthDay: 5, occurrences: 2 }, "2026-03-01", ["2027-01-05", "2028-01-05"]);
});

test("the last day stops a series before its occurrences are used up", () => {
  const days = recurrenceDays(rule({ type: 7, period: 1, occurrences: 10 }), day("2026-01-01"), day("2026-01-03"));
  expect(days).toHaveLength(3);
});

test("a weekly rule without a weekday has no days", () => {
  expect(recurrenceDays(rule({ type: 6, daysOfWeek: 0 }), day("2026-01-01"), day("2027-01-01"))).toEqual([]);
});
