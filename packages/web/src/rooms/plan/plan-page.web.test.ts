/** Facts about the plan page in a real browser on a real server: typing, pointing, pasting, reading out, narrow screens. */
import { minuteOf } from "@leadline/engine/time/minute.ts";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "../../app/accessibility.fixture.ts";
import { runApp, type RunningApp } from "../../app/running-app.fixture.ts";

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

const LAG = { lagMinutes: 0, lagPercent: 0, lagUnit: "d" } as const;

/** A short plan: 1 Phase > 2 Survey 2d, 3 Order 5d after 2, 4 Cable 3d after 3; 5 Test 4d; 6 Go-live after 4 and 5. */
async function shortPlan(): Promise<Summary> {
  const project = await write<Summary>("/projects", { name: "Branch refresh", key: "NET", start: "2026-03-02" });
  const task = (id: string, name: string, days: number, depth: number, after: readonly string[] = []) => ({
    id,
    depth,
    fields: { name, durationMinutes: days * 480, estimated: false },
    predecessors: after.map((predecessorId) => ({ predecessorId, type: "FS", ...LAG })),
  });
  const tasks = [task("p", "Phase", 1, 0), task("a", "Survey", 2, 1), task("b", "Order", 5, 1, ["a"]), task("c", "Cable", 3, 1, ["b"]), task("d", "Test", 4, 0), task("m", "Go-live", 0, 0, ["c", "d"])];
  await write(`/projects/${project.id}/commands`, { revision: 1, commands: [{ type: "insertTasks", tasks }] });
  return project;
}

async function openPlan(project: Summary, options: { readonly width?: number; readonly search?: string } = {}): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const { page, complaints } = await app.page(options.width === undefined ? {} : { width: options.width, height: 800 });
  await page.goto(`/p/${project.key}/plan/gantt?now=2026-03-04T10:00:00${options.search ?? ""}`);
  await page.locator("[data-task]").first().waitFor();
  return { page, complaints };
}

const row = (page: Page, number: number): Locator => page.locator(`[role=row][aria-rowindex="${number + 1}"]`);
const cell = (page: Page, number: number, column: string): Locator => row(page, number).locator(`[data-column="${column}"]`);
const texts = async (page: Page, number: number): Promise<string> => (await row(page, number).locator("[role=gridcell]").allInnerTexts()).slice(1).map((text) => text.trim()).join("|");
const announcement = (page: Page): Locator => page.getByTestId("plan-announcement");

