/** Journey J10 in a browser: a draft from the evidence, the manager's call beside it, contradictions answered, published with proof, and the next report says what changed. */
import type { ReportDraft } from "@leadline/engine/report/report.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { atRest, bringLateSample, recordsOf, runApp, visit, write, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

/** How much slower than its target an answer may come where others use the machine too. */
const BUSY_MACHINE = 3;
const DRAFT_MS = 3000;

let app: RunningApp;
let late: ProjectFacts;
beforeAll(async () => {
  app = await runApp();
  late = await bringLateSample(app);
});
afterAll(async () => app.stop());

async function draft(): Promise<{ readonly revision: number; readonly draft: ReportDraft }> {
  return (await (await fetch(`${app.address}/api/v1/projects/${late.id}/report-draft`)).json()) as { revision: number; draft: ReportDraft };
}

const contradiction = (page: Page, ruleId: string) => page.locator(`[data-rule="${ruleId}"]`);

test("the draft is there with one click, its words follow from the numbers, and every number says where it comes from", async () => {
  const { page, complaints } = await visit(app);
  await page.goto(`/p/${late.key}/plan/gantt`);
  await page.getByRole("link", { name: "Status", exact: true }).waitFor();
  const begin = performance.now();
  await page.getByRole("link", { name: "Status", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /will .* miss/ }).waitFor();
  expect(performance.now() - begin).toBeLessThan(DRAFT_MS * BUSY_MACHINE);
  const { draft: made } = await draft();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(made.body.headline.text.slice(0, 30));
  const marks = await page.locator(".st-report [data-metric]").all();
  expect(marks.length).toBeGreaterThan(8);
  const known = new Map([...made.body.numbers, ...(made.costs?.numbers ?? [])].map((number) => [number.id, number]));
  for (const mark of marks) {
    const number = known.get((await mark.getAttribute("data-metric")) ?? "");
    expect([await mark.innerText(), await mark.getAttribute("data-value"), await mark.getAttribute("data-source")]).toEqual([number?.text, String(number?.value), number?.source]);
  }
  await marks[0]?.focus();
  await page.getByRole("tooltip").filter({ hasText: "As of" }).first().waitFor();
  for (const title of ["Facts", "Forecasts", "Opinions"]) await page.getByRole("region", { name: title, exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a call that is better than the evidence needs an explanation, a typed number that clashes is marked, and both calls stand in what is published", async () => {
  const { page, complaints } = await visit(app);
  await page.goto(`/p/${late.key}/status/now`);
  await page.getByLabel("On track").check();
  await page.getByLabel("Why you see it so").fill("Weekend shifts win it back.");
  await page.getByRole("button", { name: "Keep the call" }).click();
  await page.getByText("These two disagree.").waitFor();
  await contradiction(page, "C1").waitFor();
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish report 1" });
  expect(await dialog.getByRole("button", { name: "Publish", exact: true }).isDisabled(), "open contradictions").toBe(true);
  await page.keyboard.press("Escape");
  while ((await page.getByRole("button", { name: "Answer", exact: true }).count()) > 0) {
    const open = await page.getByRole("button", { name: "Answer", exact: true }).count();
    await page.getByRole("button", { name: "Answer", exact: true }).first().click();
    await page.getByLabel(/^Answer to C\d+$/).fill("Both stand: the records are on paper.");
    await page.getByRole("button", { name: "Keep the answer" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Answer", exact: true }).count(), { timeout: 20_000 }).toBeLessThan(open);
  }
  await atRest(page);
  await page.getByRole("button", { name: "Publish…" }).click();
  await dialog.getByLabel("In your words").fill("We expect P80 on 1 January 2030; the promise has #promise-");
  await dialog.getByText(/1 January 2030/).last().waitFor();
  await dialog.getByText(/is not what the data says: P80 of the finish is/).waitFor();
  await dialog.getByRole("button", { name: "Use #p80" }).click();
  await dialog.getByLabel("In your words").press("End");
  await dialog.getByRole("option", { name: /#promise-chance/ }).click();
  await dialog.getByText(/^Reads: We expect P80 on \d+ \w+ \d{4}; the promise has (under )?\d+ %/).waitFor();
  expect(await dialog.getByRole("button", { name: "Publish", exact: true }).isDisabled(), "the difference is not explained").toBe(true);
  await dialog.getByLabel("Why your call differs").fill("The shifts are agreed and not in the plan yet.");
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await page.waitForURL(/\/status\/report-1-1/);
  await page.getByText("The shifts are agreed and not in the plan yet.").waitFor();
  expect(await page.locator('[data-call="computed"]').innerText()).toContain("Off track");
  expect(await page.locator('[data-call="manager"]').innerText()).toContain("On track");
  await expect.poll(() => page.locator("[data-proof-words]").innerText()).toMatch(/^\S+( \S+){7}$/);
  await page.getByText("Both stand: the records are on paper.").first().waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "PDF" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  expect(complaints).toEqual([]);
});

test("what is published is altered by no door: not by a command, not by undo", async () => {
  const [report] = (JSON.parse(await recordsOf(app, late)) as { kind: string; record: { id: string } }[]).filter(({ kind }) => kind === "statusReport");
  expect(report).toBeDefined();
  const { revision } = await draft();
  const send = (commands: readonly object[]) => fetch(`${app.address}/api/v1/projects/${late.id}/commands`, { method: "POST", headers: { origin: app.address, "content-type": "application/json", "idempotency-key": `t-${Math.floor(performance.now())}` }, body: JSON.stringify({ revision, commands }) });
  expect((await send([{ type: "deleteRecords", records: [{ kind: "statusReport", id: report?.record.id }] }])).status).toBeGreaterThanOrEqual(400);
  expect((await send([{ type: "updateRecords", records: [{ kind: "statusReport", id: report?.record.id, fields: { reason: "nothing" } }] }])).status).toBeGreaterThanOrEqual(400);
  const { page } = await visit(app);
  await page.goto(`/p/${late.key}/status/report-1-1`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const before = await recordsOf(app, late);
  await page.keyboard.press("Control+z");
  await atRest(page);
  expect((JSON.parse(await recordsOf(app, late)) as { kind: string }[]).filter(({ kind }) => kind === "statusReport")).toEqual((JSON.parse(before) as { kind: string }[]).filter(({ kind }) => kind === "statusReport"));
});

test("a correction is a version of its own; the one before stays readable and says so", async () => {
  const { page } = await visit(app);
  await page.goto(`/p/${late.key}/status/report-1-1`);
  await page.getByRole("button", { name: "Correct…" }).click();
  const dialog = page.getByRole("dialog", { name: "Correct report 1" });
  await dialog.getByLabel("Why", { exact: true }).fill("The shifts were not agreed after all.");
  await dialog.getByRole("button", { name: "Publish the correction" }).click();
  await page.waitForURL(/\/status\/report-1-2/, { timeout: 20_000 });
  await page.goto(`/p/${late.key}/status/report-1-1`);
  await page.getByText(/Corrected on .*: The shifts were not agreed after all\./).waitFor();
});

test("the next report lists what changed since, as the two drafts have it", async () => {
  const before = (await draft()).draft;
  const { page } = await visit(app);
  await page.goto(`/p/${late.key}/status/now`);
  await page.getByText("Nothing changed since report 1").waitFor();
  const tasks = (JSON.parse(await recordsOf(app, late)) as { kind: string; record: { id: string; percentComplete?: number; durationMinutes?: number } }[]).filter(({ kind, record }) => kind === "task" && record.percentComplete === 0 && (record.durationMinutes ?? 0) > 2400);
  const { revision } = await draft();
  const longer = ({ id, durationMinutes = 0 }: (typeof tasks)[number]["record"]): object => ({ id, fields: { durationMinutes: durationMinutes + 9600, estimate: { lowMinutes: durationMinutes + 9600, likelyMinutes: durationMinutes + 9600, highMinutes: durationMinutes + 14_400 } } });
  await write(app, `/projects/${late.id}/commands`, { revision, commands: [{ type: "updateTasks", tasks: tasks.slice(0, 12).map(({ record }) => longer(record)) }] });
  const after = (await draft()).draft;
  const [then, now] = [before, after].map(({ body }) => body.numbers.find(({ id }) => id === "p80"));
  expect(now?.value ?? 0).toBeGreaterThan(then?.value ?? 0);
  const line = page.locator('[data-change="p80"]');
  await expect.poll(async () => ((await line.count()) > 0 ? line.innerText() : ""), { timeout: 30_000 }).toContain(now?.text ?? "nothing");
  expect(await line.innerText()).toContain(then?.text ?? "nothing");
  // The diagnosis says why: nobody worked, the plan was changed.
  expect(after.body.changes.rows.find(({ id }) => id === "p80")?.why).toMatch(/0 days by progress, \d+(\.\d)? days later by changes to the plan\. “.*: duration \d+d → \d+d.*the finish moves/);
});

test("evidence is added where it is missing, and nothing is accepted over a criterion that nobody waived", async () => {
  const { page, complaints } = await visit(app);
  await page.goto(`/p/${late.key}/status/now`);
  await contradiction(page, "C2").getByRole("button", { name: "Go there" }).click();
  await page.getByRole("heading", { level: 1, name: "What bears out the progress" }).waitFor();
  const bare = page.locator('tr[data-evidence="none"]');
  const count = await bare.count();
  await bare.first().getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("Say what it shows").waitFor();
  await dialog.getByLabel("Kind").selectOption("testRun");
  await dialog.getByLabel("What it shows").fill("Nightly run 212");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => bare.count()).toBe(count - 1);
  await page.getByText("Test run: Nightly run 212").first().waitFor();
  await page.getByLabel("New deliverable").fill("Network");
  await page.keyboard.press("Enter");
  const card = page.locator('[data-deliverable="DL-1"]');
  await card.getByLabel("New criterion of DL-1").fill("Ping works");
  await page.keyboard.press("Enter");
  await card.getByText("0 of 1 criteria met").waitFor();
  await card.getByLabel("State of DL-1").selectOption("accepted");
  await page.getByText(/cannot be accepted while “Ping works” is neither met nor waived/).first().waitFor();
  await card.getByLabel("Ping works").check();
  await card.getByLabel("State of DL-1").selectOption("accepted");
  await expect.poll(async () => (await recordsOf(app, late)).includes('"state":"accepted"')).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("on a phone the finding stands first, nothing scrolls sideways, and no rule of accessibility is broken in the dark", async () => {
  const { page } = await visit(app, { width: 360, height: 800 });
  await page.goto(`/p/${late.key}/status/now?theme=dark`);
  const headline = page.getByRole("heading", { level: 1, name: /will .* miss/ });
  await headline.waitFor();
  expect((await headline.boundingBox())?.y ?? Infinity).toBeLessThan(400);
  // Late or not, by how much, and what is asked: all on the first screen.
  const asked = page.getByText(/^Asked by \d+ \w+ \d{4}: /);
  expect((await asked.boundingBox())?.y ?? Infinity).toBeLessThan(800);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await accessibilityFaults(page, "contrast")).toEqual([]);
});
