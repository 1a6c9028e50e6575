/**
 * Random projects on both schedulers: every field of every task must be the same. `LEADLINE_FUZZ_SEED` and
 * `LEADLINE_FUZZ_RUNS` run others, `npm run fuzz` many more; a failure prints its seed and the smallest plan that still fails, as plan-text.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { Link } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { editDisagreement } from "./fuzz-edits.ts";
import { planDifferences, planDisagreement } from "./fuzz-plans.ts";
import { generatedProject } from "./network-generator.ts";
import { at } from "./plan-builder.ts";
import { randomProject, type RandomProjectOptions } from "./random-project.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";

const SEED = Number(process.env["LEADLINE_FUZZ_SEED"] ?? 20260302);
const FACTOR = Number(process.env["LEADLINE_FUZZ_RUNS"] ?? 0.5);

function expectAgreement(options: RandomProjectOptions, runs: number): void {
  expect(planDisagreement({ ...options, seed: SEED, plans: Math.ceil(runs * FACTOR) }) ?? "agreed").toBe("agreed");
}

test("small plans of every family agree", () => {
  expectAgreement({ most: 6 }, 400);
});

test("larger plans of every family agree", () => {
  expectAgreement({ most: 25 }, 120);
});

test("plans of links, lags and calendars alone agree", () => {
  expectAgreement({ most: 15, without: ["constraints", "deadlines", "manual", "external", "progress", "assignments", "inactive", "options"] }, 150);
});

test("plans of assignments with contours, pauses, delays, overtime and progress agree", () => {
  expectAgreement({ most: 4, without: ["recurrences", "summaries", "constraints", "deadlines", "manual", "external", "inactive", "loops", "options"] }, 250);
});

test("plans of constraints and progress alone agree", () => {
  expectAgreement({ most: 10, without: ["calendars", "recurrences", "assignments", "tenths", "loops"] }, 200);
});

test.each([
  { tasks: 1000, links: "mixed" },
  { tasks: 400, links: "mixed", shape: "mesh", linksPerTask: 4 },
  { tasks: 400, links: "mixed", shape: "chain", ids: "random" },
  { tasks: 400, links: "mixed", ids: "random", tasksPerSummary: 20, calendars: 5, constrained: 0.2, progressed: 0.1 },
] as const)("a generated network agrees: %j", (options) => {
  expect(planDifferences(generatedProject(options))).toBe("");
});

test.each(["start", "finish"] as const)("a link between two large summaries counts for every pair of their tasks, from the %s", (scheduleFrom) => {
  const plan = generatedProject({ tasks: 180, links: "mixed", tasksPerSummary: 90, calendars: 2 });
  const records = [...recordsOf(plan)].filter((item) => item.kind !== "link").map((item): KindedRecord => (item.kind === "task" && item.record.number % 5 === 0 ? { kind: "task", record: { ...item.record, constraint: "ALAP" } } : item));
  const settings = { ...settingsOf(plan), scheduleFrom, finish: at("2026-08-07T17:00") };
  const links = ["FS", "FF", "SS", "SF"] as const;
  for (const [index, type] of links.entries()) {
    const lagMinutes = [0, 960, -480, 480][index] ?? 0;
    const link: Link = { id: "x", predecessorId: "s1", successorId: "s2", type, lagMinutes, lagPercent: 0, lagUnit: "d" };
    expect(planDifferences(projectOf([...records, { kind: "settings", record: settings }, { kind: "link", record: link }]))).toBe("");
  }
});

test.each(["start", "finish"] as const)("a link to a large summary that is finished limits nothing, from the %s", (scheduleFrom) => {
  const plan = generatedProject({ tasks: 180, links: "mixed", tasksPerSummary: 90 });
  const done = { actualStart: at("2026-03-02T08:00"), actualFinish: at("2026-03-04T17:00"), percentComplete: 100, remainingDurationMinutes: 0 };
  const records = [...recordsOf(plan)].filter((item) => item.kind !== "link").map((item): KindedRecord => (item.kind === "task" && item.record.parentId === "s2" ? { kind: "task", record: { ...item.record, ...done } } : item));
  const settings = { ...settingsOf(plan), scheduleFrom, finish: at("2026-08-07T17:00"), multipleCriticalPaths: true };
  const link: Link = { id: "x", predecessorId: "s1", successorId: "s2", type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
  expect(planDifferences(projectOf([...records, { kind: "settings", record: settings }, { kind: "link", record: link }]))).toBe("");
});

test("the order of records changes nothing", () => {
  fc.assert(
    fc.property(randomProject({ most: 10 }), (project) => {
      const reversed = projectOf([...recordsOf(project)].reverse());
      const result = schedule(reversed).schedule;
      expect(outlineOf(reversed).rows.map((row) => row.task.id)).toEqual(outlineOf(project).rows.map((row) => row.task.id));
      expect(scheduleDifferences(project, result, schedule(project).schedule)).toEqual([]);
    }),
    { seed: SEED, numRuns: 200 * FACTOR },
  );
});

test("a plan rescheduled after each of its edits has the dates of a plan read anew", () => {
  expect(editDisagreement({ seed: SEED, sequences: 200 * FACTOR }) ?? "agreed").toBe("agreed");
});
