/** How work sets dates: contours, overtime, delays, pauses, progress under way, manual summaries (docs/decisions/scheduling-rules.md). */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { KindedRecord, Project } from "../model/project.ts";
import type { Assignment, Resource } from "../model/records.ts";
import { formatIso, minuteOf } from "../time/minute.ts";
import { schedule } from "./compute.ts";

const HOURS = 60;
const DAY = 480;

const person = (id: string, more: Partial<Resource> = {}): KindedRecord => ({ kind: "resource", record: { id, name: id.toUpperCase(), type: "work", maxUnits: 1, rank: id, ...more } });

/** A person on task "a" for so many hours of work. */
function work(resourceId: string, hours: number, more: Partial<Assignment> = {}): KindedRecord {
  const workMinutes = hours * HOURS;
  return { kind: "assignment", record: { id: `a-${resourceId}`, taskId: "a", resourceId, units: 1, workMinutes, actualWorkMinutes: 0, remainingWorkMinutes: workMinutes, delayMinutes: 0, ...more } };
}

const night: KindedRecord = {
  kind: "calendar",
  record: {
    id: "night",
    name: "Night",
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day >= 1 && day <= 5 ? { kind: "working" as const, times: [{ from: 1200, to: 1440 }] } : { kind: "nonworking" as const })),
    workWeeks: [],
    exceptions: [],
  },
};

/** "03-02T08:00 03-06T17:00 5": start, finish and duration in days of task "a". */
function dates(project: Project, id = "a"): string {
  const found = schedule(project).schedule.of(id);
  return found ? `${formatIso(found.start).slice(5, 16)} ${formatIso(found.finish).slice(5, 16)} ${found.durationMinutes / DAY}` : "none";
}

const planWith = (task: Partial<SmallTask>, ...records: KindedRecord[]): Project => smallPlan([{ id: "a", durationMinutes: 5 * DAY, ...task }], records);

test.each([
  ["flat", "03-06T17:00"],
  ["backLoaded", "03-12T10:40"],
  ["frontLoaded", "03-12T10:40"],
  ["doublePeak", "03-13T17:00"],
  ["earlyPeak", "03-13T17:00"],
  ["latePeak", "03-13T17:00"],
  ["bell", "03-13T17:00"],
  ["turtle", "03-11T09:08"],
] as const)("40 hours of %s work take as long as MS Project makes them", (contour, finish) => {
  expect(dates(planWith({}, person("ann"), work("ann", 40, { contour }))).split(" ")[1]).toBe(finish);
});

test("overtime takes no working time", () => {
  expect(dates(planWith({}, person("ann"), work("ann", 40, { overtimeWorkMinutes: 12 * HOURS })))).toBe("03-02T08:00 03-05T12:00 3.5");
});

test("a delay and a levelling delay of an assignment are working time behind the task's start", () => {
  const project = planWith({}, person("ann"), person("bob"), work("ann", 8), work("bob", 8, { delayMinutes: DAY, levelingDelayMinutes: DAY }));
  expect(dates(project)).toBe("03-02T08:00 03-04T17:00 2");
});

test("work by hand takes its stretches, and the duration leaves out the pause", () => {
  const profile = [
    { spanMinutes: DAY, units: 1 },
    { spanMinutes: 2 * DAY, units: 0 },
    { spanMinutes: 2 * DAY, units: 0.5 },
  ];
  expect(dates(planWith({}, person("ann"), work("ann", 16, { contour: "contoured", profile })))).toBe("03-02T08:00 03-06T17:00 3");
});

test("pauses of a task move its finish and not its duration, with people and without", () => {
  const splits = [
    { afterMinutes: 2 * DAY, gapMinutes: DAY },
    { afterMinutes: 4 * DAY, gapMinutes: 2 * DAY },
    { afterMinutes: 9 * DAY, gapMinutes: DAY },
  ];
  expect(dates(planWith({ splits }))).toBe("03-02T08:00 03-11T17:00 5");
  expect(dates(planWith({ splits }, person("ann"), work("ann", 40)))).toBe("03-02T08:00 03-11T17:00 5");
});

test("the duration is the time in which anybody works, each in their own calendar", () => {
  const project = planWith({}, night, person("ann"), person("bob", { calendarId: "night" }), work("ann", 16), work("bob", 8));
  expect(dates(project)).toBe("03-02T08:00 03-04T00:00 3");
});

