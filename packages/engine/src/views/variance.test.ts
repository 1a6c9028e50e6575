/** Tests of variance: now minus baseline, in working time, work and money. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { varianceFrom } from "./variance.ts";

const rita = { kind: "resource" as const, record: { id: "r", name: "Rita", type: "work" as const, maxUnits: 1, rank: "V", standardRateCentsPerHour: 1000 } };
const plan = edited(
  smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 480 }, { id: "b", level: 2, durationMinutes: 960, after: ["a"] }], [rita]),
  { type: "setAssignments", taskId: "b", assignments: [{ resourceId: "r" }] },
  { type: "setBaseline", number: 0 },
);

test("a plan at its baseline has no variance", () => {
  const variance = varianceFrom(plan, schedule(plan).schedule)("b");
  expect(variance).toMatchObject({ startVarianceMinutes: 0, finishVarianceMinutes: 0, durationVarianceMinutes: 0, workVarianceMinutes: 0, costVarianceCents: 0 });
});

test("what moved, grew or became dearer shows by how much, also on the summary", () => {
  const later = edited(plan, { type: "updateTasks", tasks: [{ id: "b", fields: { durationMinutes: 1440 } }] }, { type: "setTaskStart", id: "a", start: minuteOf(2026, 3, 6, 8) });
  const variance = varianceFrom(later, schedule(later).schedule);
  expect(variance("b")).toMatchObject({ startVarianceMinutes: 4 * 480, finishVarianceMinutes: 5 * 480, durationVarianceMinutes: 480, workVarianceMinutes: 480, costVarianceCents: 8000 });
  expect(variance("s")).toMatchObject({ startVarianceMinutes: 4 * 480, finishVarianceMinutes: 5 * 480, workVarianceMinutes: 480, costVarianceCents: 8000 });
  expect(variance("a")?.finishVarianceMinutes).toBe(4 * 480);
});

test("earlier is negative, and a task that the baseline does not hold has none", () => {
  const late = edited(plan, { type: "setTaskStart", id: "a", start: minuteOf(2026, 3, 6, 8) }, { type: "setBaseline", number: 3 });
  const back = edited(late, { type: "updateTasks", tasks: [{ id: "a", fields: { constraint: "ASAP" } }] }, { type: "insertTasks", tasks: [{ id: "n", fields: {} }] }, { type: "updateSettings", fields: { baselineForEarnedValue: 3 } });
  const variance = varianceFrom(back, schedule(back).schedule);
  expect([variance("a")?.startVarianceMinutes, variance("n")]).toEqual([-4 * 480, undefined]);
  expect(varianceFrom(back, schedule(back).schedule, 0)("a")?.startVarianceMinutes).toBe(0);
});

test("a measured variance of Project 2010: 2341 minutes of work", () => {
  const baseline = { kind: "taskBaseline" as const, record: { id: "0.a", number: 0, taskId: "a", finish: minuteOf(2011, 7, 11, 17) } };
  const manual = smallPlan([{ id: "a", mode: "manual", manualStart: minuteOf(2011, 7, 1, 8), manualFinish: minuteOf(2011, 7, 18, 16, 1) }], [baseline]);
  expect(varianceFrom(manual, schedule(manual).schedule)("a")).toMatchObject({ finishVarianceMinutes: 2341 });
});
