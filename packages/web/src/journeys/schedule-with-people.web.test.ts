/** Facts about scheduling with people: assigning by typing, levelling with its reasons before and after, baselines as ghosts, health with its fixes, progress. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { atRest, bar, bringPlan, cell, datesOf, heldRecords, openPlan, recordsOf, row, runApp, textOf, type, type ProjectFacts, type RunningApp, type Visitor } from "./driver.fixture.ts";

/** Build and Test share Anna from 2 March on; Test has a day of slack more than Build. */
const PLAN = `project "Branch refresh" starts 2026-03-02
A "Build" 4d by "Anna"
B "Test" 2d by "Anna"
C "Roll-out" 3d after A
D "Training" 2d
`;
const NOW = "?now=2026-03-02T09:00:00&motion=0";

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

test("levelling shows each task that moves, by how much and why, with the finish before and after; nothing is kept until it is applied, and undo is exact", async () => {
  const { page, complaints, failures } = await openPlan(app, project, { search: NOW });
  const before = await recordsOf(app, project);
  await page.locator("[data-mark-kind=overload]").first().waitFor();
  expect(await cell(page, 2, "marks").getAttribute("aria-label")).toBe("Anna has too much to do: on 2 Mar 16h are asked, and there are 8h.");
  await choose(page, "Level the plan…");
  await page.getByRole("dialog").getByRole("button", { name: "Show what would move" }).click();
  const panel = page.getByRole("complementary", { name: "Levelling" });
  const moved = panel.getByRole("region", { name: "Tasks that move" }).getByRole("listitem");
  await moved.first().waitFor();
  expect(await moved.allInnerTexts()).toEqual([expect.stringMatching(/2 Test\s+4 days later\s+“Test” waits 4 days because Anna is on “Build” at 100 % until .*, and .*\./)]);
  expect(await panel.getByRole("definition").allInnerTexts()).toEqual(["10 Mar", "10 Mar (stays)"]);
  expect(await datesOf(page, 2), "the page shows the plan as it would be").toBe("2026-03-06T08:00 2026-03-09T17:00");
  expect(await recordsOf(app, project), "and stores nothing").toBe(before);

  await panel.getByRole("button", { name: "Discard", exact: true }).click();
  expect(await datesOf(page, 2)).toBe("2026-03-02T08:00 2026-03-03T17:00");

  await choose(page, "Level the plan…");
  await page.getByRole("dialog").getByRole("button", { name: "Show what would move" }).click();
  await panel.getByRole("button", { name: "Apply" }).click();
  await panel.waitFor({ state: "detached" });
  expect(await datesOf(page, 2)).toBe("2026-03-06T08:00 2026-03-09T17:00");
  await atRest(page);
  await page.keyboard.press("Control+z");
  await atRest(page);
  expect(await recordsOf(app, project)).toBe(before);
  expect(await heldRecords(page, project)).toBe(before);
  expect([complaints, failures]).toEqual([[], []]);
});

test("an edit while a levelling is looked at ends it, and levelling again fits the plan as it is then", async () => {
  const { page } = await openPlan(app, project, { search: NOW });
  await choose(page, "Level the plan…");
  await page.getByRole("dialog").getByRole("button", { name: "Show what would move" }).click();
  const panel = page.getByRole("complementary", { name: "Levelling" });
  await panel.getByRole("button", { name: "Apply" }).waitFor();
  await type(page, 1, "duration", "1d");
  expect(await datesOf(page, 2)).toBe("2026-03-02T08:00 2026-03-03T17:00");
  await panel.getByRole("button", { name: "Level again" }).click();
  await panel.getByText("“Test” waits 1 day").waitFor();
  expect(await datesOf(page, 2)).toBe("2026-03-03T08:00 2026-03-04T17:00");
});

test("a search for an earlier finish runs beside the page and says how much earlier anything could be", async () => {
  const { page, complaints } = await openPlan(app, project, { search: NOW });
  await choose(page, "Level the plan…");
  const dialog = page.getByRole("dialog", { name: "Level the plan" });
  await dialog.getByLabel("Optimise: search for an earlier finish").check();
  await dialog.getByLabel("Search for at most").selectOption("5 seconds");
  await dialog.getByRole("button", { name: "Show what would move" }).click();
  const panel = page.getByRole("complementary", { name: "Levelling" });
  await panel.getByText(/plans? compared\. No order can finish before .*2026.*Nothing better is possible\./).waitFor();
  expect(await panel.getByRole("definition").allInnerTexts()).toEqual(["10 Mar", "10 Mar (stays)"]);
  await panel.getByRole("button", { name: "Apply" }).click();
  await panel.waitFor({ state: "detached" });
  expect(await datesOf(page, 3)).toBe("2026-03-06T08:00 2026-03-10T17:00");
  await choose(page, "Clear levelling");
  expect(await datesOf(page, 2)).toBe("2026-03-02T08:00 2026-03-03T17:00");
  expect(complaints).toEqual([]);
});

