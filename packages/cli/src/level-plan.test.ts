/** `leadline level PLAN` as a script meets it: JSON with who waits for whom, a levelled file, and one sentence for what is wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { levelPlanVerb, type LevelPlanOptions } from "./level-plan.ts";
import type { Terminal } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-level-"));
const plan = join(folder, "two.plan");
writeFileSync(plan, 'project "Two" starts 2026-03-02\nT1 "Build" 4d by "Anna"\nT2 "Test" 2d by "Anna"\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(options: LevelPlanOptions): Promise<{ readonly out: string; readonly told: readonly string[]; readonly outcome: unknown }> {
  const out: string[] = [];
  const told: string[] = [];
  const terminal: Terminal = { print: (text) => void out.push(text), tell: (sentence) => void told.push(sentence), emphasize: (text) => text, width: undefined };
  const outcome = await levelPlanVerb(plan, options, terminal);
  return { out: out.join(""), told, outcome };
}

test("JSON tells dates after levelling, what moved and why, and the bound", async () => {
  const { out, told } = await run({ json: true });
  const facts = JSON.parse(out);
  expect(told).toEqual([]);
  expect(facts).toMatchObject({ finishBefore: "2026-03-05T17:00:00", finishAfter: "2026-03-09T17:00:00", lowerBound: "2026-03-09T08:00:00", remaining: [], passedOver: [] });
  expect(facts.tasks.map((task: { uid: number; start: string }) => [task.uid, task.start])).toEqual([[1, "2026-03-02T08:00:00"], [2, "2026-03-06T08:00:00"]]);
  expect(facts.moved).toEqual([{ uid: 2, byMinutes: 1920, resource: "Anna", heldBy: 1, reason: expect.stringContaining("“Test” waits 4 days because Anna is on “Build”") }]);
});

test("within slack nothing moves, and each overload is told on stderr", async () => {
  const { out, told } = await run({ withinSlack: true, plain: true });
  expect(out.split("\n").map((line) => line.split("\t")[2])).toEqual(["2026-03-02T08:00:00", "2026-03-02T08:00:00", undefined]);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("overload: Anna is asked for 32 h from Mon 2 March 2026 to Tue 3 March 2026");
});

test("a search tells its progress and writes the levelled plan", async () => {
  const output = join(folder, "out.plan");
  const { out, told } = await run({ json: true, optimize: "0.05", seed: "7", output });
  expect(JSON.parse(out)).toMatchObject({ seed: 7, finishAfter: "2026-03-09T17:00:00", schedules: expect.any(Number) });
  expect(told.at(-1)).toMatch(/^\d+ plans compared; best finish 2026-03-09 17:00, no plan can finish before/);
  expect(readFileSync(output, "utf8")).toMatch(/delay (2|4)ed/);
});

test.each([
  [{ order: "name" }, "--order name: this order is unknown. It is one of standard, priority, id."],
  [{ optimize: "soon" }, "--optimize soon: this is no number of seconds between 0 and 86400."],
  [{ optimize: "1", withinSlack: true as const }, "--within-slack keeps the finish, so there is nothing for --optimize to gain. Maybe leave one of them out."],
  [{ seed: "x" }, "--seed x: a seed is a whole number from 0 on."],
  [{ output: plan }, `${plan}: this is the input file itself, which is never overwritten. Maybe choose another name.`],
])("%j is refused with one sentence", async (options, sentence) => {
  expect((await run(options)).outcome).toMatchObject({ ok: false, sentence });
});
