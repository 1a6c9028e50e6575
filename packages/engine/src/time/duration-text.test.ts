/** Tests of the duration grammar (ux.md 2.3), both ways. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration, type DurationTextUnit } from "./duration-text.ts";

const scale = { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 };

function checkDuration(text: string, minutes: number, unit: DurationTextUnit, shown: string): void {
  const parsed = parseDuration(text, scale);
  expect(parsed, text).toMatchObject({ ok: true, durationMinutes: minutes, durationUnit: unit });
  if (parsed.ok) expect(formatDuration(parsed, scale)).toBe(shown);
}

function checkRefused(text: string, message: string): void {
  expect(parseDuration(text, scale)).toEqual({ ok: false, message });
}

test("a number and a unit make a duration", () => {
  checkDuration("3d", 1440, "d", "3d");
  checkDuration(" 3 Days ", 1440, "d", "3d");
  checkDuration("2w", 4800, "w", "2w");
  checkDuration("4h", 240, "h", "4h");
  checkDuration("30 mins", 30, "m", "30m");
  checkDuration("1mo", 9600, "mo", "1mo");
  checkDuration("1.5d", 720, "d", "1.5d");
  checkDuration("1,5 d", 720, "d", "1.5d");
  checkDuration(".5h", 30, "h", "0.5h");
  checkDuration("0", 0, "d", "0d");
  checkDuration("7", 3360, "d", "7d");
});

test("elapsed units count wall-clock time", () => {
  checkDuration("3ed", 4320, "ed", "3ed");
  checkDuration("2 elapsed days", 2880, "ed", "2ed");
  checkDuration("1ew", 10_080, "ew", "1ew");
  checkDuration("1emon", 43_200, "emo", "1emo");
  checkDuration("5emin", 5, "em", "5em");
  checkDuration("2ehrs", 120, "eh", "2eh");
});

test("a day is as long as the project says", () => {
  expect(parseDuration("2d", { ...scale, minutesPerDay: 360 })).toMatchObject({ durationMinutes: 720 });
});

test("a question mark marks an estimated duration", () => {
  expect(parseDuration("3d?", scale)).toEqual({ ok: true, durationMinutes: 1440, durationUnit: "d", estimated: true });
  checkDuration("3 d ?", 1440, "d", "3d?");
});

test("three values make a three-point estimate whose likely value is the duration", () => {
  const estimate = { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320 };
  for (const text of ["2/5/9d", "2d..5d..9d", "2d / 5d / 9d", "2/5/9 days", "2d/5/9"]) {
    expect(parseDuration(text, scale), text).toEqual({ ok: true, durationMinutes: 2400, durationUnit: "d", estimated: false, estimate });
  }
  checkDuration("2d..1w..9d", 2400, "w", "0.4/1/1.8w");
  checkDuration("0,5/1,5/2,5d", 720, "d", "0.5/1.5/2.5d");
});

test("what is no duration is refused with a sentence", () => {
  checkRefused("", "A duration is missing. Type one such as 3d, 2w or 4h.");
  checkRefused("soon", "“soon” is not a duration. Type one such as 3d, 2w, 4h, 3ed, 3d? or 2/5/9d.");
  checkRefused("3 parsecs", "“3 parsecs” is not a duration. Type one such as 3d, 2w, 4h, 3ed, 3d? or 2/5/9d.");
  checkRefused("2/5d", "“2/5d” is not a duration. Type one such as 3d, 2w, 4h, 3ed, 3d? or 2/5/9d.");
  checkRefused("-3d", "“-3d” is negative; a duration is 0 or more.");
  checkRefused("5/2/9d", "“5/2/9d” does not rise. Type the lowest, the most likely and the highest value, such as 2/5/9d.");
  checkRefused("2d/5ed/9ed", "“2d/5ed/9ed” mixes working and elapsed time. Use one of the two for all three values.");
  checkRefused("99999999999d", "A duration can be at most 2083333 days.");
});

const unit = fc.constantFrom<DurationTextUnit>("m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo");
const tenths = fc.integer({ min: 0, max: 100_000_000 }).map((value) => value / 10);
const anyScale = fc.record({ minutesPerDay: fc.integer({ min: 1, max: 1440 }), minutesPerWeek: fc.integer({ min: 1, max: 10_080 }), daysPerMonth: fc.integer({ min: 1, max: 31 }) });

test("what a cell shows reads back as the same duration", () => {
  fc.assert(
    fc.property(tenths, unit, fc.boolean(), anyScale, (durationMinutes, durationUnit, estimated, someScale) => {
      const value = { durationMinutes, durationUnit, estimated };
      expect(parseDuration(formatDuration(value, someScale), someScale)).toEqual({ ok: true, ...value });
    }),
  );
});

test("what a cell shows reads back as the same three-point estimate", () => {
  fc.assert(
    fc.property(fc.tuple(tenths, tenths, tenths), unit, fc.boolean(), anyScale, (values, durationUnit, estimated, someScale) => {
      const [lowMinutes, likelyMinutes, highMinutes] = [...values].sort((a, b) => a - b);
      const value = { durationMinutes: likelyMinutes, durationUnit, estimated, estimate: { lowMinutes, likelyMinutes, highMinutes } };
      expect(parseDuration(formatDuration(value, someScale), someScale)).toEqual({ ok: true, ...value });
    }),
  );
});
