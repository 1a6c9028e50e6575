/** Tests of duration, units and work: what gives way under each task type, alone and with effort-driven work (domain A7). */
import { assignmentIn, changeBy, datesIn, edited, refusedWith, taskIn } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { standardCalendar } from "../model/new-project.ts";
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import type { AssignmentFields, Command, TaskFields } from "./command.ts";

const people = ["Rita", "Otto", "Anna"].map((name, at) => ({ kind: "resource" as const, record: { id: name, name, type: "work" as const, maxUnits: 4, rank: `${at}V` } }));
const on = (resourceId: string, fields: Partial<Assignment>) => ({
  kind: "assignment" as const,
  record: { id: `a-${resourceId}`, taskId: "t", resourceId, units: 1, workMinutes: 480, actualWorkMinutes: 0, remainingWorkMinutes: fields.workMinutes ?? 480, delayMinutes: 0, ...fields },
});
const plan = (task: Partial<Task>, ...assignments: ReturnType<typeof on>[]): Project => smallPlan([{ id: "t", durationMinutes: 480, ...task }], [...people, ...assignments]);
const set = (fields: TaskFields): Command => ({ type: "updateTasks", tasks: [{ id: "t", fields }] });
const assign = (fields: AssignmentFields): Command => ({ type: "updateAssignments", assignments: [{ id: "a-Rita", fields }] });
const setPeople = (...assignments: readonly { resourceName: string; units?: number }[]): Command => ({ type: "setAssignments", taskId: "t", assignments: [...assignments] });
/** Duration in hours, units in percent and work in hours of Rita's assignment. */
const triangle = (project: Project): string => {
  const { units, workMinutes } = assignmentIn(project, "a-Rita");
  return `${taskIn(project, "t").durationMinutes / 60}h ${Math.round(units * 100)}% ${workMinutes / 60}h`;
};
const hoursOf = (project: Project): Record<string, number> => Object.fromEntries([...project.records.assignment.values()].map((one) => [project.records.resource.get(one.resourceId ?? "")?.name, one.workMinutes / 60]));

test.each([
  ["fixedUnits", assign({ units: 2 }), "4h 200% 8h"],
  ["fixedUnits", set({ durationMinutes: 960 }), "16h 100% 16h"],
  ["fixedUnits", assign({ workMinutes: 960 }), "16h 100% 16h"],
  ["fixedDuration", assign({ units: 2 }), "8h 200% 16h"],
  ["fixedDuration", set({ durationMinutes: 960 }), "16h 100% 16h"],
  ["fixedDuration", assign({ workMinutes: 960 }), "8h 200% 16h"],
  ["fixedWork", assign({ units: 2 }), "4h 200% 8h"],
  ["fixedWork", set({ durationMinutes: 960 }), "16h 50% 8h"],
  ["fixedWork", assign({ workMinutes: 960 }), "16h 100% 16h"],
] as const)("with %s, what gives way is the third (%#)", (taskType, command, expected) => {
  expect(triangle(edited(plan({ taskType }, on("Rita", {})), command))).toBe(expected);
});

test("EX-A7: 20 h at 50 % are 5 d, 5 d at 75 % are 30 h, 20 h over 5 d are 50 %", () => {
  const half = plan({ durationMinutes: 2400 }, on("Rita", { units: 0.5, workMinutes: 600 }));
  expect(triangle(edited(half, set({ workMinutes: 1200 })))).toBe("40h 50% 20h");
  const fixed = plan({ durationMinutes: 2400, taskType: "fixedDuration" }, on("Rita", { workMinutes: 2400 }));
  expect(triangle(edited(fixed, assign({ units: 0.75 })))).toBe("40h 75% 30h");
  expect(triangle(edited(fixed, set({ workMinutes: 1200 })))).toBe("40h 50% 20h");
});

test("EX-A8: fixed units follow duration and work, fixed duration follows work and units", () => {
  const units = edited(plan({}, on("Rita", {})), set({ durationMinutes: 960 }));
  expect(triangle(units)).toBe("16h 100% 16h");
  expect(triangle(edited(units, set({ workMinutes: 1200 })))).toBe("20h 100% 20h");
  const fixed = plan({ taskType: "fixedDuration" }, on("Rita", {}));
  expect(triangle(edited(fixed, set({ workMinutes: 960 })))).toBe("8h 200% 16h");
  expect(triangle(edited(fixed, assign({ units: 0.5 })))).toBe("8h 50% 4h");
});

