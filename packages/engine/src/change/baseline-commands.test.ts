/** Tests of baselines: dates, work and cost frozen, for the whole plan or for single tasks with those above them. */
import { changeBy, edited, refusedWith } from "@leadline/testkit/edits.ts";
import { canonicalJson, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { Project } from "../model/project.ts";
import type { TaskBaseline } from "../model/records.ts";
import { minuteOf } from "../time/minute.ts";
import { evolve, reverse } from "./change.ts";
import type { Command } from "./command.ts";

const at = (month: number, day: number, hour: number): ReturnType<typeof minuteOf> => minuteOf(2026, month, day, hour);
const people = [
  { kind: "resource" as const, record: { id: "r", name: "Rita", type: "work" as const, maxUnits: 1, rank: "V", standardRateCentsPerHour: 5000, overtimeRateCentsPerHour: 9000, costPerUseCents: 1000, rates: [{ table: "A" as const, from: at(3, 4, 0), standardCentsPerHour: 6000, costPerUseCents: 2000 }] } },
  { kind: "resource" as const, record: { id: "c", name: "Cable", type: "material" as const, maxUnits: 1, rank: "W", standardRateCentsPerHour: 250, costPerUseCents: 700 } },
  { kind: "resource" as const, record: { id: "t", name: "Travel", type: "cost" as const, maxUnits: 1, rank: "X" } },
];
const row = (id: string, taskId: string, resourceId: string, fields: object) => ({ kind: "assignment" as const, record: { id, taskId, resourceId, units: 1, workMinutes: 0, actualWorkMinutes: 0, remainingWorkMinutes: 0, delayMinutes: 0, ...fields } });
const plan = smallPlan(
  [{ id: "s", fixedCostCents: 11 }, { id: "a", level: 2, durationMinutes: 1920 }, { id: "b", level: 2, durationMinutes: 480, after: ["a"], fixedCostCents: 5 }, { id: "x", active: false }],
  [...people, row("a1", "a", "r", { workMinutes: 1920, remainingWorkMinutes: 1920 }), row("a2", "b", "c", { units: 30, workMinutes: 1800, remainingWorkMinutes: 1800 }), row("a3", "b", "t", { costCents: 12_345 })],
);
const set = (number = 0, more: object = {}): Command => ({ type: "setBaseline", number, ...more });
const held = (project: Project, id: string): TaskBaseline | undefined => project.records.taskBaseline.get(id);

test("a baseline holds dates, duration, work and cost of every task", () => {
  const frozen = edited(plan, set(0, { reason: "Agreed" }));
  expect(held(frozen, "0.a")).toEqual({ id: "0.a", number: 0, taskId: "a", start: at(3, 2, 8), finish: at(3, 5, 17), durationMinutes: 1920, workMinutes: 1920, costCents: 16 * 5000 + 16 * 6000 + 1000 });
  expect(held(frozen, "0.b")).toMatchObject({ durationMinutes: 480, workMinutes: 0, costCents: 30 * 250 + 700 + 12_345 + 5 });
  expect(held(frozen, "0.s")).toMatchObject({ start: at(3, 2, 8), finish: at(3, 6, 17), durationMinutes: 2400, workMinutes: 1920, costCents: 177_000 + 20_550 + 11 });
  expect(held(frozen, "0.x")).toBeUndefined();
  expect(frozen.records.baseline.get("baseline.0")).toEqual({ id: "baseline.0", number: 0, setAt: 1_000, setBy: "ann", reason: "Agreed" });
});

test("overtime costs its own rate, and a use its price per unit", () => {
  const hurried = edited(plan, { type: "updateAssignments", assignments: [{ id: "a1", fields: { overtimeWorkMinutes: 960, units: 2 } }] }, set(1));
  expect(held(hurried, "1.a")?.costCents).toBe(16 * 5000 + 16 * 9000 + 2 * 1000);
});

test("a baseline set again takes the place of the old one, others stay", () => {
  const moved = edited(plan, set(0), set(1), { type: "setTaskStart", id: "a", start: at(3, 9, 8) }, { type: "deleteTasks", ids: ["b"] }, set(0));
  expect([held(moved, "0.a")?.start, held(moved, "1.a")?.start]).toEqual([at(3, 9, 8), at(3, 2, 8)]);
  expect([...moved.records.taskBaseline.keys()].sort()).toEqual(["0.a", "0.s", "1.a", "1.s"]);
});

test("single tasks are set alone, or with the summary tasks above them", () => {
  const first = edited(plan, set(0), { type: "updateTasks", tasks: [{ id: "b", fields: { durationMinutes: 960 } }] });
  const alone = edited(first, set(0, { taskIds: ["b"] }));
  expect([held(alone, "0.b")?.finish, held(alone, "0.s")?.finish]).toEqual([at(3, 9, 17), at(3, 6, 17)]);
  const rolled = edited(first, set(0, { taskIds: ["b"], rollUp: true }));
  expect(held(rolled, "0.s")).toMatchObject({ finish: at(3, 9, 17), durationMinutes: 2880, workMinutes: 1920, costCents: 177_000 + 20_550 + 11 });
});

test("a baseline is cleared for the plan or for tasks, and undone byte for byte", () => {
  const frozen = edited(plan, set(3));
  expect(canonicalJson(edited(frozen, { type: "clearBaseline", number: 3 }))).toBe(canonicalJson(plan));
  const without = edited(frozen, { type: "clearBaseline", number: 3, taskIds: ["a"] });
  expect([held(without, "3.a"), held(without, "3.b")?.number, without.records.baseline.size]).toEqual([undefined, 3, 1]);
  const change = changeBy(plan, set(3));
  expect(canonicalJson(evolve(evolve(plan, change), reverse(change)))).toBe(canonicalJson(plan));
});

test("tasks that are deleted leave the baselines with them", () => {
  expect([...edited(plan, set(0), { type: "deleteTasks", ids: ["a"] }).records.taskBaseline.keys()].sort()).toEqual(["0.b", "0.s"]);
});

test("an empty plan has nothing to freeze, and a task that is gone cannot be set", () => {
  expect(refusedWith(smallPlan([]), set())).toEqual(["baseline/empty", "There is no task with dates that a baseline could hold."]);
  expect(refusedWith(plan, set(0, { taskIds: ["gone"] }))[0]).toBe("task/missing");
});
