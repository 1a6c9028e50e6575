/** Several links between two tasks: by Primavera's rules one of each type, by Microsoft Project's one. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import { formatPredecessors, parsePredecessors } from "../model/plan/predecessor-text.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { evolve } from "./change.ts";
import type { Command, Predecessor } from "./command.ts";
import { decide } from "./decide.ts";
import { seededIds } from "./id-maker.ts";

const byPrimavera = (project: Project): Project => ({ records: { ...project.records, settings: new Map([["settings", { ...settingsOf(project), schedulingRules: "primavera" }]]) } });
const wish = (type: Predecessor["type"], days = 0): Predecessor => ({ predecessorId: "a", type, lagMinutes: days * 480, lagPercent: 0, lagUnit: "d" });
const set = (...predecessors: readonly Predecessor[]): Command => ({ type: "setPredecessors", id: "b", predecessors: [...predecessors] });
const base = smallPlan([{ id: "a" }, { id: "b" }]);

function outcome(project: Project, ...commands: readonly Command[]): Project | string {
  const decision = decide(project, commands, { actor: "test", at: 0, newId: seededIds("k") });
  return "refusals" in decision ? (decision.refusals[0]?.code ?? "") : evolve(project, decision.change);
}

function linksAfter(project: Project, ...commands: readonly Command[]): string {
  const after = outcome(project, ...commands);
  return typeof after === "string" ? after : [...after.records.link.values()].map(({ id, type, lagMinutes }) => `${id} ${type}+${lagMinutes / 480}`).join(", ");
}

test("one link of each type may join two tasks by Primavera's rules only", () => {
  expect(linksAfter(byPrimavera(base), set(wish("SS", 2), wish("FF", 1)))).toBe("k.1 SS+2, k.2 FF+1");
  expect(linksAfter(byPrimavera(base), set(wish("SS", 2), wish("SS", 1)))).toBe("link/twice");
  expect(linksAfter(base, set(wish("SS", 2), wish("FF", 1)))).toBe("link/twice");
});

test("each link is edited, kept and taken away by itself", () => {
  const both = outcome(byPrimavera(base), set(wish("SS", 2), wish("FF", 1)));
  if (typeof both === "string") throw new Error(both);
  expect(linksAfter(both, set(wish("SS", 3), wish("FF", 1)))).toBe("k.1 SS+3, k.2 FF+1");
  expect(linksAfter(both, set(wish("FF", 4)))).toBe("k.2 FF+4");
  expect(linksAfter(both, { type: "unlinkTasks", links: [{ predecessorId: "a", successorId: "b" }] })).toBe("");
});

test("the only link between two tasks changes its type and keeps its id", () => {
  const one = outcome(byPrimavera(base), set(wish("SS", 2)));
  if (typeof one === "string") throw new Error(one);
  expect(linksAfter(one, set(wish("FS")))).toBe("k.1 FS+0");
});

test("both are typed and read in one cell", () => {
  const project = byPrimavera(base);
  const parsed = parsePredecessors("1SS+2d,1FF+1d", outlineOf(project), "X", settingsOf(project));
  expect(parsed.ok && formatPredecessors(parsed.predecessors, outlineOf(project), settingsOf(project))).toBe("1SS+2d,1FF+1d");
  expect(parsePredecessors("1SS+2d,1SS", outlineOf(project), "X", settingsOf(project))).toMatchObject({ ok: false, message: "Row 1 stands twice in the list; two tasks can be joined by one link of a type only." });
});
