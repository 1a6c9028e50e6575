/** No forecast date stands alone: on every page, wherever a date comes from the simulation, its chance stands beside it. */
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import { simulate } from "@leadline/engine/risk/simulation.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { civilOf, dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringLateSample, recordsOf, runApp, visit, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

let app: RunningApp;
let late: ProjectFacts;
beforeAll(async () => {
  app = await runApp();
  late = await bringLateSample(app);
});
afterAll(async () => app.stop());

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PAGES = ["overview", "plan/gantt", "plan/people", "budget/lines", "budget/curve", "budget/earned", "budget/case", "risks/forecast", "risks/register", "risks/matrix", "risks/scatter", "risks/estimates", "status/now", "status/evidence", "ways-out", "changes/requests", "changes/commitments", "issues/open", "diagnosis/windows"];
/** What tells a chance: a percentile, a share, a count of runs. */
const TELLS = "P\\d\\d|\\d ?%|\\d of 10|half of|runs|chance|1-in-20";

/** Dates that only the simulation says: its quantiles, but for those on which something is planned as well. */
async function forecastDays(): Promise<readonly string[]> {
  const project = projectOf(JSON.parse(await recordsOf(app, late)) as KindedRecord[]);
  const { finish } = simulate(project, { risks: "with", runs: 10_000, seed: 1, drivers: "none" });
  const { schedule: plan } = schedule(project);
  const planned = new Set([...project.records.task.keys()].flatMap((id) => [plan.of(id)?.start, plan.of(id)?.finish].flatMap((at) => (at === undefined ? [] : [textOf(at)]))));
  return [finish.p50, finish.p80, finish.p90].map(textOf).filter((text) => !planned.has(text));
}

function textOf(minute: Minute): string {
  const { year, month, day } = civilOf(dayNumberOf((minute - 1) as Minute));
  return `${day} ${MONTHS[month - 1] ?? ""} ${year}`;
}

test("wherever a forecast date stands, its chance stands with it", async () => {
  const days = await forecastDays();
  expect(days.length).toBeGreaterThan(1);
  const { page } = await visit(app);
  let seen = 0;
  for (const path of PAGES) {
    await page.goto(`/p/${late.key}/${path}`);
    await page.locator('.ll-forecast-strip[data-stage="full"]').waitFor({ timeout: 30_000 });
    if (path === "status/now") await page.locator(".st-report h1").waitFor();
    const found = await page.evaluate(bareDates, { days, tells: TELLS });
    seen += found.dates;
    expect.soft(found.bare, path).toEqual([]);
  }
  expect(seen, "the pages show forecast dates at all").toBeGreaterThan(8);
});

/** Runs in the page: texts with one of the days whose line, cell, picture or sentence tells no chance. */
function bareDates({ days, tells }: { readonly days: readonly string[]; readonly tells: string }): { readonly dates: number; readonly bare: readonly string[] } {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bare: string[] = [];
  let dates = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    if (!days.some((day) => text.includes(day))) continue;
    dates += 1;
    const place = node.parentElement?.closest("tr, li, p, dd, h1, h2, figure, label, a, [role=img], [role=row], section") ?? node.parentElement;
    const around = [place?.textContent, place?.closest("div, figure, tr, dl > div")?.textContent, place?.getAttribute("aria-label"), place?.closest("table")?.textContent].join(" ");
    if (!new RegExp(tells).test(around)) bare.push(text.slice(0, 120));
  }
  return { dates, bare };
}
