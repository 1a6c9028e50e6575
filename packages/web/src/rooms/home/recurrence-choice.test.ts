/** Facts about repeating special days: each choice names its first day, and its rule falls on that day first. */
import { recurrenceDays } from "@leadline/engine/time/recurrence.ts";
import { civilOf, dayNumberOf, dayOf, minuteOf } from "@leadline/engine/time/minute.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { recurrenceOf, repeatChoices } from "./recurrence-choice.ts";

const FIRST = dayNumberOf(minuteOf(2026, 12, 4));

test("the choices are worded for the first day", () => {
  expect(repeatChoices(FIRST).map(({ words }) => words)).toEqual(["Does not repeat", "Every Friday", "Every month on the 4.", "Every month on the first Friday", "Every year on 4 December", "Every year on the first Friday of December"]);
});

test("every rule falls on its first day first, whichever day that is", () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST - 4000, max: FIRST + 4000 }), (first) => {
      for (const { repeat } of repeatChoices(first)) {
        const rule = recurrenceOf(repeat, first);
        if (rule) expect(recurrenceDays(rule, first, first + 2000)[0]).toBe(first);
      }
    }),
  );
});

test("the first Friday of December comes once a year", () => {
  const rule = recurrenceOf("yearlyByWeekday", FIRST);
  const days = rule ? recurrenceDays(rule, FIRST, FIRST + 800) : [];
  expect(days.map((day) => civilOf(day))).toMatchObject([{ year: 2026, month: 12, day: 4 }, { year: 2027, month: 12, day: 3 }, { year: 2028, month: 12, day: 1 }]);
  expect(days[1]).toBe(dayOf(2027, 12, 3));
});