test("EX-A9: effort-driven work of 16 h at 200 % takes half a day at 400 %", () => {
  const driven = plan({ effortDriven: true }, on("Rita", { units: 2, workMinutes: 960 }));
  const more = edited(driven, setPeople({ resourceName: "Rita", units: 2 }, { resourceName: "Otto", units: 2 }));
  expect(taskIn(more, "t").durationMinutes).toBe(240);
  expect(hoursOf(more)).toEqual({ Rita: 8, Otto: 8 });
});

test("the first people bring their own work, even on an effort-driven task", () => {
  const both = edited(plan({ effortDriven: true, durationMinutes: 960 }), setPeople({ resourceName: "Rita" }, { resourceName: "Otto", units: 0.5 }));
  expect([taskIn(both, "t").durationMinutes, hoursOf(both)]).toEqual([960, { Rita: 16, Otto: 8 }]);
});

test("who comes later shares effort-driven work, and brings more work otherwise", () => {
  const alone = plan({ effortDriven: true, durationMinutes: 960 }, on("Rita", { workMinutes: 960 }));
  const shared = edited(alone, setPeople({ resourceName: "Rita" }, { resourceName: "Otto" }));
  expect([taskIn(shared, "t").durationMinutes, hoursOf(shared)]).toEqual([480, { Rita: 8, Otto: 8 }]);
  const back = edited(shared, setPeople({ resourceName: "Otto" }));
  expect([taskIn(back, "t").durationMinutes, hoursOf(back)]).toEqual([960, { Otto: 16 }]);
  const plain = edited(plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 })), setPeople({ resourceName: "Rita" }, { resourceName: "Otto" }));
  expect([taskIn(plain, "t").durationMinutes, hoursOf(plain)]).toEqual([960, { Rita: 16, Otto: 16 }]);
});

test("on a fixed-duration task effort-driven work lets the units fall", () => {
  const alone = plan({ effortDriven: true, taskType: "fixedDuration", durationMinutes: 960 }, on("Rita", { workMinutes: 960 }));
  const shared = edited(alone, setPeople({ resourceName: "Rita" }, { resourceName: "Otto" }));
  expect([taskIn(shared, "t").durationMinutes, hoursOf(shared), assignmentIn(shared, "a-Rita").units]).toEqual([960, { Rita: 8, Otto: 8 }, 0.5]);
});

test("fixed work is always effort-driven", () => {
  const alone = plan({ taskType: "fixedWork", durationMinutes: 960 }, on("Rita", { workMinutes: 960 }));
  expect(hoursOf(edited(alone, setPeople({ resourceName: "Rita" }, { resourceName: "Otto" })))).toEqual({ Rita: 8, Otto: 8 });
  expect(taskIn(edited(plan({}), set({ taskType: "fixedWork" })), "t").effortDriven).toBe(true);
  expect(refusedWith(alone, set({ effortDriven: false }))).toEqual(["task/fixed-work", "“T” (row 1) has fixed work, so it is always effort-driven. Maybe choose another task type first."]);
});

test("the work of a task is split over its people as they have it", () => {
  const both = plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 }), on("Otto", { units: 0.5, workMinutes: 480 }));
  const more = edited(both, set({ workMinutes: 2160 }));
  expect([taskIn(more, "t").durationMinutes, hoursOf(more)]).toEqual([1440, { Rita: 24, Otto: 12 }]);
  expect(refusedWith(plan({}), set({ workMinutes: 60 }))).toEqual(["task/nobody-works", "Nobody works on “T” (row 1), so it has no work to change. Maybe assign a resource first."]);
});

test("work cannot be less than what is done", () => {
  const started = plan({ actualDurationMinutes: 240, remainingDurationMinutes: 240, percentComplete: 50 }, on("Rita", { actualWorkMinutes: 240, remainingWorkMinutes: 240 }));
  expect(refusedWith(started, set({ workMinutes: 120 }))).toEqual(["task/less-than-done", "4h of work are done on “T” (row 1) already, so its work cannot be 2h."]);
  expect(refusedWith(started, assign({ workMinutes: 120 }))).toEqual(["assignment/less-than-done", "4h of work are done on “T” (row 1) already, so the work cannot be 2h."]);
  expect(triangle(edited(started, set({ workMinutes: 720 })))).toBe("12h 100% 12h");
});

