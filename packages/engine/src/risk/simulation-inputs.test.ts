/** Tests of what a plan's records become: branches, lags, work and costs with ranges, lost days, and which risks take part. */
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import type { Link, RiskItem, Task } from "../model/records.ts";
import { inTicks } from "../schedule/ticks.ts";
import { simulationInputsOf } from "./simulation-inputs.ts";
import { simulate, simulateRuns, type SimulationFacts, type SimulationPart } from "./simulation.ts";

const RUNS = 800;

function facts(project: Project): SimulationFacts {
  return simulate(project, { risks: "with", runs: RUNS, seed: 1, drivers: "none" });
}

function parts(project: Project): SimulationPart {
  const part = simulateRuns(simulationInputsOf(project, { risks: "with", runs: RUNS }).plan, { seed: 1, from: 0, to: RUNS, wanted: "everything" });
  if (!part) throw new Error("cancelled");
  return part;
}

function days(found: SimulationFacts): Float64Array {
  return found.samples.workingDays.map((value) => Math.round(value * 1000) / 1000);
}

function shareOf(values: Float64Array, value: number): number {
  return values.filter((one) => Math.abs(one - value) < 0.01).length / values.length;
}

function withRecords(project: Project, ...records: readonly KindedRecord[]): Project {
  return projectOf([...recordsOf(project), ...records]);
}

function changed(project: Project, id: string, fields: Partial<Task>): Project {
  return projectOf([...recordsOf(project)].map((item): KindedRecord => (item.kind === "task" && item.record.id === id ? { kind: "task", record: { ...item.record, ...fields } } : item)));
}

function risk(id: string, fields: Partial<RiskItem>): KindedRecord {
  return { kind: "riskItem", record: { id, code: id, title: id, category: "", probability: 1, impact: { kind: "delayDays", low: 5, likely: 5, high: 5 }, taskIds: ["A"], response: "", action: "", trigger: "", ...fields } };
}

const WAYS = planOf("A \"Plan\" 1d\nB \"Repair\" 4d after A\nC \"Replace\" 10d after A\nM \"Done\" 0d after B, C");

test("of ways that chance chooses, each is taken in its share of the runs, and the others need no time", () => {
  const branch = (...chances: readonly [number, number]): KindedRecord => ({
    kind: "planBranch",
    record: { id: "b", name: "Repair or replace", kind: "chance", ways: [{ name: "Repair", probability: chances[0], taskIds: ["B"] }, { name: "Replace", probability: chances[1], taskIds: ["C"] }] },
  });
  const both = days(facts(withRecords(WAYS, branch(0.7, 0.3))));
  expect(Math.abs(shareOf(both, 5) - 0.7)).toBeLessThan(0.05);
  expect(shareOf(both, 5) + shareOf(both, 11)).toBe(1);
  // An existence branch: in half of the runs neither is needed.
  const perhaps = days(facts(withRecords(WAYS, branch(0.3, 0.2))));
  expect(Math.abs(shareOf(perhaps, 1) - 0.5)).toBeLessThan(0.05);
});

test("of ways that a date chooses, the first is taken in exactly the runs in which the deciding task is late", () => {
  const plan = withRecords(changed(WAYS, "A", { estimate: { lowMinutes: 240, likelyMinutes: 480, highMinutes: 2400, distribution: "uniform" } }), {
    kind: "planBranch",
    record: { id: "b", name: "Hurry", kind: "date", afterTaskId: "A", later: at("2026-03-03T17:00"), ways: [{ name: "Late", probability: 1, taskIds: ["B"] }, { name: "In time", probability: 1, taskIds: ["C"] }] },
  });
  const { samples } = facts(plan);
  const inputs = simulationInputsOf(plan, { risks: "with", runs: 1 });
  const node = inputs.taskOfNode.findIndex((task) => task?.id === "A");
  const row = inputs.plan.reported.indexOf(node);
  const { nodeFinish } = parts(plan);
  const late = Array.from({ length: RUNS }, (_, run) => (nodeFinish[row * RUNS + run] ?? 0) > inTicks(at("2026-03-03T17:00")));
  expect(late.filter(Boolean).length).toBeGreaterThan(200);
  for (const [run, isLate] of late.entries()) {
    const span = (samples.workingDays[run] ?? 0) - (isLate ? 4 : 10);
    expect(isLate ? span > 2 : span <= 2.0001, `run ${run}`).toBe(true);
  }
});

