/** Tests of progress: percentages, actual and remaining duration, actual dates, on tasks, assignments and summaries (domain A8). */
import { assignmentIn, datesIn, edited, refusedWith, taskIn } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import type { AssignmentFields, Command, SettingsFields, TaskFields } from "./command.ts";

const set = (fields: TaskFields, id = "a"): Command => ({ type: "updateTasks", tasks: [{ id, fields }] });
const settings = (fields: SettingsFields): Command => ({ type: "updateSettings", fields });
const march = (day: number, hour: number): ReturnType<typeof minuteOf> => minuteOf(2026, 3, day, hour);
const four = (fields: Partial<Task> = {}): Project => smallPlan([{ id: "a", durationMinutes: 1920, ...fields }]);
const standing = (project: Project, id = "a"): unknown => {
  const { durationMinutes, actualDurationMinutes, remainingDurationMinutes, percentComplete } = taskIn(project, id);
  return [durationMinutes / 480, actualDurationMinutes / 480, remainingDurationMinutes / 480, percentComplete];
};

test("EX-A11: a 3 d task at 33 % has 1 d done", () => {
  const third = edited(smallPlan([{ id: "a" }]), set({ percentComplete: 33 }));
  expect(taskIn(third, "a")).toMatchObject({ actualDurationMinutes: 475.2, remainingDurationMinutes: 964.8, percentComplete: 33, actualStart: march(2, 8) });
});

test("EX-A12: 5 d with 2.5 d done and another week to go take 7.5 d and stand at 33 %", () => {
  const half = edited(smallPlan([{ id: "a", durationMinutes: 2400 }]), set({ actualDurationMinutes: 1200 }));
  expect(standing(half)).toEqual([5, 2.5, 2.5, 50]);
  expect(standing(edited(half, set({ remainingDurationMinutes: 2400 })))).toEqual([7.5, 2.5, 5, 33]);
});

test("EX-A13: a summary stands where its sub-tasks stand by duration", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 960 }, { id: "b", level: 2, durationMinutes: 1440 }, { id: "c", level: 2, durationMinutes: 2400 }]);
  const done = edited(plan, set({ percentComplete: 100 }, "a"), set({ percentComplete: 50 }, "b"));
  expect(schedule(done).schedule.of("s")?.percentComplete).toBe(35);
});

test("EX-A15: an actual start a day later and half done", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 1920 }, { id: "b", durationMinutes: 960, after: ["a"] }]);
  const late = edited(plan, set({ actualStart: march(3, 8), percentComplete: 50 }));
  expect([datesIn(late, "a"), datesIn(late, "b")]).toEqual(["2026-03-03T08:00 2026-03-06T17:00", "2026-03-09T08:00 2026-03-10T17:00"]);
});

test("100 % sets the actual dates as planned, 0 % clears them", () => {
  const done = edited(four(), set({ percentComplete: 100 }));
  expect(taskIn(done, "a")).toMatchObject({ actualStart: march(2, 8), actualFinish: march(5, 17), remainingDurationMinutes: 0 });
  const open = edited(done, set({ percentComplete: 50 }));
  expect(standing(open)).toEqual([4, 2, 2, 50]);
  expect(taskIn(open, "a")).not.toHaveProperty("actualFinish");
  const back = edited(open, set({ percentComplete: 0 }));
  expect(standing(back)).toEqual([4, 0, 4, 0]);
  expect(taskIn(back, "a")).not.toHaveProperty("actualStart");
});

test("a duration and a percentage typed together count together", () => {
  expect(taskIn(edited(four(), set({ durationMinutes: 960, percentComplete: 100 })), "a")).toMatchObject({ actualFinish: march(3, 17), actualDurationMinutes: 960 });
});

test("more done than planned makes the task longer and finishes it", () => {
  const done = edited(four(), set({ actualDurationMinutes: 2400 }));
  expect(standing(done)).toEqual([5, 5, 0, 100]);
  expect(taskIn(done, "a").actualFinish).toBe(march(6, 17));
});

test("nothing remaining finishes a task", () => {
  const half = edited(four(), set({ percentComplete: 50 }));
  expect(standing(edited(half, set({ remainingDurationMinutes: 0 })))).toEqual([2, 2, 0, 100]);
  expect(taskIn(edited(half, set({ remainingDurationMinutes: 0 })), "a").actualFinish).toBe(march(3, 17));
  expect(standing(edited(four(), set({ remainingDurationMinutes: 0 })))).toEqual([4, 4, 0, 100]);
});

