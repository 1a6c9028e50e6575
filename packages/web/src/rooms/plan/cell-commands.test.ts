/** Facts about what typing into a cell means. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { commandsForCell, type CellOutcome } from "./cell-commands.ts";
import { plainText, type ColumnId } from "./columns.ts";

const reading = { today: at("2026-03-04T10:00:00"), order: "dmy" as const, projectKey: "NET" };

function factsOf(project: Project): PlanFacts {
  return { project, outline: outlineOf(project), schedule: schedule(project).schedule };
}

const plan = factsOf(planOf('A "Survey" 2d\nB "Order" 3d after A\nC "Cable" 1d after B'));

function typed(taskId: string, column: ColumnId, text: string, facts = plan): CellOutcome {
  const row = facts.outline.rowOf(taskId);
  if (!row) throw new Error(`no row ${taskId}`);
  return commandsForCell(facts, reading, row, { column, text });
}

test("a name is kept in one line and must not be empty", () => {
  expect(typed("A", "task", " Site\nsurvey ")).toEqual({ ok: true, commands: [{ type: "updateTasks", tasks: [{ id: "A", fields: { name: "Site survey" } }] }] });
  expect(typed("A", "task", "")).toMatchObject({ ok: false });
});

test("new numbers of a range keep its distribution, source and estimator, but no single outcomes; the same numbers change nothing", () => {
  const estimate = { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320, distribution: "triangular" as const, source: "Survey of 12 sites", estimator: "Rita", outcomes: [{ minutes: 960, probability: 0.5 }, { minutes: 2400, probability: 0.5 }] };
  const base = planOf('A "Survey" 2/5/9d');
  const task = base.records.task.get("A");
  if (!task) throw new Error("no task");
  const facts = factsOf({ ...base, records: { ...base.records, task: new Map([["A", { ...task, estimate }]]) } });
  expect(typed("A", "duration", "2/5/9d", facts)).toEqual({ ok: true, commands: [] });
  expect(typed("A", "duration", "3/5/12d", facts)).toMatchObject({ ok: true, commands: [{ tasks: [{ fields: { estimate: { lowMinutes: 1440, likelyMinutes: 2400, highMinutes: 5760, distribution: "triangular", source: "Survey of 12 sites", estimator: "Rita" } } }] }] });
  expect(JSON.stringify(typed("A", "duration", "3/5/12d", facts))).not.toContain("outcomes");
});

test("a duration brings its unit, and a plain one takes an estimate away", () => {
  expect(typed("A", "duration", "2w")).toEqual({ ok: true, commands: [{ type: "updateTasks", tasks: [{ id: "A", fields: { durationMinutes: 4800, durationUnit: "w", estimated: false, estimate: null } }] }] });
  expect(typed("A", "duration", "2/5/9d")).toMatchObject({ ok: true, commands: [{ tasks: [{ fields: { estimate: { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320 } } }] }] });
  expect(typed("A", "duration", "soon")).toMatchObject({ ok: false, message: expect.stringContaining("is not a duration") });
});

test("a start sets a constraint and tells which", () => {
  const start = at("2026-03-10T08:00:00");
  expect(typed("B", "start", "10.3.")).toEqual({ ok: true, commands: [{ type: "setTaskStart", id: "B", start }], dated: { end: "start", minute: start } });
});

test("predecessors are read by row, and an emptied cell takes them away", () => {
  expect(typed("C", "predecessors", "1ss+50%")).toMatchObject({ ok: true, commands: [{ type: "setPredecessors", id: "C", predecessors: [{ predecessorId: "A", type: "SS", lagPercent: 50 }] }] });
  expect(typed("C", "predecessors", "")).toEqual({ ok: true, commands: [{ type: "setPredecessors", id: "C", predecessors: [] }] });
  expect(typed("C", "predecessors", "240")).toEqual({ ok: false, message: "There is no row 240. The last row is 3." });
});

test("what a cell gives to the clipboard changes nothing when it is typed back", () => {
  for (const row of plan.outline.rows) {
    for (const column of ["task", "duration", "start", "finish", "predecessors", "resources", "done", "work", "priority"] as const) {
      expect(typed(row.task.id, column, plainText(plan, row, column, 2026)), `${row.task.id} ${column}`).toEqual({ ok: true, commands: [] });
    }
  }
});

test("an emptied start takes away the constraint that holds it, and nothing else", () => {
  const constrained = factsOf(planOf('A "Survey" 2d start-no-earlier-than 2026-03-09'));
  expect(typed("A", "start", "", constrained)).toEqual({ ok: true, commands: [{ type: "updateTasks", tasks: [{ id: "A", fields: { constraint: "ASAP", constraintDate: null } }] }] });
  expect(typed("A", "finish", "", constrained)).toMatchObject({ ok: false });
});

test("computed columns take no typing", () => {
  expect(typed("A", "wbs", "7")).toMatchObject({ ok: false });
});

test("percent, work and priority are numbers within their bounds", () => {
  expect(typed("A", "done", "45 %")).toEqual({ ok: true, commands: [{ type: "updateTasks", tasks: [{ id: "A", fields: { percentComplete: 45 } }] }] });
  expect(typed("A", "done", "145")).toMatchObject({ ok: false, message: "“145” is no percentage. Type a number from 0 to 100." });
  expect(typed("A", "work", "40")).toMatchObject({ ok: true, commands: [{ tasks: [{ fields: { workMinutes: 2400 } }] }] });
  expect(typed("A", "work", "3d")).toMatchObject({ ok: true, commands: [{ tasks: [{ fields: { workMinutes: 1440 } }] }] });
  expect(typed("A", "priority", "1001")).toMatchObject({ ok: false, message: expect.stringContaining("0 to 1000") });
});

test("resources are known by their names, whatever their case, or are new", () => {
  const staffed = factsOf(planOf('A "Survey" 2d by "Anna"\nB "Order" 1d'));
  const anna = [...staffed.project.records.resource.values()][0]?.id;
  expect(typed("B", "resources", "anna[50%]; Engineer", staffed)).toEqual({
    ok: true,
    commands: [{ type: "setAssignments", taskId: "B", assignments: [{ resourceId: anna, units: 0.5 }, { resourceName: "Engineer" }] }],
  });
  expect(typed("B", "resources", "[50%]", staffed)).toMatchObject({ ok: false });
});
