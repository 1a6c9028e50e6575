/** Less scope, deliveries in two steps, other ways and other hands: what the plan says of need, modes, suppliers and skills decides. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { evolve } from "../change/change.ts";
import { commandSchema, type Command } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { seededIds } from "../change/id-maker.ts";
import type { Project } from "../model/project.ts";
import { levelPlan } from "../leveling/level-plan.ts";
import { withDelays } from "../leveling/applied-plan.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import type { Goal, Option } from "./option.ts";
import { waysOut } from "./ways-out.ts";

const PLAN = `project "Portal" starts 2026-03-02
A "Design" 10d by "Rita"
B "Sign-in" 10d after A by "Tom"
C "Reports" 8d after B by "Uma"
D "Report tests" 3d after C by "Uma"
E "Acceptance" 5d after D by "Rita"
M "Go-live" 0d after E`;
const plan = planOf(PLAN);
const goal: Goal = { kind: "finishBy", minute: minuteOf(2026, 4, 10, 17), chance: 0.8 };
const wish = { runs: 200, seed: 3 };

function changed(project: Project, commands: readonly Command[]): Project {
  const decision = decide(project, commands.map((command) => commandSchema.parse(command)), { actor: "x", at: 0, newId: seededIds("what-if"), schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return evolve(project, decision.change);
}

function ways(project: Project, wanted: Goal = goal): readonly Option[] {
  return [...waysOut(project, wanted, wish)].at(-1)?.options ?? [];
}

const of = (options: readonly Option[], kind: Option["kind"]): readonly Option[] => options.filter((option) => option.kind === kind);
const fields = (id: string, set: object): Command => commandSchema.parse({ type: "updateTasks", tasks: [{ id, fields: set }] });

const marked = changed(plan, [fields("C", { need: "could", valuePoints: 5 }), fields("D", { need: "could", valuePoints: 1 })]);

test("what is left out takes along what has nothing to work on without it, and what stays keeps its order", () => {
  const [option] = of(ways(marked), "descope");
  expect(option).toMatchObject({ scopeLost: 2, valueLost: 6 });
  expect(option?.summary).toBe("Leave out “Reports” and “Report tests”: of what the plan can do without it is worth least and frees what is missing. One of them has nothing to work on without the others.");
  const after = changed(marked, option?.commands ?? []);
  const dates = schedule(after).schedule;
  // Acceptance still waits for the sign-in, which came before the parts that are gone.
  expect(dates.of("E")?.start).toBe(schedule(plan).schedule.of("C")?.start);
});

test("of several parts the least valuable that free enough are left out; a must never is", () => {
  const wide = planOf(`project "Scope" starts 2026-03-02\nS "Base" 2d by "Rita"\nA "One" 5d after S by "Rita"\nB "Two" 4d after S, A by "Rita"\nC "Three" 6d after S, B by "Rita"\nD "Four" 6d after S, C by "Rita"\nE "Rest" 20d after D by "Rita"`);
  const needs = changed(wide, [fields("A", { need: "could", valuePoints: 1 }), fields("B", { need: "could", valuePoints: 3 }), fields("C", { need: "could", valuePoints: 2 }), fields("D", { need: "could", valuePoints: 8 }), fields("E", { need: "must" })]);
  // Twelve working days too late: one, two and three free 15 and lose 6, three and four free 12 and lose 10 (EX-D6).
  const late: Goal = { kind: "finishBy", minute: minuteOf(2026, 4, 13, 17), chance: 0.8 };
  const values = of(ways(needs, late), "descope").map(({ valueLost }) => valueLost);
  expect(values).toEqual([6, 14]);
});

test("in two steps the must goes live first, and the rest follows with a transition of its own", () => {
  const [option] = of(ways(marked), "phase");
  expect(option?.scopeLost).toBe(0);
  const [nothing] = ways(marked);
  expect(option?.first?.p80).toBeLessThan(nothing?.finish.p80 ?? 0);
  expect(option?.finish.p80).toBeGreaterThan(option?.first?.p80 ?? 0);
  const after = changed(marked, option?.commands ?? []);
  const dates = schedule(after).schedule;
  expect(dates.of("M")?.finish).toBe(schedule(changed(marked, of(ways(marked), "descope")[0]?.commands ?? [])).schedule.of("M")?.finish);
  // The deferred parts begin when the first delivery is there, and the second ends the project.
  expect(dates.of("C")?.start).toBeGreaterThanOrEqual(dates.of("M")?.finish ?? 0);
  expect(dates.of("second-delivery.done")?.finish).toBe(dates.finish);
  expect(after.records.task.get("second-delivery.work")).toMatchObject({ durationMinutes: 1200, estimate: { lowMinutes: 960, highMinutes: 1800 } });
});

test("a supplier is paid, its people are freed, and the price counts; a faster way keeps them", () => {
  const offers = changed(plan, [fields("C", { modes: [{ name: "Ready-made", supplier: "Acme", durationMinutes: 960, extraCents: 900_000 }] }), fields("B", { modes: [{ name: "With a library", durationMinutes: 2400, extraCents: 50_000 }] })]);
  const options = ways(offers);
  const [source] = of(options, "sourcing");
  expect(source?.summary).toBe("Have “Acme” do it: “Reports: Ready-made”.");
  const bought = changed(offers, source?.commands ?? []);
  expect([...bought.records.assignment.values()].filter(({ taskId }) => taskId === "C")).toEqual([]);
  expect(bought.records.task.get("C")).toMatchObject({ durationMinutes: 960, fixedCostCents: 900_000 });
  const faster = of(options, "crash").find(({ summary }) => summary.includes("With a library"));
  expect(changed(offers, faster?.commands ?? []).records.task.get("B")).toMatchObject({ durationMinutes: 2400, fixedCostCents: 50_000 });
  expect([...changed(offers, faster?.commands ?? []).records.assignment.values()].some(({ taskId }) => taskId === "B")).toBe(true);
});

test("to save money nothing dear is offered: less scope, cheaper hands, cheaper ways", () => {
  const rates = changed(marked, [
    ...[...marked.records.resource.values()].map((resource): Command => ({ type: "saveResource", resource: { ...resource, group: "Web", standardRateCentsPerHour: resource.name === "Tom" ? 12_000 : 6000 } })),
    fields("E", { modes: [{ name: "On paper", durationMinutes: 2400, extraCents: -100_000 }] }),
  ]);
  const options = ways(rates, { kind: "saveCents", cents: 600_000 });
  expect(new Set(options.map(({ kind }) => kind))).toEqual(new Set(["doNothing", "descope", "reassign", "crash", "combination"]));
  const [nothing] = options;
  for (const option of options.slice(1)) expect(option.cost.p80, option.summary).toBeLessThan(nothing?.cost.p80 ?? 0);
  expect(Math.max(...of(options, "combination").map(({ cost }) => (nothing?.cost.p80 ?? 0) - cost.p80))).toBeGreaterThanOrEqual(600_000);
});

test("who is to be freed has nothing left that has not begun, whoever takes it over", () => {
  const skilled = changed(plan, [...plan.records.resource.values()].map((resource): Command => ({ type: "saveResource", resource: { ...resource, skills: [{ skill: "Web", level: resource.name === "Tom" ? 4 : 3 }] } })));
  const rita = [...skilled.records.resource.values()].find(({ name }) => name === "Rita");
  const options = of(ways(skilled, { kind: "freeResource", resourceId: rita?.id ?? "" }), "reassign");
  expect(options.map(({ summary }) => summary)).toEqual([
    "Give what “Rita” has not begun (2 tasks) to “Tom”.",
    "Give what “Rita” has not begun (2 tasks) to “Uma”.",
    "Give what “Rita” has not begun (2 tasks) to “Tom” and “Uma”.",
  ]);
  for (const { commands } of options) expect([...changed(skilled, commands).records.assignment.values()].some(({ resourceId }) => resourceId === rita?.id)).toBe(false);
});

test("a plan that waits for its people is levelled anew where another order is shorter", () => {
  const crowded = planOf(`project "Crowd" starts 2026-03-02
A "Long" 2d by "Rita"
B "After long" 9d after A by "Tom"
C "First of others" 3d by "Rita"
D "Second of others" 3d by "Rita"
E "Third of others" 3d by "Rita"`);
  const ids = ["C", "D", "E"].map((id) => fields(id, { priority: 900 }));
  const leveled = withDelays(changed(crowded, ids), levelPlan(changed(crowded, ids), { order: "priority" }).delays);
  const [option] = of(ways(leveled, { kind: "finishBy", minute: minuteOf(2026, 3, 16, 17), chance: 0.8 }), "relevel");
  expect(option?.commands.map(({ type }) => type)).toEqual(["applyLeveling"]);
  expect(schedule(changed(leveled, option?.commands ?? [])).schedule.finish).toBeLessThan(schedule(leveled).schedule.finish);
  expect(of(ways(crowded), "relevel")).toEqual([]);
});

test("combinations hold no move that the goal can do without", () => {
  const options = ways(marked, { kind: "finishBy", minute: minuteOf(2026, 4, 1, 17), chance: 0.8 });
  const reached = of(options, "combination").filter(({ chance }) => chance >= 0.8);
  expect(reached.length).toBeGreaterThan(0);
  const single = options.filter(({ kind, chance }) => kind !== "combination" && kind !== "moveDate" && chance >= 0.8);
  for (const { cost, scopeLost } of reached) expect(single.some((other) => other.cost.p80 < cost.p80 && other.scopeLost <= scopeLost)).toBe(false);
});