test("an actual finish makes the duration what it took", () => {
  const late = edited(four(), set({ actualFinish: march(9, 12) }));
  expect(standing(late)).toEqual([5.5, 5.5, 0, 100]);
  const early = edited(four({ constraint: "SNET", constraintDate: march(9, 8) }), set({ actualFinish: march(6, 17) }));
  expect(taskIn(early, "a")).toMatchObject({ actualStart: march(3, 8), actualFinish: march(6, 17), durationMinutes: 1920 });
  const both = edited(four(), set({ actualStart: march(3, 8), actualFinish: march(4, 17) }));
  expect([standing(both), datesIn(both, "a")]).toEqual([[2, 2, 0, 100], "2026-03-03T08:00 2026-03-04T17:00"]);
});

test("an actual finish taken away opens the task again", () => {
  const open = edited(edited(four(), set({ percentComplete: 100 })), set({ actualFinish: null }));
  expect(standing(open)).toEqual([4, 0, 4, 0]);
  expect(taskIn(open, "a").actualStart).toBe(march(2, 8));
});

test("an actual start alone begins a task, and taken away clears all progress", () => {
  const begun = edited(four(), set({ actualStart: march(4, 8) }));
  expect([standing(begun), datesIn(begun, "a")]).toEqual([[4, 0, 4, 0], "2026-03-04T08:00 2026-03-09T17:00"]);
  const cleared = edited(edited(begun, set({ percentComplete: 50 })), set({ actualStart: null }));
  expect([standing(cleared), datesIn(cleared, "a")]).toEqual([[4, 0, 4, 0], "2026-03-02T08:00 2026-03-05T17:00"]);
});

test("a milestone is done or not", () => {
  const plan = smallPlan([{ id: "m", durationMinutes: 0 }]);
  expect(taskIn(edited(plan, set({ percentComplete: 100 }, "m")), "m")).toMatchObject({ actualStart: march(2, 8), actualFinish: march(2, 8), percentComplete: 100 });
  expect(refusedWith(plan, set({ percentComplete: 50 }, "m"))).toEqual(["task/milestone-progress", "“M” (row 1) is a milestone: it is either done (100 %) or not (0 %)."]);
  expect(taskIn(edited(plan, set({ actualFinish: march(4, 12) }, "m")), "m")).toMatchObject({ actualStart: march(4, 12), actualFinish: march(4, 12), durationMinutes: 0 });
});

test("what cannot be is refused", () => {
  expect(refusedWith(four(), set({ actualStart: march(5, 8), actualFinish: march(4, 17) }))).toEqual(["task/finish-before-start", "“A” (row 1) started on Thu 5 March 2026, so it cannot have finished before that."]);
  expect(refusedWith(four({ active: false }), set({ percentComplete: 50 }))).toEqual(["task/inactive", "“A” (row 1) is inactive, so no progress can be entered. Maybe make it active first."]);
  expect(refusedWith(four({ external: true }), set({ percentComplete: 50 }))).toEqual(["task/external", "“A” (row 1) belongs to another project, so its progress cannot be changed here."]);
  const family = smallPlan([{ id: "s" }, { id: "a", level: 2 }]);
  expect(refusedWith(family, set({ actualStart: march(5, 8) }, "s"))).toEqual(["task/summary-progress", "“S” (row 1) is a summary task: its progress follows from its sub-tasks."]);
});

test("a manual task stands where it really was", () => {
  const manual = four({ mode: "manual", manualStart: march(2, 8), manualFinish: march(5, 17) });
  expect(datesIn(edited(manual, set({ actualStart: march(4, 8) })), "a")).toBe("2026-03-04T08:00 2026-03-09T17:00");
  expect(datesIn(edited(manual, set({ actualFinish: march(6, 12) })), "a")).toBe("2026-03-02T08:00 2026-03-06T12:00");
});

test("new tasks come with their progress", () => {
  const plan = edited(smallPlan([{ id: "a", durationMinutes: 480 }]), { type: "insertTasks", afterId: "a", tasks: [{ id: "n", fields: { durationMinutes: 960, percentComplete: 50 }, predecessors: [{ predecessorId: "a", type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }] }] });
  expect(taskIn(plan, "n")).toMatchObject({ actualStart: march(3, 8), actualDurationMinutes: 480 });
});