async function type(page: Page, number: number, column: string, text: string): Promise<void> {
  await cell(page, number, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Where a row's bar lies on the screen. */
async function barOf(page: Page, number: number): Promise<{ readonly left: number; readonly right: number; readonly middle: number }> {
  const box = await page.locator(`[id="${await row(page, number).getAttribute("aria-describedby")}"]`).boundingBox();
  if (!box) throw new Error(`row ${number} has no bar in sight`);
  return { left: box.x, right: box.x + box.width, middle: box.y + 12 };
}

test("the grid speaks as a tree grid, and each bar is a sentence", async () => {
  const { page, complaints } = await openPlan(await shortPlan());
  const grid = page.getByRole("treegrid", { name: "Tasks" });
  expect(await grid.getAttribute("aria-rowcount")).toBe("8");
  expect(await row(page, 1).getAttribute("aria-expanded")).toBe("true");
  expect([await row(page, 3).getAttribute("aria-level"), await row(page, 3).getAttribute("aria-posinset"), await row(page, 3).getAttribute("aria-setsize")]).toEqual(["2", "2", "3"]);
  expect(await row(page, 3).evaluate((element) => ({ ...(element as HTMLElement).dataset }))).toMatchObject({ task: "NET-3", start: "2026-03-04T08:00:00", finish: "2026-03-10T17:00:00", critical: "true", slack: "0" });
  await page.getByRole("img", { name: "Order, 4 to 10 March, 5d, critical, waits for row 2." }).waitFor();
  await page.getByRole("img", { name: "Test, 2 to 5 March, 4d, 6d slack." }).waitFor();
  expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("durations, predecessors and dates are typed, and every edit reschedules at once", async () => {
  const { page } = await openPlan(await shortPlan());
  await type(page, 3, "duration", "3d");
  expect(await texts(page, 4)).toBe("Cable|3d|9 Mar|11 Mar|3");
  expect(await announcement(page).innerText()).toBe("Change duration of “Order” to 3d. Go-live moved 2 working days earlier to 11 March. 3 tasks moved.");
  await type(page, 4, "predecessors", "3fs + 2 d");
  expect(await texts(page, 4)).toBe("Cable|3d|11 Mar|13 Mar|3FS+2d");
  await type(page, 5, "predecessors", "3SS+50%;2FF-1d");
  expect(await texts(page, 5)).toContain("|2FF-1d,3SS+50%");
  await type(page, 3, "duration", "2/5/9d");
  expect(await texts(page, 3)).toContain("|2/5/9d|");
});

test("a typed date sets a constraint, keeps the link, and can be taken back from the message", async () => {
  const { page } = await openPlan(await shortPlan());
  await cell(page, 4, "start").click();
  await page.keyboard.type("20 mar");
  await page.getByText("= Fri 20 March 2026").waitFor();
  await page.keyboard.press("Enter");
  expect(await texts(page, 4)).toBe("Cable|3d|20 Mar|24 Mar|3");
  await page.getByText("Start no earlier than 20 Mar. The link from row 3 stays.").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  expect(await texts(page, 4)).toBe("Cable|3d|11 Mar|13 Mar|3");
});

test("a loop and an unknown row are refused in place: the old value stays, the text stays in the editor", async () => {
  const { page } = await openPlan(await shortPlan());
  await type(page, 2, "predecessors", "4");
  await page.getByText("Row 4 already waits for row 2, so this makes a loop: 2 → 3 → 4 → 2.").waitFor();
  expect(await page.getByLabel("Predecessors, row 2").inputValue()).toBe("4");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("240");
  await page.keyboard.press("Enter");
  await page.getByText("There is no row 240. The last row is 6.").waitFor();
  await page.keyboard.press("Escape");
  expect(await texts(page, 2)).toBe("Survey|2d|2 Mar|3 Mar|");
  expect(await page.evaluate(() => document.activeElement?.closest("[data-task]")?.getAttribute("data-task"))).toBe("NET-2");
});

test("rows are inserted, indented, moved, linked, deleted and brought back by keys alone", async () => {
  const { page } = await openPlan(await shortPlan());
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await cell(page, 5, "task").click();
  await press("Insert");
  await page.keyboard.type("Rehearse");
  await press("Enter", "ArrowUp");
  expect(await texts(page, 5)).toContain("Rehearse");
  await press("Alt+Shift+ArrowRight");
  expect(await row(page, 5).getAttribute("aria-level")).toBe("2");
  await press("Alt+Shift+ArrowUp");
  expect(await texts(page, 4)).toContain("Rehearse");
  await press("Shift+ArrowDown", "Control+F2");
  expect(await texts(page, 5)).toContain("3,4");
  await press("Control+Shift+F2");
  expect(await texts(page, 5)).toMatch(/\|3$/);
  await cell(page, 4, "task").click();
  await press("Control+-");
  await page.getByText("“Rehearse” deleted.").waitFor();
  await press("Control+z");
  expect(await texts(page, 4)).toContain("Rehearse");
  await cell(page, 1, "task").click();
  await press("Alt+ArrowLeft");
  expect(await row(page, 1).getAttribute("aria-expanded")).toBe("false");
  expect(await row(page, 3).getAttribute("data-task")).toBe("NET-6");
});

test("Tab commits while editing and leaves the grid otherwise", async () => {
  const { page } = await openPlan(await shortPlan());
  await cell(page, 3, "duration").click();
  await page.keyboard.type("4d");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-column"))).toBe("start");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("[role=treegrid]"))).toBeNull();
});

test("200 pasted rows are one edit: bad cells keep their text, one undo removes all", async () => {
  const project = await write<Summary>("/projects", { name: "Blank", key: "BLK", start: "2026-03-02" });
  const { page } = await app.page();
  await page.goto("/p/BLK/plan/gantt");
  await page.getByText("This plan has no tasks yet").waitFor();
  expect(project.key).toBe("BLK");
  const lines = Array.from({ length: 200 }, (_, index) => (index % 20 === 0 ? `Phase ${index}` : `  Task ${index}\t${index === 50 ? "soon" : "2d"}\t${index % 20 > 1 ? index : ""}`));
  await page.locator("[role=gridcell][data-column=task]").first().click();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, ["Task\tDuration\tPredecessors", ...lines].join("\n"));
  expect(await page.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("202");
  expect(await row(page, 2).getAttribute("aria-level")).toBe("2");
  await page.getByText("1 cell needs a look").waitFor();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("soon");
  await page.keyboard.press("Control+z");
  expect(await page.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("2");
});

test("what is copied pastes back as no change, and spreadsheets get real dates", async () => {
  const { page } = await openPlan(await shortPlan());
  await cell(page, 2, "task").click();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(`Shift+${key}`);
  const copied = await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    document.activeElement?.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData("text/plain");
  });
  expect(copied).toBe("Survey\t2d\t2026-03-02\t2026-03-03\t\nOrder\t5d\t2026-03-04\t2026-03-10\t2");
  expect(await page.getByRole("button", { name: "Nothing to undo" }).count()).toBe(1);
});

test("a bar is dragged, its end is dragged, a link is drawn and taken away; undo takes all back", async () => {
  const { page } = await openPlan(await shortPlan());
  const before = await page.locator("[role=treegrid] [data-task]").allInnerTexts();
  const bar = await barOf(page, 4);
  await page.mouse.move(bar.left + 8, bar.middle);
  await page.mouse.down();
  await page.mouse.move(bar.left + 8 + 2 * 13, bar.middle, { steps: 4 });
  await page.getByText("13 Mar – 17 Mar · 3d").waitFor();
  await page.getByText("Finish 13 Mar → 17 Mar (+2 working days)").waitFor();
  expect(await texts(page, 6)).toContain("17 Mar");
  await page.mouse.up();
  expect(await texts(page, 4)).toBe("Cable|3d|13 Mar|17 Mar|3");
  const test4 = await barOf(page, 5);
  await page.mouse.move(test4.right - 2, test4.middle);
  await page.mouse.down();
  await page.mouse.move(test4.right - 2 + 4 * 13, test4.middle, { steps: 4 });
  await page.mouse.up();
  expect(await texts(page, 5)).toBe("Test|6d|2 Mar|9 Mar|");
  const [from, to] = [await barOf(page, 2), await barOf(page, 5)];
  await page.mouse.move((from.left + from.right) / 2, from.middle);
  await page.mouse.move(from.right + 10, from.middle, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(to.left + 3, to.middle, { steps: 5 });
  await page.getByText("FS: finish of row 2 → start of row 5").waitFor();
  await page.mouse.up();
  expect(await texts(page, 5)).toBe("Test|6d|4 Mar|11 Mar|2");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
  expect(await page.locator("[role=treegrid] [data-task]").allInnerTexts()).toEqual(before);
});

test("a drag that is given up with Escape changes nothing", async () => {
  const { page } = await openPlan(await shortPlan());
  const bar = await barOf(page, 4);
  await page.mouse.move(bar.left + 8, bar.middle);
  await page.mouse.down();
  await page.mouse.move(bar.left + 90, bar.middle, { steps: 4 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await texts(page, 4)).toBe("Cable|3d|11 Mar|13 Mar|3");
});

test("a task is moved by keys in the chart, and its details open with Enter", async () => {
  const { page } = await openPlan(await shortPlan());
  await page.getByRole("img", { name: /^Phase, / }).focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Alt+ArrowRight"]) await page.keyboard.press(key);
  expect(await texts(page, 4)).toBe("Cable|3d|12 Mar|16 Mar|3");
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Details of Cable" });
  await details.waitFor();
  await details.getByLabel("Constraint", { exact: true }).selectOption("SNLT");
  await details.getByLabel("Constraint date").fill("2026-03-05");
  await page.keyboard.press("Enter");
  expect(await details.getByText(/Why this date\?/).count()).toBe(1);
  expect(await texts(page, 4)).toContain("|5 Mar|");
  await page.waitForURL(/details=NET-4/);
});

test("a task says how much it is needed and how else it could be done, and what makes no sense is refused in place", async () => {
  const { page } = await openPlan(await shortPlan());
  await page.getByRole("img", { name: /^Phase, / }).focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  const details = page.getByRole("complementary", { name: "Details of Cable" });
  await details.getByRole("button", { name: /^Total slack/ }).press("e");
  const card = page.getByRole("dialog", { name: /^Total slack of “Cable”: \d/ });
  await card.getByText("How it came about:").waitFor();
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  await details.getByRole("tab", { name: "Scope" }).click();
  await details.getByLabel("Need").selectOption("Could");
  await details.getByLabel("Value points").fill("many");
  await page.keyboard.press("Enter");
  await details.getByText("“many” is no value").waitFor();
  await details.getByLabel("Value points").fill("3");
  await page.keyboard.press("Enter");
  await details.getByRole("button", { name: "Add another way" }).click();
  const form = details.getByRole("form", { name: "Another way" });
  await form.getByLabel("What is done otherwise").fill("pulled by a firm");
  await form.getByLabel("Takes").fill("soon");
  await form.getByRole("button", { name: "Add" }).click();
  expect(await form.getByRole("alert").textContent()).toContain("“soon” is no duration");
  await form.getByLabel("Takes").fill("1d");
  await form.getByLabel(/Costs more/).fill("1'250");
  await form.getByLabel("Supplier").fill("Cable & Co");
  await form.getByRole("button", { name: "Add" }).click();
  expect(await details.getByRole("listitem").textContent()).toContain("pulled by a firm: 1d, by Cable & Co for");
  await page.keyboard.press("Control+z");
  await details.getByText("None is known").waitFor();
});

test("a sent link shows the same picture: zoom, open details, layers and columns", async () => {
  const project = await shortPlan();
  const { page } = await openPlan(project, { search: "&zoom=day&details=NET-3&cols=start,slack&show=labels" });
  await page.getByRole("complementary", { name: "Details of Order" }).waitFor();
  expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["", "", "Task", "Start", "Slack"]);
  expect(await page.getByLabel("Zoom", { exact: true }).inputValue()).toBe("day");
  await page.getByLabel("Zoom", { exact: true }).selectOption("month");
  await page.waitForURL(/zoom=month/);
});

test("of two who set the same cell, the second sees both values at the cell and can use the own one", async () => {
  const project = await shortPlan();
  const [one, two] = [(await openPlan(project)).page, (await openPlan(project)).page];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await two.route("**/commands", async (route) => {
    await held;
    await route.continue();
  });
  await type(two, 3, "duration", "9d");
  await type(one, 3, "duration", "7d");
  await one.evaluate("window.leadline.idle()");
  letGo();
  await cell(two, 3, "duration").click();
  const card = two.getByRole("group", { name: "Two people edited this" });
  await card.waitFor();
  expect(await texts(two, 3)).toContain("|7d|");
  expect(await cell(two, 3, "duration").getAttribute("data-mark")).toBe("conflict");
  await card.getByRole("button", { name: "Use mine" }).click();
  await cell(one, 3, "duration").getByText("9d").waitFor();
});

test("a missed deadline is marked at its row", async () => {
  const project = await shortPlan();
  await write(`/projects/${project.id}/commands`, { revision: 2, commands: [{ type: "updateTasks", tasks: [{ id: "c", fields: { deadline: minuteOf(2026, 3, 12, 17) } }] }] });
  const { page } = await openPlan(project);
  await cell(page, 4, "marks").waitFor();
  expect(await cell(page, 4, "marks").getAttribute("aria-label")).toContain("Misses its deadline");
});

test.each([["light", "everything"], ["dark", "contrast"]] as const)("no accessibility rule is broken on the %s plan page", async (theme, judged) => {
  const { page } = await openPlan(await shortPlan(), { search: `&theme=${theme}&details=NET-3` });
  await page.getByRole("complementary").waitFor();
  expect(await accessibilityFaults(page, judged)).toEqual([]);
});

test("at 360 px the plan is a list without sideways scroll; a tap opens the details, and the chart reads", async () => {
  const { page, complaints } = await openPlan(await shortPlan(), { width: 360 });
  const fits = (): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  expect(await fits()).toBe(true);
  await page.getByRole("button", { name: /^Order, 4 to 10 March/ }).click();
  await page.getByRole("complementary", { name: "Details of Order" }).waitFor();
  expect(await fits()).toBe(true);
  await page.getByRole("button", { name: "Close details" }).click();
  await page.getByRole("button", { name: "Chart", exact: true }).click();
  await page.getByTestId("plan-chart").waitFor();
  expect(await fits()).toBe(true);
  expect(complaints).toEqual([]);
});
