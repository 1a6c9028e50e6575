/** Tests of splitting money: parts sum to the whole, and no part is further than a cent from its share. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergedDays, spreadCents, sumCents } from "./spread-cents.ts";

test("what is left over goes to the largest remainders, the earlier first", () => {
  expect(spreadCents(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(spreadCents(10, [0.26, 0.26, 0.48])).toEqual([3, 2, 5]);
  expect(spreadCents(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  expect(spreadCents(7, [0, 0])).toEqual([7, 0]);
  expect(spreadCents(5, [0, 1, 0])).toEqual([0, 5, 0]);
  expect(spreadCents(0, [])).toEqual([]);
});

test("parts sum to the whole, and each lies within a cent of its share", () => {
  const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, given) => {
      const parts = spreadCents(total, given);
      const sum = given.reduce((all, weight) => all + weight, 0);
      expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
      if (sum > 0) parts.forEach((part, at) => expect(Math.abs(part - (total * (given[at] ?? 0)) / sum)).toBeLessThan(1.001));
      parts.forEach((part, at) => given[at] === 0 && sum > 0 && expect(part).toBe(0));
    }),
  );
});

test("days of several lists become one list by day without empty days", () => {
  const merged = mergedDays([[{ day: 2, cents: 5 }, { day: 1, cents: 1 }], [{ day: 2, cents: -5 }, { day: 3, cents: 4 }]]);
  expect(merged).toEqual([{ day: 1, cents: 1 }, { day: 3, cents: 4 }]);
  expect(sumCents(merged)).toBe(5);
});
