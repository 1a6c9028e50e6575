/** Facts about the numbers of health checks in words. */
import { expect, test } from "vitest";
import { boundText, countText, valueText, verdictOf } from "./health-words.ts";

test("a value stands with its unit, and a missing one is a dash", () => {
  expect(valueText({ value: 33.333, unit: "percent" })).toBe("33.3 %");
  expect(valueText({ value: 1, unit: "workingDays" })).toBe("1 day");
  expect(valueText({ value: 0.9512, unit: "index" })).toBe("0.95");
  expect(valueText({ unit: "count" })).toBe("–");
});

test("the threshold says which side is good, and the count what was counted over what", () => {
  expect(boundText({ threshold: 5, good: "atMost", unit: "percent" })).toBe("At most 5 % is good.");
  expect(boundText({ good: "atMost", unit: "percent" })).toBe("");
  expect(countText({ numerator: 3, denominator: 40, unit: "percent" })).toBe("Here 3 of 40.");
  expect(countText({ numerator: 123, denominator: 153, unit: "index" })).toBe("Here 123 / 153.");
});

test("a check without a verdict is open, neither passed nor failed", () => {
  expect([{ pass: true }, { pass: false }, {}].map(verdictOf)).toEqual(["passed", "failed", "open"]);
});
