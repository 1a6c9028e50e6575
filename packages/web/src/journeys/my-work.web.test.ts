/** Journey J7 in a browser: somebody's own work, what is left and what is done with two clicks, evidence asked for, and everybody sees it at once. */
import { createHmac } from "node:crypto";
import { projectOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { bringPlan, openPlan, recordsOf, runApp, visit, write, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

const PLAN = `project "Branch refresh" starts 2026-03-02
A "Site survey" 3d by "Rita"
B "Order" 5d after A by "Tom"
C "Configure" 4d after B by "Rita"
D "Train" 2d by "Rita"`;

/** How soon the work of others is seen, and how much slower that may be where others use the machine too. */
const SEEN_MS = 2000;
const BUSY_MACHINE = 3;

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
  await expect.poll(async () => (await taskNamed("Site survey"))?.percentComplete).toBe(100);
  expect([...(await stored()).records.evidence.values()]).toMatchObject([{ kind: "none", title: "Nothing to show" }]);
  const train = page.locator("li.wk-card", { hasText: "Train" });
  await train.getByLabel("Left of Train").fill("5d");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await taskNamed("Train"))?.remainingDurationMinutes).toBe(5 * 480);
  await train.getByRole("button", { name: "Done…" }).click();
  await train.getByLabel("What shows it?").fill("https://example.org/run/7");
  await page.keyboard.press("Enter");
  await train.waitFor({ state: "detached" });
  await expect.poll(async () => [...(await stored()).records.evidence.values()].find(({ kind }) => kind === "file")?.reference).toBe("https://example.org/run/7");
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
  const told = performance.now();
  await order.getByText("40 % done").waitFor();
  expect(performance.now() - told).toBeLessThan(SEEN_MS * BUSY_MACHINE);
  const begun = (await (await fetch(`${app.address}/api/v1/projects/${project.id}/records`)).json()) as { revision: number };
  const statusDate = schedule(await stored()).schedule.finish + 14 * 1440;
  await write(app, `/projects/${project.id}/commands`, { revision: begun.revision, commands: [{ type: "updateSettings", fields: { statusDate } }, { type: "rescheduleUncompletedWork", after: statusDate }] });
  const plan = await stored();
  expect(settingsOf(plan).statusDate).toBe(statusDate);
  expect(schedule(plan).schedule.of(task?.id ?? "")?.finish ?? 0).toBeGreaterThan(statusDate);
});

test("twenty reports without a server are kept through a reload and stored in their order", async () => {
  const { page } = await visit(app);
  await page.goto("/my-work?person=Rita");
  const survey = page.locator("li.wk-card", { hasText: "Site survey" });
  await survey.waitFor();
  await page.route("**/commands", (route) => route.abort());
  const left = survey.getByLabel("Left of Site survey");
  for (let days = 4; days <= 22; days += 1) {
    await left.fill(`${days}d`);
    await left.press("Enter");
  }
  await page.locator("li.wk-card", { hasText: "Train" }).getByRole("button", { name: "Done…" }).click();
  await page.getByRole("button", { name: "Nothing to show" }).click();
  await page.locator('[data-waiting="20"]').getByText("20 reports wait for the server").waitFor();
  expect((await taskNamed("Site survey"))?.remainingDurationMinutes).toBe(3 * 480);
  await page.reload();
  // The page comes back with what was reported, not with what the server still believes.
  await page.locator('[data-waiting="20"]').waitFor();
  await expect.poll(() => survey.getByLabel("Left of Site survey").inputValue()).toBe("22d");
  expect(await page.locator("li.wk-card", { hasText: "Train" }).count()).toBe(0);
  await page.unroute("**/commands");
  await page.locator("[data-waiting]").waitFor({ state: "detached" });
  expect((await taskNamed("Site survey"))?.remainingDurationMinutes).toBe(22 * 480);
  expect((await taskNamed("Train"))?.percentComplete).toBe(100);
  const { revision } = (await (await fetch(`${app.address}/api/v1/projects/${project.id}`)).json()) as { revision: number };
  expect(revision, "each report is a step of the history").toBe(1 + 20);
});

test("a tracker is let in from the plan's menu, its signed word claims the task that names the ticket, and My work shows it at once", async () => {
  const { page, complaints } = await openPlan(app, project, { search: `?details=${project.key}-2` });
  const details = page.getByRole("complementary", { name: "Details of Order" });
  await details.getByLabel("Ticket").fill("https://github.com/acme/branches/issues/7");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Share and settings" }).click();
  await page.getByRole("menuitem", { name: "Trackers…" }).click();
  const dialog = page.getByRole("dialog", { name: "Trackers that report to this project" });
  await dialog.getByLabel("Tracker", { exact: true }).fill("acme/branches");
  await dialog.getByRole("button", { name: "Add" }).click();
  const address = await dialog.getByLabel("Address", { exact: true }).inputValue();
  const secret = await dialog.getByLabel("Secret", { exact: true }).inputValue();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto("/my-work?person=Tom");
  const order = page.locator("li.wk-card", { hasText: "Order" });
  await order.waitFor();
  const body = JSON.stringify({ action: "closed", issue: { html_url: "https://github.com/acme/branches/issues/7", number: 7, title: "Ordered" }, repository: { full_name: "acme/branches" }, sender: { login: "tom" } });
  const deliver = (text: string) => fetch(address, { method: "POST", body: text, headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` } });
  expect((await deliver(body.replace("Ordered", "Paid"))).status, "a tampered delivery").toBe(401);
  expect(await (await deliver(body)).json()).toMatchObject({ result: "claimed" });
  await order.waitFor({ state: "detached", timeout: 6000 });
  expect(await (await deliver(body)).json(), "the same again").toMatchObject({ result: "known" });
  expect((await taskNamed("Order"))?.percentComplete).toBe(100);
  expect([...(await stored()).records.evidence.values()]).toMatchObject([{ kind: "closedTicket", title: "Ticket closed: Ordered" }]);
  expect(complaints).toEqual([]);
});