test("EX-A14 the rest of a task under way goes on at its resume", () => {
  const underWay = { durationMinutes: 4 * DAY, actualStart: minuteOf(2026, 3, 2, 8), actualDurationMinutes: 2 * DAY, remainingDurationMinutes: 2 * DAY, percentComplete: 50, stop: minuteOf(2026, 3, 3, 17) };
  expect(dates(planWith({ ...underWay, resume: minuteOf(2026, 3, 6, 8) }))).toBe("03-02T08:00 03-09T17:00 4");
  expect(dates(planWith({ ...underWay, resume: minuteOf(2026, 3, 4, 8) }))).toBe("03-02T08:00 03-05T17:00 4");
});

test("a person who joined late ends late, and one who finished ends when they did", () => {
  const underWay = { durationMinutes: 5 * DAY, actualStart: minuteOf(2026, 3, 2, 8), actualDurationMinutes: DAY, remainingDurationMinutes: 4 * DAY, percentComplete: 20 };
  const half = { actualWorkMinutes: 8 * HOURS, remainingWorkMinutes: 8 * HOURS };
  const done = { actualWorkMinutes: 8 * HOURS, remainingWorkMinutes: 0, actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 3, 12) };
  expect(dates(planWith(underWay, person("ann"), work("ann", 16, { ...half, actualStart: minuteOf(2026, 3, 4, 8) })))).toBe("03-02T08:00 03-05T17:00 5");
  expect(dates(planWith(underWay, person("ann"), work("ann", 8, done)))).toBe("03-02T08:00 03-03T12:00 5");
});

test("material and cost resources never set dates", () => {
  const project = planWith({}, person("steel", { type: "material" }), person("travel", { type: "cost" }), work("steel", 100), work("travel", 100));
  expect(dates(project)).toBe("03-02T08:00 03-06T17:00 5");
});

test("a predecessor of a task under way may be as late as the rest of that task goes on, through a summary as late as its actual start", () => {
  const underWay = { durationMinutes: 4 * DAY, actualStart: minuteOf(2026, 3, 3, 8), actualDurationMinutes: DAY, remainingDurationMinutes: 3 * DAY, percentComplete: 25 };
  const direct = smallPlan([{ id: "a", durationMinutes: DAY }, { id: "b", ...underWay, after: ["a"] }]);
  expect(formatIso(schedule(direct).schedule.of("a")?.lateFinish ?? minuteOf(1970, 1, 1))).toBe("2026-03-03T17:00:00");
  const bySummary = smallPlan([{ id: "a", durationMinutes: DAY }, { id: "s", after: ["a"] }, { id: "b", level: 2, ...underWay }]);
  expect(formatIso(schedule(bySummary).schedule.of("a")?.lateFinish ?? minuteOf(1970, 1, 1))).toBe("2026-03-02T17:00:00");
});

test("a manual summary stands at its typed dates, and its tasks are no later than the last of them", () => {
  const typed = { mode: "manual" as const, manualStart: minuteOf(2026, 3, 2, 8), manualFinish: minuteOf(2026, 3, 2, 17) };
  const project = smallPlan([{ id: "s", ...typed }, { id: "a", level: 2, durationMinutes: DAY }, { id: "b", level: 2, durationMinutes: 2 * DAY }, { id: "c", durationMinutes: 10 * DAY }]);
  expect(dates(project, "s")).toBe("03-02T08:00 03-02T17:00 1");
  expect(formatIso(schedule(project).schedule.of("a")?.lateFinish ?? minuteOf(1970, 1, 1))).toBe("2026-03-03T17:00:00");
});

test("a summary that starts no earlier holds its tasks back, and one that finishes no later limits how late they may be", () => {
  const held = smallPlan([{ id: "s", constraint: "SNET", constraintDate: minuteOf(2026, 3, 4, 8) }, { id: "a", level: 2, durationMinutes: DAY }, { id: "b", level: 2, durationMinutes: DAY, constraint: "MSO", constraintDate: minuteOf(2026, 3, 3, 8) }]);
  expect(dates(held)).toBe("03-04T08:00 03-04T17:00 1");
  expect(dates(held, "b")).toBe("03-03T08:00 03-03T17:00 1");
  const limited = smallPlan([{ id: "s", constraint: "FNLT", constraintDate: minuteOf(2026, 3, 4, 17) }, { id: "a", level: 2, durationMinutes: DAY }, { id: "b", durationMinutes: 10 * DAY }]);
  expect(dates(limited)).toBe("03-02T08:00 03-02T17:00 1");
  expect(schedule(limited).schedule.of("a")?.totalSlackMinutes).toBe(2 * DAY);
});