test("a branch whose deciding task waits for one of its ways is left out and told", () => {
  const plan = withRecords(WAYS, { kind: "planBranch", record: { id: "b", name: "Hurry", kind: "date", afterTaskId: "B", later: at("2026-03-03T17:00"), ways: [{ name: "Late", probability: 1, taskIds: ["B"] }] } });
  expect(facts(plan).problems.map(({ code }) => code)).toContain("branch/no-decider");
});

test("a lag with a range is drawn, also where it is planned as none", () => {
  const plan = planOf('A "Pour" 1d\nB "Build" 1d after A');
  const withLag = projectOf([...recordsOf(plan)].map((item): KindedRecord => (item.kind === "link" ? { kind: "link", record: { ...item.record, lagEstimate: { lowMinutes: 0, likelyMinutes: 960, highMinutes: 1920, distribution: "uniform" } } satisfies Link } : item)));
  const found = facts(withLag);
  expect(found.deterministic.workingDays).toBeCloseTo(2, 6);
  expect(found.finishWorkingDays.p50).toBeGreaterThan(3.8);
  expect(found.finishWorkingDays.p50).toBeLessThan(4.2);
  expect(Math.min(...found.samples.workingDays)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...found.samples.workingDays)).toBeLessThanOrEqual(6);
});

/** One person for 10 days at 60.00 an hour; the duration is fixed or follows from the work. */
function worked(taskType: Task["taskType"], fields: Partial<Task> = {}): Project {
  const plan = planOf('A "Build" 10d by "Rita"[100%]');
  const paid = [...recordsOf(changed(plan, "A", { taskType, ...fields }))].map((item): KindedRecord => {
    if (item.kind === "resource") return { kind: "resource", record: { ...item.record, standardRateCentsPerHour: 6000 } };
    return item.kind === "assignment" ? { kind: "assignment", record: { ...item.record, workEstimate: { lowMinutes: 2400, likelyMinutes: 4800, highMinutes: 7200, distribution: "uniform" } } } : item;
  });
  return projectOf(paid);
}

test("a range on work stretches a task whose duration follows from work, and only its cost where the duration is fixed", () => {
  const flexible = facts(worked("fixedUnits"));
  expect(flexible.finishWorkingDays.p10).toBeCloseTo(6, 0);
  expect(flexible.finishWorkingDays.p90).toBeCloseTo(14, 0);
  const fixed = facts(worked("fixedDuration"));
  expect(fixed.finishWorkingDays.p90).toBeCloseTo(10, 6);
  for (const { cost } of [flexible, fixed]) {
    expect(cost.planned).toBe(480_000);
    expect(Math.abs(cost.p10 - 288_000)).toBeLessThan(12_000);
    expect(Math.abs(cost.p90 - 672_000)).toBeLessThan(12_000);
  }
});

test("a range on a fixed cost is drawn beside the plan's cost", () => {
  const { cost } = facts(changed(planOf('A "Licences" 5d'), "A", { fixedCostCents: 100_000, fixedCostEstimate: { lowCents: 80_000, likelyCents: 100_000, highCents: 200_000, distribution: "uniform" } }));
  expect(cost.planned).toBe(100_000);
  expect(Math.abs(cost.p50 - 140_000)).toBeLessThan(4000);
  expect(cost.p10).toBeGreaterThan(80_000);
});

test("days are lost with the probability of their month, all tasks alike", () => {
  // 20 working days in March, each lost in half of the cases: 20 days of work take 40 on average.
  const rain: KindedRecord = { kind: "calendarRisk", record: { id: "w", name: "Rain", dayLossByMonth: [0, 0, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0], taskIds: ["A"] } };
  const plan = planOf('A "Outside" 20d\nB "Inside" 20d');
  const found = facts(withRecords(plan, rain));
  expect(found.deterministic.workingDays).toBeCloseTo(20, 6);
  expect(Math.abs(found.finishWorkingDays.mean - 40)).toBeLessThan(1);
  const dry = facts(withRecords(plan, { kind: "calendarRisk", record: { ...(rain.record as { id: string }), id: "w", name: "Rain", dayLossByMonth: new Array<number>(12).fill(0.5).map((_, month) => (month === 7 ? 0.5 : 0)), taskIds: ["A"] } }));
  expect(dry.finishWorkingDays.p90).toBeCloseTo(20, 6);
  // Two tasks in a row on the same days wait together: a run of both is as long as one of double length.
  const row = facts(withRecords(planOf('A "Outside" 10d\nB "Outside too" 10d after A'), { kind: "calendarRisk", record: { id: "w", name: "Rain", dayLossByMonth: new Array<number>(12).fill(0.2), taskIds: ["A", "B"] } }));
  const one = facts(withRecords(planOf('A "Outside" 20d'), { kind: "calendarRisk", record: { id: "w", name: "Rain", dayLossByMonth: new Array<number>(12).fill(0.2), taskIds: ["A"] } }));
  expect(row.finishWorkingDays).toEqual(one.finishWorkingDays);
});

