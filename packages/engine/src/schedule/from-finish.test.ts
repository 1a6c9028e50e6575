/** Scheduling from the finish: late dates first, and everything that holds from the start holds the other way round. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import { formatIso, minuteOf } from "../time/minute.ts";
import { schedule } from "./compute.ts";

/** Friday 2026-03-13 17:00. */
const FINISH = minuteOf(2026, 3, 13, 17);

function fromFinish(tasks: readonly SmallTask[], more: readonly KindedRecord[] = []): Project {
  const plan = smallPlan(tasks.map((task) => ({ constraint: "ALAP", ...task })), more);
  return projectOf([...recordsOf(plan), { kind: "settings", record: { ...settingsOf(plan), scheduleFrom: "finish", finish: FINISH } }]);
}

/** "a 03-09T08:00 03-11T17:00 slack" per task; slack in days. */
function table(project: Project): string[] {
  const result = schedule(project).schedule;
  return outlineOf(project).rows.map(({ task }) => {
    const dates = result.of(task.id);
    return dates ? `${task.id} ${formatIso(dates.start).slice(5, 16)} ${formatIso(dates.finish).slice(5, 16)} ${dates.totalSlackMinutes / 480}` : `${task.id} -`;
  });
}

const link = (from: string, to: string, type: "FS" | "SS" | "FF" | "SF", lagMinutes = 0): KindedRecord => ({
  kind: "link",
  record: { id: `${from}${type}${to}`, predecessorId: from, successorId: to, type, lagMinutes, lagPercent: 0, lagUnit: "d" },
});

test("a diamond ends on the project's finish, and what has slack stands as late as possible", () => {
  const project = fromFinish([{ id: "a" }, { id: "b", durationMinutes: 960, after: ["a"] }, { id: "c", durationMinutes: 2400, after: ["a"] }, { id: "d", durationMinutes: 480, after: ["b", "c"] }]);
  expect(table(project)).toEqual(["a 03-03T08:00 03-05T17:00 0", "b 03-11T08:00 03-12T17:00 3", "c 03-06T08:00 03-12T17:00 0", "d 03-13T08:00 03-13T17:00 0"]);
  expect(formatIso(schedule(project).schedule.start)).toBe("2026-03-03T08:00:00");
  expect(schedule(project).schedule.criticalTaskIds).toEqual(["a", "c", "d"]);
});

test("each link type and a lag hold backwards", () => {
  const pair = (type: "FS" | "SS" | "FF" | "SF", lag: number): string[] => table(fromFinish([{ id: "a", durationMinutes: 1920 }, { id: "b", durationMinutes: 960 }], [link("a", "b", type, lag)]));
  expect(pair("FS", 480)).toEqual(["a 03-05T08:00 03-10T17:00 0", "b 03-12T08:00 03-13T17:00 0"]);
  expect(pair("SS", 0)).toEqual(["a 03-10T08:00 03-13T17:00 0", "b 03-12T08:00 03-13T17:00 2"]);
  expect(pair("FF", 480)).toEqual(["a 03-09T08:00 03-12T17:00 0", "b 03-12T08:00 03-13T17:00 0"]);
});

test("an ASAP task stands at its early dates, the others at their late ones", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 2400 }, { id: "b", constraint: "ASAP", durationMinutes: 480 }]))).toEqual(["a 03-09T08:00 03-13T17:00 0", "b 03-09T08:00 03-09T17:00 0"]);
});

test("constraints keep their meaning", () => {
  const constrained = (constraint: "SNET" | "SNLT" | "FNET" | "FNLT" | "MSO" | "MFO", day: number, hour: number): string =>
    table(fromFinish([{ id: "a", durationMinutes: 960, constraint, constraintDate: minuteOf(2026, 3, day, hour) }, { id: "b", durationMinutes: 480, after: ["a"] }]))[0] ?? "";
  expect(constrained("FNLT", 10, 17)).toBe("a 03-09T08:00 03-10T17:00 0");
  expect(constrained("SNLT", 10, 8)).toBe("a 03-10T08:00 03-11T17:00 0");
  expect(constrained("MSO", 4, 8)).toBe("a 03-04T08:00 03-05T17:00 0");
  expect(constrained("MFO", 10, 17)).toBe("a 03-09T08:00 03-10T17:00 0");
  expect(constrained("SNET", 3, 8)).toBe("a 03-11T08:00 03-12T17:00 0");
});

test("a deadline pulls an ALAP task to its date", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 960, deadline: minuteOf(2026, 3, 10, 17) }]))).toEqual(["a 03-09T08:00 03-10T17:00 0"]);
});

test("a levelling delay is negative and at the finish", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 960, levelingDelayMinutes: -2 * 1440 }, { id: "b", durationMinutes: 480 }]))[0]).toBe("a 03-10T08:00 03-11T17:00 0");
});

test("started and finished tasks stay where they are", () => {
  const started = { actualStart: minuteOf(2026, 3, 3, 8), percentComplete: 50, actualDurationMinutes: 480, remainingDurationMinutes: 480, durationMinutes: 960 };
  expect(table(fromFinish([{ id: "a", ...started }, { id: "b", durationMinutes: 480, after: ["a"] }]))).toEqual(["a 03-03T08:00 03-04T17:00 0", "b 03-13T08:00 03-13T17:00 6"]);
});

test("a summary spans its tasks", () => {
  expect(table(fromFinish([{ id: "s" }, { id: "a", level: 2, durationMinutes: 960 }, { id: "b", level: 2, durationMinutes: 480, after: ["a"] }]))).toEqual(["s 03-11T08:00 03-13T17:00 0", "a 03-11T08:00 03-12T17:00 0", "b 03-13T08:00 03-13T17:00 0"]);
});

test("without a finish date the start counts", () => {
  const plan = smallPlan([{ id: "a" }]);
  const { finish: _finish, ...settings } = { ...settingsOf(plan), scheduleFrom: "finish" as const, finish: undefined };
  expect(table(projectOf([...recordsOf(plan), { kind: "settings", record: settings }]))).toEqual(["a 03-02T08:00 03-04T17:00 0"]);
});
