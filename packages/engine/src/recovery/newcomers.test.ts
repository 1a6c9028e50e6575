/** Newcomers help a little when they are few and early, and hurt when they are many or late. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { shareWithNewcomer, teamDays } from "./newcomers.ts";

const days = (added: number, onDay: number): number => teamDays({ work: 500, experienced: 20, added, onDay });

test("few and early helps slightly, many or late hurts (EX-D5)", () => {
  expect([0, 2, 3, 5, 8, 10].map((added) => days(added, 110).toFixed(1))).toEqual(["274.2", "270.9", "270.5", "272.0", "281.6", "294.7"]);
  expect([3, 10].map((added) => days(added, 20).toFixed(1))).toEqual(["267.6", "303.8"]);
});

test("one newcomer never saves more than a person's share, and never costs days that are counted", () => {
  expect(shareWithNewcomer(1, 100)).toBeLessThan(shareWithNewcomer(1, 10));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 300 }), (heads, length) => {
      const share = shareWithNewcomer(heads, length);
      expect(share).toBeGreaterThanOrEqual(heads / (heads + 1) - 0.03);
      expect(share).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});