test("a contour and a delay make the task longer, overtime shorter", () => {
  const base = plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 }));
  expect(taskIn(edited(base, assign({ contour: "bell" })), "t").durationMinutes).toBe(1920);
  const later = edited(plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 }), on("Otto", { workMinutes: 960 })), assign({ delayMinutes: 480 }));
  expect([taskIn(later, "t").durationMinutes, datesIn(later, "t")]).toEqual([1440, "2026-03-02T08:00 2026-03-04T17:00"]);
  const hurried = edited(base, assign({ overtimeWorkMinutes: 480 }));
  expect(taskIn(hurried, "t").durationMinutes).toBe(480);
  expect(datesIn(hurried, "t")).toBe("2026-03-02T08:00 2026-03-02T17:00");
  expect(refusedWith(base, assign({ overtimeWorkMinutes: 1000 }))).toEqual(["assignment/overtime", "Overtime on “T” (row 1) cannot be more than the work it is part of (16h)."]);
});

test("when nobody works no duration passes", () => {
  const alone = edited(plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 })), assign({ delayMinutes: 480 }));
  expect(triangle(alone)).toBe("16h 100% 16h");
  expect(triangle(edited(alone, set({ durationMinutes: 1920 })))).toBe("32h 100% 32h");
  const half = edited(alone, set({ percentComplete: 50 }));
  expect([assignmentIn(half, "a-Rita").actualWorkMinutes, taskIn(half, "t").actualDurationMinutes]).toEqual([480, 480]);
});

test("a profile by hand sets work and duration", () => {
  const byHand = edited(plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 })), assign({ profile: [{ spanMinutes: 480, units: 1 }, { spanMinutes: 480, units: 0 }, { spanMinutes: 480, units: 0.5 }] }));
  expect([triangle(byHand), datesIn(byHand, "t")]).toEqual(["16h 100% 12h", "2026-03-02T08:00 2026-03-04T17:00"]);
  const worked = edited(byHand, set({ percentComplete: 75 }));
  expect([assignmentIn(worked, "a-Rita").actualWorkMinutes, taskIn(worked, "t").actualDurationMinutes]).toEqual([600, 720]);
  expect(assignmentIn(byHand, "a-Rita").contour).toBe("contoured");
  const even = edited(byHand, assign({ contour: null }));
  expect(assignmentIn(even, "a-Rita")).not.toHaveProperty("profile");
  expect(triangle(even)).toBe("12h 100% 12h");
});

test("the duration of an elapsed task stays when its work changes", () => {
  const elapsed = plan({ durationUnit: "ed", durationMinutes: 1440 }, on("Rita", { workMinutes: 1440 }));
  expect(triangle(edited(elapsed, assign({ workMinutes: 720 })))).toBe("24h 50% 12h");
});

test("remaining work typed on a fixed-duration task changes the units, and a profile holds what is done", () => {
  const half = edited(plan({ taskType: "fixedDuration", durationMinutes: 960 }, on("Rita", { workMinutes: 960 })), set({ percentComplete: 50 }));
  expect(triangle(edited(half, assign({ remainingWorkMinutes: 960 })))).toBe("16h 200% 24h");
  expect(refusedWith(half, assign({ profile: [{ spanMinutes: 60, units: 1 }] }))).toEqual(["assignment/less-than-done", "8h of work are done on “T” (row 1) already, so the work cannot be 1h."]);
});

test("a cell typed back as it is changes nothing", () => {
  const third = plan({}, on("Rita", { units: 1 / 3, workMinutes: 160 }));
  expect(changeBy(third, setPeople({ resourceName: "Rita", units: 0.3333 }))).toEqual({ added: [], updated: [], removed: [] });
});

test("people with calendars of their own take the duration that is typed together", () => {
  const night = { ...standardCalendar("night"), name: "Night", week: standardCalendar("night").week.map((day) => (day.kind === "working" ? { kind: "working" as const, times: [{ from: 1080, to: 1440 }] } : day)) };
  const shifts = edited(plan({ durationMinutes: 960 }, on("Rita", { workMinutes: 960 }), on("Otto", { workMinutes: 960 })), { type: "saveCalendar", calendar: night }, { type: "saveResource", resource: { id: "Otto", name: "Otto", type: "work", maxUnits: 1, calendarId: "night" } });
  const longer = edited(shifts, set({ durationMinutes: 2880 }));
  expect(schedule(longer).schedule.of("t")?.durationMinutes).toBe(2880);
});
