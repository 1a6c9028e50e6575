/** Tests of progress on many tasks at once: as planned up to a date, uncompleted work rescheduled, tasks split. */
import { assignmentIn, datesIn, edited, refusedWith, taskIn } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { minuteOf, type Minute } from "../time/minute.ts";
import type { Command, TaskFields } from "./command.ts";

const set = (fields: TaskFields, id = "a"): Command => ({ type: "updateTasks", tasks: [{ id, fields }] });
const march = (day: number, hour: number): Minute => minuteOf(2026, 3, day, hour);
const after = (day: number, ...taskIds: string[]): Command => ({ type: "rescheduleUncompletedWork", after: march(day, 17), ...(taskIds.length > 0 ? { taskIds } : {}) });
const through = (day: number, mode: "percent" | "zeroOrHundred" = "percent"): Command => ({ type: "updateWorkAsComplete", through: march(day, 17), mode });

test("EX-A14: what is left of a half-done task goes on the day after the status date", () => {
  const half = edited(smallPlan([{ id: "a", durationMinutes: 1920 }]), set({ percentComplete: 50 }));
  const moved = edited(half, after(5));
  expect(taskIn(moved, "a")).toMatchObject({ stop: march(3, 17), resume: march(6, 8), durationMinutes: 1920, percentComplete: 50 });
  expect(datesIn(moved, "a")).toBe("2026-03-02T08:00 2026-03-09T17:00");
});

test("a second rescheduling moves the rest again, an earlier one moves nothing", () => {
  const moved = edited(smallPlan([{ id: "a", durationMinutes: 1920 }]), set({ percentComplete: 50 }), after(5));
  expect(datesIn(edited(moved, after(10)), "a")).toBe("2026-03-02T08:00 2026-03-12T17:00");
  expect(edited(moved, after(4))).toEqual(moved);
});

test("the pause stays where it was when more is done", () => {
  const moved = edited(smallPlan([{ id: "a", durationMinutes: 1920 }]), set({ percentComplete: 50 }), after(5), set({ percentComplete: 75 }));
  expect(taskIn(moved, "a").splits).toEqual([{ afterMinutes: 960, gapMinutes: 960 }]);
  expect(datesIn(moved, "a")).toBe("2026-03-02T08:00 2026-03-09T17:00");
  expect(taskIn(edited(moved, set({ percentComplete: 100 })), "a").actualFinish).toBe(march(9, 17));
});

test("with splits of tasks under way switched off nothing moves", () => {
  const half = edited(smallPlan([{ id: "a", durationMinutes: 1920 }]), set({ percentComplete: 50 }), { type: "updateSettings", fields: { splitInProgressTasks: false } });
  expect(edited(half, after(5))).toEqual(half);
});

test("tasks not begun start no earlier than the date, but for those that must start or finish on one", () => {
  const dated = { durationMinutes: 480, constraintDate: march(3, 8) };
  const plan = smallPlan([{ id: "a", durationMinutes: 480 }, { id: "b", constraint: "MSO", ...dated }, { id: "c", constraint: "SNLT", ...dated }, { id: "d", constraint: "SNET", durationMinutes: 480, constraintDate: march(20, 8) }]);
  const moved = edited(plan, after(5));
  expect(["a", "b", "c", "d"].map((id) => [taskIn(moved, id).constraint, taskIn(moved, id).constraintDate])).toEqual([
    ["SNET", march(6, 8)], ["MSO", march(3, 8)], ["SNET", march(6, 8)], ["SNET", march(20, 8)],
  ]);
});

test("manual tasks move as a whole, finished and inactive ones stay", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 960, mode: "manual", manualStart: march(2, 8), manualFinish: march(3, 17) }, { id: "b", durationMinutes: 480 }, { id: "c", active: false }]);
  const moved = edited(plan, set({ percentComplete: 100 }, "b"), after(5));
  expect(datesIn(moved, "a")).toBe("2026-03-06T08:00 2026-03-09T17:00");
  expect([taskIn(moved, "b").actualFinish, taskIn(moved, "c").constraint]).toEqual([march(2, 17), "ASAP"]);
});

test("only the tasks named, or those below them, are rescheduled", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2 }, { id: "c" }]);
  const moved = edited(plan, after(5, "s"));
  expect(["a", "b", "c"].map((id) => taskIn(moved, id).constraint)).toEqual(["SNET", "SNET", "ASAP"]);
  expect(refusedWith(plan, after(5, "gone"))).toEqual(["task/missing", "There is no such task in the plan any more. Maybe somebody has deleted it."]);
});

