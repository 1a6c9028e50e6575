/** Facts about planning by keyboard: what is typed moves the dates and reads back normalised, the focus stays in the grid, and undo gives back the same bytes. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { atRest, bringPlan, cell, datesOf, heldRecords, openPlan, recordsOf, row, runApp, textOf, type, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

const PLAN = `project "Branch refresh" starts 2026-03-02
A "Site survey" 3d
B "Order switches" 8d after A
C "Configure" 5d after B
D "Install" 2d
E "Test" 1d after D
F "Handbook" 2d
G "Training" 3d
`;

let app: RunningApp;
let project: ProjectFacts;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app?.stop());
beforeEach(async () => {
  await app.reset();
  project = await bringPlan(app, "refresh.plan", PLAN);
});

test("a typed predecessor with lag moves the task and all that waits for it, and reads back normalised", async () => {
  const { page, complaints, failures, strangers } = await openPlan(app, project);
  expect(await datesOf(page, 4)).toBe("2026-03-02T08:00 2026-03-03T17:00");
  await type(page, 4, "predecessors", "3FS+2d");
  expect(await textOf(page, 4, "predecessors")).toBe("3FS+2d");
  expect(await datesOf(page, 4)).toBe("2026-03-26T08:00 2026-03-27T17:00");
  expect(await datesOf(page, 5)).toBe("2026-03-30T08:00 2026-03-30T17:00");
  await type(page, 4, "predecessors", "3");
  expect(await datesOf(page, 4)).toBe("2026-03-24T08:00 2026-03-25T17:00");
  await type(page, 4, "predecessors", "3fs + 2 d");
  expect(await textOf(page, 4, "predecessors")).toBe("3FS+2d");
  expect(await datesOf(page, 4)).toBe("2026-03-26T08:00 2026-03-27T17:00");
  await type(page, 5, "predecessors", "1SS+50%, 3FF-1d;4");
  expect(await textOf(page, 5, "predecessors")).toBe("1SS+50%,3FF-1d,4");
  expect([complaints, failures, strangers]).toEqual([[], [], []]);
});

test("every kind of edit keeps the focus in the grid, undoing them all gives back the same bytes, and so does redoing", async () => {
  const { page, complaints, failures } = await openPlan(app, project);
  const before = await recordsOf(app, project);
  const edits = everyKindOfEdit(page);
  for (const [words, act] of edits) {
    await act();
    expect(await hasGridFocus(page), `focus after: ${words}`).toBe(true);
  }
  await atRest(page);
  const after = await recordsOf(app, project);
  expect(await heldRecords(page, project)).toBe(after);
  expect(after).not.toBe(before);

  expect(await pressUntil(page, "Control+z", "Nothing to undo")).toBe(edits.length);
  expect(await recordsOf(app, project)).toBe(before);
  expect(await pressUntil(page, "Control+y", "Nothing to redo")).toBe(edits.length);
  expect(await recordsOf(app, project)).toBe(after);
  expect(await heldRecords(page, project)).toBe(after);
  expect([complaints, failures]).toEqual([[], []]);
});

/** Each of them is one step of undo. */
function everyKindOfEdit(page: Page): readonly (readonly [string, () => Promise<void>])[] {
  const names = (): Promise<string[]> => page.locator("[role=treegrid] [data-task] [data-column=task]").allInnerTexts();
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  return [
    ["a name", () => type(page, 3, "task", "Configure switches")],
    ["weeks", () => type(page, 3, "duration", "2w")],
    ["elapsed days", () => type(page, 1, "duration", "3ed")],
    [
      "three points",
      async () => {
        await type(page, 4, "duration", "2/5/9d");
        expect(await textOf(page, 4, "duration")).toBe("2/5/9d");
      },
    ],
    ["a predecessor", () => type(page, 4, "predecessors", "3FS+2d")],
    [
      "a start",
      async () => {
        await type(page, 6, "start", "2026-04-22");
        expect(await datesOf(page, 6)).toBe("2026-04-22T08:00 2026-04-23T17:00");
        await page.getByRole("alert").filter({ hasText: /no earlier than/i }).waitFor();
      },
    ],
    [
      "an inserted row",
      async () => {
        await cell(page, 4, "task").click();
        await press("Insert", "Escape");
        expect(await names()).toEqual(["Site survey", "Order switches", "Configure switches", "New task", "Install", "Test", "Handbook", "Training"]);
      },
    ],
    ["the new row's name", () => type(page, 4, "task", "Freeze")],
    [
      "two rows indented",
      async () => {
        await cell(page, 7, "task").click();
        await press("Shift+ArrowDown", "Alt+Shift+ArrowRight");
        expect(await row(page, 6).getAttribute("data-kind")).toBe("summary");
        expect(await row(page, 8).getAttribute("aria-level")).toBe("2");
      },
    ],
    [
      "a row outdented",
      async () => {
        await cell(page, 8, "task").click();
        await press("Alt+Shift+ArrowLeft");
        expect(await row(page, 8).getAttribute("aria-level")).toBe("1");
      },
    ],
    [
      "a row moved",
      async () => {
        await press("Alt+Shift+ArrowUp");
        expect(await names()).toEqual(["Site survey", "Order switches", "Configure switches", "Freeze", "Install", "Training", "Test", "Handbook"]);
      },
    ],
    [
      "a row deleted",
      async () => {
        await cell(page, 2, "task").click();
        await press("Control+-");
        expect(await names()).toEqual(["Site survey", "Configure switches", "Freeze", "Install", "Training", "Test", "Handbook"]);
      },
    ],
  ];
}

const hasGridFocus = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.closest("[role=treegrid]") !== null);

/** How often a key had to be pressed until a button says that nothing is left. */
async function pressUntil(page: Page, key: string, nothingLeft: string): Promise<number> {
  let count = 0;
  while ((await page.getByRole("button", { name: nothingLeft }).count()) === 0 && count < 30) {
    await page.keyboard.press(key);
    count += 1;
  }
  await atRest(page);
  return count;
}
