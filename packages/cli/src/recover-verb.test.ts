/** Tests of `leadline recover`: JSON by contract, a table for people, lines for scripts, and refusals. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Outcome } from "./exit-code.ts";
import { recoverVerb, type RecoverVerbOptions } from "./recover-verb.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-recover-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "plan.plan");
writeFileSync(file, 'project "Branch refresh" starts 2026-03-02\nA "Survey" 2/3/6d by "Rita"\nB "Order" 8/10/25d after A by "Tom"\nC "Roll out" 5/8/14d after B by "Rita"\nM "Go-live" 0d after C\n');

async function run(options: RecoverVerbOptions): Promise<{ outcome: Outcome<undefined>; out: string }> {
  const printed: string[] = [];
  const outcome = await recoverVerb(file, { runs: "300", ...options }, { print: (text) => void printed.push(text), tell: () => undefined, emphasize: (text) => text, width: undefined });
  return { outcome, out: printed.join("") };
}

test("options come by the contract, doing nothing first", async () => {
  const facts = JSON.parse((await run({ json: true, by: "2026-03-27" })).out);
  expect(facts).toMatchObject({ goal: { by: "2026-03-27T23:59:00", chance: 0.8 }, runs: 300, seed: 1 });
  expect(facts.options[0]).toMatchObject({ kind: "doNothing", commands: [], approvals: [], scopeLost: 0 });
  expect(facts.options.length).toBeGreaterThanOrEqual(4);
  for (const option of facts.options) expect(Object.keys(option)).toEqual(["id", "kind", "summary", "commands", "finish", "cost", "chance", "scopeLost", "risk", "riskDays", "peopleHit", "dominated", "approvals"]);
  expect(facts.options[0].finish.p80 >= facts.options[0].finish.p50).toBe(true);
});

test("people read a table with sentences, scripts one line per option", async () => {
  const { out } = await run({ by: "2026-03-27", chance: "70%" });
  expect(out).toContain("Goal: done by 2026-03-27 in 70 % of the runs. 300 runs of each plan, seed 1.");
  expect(out).toMatch(/Must agree: The people on the tasks/);
  expect((await run({ plain: true, by: "2026-03-27" })).out.split("\n")[0]).toMatch(/^doNothing\t2026-\d\d-\d\dT\d\d:\d\d:00\t2026-/);
});

test("an amount to be saved or somebody to be freed is a goal too, and both at once are refused", async () => {
  expect(JSON.parse((await run({ json: true, save: "1250.50" })).out)).toMatchObject({ goal: { saveCents: 125_050 }, options: [{ kind: "doNothing" }] });
  expect((await run({ free: "tom" })).out).toContain("Goal: free Tom.");
  expect((await run({ free: "Nobody" })).outcome).toMatchObject({ ok: false, exitCode: 2, sentence: "--free Nobody: nobody in this plan has this name. Its people: Rita, Tom." });
  expect((await run({ save: "-3" })).outcome).toMatchObject({ ok: false, exitCode: 2, sentence: expect.stringContaining("--save -3: an amount looks like") });
  expect((await run({ save: "3", by: "2026-03-27" })).outcome).toMatchObject({ ok: false, sentence: "One goal at a time: choose --by, --save or --free." });
});

test("what is no date, no chance, or missing is refused with one sentence", async () => {
  expect((await run({})).outcome).toMatchObject({ ok: false, exitCode: 2, sentence: expect.stringContaining("--by is missing: nothing is promised in this plan") });
  expect((await run({ by: "soon" })).outcome).toMatchObject({ ok: false, exitCode: 2, sentence: expect.stringContaining("--by soon: a date looks like") });
  expect((await run({ by: "2026-03-27", chance: "120" })).outcome).toMatchObject({ ok: false, exitCode: 2 });
  expect((await run({ by: "2026-03-27", runs: "0" })).outcome).toMatchObject({ ok: false, exitCode: 2 });
});
