/** Civil dates and ISO text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { civilOf, dayOf, EARLIEST_MINUTE, formatIso, LATEST_MINUTE, parseIso, weekdayOf } from "./minute.ts";

test("day numbers and civil dates are inverse", () => {
  fc.assert(
    fc.property(fc.integer({ min: -25567, max: 376_200 }), (day) => {
      const { year, month, day: ofMonth } = civilOf(day);
      expect(dayOf(year, month, ofMonth)).toBe(day);
    }),
  );
});

test("day numbers agree with the platform's own calendar", () => {
  fc.assert(
    fc.property(fc.integer({ min: -25567, max: 376_200 }), (day) => {
      const platform = new Date(day * 86_400_000);
      expect(civilOf(day)).toEqual({ year: platform.getUTCFullYear(), month: platform.getUTCMonth() + 1, day: platform.getUTCDate() });
      expect(weekdayOf(day)).toBe(platform.getUTCDay());
    }),
  );
});

test("every minute that can be written can be read back", () => {
  fc.assert(
    fc.property(fc.integer({ min: EARLIEST_MINUTE, max: LATEST_MINUTE }), (minute) => {
      expect(parseIso(formatIso(minute as typeof EARLIEST_MINUTE))).toBe(minute);
    }),
  );
});

test.each(["2026-02-29", "2026-13-01", "9999-01-01", "1899-12-31", "2026-01-01T25:00", "2026-01-01T24:01", "tomorrow", ""])(
  "%j is no date",
  (text) => {
    expect(parseIso(text)).toBeUndefined();
  },
);
