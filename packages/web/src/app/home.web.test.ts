/** Facts about the pages around the plan, in a real browser on a real server: begin, bring, list, settle, remove. */
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility.fixture.ts";
import { runApp, type RunningApp } from "./running-app.fixture.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app?.stop());
beforeEach(() => app.reset());

const TASK = (uid: number, name: string, minutes: number): string =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><OutlineLevel>1</OutlineLevel><Duration>PT${minutes / 60}H0M0S</Duration><DurationFormat>7</DurationFormat><Start>2026-03-02T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish></Task>`;
const MSPDI = `<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project"><Name>Branch refresh</Name><StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${[1, 2, 3, 4, 5, 6, 7].map((day) => (day === 1 || day === 7 ? `<WeekDay><DayType>${day}</DayType><DayWorking>0</DayWorking></WeekDay>` : `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>`)).join("")}</WeekDays></Calendar></Calendars><Tasks>${TASK(1, "Survey", 960)}${TASK(2, "Order", 960)}</Tasks></Project>`;

/** Drops a file in the middle of the page, as from a file manager. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text ?? ""], fileName ?? "", { type: "application/octet-stream" }));
      return data;
    },
    [name, content],
  );
  await page.dispatchEvent("main", "dragenter", { dataTransfer: transfer });
  expect(await page.getByText("Drop the plan to bring it in").isVisible()).toBe(true);
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
}

async function projectNames(): Promise<string[]> {
  const answer = (await (await fetch(`${app.address}/api/v1/projects`)).json()) as { projects: { name: string }[] };
  return answer.projects.map((project) => project.name).sort();
}

test("a template becomes a scheduled plan in three clicks and a name", async () => {
  const { page, complaints } = await app.page();
  await page.goto("/");
  await page.getByRole("button", { name: "Choose a template" }).click();
  await page.getByText("Hardware / network upgrade").click();
  await page.getByLabel("Name of the project").fill("Branch network");
  await page.getByLabel("Starts on").fill("2026-03-02");
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL("**/p/*/plan/gantt");
  await page.getByText("Branch network").first().waitFor();
  expect(await page.title()).toContain("Branch network");
  expect(complaints).toEqual([]);
});

test("the samples come with one click and go with one click", async () => {
  const { page } = await app.page();
  await page.goto("/");
  await page.getByRole("button", { name: "Add the samples" }).click();
  await page.waitForURL("**/projects");
  await page.locator("tr[data-project]").nth(2).waitFor();
  expect((await projectNames()).length).toBeGreaterThanOrEqual(3);
  await page.getByRole("button", { name: "Remove samples" }).click();
  await page.getByText("Your projects will be listed here").waitFor();
  expect(await projectNames()).toEqual([]);
});

test("a dropped plan of Microsoft Project opens with its import report", async () => {
  const { page, complaints } = await app.page();
  await page.goto("/projects");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await drop(page, "refresh.xml", MSPDI);
  await page.waitForURL("**/p/*/plan/gantt?panel=import");
  await page.getByText("All 2 tasks start and finish exactly when Microsoft Project stored it.").waitFor();
  await page.getByRole("button", { name: "Close the report" }).click();
  await page.waitForURL((address) => !address.search.includes("panel"));
  await page.getByRole("button", { name: "Share and settings" }).click();
  await page.getByRole("menuitem", { name: "Import report" }).click();
  await page.getByRole("heading", { name: "Import report" }).waitFor();
  expect(complaints).toEqual([]);
});

test.each([
  ["plan.mpp", "anything", /File > Save As.*XML Format/],
  ["plan.xml", "this is no XML", /no plan that Leadline reads/],
  ["plan.xml", "<Project><Tasks><Task>", /./],
])("%s that cannot be read is answered with a sentence, and nothing is imported", async (name, content, sentence) => {
  const { page } = await app.page();
  await page.goto("/");
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  await drop(page, name, content);
  const dialog = page.getByRole("dialog", { name: `${name} was not imported` });
  await dialog.waitFor();
  expect(await dialog.locator("p").innerText()).toMatch(sentence);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await projectNames()).toEqual([]);
});

test("an import can be cancelled while the server reads, and leaves nothing behind", async () => {
  const { page } = await app.page();
  await page.goto("/");
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  const many = Array.from({ length: 12_000 }, (_, index) => TASK(index + 3, `Task ${index}`, 960)).join("");
  await drop(page, "large.xml", MSPDI.replace("</Tasks>", `${many}</Tasks>`));
  await page.getByText("Reading the plan").waitFor();
  await page.getByRole("progressbar").waitFor();
  const deletion = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await page.getByRole("button", { name: "Cancel import" }).click();
  await page.getByText("Cancelled. Nothing was imported.").waitFor();
  expect((await deletion).status()).toBe(200);
  expect(await projectNames()).toEqual([]);
  expect(new URL(page.url()).pathname).toBe("/");
});

