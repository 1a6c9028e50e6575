/** Health checks on small plans: what each counts, what it leaves out, and that its fixes put it right. */
import { finishToStart, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { KindedRecord, Project } from "../model/project.ts";
import { settingsOf } from "../model/project.ts";
import type { TaskBaseline } from "../model/records.ts";
import { decide } from "../change/decide.ts";
import { evolve } from "../change/change.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf, type Minute } from "../time/minute.ts";
import { healthOf } from "./health.ts";
import { baselineExecutionIndex, criticalPathLengthIndex } from "./path-checks.ts";
import type { HealthCheck, HealthReport } from "./report.ts";

const D = 480;
const STATUS = minuteOf(2026, 3, 9, 8);

function healthOfPlan(project: Project): HealthReport {
  return healthOf(project, schedule(project).schedule);
}

function checkOf(project: Project, id: number | string): HealthCheck {
  const report = healthOfPlan(project);
  const found = [...report.checks, ...report.further].find((check) => check.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

function withSettings(project: Project, fields: Partial<ReturnType<typeof settingsOf>>): Project {
  return { records: { ...project.records, settings: new Map([["settings", { ...settingsOf(project), ...fields }]]) } };
}

function baseline(taskId: string, finish: Minute): KindedRecord {
  const record: TaskBaseline = { id: `0.${taskId}`, number: 0, taskId, finish };
  return { kind: "taskBaseline", record };
}

/** Every finding's fix is granted, and then the finding is gone. */
function expectFixes(project: Project, id: number | string): void {
  const before = checkOf(project, id);
  const fixable = before.findings.filter((finding) => finding.fix);
  expect(fixable.length).toBeGreaterThan(0);
  for (const finding of fixable) {
    const decision = decide(project, finding.fix?.commands ?? [], { actor: "test", at: 0, newId: () => "new", schedule: (plan) => schedule(plan).schedule });
    if (!("change" in decision)) throw new Error(JSON.stringify(decision.refusals));
    const after = checkOf(evolve(project, decision.change), id);
    expect(after.findings.map(({ sentence }) => sentence)).not.toContain(finding.sentence);
  }
}

/** Domain EX-A5: A3 to B2 to M0, C8 to M0. */
function diamond(): Project {
  return smallPlan([
    { id: "a", durationMinutes: 3 * D },
    { id: "b", durationMinutes: 2 * D, after: ["a"], constraint: "SNLT", constraintDate: minuteOf(2026, 3, 4, 8) },
    { id: "c", durationMinutes: 8 * D },
    { id: "m", durationMinutes: 0, after: ["b", "c"] },
  ]);
}

test("EX-B6, EX-B7, EX-B8: the indexes follow their formulas", () => {
  const value = ({ numerator, denominator }: { numerator: number; denominator: number }): number => numerator / denominator;
  expect(value(criticalPathLengthIndex(720, -60))).toBeCloseTo(0.917, 3);
  expect(value(criticalPathLengthIndex(80, 20))).toBe(1.25);
  expect(value(criticalPathLengthIndex(800, 20))).toBe(1.025);
  expect(value(baselineExecutionIndex(38, 42))).toBeCloseTo(0.905, 3);
});

test("EX-B9: one hard constraint of three open tasks fails point 5, its lost slack fails point 7", () => {
  expect(checkOf(diamond(), 5)).toMatchObject({ value: 33.3, pass: false, numerator: 1, denominator: 3 });
  expect(checkOf(diamond(), 7)).toMatchObject({ value: 1, pass: false, findings: [{ taskId: "a" }] });
  expectFixes(diamond(), 5);
});

test("a task without successor is found and can be linked to the closing milestone", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }, { id: "x", after: ["a"] }, { id: "m", durationMinutes: 0, after: ["b"] }]);
  expect(checkOf(plan, 1)).toMatchObject({ numerator: 1, denominator: 3, pass: false, findings: [{ taskId: "x" }] });
  expectFixes(plan, 1);
});

test("leads, lags and other link types are counted over the links that still matter", () => {
  const links: KindedRecord[] = [
    { kind: "link", record: { ...finishToStart("a", "b"), lagMinutes: -D } },
    { kind: "link", record: { ...finishToStart("b", "c"), lagMinutes: 2 * D, type: "SS" } },
    { kind: "link", record: finishToStart("done", "gone") },
  ];
  const finished = { actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 2, 17), percentComplete: 100 };
  const plan = smallPlan([{ id: "a" }, { id: "b" }, { id: "c" }, { id: "done", ...finished }, { id: "gone", ...finished }], links);
  expect(checkOf(plan, 2)).toMatchObject({ value: 1, denominator: 2, pass: false });
  expect(checkOf(plan, 3)).toMatchObject({ value: 50, pass: false });
  expect(checkOf(plan, 4)).toMatchObject({ value: 50, pass: false, excluded: [{ reason: "links between finished or inactive tasks", count: 1 }] });
  for (const id of [2, 3, 4]) expectFixes(plan, id);
});

test("slack and length are measured in working days", () => {
  const plan = smallPlan([{ id: "long", durationMinutes: 45 * D }, { id: "short", durationMinutes: D }]);
  expect(checkOf(plan, 8)).toMatchObject({ value: 50, findings: [{ taskId: "long" }] });
  expect(checkOf(plan, 6)).toMatchObject({ value: 0 });
  expect(checkOf(smallPlan([{ id: "long", durationMinutes: 46 * D }, { id: "short", durationMinutes: D }]), 6)).toMatchObject({ value: 50, findings: [{ taskId: "short" }] });
});

