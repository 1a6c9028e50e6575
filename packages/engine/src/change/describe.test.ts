/** Tests of the names that undo menu and history show. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { standardCalendar } from "../model/new-project.ts";
import { minuteOf } from "../time/minute.ts";
import type { Command, TaskFields } from "./command.ts";
import { describeCommands } from "./describe.ts";

const plan = smallPlan([{ id: "a", name: "Pilot" }, { id: "b", name: "Train" }, { id: "c", name: "" }]);
const set = (id: string, fields: TaskFields): Command => ({ type: "updateTasks", tasks: [{ id, fields }] });
const link = (predecessorId: string, successorId: string): Command => ({ type: "linkTasks", predecessorId, successorId, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });

function checkLabel(label: string, ...commands: Command[]): void {
  expect(describeCommands(plan, commands)).toBe(label);
}

test("one edit of one task is named with its value", () => {
  checkLabel("Change duration of “Pilot” to 3d", set("a", { durationMinutes: 1440, durationUnit: "d", estimated: false }));
  checkLabel("Change duration of “Pilot” to 2/5/9d", set("a", { estimate: { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320 }, durationUnit: "d" }));
  checkLabel("Rename “Pilot” to “Trial”", set("a", { name: "Trial" }));
  checkLabel("Change deadline of “Pilot” to Wed 1 April 2026", set("a", { deadline: minuteOf(2026, 4, 1, 17) }));
  checkLabel("Change constraint of “Pilot” to “must start on” Mon 9 March 2026", set("a", { constraint: "MSO", constraintDate: minuteOf(2026, 3, 9, 8) }));
  checkLabel("Change scheduling mode of “Pilot” to manual", set("a", { mode: "manual" }));
  checkLabel("Change notes of row 3", set("c", { notes: "x" }));
  checkLabel("Change “Pilot”", set("a", { name: "Trial", priority: 3 }));
  checkLabel("Set start of “Pilot” to Tue 10 March 2026", { type: "setTaskStart", id: "a", start: minuteOf(2026, 3, 10, 8) });
  checkLabel("Change predecessors of “Train”", { type: "setPredecessors", id: "b", predecessors: [] });
  checkLabel("Link “Pilot” to “Train”", link("a", "b"));
  checkLabel("Unlink “Pilot” from “Train”", { type: "unlinkTasks", links: [{ predecessorId: "a", successorId: "b" }] });
});

test("edits of many rows are counted", () => {
  const rows = (count: number, fields: TaskFields): Command => ({ type: "updateTasks", tasks: Array.from({ length: count }, (_, at) => ({ id: `t${at}`, fields })) });
  checkLabel("Paste of 200 rows", rows(200, { name: "x", durationMinutes: 480 }));
  checkLabel("Change duration of 5 tasks", rows(5, { durationMinutes: 480 }));
  checkLabel("Delete 3 tasks", { type: "deleteTasks", ids: ["a", "b", "c"] });
  checkLabel("Delete “Pilot”", { type: "deleteTasks", ids: ["a"] });
  checkLabel("Indent “Pilot”", { type: "indentTasks", ids: ["a"] });
  checkLabel("Insert “New”", { type: "insertTasks", tasks: [{ id: "n", fields: { name: "New" } }] });
  checkLabel("Change duration of 2 tasks", set("a", { durationMinutes: 1 }), set("b", { durationMinutes: 2 }));
  checkLabel("Link 3 tasks", link("a", "b"), link("b", "c"));
  checkLabel("Change 2 tasks", set("a", { name: "x" }), link("a", "b"));
  checkLabel("Insert “N” and more", { type: "insertTasks", tasks: [{ id: "n", fields: { name: "N" } }] }, link("a", "n"));
  checkLabel("Change “Pilot”", set("a", { mode: "manual" }), { type: "setTaskStart", id: "a", start: minuteOf(2026, 3, 10, 8) });
});

test("settings, calendars and steps back have names of their own", () => {
  checkLabel("Rename project to “Net”", { type: "updateSettings", fields: { name: "Net" } });
  checkLabel("Move project start to Mon 4 May 2026 08:00", { type: "updateSettings", fields: { start: minuteOf(2026, 5, 4, 8) } });
  checkLabel("Change project settings", { type: "updateSettings", fields: { name: "Net", honorConstraints: false } });
  checkLabel("Change calendar “Standard”", { type: "saveCalendar", calendar: standardCalendar("standard") });
  checkLabel("Add “Easter” to calendar “Standard”", { type: "addCalendarException", calendarId: "standard", name: "Easter", fromDay: 1, toDay: 1, times: [] });
  checkLabel("Undo change", { type: "revert", label: "Undo change", change: { added: [], updated: [], removed: [] } });
  checkLabel("Change nothing");
});

test("long names are cut", () => {
  const label = describeCommands(plan, [set("a", { name: "x".repeat(500) })]);
  expect([label.length, label.endsWith("…")]).toEqual([120, true]);
});

test("progress, work and costs are named with their values", () => {
  checkLabel("Change percent complete of “Pilot” to 50 %", set("a", { percentComplete: 50 }));
  checkLabel("Change percent of work complete of “Pilot” to 50 %", set("a", { percentWorkComplete: 50 }));
  checkLabel("Change actual start of “Pilot” to Mon 9 March 2026", set("a", { actualStart: minuteOf(2026, 3, 9, 8) }));
  checkLabel("Change actual finish of “Pilot” to none", set("a", { actualFinish: null }));
  checkLabel("Change remaining duration of “Pilot” to 2d", set("a", { remainingDurationMinutes: 960 }));
  checkLabel("Change work of “Pilot” to 12h", set("a", { workMinutes: 720 }));
  checkLabel("Change task type of “Pilot” to fixed work", set("a", { taskType: "fixedWork" }));
  checkLabel("Change fixed cost of “Pilot”", set("a", { fixedCostCents: 1250 }));
  checkLabel("Change levelling delay of “Pilot” to 2ed", set("a", { levelingDelayMinutes: 2880 }));
  checkLabel("Change pauses of “Pilot”", set("a", { splits: null }));
});

test("commands on people, baselines and levelling have names of their own", () => {
  checkLabel("Add resource “Rita”", { type: "saveResource", resource: { id: "r", name: "Rita", type: "work", maxUnits: 1 } });
  checkLabel("Delete 2 resources", { type: "deleteResources", ids: ["x", "y"] });
  checkLabel("Change resources of “Pilot”", { type: "setAssignments", taskId: "a", assignments: [] });
  checkLabel("Change resources of 2 tasks", { type: "setAssignments", taskId: "a", assignments: [] }, { type: "setAssignments", taskId: "b", assignments: [] });
  checkLabel("Change 2 assignments", { type: "updateAssignments", assignments: [{ id: "x", fields: { units: 1 } }, { id: "y", fields: { units: 1 } }] });
  checkLabel("Reschedule uncompleted work of the whole plan to after Thu 5 March 2026", { type: "rescheduleUncompletedWork", after: minuteOf(2026, 3, 5, 17) });
  checkLabel("Update work of “Pilot” as complete through Thu 5 March 2026", { type: "updateWorkAsComplete", through: minuteOf(2026, 3, 5, 17), mode: "percent", taskIds: ["a"] });
  checkLabel("Set baseline of the whole plan", { type: "setBaseline", number: 0 });
  checkLabel("Clear baseline 3 of 2 tasks", { type: "clearBaseline", number: 3, taskIds: ["a", "b"] });
  checkLabel("Level 2 tasks", { type: "applyLeveling", tasks: [{ id: "a", levelingDelayMinutes: 1 }, { id: "b", levelingDelayMinutes: 1 }] });
  checkLabel("Clear levelling of the whole plan", { type: "clearLeveling" });
  checkLabel("Split “Pilot”", { type: "splitTask", id: "a", at: minuteOf(2026, 3, 5, 17), gapMinutes: 1 });
  checkLabel("Set status date to Thu 5 March 2026 17:00", { type: "updateSettings", fields: { statusDate: minuteOf(2026, 3, 5, 17) } });
  checkLabel("Change whether tasks under way may pause", { type: "updateSettings", fields: { splitInProgressTasks: true } });
});
