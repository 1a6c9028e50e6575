/** The words that explain a date: each names what fixed it, with this plan's own names and numbers. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import type { KindedRecord } from "../model/project.ts";
import { minuteOf } from "../time/minute.ts";
import { expect, test } from "vitest";
import { schedule } from "./compute.ts";
import { whyDate } from "./explain.ts";

function checkWhy(tasks: readonly SmallTask[], taskId: string, causes: readonly string[], words: readonly string[], more: readonly KindedRecord[] = []): void {
  const project = smallPlan(tasks, more);
  const why = whyDate(project, schedule(project).schedule, taskId);
  expect(why.steps.map((step) => step.cause)).toEqual(causes);
  const text = [why.headline, ...why.steps.map((step) => step.sentence), ...why.slack].join("\n");
  for (const word of words) expect(text).toContain(word);
}

test("a chain of links leads back to the project start", () => {
  checkWhy(
    [{ id: "a" }, { id: "b", after: ["a"] }, { id: "c", after: ["b"] }],
    "c",
    ["link", "link", "projectStart"],
    ["“C” (row 3) starts Tue 10 March 2026 08:00", "because “B” (row 2) finishes Mon 9 March 2026 17:00", "the project starts Mon 2 March 2026 08:00", "no slack"],
  );
});

test("a lag is named as it is typed", () => {
  const link: KindedRecord = { kind: "link", record: { id: "l", predecessorId: "a", successorId: "b", type: "SS", lagMinutes: 480, lagPercent: 0, lagUnit: "d" } };
  checkWhy([{ id: "a" }, { id: "b" }], "b", ["link", "projectStart"], ["the link 1SS+1d says that this starts with it, with the lag between them"], [link]);
});

test("a constraint is named with its date", () => {
  checkWhy(
    [{ id: "a" }, { id: "b", after: ["a"], constraint: "SNET", constraintDate: minuteOf(2026, 3, 16, 8) }],
    "b",
    ["constraint"],
    ["because of its constraint “start no earlier than Mon 16 March 2026 08:00”"],
  );
});

test("an actual start beats what the link asks for", () => {
  checkWhy([{ id: "a" }, { id: "b", after: ["a"], actualStart: minuteOf(2026, 3, 3, 8) }], "b", ["actual"], ["that is when it really started"]);
});

test("a manual task says that links do not move it", () => {
  checkWhy([{ id: "a" }, { id: "b", after: ["a"], mode: "manual", manualStart: minuteOf(2026, 3, 4, 8) }], "b", ["manual"], ["scheduled manually"]);
});

test("a summary points to its earliest and latest task", () => {
  checkWhy([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2, after: ["a"] }], "s", ["summary", "projectStart"], ["earliest task “A” (row 2)", "latest “B” (row 3)"]);
});

test("people who do not work in between are named", () => {
  const more: KindedRecord[] = [
    { kind: "resource", record: { id: "r", name: "Engineer", type: "work", maxUnits: 1, rank: "V" } },
    { kind: "assignment", record: { id: "x", taskId: "b", resourceId: "r", units: 0.5, workMinutes: 720, actualWorkMinutes: 0, remainingWorkMinutes: 720, delayMinutes: 0 } },
  ];
  checkWhy([{ id: "a" }, { id: "b", after: ["a"] }], "b", ["link", "projectStart"], ["no working time for “Engineer” in between", "“Engineer” works 12h at 50 %"], more);
});

test("slack is said as time that is left, and as time that is missing", () => {
  checkWhy([{ id: "a" }, { id: "b", durationMinutes: 4800 }], "a", ["projectStart"], ["It has 7d of slack", "as late as Fri 13 March 2026 17:00"]);
  checkWhy([{ id: "a", deadline: minuteOf(2026, 3, 3, 17) }], "a", ["projectStart"], ["It is 1d too late", "Its deadline is Tue 3 March 2026 17:00"]);
});

test("a task in a loop, an inactive and an unknown one say why they have no dates", () => {
  const back: KindedRecord = { kind: "link", record: { id: "l", predecessorId: "b", successorId: "a", type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" } };
  checkWhy([{ id: "a" }, { id: "b", after: ["a"] }], "a", [], ["its links run in a circle"], [back]);
  checkWhy([{ id: "a", active: false }], "a", [], ["is inactive"]);
  checkWhy([{ id: "a" }], "z", [], ["no such task"]);
});
