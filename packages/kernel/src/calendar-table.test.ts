/** The flat calendar against a calendar that counts tick by tick. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addWork, buildCalendarTable, finishAt, nextStart, previousFinish, startAt, TICKS_PER_DAY, workBetween, workedAt, type CalendarSource, type DayPattern } from "./calendar-table.ts";

const HOUR = 600;
const pattern = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 0, maxLength: 6 })
  .map((hours): DayPattern => {
    const sorted = [...hours].sort((a, b) => a - b);
    const pairs = sorted.length - (sorted.length % 2);
    return {
      from: sorted.slice(0, pairs).filter((_, index) => index % 2 === 0).map((hour) => hour * HOUR),
      to: sorted.slice(0, pairs).filter((_, index) => index % 2 === 1).map((hour) => hour * HOUR),
    };
  });
const source = fc
  .record({
    patterns: fc.array(pattern, { minLength: 1, maxLength: 4 }),
    week: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }),
    firstDay: fc.integer({ min: -20, max: 20 }),
    days: fc.array(fc.nat(3), { maxLength: 12 }),
  })
  .map(({ patterns, week, firstDay, days }): CalendarSource => ({
    patterns,
    week: week.map((index) => index % patterns.length),
    firstDay,
    days: days.map((index) => index % patterns.length),
    firstWeekday: (((firstDay + 4) % 7) + 7) % 7,
  }));

/** Whether the hour that begins at `hour` (hours since the epoch) is worked. */
function isWorked(calendar: CalendarSource, hour: number): boolean {
  const day = Math.floor(hour / 24);
  const listed = calendar.days[day - calendar.firstDay];
  const weekday = (((day + 4) % 7) + 7) % 7;
  const { from, to } = calendar.patterns[listed ?? calendar.week[weekday]];
  const tick = (hour - day * 24) * HOUR;
  return from.some((start, index) => tick >= start && tick < to[index]);
}

test("worked ticks between two instants are the worked hours in between", () => {
  fc.assert(
    fc.property(source, fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 800 }), (calendar, from, length) => {
      let hours = 0;
      for (let hour = from; hour < from + length; hour += 1) if (isWorked(calendar, hour)) hours += 1;
      expect(workBetween(buildCalendarTable(calendar), from * HOUR, (from + length) * HOUR)).toBe(hours * HOUR);
    }),
  );
});

test("listing more days changes nothing", () => {
  fc.assert(
    fc.property(source, fc.integer({ min: -100_000, max: 400_000 }), fc.integer({ min: -50_000, max: 50_000 }), (calendar, t, span) => {
      const plain = buildCalendarTable(calendar);
      const listed = buildCalendarTable(calendar, { fromDay: -30, toDay: 30 });
      expect(addWork(listed, t, span)).toBe(addWork(plain, t, span));
      expect(nextStart(listed, t)).toBe(nextStart(plain, t));
      expect(previousFinish(listed, t)).toBe(previousFinish(plain, t));
    }),
  );
});

test("a finish and a start at the same work enclose only free time", () => {
  fc.assert(
    fc.property(source, fc.integer({ min: -60_000, max: 60_000 }), (calendar, worked) => {
      const table = buildCalendarTable(calendar);
      if (table.weekTicks === 0) return;
      expect(workedAt(table, finishAt(table, worked))).toBe(worked);
      expect(workedAt(table, startAt(table, worked))).toBe(worked);
      expect(finishAt(table, worked)).toBeLessThanOrEqual(startAt(table, worked));
    }),
  );
});

const OFFICE: CalendarSource = {
  patterns: [
    { from: [], to: [] },
    { from: [8 * HOUR, 13 * HOUR], to: [12 * HOUR, 17 * HOUR] },
  ],
  week: [0, 1, 1, 1, 1, 1, 0],
  firstDay: 0,
  days: [],
  firstWeekday: 4,
};

test("the rest of a day ends that day, and a whole day back begins it", () => {
  const office = buildCalendarTable(OFFICE);
  const friday = 1 * TICKS_PER_DAY;
  expect(addWork(office, friday + 8 * HOUR, 8 * HOUR)).toBe(friday + 17 * HOUR);
  expect(addWork(office, friday + 17 * HOUR, -8 * HOUR)).toBe(friday + 8 * HOUR);
  expect(addWork(office, friday + 20 * HOUR, 0)).toBe(friday + 20 * HOUR);
  expect(nextStart(office, friday + 17 * HOUR)).toBe(friday + 3 * TICKS_PER_DAY + 8 * HOUR);
});

test("work that no day offers is never found", () => {
  const never = buildCalendarTable({ ...OFFICE, week: [0, 0, 0, 0, 0, 0, 0], days: [1] });
  expect(addWork(never, 0, 8 * HOUR)).toBe(17 * HOUR);
  expect(addWork(never, 0, 9 * HOUR)).toBe(Infinity);
});
