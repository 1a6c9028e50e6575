/** The words that explain a date: each names what fixed it, with this plan's own names and numbers. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { settingsOf, type KindedRecord } from "../model/project.ts";
import type { Assignment } from "../model/records.ts";
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

test("a summary that holds its tasks back is named", () => {
  checkWhy([{ id: "s", constraint: "SNET", constraintDate: minuteOf(2026, 3, 16, 8) }, { id: "a", level: 2 }], "a", ["constraint"], ["because its summary “S” (row 1) has the constraint “start no earlier than Mon 16 March 2026 08:00”, which holds for the tasks below it"]);
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

const person = (id: string, name: string): KindedRecord => ({ kind: "resource", record: { id, name, type: "work", maxUnits: 1, rank: id } });
const works = (resourceId: string, hours: number, more: Partial<Assignment> = {}): KindedRecord => ({
  kind: "assignment",
  record: { id: `x-${resourceId}`, taskId: "a", resourceId, units: 1, workMinutes: hours * 60, actualWorkMinutes: 0, remainingWorkMinutes: hours * 60, delayMinutes: 0, ...more },
});

test("overtime, a contour, a delay and the last to finish are named", () => {
  checkWhy(
    [{ id: "a" }],
    "a",
    ["projectStart"],
    [
      "“Ann” works 24h at 100 % (8h of it overtime, which takes no working time)",
      "“Bob” works 24h at 100 %, as a bell over 48h of working time, beginning 1d of working time after the task starts",
      "“Bob” is the last to finish, so it finishes Tue 10 March 2026 17:00",
    ],
    [person("ann", "Ann"), person("bob", "Bob"), works("ann", 24, { overtimeWorkMinutes: 480 }), works("bob", 24, { contour: "bell", delayMinutes: 480 })],
  );
});

test("a start that no delay of all its people moves is marked as a rule of ours", () => {
  checkWhy([{ id: "a" }], "a", ["projectStart"], ["does not move the task's start (a Leadline rule)"], [person("ann", "Ann"), works("ann", 8, { delayMinutes: 480 })]);
});

test("pauses and a levelling delay are named", () => {
  checkWhy(
    [{ id: "a", splits: [{ afterMinutes: 480, gapMinutes: 960 }], levelingDelayMinutes: 2880 }],
    "a",
    ["levelingDelay"],
    ["levelling delays it by 2ed (by the clock)", "It takes 3d in the calendar “Standard”, with a pause of 2d after 1d, so it finishes Tue 10 March 2026 17:00"],
  );
});

test("a task under way says what is done and when the rest goes on", () => {
  const underWay = { actualStart: minuteOf(2026, 3, 2, 8), actualDurationMinutes: 480, remainingDurationMinutes: 960, percentComplete: 33 };
  checkWhy([{ id: "a", ...underWay }], "a", ["actual"], ["Done so far: 1d, up to Mon 2 March 2026 17:00; the other 2d go on Tue 3 March 2026 08:00, so it finishes Wed 4 March 2026 17:00"]);
  checkWhy([{ id: "a", ...underWay, resume: minuteOf(2026, 3, 5, 8) }], "a", ["actual"], ["the other 2d wait until Thu 5 March 2026 08:00, so it finishes Fri 6 March 2026 17:00"]);
});

test("from the finish the chain leads through successors to the project's finish", () => {
  const plan = smallPlan([{ id: "a", constraint: "ALAP" }, { id: "b", constraint: "ALAP", after: ["a"] }]);
  const settings: KindedRecord = { kind: "settings", record: { ...settingsOf(plan), scheduleFrom: "finish", finish: minuteOf(2026, 3, 13, 17) } };
  checkWhy(
    [{ id: "a", constraint: "ALAP" }, { id: "b", constraint: "ALAP", after: ["a"] }],
    "a",
    ["link", "projectFinish"],
    ["“A” (row 1) finishes Tue 10 March 2026 17:00 because “B” (row 2) starts Wed 11 March 2026 08:00 and the link 1 lets it be no later", "so it starts Fri 6 March 2026 08:00", "the project finishes Fri 13 March 2026 17:00 and nothing follows it"],
    [settings],
  );
});

test("what uses up the slack is named: a successor, a constraint, a deadline, the project finish", () => {
  checkWhy([{ id: "a" }, { id: "b", after: ["a"] }], "a", ["projectStart"], ["What limits it is “B” (row 2) behind the link 1: that one must start by Thu 5 March 2026 08:00 and has 0d of slack itself"]);
  checkWhy([{ id: "a", constraint: "FNLT", constraintDate: minuteOf(2026, 3, 5, 17) }, { id: "b", durationMinutes: 4800 }], "a", ["projectStart"], ["What limits it is its constraint “finish no later than Thu 5 March 2026 17:00”"]);
  checkWhy([{ id: "a", deadline: minuteOf(2026, 3, 5, 17) }, { id: "b", durationMinutes: 4800 }], "a", ["projectStart"], ["What limits it is that deadline"]);
  checkWhy([{ id: "a" }, { id: "b", durationMinutes: 4800 }], "a", ["projectStart"], ["What limits it is the project finish, Fri 13 March 2026 17:00"]);
});

test("a task in a loop, an inactive and an unknown one say why they have no dates", () => {
  const back: KindedRecord = { kind: "link", record: { id: "l", predecessorId: "b", successorId: "a", type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" } };
  checkWhy([{ id: "a" }, { id: "b", after: ["a"] }], "a", [], ["its links run in a circle"], [back]);
  checkWhy([{ id: "a", active: false }], "a", [], ["is inactive"]);
  checkWhy([{ id: "a" }], "z", [], ["no such task"]);
});
