/** Facts about numbers in fields: they read back as the same, and what is no number is none. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { centsOf, centsText, numberOf, percentOf, percentText, unitsOf, unitsText } from "./number-text.ts";

test("percentages are typed with or without their sign, and only from 0 to 100", () => {
  expect(["45", "45 %", "45%", "12,5"].map(percentOf)).toEqual([45, 45, 45, 12.5]);
  expect(["", "half", "-1", "101"].map(percentOf)).toEqual([undefined, undefined, undefined, undefined]);
});

test("units count in percent of a person", () => {
  expect(["50", "50 %", "250%"].map(unitsOf)).toEqual([0.5, 0.5, 2.5]);
});

test("amounts of money may part thousands and have cents or none", () => {
  expect(["85", "85.5", "1 200", "1'200,50"].map(centsOf)).toEqual([8500, 8550, 120_000, 120_050]);
  expect(["-3", "eighty"].map(centsOf)).toEqual([undefined, undefined]);
});

test("what a field shows reads back as the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000_000 }), (hundredths, cents) => {
      expect(percentOf(percentText(hundredths / 100))).toBeCloseTo(hundredths / 100, 9);
      expect(unitsOf(unitsText(hundredths / 10_000))).toBeCloseTo(hundredths / 10_000, 9);
      expect(centsOf(centsText(cents))).toBe(cents);
    }),
  );
});

test("a number is digits with a point or a comma, nothing else", () => {
  expect(["3", " 2.5 ", "2,5", "-4"].map(numberOf)).toEqual([3, 2.5, 2.5, -4]);
  expect(["", "3d", "1e3", "."].map(numberOf)).toEqual([undefined, undefined, undefined, undefined]);
});
