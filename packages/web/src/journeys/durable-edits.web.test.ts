/** Facts about edits in a real browser on a real server: none is lost, none comes twice, and two people converge. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { atRest, bringPlan, cell, heldRecords, openPlan as visitPlan, recordsOf, runApp, type, write, type RunningApp } from "./driver.fixture.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app?.stop());
beforeEach(() => app.reset());

interface Summary {
  readonly id: string;
  readonly key: string;
}

const newPlan = (): Promise<Summary> => write(app, "/projects", { name: "Network", start: "2026-03-02", templateKey: "network-upgrade" });

/** Labels of all edits that the server stored, oldest first. */
async function storedEdits(project: Summary): Promise<string[]> {
  const answer = (await (await fetch(`${app.address}/api/v1/projects/${project.id}/history?limit=1000`)).json()) as { changes: { label: string }[] };
  return answer.changes.map((change) => change.label).reverse();
}

async function openPlan(project: Summary): Promise<Page> {
  return (await visitPlan(app, project)).page;
}

/** What the grid shows of every row on the screen. */
const pictureOf = (page: Page): Promise<string[]> => page.locator("[role=treegrid] [data-task]").evaluateAll((rows) => rows.map((row) => `${row.getAttribute("aria-rowindex")} ${row.getAttribute("data-start")} ${row.getAttribute("data-finish")} ${row.textContent}`).sort());

/** All 20 are for `npm run soak`. */
const KILLS = process.env["LEADLINE_SOAK"] === "1" ? 20 : 1;

test(`a server that is killed ${KILLS === 1 ? "once" : `${KILLS} times`} in the middle of edits loses none and stores none twice`, async () => {
  const project = await newPlan();
  const page = await openPlan(project);
  const before = await storedEdits(project);
  const typed: string[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const dying = new Promise((resolve) => setTimeout(resolve, 20 * (round % 7))).then(() => app.kill());
    for (let edit = 0; edit < 3; edit += 1) {
      const name = `Round ${round} edit ${edit}`;
      await type(page, 3 + edit, "task", name);
      typed.push(name);
    }
    await dying;
    await app.start();
    await atRest(page);
  }
  const stored = (await storedEdits(project)).slice(before.length);
  expect(stored.map((label) => /to “(.*)”/.exec(label)?.[1])).toEqual(typed);
  expect(await heldRecords(page, project)).toBe(await recordsOf(app, project));
  const fresh = await openPlan(project);
  expect(await pictureOf(fresh)).toEqual(await pictureOf(page));
}, 400_000);

test("20 edits made offline, and a reload among them, are all there and in order afterwards", async () => {
  const project = await newPlan();
  const page = await openPlan(project);
  const before = await storedEdits(project);
  await page.route("**/commands", (route) => route.abort());
  for (let edit = 0; edit < 20; edit += 1) await type(page, 3, "task", `Offline ${edit}`);
  await page.getByText("Offline. 20 changes kept on this computer").waitFor();
  await page.reload();
  await cell(page, 3, "task").getByText("Offline 19").waitFor();
  await page.unroute("**/commands");
  await atRest(page);
  const stored = (await storedEdits(project)).slice(before.length);
  expect(stored.map((label) => /to “(.*)”/.exec(label)?.[1])).toEqual(Array.from({ length: 20 }, (_, edit) => `Offline ${edit}`));
});

test("edits of a page that was closed while offline are sent as soon as Leadline is opened again, whichever page", async () => {
  const project = await newPlan();
  const page = await openPlan(project);
  const before = await storedEdits(project);
  await page.route("**/commands", (route) => route.abort());
  await type(page, 3, "task", "Left behind");
  await page.getByText("Offline. 1 change kept on this computer").waitFor();
  const next = await page.context().newPage();
  await page.close();
  await next.goto("/projects");
  await expect.poll(async () => (await storedEdits(project)).length, { timeout: 15_000 }).toBe(before.length + 1);
  expect((await storedEdits(project)).at(-1)).toContain("Left behind");
});

test("edits go on being sent after the project's page was left", async () => {
  const project = await newPlan();
  const page = await openPlan(project);
  const before = await storedEdits(project);
  await page.route("**/commands", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  for (let edit = 0; edit < 4; edit += 1) await type(page, 3, "task", `Quick ${edit}`);
  await page.getByRole("link", { name: "Projects" }).first().click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await atRest(page);
  expect((await storedEdits(project)).slice(before.length).map((label) => /to “(.*)”/.exec(label)?.[1])).toEqual(["Quick 0", "Quick 1", "Quick 2", "Quick 3"]);
});

test("two browsers that edit at once show the same plan in the end, and each sees the other within a second", async () => {
  const project = await newPlan();
  const [one, two] = [await openPlan(project), await openPlan(project)];
  await Promise.all([editRows(one, [3, 5, 7, 9]), editRows(two, [4, 6, 8, 10])]);
  await type(one, 3, "task", "Seen");
  await cell(two, 3, "task").getByText("Seen").waitFor({ timeout: 1000 });
  await Promise.all([atRest(one), atRest(two)]);
  expect(await heldRecords(one, project)).toBe(await heldRecords(two, project));
  expect(await heldRecords(one, project)).toBe(await recordsOf(app, project));
  expect(await pictureOf(one)).toEqual(await pictureOf(two));
  expect(await pictureOf(await openPlan(project))).toEqual(await pictureOf(one));
});

async function editRows(page: Page, rows: readonly number[]): Promise<void> {
  for (const row of rows) {
    await type(page, row, "duration", `${row}d`);
    await type(page, row, "task", `Row ${row}`);
  }
}

test("two who edit one row at once keep both edits where they differ, and choose where they do not", async () => {
  const project: Summary = await bringPlan(app, "refresh.plan", 'project "Branch refresh" starts 2026-03-02\nA "Site survey" 3d\nB "Order switches" 8d after A\nC "Configure" 5d after B\n');
  const [one, two] = [await openPlan(project), await openPlan(project)];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await two.route("**/commands", async (route) => {
    await held;
    await route.continue();
  });
  await type(two, 2, "task", "Order all switches");
  await type(two, 3, "duration", "4d");
  await type(one, 2, "duration", "6d");
  await type(one, 3, "duration", "9d");
  await atRest(one);
  letGo();

  const strip = two.getByRole("status").filter({ hasText: "Yours was 4d." });
  await strip.waitFor();
  await atRest(two);
  for (const page of [one, two]) {
    await cell(page, 2, "task").getByText("Order all switches").waitFor();
    expect([await cell(page, 2, "duration").innerText(), await cell(page, 3, "duration").innerText()]).toEqual(["6d", "9d"]);
  }
  await two.getByRole("button", { name: "Use mine" }).click();
  await cell(one, 3, "duration").getByText("4d").waitFor({ timeout: 1000 });

  await Promise.all([atRest(one), atRest(two)]);
  const stored = await recordsOf(app, project);
  expect(await heldRecords(one, project)).toBe(stored);
  expect(await heldRecords(two, project)).toBe(stored);
});
