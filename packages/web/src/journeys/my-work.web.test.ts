/** Journey J7 in a browser: somebody's own work, what is left and what is done with two clicks, evidence asked for, and everybody sees it at once. */
import { projectOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { bringPlan, recordsOf, runApp, visit, write, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

const PLAN = `project "Branch refresh" starts 2026-03-02
A "Site survey" 3d by "Rita"
B "Order" 5d after A by "Tom"
C "Configure" 4d after B by "Rita"
D "Train" 2d by "Rita"`;

let app: RunningApp;
let project: ProjectFacts;
beforeAll(async () => void (app = await runApp()));
afterAll(async () => app.stop());
beforeEach(async () => {
  await app.reset();
  project = await bringPlan(app, "refresh.plan", PLAN);
});

async function stored(): Promise<Project> {
  return projectOf(JSON.parse(await recordsOf(app, project)) as KindedRecord[]);
}

async function taskNamed(name: string) {
  return [...(await stored()).records.task.values()].find((task) => task.name === name);
}

test("done asks for evidence and takes nothing as an answer, marked as such; what is left is typed, at 360 px too", async () => {
  const { page, complaints } = await visit(app, { width: 360, height: 800 });
  await page.goto("/my-work");
  await page.getByLabel("Whose work").selectOption("Rita");
  await page.getByRole("heading", { name: "Work of Rita" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const survey = page.locator("li.wk-card", { hasText: "Site survey" });
  await survey.getByRole("button", { name: "Done…" }).click();
  await survey.getByRole("button", { name: "Nothing to show" }).click();
  await survey.waitFor({ state: "detached" });
  expect((await taskNamed("Site survey"))?.percentComplete).toBe(100);
  expect([...(await stored()).records.evidence.values()]).toMatchObject([{ kind: "none", title: "Nothing to show" }]);
  const train = page.locator("li.wk-card", { hasText: "Train" });
  await train.getByLabel("Left of Train").fill("5d");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await taskNamed("Train"))?.remainingDurationMinutes).toBe(5 * 480);
  await train.getByRole("button", { name: "Done…" }).click();
  await train.getByLabel("What shows it?").fill("https://example.org/run/7");
  await page.keyboard.press("Enter");
  await train.waitFor({ state: "detached" });
  expect([...(await stored()).records.evidence.values()].find(({ kind }) => kind === "file")).toMatchObject({ reference: "https://example.org/run/7" });
  await page.getByRole("region", { name: "Waiting for others" }).getByText("Configure").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("what somebody else reports is here within two seconds, and work that is left lies behind the status date", async () => {
  const { page } = await visit(app);
  await page.goto("/my-work?person=Tom");
  await page.getByRole("heading", { name: "Work of Tom" }).waitFor();
  const order = page.locator("li.wk-card", { hasText: "Order" });
  await order.waitFor();
  const task = await taskNamed("Order");
  const records = (await (await fetch(`${app.address}/api/v1/projects/${project.id}/records`)).json()) as { revision: number };
  await write(app, `/projects/${project.id}/commands`, { revision: records.revision, commands: [{ type: "updateTasks", tasks: [{ id: task?.id, fields: { percentComplete: 40 } }] }] });
  await order.getByText("40 % done").waitFor({ timeout: 6000 });
  const begun = (await (await fetch(`${app.address}/api/v1/projects/${project.id}/records`)).json()) as { revision: number };
  const statusDate = schedule(await stored()).schedule.finish + 14 * 1440;
  await write(app, `/projects/${project.id}/commands`, { revision: begun.revision, commands: [{ type: "updateSettings", fields: { statusDate } }, { type: "rescheduleUncompletedWork", after: statusDate }] });
  const plan = await stored();
  expect(settingsOf(plan).statusDate).toBe(statusDate);
  expect(schedule(plan).schedule.of(task?.id ?? "")?.finish ?? 0).toBeGreaterThan(statusDate);
});
