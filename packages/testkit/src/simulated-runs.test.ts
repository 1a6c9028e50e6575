/** Runs in blocks are schedules of the spans they drew: random plans on both ways, lane by lane. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Project } from "@leadline/engine/model/project.ts";
import { networkBehind, schedule } from "@leadline/engine/schedule/compute.ts";
import { writePlanText } from "@leadline/formats/plan-text/write.ts";
import { generatedProject } from "./network-generator.ts";
import { randomMixedProject, randomProject } from "./random-project.ts";
import { laneDifferences, uncertainPlan } from "./simulated-runs.ts";

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
  ["links, calendars, summaries and progress", randomProject({ most: 8, without: ["recurrences", "tenths", "manual", "external", "options", "inactive", "loops", "delays", "elapsed", "fromFinish", "constraints", "assignments"] }), 100],
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