test("work is taken as done as planned up to a date", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 960 }, { id: "b", durationMinutes: 1920, after: ["a"] }, { id: "c", durationMinutes: 480, after: ["b"] }]);
  const done = edited(plan, through(4));
  expect(["a", "b", "c"].map((id) => taskIn(done, id).percentComplete)).toEqual([100, 25, 0]);
  expect(taskIn(done, "a").actualFinish).toBe(march(3, 17));
  expect(["a", "b", "c"].map((id) => taskIn(edited(plan, through(4, "zeroOrHundred")), id).percentComplete)).toEqual([100, 0, 0]);
});

test("what is reported beyond the plan stays", () => {
  const ahead = edited(smallPlan([{ id: "a", durationMinutes: 1920 }]), set({ percentComplete: 75 }));
  expect(edited(ahead, through(3))).toEqual(ahead);
});

test("pauses do not count as done work", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 1920, splits: [{ afterMinutes: 480, gapMinutes: 960 }] }]);
  expect([2, 3, 4, 5, 6].map((day) => taskIn(edited(plan, through(day)), "a").percentComplete)).toEqual([25, 25, 25, 50, 75]);
});

const split = (at: Minute, gapMinutes = 480): Command => ({ type: "splitTask", id: "a", at, gapMinutes });

test("a task is split at a date, and joined again", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 1920 }]);
  const one = edited(plan, split(march(4, 8)));
  expect(taskIn(one, "a").splits).toEqual([{ afterMinutes: 960, gapMinutes: 480 }]);
  expect(datesIn(one, "a")).toBe("2026-03-02T08:00 2026-03-06T17:00");
  const two = edited(one, split(march(6, 8)));
  expect(taskIn(two, "a").splits).toEqual([{ afterMinutes: 960, gapMinutes: 480 }, { afterMinutes: 1440, gapMinutes: 480 }]);
  expect(edited(two, set({ splits: null }))).toEqual(plan);
  expect(taskIn(edited(one, split(march(4, 12))), "a").splits).toEqual([{ afterMinutes: 960, gapMinutes: 960 }]);
});

test("a split outside what is still to be done is refused", () => {
  const half = edited(smallPlan([{ id: "a", durationMinutes: 1920 }]), set({ percentComplete: 50 }));
  const message = (date: string): string => `No work that is still to be done on “A” (row 1) lies around ${date}, so it cannot be split there.`;
  expect(refusedWith(half, split(march(2, 12)))).toEqual(["task/splits", message("Mon 2 March 2026 12:00")]);
  expect(refusedWith(half, split(march(20, 8)))).toEqual(["task/splits", message("Fri 20 March 2026")]);
  expect(refusedWith(half, set({ splits: [{ afterMinutes: 3000, gapMinutes: 1 }] }))).toEqual(["task/splits", "The pauses of “A” (row 1) must lie within its duration, one behind the other, each longer than nothing."]);
});

const byHand = smallPlan([{ id: "a", durationMinutes: 1920 }], [
  { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" } },
  { kind: "assignment", record: { id: "as", taskId: "a", resourceId: "r", units: 1, workMinutes: 1920, actualWorkMinutes: 0, remainingWorkMinutes: 1920, delayMinutes: 0, contour: "contoured", profile: [{ spanMinutes: 480, units: 1 }, { spanMinutes: 480, units: 0 }, { spanMinutes: 1440, units: 1 }] } },
]);

test("work that lies in a profile is split, joined and rescheduled in it", () => {
  expect(datesIn(byHand, "a")).toBe("2026-03-02T08:00 2026-03-06T17:00");
  const two = edited(byHand, split(march(5, 8)));
  expect([assignmentIn(two, "as").profile?.map((part) => part.spanMinutes), datesIn(two, "a")]).toEqual([[480, 480, 480, 480, 960], "2026-03-02T08:00 2026-03-09T17:00"]);
  const joined = edited(two, set({ splits: null }));
  expect([assignmentIn(joined, "as").profile, datesIn(joined, "a")]).toEqual([undefined, "2026-03-02T08:00 2026-03-05T17:00"]);
  expect(["a"].map((id) => [2, 3, 4].map((day) => taskIn(edited(byHand, through(day)), id).percentComplete))).toEqual([[25, 25, 50]]);
  const late = edited(byHand, set({ percentComplete: 50 }), after(9));
  expect([taskIn(late, "a").stop, datesIn(late, "a")]).toEqual([march(4, 17), "2026-03-02T08:00 2026-03-11T17:00"]);
  expect(datesIn(edited(late, set({ percentComplete: 75 })), "a")).toBe("2026-03-02T08:00 2026-03-11T17:00");
});
