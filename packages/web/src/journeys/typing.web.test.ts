/** Facts about planning by keyboard on the plan page: what is typed moves the dates, reads back normalised, and can be taken back to the byte. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { atRest, bringPlan, cell, datesOf, openPlan, recordsOf, row, runApp, textOf, type, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

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

test("a loop is refused in a sentence that names it, and Escape leaves the cell as it was", async () => {
  const { page } = await openPlan(app, project);
  const before = await recordsOf(app, project);
  await type(page, 1, "predecessors", "3");
  const note = page.locator("#plan-cell-note");
  expect(await note.innerText()).toMatch(/loop/);
  expect(await note.innerText()).toMatch(/1 → 2 → 3 → 1|3 → 1 → 2 → 3|2 → 3 → 1 → 2/);
  expect(await page.locator("input[aria-invalid=true]").inputValue()).toBe("3");
  await page.keyboard.press("Escape");
  expect(await textOf(page, 1, "predecessors")).toBe("");
  expect(await datesOf(page, 1)).toBe("2026-03-02T08:00 2026-03-04T17:00");
  await atRest(page);
  expect(await recordsOf(app, project)).toBe(before);
});

test("durations are read in weeks, hours, elapsed days and as three points", async () => {
  const { page } = await openPlan(app, project);
  const typed = async (text: string): Promise<string[]> => {
    await type(page, 4, "duration", text);
    return [await textOf(page, 4, "duration"), (await datesOf(page, 4)).slice(17)];
  };
  expect(await typed("2w")).toEqual(["2w", "2026-03-13T17:00"]);
  expect(await typed("4h")).toEqual(["4h", "2026-03-02T12:00"]);
  expect(await typed("3ed")).toEqual(["3ed", "2026-03-05T08:00"]);
  expect(await typed("2/5/9d")).toEqual(["2/5/9d", "2026-03-06T17:00"]);
});

test("a typed start sets a constraint, says so, and offers to take it back", async () => {
  const { page } = await openPlan(app, project);
  const before = await recordsOf(app, project);
  await type(page, 4, "start", "2026-03-11");
  expect(await datesOf(page, 4)).toBe("2026-03-11T08:00 2026-03-12T17:00");
  const toast = page.getByRole("alert").filter({ hasText: /no earlier than/i });
  await toast.waitFor();
  expect(await toast.innerText()).toContain("11 Mar");
  await atRest(page);
  expect(await recordsOf(app, project)).toContain('"constraint":"SNET"');
  await toast.getByRole("button", { name: "Undo" }).click();
  expect(await datesOf(page, 4)).toBe("2026-03-02T08:00 2026-03-03T17:00");
  await atRest(page);
  expect(await recordsOf(app, project)).toBe(before);
});

test("rows are inserted, indented, outdented and deleted by keys, and undoing all gives back the same bytes; so does redoing", async () => {
  const { page, complaints, failures } = await openPlan(app, project);
  const before = await recordsOf(app, project);
  const names = (): Promise<string[]> => page.locator("[role=treegrid] [data-task] [data-column=task]").allInnerTexts();

  await type(page, 3, "task", "Configure switches");
  await type(page, 3, "duration", "2w");
  await type(page, 4, "predecessors", "3FS+2d");
  await cell(page, 4, "task").click();
  await page.keyboard.press("Insert");
  await page.keyboard.type("Freeze");
  await page.keyboard.press("Enter");
  expect(await names()).toEqual(["Site survey", "Order switches", "Configure switches", "Freeze", "Install", "Test", "Handbook", "Training"]);
  await cell(page, 7, "task").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  expect(await row(page, 6).getAttribute("data-kind")).toBe("summary");
  expect(await row(page, 8).getAttribute("aria-level")).toBe("2");
  await cell(page, 8, "task").click();
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  expect(await row(page, 8).getAttribute("aria-level")).toBe("1");
  await type(page, 5, "start", "2026-04-22");
  await cell(page, 4, "task").click();
  await page.keyboard.press("Control+-");
  expect(await names()).toEqual(["Site survey", "Order switches", "Configure switches", "Install", "Test", "Handbook", "Training"]);
  await atRest(page);
  const after = await recordsOf(app, project);
  expect(after).not.toBe(before);

  const takeAll = async (key: string, nothingLeft: string): Promise<number> => {
    let steps = 0;
    while ((await page.getByRole("button", { name: nothingLeft }).count()) === 0) {
      await page.keyboard.press(key);
      steps += 1;
      expect(steps, "undo comes to an end").toBeLessThan(30);
    }
    await atRest(page);
    return steps;
  };
  const undone = await takeAll("Control+z", "Nothing to undo");
  expect(await recordsOf(app, project)).toBe(before);
  const redone = await takeAll("Control+y", "Nothing to redo");
  expect(await recordsOf(app, project)).toBe(after);
  expect(redone).toBe(undone);
  expect([complaints, failures]).toEqual([[], []]);
});
