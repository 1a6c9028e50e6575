/** Tests of the honesty table: it tells a good forecaster from a bad one, reads what is there, and says so where nothing is. */
import { expect, test } from "vitest";
import type { EndedProject } from "@leadline/engine/risk/reference/history-forecast.ts";
import { judged } from "./cross-validation.ts";
import { historySets, type HistorySet } from "./histories.ts";
import { honestyReport } from "./report.ts";

function setOf(ended: readonly EndedProject[]): HistorySet {
  return { name: "made up", point: "50 %", unit: "days", shortest: 7, ended };
}

/** Projects of which those that have grown grow again. */
const grown = Array.from({ length: 80 }, (_, at): EndedProject => {
  const estimate = 60 + ((at * 37) % 200);
  const share = (at % 5) / 5;
  return { firstEstimate: estimate * (1 - share / 2), estimate, elapsed: estimate / 2, actual: estimate * (1.1 + share) + ((at * 13) % 9) };
});

test("where growth tells of more growth, the forecast holds as often as it says and loses less than a fixed uplift", () => {
  const { held, loss, fixedLoss, projects } = judged(setOf(grown), 3);
  expect(projects).toBe(80);
  expect(held).toBeGreaterThan(0.7);
  expect(held).toBeLessThan(0.9);
  expect(loss).toBeLessThan(fixedLoss * 0.7);
});

test("the same cases give the same table", () => {
  expect(judged(setOf(grown), 2)).toEqual(judged(setOf(grown), 2));
});

test("without the histories the report says so and promises nothing", () => {
  const before = process.env["LEADLINE_TEST_DATA"];
  process.env["LEADLINE_TEST_DATA"] = "/nowhere";
  try {
    expect(honestyReport("/nowhere")).toEqual({ text: expect.stringContaining("are not here"), failures: [] });
  } finally {
    if (before === undefined) delete process.env["LEADLINE_TEST_DATA"];
    else process.env["LEADLINE_TEST_DATA"] = before;
  }
});

test("P80 holds for 70 to 90 of 100 real projects and loses less than a fixed uplift, at every point", (context) => {
  const sets = historySets(process.cwd()).filter(({ ended }) => ended.length < 1000);
  if (sets.length === 0) context.skip("the shared histories are not here (LEADLINE_TEST_DATA names their folder)");
  for (const set of sets) {
    const { held, loss, fixedLoss } = judged(set, 5);
    expect(held, set.point).toBeGreaterThanOrEqual(0.7);
    expect(held, set.point).toBeLessThanOrEqual(0.9);
    expect(loss, set.point).toBeLessThan(fixedLoss);
  }
});