test("a person who is away stops their own work; who works beside them goes on", () => {
  const away = (name: string, project: Project): Project => {
    const id = [...project.records.resource.values()].find((resource) => resource.name === name)?.id ?? "";
    return withRecords(project, { kind: "resourceAbsence", record: { id: "x", name: "Ill", resourceIds: [id], spellsPerYear: 12, days: { low: 5, likely: 5, high: 5 } } });
  };
  const alone = planOf('A "Build" 40d by "Rita"[100%]');
  const found = facts(away("Rita", alone));
  expect(found.finishWorkingDays.mean).toBeGreaterThan(43);
  // Omar's part is the longer one, so Rita's days make no difference until she needs more than he does.
  const both = projectOf([...recordsOf(planOf('A "Build" 40d by "Rita"[100%], "Omar"[100%]'))].map((item): KindedRecord => (item.kind === "assignment" && item.record.id === [...planOf('A "Build" 40d by "Rita"[100%], "Omar"[100%]').records.assignment.values()][0]?.id ? { kind: "assignment", record: { ...item.record, workMinutes: 2400, remainingWorkMinutes: 2400 } } : item)));
  expect(facts(away("Rita", both)).finishWorkingDays.p90).toBeCloseTo(40, 6);
  expect(facts(away("Omar", both)).finishWorkingDays.mean).toBeGreaterThan(43);
});

test("EX-C8: factors of parallel risks that occur together do not multiply; the largest counts", () => {
  const factor = (id: string, value: number, combination: "series" | "parallel"): KindedRecord => risk(id, { combination, impact: { kind: "durationFactor", low: value, likely: value, high: value } });
  const plan = planOf('A "Build" 10d');
  expect(facts(withRecords(plan, factor("r1", 1.3, "series"), factor("r2", 1.2, "series"))).finishWorkingDays.p50).toBeCloseTo(15.6, 3);
  expect(facts(withRecords(plan, factor("r1", 1.3, "parallel"), factor("r2", 1.2, "parallel"))).finishWorkingDays.p50).toBeCloseTo(13, 3);
});

test("impacts of one risk come together; what has occurred, is closed or is answered takes part as it stands", () => {
  const plan = planOf('A "Build" 10d');
  const mean = (fields: Partial<RiskItem>): number => facts(withRecords(plan, risk("r", fields))).finishWorkingDays.mean;
  const cost = facts(withRecords(plan, risk("r", { probability: 0.5, furtherImpacts: [{ kind: "cost", low: 100, likely: 100, high: 100 }] }))).samples;
  for (const [run, value] of cost.cost.entries()) expect(value).toBe((cost.workingDays[run] ?? 0) > 10.5 ? 10_000 : 0);
  expect(mean({})).toBeCloseTo(15, 6);
  expect(mean({ status: "closed" })).toBeCloseTo(10, 6);
  expect(mean({ status: "occurred" })).toBeCloseTo(10, 6);
  const residual = { probability: 1, impact: { kind: "delayDays", low: 1, likely: 1, high: 1 } } as const;
  expect(mean({ residual })).toBeCloseTo(15, 6);
  expect(mean({ residual, responseState: "inPlace" })).toBeCloseTo(11, 6);
});

test("what the ends of estimates mean can be set for the whole plan", () => {
  const width = (ends: "limits" | "p5p95" | "p10p90"): number => {
    const plan = planOf('A "Build" 5/10/20d');
    const { finishWorkingDays: found } = facts({ records: { ...plan.records, settings: new Map([["settings", { ...settingsOf(plan), estimateEnds: ends }]]) } });
    return found.p90 - found.p10;
  };
  expect(width("p5p95")).toBeGreaterThan(width("limits") * 1.2);
  expect(Math.abs(width("p10p90") - 15)).toBeLessThan(0.6);
});

test("single durations with their chances take the place of a range", () => {
  const plan = changed(planOf('A "Build" 10d'), "A", { estimate: { lowMinutes: 2400, likelyMinutes: 4800, highMinutes: 9600, outcomes: [{ minutes: 9600, probability: 0.25 }, { minutes: 2400, probability: 0.75 }] } });
  const found = days(facts(plan));
  expect(Math.abs(shareOf(found, 5) - 0.75)).toBeLessThan(0.05);
  expect(shareOf(found, 5) + shareOf(found, 20)).toBe(1);
});
