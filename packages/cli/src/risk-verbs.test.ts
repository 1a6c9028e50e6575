/** Tests of `leadline simulate` and `leadline risks` in one process: outputs by contract, the same numbers for the same seed, and bad input. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectOf, recordsOf } from "@leadline/engine/model/project.ts";
import { writeLeadlineJson } from "@leadline/formats/leadline-json/write.ts";
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { afterAll, expect, test } from "vitest";
import { EXIT, type Outcome } from "./exit-code.ts";
import { risksVerb, type RisksVerbOptions } from "./risks-verb.ts";
import { simulateVerb, type SimulateVerbOptions } from "./simulate-verb.ts";
import type { Terminal } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-risk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const template = written("plan.yaml", builtInTemplates()[0]?.text ?? "");
const certain = written("certain.plan", 'project "Certain" starts 2026-03-02\nA "Survey" 3d\nB "Order" 5d after A\n');
const ranged = written("ranged.plan", 'project "Ranged" starts 2026-03-02\nA "Survey" 2/3/8d\nB "Order" 3/5/12d after A\n');

async function run(verb: (terminal: Terminal) => Promise<Outcome<undefined>>): Promise<{ outcome: Outcome<undefined>; out: string; told: string[] }> {
  const [printed, told]: [string[], string[]] = [[], []];
  const outcome = await verb({ print: (text) => void printed.push(text), tell: (text) => void told.push(text), emphasize: (text) => text, width: undefined });
  return { outcome, out: printed.join(""), told };
}
const simulate = (path: string, options: SimulateVerbOptions = {}) => run((terminal) => simulateVerb(path, { runs: "400", ...options }, terminal));
const risks = (path: string, options: RisksVerbOptions = {}) => run((terminal) => risksVerb(path, { runs: "400", ...options }, terminal));

test("simulate prints finish, cost, chances, drivers and tasks as contracted", async () => {
  const { out } = await simulate(template, { json: true, target: "2027-06-30" });
  const found = JSON.parse(out);
  expect(Object.keys(found)).toEqual(expect.arrayContaining(["runs", "seed", "finish", "finishWorkingDays", "targetProbability", "deterministic", "cost", "joint", "drivers", "tasks", "computeMs", "problems"]));
  expect([found.runs, found.seed, Object.keys(found.finish)]).toEqual([400, 1, ["p10", "p50", "p80", "p90", "mean"]]);
  expect(found.finish.p80).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00$/);
  expect(found.deterministic.workingDays).toBe(130);
  expect(found.finishWorkingDays.p80).toBeGreaterThan(found.finishWorkingDays.p50);
  expect(found.targetProbability).toBeGreaterThanOrEqual(0);
  expect(Object.keys(found.drivers[0])).toEqual(["kind", "uid", "deltaP80Days", "deltaP80Cost"]);
  expect(found.drivers[0].deltaP80Days).toBeGreaterThanOrEqual(found.drivers.at(-1).deltaP80Days);
  expect(found.tasks).toHaveLength(51);
  for (const task of found.tasks) expect(task.criticality >= 0 && task.criticality <= 1 && task.cruciality <= 1 && task.p10 <= task.p50 && task.p50 <= task.p80).toBe(true);
  expect(found.contingency.shares.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeLessThanOrEqual(1.001);
  expect(found.contingency.days).toBeCloseTo(found.finishWorkingDays.p80 - 130, 3);
});

test("the same seed gives the same numbers, another one others; without risks it is earlier", async () => {
  const numbers = async (options: SimulateVerbOptions): Promise<unknown> => {
    const { computeMs: _time, ...rest } = JSON.parse((await simulate(ranged, { json: true, ...options })).out);
    return rest;
  };
  const first = await numbers({});
  expect(await numbers({})).toEqual(first);
  expect(await numbers({ seed: "2" })).not.toEqual(first);
  const [risky, calm] = await Promise.all([simulate(template, { json: true, runs: "100" }), simulate(template, { json: true, runs: "100", risks: false })]);
  expect(JSON.parse(calm.out).finish.p80 < JSON.parse(risky.out).finish.p80).toBe(true);
  expect(JSON.parse(calm.out).drivers.filter(({ kind }: { kind: string }) => kind === "risk")).toEqual([]);
});

test("a plan without ranges answers one date, and a usual spread is never added silently", async () => {
  const { out } = await simulate(certain, { json: true });
  const found = JSON.parse(out);
  expect(found.problems.map(({ code }: { code: string }) => code)).toEqual(["estimate/none"]);
  expect(new Set(Object.values(found.finish))).toEqual(new Set(["2026-03-11T17:00:00"]));
  const spread = JSON.parse((await simulate(certain, { json: true, spread: "high" })).out);
  expect(spread.problems).toEqual([{ code: "estimate/spread", message: "2 tasks have no range of their own and were given the usual spread that was asked for." }]);
  expect(spread.finish.p80 > spread.finish.p10).toBe(true);
});

test("people read dates with their chances, the buffer, and what drives the finish", async () => {
  const { out } = await simulate(ranged, { target: "2026-03-13" });
  expect(out).toMatch(/^400 runs, seed 1\.\nThe plan says 2026-03-11: \d+(\.\d)? % of the runs keep that date\.\n2026-03-13: \d+(\.\d)? % of the runs \(give or take \d+(\.\d)? %\)\./);
  expect(out).toMatch(/To be kept in 8 of 10 runs it needs \d+\.\d working days and [\w ]*0\.00 beyond the plan\./);
  expect(out).toMatch(/task “Order”/);
  expect((await simulate(ranged, { plain: true })).out.trimEnd().split("\t")).toHaveLength(8);
});

test("risks prints what each risk does, with its score, largest first", async () => {
  const found = JSON.parse((await risks(template, { json: true })).out);
  expect(found.risks).toHaveLength(10);
  expect(Object.keys(found.risks[0])).toEqual(expect.arrayContaining(["id", "title", "probability", "impact", "deltaP80Days", "deltaP80Cost", "score", "colour"]));
  const days = found.risks.map(({ deltaP80Days }: { deltaP80Days: number }) => deltaP80Days);
  expect(days).toEqual([...days].sort((a, b) => b - a));
  expect(days[0]).toBeGreaterThan(1);
  expect((await risks(template)).out).toContain("Days at P80");
  expect((await risks(certain)).out).toBe("The register holds no risk.\n");
});

test("a response pays where the same runs with it lower the P80 of the cost by more than it costs", async () => {
  const plan = planOf('A "Order" 10d');
  const risk = { id: "r", code: "R1", title: "Price rises", category: "", probability: 0.5, impact: { kind: "cost", low: 1000, likely: 1000, high: 1000 }, taskIds: ["A"], response: "avoid", action: "Order early", trigger: "", residual: { probability: 0 } } as const;
  const file = (name: string, responseCostCents: number): string => written(name, writeLeadlineJson(projectOf([...recordsOf(plan), { kind: "riskItem", record: { ...risk, taskIds: ["A"], responseCostCents } }])).text);
  const [cheap, dear] = [file("cheap.json", 50_000), file("dear.json", 200_000)];
  expect(JSON.parse((await risks(cheap, { json: true })).out).risks[0].response).toEqual({ gainedDays: 0, gainedCost: 100_000, cost: 50_000, effective: true });
  expect(JSON.parse((await risks(dear, { json: true })).out).risks[0].response.effective).toBe(false);
  expect((await risks(cheap)).out).toContain("The response to R1 gains 0.0 days and EUR 1,000.00 for EUR 500.00: it pays.");
});

test("what cannot be simulated is told in one sentence", async () => {
  const sentence = async (options: SimulateVerbOptions, path = ranged): Promise<readonly [string, number]> => {
    const { outcome } = await simulate(path, options);
    return outcome.ok ? ["", 0] : [outcome.sentence, outcome.exitCode];
  };
  expect(await sentence({ runs: "1000000" })).toEqual(["1000000 runs cannot be made: choose a whole number from 1 to 200,000.", EXIT.usage]);
  expect(await sentence({ runs: "many" })).toEqual([expect.stringContaining("choose a whole number"), EXIT.usage]);
  expect(await sentence({ target: "31.02.2026" })).toEqual([expect.stringContaining("a date looks like"), EXIT.usage]);
  expect(await sentence({ spread: "huge" })).toEqual(["--spread huge: choose low, medium, high.", EXIT.usage]);
  expect(await sentence({ threads: "0" })).toEqual([expect.stringContaining("--threads 0"), EXIT.usage]);
  expect(await sentence({ seed: "x" })).toEqual([expect.stringContaining("--seed x"), EXIT.usage]);
  expect(await sentence({}, join(folder, "nowhere.plan"))).toEqual([expect.stringContaining("nowhere.plan"), EXIT.notFound]);
  const falling = written("falling.plan", 'project "Falling" starts 2026-03-02\nA "Survey" 9/5/2d\n');
  expect(await sentence({}, falling)).toEqual([expect.stringMatching(/falling\.plan:2: .*does not rise/), EXIT.failed]);
});
