/** The sample plans tell their stories on whatever day they are asked for. */
import { expect, test } from "vitest";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { simulate } from "@leadline/engine/risk/simulation.ts";
import { computeStatus } from "@leadline/engine/status/computed-status.ts";
import { USUAL_STATUS_POLICY } from "@leadline/engine/status/status-policy.ts";
import { samplePlans } from "./sample-plans.ts";

const DAYS = [new Date(2026, 0, 1, 3), new Date(2026, 10, 22, 23, 30), new Date(2027, 1, 24, 12)];

/** Calendar days from the promised date to the finish; negative = room left. */
function daysLate(project: Project): number {
  const promised = [...project.records.task.values()].flatMap((task) => (task.deadline === undefined ? [] : [task.deadline]));
  expect(promised).toHaveLength(1);
  return (schedule(project).schedule.finish - Number(promised[0])) / 1440;
}

/** What the computed status says of a sample, and the chance of its promise. */
function statusOf(project: Project): { readonly value: string; readonly chance: number; readonly daysLate: number } {
  const target = promiseOf(project);
  const facts = simulate(project, { risks: "with", runs: 1000, seed: 1, drivers: "none", ...(target !== undefined && { target }) });
  const now = settingsOf(project).statusDate ?? settingsOf(project).start;
  const { value } = computeStatus({ project, schedule: schedule(project).schedule, facts, history: [], reports: [], now, policy: USUAL_STATUS_POLICY });
  return { value, chance: facts.target?.probability ?? Number.NaN, daysLate: daysLate(project) };
}

test.for(DAYS)("on %s the portfolio holds a healthy project, one at risk and one six weeks late, as the computed status sees them", (day) => {
  const [healthy, atRisk, late] = samplePlans("seed", day).map(({ project }) => statusOf(project));
  expect(healthy).toMatchObject({ value: "onTrack" });
  expect(healthy?.daysLate).toBeLessThanOrEqual(-14);
  expect(atRisk).toMatchObject({ value: "atRisk" });
  expect(atRisk?.chance).toBeGreaterThan(0.3);
  expect(late).toMatchObject({ value: "offTrack" });
  expect(late?.daysLate).toBeGreaterThanOrEqual(40);
  expect(late?.daysLate).toBeLessThanOrEqual(49);
});

test.for(DAYS)("on %s everything before the status date is done, and nothing after it has begun", (day) => {
  for (const { project } of samplePlans("seed", day)) {
    const { statusDate = 0 } = settingsOf(project);
    const { schedule: dates, problems } = schedule(project);
    expect(problems.filter((problem) => problem.code !== "deadline/missed")).toEqual([]);
    const leaves = outlineOf(project).rows.filter((row) => !row.isSummary).map((row) => row.task);
    for (const task of leaves) {
      const found = dates.of(task.id);
      if (task.percentComplete === 100) expect(Number(task.actualFinish)).toBeLessThanOrEqual(statusDate);
      else expect(Number(found?.finish)).toBeGreaterThan(statusDate);
      if (task.percentComplete === 0) expect(Number(found?.start)).toBeGreaterThanOrEqual(statusDate);
    }
    const started = leaves.filter((task) => task.percentComplete > 0);
    expect(started.length).toBeGreaterThan(5);
    expect(started.length).toBeLessThan(leaves.length);
  }
});

test("every record of the samples is a valid one", () => {
  for (const { project } of samplePlans("seed", DAYS[1] ?? new Date(2026, 0, 1))) {
    for (const { kind, record } of recordsOf(project)) expect(recordSchemas[kind].safeParse(record).error, JSON.stringify(record)).toBeUndefined();
  }
});
