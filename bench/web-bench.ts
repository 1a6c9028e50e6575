/** The plan page on the built product: answers to edits, scrolling, bringing and showing a large plan, and beginning to work. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { writePlanFile } from "@leadline/formats/plan-file.ts";
import type { Page } from "playwright-core";
import { libraryFolder, sharedData } from "../tools/golden/corpora.ts";
import { atRest, bringPlan, openPlan, projectOf, row, runApp, type, visit, type RunningApp } from "../packages/web/src/journeys/driver.fixture.ts";
import type { BenchResult } from "./bench-result.ts";
import { timingOf } from "./measure.ts";

/** Targets of issue 2, in milliseconds; memory in megabytes. */
export const TARGETS = { edit2000: 16, edit10000: 50, scroll: 34, bring: 3000, start: 5000, restMegabytes: 300 } as const;

export interface WebBenchmarks {
  readonly results: readonly BenchResult[];
  readonly notices: readonly string[];
}

export async function webBenchmarks(root: string): Promise<WebBenchmarks> {
  const app = await runApp({ root });
  try {
    const small = await planBenchmarks(app, { tasks: 2000, edits: 100, frames: 200, editTargetMs: TARGETS.edit2000 });
    const memory = restingMegabytes(app);
    const large = await planBenchmarks(app, { tasks: 10_000, edits: 100, frames: 200, editTargetMs: TARGETS.edit10000 });
    const path = largestLibraryPlan(root);
    const brought = path === undefined ? [] : [await bringBenchmark(app, path, 5)];
    const notices = [
      memory === undefined ? "This system does not tell how much memory the server takes." : `The server at rest with a plan of 2,000 tasks takes ${memory.toFixed(0)} MB (target ${TARGETS.restMegabytes} MB).`,
      ...(path === undefined ? ["The shared test data are not here (LEADLINE_TEST_DATA names their folder): no large plan was brought."] : []),
    ];
    return { results: [...small, ...large, ...brought, await startBenchmark(app, 5)], notices };
  } finally {
    await app.stop();
  }
}

export interface PlanLoad {
  readonly tasks: number;
  readonly edits: number;
  readonly frames: number;
  readonly editTargetMs: number;
}

/** Edits and scrolling on a generated plan. The answer is the finish that the engine computes outside the browser. */
export async function planBenchmarks(app: RunningApp, { tasks, edits, frames, editTargetMs }: PlanLoad): Promise<BenchResult[]> {
  const plan = generatedProject({ tasks, links: "mixed", tasksPerSummary: 25 });
  const project = await bringPlan(app, "generated.json", writePlanFile("json", plan).text);
  const { page } = await openPlan(app, project);
  const size = tasks.toLocaleString("en");
  const scrolling = timingOf(`scroll frame at ${size} tasks`, await frameTimes(page, frames));
  const editing = timingOf(`ll:edit at ${size} tasks`, await editTimes(page, edits));
  await atRest(page);
  const finish = (await projectOf(app, project)).finish;
  const rows = Number(await page.getByRole("treegrid").getAttribute("aria-rowcount"));
  await page.context().close();
  const expected = `${plan.records.task.size + 2} rows, finish ${formatIso(schedule(plan).schedule.finish)}`;
  const shared = { answer: `${rows} rows, finish ${finish}`, expected, judged: "p95" } as const;
  return [
    { ...shared, name: editing.name, timing: editing, targetMs: editTargetMs },
    { ...shared, name: scrolling.name, timing: scrolling, targetMs: TARGETS.scroll },
  ];
}

/** Edits that do not count: the page's code is compiled meanwhile. */
const WARM_UPS = 10;

/** Durations of tasks at the plan's beginning go up and down again, so that most dates move each time and the plan ends as it began. */
async function editTimes(page: Page, edits: number): Promise<number[]> {
  const first = 2;
  await page.locator(".pv-scroll").evaluate((scroller) => scroller.scrollTo(0, 0));
  await row(page, first).waitFor();
  for (let edit = 0; edit < WARM_UPS + edits; edit += 2) {
    const number = first + ((edit / 2) % 8);
    const cell = row(page, number).locator("[data-column=duration]");
    const before = await cell.innerText();
    await type(page, number, "duration", `${Number.parseInt(before, 10) + 3}d`);
    await type(page, number, "duration", before);
  }
  const times = await page.evaluate(() => performance.getEntriesByName("ll:edit").map((entry) => entry.duration));
  if (times.length !== WARM_UPS + edits) throw new Error(`${WARM_UPS + edits} edits were typed and ${times.length} measured`);
  return times.slice(WARM_UPS);
}

/** Times between frames while the plan is scrolled by a row and a half per frame. */
function frameTimes(page: Page, frames: number): Promise<number[]> {
  return page.locator(".pv-scroll").evaluate(
    (scroller, count) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last: number | undefined;
        const step = (now: number): void => {
          if (last !== undefined) times.push(now - last);
          last = now;
          if (times.length >= count) return resolve(times);
          scroller.scrollTop += 42;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    frames,
  );
}

/** From the moment that a file is chosen until its first row stands on the plan page. */
export async function bringBenchmark(app: RunningApp, path: string, runs: number): Promise<BenchResult> {
  const times: number[] = [];
  let rows = 0;
  for (let run = 0; run < runs; run += 1) {
    const { page } = await visit(app);
    await page.goto("/");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose a file" }).click()]);
    const begin = performance.now();
    await chooser.setFiles(path);
    await row(page, 1).waitFor();
    times.push(performance.now() - begin);
    rows = Number(await page.getByRole("treegrid").getAttribute("aria-rowcount"));
    await page.context().close();
  }
  const tasks = (readFileSync(path, "utf8").match(/<OutlineLevel>[1-9]/g) ?? []).length;
  return { name: `bring and show a plan of ${tasks.toLocaleString("en")} tasks`, answer: `${rows} rows`, expected: `${tasks + 2} rows`, timing: timingOf("", times), targetMs: TARGETS.bring };
}

/** Path of the largest plan of the shared library; none where the test data are not here. */
export function largestLibraryPlan(root: string): string | undefined {
  const data = sharedData(root);
  const folder = data === undefined ? undefined : libraryFolder(root, join(data, "mpsplib"));
  if (folder === undefined) return undefined;
  const paths = readdirSync(folder).map((name) => join(folder, name));
  return paths.sort((a, b) => statSync(b).size - statSync(a).size)[0];
}

/** From starting the server on a database that exists to a page that can be worked with. */
async function startBenchmark(app: RunningApp, runs: number): Promise<BenchResult> {
  const times: number[] = [];
  let heading = "";
  for (let run = 0; run < runs; run += 1) {
    await app.kill();
    const begin = performance.now();
    await app.start();
    const { page } = await visit(app);
    await page.goto("/");
    heading = await page.getByRole("heading", { level: 1 }).innerText();
    times.push(performance.now() - begin);
    await page.context().close();
  }
  return { name: "start after a kill, to a usable page", answer: heading, expected: "How do you want to begin?", timing: timingOf("", times), targetMs: TARGETS.start };
}

/** Resident memory of the server's process, where the system tells it. */
function restingMegabytes(app: RunningApp): number | undefined {
  try {
    const status = readFileSync(`/proc/${app.pid()}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}
