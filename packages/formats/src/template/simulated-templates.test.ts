/** The built-in templates, simulated: the days and percentiles that were found for them by another program. */
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { simulate } from "@leadline/engine/risk/simulation.ts";
import { slowSchedule } from "@leadline/testkit/slow-scheduler.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtInTemplates } from "./built-in.ts";
import { readTemplate } from "./read.ts";

/** Days at most likely durations; P10, P50, P80, P90 without and with risks; chance of the first with risks. */
const STATED: Readonly<Record<string, { readonly days: number; readonly calm: readonly number[]; readonly risky: readonly number[]; readonly chance: number }>> = {
  "software-app": { days: 130, calm: [134.2, 139.7, 143.6, 145.6], risky: [142.6, 155.7, 166.1, 171.9], chance: 0.001 },
  "network-upgrade": { days: 165, calm: [167.6, 179.9, 189.5, 195], risky: [176.9, 194.3, 208.1, 216.2], chance: 0.008 },
  "cloud-migration": { days: 204, calm: [207, 220.3, 229.7, 234.9], risky: [214.2, 231.9, 245.2, 252.9], chance: 0.017 },
  "data-analytics": { days: 131, calm: [134, 141.6, 146.8, 149.7], risky: [140.2, 150.9, 158.5, 162.8], chance: 0.005 },
};

function planOf(text: string): Project {
  const read = readTemplate(text, { newId: seededIds("t") });
  if (!read.ok) throw new Error(read.problem.message);
  return read.project;
}

test.each(builtInTemplates().map(({ key, text }) => [key, text] as const))("%s finishes as stated: the day to the point, percentiles within one working day", (key, text) => {
  const stated = STATED[key];
  const project = planOf(text);
  for (const risks of ["without", "with"] as const) {
    const { finishWorkingDays: { p10, p50, p80, p90 }, deterministic } = simulate(project, { risks, runs: 4000, seed: 1, drivers: "none" });
    expect(deterministic.workingDays).toBeCloseTo(stated?.days ?? 0, 6);
    const expected = (risks === "with" ? stated?.risky : stated?.calm) ?? [];
    for (const [at, value] of [p10, p50, p80, p90].entries()) expect(Math.abs(value - (expected[at] ?? 0)), `${risks} risks, ${at}`).toBeLessThanOrEqual(1);
    if (risks === "with") expect(Math.abs(deterministic.probability - (stated?.chance ?? 0))).toBeLessThan(0.008);
  }
});

test("what the author of a template states of results is not read", () => {
  const text = builtInTemplates()[0]?.text ?? "";
  const boasting = text.replace(/^roles:/m, "reference_results:\n  cpm_days_at_most_likely: 7\n  mc_with_risks_p10_p50_p80_p90: [1, 2, 3, 4]\nroles:");
  expect(boasting).not.toBe(text);
  const [plain, other] = [text, boasting].map((one) => simulate(planOf(one), { risks: "with", runs: 200, seed: 1, drivers: "none" }));
  expect(other).toEqual(plain);
});

const SHARED = join(process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data"), "../templates");

test.for(["software-app", "network-upgrade", "cloud-migration", "data-analytics"])("%s: with its reference results taken out, or other durations, the plan decides alone", (key, context) => {
  const path = join(SHARED, `${key}.yaml`);
  if (!existsSync(path)) context.skip("the reference templates are not here");
  const text = readFileSync(path, "utf8");
  const without = text.replace(/^reference_results:\n(?: .*\n)+/m, "");
  expect(without).not.toContain("cpm_days");
  const [stated, silent] = [text, without].map((one) => simulate(planOf(one), { risks: "with", runs: 200, seed: 1, drivers: "none" }));
  expect(silent).toEqual(stated);
  // Every task a day longer: the stated results are wrong now, the slow scheduler knows what is right.
  const longer = planOf(text.replace(/duration_days: \{o: (\d+), m: (\d+), p: (\d+)\}/g, (_, low, likely, high) => (high === "0" ? `duration_days: {o: ${low}, m: ${likely}, p: ${high}}` : `duration_days: {o: ${low}, m: ${Number(likely) + 1}, p: ${Number(high) + 1}}`)));
  const { deterministic } = simulate(longer, { risks: "with", runs: 10, seed: 1, drivers: "none" });
  expect(deterministic.finish).toBe(slowSchedule(longer).schedule.finish);
  expect(deterministic.workingDays).toBeGreaterThan((stated?.deterministic.workingDays ?? 0) + 10);
});
