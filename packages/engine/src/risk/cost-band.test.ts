/** Tests of the S-curve's band: it begins at what is spent, ends at what runs cost, never falls, and lies where the runs' work lies. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { costForecastOf } from "../cost/cost-forecast.ts";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf, minuteOf } from "../time/minute.ts";
import { openCostBand, runsForBand, type CostBand } from "./cost-band.ts";
import { factsOf, frameOf, simulateRuns } from "./simulation.ts";

const rita = { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, standardRateCentsPerHour: 6000, rank: "a" } } as const;
const does = (taskId: string, workMinutes: number) => ({ kind: "assignment", record: { id: `r-${taskId}`, taskId, resourceId: "r", units: 1, workMinutes, actualWorkMinutes: 0, remainingWorkMinutes: workMinutes, delayMinutes: 0 } }) as const;
const RANGE = { lowMinutes: 480, likelyMinutes: 960, highMinutes: 4800 };
/** Two tasks of two days each, one after the other, from Monday 2 March on. */
const plan = (more: object = {}): Project => smallPlan([{ id: "a", durationMinutes: 960, ...more }, { id: "b", durationMinutes: 960, after: ["a"] }], [rita, does("a", 960), does("b", 960)]);
const DAYS = Array.from({ length: 60 }, (_, day) => dayOf(2026, 3, 2) + day);

function bandOf(project: Project, { runs = 500, days = DAYS }: { readonly runs?: number; readonly days?: readonly number[] } = {}): CostBand {
  const { inputs } = frameOf(project, { risks: "with", runs });
  const maker = openCostBand({ plan: inputs.plan }, costForecastOf(project, schedule(project).schedule), days);
  maker.run(1, 0, Math.floor(runs / 2));
  maker.run(1, Math.floor(runs / 2), runs);
  return maker.band();
}

test("a plan without ranges has a band without width, and its work lies where the plan has it", () => {
  const { low, high, runs } = bandOf(plan());
  expect(runs).toBe(500);
  expect(low).toEqual(high);
  // Evenly over the hours by the clock from Monday 8:00 to Tuesday 17:00: 16 of 33 by midnight, all of it a day later.
  expect(low.slice(0, 4)).toEqual([Math.round((96_000 * 16) / 33), 96_000, 96_000 + Math.round((96_000 * 16) / 33), 192_000]);
  expect(low.at(-1)).toBe(192_000);
});

test("the band never falls, and ends at what 10 and 80 of 100 runs cost, split into parts or not", () => {
  const project = plan({ estimate: RANGE });
  const { inputs } = frameOf(project, { risks: "with", runs: 500 });
  const { low, high } = bandOf(project);
  for (const line of [low, high]) for (const [at, cents] of line.entries()) expect(cents ?? 0).toBeGreaterThanOrEqual(line[at - 1] ?? 0);
  const part = simulateRuns(inputs.plan, { seed: 1, from: 0, to: 500, wanted: "everything" });
  const { cost } = factsOf(frameOf(project, { risks: "with", runs: 500 }), part ?? expect.fail("cancelled"), 1);
  expect([low.at(-1), high.at(-1)]).toEqual([cost.p10, cost.p80]);
  expect(high.at(-1) ?? 0).toBeGreaterThan(low.at(-1) ?? 0);
});

test("before the status date nothing is a range, and on it runs stand at what is spent", () => {
  const begun = edited(plan({ estimate: RANGE }), { type: "updateSettings", fields: { statusDate: minuteOf(2026, 3, 3, 17) } }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 50 } }] });
  const spent = costForecastOf(begun, schedule(begun).schedule).actualCents;
  const { low, high } = bandOf(begun);
  expect(spent).toBeGreaterThan(0);
  expect([low[0], high[0], low[1], high[1]]).toEqual([null, null, spent, spent]);
});

test("large plans are looked at in fewer runs, and never in fewer than 200", () => {
  const { inputs } = frameOf(plan(), { risks: "with", runs: 10 });
  expect(runsForBand(inputs, 10_000)).toBe(10_000);
  expect(runsForBand(inputs, 100)).toBe(100);
  const huge = { ...inputs, plan: { ...inputs.plan, network: { ...inputs.plan.network, nodeCount: 100_000 } } };
  expect(runsForBand(huge, 10_000)).toBe(200);
});
