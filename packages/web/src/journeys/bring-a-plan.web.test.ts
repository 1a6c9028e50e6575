/** Facts about bringing a plan of MS Project: every row is there with the dates that MS Project stored, and nothing leaves the computer. */
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sharedData } from "../../../../tools/golden/corpora.ts";
import { atRest, cell, projectOf, projectsOf, row, rowsInSight, runApp, storedRows, visit, type RunningApp } from "./driver.fixture.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app?.stop());
beforeEach(() => app.reset());

const root = process.cwd();
const data = sharedData(root) ?? "";
const real = join(data, "mspdi/A_a81528_b806_calligraplan_Commercial_construction_project_plan.mpp.xml");
if (data === "") console.warn("The shared test data are not here (LEADLINE_TEST_DATA names their folder): only our own plan is brought.");

test("our own plan of Microsoft Project shows every task where it was stored", () => showsEveryTask(join(root, "corpus/mp_j30_a2_nr4.xml"), 64));

test.runIf(data !== "")("the commercial construction plan shows its 145 tasks where Microsoft Project stored them", () => showsEveryTask(real, 145));

async function showsEveryTask(path: string, count: number): Promise<void> {
  const stored = storedRows(path);
  expect(stored).toHaveLength(count);
  const { page, complaints, failures, strangers } = await visit(app);
  await page.goto("/");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose a file" }).click()]);
  await chooser.setFiles(path);
  await page.waitForURL("**/p/*/plan/gantt?panel=import");
  await page.getByText(`All ${stored.length} tasks start and finish exactly when Microsoft Project stored it.`).waitFor();
  await page.getByRole("button", { name: "Close the report" }).click();
  await row(page, 1).waitFor();
  await atRest(page);
  expect(Number(await page.getByRole("treegrid").getAttribute("aria-rowcount"))).toBe(stored.length + 2);

  const shown = new Map<number, string>();
  await cell(page, 1, "task").click();
  while (shown.size < count) {
    for (const [number, dates] of await rowsInSight(page)) shown.set(number, dates);
    await page.keyboard.press("PageDown");
  }
  expect(stored.map((_, index) => shown.get(index + 1))).toEqual(stored);
  const finish = stored.map((dates) => dates.slice(17)).sort().at(-1);
  const [project] = await projectsOf(app);
  expect(project && (await projectOf(app, project)).finish.slice(0, 16)).toBe(finish);
  expect([complaints, failures, strangers]).toEqual([[], [], []]);
}