const person = { kind: "resource" as const, record: { id: "r", name: "Rita", type: "work" as const, maxUnits: 1, rank: "V" } };
const other = { kind: "resource" as const, record: { id: "o", name: "Otto", type: "work" as const, maxUnits: 1, rank: "W" } };
const on = (resourceId: string, fields: Partial<Assignment> = {}) => ({ kind: "assignment" as const, record: { id: `a-${resourceId}`, taskId: "a", resourceId, units: 1, workMinutes: 1920, actualWorkMinutes: 0, remainingWorkMinutes: fields.workMinutes ?? 1920, delayMinutes: 0, ...fields } });
const staffed = (task: Partial<Task>, ...assignments: ReturnType<typeof on>[]): Project => smallPlan([{ id: "a", durationMinutes: 1920, ...task }], [person, other, ...assignments]);
const work = (project: Project, id = "a-r"): unknown => [assignmentIn(project, id).workMinutes / 60, assignmentIn(project, id).actualWorkMinutes / 60, assignmentIn(project, id).remainingWorkMinutes / 60];

test("work is done as far as the duration is, by the contour", () => {
  expect(work(edited(staffed({}, on("r")), set({ percentComplete: 25 })))).toEqual([32, 8, 24]);
  const back = staffed({ durationMinutes: 960 }, on("r", { workMinutes: 576, contour: "backLoaded" }));
  expect(work(edited(back, set({ percentComplete: 50 })))).toEqual([9.6, 2.4, 7.2]);
  const later = staffed({ durationMinutes: 1920 }, on("r"), on("o", { workMinutes: 960, delayMinutes: 960 }));
  expect(work(edited(later, set({ percentComplete: 50 })), "a-o")).toEqual([16, 0, 16]);
  expect(work(edited(later, set({ percentComplete: 75 })), "a-o")).toEqual([16, 8, 8]);
});

test("percent of the work and percent of the duration differ under a contour", () => {
  const back = edited(staffed({ durationMinutes: 960 }, on("r", { workMinutes: 576, contour: "backLoaded" })), set({ percentWorkComplete: 25 }));
  expect([work(back), standing(back)]).toEqual([[9.6, 2.4, 7.2], [2, 1, 1, 50]]);
  expect(taskIn(edited(back, set({ percentWorkComplete: 100 })), "a").percentComplete).toBe(100);
});

test("physical percent complete moves nothing", () => {
  const task = taskIn(edited(four(), set({ physicalPercentComplete: 40 })), "a");
  expect([task.physicalPercentComplete, task.percentComplete, task.actualStart]).toEqual([40, 0, undefined]);
});

test("a longer remaining duration brings more work", () => {
  const half = edited(staffed({}, on("r")), set({ percentComplete: 50 }), set({ remainingDurationMinutes: 1920 }));
  expect([work(half), standing(half)]).toEqual([[48, 16, 32], [6, 2, 4, 33]]);
});

const assign = (fields: AssignmentFields, id = "a-r"): Command => ({ type: "updateAssignments", assignments: [{ id, fields }] });

test("work done by a person moves the task", () => {
  const quarter = edited(staffed({}, on("r")), assign({ actualWorkMinutes: 480 }));
  expect([standing(quarter), taskIn(quarter, "a").actualStart]).toEqual([[4, 1, 3, 25], march(2, 8)]);
  const done = edited(quarter, assign({ percentWorkComplete: 100 }));
  expect(taskIn(done, "a")).toMatchObject({ percentComplete: 100, actualFinish: march(5, 17) });
  const two = edited(staffed({}, on("r"), on("o")), assign({ actualWorkMinutes: 960 }));
  expect(standing(two)).toEqual([4, 1, 3, 25]);
  expect(work(two)).toEqual([32, 16, 16]);
});

test("more work done than planned becomes the work", () => {
  const more = edited(staffed({}, on("r")), assign({ actualWorkMinutes: 2400 }));
  expect([work(more), standing(more)]).toEqual([[40, 40, 0], [5, 5, 0, 100]]);
});

test("more work left makes the task longer", () => {
  const half = edited(staffed({}, on("r")), set({ percentComplete: 50 }), assign({ remainingWorkMinutes: 1920 }));
  expect([work(half), standing(half)]).toEqual([[48, 16, 32], [6, 2, 4, 33]]);
});

