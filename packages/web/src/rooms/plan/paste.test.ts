/** Facts about pasting blocks of cells into the plan. */
import { evolve } from "@leadline/engine/change/change.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { newProject } from "@leadline/engine/model/new-project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { predecessorsText, type PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { at, countingIds, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import type { ColumnId } from "./columns.ts";
import { planPaste, type PastePlan } from "./paste.ts";
import { parseTsv } from "./tsv.ts";

const ALL: readonly ColumnId[] = ["task", "duration", "start", "finish", "predecessors"];

function factsOf(project: Project): PlanFacts {
  return { project, outline: outlineOf(project), schedule: schedule(project).schedule };
}

/** Pastes at a row (0-based; past the end by default) and answers the plan as it is afterwards. */
function pasted(project: Project, text: string, given: { readonly row?: number; readonly columns?: readonly ColumnId[] } = {}): PastePlan & { readonly rows: string[] } {
  const facts = factsOf(project);
  const newId = countingIds("n");
  const target = { rows: facts.outline.rows.slice(given.row ?? facts.outline.rows.length), columns: given.columns ?? ALL };
  const plan = planPaste(facts, parseTsv(text), target, { today: at("2026-03-04T10:00:00"), order: "dmy", projectKey: "NET", newId });
  const decision = decide(project, plan.commands, { actor: "a", at: 0, newId: countingIds("l") });
  if (!("change" in decision)) throw new Error(JSON.stringify(decision.refusals));
  const after = factsOf(evolve(project, decision.change));
  const rows = after.outline.rows.map((row) => `${"  ".repeat(row.level - 1)}${row.task.name}|${row.task.durationMinutes / 480}|${predecessorsText(after, row.task.id)}`);
  return { ...plan, rows };
}

const blank = newProject({ name: "Plan", start: minuteOf(2026, 3, 2, 8) });

test("rows past the end become new tasks, indented as their leading spaces say", () => {
  const { rows, rowCount } = pasted(blank, "Phase\n  Survey\t2d\n  Order\t3d\t\t\t2FS+1d\nClose\t0d\t\t\t3");
  expect(rows).toEqual(["Phase|1|", "  Survey|2|", "  Order|3|2FS+1d", "Close|0|3"]);
  expect(rowCount).toBe(4);
});

test("a first line of known names maps the columns", () => {
  const { rows } = pasted(blank, "Duration\tOwner\tTask Name\tOutline Level\tPredecessors\n5d\tAnn\tBuild\t1\t\n1d\tBob\tTest\t2\t\n2d\tBob\tShip\t1\t2");
  expect(rows).toEqual(["Build|5|", "  Test|1|", "Ship|2|2"]);
});

test("cells land on the rows that are there", () => {
  const project = planOf('A "Survey" 2d\nB "Order" 3d after A');
  const { rows } = pasted(project, "4d\n5d", { row: 0, columns: ["duration", "start"] });
  expect(rows).toEqual(["Survey|4|", "Order|5|1"]);
});

test("what cannot be read is kept as text, and the rest is pasted", () => {
  const { rows, rawCells } = pasted(blank, "Survey\tlong\nOrder\t3d\t\t\t77");
  expect(rows).toEqual(["Survey|1|", "Order|3|"]);
  expect(rawCells).toMatchObject([
    { column: "duration", text: "long" },
    { column: "predecessors", text: "77" },
  ]);
});

test("links that would close a loop are kept as text, and the others are made", () => {
  const { rows, rawCells } = pasted(blank, "A\t1d\t\t\t3\nB\t1d\t\t\t1\nC\t1d\t\t\t2");
  expect(rows.filter((row) => !row.endsWith("|"))).toHaveLength(2);
  expect(rawCells).toMatchObject([{ column: "predecessors", message: expect.stringContaining("makes a loop") }]);
});

test("a start sets a constraint, but not on a row that becomes a summary task", () => {
  const { commands } = pasted(blank, "Phase\t\t2026-03-09\n  Survey\t2d\t2026-03-09");
  expect(commands.filter((command) => command.type === "setTaskStart")).toHaveLength(1);
});

test("empty lines are left out", () => {
  expect(pasted(blank, "A\n\n\t\t\nB").rows).toEqual(["A|1|", "B|1|"]);
});
