/** Facts about typed working times. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatWorkingTimes, readWorkingTimes } from "./working-times-text.ts";

test.each([
  ["08:00-12:00, 13:00-17:00", [{ from: 480, to: 720 }, { from: 780, to: 1020 }]],
  ["8-12; 13-17:30", [{ from: 480, to: 720 }, { from: 780, to: 1050 }]],
  ["0:00 – 24:00", [{ from: 0, to: 1440 }]],
  ["0800-1200", [{ from: 480, to: 720 }]],
])("%s is read", (text, times) => {
  expect(readWorkingTimes(text)).toEqual({ ok: true, times });
});

test.each(["", "mornings", "12-8", "8-12, 11-15", "8-25", "8:70-12"])("“%s” is refused with a sentence", (text) => {
  const read = readWorkingTimes(text);
  expect(read.ok).toBe(false);
  expect(read.ok ? "" : read.sentence).toMatch(/^.+\.$/);
});

test("what is shown can be typed back", () => {
  const clocks = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
  fc.assert(
    fc.property(clocks, (list) => {
      const times = list.slice(0, list.length - (list.length % 2)).flatMap((from, index, all) => (index % 2 === 0 ? [{ from, to: all[index + 1] ?? from + 1 }] : []));
      expect(readWorkingTimes(formatWorkingTimes(times))).toEqual({ ok: true, times });
    }),
  );
});
