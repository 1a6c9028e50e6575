/** The journey from a slip to its cause in a browser: an issue that must reach somebody, windows between status dates, an event, a root cause. */
import { diagnose } from "@leadline/engine/diagnosis/windows.ts";
import { projectOf as projectFrom, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { atRest, bringPlan, heldRecords, runApp, visit, write, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

const PLAN = `project "Branch refresh" starts 2026-03-02
A "Survey" 5d
B "Order" 10d after A
C "Configure" 6d after A
D "Roll out" 8d after B, C
M "Go-live" 0d after D`;

let app: RunningApp;
let project: ProjectFacts;
beforeAll(async () => void (app = await runApp()));
beforeEach(async () => {
  await app.reset();
  project = await bringPlan(app, "refresh.plan", PLAN);
  await history();
});
afterAll(async () => app.stop());

/** Two status dates: the survey took five days more, the order four; the roll-out was cut by two days in between. */
async function history(): Promise<void> {
  const records = await recordsAt(1);
  const id = Object.fromEntries(records.flatMap((item) => (item.kind === "task" ? [[item.record.name, item.record.id]] : [])));
  let revision = project.revision;
  const run = async (...commands: readonly Command[]): Promise<void> => {
    revision = (await write<{ revision: number }>(app, `/projects/${project.id}/commands`, { revision, commands })).revision;
  };
  const status = (month: number, day: number): Command => ({ type: "updateSettings", fields: { statusDate: minuteOf(2026, month, day, 17) } });
  await run(status(3, 13), { type: "updateTasks", tasks: [{ id: id["Survey"] ?? "", fields: { actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 13, 17) } }] });
  await run({ type: "updateTasks", tasks: [{ id: id["Roll out"] ?? "", fields: { durationMinutes: 6 * 480 } }] });
  await run(status(3, 27), { type: "updateTasks", tasks: [{ id: id["Order"] ?? "", fields: { actualStart: minuteOf(2026, 3, 16, 8), percentComplete: 50 } }] });
  await run({ type: "updateTasks", tasks: [{ id: id["Order"] ?? "", fields: { remainingDurationMinutes: 9 * 480 } }] });
}

async function recordsAt(revision: number): Promise<readonly KindedRecord[]> {
  const answer = await fetch(`${app.address}/api/v1/projects/${project.id}/records/past?revision=${revision}`);
  return ((await answer.json()) as { records: KindedRecord[] }).records;
}

test("an issue is typed, becomes overdue, and the page says whom it must reach", async () => {
  const { page, complaints } = await visit(app);
  await page.goto(`/p/${project.key}/issues/open`);
  await page.getByLabel("New issue").fill("Customs holds the switches");
  await page.keyboard.press("Enter");
  const row = page.locator('tr[data-issue="I-1"]');
  await row.getByLabel("Severity of Customs holds the switches").selectOption("2");
  await row.getByLabel("Raised on of Customs holds the switches").fill("2026-03-16");
  await row.getByLabel("Due of Customs holds the switches").fill("2026-03-18");
  await row.getByLabel("Tasks of Customs holds the switches").fill("2");
  await page.keyboard.press("Enter");
  await row.getByText(/Manager: severity 2, \d+ days overdue/).waitFor();
  await row.getByLabel("Tasks of Customs holds the switches").fill("99");
  await page.keyboard.press("Enter");
  await page.getByText("There is no task “99”.").waitFor();
  await row.getByLabel("Tasks of Customs holds the switches").press("Escape");
  await page.getByRole("tab", { name: "Escalated (1)" }).click();
  await row.waitFor();
  await atRest(page);
  expect(await heldRecords(page, project)).toContain('"severity":2');
  await row.getByLabel("State of Customs holds the switches").selectOption("resolved");
  await page.getByText("No issue here must reach anybody beside its owner.").waitFor();
  await page.getByRole("tab", { name: "Done (1)" }).click();
  await row.getByLabel("State of Customs holds the switches").selectOption("open");
  await page.getByRole("tab", { name: "Open (1)" }).click();
  await page.getByLabel("Up to severity").first().selectOption("2");
  await page.getByText("Rules of this project.").waitFor();
  await atRest(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("the windows on the page are those of the engine, and their parts add up", async () => {
  const { page, complaints } = await visit(app);
  await page.goto(`/p/${project.key}/diagnosis/windows`);
  await page.locator('.dg-stack[data-stage="full"][data-windows="2"]').waitFor();
  const answer = await fetch(`${app.address}/api/v1/projects/${project.id}/states`);
  const { states } = (await answer.json()) as { states: { revision: number }[] };
  const updates = await Promise.all(states.map(async ({ revision }) => ({ name: String(revision), project: projectFrom(await recordsAt(revision)) })));
  const diagnosis = diagnose(updates, { ids: "shared" });
  const shown = await page.locator("[data-window-slip]").evaluateAll((cards) => cards.map((card) => ["slip", "progress", "revision"].map((part) => Number(card.getAttribute(part === "slip" ? "data-window-slip" : `data-${part}`)))));
  expect(shown).toEqual(diagnosis?.windows.map(({ slipDays, progress, revision }) => [slipDays, progress.slipDays, revision.slipDays]));
  expect(shown).toEqual([[3, 5, -2], [4, 4, 0]]);
  await page.getByRole("heading", { name: "In 2 windows the finish moved 7 working days later" }).waitFor();
  await page.getByText(/^“Roll out” \(row 4\): duration 8d → 6d; the finish moves 2 working days earlier\.$/).waitFor();
  await page.getByRole("button", { name: "Show as table" }).first().click();
  await page.getByRole("cell", { name: "Progress until 27 Mar 2026" }).waitFor();
  await page.getByLabel("From").selectOption("1");
  await page.locator('.dg-stack[data-stage="full"][data-windows="1"]').waitFor();
  expect(new URL(page.url()).searchParams.get("from")).toBe(String(states[1]?.revision));
  await page.getByText(/In one window the finish moved 4 working days later/).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("an event is put into the plan from before it, and a root cause is found by asking why", async () => {
  const { page, complaints } = await visit(app, { width: 360, height: 800 });
  await page.goto(`/p/${project.key}/diagnosis/events`);
  await page.getByLabel("New event").fill("Customs hold");
  await page.keyboard.press("Enter");
  const row = page.locator('tr[data-event="E-1"]');
  const type = async (label: string, text: string): Promise<void> => {
    await row.getByLabel(`${label} of Customs hold`).fill(text);
    await page.keyboard.press("Enter");
  };
  await type("Began", "2026-03-16");
  await type("Took", "Goods held 12d; New papers 3d");
  await type("Came after", "1");
  await type("Held up", "4");
  // Survey until 13 March, 15 working days from the 16th: until Fri 3 April; the roll-out was to begin on Mon 30 March.
  await page.locator('section[data-impact="5"]').getByText("What waited for it begins 5 days later and had no slack. The finish moves 5 working days later").waitFor();
  await type("Took", "soon");
  await page.getByText("“soon” does not end with how long it takes.").waitFor();
  await row.getByLabel("Took of Customs hold").press("Escape");
  await page.getByRole("tab", { name: "Root causes" }).click();
  await page.getByRole("button", { name: "Look for a root cause" }).click();
  await page.getByRole("textbox", { name: "What went wrong" }).fill("The switches came late");
  for (const answer of ["Customs held them", "The certificate of origin was missing"]) {
    await page.getByLabel("Next answer").fill(answer);
    await page.keyboard.press("Enter");
    await page.getByText(`Why: ${answer}`, { exact: true }).waitFor();
  }
  await page.getByRole("heading", { name: "Root after 2 whys: The certificate of origin was missing" }).waitFor();
  await page.getByLabel("Evidence of answer 1").fill("Mail of the broker");
  await page.keyboard.press("Enter");
  await page.getByText("1 of 2 answers has no evidence yet").waitFor();
  await page.getByLabel("Kind of the root").selectOption("process");
  await page.getByRole("img", { name: /^Fishbone of The switches came late: Process: The certificate of origin was missing \(root\)\./ }).waitFor();
  await page.getByLabel("Events").fill("E-1");
  await page.keyboard.press("Enter");
  await atRest(page);
  expect(await heldRecords(page, project)).toMatch(/"delayEventIds":\["[^"]+"\],"id":"[^"]+","issueIds":\[\]/);
  expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), "nothing is wider than the phone").toBe(0);
  expect(complaints).toEqual([]);
});
