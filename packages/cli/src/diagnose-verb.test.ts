/** `leadline diagnose` on files: windows in words and numbers, and clear sentences for what cannot be diagnosed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DelayEvent } from "@leadline/engine/model/records.ts";
import { writeLeadlineJson } from "@leadline/formats/leadline-json/write.ts";
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { afterAll, expect, test } from "vitest";
import { diagnoseVerb } from "./diagnose-verb.ts";
import { EXIT } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-diagnose-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plan(name: string, options: string, survey: string, order: string): string {
  const path = join(folder, name);
  writeFileSync(path, `project "Branch refresh" starts 2026-03-02${options}\nA "Site survey" ${survey}\nB "Order switches" ${order} after A\nM "Go-live" 0d after B\n`);
  return path;
}

const march = plan("march.plan", "", "3d", "8d");
const april = plan("april.plan", " status 2026-03-06", "5d started 2026-03-02 finished 2026-03-06 done 100%", "6d");

async function run(paths: readonly string[], options: { readonly json?: true } = {}): Promise<{ readonly printed: string; readonly failed?: readonly [number, string] }> {
  const parts: string[] = [];
  const terminal: Terminal = { print: (text) => void parts.push(text), tell: () => undefined, emphasize: (text) => text, width: undefined };
  const outcome = await diagnoseVerb(paths, options, terminal);
  expect(outcome.ok || outcome.exitCode === EXIT.usage).toBe(true);
  return { printed: parts.join(""), ...(!outcome.ok && { failed: [outcome.exitCode, outcome.sentence] as const }) };
}

test("the window is told as progress and changes, with the tasks that did it", async () => {
  const { printed } = await run([march, april]);
  expect(printed).toContain("In one window the finish stayed (Mon 16 March 2026 → Mon 16 March 2026): progress moved it 2 days later, changes to the plan 2 days earlier.");
  expect(printed).toContain("“Site survey” (row 1)");
  expect(printed).toContain("“Order switches” (row 2): duration 8d → 6d; the finish moves 2 working days earlier.");
});

test("as JSON the parts add up and name tasks by their uid", async () => {
  const facts = JSON.parse((await run([march, april], { json: true })).printed);
  expect(facts).toMatchObject({ slipWorkingDays: 0, progressWorkingDays: 2, revisionWorkingDays: -2, events: [] });
  expect(facts.windows[0]).toMatchObject({ halfStepFinish: "2026-03-18T17:00:00", revision: [{ cause: "duration", uid: 2, name: "Order switches", slipWorkingDays: -2 }] });
  expect(facts.path.tasks.map((task: { name: string; waitedWorkingDays: number; tookLongerWorkingDays: number }) => [task.name, task.waitedWorkingDays, task.tookLongerWorkingDays])).toEqual([["Site survey", 0, 2], ["Order switches", 0, -2], ["Go-live", 0, 0]]);
});

test("states out of order and a single one are refused in one sentence", async () => {
  const [early, late] = [plan("early.plan", " status 2026-03-04", "3d", "8d"), plan("late.plan", " status 2026-03-11", "3d", "8d")];
  expect((await run([late, early])).failed).toEqual([EXIT.usage, expect.stringContaining("in the order of their status dates, oldest first")]);
  expect((await run([march])).failed).toEqual([EXIT.usage, expect.stringContaining("needs at least two states")]);
});

test("one plan alone is told against its baseline, and events are put into the state from before them", async () => {
  const small = smallPlan([{ id: "a", durationMinutes: 1440, uid: 1 }, { id: "b", durationMinutes: 960, uid: 2, after: ["a"] }]);
  const event: DelayEvent = { id: "e", code: "E-1", title: "Customs hold", party: "authority", day: 20_517, steps: [{ id: "s", name: "Held", durationMinutes: 960, afterStepIds: [] }], afterTaskIds: ["a"], beforeTaskIds: ["b"], issueIds: [] };
  const slipped = edited(small, { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 2400 } }] }, { type: "saveRecords", records: [{ kind: "delayEvent", record: event }] });
  const path = join(folder, "slipped.json");
  writeFileSync(path, writeLeadlineJson(slipped).text);
  const facts = JSON.parse((await run([path], { json: true })).printed);
  expect(facts.baselines).toMatchObject([{ number: 0, slipWorkingDays: 2, tasks: [{ uid: 1, tookLongerWorkingDays: 2 }, { uid: 2, waitedWorkingDays: 0, tookLongerWorkingDays: 0 }] }]);
  // The event begins on Thu 5 March; A ends on Fri 6, so two days follow it.
  expect(facts.events).toMatchObject([{ code: "E-1", day: "2026-03-05", impactWorkingDays: 2, heldUpWorkingDays: 2, driving: true, problems: [] }]);
  expect((await run([path])).printed).toContain("Against baseline 0: Along the path as it was built, the finish moved 2 working days later.");
});