test("a percentage typed on a summary goes to the earliest work first", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 960 }, { id: "b", level: 2, durationMinutes: 960, after: ["a"] }, { id: "m", level: 2, durationMinutes: 0, after: ["b"] }]);
  const half = edited(plan, set({ percentComplete: 75 }, "s"));
  expect([standing(half, "a"), standing(half, "b")]).toEqual([[2, 2, 0, 100], [2, 1, 1, 50]]);
  expect(taskIn(half, "m").percentComplete).toBe(0);
  const all = edited(half, set({ percentComplete: 100 }, "s"));
  expect(["a", "b", "m"].map((id) => taskIn(all, id).percentComplete)).toEqual([100, 100, 100]);
  const less = edited(all, set({ percentComplete: 50 }, "s"));
  expect([standing(less, "a"), standing(less, "b")]).toEqual([[2, 2, 0, 100], [2, 0, 2, 0]]);
  expect(standing(edited(less, set({ percentComplete: 0 }, "s")), "a")).toEqual([2, 0, 2, 0]);
});

test("done work that lies after the status date is moved back to it", () => {
  const status = settings({ statusDate: march(3, 17), moveCompletedEndsBack: true });
  const late = four({ constraint: "SNET", constraintDate: march(9, 8) });
  const split = edited(edited(late, status), set({ percentComplete: 50 }));
  expect(taskIn(split, "a")).toMatchObject({ actualStart: march(2, 8), stop: march(3, 17), resume: march(11, 8) });
  expect(datesIn(split, "a")).toBe("2026-03-02T08:00 2026-03-12T17:00");
  const together = edited(edited(late, status, settings({ moveRemainingStartsBack: true })), set({ percentComplete: 50 }));
  expect(datesIn(together, "a")).toBe("2026-03-02T08:00 2026-03-05T17:00");
  const finished = edited(edited(late, status), set({ percentComplete: 100 }));
  expect(taskIn(finished, "a")).toMatchObject({ actualFinish: march(3, 17) });
});

test("remaining work that lies before the status date is moved forward to it", () => {
  const status = settings({ statusDate: march(9, 17), moveRemainingStartsForward: true });
  const split = edited(edited(four(), status), set({ percentComplete: 50 }));
  expect(taskIn(split, "a")).toMatchObject({ actualStart: march(2, 8), stop: march(3, 17), resume: march(10, 8) });
  expect(datesIn(split, "a")).toBe("2026-03-02T08:00 2026-03-11T17:00");
  const together = edited(edited(four(), status, settings({ moveCompletedEndsForward: true })), set({ percentComplete: 50 }));
  expect(datesIn(together, "a")).toBe("2026-03-06T08:00 2026-03-11T17:00");
});

test("dates that were typed are left alone by the status-date options", () => {
  const status = settings({ statusDate: march(3, 17), moveCompletedEndsBack: true });
  expect(taskIn(edited(edited(four(), status), set({ actualStart: march(9, 8), percentComplete: 50 })), "a").actualStart).toBe(march(9, 8));
});

test("progress without dates at hand is refused unless a start is typed", () => {
  const looped = smallPlan([{ id: "a", after: ["b"] }, { id: "b", after: ["a"] }]);
  expect(refusedWith(looped, set({ percentComplete: 50 }))).toEqual(["task/no-dates", "“A” (row 1) has no dates, so it cannot have started. Maybe type its actual start along with its progress."]);
  expect(standing(edited(looped, set({ percentComplete: 50, actualStart: march(2, 8) })))).toEqual([3, 1.5, 1.5, 50]);
});

test("a task that is over keeps what was thought of it beside what it took; one that goes on has no range that nobody meant", () => {
  const estimate = { lowMinutes: 960, likelyMinutes: 1920, highMinutes: 2400 };
  const longer = edited(four({ estimate }), set({ actualDurationMinutes: 2880 }));
  expect(taskIn(longer, "a")).toMatchObject({ durationMinutes: 2880, percentComplete: 100, estimate });
  const shorter = edited(four({ estimate }), set({ actualDurationMinutes: 960 }), set({ remainingDurationMinutes: 0 }));
  expect(taskIn(shorter, "a")).toMatchObject({ durationMinutes: 960, percentComplete: 100, estimate });
  expect(taskIn(edited(longer, set({ percentComplete: 50 })), "a")).not.toHaveProperty("estimate");
  expect(taskIn(edited(four({ estimate }), set({ actualDurationMinutes: 960 }), set({ remainingDurationMinutes: 2400 })), "a")).not.toHaveProperty("estimate");
});
