/** Journey J4 in a browser, its estimates: three points, by size, like finished tasks, from above and from below; and what the pace says. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { atRest, bringPlan, cell, heldRecords, openPlan, runApp, type, write, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

/** Six finished surveys, of which the last took twice as long as thought, and what is still to come. */
const DONE = [2, 3, 4, 2, 3, 6] as const;
const PLAN = `project "Branches" starts 2026-03-02
${DONE.map((_, at) => `S${at + 1} "Survey of branch ${at + 1}" 2/3/4d by "Rita"`).join("\n")}
N "Survey of the head office" 3d by "Rita" after S1
P "Roll out" 
  P1 "Cabling" 2/4/9d
  P2 "Switches" 2/4/9d
  P3 "Test" 2d after P1, P2`;

const STATUS_DATE = Date.UTC(2026, 2, 13, 17) / 60_000;

let app: RunningApp;
let project: ProjectFacts;
beforeAll(async () => void (app = await runApp()));
afterAll(async () => app.stop());
beforeEach(async () => {
  await app.reset();
  project = await bringPlan(app, "branches.plan", PLAN);
});

interface HeldTask {
  readonly id: string;
  readonly name: string;
}

async function finishSurveys(): Promise<void> {
  const answer = await fetch(`${app.address}/api/v1/projects/${project.id}/records`);
  const { records }: { records: { kind: string; record: HeldTask }[] } = await answer.json();
  const ids = records.flatMap(({ kind, record }) => (kind === "task" && /^Survey of branch/.test(record.name) ? [record.id] : []));
  expect(ids).toHaveLength(DONE.length);
  const worked = ids.map((id, at) => ({ id, fields: { actualDurationMinutes: 480 * (DONE[at] ?? 1) } }));
  const ended = ids.map((id) => ({ id, fields: { remainingDurationMinutes: 0, percentComplete: 100 } }));
  await write(app, `/projects/${project.id}/commands`, { revision: project.revision, commands: [...[worked, ended].map((tasks) => ({ type: "updateTasks", tasks })), { type: "updateSettings", fields: { statusDate: STATUS_DATE } }] });
}

/** By keyboard: the cursor on the duration, then Shift+F2. */
async function openEstimate(page: Page, row: number): Promise<void> {
  await cell(page, row, "duration").click();
  await page.keyboard.press("Shift+F2");
  await page.getByRole("tab", { name: "Estimate", selected: true }).waitFor();
}

test("three typed values are three numbers and a distribution; finished tasks like it are offered with their overrun, and one of them becomes the example", async () => {
  await finishSurveys();
  const { page, complaints } = await openPlan(app, project);
  await type(page, 7, "duration", "2/5/9d");
  await openEstimate(page, 7);
  await page.getByRole("img", { name: /^Duration: half of the cases by 5/ }).waitFor();
  expect(await heldRecords(page, project)).toContain('"highMinutes":4320,"likelyMinutes":2400,"lowMinutes":960');
  await page.getByText(/6 similar finished tasks that had an estimate: as estimated in the middle, \d+ % longer than estimated in 8 of 10 cases/).waitFor();
  await page.getByRole("button", { name: "Like something finished…" }).click();
  const form = page.getByRole("form", { name: "Like something finished" });
  await form.getByLabel("Like", { exact: true }).selectOption({ label: "Survey of branch 6: took 6d (100 % longer than estimated)" });
  await form.getByLabel("So many times as large").fill("none");
  await form.getByText("“none” is no scale").waitFor();
  await form.getByLabel("So many times as large").fill("1.5");
  await form.getByText(/most likely 9d/).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Estimate taken over: Like Survey of branch 6.").waitFor();
  await atRest(page);
  expect(await page.getByLabel("Estimated by").inputValue()).toBe("analogous");
  const list = page.getByRole("region", { name: "Estimates so far" });
  expect(await list.getByRole("listitem").count(), "the new one, and the one that was typed before").toBe(2);
  expect(await list.innerText()).toMatch(/Like Survey of branch 6, 1\.5 times as large; range of 6 finished tasks/);
  expect(await list.innerText()).toContain("2d / 5d / 9d");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a size times a rate is reckoned while it is typed; a rate that falls is told; one undo takes all of it back", async () => {
  const { page, complaints } = await openPlan(app, project);
  const before = await heldRecords(page, project);
  await openEstimate(page, 7);
  await page.getByRole("button", { name: "Size times rate…" }).focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: "Size times rate" });
  // All by keyboard: the first field has the focus.
  await page.keyboard.type("12");
  await page.keyboard.press("Tab");
  await page.keyboard.type("rooms");
  await page.keyboard.press("Tab");
  await page.keyboard.type("8/4/2h");
  await form.getByRole("alert").first().waitFor();
  expect(await form.getByRole("button", { name: "Take over" }).isDisabled()).toBe(true);
  await form.getByLabel("Each takes").fill("2/4/8h");
  await form.getByText(/3d to 12d, most likely 6d/).waitFor();
  await form.getByLabel("The rate is from").fill("pilot of 3 rooms");
  await page.keyboard.press("Enter");
  await atRest(page);
  expect(await cell(page, 7, "duration").innerText()).toContain("3/6/12d");
  expect(await page.getByLabel("Rests on").inputValue()).toBe("12 rooms at 2h to 8h each, from pilot of 3 rooms");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await atRest(page);
  expect(await heldRecords(page, project)).toBe(before);
  expect(complaints).toEqual([]);
});

test("a branch is estimated from its parts and from above, and the difference is named", async () => {
  const { page, complaints } = await openPlan(app, project);
  await openEstimate(page, 8);
  await page.getByText(/from start to end in half of the runs/).waitFor();
  const fromParts = Number(await page.locator('[data-metric="bottom-up-p50"]').getAttribute("data-value"));
  expect(fromParts, "two ranges side by side take longer than one of them").toBeGreaterThan(6.4 * 480);
  expect(fromParts, "and far less than all in a row").toBeLessThan(9 * 480);
  await page.getByRole("button", { name: "Size times rate…" }).click();
  await page.getByLabel("How many").fill("4");
  await page.getByLabel("Of what").fill("racks");
  await page.getByLabel("Each takes").fill("1d");
  await page.keyboard.press("Enter");
  await page.getByText(/^From above 4d, from the parts .*: the parts take .* more than was thought of the whole/).waitFor();
  await atRest(page);
  expect(complaints).toEqual([]);
});

test("the pace says how many tasks will be done by a day, and half of the runs never promise less than 8 of 10", async () => {
  await finishSurveys();
  const { page, complaints } = await openPlan(app, project);
  await page.goto(`/p/${project.key}/risks/estimates`);
  await page.getByRole("heading", { name: "How many by when" }).waitFor();
  const value = (name: string): Promise<number> => page.locator(`[data-metric="${name}"]`).getAttribute("data-value").then(Number);
  expect(await value("pace-p50-12"), "six in ten weeks: some of the four that are left").toBeGreaterThan(0);
  for (const weeks of [2, 4, 8, 12]) expect(await value(`pace-p50-${weeks}`)).toBeGreaterThanOrEqual(await value(`pace-p80-${weeks}`));
  await page.getByText(/85 of 100 took at most/).waitFor();
  await page.getByLabel("By another day").fill("2026-02-31");
  await page.getByText("There is no day “2026-02-31”").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