test("actual dates after the status date and forecasts before it cannot be", () => {
  const plan = withSettings(
    smallPlan([
      { id: "future", actualStart: minuteOf(2026, 3, 10, 8) },
      { id: "stale" },
      { id: "fine", constraint: "SNET", constraintDate: minuteOf(2026, 3, 12, 8) },
    ]),
    { statusDate: STATUS },
  );
  expect(checkOf(plan, 9)).toMatchObject({ value: 2, pass: false, findings: [{ taskId: "future" }, { taskId: "stale" }] });
  expectFixes(plan, 9);
  expect(checkOf(withSettings(plan, { statusDate: undefined }), 9).pass).toBeUndefined();
});

test("missed tasks and the execution index need a baseline and a status date", () => {
  const finished = { actualStart: minuteOf(2026, 3, 2, 8), percentComplete: 100 };
  const tasks = [
    { id: "late", ...finished, actualFinish: minuteOf(2026, 3, 5, 17) },
    { id: "kept", ...finished, actualFinish: minuteOf(2026, 3, 3, 17) },
    { id: "open", durationMinutes: 6 * D },
    { id: "later" },
  ];
  const due = minuteOf(2026, 3, 4, 17);
  const baselines = [baseline("late", due), baseline("kept", due), baseline("open", due), baseline("later", minuteOf(2026, 4, 1, 17))];
  const plan = withSettings(smallPlan(tasks, baselines), { statusDate: STATUS });
  expect(checkOf(plan, 11)).toMatchObject({ value: 66.7, numerator: 2, denominator: 3, pass: false });
  expect(checkOf(plan, 14)).toMatchObject({ value: 0.667, numerator: 2, denominator: 3, pass: false, findings: [{ taskId: "open" }] });
  expect(checkOf(smallPlan(tasks), 14)).toMatchObject({ note: expect.stringContaining("no baseline") });
});

test("the critical path test passes where a delay reaches the finish and fails where a fixed date holds it off", () => {
  const free = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]);
  expect(checkOf(free, 12)).toMatchObject({ pass: true, value: 600 });
  const held = smallPlan([{ id: "a", durationMinutes: D }, { id: "b", durationMinutes: 2 * D, after: ["a"], constraint: "MSO", constraintDate: minuteOf(2026, 3, 3, 8) }]);
  const stopped = checkOf(held, 12);
  expect(stopped.pass).toBe(false);
  expect(stopped.findings[0]?.sentence).toContain("600 days longer");
});

test("the length index compares the rest of the plan with the baseline finish", () => {
  const plan = withSettings(smallPlan([{ id: "a", durationMinutes: 10 * D }], [baseline("a", minuteOf(2026, 3, 12, 17))]), { statusDate: minuteOf(2026, 3, 2, 8) });
  expect(checkOf(plan, 13)).toMatchObject({ value: 0.9, pass: false, numerator: 9, denominator: 10 });
});

test("open ends, redundant links and links on summaries are named", () => {
  const more: KindedRecord[] = [
    { kind: "link", record: finishToStart("a", "c") },
    { kind: "link", record: { ...finishToStart("a", "f"), type: "FF" } },
    { kind: "link", record: finishToStart("s", "c") },
  ];
  const plan = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }, { id: "c", after: ["b"] }, { id: "f" }, { id: "s" }, { id: "s1", level: 2 }], more);
  expect(checkOf(plan, "openEnds").findings.map(({ taskId }) => taskId)).toEqual(["f"]);
  expect(checkOf(plan, "redundantLinks").findings.map(({ linkId }) => linkId)).toEqual(["a-c"]);
  expect(checkOf(plan, "summaryLinks")).toMatchObject({ value: 1 });
  expectFixes(plan, "redundantLinks");
});

test("odd progress and dead constraints are named and can be put right", () => {
  const plan = withSettings(
    smallPlan([
      { id: "a", percentComplete: 30 },
      { id: "b", after: ["a"], actualStart: minuteOf(2026, 3, 3, 8) },
      { id: "p", constraint: "SNET", constraintDate: minuteOf(2026, 3, 4, 8) },
      { id: "off", active: false, after: ["a"] },
    ]),
    { statusDate: STATUS },
  );
  expect(checkOf(plan, "progressWithoutStart").findings).toHaveLength(1);
  expect(checkOf(plan, "outOfSequence").findings.map(({ taskId }) => taskId)).toEqual(["b"]);
  expect(checkOf(plan, "inactiveLinks").findings).toHaveLength(1);
  for (const id of ["progressWithoutStart", "inactiveLinks", "pastConstraints"]) expectFixes(plan, id);
});

test("practices score what the plan shows and leave to people what it cannot", () => {
  const { practices } = healthOfPlan(smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]));
  expect(practices.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(practices[0]?.score).toBeUndefined();
  expect(practices[1]?.score).toBe(4);
  expect(practices[2]?.score).toBe(0);
  expect(practices[9]).toMatchObject({ score: 0, evidence: ["0 % of the tasks have a baseline."] });
});

test("an empty plan is neither healthy nor sick, and answers all the same", () => {
  const { checks } = healthOfPlan(smallPlan([]));
  expect(checks.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  expect(checks.filter(({ pass }) => pass === false)).toEqual([]);
});
