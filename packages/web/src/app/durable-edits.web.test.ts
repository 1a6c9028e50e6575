/** Facts about edits in a real browser on a real server: none is lost, none comes twice, and two people converge. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runApp, type RunningApp } from "./running-app.fixture.ts";

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

async function write<T>(path: string, body: unknown): Promise<T> {
  const headers = { origin: app.address, "content-type": "application/json", "idempotency-key": `test-${performance.now()}` };
  const answer = await fetch(`${app.address}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const newPlan = (): Promise<Summary> => write("/projects", { name: "Network", start: "2026-03-02", templateKey: "network-upgrade" });

/** Labels of all edits that the server stored, oldest first. */
async function storedEdits(project: Summary): Promise<string[]> {
  const answer = (await (await fetch(`${app.address}/api/v1/projects/${project.id}/history?limit=1000`)).json()) as { changes: { label: string }[] };
  return answer.changes.map((change) => change.label).reverse();
}

async function openPlan(project: Summary): Promise<Page> {
  const { page } = await app.page();
  await page.goto(`/p/${project.key}/plan/gantt`);
  await cell(page, 2, "task").waitFor();
  return page;
}

const cell = (page: Page, row: number, column: string) => page.locator(`[role=row][aria-rowindex="${row + 1}"] [data-column="${column}"]`);

async function type(page: Page, row: number, column: string, text: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

const atRest = (page: Page): Promise<unknown> => page.evaluate("window.leadline.idle()");

/** What the grid shows of every row on the screen. */
const pictureOf = (page: Page): Promise<string[]> => page.locator("[role=treegrid] [data-task]").evaluateAll((rows) => rows.map((row) => `${row.getAttribute("aria-rowindex")} ${row.getAttribute("data-start")} ${row.getAttribute("data-finish")} ${row.textContent}`).sort());

test("a server that is killed 20 times in the middle of edits loses none and stores none twice", async () => {
  const project = await newPlan();
  const page = await openPlan(project);
  const before = await storedEdits(project);
  const typed: string[] = [];
  for (let round = 0; round < 20; round += 1) {
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
  expect(await pictureOf(one)).toEqual(await pictureOf(two));
  expect(await pictureOf(await openPlan(project))).toEqual(await pictureOf(one));
});

async function editRows(page: Page, rows: readonly number[]): Promise<void> {
  for (const row of rows) {
    await type(page, row, "duration", `${row}d`);
    await type(page, row, "task", `Row ${row}`);
  }
}

test("of two who set the same field, the one who comes second sees both values and can use the own one", async () => {
  const project = await newPlan();
  const [one, two] = [await openPlan(project), await openPlan(project)];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await two.route("**/commands", async (route) => {
    await held;
    await route.continue();
  });
  await type(two, 3, "duration", "4d");
  await type(one, 3, "duration", "5d");
  await atRest(one);
  letGo();
  const strip = two.getByRole("status").filter({ hasText: "Yours was 4d." });
  await strip.waitFor();
  expect(await strip.innerText()).toContain("to 5d");
  await expect.poll(() => cell(two, 3, "duration").innerText()).toBe("5d");
  await two.getByRole("button", { name: "Use mine" }).click();
  await cell(one, 3, "duration").getByText("4d").waitFor({ timeout: 5000 });
  await strip.waitFor({ state: "hidden" });
});

test("undoing everything brings back the plan as it was", async () => {
  const project = await newPlan();
  const page = await openPlan(project);
  const before = await pictureOf(page);
  await editRows(page, [3, 4, 5]);
  await type(page, 6, "predecessors", "3FS+2d");
  await atRest(page);
  expect(await pictureOf(page)).not.toEqual(before);
  for (let step = 0; step < 7; step += 1) await page.keyboard.press("Control+z");
  expect(await page.getByRole("button", { name: "Nothing to undo" }).count()).toBe(1);
  await atRest(page);
  expect(await pictureOf(page)).toEqual(before);
  expect(await pictureOf(await openPlan(project))).toEqual(before);
});
