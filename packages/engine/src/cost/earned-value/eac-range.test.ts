/** Tests of the estimate at completion as a range. */
import { expect, test } from "vitest";
import { eacRangeOf } from "./eac-range.ts";

const terms = { otherCents: 1000, plannedCents: 11_000, tasks: [{ taskId: "a", spentCents: 4000, fixedCents: 0, remainingMinutes: 600, centsPerMinute: 10, work: [] }] };

test("what is left in each run comes on top of what was really spent", () => {
  expect(eacRangeOf({ costs: [10_000, 11_000, 12_000, 13_000, 14_000], terms, ac: 5000, linesToCome: 300 })).toMatchObject({ p50: 12_300, mean: 12_300 });
  expect(eacRangeOf({ costs: [], terms, ac: 5000, linesToCome: 0 })).toBeUndefined();
});

test("a finished plan costs what was spent", () => {
  expect(eacRangeOf({ costs: [5000, 5000], terms, ac: 7000, linesToCome: 0 })).toEqual({ p10: 7000, p50: 7000, p80: 7000, p90: 7000, mean: 7000 });
});