test("a project is renamed, copied, deleted, and brought back from the list", async () => {
  const { page, complaints } = await app.page();
  await page.goto("/projects");
  await page.getByRole("button", { name: "New project" }).first().click();
  await page.getByText("Blank plan", { exact: true }).click();
  await page.getByLabel("Name of the project").fill("Alpha");
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL("**/plan/gantt");
  await page.goto("/projects");
  const menu = (name: string) => page.getByRole("button", { name: `What can be done with ${name}`, exact: true });
  await menu("Alpha").click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByLabel("Name of the project").fill("Beta");
  await page.getByRole("button", { name: "Rename" }).click();
  await menu("Beta").click();
  await page.getByRole("menuitem", { name: "Copy" }).click();
  await page.locator("tr[data-project]").nth(1).waitFor();
  await menu("Beta").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByText("“Beta” was deleted").waitFor();
  await menu("Beta").waitFor({ state: "hidden" });
  expect(await projectNames()).toHaveLength(1);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await menu("Beta").waitFor();
  expect(await projectNames()).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test("start and calendar show what they do to the finish before they are applied", async () => {
  const { page, complaints } = await app.page();
  await page.goto("/projects");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await drop(page, "refresh.xml", MSPDI);
  await page.waitForURL("**/plan/gantt?panel=import");
  await page.goto("/projects");
  await page.getByRole("button", { name: /^What can be done with/ }).click();
  await page.getByRole("menuitem", { name: "Start and calendar…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The plan finishes on Tue 3 Mar 2026 17:00.").waitFor();
  await dialog.getByLabel("Project starts").fill("2026-03-06T08:00");
  await dialog.getByText("The finish moves later, from Tue 3 Mar 2026 17:00 to Mon 9 Mar 2026 17:00.").waitFor();
  await dialog.getByLabel("Saturday: working or not").selectOption("working");
  await dialog.getByText("to Sat 7 Mar 2026 17:00.").waitFor();
  await dialog.getByLabel("Saturday: working times").fill("mornings");
  await dialog.getByRole("button", { name: "Apply to the plan" }).click();
  await dialog.getByText("“mornings” is no working time").first().waitFor();
  await dialog.getByLabel("Saturday: working times").fill("08:00-12:00");
  await dialog.getByLabel("Name", { exact: true }).fill("Company day");
  await dialog.getByLabel("From", { exact: true }).fill("2026-03-09");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("Company day: Mon 9 Mar 2026").waitFor();
  await dialog.getByText("to Tue 10 Mar 2026 12:00.").waitFor();
  await dialog.getByRole("button", { name: "Apply to the plan" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("cell", { name: "10 Mar 2026" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a plan downloads as Microsoft Project XML, JSON and plan-text", async () => {
  const { page } = await app.page();
  await page.goto("/");
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  await drop(page, "refresh.xml", MSPDI);
  await page.waitForURL("**/plan/gantt?panel=import");
  for (const [label, ending] of [["Microsoft Project (XML)", ".xml"], ["Leadline (JSON)", ".json"], ["Plan text (.plan)", ".plan"]] as const) {
    await page.getByRole("button", { name: "Share and settings" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: label }).click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`${ending.replace(".", "\\.")}$`));
  }
});

test("an address that leads nowhere says so and leads on", async () => {
  const { page } = await app.page();
  await page.goto("/p/NOSUCH/plan/gantt");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.goto("/nowhere");
  await page.getByRole("link", { name: "Show all projects" }).click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
});

test.each([["light", "everything"], ["dark", "contrast"]] as const)("the pages are free of accessibility faults in %s, wide and narrow, and never scroll sideways", async (theme, judged) => {
  await fetch(`${app.address}/api/v1/samples`, { method: "POST", headers: { origin: app.address, "idempotency-key": `samples-${theme}`, "content-type": "application/json" }, body: "{}" });
  for (const width of [1440, 360]) {
    const { page } = await app.page({ width });
    for (const path of ["/", "/projects", "/nowhere"]) {
      await page.goto(`${path}?theme=${theme}&motion=0`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      if (path !== "/nowhere") await page.getByText("Sample").first().waitFor();
      expect(await page.evaluate(() => document.documentElement.dataset["mantineColorScheme"])).toBe(theme);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${path} at ${width}`).toBeLessThanOrEqual(0);
      expect(await accessibilityFaults(page, judged), path).toEqual([]);
    }
    await page.context().close();
  }
});

// What works beside the page (the simulation) comes after its first picture and is not counted.
test("a project's page loads at most 350 kB of script", async () => {
  const { page } = await app.page();
  await page.goto("/");
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  await drop(page, "refresh.xml", MSPDI);
  await page.waitForURL("**/plan/gantt?panel=import");
  await page.goto(new URL(page.url()).pathname);
  await page.locator("[data-task]").first().waitFor();
  await page.evaluate("window.leadline.idle()");
  const scripts = await page.evaluate(() => [...new Set(performance.getEntriesByType("resource").map((entry) => entry.name))].filter((name) => /\.js$/.test(new URL(name).pathname) && !/-worker-[^/]*$/.test(name)));
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(Buffer.from(await (await fetch(script)).arrayBuffer())).length));
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(350_000);
});

test("where the last check found the database altered, a red line says so on every page and names what", async () => {
  const { page } = await app.page();
  await page.route("**/api/v1/log", async (route) => {
    const answer = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...answer, verification: { at: "2026-11-23T03:00:00Z", result: { findings: 2, first: [{ table: "record", sentence: "record, project NET, statusReport report-1-1, headline: the row says otherwise than the log." }] } } } });
  });
  for (const path of ["/", "/projects", "/portfolio"]) {
    await page.goto(path);
    await page.getByRole("alert").filter({ hasText: "2 things were changed in the database behind Leadline’s back: record, project NET, statusReport report-1-1, headline" }).waitFor();
  }
});

test("F6 walks from region to region, and ? shows the keys", async () => {
  const { page } = await app.page();
  await page.goto("/projects");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  const region = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.closest("[data-region]")?.tagName);
  const walked: (string | undefined)[] = [];
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("F6");
    walked.push(await region());
  }
  expect(new Set(walked)).toEqual(new Set(["NAV", "MAIN"]));
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys and words" }).waitFor();
});
