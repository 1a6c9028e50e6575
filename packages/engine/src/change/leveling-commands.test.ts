/** Tests of levelling taken over and taken back, and of recurring tasks. */
import { datesIn, edited, refusedWith, taskIn } from "@leadline/testkit/edits.ts";
import { canonicalJson, outlineText, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf } from "../model/project.ts";
import { dayOf, formatIso, minuteOf } from "../time/minute.ts";
import type { Command, CommandOf } from "./command.ts";

const assignment = { kind: "assignment" as const, record: { id: "as", taskId: "a", resourceId: "r", units: 1, workMinutes: 1440, actualWorkMinutes: 0, remainingWorkMinutes: 1440, delayMinutes: 0 } };
const plan = smallPlan([{ id: "a" }, { id: "b", splits: [{ afterMinutes: 480, gapMinutes: 480 }] }, { id: "s" }, { id: "c", level: 2 }], [{ kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" } }, assignment]);
const level = (...tasks: CommandOf<"applyLeveling">["tasks"]): Command => ({ type: "applyLeveling", tasks });
const clear: Command = { type: "clearLeveling" };

test("levelling delays tasks and assignments and splits what is left", () => {
  const leveled = edited(plan, level({ id: "a", levelingDelayMinutes: 2880, assignments: [{ id: "as", levelingDelayMinutes: 1440 }] }, { id: "b", levelingDelayMinutes: 0, splits: [{ afterMinutes: 960, gapMinutes: 960 }] }));
  expect(taskIn(leveled, "a").levelingDelayMinutes).toBe(2880);
  expect(datesIn(edited(plan, level({ id: "a", levelingDelayMinutes: 2880 })), "a").slice(0, 16)).toBe("2026-03-04T08:00");
  expect(leveled.records.assignment.get("as")?.levelingDelayMinutes).toBe(1440);
  expect(taskIn(leveled, "b")).toMatchObject({ splits: [{ afterMinutes: 960 }], splitsBeforeLeveling: [{ afterMinutes: 480 }] });
});

test("levelling taken back restores the plan byte for byte, also after a second levelling", () => {
  const first = level({ id: "a", levelingDelayMinutes: 2880, splits: [{ afterMinutes: 60, gapMinutes: 60 }], assignments: [{ id: "as", levelingDelayMinutes: 1440 }] }, { id: "b", levelingDelayMinutes: 60, splits: [{ afterMinutes: 960, gapMinutes: 960 }] });
  const second = level({ id: "a", levelingDelayMinutes: 60, splits: [] }, { id: "b", levelingDelayMinutes: 0, splits: [{ afterMinutes: 1000, gapMinutes: 10 }] });
  expect(canonicalJson(edited(plan, first, clear))).toBe(canonicalJson(plan));
  expect(canonicalJson(edited(plan, first, second, clear))).toBe(canonicalJson(plan));
  const partly = edited(plan, first, { type: "clearLeveling", ids: ["b"] });
  expect([taskIn(partly, "a").levelingDelayMinutes, taskIn(partly, "b").levelingDelayMinutes]).toEqual([2880, 0]);
});

test("pauses typed by hand after levelling are not taken back", () => {
  const edit: Command = { type: "updateTasks", tasks: [{ id: "b", fields: { splits: [{ afterMinutes: 100, gapMinutes: 100 }] } }] };
  const back = edited(plan, level({ id: "b", levelingDelayMinutes: 60, splits: [{ afterMinutes: 960, gapMinutes: 960 }] }), edit, clear);
  expect(taskIn(back, "b").splits).toEqual([{ afterMinutes: 100, gapMinutes: 100 }]);
});

test("what levelling cannot do is refused", () => {
  expect(refusedWith(plan, level({ id: "s", levelingDelayMinutes: 60 }))[0]).toBe("task/summary-dates");
  expect(refusedWith(plan, level({ id: "gone", levelingDelayMinutes: 60 }))[0]).toBe("task/missing");
  expect(refusedWith(plan, level({ id: "a", levelingDelayMinutes: -60 }))).toEqual(["task/negative-delay", "The levelling delay of “A” (row 1) cannot be negative while the project is scheduled from its start."]);
  expect(refusedWith(plan, level({ id: "b", levelingDelayMinutes: 0, assignments: [{ id: "as", levelingDelayMinutes: 1 }] }))[0]).toBe("assignment/missing");
});

const weekly = { type: 6, period: 1, daysOfWeek: 2, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 };
const recurring = (fields: Partial<CommandOf<"insertRecurringTask">> = {}): Command => ({
  type: "insertRecurringTask", id: "w", name: "Weekly meeting", recurrence: weekly, fromDay: dayOf(2026, 3, 2), toDay: dayOf(2026, 3, 29), startTime: 600, durationMinutes: 60, durationUnit: "h", afterId: "a", ...fields,
});

test("a recurring task is a summary with one task per day of its rule", () => {
  const met = edited(plan, recurring());
  expect(outlineText(met)).toBe("a w(k.1 k.2 k.3 k.4) b s(c)");
  const rows = outlineOf(met).childrenOf("w");
  expect(rows.map((task) => [task.name, task.constraint, formatIso(task.constraintDate ?? minuteOf(2000, 1, 1)).slice(0, 16)])).toEqual([
    ["Weekly meeting 1", "SNET", "2026-03-02T10:00"], ["Weekly meeting 2", "SNET", "2026-03-09T10:00"], ["Weekly meeting 3", "SNET", "2026-03-16T10:00"], ["Weekly meeting 4", "SNET", "2026-03-23T10:00"],
  ]);
  expect(datesIn(met, "w")).toBe("2026-03-02T10:00 2026-03-23T11:00");
  expect(taskIn(met, "w").recurring).toMatchObject({ recurrence: weekly, startTime: 600 });
  expect(settingsOf(met).nextTaskNumber).toBe(10);
});

test("days without work are left out where that is wanted", () => {
  const saturdays = { ...weekly, daysOfWeek: 64 + 2 };
  const count = (command: Command): number => outlineOf(edited(plan, command)).childrenOf("w").length;
  expect([count(recurring({ recurrence: saturdays })), count(recurring({ recurrence: saturdays, onFreeDays: "skip" }))]).toEqual([8, 4]);
});

test("a rule that falls on no day, or on too many, is refused", () => {
  expect(refusedWith(plan, recurring({ recurrence: { ...weekly, daysOfWeek: 0 } }))).toEqual(["task/recurrence", "“Weekly meeting” falls on no day between its first and its last."]);
  expect(refusedWith(plan, recurring({ toDay: dayOf(2050, 1, 1) }))).toEqual(["task/recurrence", "“Weekly meeting” would recur more than 999 times. Maybe let it end earlier."]);
  expect(refusedWith(plan, recurring({ toDay: dayOf(2026, 3, 1) }))).toEqual(["task/recurrence", "“Weekly meeting” would end before it begins."]);
  expect(refusedWith(plan, recurring({ id: "a" }))[0]).toBe("task/duplicate");
  expect(refusedWith(plan, recurring({ afterId: "c" }))[0]).toBe("task/moved");
});
