/** The checker of levelled plans sees every kind of overload and none where there is none. */
import { expect, test } from "vitest";
import { projectOf, recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Resource, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { overloadsOf, overloadText, type OverloadQuestion } from "./overload-checker.ts";
import { at, planOf } from "./plan-builder.ts";

function found(project: Project, basis: OverloadQuestion["basis"] = "instant"): readonly string[] {
  return overloadsOf(project, schedule(project).schedule, { basis }).map((overload) => overloadText(project, overload));
}

interface Changes {
  readonly task?: Readonly<Record<string, Partial<Task>>>;
  /** By task. */
  readonly assignment?: Readonly<Record<string, Partial<Assignment>>>;
  readonly resource?: Partial<Resource>;
}

function changed(project: Project, { task = {}, assignment = {}, resource = {} }: Changes): Project {
  return projectOf(
    [...recordsOf(project)].map((item): KindedRecord => {
      if (item.kind === "task") return { kind: "task", record: { ...item.record, ...task[item.record.id] } };
      if (item.kind === "assignment") return { kind: "assignment", record: { ...item.record, ...assignment[item.record.taskId] } };
      return item.kind === "resource" ? { kind: "resource", record: { ...item.record, ...resource } } : item;
    }),
  );
}

const TWO = 'A "A" 1d by "Anna"\nB "B" 1d by "Anna"';

test("two tasks of one person at once are an overload in each working period", () => {
  expect(found(planOf(TWO))).toEqual(["Anna 2026-03-02T08:00 to 2026-03-02T12:00: 2 of 1 (A, B)", "Anna 2026-03-02T13:00 to 2026-03-02T17:00: 2 of 1 (A, B)"]);
  expect(found(planOf(TWO), "day")).toEqual(["Anna 2026-03-02T00:00 to 2026-03-03T00:00: 960 of 480 (A, B)"]);
});

test("tasks in a row, half days that share a day and half units are none by the day; at an instant only the row and the half units", () => {
  for (const basis of ["instant", "day"] as const) {
    expect(found(planOf('A "A" 1d by "Anna"\nB "B" 1d after A by "Anna"'), basis)).toEqual([]);
    expect(found(planOf('A "A" 1d by "Anna"[50%]\nB "B" 1d by "Anna"[50%]'), basis)).toEqual([]);
  }
  const halves = planOf('A "A" 0.5d by "Anna"\nB "B" 0.5d by "Anna"');
  expect(found(halves, "day")).toEqual([]);
  expect(found(halves)).toHaveLength(1);
});

test("more or fewer units count from the day they begin", () => {
  const plan = planOf('A "A" 2d by "Anna"\nB "B" 2d by "Anna"');
  expect(found(changed(plan, { resource: { maxUnits: 2 } }))).toEqual([]);
  const availability = [{ to: at("2026-03-02T23:59"), units: 2 }, { from: at("2026-03-03T00:00"), units: 1 }];
  expect(found(changed(plan, { resource: { availability } }), "day")).toEqual(["Anna 2026-03-03T00:00 to 2026-03-04T00:00: 960 of 480 (A, B)"]);
});

test("a pause, a delay and a contour make room where they leave it", () => {
  const plan = planOf('A "A" 2d by "Anna"\nB "B" 1d by "Anna"');
  expect(found(plan)).toHaveLength(2);
  expect(found(changed(plan, { task: { A: { splits: [{ afterMinutes: 0, gapMinutes: 480 }] } } }))).toEqual([]);
  expect(found(changed(plan, { assignment: { B: { delayMinutes: 960 } } }))).toEqual([]);
  const shares = planOf('A "A" 1d by "Anna"\nB "B" 1d by "Anna"[50%]');
  expect(found(changed(shares, { assignment: { A: { contour: "backLoaded" } } }))).toEqual(["Anna 2026-03-02T15:40 to 2026-03-02T17:00: 1.25 of 1 (A, B)"]);
});

test("a fixed duration spreads its work; finished work asks for nothing, work under way for its rest", () => {
  const plan = planOf(TWO);
  const spread = { taskType: "fixedDuration", durationMinutes: 960, remainingDurationMinutes: 960 } as const;
  expect(found(changed(plan, { task: { A: spread, B: spread } }))).toEqual([]);
  const start = at("2026-03-02T08:00");
  const finished = { actualStart: start, actualFinish: at("2026-03-02T17:00"), remainingDurationMinutes: 0, actualDurationMinutes: 480, percentComplete: 100 };
  expect(found(changed(plan, { task: { A: finished } }))).toEqual([]);
  const halfDone = { actualStart: start, remainingDurationMinutes: 240, actualDurationMinutes: 240, percentComplete: 50 };
  const underWay = changed(plan, { task: { A: halfDone }, assignment: { A: { actualWorkMinutes: 240, remainingWorkMinutes: 240 } } });
  expect(found(underWay)).toEqual(["Anna 2026-03-02T13:00 to 2026-03-02T17:00: 2 of 1 (A, B)"]);
});

test("a resource that levelling need not mind is not looked at", () => {
  expect(found(changed(planOf(TWO), { resource: { canLevel: false } }))).toEqual([]);
});
