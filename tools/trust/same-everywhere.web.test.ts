/** The same plan has the same schedule, to the byte: in this process, in others with another time zone and language, and in a browser. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordsOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import { randomMixedProject } from "@leadline/testkit/random-project.ts";
import { build } from "esbuild";
import fc from "fast-check";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reached } from "../../packages/server/src/testing/trust-report.fixture.ts";
import { scheduleTexts } from "./schedule-texts.ts";

const PLANS = process.env["LEADLINE_TRUST"] === "1" ? 500 : 20;
const ELSEWHERE = [
  { TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "America/St_Johns", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" },
  { TZ: "Europe/Berlin", LANG: "C", LC_ALL: "C" },
] as const;

const folder = mkdtempSync(join(tmpdir(), "leadline-same-"));
const plans: readonly (readonly KindedRecord[])[] = fc.sample(randomMixedProject({ most: 14 }), { seed: 20261123, numRuns: PLANS }).map((plan) => [...recordsOf(plan)]);
const here = scheduleTexts(plans);
const bundle = join(folder, "schedule-texts.js");
beforeAll(async () => {
  await build({ entryPoints: [join(import.meta.dirname, "schedule-texts.ts")], outfile: bundle, bundle: true, format: "iife", globalName: "leadline", logLevel: "silent" });
  writeFileSync(join(folder, "plans.json"), JSON.stringify(plans));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Plans whose text is another one than here. */
const differences = (there: readonly string[]): number[] => here.flatMap((text, at) => (there[at] === text ? [] : [at]));

test("the plans have something to say", () => {
  expect(here).toHaveLength(PLANS);
  expect(new Set(here).size).toBeGreaterThan(PLANS * 0.8);
  expect(here.filter((text) => /"earlyStart":\d+/.test(text)).length).toBeGreaterThan(PLANS * 0.8);
  expect(differences(["other", ...here.slice(1)])).toEqual([0]);
});

test("a process in another time zone and language computes the same bytes (C8)", () => {
  const program = `${readFileSync(bundle, "utf8")}\nconst plans = JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));\nprocess.stdout.write(JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, texts: leadline.scheduleTexts(plans) }));`;
  const file = join(folder, "elsewhere.cjs");
  writeFileSync(file, program);
  for (const environment of ELSEWHERE) {
    const told = execFileSync(process.execPath, [file, join(folder, "plans.json")], { env: { PATH: process.env["PATH"] ?? "", ...environment }, encoding: "utf8", maxBuffer: 512 * 1024 * 1024 });
    const { zone, texts } = JSON.parse(told) as { readonly zone: string; readonly texts: readonly string[] };
    expect(zone).toBe(environment.TZ);
    expect(differences(texts), environment.TZ).toEqual([]);
  }
  reached("C8", `0 differences over ${PLANS} plans in ${ELSEWHERE.length} other time zones and languages`);
});

test("a browser in another time zone and language computes the same bytes (C8)", async () => {
  const browser = await chromium.launch({ executablePath: process.env["LEADLINE_BROWSER"] ?? "", args: ["--no-sandbox"] });
  try {
    const page = await (await browser.newContext({ timezoneId: "Asia/Kathmandu", locale: "fa-IR" })).newPage();
    await page.addScriptTag({ path: bundle });
    const texts = await page.evaluate((records) => (globalThis as unknown as { leadline: { scheduleTexts: typeof scheduleTexts } }).leadline.scheduleTexts(records), plans);
    expect(differences(texts)).toEqual([]);
    reached("C8", `0 differences over ${PLANS} plans in ${browser.browserType().name()} ${browser.version()}`);
  } finally {
    await browser.close();
  }
});