test.each([["light", "everything"], ["dark", "contrast"]] as const)("no accessibility rule is broken by health, levelling and the resource sheet in %s", async (theme, judged) => {
  const { page } = await openPlan(app, project, { search: `${NOW}&theme=${theme}` });
  await page.getByRole("button", { name: "Health" }).click();
  await page.getByRole("complementary", { name: "Schedule health" }).locator("summary").first().click();
  expect(await accessibilityFaults(page, judged)).toEqual([]);
  await choose(page, "Level the plan…");
  await page.getByRole("dialog").getByRole("button", { name: "Show what would move" }).click();
  await page.getByRole("button", { name: "Apply" }).waitFor();
  expect(await accessibilityFaults(page, judged)).toEqual([]);
  await page.getByRole("link", { name: "People" }).click();
  await page.getByLabel("Name of Anna").waitFor();
  expect(await accessibilityFaults(page, judged)).toEqual([]);
});

test("people are assigned by typing: a name that is new becomes a resource, units change the work, and what cannot be read is said in place", async () => {
  const { page } = await openPlan(app, project, { search: `${NOW}&cols=duration,start,finish,resources` });
  await type(page, 4, "resources", "Engineer[50%]; anna");
  expect(await textOf(page, 4, "resources")).toBe("Engineer[50%]; Anna");
  await type(page, 4, "resources", "Engineer[half]");
  await page.getByText("“[half]” behind “Engineer” is not a share of working time. Type one such as [50%].").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "People" }).click();
  await page.getByLabel("Name of Engineer").waitFor();
  expect(await page.locator("[data-resource=Anna]").getByRole("img").getAttribute("aria-label")).toMatch(/^Too much on 2 days, first on 2 Mar 2026: 24h asked, 8h available\.$/);
  await page.getByLabel("Max. units of Engineer").fill("50 %");
  await page.getByLabel("Rate / h of Engineer").fill("95");
  await page.getByLabel("Name of Engineer").fill("Network engineer");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await row(page, 4).waitFor();
  expect(await recordsOf(app, project)).toContain('"standardRateCentsPerHour":9500');
  await page.goto(`/p/${project.key}/plan/gantt${NOW}&cols=resources`);
  await row(page, 4).waitFor();
  expect(await textOf(page, 4, "resources")).toBe("Network engineer[50%]; Anna");
});

test("a baseline is drawn as a grey ghost below the bars, the row says how far it is off, and the Show menu takes it away", async () => {
  const { page } = await openPlan(app, project, { search: `${NOW}&cols=start,finish,baselineFinish,finishVariance` });
  await choose(page, "Set baseline…");
  const dialog = page.getByRole("dialog", { name: "Set baseline" });
  await dialog.getByLabel("Reason").fill("Approved by the board");
  await dialog.getByRole("button", { name: "Set the baseline" }).click();
  await dialog.waitFor({ state: "detached" });
  await cell(page, 4, "start").click();
  await page.keyboard.type("2026-03-16");
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: "Training, 16 to 17 March, 2d, critical, 10 days later than the baseline." }).waitFor();
  expect([await textOf(page, 4, "baselineFinish"), await textOf(page, 4, "finishVariance")]).toEqual(["3 Mar", "+10d"]);
  expect(await ghostColor(page, 4, 1)).toBe("#7f8996");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "Baseline", exact: true }).click();
  await page.keyboard.press("Escape");
  expect(await ghostColor(page, 4, 1)).not.toBe("#7f8996");
  await choose(page, "Clear baseline…");
  await page.getByRole("dialog").getByText("(Approved by the board)").waitFor({ state: "attached" });
  await page.getByRole("dialog").getByRole("button", { name: "Clear the baseline" }).click();
  await page.getByRole("img", { name: "Training, 16 to 17 March, 2d, critical." }).waitFor();
});

test("health lists the checks with what they counted; a finding goes to its task, its fix is an edit, and undo takes it back", async () => {
  const { page, complaints } = await openPlan(app, project, { search: NOW });
  await type(page, 3, "predecessors", "1FS-1d");
  await page.getByRole("button", { name: "Health" }).click();
  const panel = page.getByRole("complementary", { name: "Schedule health" });
  const leads = panel.locator("[data-check='2']");
  await leads.waitFor();
  expect(await leads.getAttribute("data-pass")).toBe("false");
  await leads.locator("summary").click();
  await leads.getByText(/“Roll-out”/).first().waitFor();
  await cell(page, 1, "task").click();
  await leads.getByRole("button", { name: "Go there" }).click();
  expect(await row(page, 3).getAttribute("data-active")).toBe("");
  await leads.getByRole("button", { name: /^Fix: / }).click();
  await panel.locator("[data-check='2'][data-pass=true]").waitFor();
  expect(await textOf(page, 3, "predecessors")).toBe("1");
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  expect(await textOf(page, 3, "predecessors")).toBe("1FS-1d");
  expect(complaints).toEqual([]);
});

