/** `leadline level FILE.sm` as scripts meet it: a budget, JSON on stdout, and bad input in one sentence. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rcpspFaults } from "@leadline/testkit/rcpsp-checker.ts";
import { rcpspText } from "@leadline/testkit/rcpsp-generator.ts";
import { afterAll, expect, test } from "vitest";
import { levelInstanceVerb, type LevelInstanceOptions } from "./level-instance.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-level-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = rcpspText({ jobs: 40, seed: 3, resourceStrength: 0.1 });

async function level(text: string, options: LevelInstanceOptions) {
  const path = join(folder, "instance.sm");
  writeFileSync(path, text);
  let printed = "";
  const told: string[] = [];
  const outcome = await levelInstanceVerb(path, options, { print: (more) => void (printed += more), tell: (sentence) => void told.push(sentence), emphasize: (word) => word, width: undefined });
  return { outcome, printed, told };
}

test("prints makespan, bounds, starts and the number of schedules; the same seed and number print the same", async () => {
  const [one, two] = [await level(TEXT, { json: true, schedules: "700" }), await level(TEXT, { json: true, schedules: "700" })];
  const result = JSON.parse(one.printed);
  expect(Object.keys(result)).toEqual(["makespan", "criticalPathBound", "lowerBound", "gapPercent", "starts", "schedules", "seed", "computeMs"]);
  expect(rcpspFaults(TEXT, result.starts, result.makespan)).toEqual([]);
  expect(result.criticalPathBound).toBeLessThanOrEqual(result.lowerBound);
  expect(result.lowerBound).toBeLessThanOrEqual(result.makespan);
  expect(result.schedules).toBeLessThanOrEqual(700);
  expect(JSON.parse(two.printed)).toEqual({ ...result, computeMs: expect.any(Number) });
});

test("keeps to its seconds", async () => {
  const { printed } = await level(TEXT, { json: true, seconds: "0.2" });
  expect(JSON.parse(printed).computeMs).toBeLessThan(2000);
});

test("people get a table and a sentence about what is proven", async () => {
  const { printed } = await level(rcpspText({ jobs: 8, seed: 3, resourceStrength: 1 }), {});
  expect(printed).toMatch(/^ {2}job {3}start\n {4}1 {7}0\n/);
  expect(printed).toMatch(/Makespan \d+; no schedule is shorter; the longest chain of links alone takes \d+\./);
});

test.each<[string, LevelInstanceOptions, string]>([
  [TEXT, { schedules: "0" }, "--schedules 0: this is no whole number above 0."],
  [TEXT, { seconds: "soon" }, "--seconds soon: this is no number of seconds between 0 and 86400."],
  [TEXT, { seed: "-1" }, "--seed -1: a seed is a whole number from 0 on."],
  ["no instance", {}, "so it is no whole PSPLIB instance."],
  [TEXT.replace(/( +\d+){4}\n\*+\n$/, "    0    0    0    0\n****************\n"), {}, "so no schedule exists."],
  [rcpspText({ jobs: 2, seed: 1 }).replace(/(REQUESTS[^]*?\n +2 +1 +)\d+/, "$1 999999999"), {}, "Maybe state durations in longer units."],
])("bad input and budgets are refused in one sentence (%#)", async (text, options, sentence) => {
  const { outcome, printed } = await level(text, options);
  expect(printed).toBe("");
  expect(outcome).toMatchObject({ ok: false, sentence: expect.stringContaining(sentence) });
});

test("an instance is told from a plan by its ending, and options of the one are refused for the other", () => {
  const path = join(folder, "command.sm");
  writeFileSync(path, TEXT);
  const leadline = (...words: string[]) => spawnSync(process.execPath, ["bin/leadline.mjs", "level", ...words], { cwd: join(import.meta.dirname, "../../.."), encoding: "utf8" });
  expect(JSON.parse(leadline(path, "--json", "--schedules", "50").stdout)).toMatchObject({ schedules: 50 });
  expect(leadline(path, "--optimize", "3")).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("--optimize is for plans with calendars. Maybe give --seconds or --schedules.") });
  expect(leadline("plan.xml", "--seconds", "3")).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("Maybe write --optimize 3.") });
  expect(leadline("plan.xml", "--schedules", "3")).toMatchObject({ status: 2, stdout: "" });
}, 120_000);
