/** A ratio is good from or up to its target, and a wrong answer has none. */
import { expect, test } from "vitest";
import { ratioLines, type RatioResult } from "./ratio-result.ts";

const growth: RatioResult = { name: "growth", answer: "3 d", expected: "3 d", value: 1.25, target: 1.4, isGood: "upTo" };

test("values on the good side of their target are ok", () => {
  expect(ratioLines([growth, { ...growth, value: 20, target: 15, isGood: "from" }])).toBe("growth: 1.25 (target: at most 1.40)  ok\ngrowth: 20.00 (target: at least 15.00)  ok");
});

test("values on the other side are missed, wrong answers have none", () => {
  expect(ratioLines([{ ...growth, value: 1.5 }])).toMatch(/1\.50 .* missed$/);
  expect(ratioLines([{ ...growth, value: 14, target: 15, isGood: "from", unit: "MB" }])).toBe("growth: 14.00 MB (target: at least 15.00 MB)  missed");
  expect(ratioLines([{ ...growth, answer: "4 d" }])).toBe("growth: WRONG: 4 d instead of 3 d  missed");
});
