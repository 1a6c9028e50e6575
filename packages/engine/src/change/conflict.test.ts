/** Tests of conflicts between two people's edits. */
import { finishToStart, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { Project } from "../model/project.ts";
import { standardCalendar } from "../model/new-project.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { evolve, type Change } from "./change.ts";
import type { Command, TaskFields } from "./command.ts";
import { conflictsOf, type FieldConflict } from "./conflict.ts";
import { decide } from "./decide.ts";
import { seededIds } from "./id-maker.ts";

const plan = smallPlan([{ id: "a", name: "Pilot", estimated: true }, { id: "b", name: "Train" }, { id: "c", name: "Close" }], [
  { kind: "assignment", record: { id: "as", taskId: "a", units: 1, workMinutes: 1440, actualWorkMinutes: 0, remainingWorkMinutes: 1440, delayMinutes: 0 } },
  { kind: "link", record: finishToStart("a", "b") },
  { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" } },
  { kind: "assignment", record: { id: "at", taskId: "b", resourceId: "r", units: 1, workMinutes: 1440, actualWorkMinutes: 0, remainingWorkMinutes: 1440, delayMinutes: 0 } },
]);
const set = (id: string, fields: TaskFields): Command => ({ type: "updateTasks", tasks: [{ id, fields }] });
const predecessors = (id: string, ...ids: string[]): Command => ({ type: "setPredecessors", id, predecessors: ids.map((predecessorId) => ({ predecessorId, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" })) });

function changed(project: Project, command: Command, seed = "mine"): Change {
  const decision = decide(project, [command], { actor: "me", at: 0, newId: seededIds(seed), schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return decision.change;
}

/** They edit first; I, who saw the plan before that, edit on top. */
function conflicts(theirs: Command[], mine: Command): FieldConflict[] {
  let project = plan;
  const since = theirs.map((command, at) => {
    const change = changed(project, command, `theirs${at}`);
    project = evolve(project, change);
    return { change, actor: `them${at}`, at: 1000 + at };
  });
  return conflictsOf(changed(project, mine), since, project);
}

test("one field set to two values is one conflict with both values", () => {
  expect(conflicts([set("a", { durationMinutes: 2400 })], set("a", { durationMinutes: 1920 }))).toEqual([
    { kind: "task", id: "a", field: "durationMinutes", label: "duration of “Pilot”", base: 1440, theirs: 2400, mine: 1920, actor: "them0", at: 1000 },
  ]);
});

test("several later edits of one field answer the first base and the last value", () => {
  expect(conflicts([set("a", { priority: 600 }), set("a", { priority: 700 })], set("a", { priority: 800 }))).toMatchObject([{ base: 500, theirs: 700, mine: 800, actor: "them1", at: 1001 }]);
});

test("the same value, another field, another task and a value set back are no conflict", () => {
  expect(conflicts([set("a", { durationMinutes: 2400 })], set("a", { durationMinutes: 2400 }))).toEqual([]);
  expect(conflicts([set("a", { durationMinutes: 2400 })], set("a", { name: "Trial" }))).toEqual([]);
  expect(conflicts([set("a", { durationMinutes: 2400 })], set("b", { durationMinutes: 480 }))).toEqual([]);
  expect(conflicts([set("a", { priority: 600 }), set("a", { priority: 500 })], set("a", { priority: 800 }))).toEqual([]);
});

test("an optional field that was absent has no base value", () => {
  const [conflict] = conflicts([set("a", { deadline: minuteOf(2026, 4, 1, 17) })], set("a", { deadline: minuteOf(2026, 5, 1, 17) }));
  expect(conflict).not.toHaveProperty("base");
  expect(conflict).toMatchObject({ field: "deadline", label: "deadline of “Pilot”" });
});

test("new tasks on both sides merge although both count the task numbers up", () => {
  const insert = (id: string): Command => ({ type: "insertTasks", tasks: [{ id, fields: {} }] });
  expect(conflicts([insert("x")], insert("y"))).toEqual([]);
});

test("moving the rows of others does not conflict, moving the same row elsewhere does", () => {
  expect(conflicts([{ type: "moveTasks", ids: ["c"] }], { type: "moveTasks", ids: ["b"] })).toEqual([]);
  expect(conflicts([{ type: "moveTasks", ids: ["c"], parentId: "a" }], { type: "moveTasks", ids: ["c"], parentId: "b" })).toMatchObject([{ field: "parentId", label: "place in the outline of “Close”", theirs: "a", mine: "b" }]);
});

test("deleting what somebody has edited is a conflict", () => {
  expect(conflicts([set("a", { name: "Trial" })], { type: "deleteTasks", ids: ["a"] })).toMatchObject([{ kind: "task", id: "a", field: "record", label: "“Trial”", theirs: { name: "Trial" } }]);
  expect(conflicts([set("b", { name: "Teach" })], { type: "deleteTasks", ids: ["a"] })).toEqual([]);
});

test("a record removed meanwhile is a structural conflict", () => {
  const mine = changed(plan, set("a", { name: "Trial" }));
  const removal = changed(plan, { type: "deleteTasks", ids: ["a"] });
  expect(conflictsOf(mine, [{ change: removal, actor: "them", at: 5 }])).toMatchObject([{ kind: "task", id: "a", field: "record", label: "“Pilot”", mine: { name: "Trial" } }]);
});

test("predecessors typed over somebody's new predecessor conflict, drawn links merge", () => {
  expect(conflicts([predecessors("c", "a")], predecessors("c", "b"))).toMatchObject([{ kind: "link", field: "record", label: "predecessors of “Close”", theirs: { predecessorId: "a" } }]);
  const draw = (predecessorId: string): Command => ({ type: "linkTasks", predecessorId, successorId: "c", linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });
  expect(conflicts([draw("a")], draw("b"))).toEqual([]);
  expect(conflicts([draw("a")], draw("a"))).toEqual([]);
});

test("a link that somebody parted and I bring back is a conflict", () => {
  expect(conflicts([predecessors("b")], predecessors("b", "a"))).toMatchObject([{ kind: "link", base: { id: "a-b" }, mine: { predecessorId: "a" } }]);
});

test("the start of a manual task and its duration merge", () => {
  const manual = [set("a", { mode: "manual" }), { type: "setTaskStart" as const, id: "a", start: minuteOf(2026, 3, 9, 8) }];
  expect(conflicts(manual, set("a", { durationMinutes: 480 }))).toEqual([]);
});

test("days off that two people add to one calendar merge, two different weeks do not", () => {
  const dayOff = (day: number): Command => ({ type: "addCalendarException", calendarId: "standard", name: "Off", fromDay: day, toDay: day, times: [] });
  expect(conflicts([dayOff(20600)], dayOff(20700))).toEqual([]);
  const standard = standardCalendar("standard");
  const freeDay = (weekday: number): Command => ({ type: "saveCalendar", calendar: { ...standard, week: standard.week.map((day, at) => (at === weekday ? { kind: "nonworking" as const } : day)) } });
  expect(conflicts([freeDay(1)], freeDay(2))).toMatchObject([{ kind: "calendar", field: "week", label: "working week of “Standard”" }]);
});

test("project settings conflict under their own names", () => {
  const name = (text: string): Command => ({ type: "updateSettings", fields: { name: text } });
  expect(conflicts([name("Net")], name("Grid"))).toMatchObject([{ kind: "settings", label: "project name", base: "Small plan", theirs: "Net", mine: "Grid" }]);
});

const assign = (resourceIds: readonly string[], taskId = "b"): Command => ({ type: "setAssignments", taskId, assignments: resourceIds.map((resourceName) => ({ resourceName })) });
const work = (fields: object): Command => ({ type: "updateAssignments", assignments: [{ id: "at", fields }] });

test("two percentages are one conflict, whatever follows from them", () => {
  expect(conflicts([set("b", { percentComplete: 50 })], set("b", { percentComplete: 100 }))).toMatchObject([{ field: "percentComplete", label: "percent complete of “Train”", theirs: 50, mine: 100 }]);
});

test("two durations of a task with people are one conflict, progress and duration none", () => {
  expect(conflicts([set("b", { durationMinutes: 1920 })], set("b", { durationMinutes: 2400 }))).toMatchObject([{ kind: "task", field: "durationMinutes" }]);
  expect(conflicts([set("b", { durationMinutes: 1920 })], set("b", { percentComplete: 50 }))).toEqual([]);
});

test("units of one assignment set twice are a conflict with the person's name", () => {
  const fixed = set("b", { taskType: "fixedDuration" });
  expect(conflicts([fixed, work({ units: 0.5 })], work({ units: 2 }))).toMatchObject([{ field: "units", label: "units of “Rita” on “Train”", theirs: 0.5, mine: 2 }, { field: "workMinutes", label: "work of “Rita” on “Train”" }]);
});

test("somebody put on a task since is not taken off it unseen", () => {
  expect(conflicts([assign(["Rita", "Otto"])], assign(["Rita"]))).toMatchObject([{ kind: "assignment", field: "record", label: "“Otto” on “Train”" }]);
  expect(conflicts([work({ delayMinutes: 60 })], assign([]))).toMatchObject([{ kind: "assignment", field: "record", label: "“Rita” on “Train”" }]);
  expect(conflicts([assign(["Rita", "Otto"])], assign(["Rita", "Otto"]))).toEqual([]);
  expect(conflicts([work({ rateTable: "B" })], { type: "deleteTasks", ids: ["b"] })).toEqual([]);
});
