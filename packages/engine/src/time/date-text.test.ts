/** Tests of the date grammar (ux.md 2.3), both ways. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDate, parseDate, readableDate, type DateOrder, type DateReading, type DateRole } from "./date-text.ts";
import { EARLIEST_MINUTE, formatIso, LATEST_MINUTE, minuteOf, type Minute } from "./minute.ts";

const settings = { defaultStartTime: 480, defaultFinishTime: 1020 };
/** A Wednesday. */
const today = minuteOf(2026, 11, 18, 10, 15);
const given: DateReading = { today, order: "dmy", role: "start", settings, weekStart: 1 };

function checkDate(text: string, iso: string, options: Partial<DateReading> = {}): void {
  const parsed = parseDate(text, { ...given, ...options });
  expect(parsed.ok ? formatIso(parsed.minute) : parsed.message, text).toBe(iso);
}

function checkRefused(text: string, message: string): void {
  expect(parseDate(text, given)).toEqual({ ok: false, message });
}

test("ISO dates are read in every locale", () => {
  for (const order of ["dmy", "mdy", "ymd"] as const) {
    checkDate("2026-12-04", "2026-12-04T08:00:00", { order });
    checkDate("2026-12-04T14:30:00", "2026-12-04T14:30:00", { order });
    checkDate("2026-12-04 14:30", "2026-12-04T14:30:00", { order });
  }
});

test("a finish without a time ends at the finish time", () => {
  checkDate("2026-12-04", "2026-12-04T17:00:00", { role: "finish" });
  checkDate("4 Dec 9:00", "2026-12-04T09:00:00", { role: "finish" });
  checkDate("4 Dec 2pm", "2026-12-04T14:00:00", { role: "finish" });
  checkDate("4 Dec", "2026-12-05T00:00:00", { role: "finish", settings: { defaultStartTime: 0, defaultFinishTime: 1440 } });
});

test("short forms follow the order of the locale", () => {
  checkDate("4/12", "2026-12-04T08:00:00");
  checkDate("4/12", "2027-04-12T08:00:00", { order: "mdy" });
  checkDate("12/4", "2026-12-04T08:00:00", { order: "ymd" });
  checkDate("4.12.2026", "2026-12-04T08:00:00");
  checkDate("4.12.2026", "2026-12-04T08:00:00", { order: "mdy" });
  checkDate("4.12.", "2026-12-04T08:00:00");
  checkDate("12/4/26", "2026-12-04T08:00:00", { order: "mdy" });
  checkDate("4-12-2026", "2026-12-04T08:00:00");
  checkDate("2026/12/4", "2026-12-04T08:00:00");
  checkDate("26/12/4", "2026-12-04T08:00:00", { order: "ymd" });
  checkDate("4.12.99", "1999-12-04T08:00:00");
});

test("months and weekdays are read by name", () => {
  for (const text of ["4 Dec", "4 december", "Dec 4", "4 Dec 2026", "December 4, 2026", "Fri 4 Dec", "Friday, 4 December 2026", "4th Dec", "4dec"]) {
    checkDate(text, "2026-12-04T08:00:00");
  }
  checkDate("1 Sept 2027", "2027-09-01T08:00:00");
  checkRefused("Mon 4 Dec 2026", "4 December 2026 is a Friday, not a Monday.");
});

test("a year left out is the one nearest to today", () => {
  checkDate("4 Feb", "2027-02-04T08:00:00");
  checkDate("4 Oct", "2026-10-04T08:00:00");
  checkDate("29 Feb", "2028-02-29T08:00:00");
});

test("days are counted from today", () => {
  checkDate("today", "2026-11-18T08:00:00");
  checkDate("Tomorrow", "2026-11-19T08:00:00");
  checkDate("yesterday", "2026-11-17T08:00:00");
  checkDate("+3d", "2026-11-21T08:00:00");
  checkDate("+3", "2026-11-21T08:00:00");
  checkDate("-1 week", "2026-11-11T08:00:00");
  checkDate("+3mo", "2027-02-18T08:00:00");
  checkDate("+1mo", "2026-02-28T08:00:00", { today: minuteOf(2026, 1, 31) });
  checkDate("-11 months", "2025-12-18T08:00:00");
  checkDate("+1y", "2027-11-18T08:00:00");
  checkDate("today 14:00", "2026-11-18T14:00:00");
});

test("weekdays mean the coming one, next means the following week", () => {
  checkDate("fri", "2026-11-20T08:00:00");
  checkDate("wed", "2026-11-18T08:00:00");
  checkDate("this fri", "2026-11-20T08:00:00");
  checkDate("mon", "2026-11-23T08:00:00");
  checkDate("next mon", "2026-11-23T08:00:00");
  checkDate("next fri", "2026-11-27T08:00:00");
  checkDate("next sun", "2026-11-29T08:00:00");
  checkDate("next sun", "2026-11-22T08:00:00", { weekStart: 0 });
  checkDate("eow", "2026-11-20T08:00:00");
  checkDate("eom", "2026-11-30T08:00:00");
});

test("the reading says what was understood", () => {
  expect(parseDate("4/12", given)).toMatchObject({ reading: "Fri 4 December 2026" });
  expect(parseDate("4/12 14:30", given)).toMatchObject({ reading: "Fri 4 December 2026 14:30" });
});

test("what is no date is refused with a sentence", () => {
  checkRefused("", "A date is missing. Type one such as 2026-12-04, 4 Dec, today or +3d.");
  checkRefused("soon", "“soon” is not a date. Type one such as 2026-12-04, 4 Dec, today, +3d or next mon.");
  checkRefused("31.11.2026", "There is no 31 November 2026; the month has 30 days.");
  checkRefused("4/13/2026", "There is no month 13.");
  checkRefused("29 Feb 2027", "There is no 29 February 2027; the month has 28 days.");
  checkRefused("2026-12-04 25:00", "“2026-12-04 25:00” is not a date. Type one such as 2026-12-04, 4 Dec, today, +3d or next mon.");
  checkRefused("9999-12-31", "“9999-12-31” is outside the years 1900 to 2999.");
  checkRefused("P80", "“P80” stands for a forecast, and this plan has none. Type a date such as 4 Dec.");
});

const minutes = fc.integer({ min: EARLIEST_MINUTE + 1440, max: LATEST_MINUTE - 1440 }).map((value) => value as Minute);
const order = fc.constantFrom<DateOrder>("dmy", "mdy", "ymd");
const role = fc.constantFrom<DateRole>("start", "finish");
const times = fc.record({ defaultStartTime: fc.integer({ min: 0, max: 1439 }), defaultFinishTime: fc.constantFrom(0, 1020, 1440) });

test("what a cell shows reads back as the same instant", () => {
  fc.assert(
    fc.property(minutes, order, role, times, (minute, someOrder, someRole, someTimes) => {
      const how = { order: someOrder, role: someRole, settings: someTimes };
      const defaultMinute = someRole === "start" ? someTimes.defaultStartTime : someTimes.defaultFinishTime;
      const onDefault = (Math.floor(minute / 1440) * 1440 + defaultMinute) as Minute;
      for (const shown of [minute, onDefault]) {
        expect(parseDate(formatDate(shown, how), { ...given, ...how })).toMatchObject({ ok: true, minute: shown });
        expect(parseDate(readableDate(shown), { ...given, ...how })).toMatchObject({ ok: true, minute: shown });
      }
    }),
  );
});
