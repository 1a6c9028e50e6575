/** Runs in blocks are schedules of the spans they drew: random plans on both ways, lane by lane. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { networkBehind, schedule } from "@leadline/engine/schedule/compute.ts";
import { writePlanText } from "@leadline/formats/plan-text/write.ts";
import type { SimulationPlan } from "@leadline/kernel/simulation/simulation-plan.ts";
import { blockPlanOf, simulateBlocks } from "@leadline/kernel/simulation/simulate-blocks.ts";
import { joinParts, simulateOneByOne } from "@leadline/kernel/simulation/simulate-runs.ts";
import { twinEngine } from "@leadline/kernel/simulation/block-engine.ts";
import { wasmEngine } from "@leadline/kernel/simulation/wasm-engine.ts";
import { generatedProject } from "./network-generator.ts";
import { randomMixedProject, randomProject } from "./random-project.ts";
import { laneDifferences, riskyPlan, uncertainPlan } from "./simulated-runs.ts";

const SEED = Number(process.env["LEADLINE_FUZZ_SEED"] ?? 20260302);
const FACTOR = Number(process.env["LEADLINE_FUZZ_RUNS"] ?? 1);

function differences(project: Project, lanes: number): string {
  const computed = networkBehind(schedule(project).schedule);
  if (!computed) return "no network";
  const plan = uncertainPlan(computed.compiled.net);
  return laneDifferences({ ...plan, spanDraws: [] }, 1) || laneDifferences(plan, lanes);
}

test.each([
  { tasks: 300, links: "fs" },
  { tasks: 300, links: "mixed" },
  { tasks: 300, links: "fs", calendars: 5 },
] as const)("a generated network goes into blocks and agrees: %j", (options) => {
  expect(differences(generatedProject(options), 4)).toBe("");
});

test.each([
  ["every family", randomMixedProject({ most: 8, without: ["fromFinish", "tenths"] }), 25],
  ["links, calendars, summaries and progress", randomProject({ most: 8, without: ["recurrences", "tenths", "manual", "external", "options", "inactive", "loops", "delays", "elapsed", "fromFinish", "constraints", "assignments"] }), 80],
  ["dates that must be kept", randomProject({ most: 8, without: ["recurrences", "tenths", "manual", "external", "inactive", "loops", "delays", "elapsed", "fromFinish", "progress", "assignments"] }).map(withDatesToKeep), 60],
] as const)("random plans that go into blocks agree with the scheduler, and enough do: %s", (_, plans, enough) => {
  let agreed = 0;
  const details = fc.check(
    fc.property(plans, (project) => {
      const found = differences(project, 3);
      if (found === "") agreed += 1;
      return found === "" || found.startsWith("refused");
    }),
    { seed: SEED, numRuns: 200 * FACTOR },
  );
  const failing = details.counterexample?.[0];
  expect(failing ? `${differences(failing, 3)}\n${writePlanText(failing).text}` : "agreed").toBe("agreed");
  expect(agreed).toBeGreaterThan(enough * FACTOR);
});

/** Tasks as late as possible must start on a date instead: the former are simulated one by one. */
function withDatesToKeep({ records }: Project): Project {
  const start = settingsOf({ records }).start;
  const tasks = [...records.task.values()].map((task, at) => [task.id, task.constraint === "ALAP" ? { ...task, constraint: "MSO" as const, constraintDate: (start + at * MINUTES_PER_DAY + 480) as Minute } : task] as const);
  return { records: { ...records, task: new Map(tasks) } };
}

const FAMILIES = [
  { tasks: 120, links: "fs" },
  { tasks: 120, links: "mixed", seed: 2 },
  { tasks: 60, links: "fs", calendars: 4, seed: 3 },
] as const;

function riskyPlanOf(options: (typeof FAMILIES)[number]): SimulationPlan {
  const computed = networkBehind(schedule(generatedProject(options)).schedule);
  if (!computed) throw new Error("A generated project has no network.");
  return riskyPlan(computed.compiled.net);
}

test.each(FAMILIES)("in blocks and one by one, runs draw the same of ranges, risks, branches, lags, correlations and costs: %j", (options) => {
  const plan = riskyPlanOf(options);
  const blocks = blockPlanOf(plan);
  if ("refused" in blocks) throw new Error(blocks.refused);
  const range = { seed: 5, from: 0, to: 200, wanted: "everything" } as const;
  const [block, single] = [simulateBlocks(plan, blocks, range), simulateOneByOne(plan, range)];
  if (!block || !single) throw new Error("Nobody cancelled these runs.");
  const far = (a: ArrayLike<number>, b: ArrayLike<number>, allowed: number): number => Array.from(a).filter((value, at) => !(Math.abs(value - (b[at] ?? Number.NaN)) <= allowed)).length;
  // Numbers of 32 bits round otherwise than those of 64: a few ticks, and rarely a whole pause at the end of a day.
  expect(far(block.finish, single.finish, 40)).toBeLessThan(12);
  expect(far(block.cost, single.cost, 60)).toBe(0);
  expect(far(block.critical, single.critical, 4)).toBe(0);
  expect(far(block.span, single.span, 12)).toBe(0);
  expect(far(block.nodeFinish, single.nodeFinish, 40)).toBeLessThan(block.nodeFinish.length / 20);
  expect(new Set(single.finish).size).toBeGreaterThan(150);
});

test.each(FAMILIES)("vector code and JavaScript give the same bits, however the runs are shared out: %j", (options) => {
  const plan = riskyPlanOf(options);
  const blocks = blockPlanOf(plan);
  if ("refused" in blocks) throw new Error(blocks.refused);
  const part = (from: number, to: number, engineOf: typeof wasmEngine) => {
    const found = simulateBlocks(plan, blocks, { seed: 9, from, to, wanted: "everything" }, { engineOf: (image) => engineOf(image) ?? twinEngine(image) });
    if (!found) throw new Error("Nobody cancelled these runs.");
    return found;
  };
  expect(wasmEngine(blocks.image)).toBeDefined();
  const whole = part(0, 300, twinEngine);
  expect(part(0, 300, wasmEngine)).toEqual(whole);
  expect(joinParts([part(0, 150, wasmEngine), part(150, 300, twinEngine)])).toEqual(whole);
  expect(joinParts([part(201, 300, wasmEngine), part(0, 7, twinEngine), part(7, 100, wasmEngine), part(100, 201, wasmEngine)])).toEqual(whole);
});
