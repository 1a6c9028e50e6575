/** Ways out: doing nothing first, figures that are those of a simulation of its own, dominance as defined, and models at their worked examples. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evolve } from "../change/change.ts";
import { commandSchema } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { seededIds } from "../change/id-maker.ts";
import type { Project } from "../model/project.ts";
import { simulate } from "../risk/simulation.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { overlapGain } from "./softer-logic.ts";
import { beats, waysOut } from "./ways-out.ts";

const plan = planOf(`project "Refresh" starts 2026-03-02
A "Survey" 4/5/9d by "Rita"
B "Order" 3/4/6d after A by "Tom"
C "Configure" 15/20/35d after B by "Rita"
D "Roll out" 10/12/20d after C by "Tom"
E "Training" 3/4/6d after A by "Uma"
M "Go-live" 0d after D, E`);
const goal = { kind: "finishBy" as const, minute: minuteOf(2026, 4, 10, 17), chance: 0.8 };
const wish = { runs: 500, seed: 3 };
const all = [...waysOut(plan, goal, wish)];
const options = all.at(-1)?.options ?? [];

function changed(project: Project, commands: readonly unknown[]): Project {
  const decision = decide(project, commands.map((command) => commandSchema.parse(command)), { actor: "x", at: 0, newId: seededIds("what-if"), schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return evolve(project, decision.change);
}

test("doing nothing is first and known at once, and every option is told when it is found", () => {
  expect(all[0]?.options.map(({ kind }) => kind)).toEqual(["doNothing"]);
  expect(all.map((found) => found.options.length)).toEqual(all.map((found) => found.options.length).sort((a, b) => a - b));
  expect(all.at(-1)?.share).toBe(1);
  expect(new Set(options.map(({ kind }) => kind))).toEqual(new Set(["doNothing", "crash", "overtime", "fastTrack", "addPeople", "moveDate", "combination"]));
  expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
});

test("every option's figures are those of a whole simulation of the plan with its commands carried out", () => {
  for (const { commands, finish, cost, chance, kind } of options) {
    const facts = simulate(changed(plan, commands), { risks: "with", ...wish, drivers: "none", target: goal.minute });
    expect.soft([facts.finish.p50, facts.finish.p80, facts.cost.p50, facts.cost.p80, facts.target?.probability], kind).toEqual([finish.p50, finish.p80, cost.p50, cost.p80, chance]);
  }
});

test("what shortens critical work finishes earlier, moving the date moves nothing", () => {
  const p80 = (kind: string): readonly number[] => options.filter((one) => one.kind === kind).map(({ finish }) => finish.p80);
  const [nothing = 0] = p80("doNothing");
  for (const kind of ["crash", "overtime", "fastTrack", "addPeople", "combination"]) for (const date of p80(kind)) expect(date, kind).toBeLessThan(nothing);
  expect(p80("moveDate")).toEqual([nothing]);
});

test("overlapping brings its rework as a risk of the plan", () => {
  const overlap = options.find(({ kind }) => kind === "fastTrack");
  const risks = [...changed(plan, overlap?.commands ?? []).records.riskItem.values()];
  expect(risks).toMatchObject([{ probability: 0.3, impact: { kind: "delayDays", low: 1.25, likely: 2.5, high: 3.75 } }]);
  expect(overlap?.risk).toContain("30 %");
  expect(overlap?.riskDays).toBeCloseTo(0.3 * 2.5, 9);
});

test("an overlap wins less than its days, by the rework that it may bring (EX-D4)", () => {
  expect(overlapGain(4, 2, 0.3)).toEqual({ expected: 3.4, inEightOfTen: 2, worst: 2 });
  expect(overlapGain(4, 2, 0.1).inEightOfTen).toBe(4);
});

test("x beats y where it is nowhere worse and somewhere better (EX-D0)", () => {
  const points: Readonly<Record<string, readonly number[]>> = { a: [0, 40, 0], b: [5, 15, 0], c: [5, 20, 0], d: [2, 15, 3], e: [10, 0, 0], f: [0, 10, 8] };
  const front = Object.keys(points).filter((name) => !Object.values(points).some((other) => beats(other, points[name] ?? [])));
  expect(front).toEqual(["a", "b", "d", "e", "f"]);
  expect(beats([5, 15, 0], [5, 20, 0])).toBe(true);
  const point = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
  fc.assert(fc.property(point, point, (x, y) => !(beats(x, y) && beats(y, x)) && !beats(x, x)));
});

test("what is marked as dominated is beaten by an option that stands there", () => {
  const figures = ({ finish, cost, scopeLost, riskDays }: (typeof options)[number]): readonly number[] => [finish.p80, cost.p80, scopeLost, riskDays];
  for (const option of options) expect(option.dominated).toBe(options.some((other) => beats(figures(other), figures(option))));
});

test("a plan with nothing to change has doing nothing and moving the date, and taking no more ends the search", () => {
  const done = planOf(`project "Small" starts 2026-03-02\nA "Alone" 2d`);
  expect([...waysOut(done, goal, wish)].at(-1)?.options.map(({ kind }) => kind)).toEqual(["doNothing", "moveDate"]);
  const search = waysOut(plan, goal, wish);
  expect(search.next().value?.options).toHaveLength(1);
  search.return();
  expect(search.next().done).toBe(true);
});