test("progress is typed, marked and taken over as planned, and work that is left moves behind the status date", async () => {
  const { page } = await openPlan(app, project, { search: `${NOW}&cols=start,finish,done` });
  await type(page, 4, "done", "50");
  expect(await textOf(page, 4, "done")).toBe("50 %");
  await cell(page, 4, "task").click();
  await page.getByRole("button", { name: "0 % done", exact: true }).click();
  expect(await textOf(page, 4, "done")).toBe("0 %");
  await openDialog(page, "Status date…", "Status date", "2026-03-04");
  await page.getByRole("button", { name: "Set the status date" }).click();
  await openDialog(page, "Update work as complete through…", "Complete through", "2026-03-04");
  await page.getByRole("dialog").getByRole("button", { name: "Update" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect([await textOf(page, 1, "done"), await textOf(page, 4, "done")]).toEqual(["75 %", "100 %"]);
  await cell(page, 4, "task").click();
  await page.getByRole("button", { name: "0 % done", exact: true }).click();
  await openDialog(page, "Reschedule uncompleted work…", "Work that is left starts after", "2026-03-04");
  await page.getByRole("dialog").getByText(/move/).last().waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Reschedule" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await datesOf(page, 4)).toBe("2026-03-05T08:00 2026-03-06T17:00");
});

test("working times are edited with a month to look at: a day off that repeats moves the finish, and a person's own calendar comes from the project's", async () => {
  const { page, complaints } = await openPlan(app, project, { search: NOW });
  await choose(page, "Working times…");
  const dialog = page.getByRole("dialog", { name: "Working times" });
  await dialog.getByRole("tab", { name: "Special days" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Maintenance");
  await dialog.getByLabel("From", { exact: true }).fill("2026-03-06");
  await dialog.getByLabel("Repeats").selectOption({ label: "Every Friday" });
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("Maintenance: every Friday").waitFor();
  await dialog.getByRole("button", { name: "Fri 13 Mar 2026: not worked (special)" }).waitFor();
  await dialog.getByText("The finish moves later, from Tue 10 Mar 2026 17:00 to Wed 11 Mar 2026 17:00.").waitFor();
  await dialog.getByRole("button", { name: "New calendar from this one" }).click();
  await dialog.getByLabel("Name of the calendar").fill("Anna");
  await dialog.getByRole("tab", { name: "Usual week" }).click();
  await dialog.getByLabel("Monday: working or not").selectOption("nonworking");
  await dialog.getByRole("button", { name: "Apply to the plan" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await datesOf(page, 3)).toBe("2026-03-09T08:00 2026-03-11T17:00");
  await page.getByRole("link", { name: "People" }).click();
  await page.getByLabel("Calendar of Anna").selectOption({ label: "Anna" });
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await row(page, 1).waitFor();
  expect(await datesOf(page, 1), "Anna does not work on Mondays and Fridays").toBe("2026-03-03T08:00 2026-03-10T17:00");
  expect(complaints).toEqual([]);
});

test("why a task starts when it does stands in its details, step by step, with the way to each task", async () => {
  const { page } = await openPlan(app, project, { search: NOW });
  await cell(page, 3, "start").click();
  await page.keyboard.press("Control+e");
  const details = page.getByRole("complementary", { name: "Details of Roll-out" });
  await details.getByRole("tab", { name: "Why", selected: true }).waitFor();
  await details.getByText(/“Build”/).first().waitFor();
  await details.getByRole("button", { name: "Go there" }).first().click();
  await page.getByRole("complementary", { name: "Details of Build" }).waitFor();
  expect(await row(page, 1).getAttribute("data-active")).toBe("");
});

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function openDialog(page: Page, item: string, field: string, date: string): Promise<void> {
  await choose(page, item);
  await page.getByRole("dialog").getByLabel(field, { exact: true }).fill(date);
}

/** The colour of the canvas in the middle of where the baseline has a row, some days after the plan's start. */
async function ghostColor(page: Visitor["page"], number: number, day: number): Promise<string> {
  const start = await (await bar(page, 1)).boundingBox();
  const own = await (await bar(page, number)).boundingBox();
  if (!start || !own) throw new Error("the rows are out of sight");
  const at = { x: start.x + day * 13 - 6, y: own.y + 23 };
  return page.evaluate(({ x, y }) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".pc-canvas");
    const box = canvas?.getBoundingClientRect();
    const [r = 0, g = 0, b = 0] = canvas?.getContext("2d")?.getImageData((x - (box?.left ?? 0)) * devicePixelRatio, (y - (box?.top ?? 0)) * devicePixelRatio, 1, 1).data ?? [];
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }, at);
}
