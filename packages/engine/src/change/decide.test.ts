/** Tests of decide: what each command does, and the sentences with which it is refused. */
import { outlineText, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { standardCalendar } from "../model/new-project.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Resource, Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf, formatIso, minuteOf } from "../time/minute.ts";
import { evolve, reverse, type Change } from "./change.ts";
import { commandSchema, type Command, type CommandContext, type Predecessor, type TaskFields } from "./command.ts";
import { decide } from "./decide.ts";
import { seededIds } from "./id-maker.ts";

const context = (): CommandContext => ({ actor: "ann", at: 0, newId: seededIds("k") });

function run(project: Project, ...commands: Command[]): Project {
  return evolve(project, changed(project, ...commands));
}

function changed(project: Project, ...commands: Command[]): Change {
  const decision = decide(project, commands.map((command) => commandSchema.parse(command)), context());
  if ("refusals" in decision) throw new Error(decision.refusals.map((refusal) => refusal.message).join("\n"));
  return decision.change;
}

function checkRefused(project: Project, command: Command, code: string, message: string): void {
  const decision = decide(project, [commandSchema.parse(command)], context());
  expect("refusals" in decision ? decision.refusals.map((refusal) => [refusal.code, refusal.message]) : decision).toEqual([[code, message]]);
}

function task(project: Project, id: string): Task {
  const found = project.records.task.get(id);
  if (!found) throw new Error(`no task ${id}`);
  return found;
}

const set = (id: string, fields: TaskFields): Command => ({ type: "updateTasks", tasks: [{ id, fields }] });
const fs = (predecessorId: string): Predecessor => ({ predecessorId, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });
const link = (predecessorId: string, successorId: string): Command => ({ type: "linkTasks", predecessorId, successorId, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });
const links = (project: Project): string[] => [...project.records.link.values()].map((one) => `${one.predecessorId}>${one.successorId}`).sort();

const person: Resource = { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" };
const assignment = (fields: Partial<Assignment> = {}): { kind: "assignment"; record: Assignment } => ({
  kind: "assignment",
  record: { id: "as", taskId: "a", resourceId: "r", units: 1, workMinutes: 1440, actualWorkMinutes: 0, remainingWorkMinutes: 1440, delayMinutes: 0, ...fields },
});
const staffed = (fields: Partial<Task>, ...assignments: Partial<Assignment>[]): Project =>
  smallPlan([{ id: "a", ...fields }], [{ kind: "resource", record: person }, ...assignments.map((one) => assignment(one))]);

test("typing a duration sets what remains and is one update", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b" }]);
  const change = changed(plan, set("a", { durationMinutes: 2400, durationUnit: "w" }));
  expect(change).toMatchObject({ added: [], removed: [], updated: [{ kind: "task", after: { durationMinutes: 2400, remainingDurationMinutes: 2400, durationUnit: "w" } }] });
  expect(change.updated).toHaveLength(1);
});

test("setting what is already so changes nothing", () => {
  expect(changed(smallPlan([{ id: "a" }]), set("a", { durationMinutes: 1440, name: "A" }))).toEqual({ added: [], updated: [], removed: [] });
});

test("a plain duration clears estimate and question mark, an estimate sets the duration", () => {
  const plan = smallPlan([{ id: "a", estimated: true }]);
  const estimate = { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320 };
  const ranged = run(plan, set("a", { estimate }));
  expect(task(ranged, "a")).toMatchObject({ durationMinutes: 2400, estimate, estimated: false });
  expect(task(run(ranged, set("a", { durationMinutes: 480 })), "a")).not.toHaveProperty("estimate");
  const cleared = task(run(ranged, set("a", { estimate: null })), "a");
  expect(cleared.durationMinutes).toBe(2400);
  expect(cleared).not.toHaveProperty("estimate");
  expect(task(run(ranged, set("a", { name: "x" })), "a")).toMatchObject({ estimate });
  checkRefused(plan, set("a", { estimate: { ...estimate, lowMinutes: 3000 } }), "task/estimate-order", "The estimate of “A” (row 1) does not rise: it needs the lowest, the most likely and the highest value in this order.");
});

test("duration 0 makes a milestone, and a longer one unmakes it", () => {
  const zero = run(smallPlan([{ id: "a" }]), set("a", { durationMinutes: 0 }));
  expect(task(zero, "a").milestone).toBe(true);
  expect(task(run(zero, set("a", { durationMinutes: 480 })), "a").milestone).toBe(false);
  const marked = run(smallPlan([{ id: "a" }]), set("a", { milestone: true }));
  expect(task(run(marked, set("a", { durationMinutes: 480 })), "a")).toMatchObject({ milestone: true, durationMinutes: 480 });
});

test("on a started task what is done stays and the rest follows", () => {
  const started = { durationMinutes: 2400, actualDurationMinutes: 1200, remainingDurationMinutes: 1200, percentComplete: 50, actualStart: minuteOf(2026, 3, 2, 8) };
  const plan = smallPlan([{ id: "a", ...started }]);
  expect(task(run(plan, set("a", { durationMinutes: 3600 })), "a")).toMatchObject({ actualDurationMinutes: 1200, remainingDurationMinutes: 2400, percentComplete: 33 });
  expect(task(run(plan, set("a", { durationMinutes: 1200 })), "a")).toMatchObject({ remainingDurationMinutes: 0, percentComplete: 100 });
  checkRefused(plan, set("a", { durationMinutes: 960 }), "task/shorter-than-done", "“A” (row 1) already has 2.5d done, so its duration cannot be 2d.");
});

test("a finished task that becomes longer is open again", () => {
  const finished = { actualDurationMinutes: 1440, remainingDurationMinutes: 0, percentComplete: 100, actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 4, 17) };
  const longer = task(run(smallPlan([{ id: "a", ...finished }]), set("a", { durationMinutes: 1920 })), "a");
  expect(longer).toMatchObject({ percentComplete: 75, remainingDurationMinutes: 480 });
  expect(longer).not.toHaveProperty("actualFinish");
});

test("work follows the duration in proportion to units", () => {
  const plan = staffed({}, { units: 0.5, workMinutes: 720, remainingWorkMinutes: 720 });
  expect(run(plan, set("a", { durationMinutes: 2400 })).records.assignment.get("as")).toMatchObject({ units: 0.5, workMinutes: 1200, remainingWorkMinutes: 1200 });
});

test("an assignment that did not last the whole task keeps its share", () => {
  const plan = staffed({ taskType: "fixedDuration" }, { workMinutes: 360, remainingWorkMinutes: 360 });
  expect(run(plan, set("a", { durationMinutes: 2880 })).records.assignment.get("as")?.workMinutes).toBe(720);
});

test("where people fix the dates, the duration typed is the duration shown", () => {
  const plan = staffed({}, { workMinutes: 360, remainingWorkMinutes: 360 });
  const longer = run(plan, set("a", { durationMinutes: 2880 }));
  expect(longer.records.assignment.get("as")?.workMinutes).toBe(2880);
  expect(schedule(longer).schedule.of("a")?.durationMinutes).toBe(2880);
});

test("done work stays when a started task becomes longer", () => {
  const plan = staffed(
    { durationMinutes: 1920, actualDurationMinutes: 960, remainingDurationMinutes: 960, percentComplete: 50 },
    { workMinutes: 1920, actualWorkMinutes: 960, remainingWorkMinutes: 960 },
  );
  expect(run(plan, set("a", { durationMinutes: 2880 })).records.assignment.get("as")).toMatchObject({ workMinutes: 2880, actualWorkMinutes: 960, remainingWorkMinutes: 1920 });
});

test("on a fixed-work task the units follow the duration", () => {
  const plan = staffed({ taskType: "fixedWork" }, {});
  expect(run(plan, set("a", { durationMinutes: 2880 })).records.assignment.get("as")).toMatchObject({ units: 0.5, workMinutes: 1440 });
});

test("a milestone that gets a duration gives its people work by their units", () => {
  const zero = run(staffed({}, { units: 2, workMinutes: 2880, remainingWorkMinutes: 2880 }), set("a", { durationMinutes: 0 }));
  expect(zero.records.assignment.get("as")?.workMinutes).toBe(0);
  expect(run(zero, set("a", { durationMinutes: 480 })).records.assignment.get("as")?.workMinutes).toBe(960);
});

test("material does not follow the duration", () => {
  const plan = smallPlan([{ id: "a" }], [{ kind: "resource", record: { ...person, type: "material" } }, assignment({ workMinutes: 5, remainingWorkMinutes: 5 })]);
  expect(changed(plan, set("a", { durationMinutes: 2880 })).updated.map((item) => item.kind)).toEqual(["task"]);
});

test("a summary task has no duration of its own", () => {
  checkRefused(smallPlan([{ id: "s" }, { id: "a", level: 2 }]), set("s", { durationMinutes: 480 }), "task/summary-duration", "“S” (row 1) is a summary task: its duration follows from its sub-tasks.");
});

test("typing a start on a linked task keeps the link and sets a constraint", () => {
  const moved = run(smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]), { type: "setTaskStart", id: "b", start: minuteOf(2026, 3, 10, 8) });
  expect(task(moved, "b")).toMatchObject({ constraint: "SNET", constraintDate: minuteOf(2026, 3, 10, 8) });
  expect(links(moved)).toEqual(["a>b"]);
  const finish = run(moved, { type: "setTaskFinish", id: "b", finish: minuteOf(2026, 3, 12, 17) });
  expect(task(finish, "b")).toMatchObject({ constraint: "FNET", constraintDate: minuteOf(2026, 3, 12, 17) });
});

test("dates of started, summary and foreign tasks are refused", () => {
  const start = minuteOf(2026, 3, 10, 8);
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2, actualStart: minuteOf(2026, 3, 3, 8) }, { id: "x", external: true }]);
  checkRefused(plan, { type: "setTaskStart", id: "s", start }, "task/summary-dates", "“S” (row 1) is a summary task: its dates follow from its sub-tasks. Maybe move one of them.");
  checkRefused(plan, { type: "setTaskStart", id: "a", start }, "task/started", "“A” (row 2) started on Tue 3 March 2026, so its dates cannot be planned any more. Maybe change its duration.");
  checkRefused(plan, { type: "setTaskFinish", id: "x", finish: start }, "task/external", "“X” (row 3) belongs to another project, so its dates cannot be changed here.");
  checkRefused(plan, { type: "setTaskFinish", id: "gone", finish: start }, "task/missing", "There is no such task in the plan any more. Maybe somebody has deleted it.");
});

test("a manual task keeps start, finish and duration together", () => {
  const plan = smallPlan([{ id: "a", mode: "manual" }]);
  const placed = run(plan, { type: "setTaskStart", id: "a", start: minuteOf(2026, 3, 5, 8) });
  expect(formatIso(task(placed, "a").manualFinish ?? minuteOf(1970, 1, 1))).toBe("2026-03-09T17:00:00");
  expect(task(placed, "a").constraint).toBe("ASAP");
  const shorter = run(placed, set("a", { durationMinutes: 480 }));
  expect(formatIso(task(shorter, "a").manualFinish ?? minuteOf(1970, 1, 1))).toBe("2026-03-05T17:00:00");
  const later = run(placed, { type: "setTaskFinish", id: "a", finish: minuteOf(2026, 3, 10, 12) });
  expect(task(later, "a")).toMatchObject({ durationMinutes: 1680, manualFinish: minuteOf(2026, 3, 10, 12), manualStart: minuteOf(2026, 3, 5, 8) });
  checkRefused(placed, { type: "setTaskFinish", id: "a", finish: minuteOf(2026, 3, 4, 17) }, "task/finish-before-start", "“A” (row 1) starts on Thu 5 March 2026, so it cannot finish before that.");
  expect(task(run(placed, set("a", { mode: "auto" })), "a")).not.toHaveProperty("manualStart");
});

test("an elapsed manual task counts the clock round", () => {
  const plan = smallPlan([{ id: "a", mode: "manual", durationMinutes: 2880, durationUnit: "ed" }]);
  expect(task(run(plan, { type: "setTaskStart", id: "a", start: minuteOf(2026, 3, 6, 8) }), "a").manualFinish).toBe(minuteOf(2026, 3, 8, 8));
});

test("an automatic task keeps the fixed dates that its source stored", () => {
  const plan = smallPlan([{ id: "a", manualStart: minuteOf(2026, 3, 2, 8) }]);
  expect(task(run(plan, set("a", { name: "B", mode: "auto" })), "a").manualStart).toBe(minuteOf(2026, 3, 2, 8));
});

test("constraint type and date go together", () => {
  const plan = smallPlan([{ id: "a" }, { id: "s" }, { id: "b", level: 2 }]);
  const date = minuteOf(2026, 3, 10, 8);
  expect(task(run(plan, set("a", { constraintDate: date })), "a")).toMatchObject({ constraint: "SNET", constraintDate: date });
  const pinned = run(plan, set("a", { constraint: "MSO", constraintDate: date }));
  expect(task(run(pinned, set("a", { constraint: "FNLT" })), "a")).toMatchObject({ constraint: "FNLT", constraintDate: date });
  expect(task(run(pinned, set("a", { constraint: "ASAP" })), "a")).not.toHaveProperty("constraintDate");
  expect(task(run(pinned, set("a", { constraintDate: null })), "a").constraint).toBe("ASAP");
  checkRefused(plan, set("a", { constraint: "MFO" }), "constraint/date-missing", "The constraint “must finish on” of “A” (row 1) needs a date.");
  checkRefused(plan, set("a", { constraint: "ALAP", constraintDate: date }), "constraint/date-unused", "The constraint “as late as possible” of “A” (row 1) takes no date.");
  checkRefused(plan, set("s", { constraint: "MSO", constraintDate: date }), "constraint/summary", "“S” (row 2) is a summary task: it cannot carry the constraint “must start on”. Maybe set it on one of its sub-tasks.");
});

test("null takes an optional field away", () => {
  const noted = run(smallPlan([{ id: "a" }]), set("a", { notes: "call first", deadline: minuteOf(2026, 4, 1, 17), calendarId: "standard" }));
  expect(task(noted, "a")).toMatchObject({ notes: "call first", calendarId: "standard" });
  const bare = task(run(noted, set("a", { notes: null, deadline: null, calendarId: null })), "a");
  for (const field of ["notes", "deadline", "calendarId"]) expect(bare).not.toHaveProperty(field);
});

test("a summary task takes its sub-tasks along when it becomes inactive", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 3 }]);
  const off = run(plan, set("s", { active: false }));
  expect(["s", "a", "b"].map((id) => task(off, id).active)).toEqual([false, false, false]);
  checkRefused(smallPlan([{ id: "a", percentComplete: 10 }]), set("a", { active: false }), "task/started", "“A” (row 1) has started, so it cannot be made inactive.");
});

test("new tasks take numbers, places and predecessors", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b" }]);
  const grown = run(plan, {
    type: "insertTasks",
    afterId: "a",
    tasks: [
      { id: "s", fields: { name: "Stage" } },
      { id: "x", fields: { name: "X", durationMinutes: 960 }, depth: 1, predecessors: [fs("y"), fs("a")] },
      { id: "y", fields: {}, depth: 1 },
      { id: "z", fields: { durationMinutes: 0 } },
    ],
  });
  expect(outlineText(grown)).toBe("a s(x y) z b");
  expect(links(grown)).toEqual(["a>x", "y>x"]);
  expect(["s", "x", "y", "z"].map((id) => task(grown, id).number)).toEqual([3, 4, 5, 6]);
  expect(settingsOf(grown).nextTaskNumber).toBe(7);
  expect(task(grown, "y")).toMatchObject({ durationMinutes: 480, estimated: true });
  expect(task(grown, "z").milestone).toBe(true);
});

test("new tasks go first, below a parent, or after a sibling", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }]);
  expect(outlineText(run(plan, { type: "insertTasks", tasks: [{ id: "n", fields: {} }] }))).toBe("n s(a)");
  expect(outlineText(run(plan, { type: "insertTasks", parentId: "s", tasks: [{ id: "n", fields: {} }] }))).toBe("s(n a)");
  expect(outlineText(run(plan, { type: "insertTasks", parentId: "a", tasks: [{ id: "n", fields: {} }] }))).toBe("s(a(n))");
});

test("impossible insertions are refused", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }]);
  const insert = (more: Partial<Extract<Command, { type: "insertTasks" }>>): Command => ({ type: "insertTasks", tasks: [{ id: "n", fields: { name: "New" } }], ...more });
  checkRefused(plan, insert({ tasks: [{ id: "a", fields: {} }] }), "task/duplicate", "A new task has the id of another task. Maybe it has been inserted already.");
  checkRefused(plan, insert({ tasks: [{ id: "n", fields: {} }, { id: "n", fields: {} }] }), "task/duplicate", "A new task has the id of another task. Maybe it has been inserted already.");
  checkRefused(plan, insert({ afterId: "a" }), "task/moved", "“A” (row 2) is no longer in this part of the outline. Maybe somebody has moved it.");
  checkRefused(plan, insert({ tasks: [{ id: "n", fields: { name: "New" }, depth: 1 }] }), "task/depth", "The new task “New” is indented by more than one level below the task before it.");
  checkRefused(plan, insert({ tasks: [{ id: "n", fields: { name: "New", constraint: "MSO" } }] }), "constraint/date-missing", "The constraint “must start on” of “New” needs a date.");
});

test("deleting takes sub-tasks, links, assignments and mentions in risks along", () => {
  const risk = { id: "risk", code: "R1", title: "Late", category: "", probability: 0.2, impact: { kind: "delayDays" as const, low: 1, likely: 2, high: 3 }, taskIds: ["a", "c"], response: "", action: "", trigger: "" };
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2, after: ["a"] }, { id: "c", after: ["b"] }], [
    { kind: "resource", record: person },
    assignment(),
    { kind: "riskItem", record: risk },
  ]);
  const change = changed(plan, { type: "deleteTasks", ids: ["a", "s"] });
  const left = evolve(plan, change);
  expect([outlineText(left), links(left), left.records.assignment.size, left.records.riskItem.get("risk")?.taskIds]).toEqual(["c", [], 0, ["c"]]);
  expect(settingsOf(left).nextTaskNumber).toBe(5);
  expect(outlineText(evolve(left, reverse(change)))).toBe("s(a b) c");
  expect(outlineText(run(plan, { type: "deleteTasks", ids: ["a", "s"] }, { type: "insertTasks", tasks: [{ id: "s", fields: {} }] }, { type: "insertTasks", parentId: "s", tasks: [{ id: "n", fields: {} }] }))).toBe("s(n) c");
  checkRefused(left, { type: "deleteTasks", ids: ["a"] }, "task/missing", "There is no such task in the plan any more. Maybe somebody has deleted it.");
});

test("indenting puts rows below the row above them", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b" }, { id: "c" }, { id: "d", level: 2 }, { id: "e" }]);
  expect(outlineText(run(plan, { type: "indentTasks", ids: ["b"] }))).toBe("a(b) c(d) e");
  expect(outlineText(run(plan, { type: "indentTasks", ids: ["c", "b"] }))).toBe("a(b c(d)) e");
  expect(outlineText(run(plan, { type: "indentTasks", ids: ["c", "d", "e"] }))).toBe("a b(c(d) e)");
  expect(outlineText(run(plan, { type: "indentTasks", ids: ["a", "b"] }))).toBe("a(b) c(d) e");
  expect(outlineText(run(plan, { type: "indentTasks", ids: ["b", "e"] }))).toBe("a(b) c(d e)");
  checkRefused(plan, { type: "indentTasks", ids: ["a", "d"] }, "task/no-room", "“A” (row 1) has no row above it at its own level, so it cannot be indented.");
});

test("outdenting takes the siblings below along as sub-tasks", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2 }, { id: "x", level: 3 }, { id: "c", level: 2 }, { id: "d", level: 2 }, { id: "e" }]);
  expect(outlineText(run(plan, { type: "outdentTasks", ids: ["b"] }))).toBe("s(a) b(x c d) e");
  expect(outlineText(run(plan, { type: "outdentTasks", ids: ["b", "c"] }))).toBe("s(a) b(x) c(d) e");
  expect(outlineText(run(plan, { type: "outdentTasks", ids: ["b", "x"] }))).toBe("s(a) b(x c d) e");
  expect(outlineText(run(plan, { type: "outdentTasks", ids: ["x", "d"] }))).toBe("s(a b x c) d e");
  expect(outlineText(run(plan, { type: "outdentTasks", ids: ["a", "c"] }))).toBe("s a(b(x)) c(d) e");
  checkRefused(plan, { type: "outdentTasks", ids: ["e", "s"] }, "task/no-room", "“E” (row 7) is at the top level already, so it cannot be outdented.");
});

test("moving keeps the order of rows and never goes below itself", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2 }, { id: "c" }, { id: "d" }]);
  expect(outlineText(run(plan, { type: "moveTasks", ids: ["d", "c"], parentId: "s", afterId: "a" }))).toBe("s(a c d b)");
  expect(outlineText(run(plan, { type: "moveTasks", ids: ["d"] }))).toBe("d s(a b) c");
  expect(outlineText(run(plan, { type: "moveTasks", ids: ["b", "a"], parentId: "s", afterId: "b" }))).toBe("s(a b) c d");
  expect(outlineText(run(plan, { type: "moveTasks", ids: ["s", "a"], afterId: "d" }))).toBe("c d s(a b)");
  checkRefused(plan, { type: "moveTasks", ids: ["s"], parentId: "b" }, "task/below-itself", "“S” (row 1) cannot be moved below itself.");
});

test("predecessors are replaced, and the link to the same predecessor keeps its id", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b" }, { id: "c", after: ["a", "b"] }]);
  const change = changed(plan, { type: "setPredecessors", id: "c", predecessors: [{ ...fs("b"), type: "SS", lagMinutes: 480 }] });
  expect(change).toMatchObject({ added: [], updated: [{ before: { id: "b-c" }, after: { id: "b-c", type: "SS", lagMinutes: 480 } }], removed: [{ record: { id: "a-c" } }] });
  const added = changed(plan, { type: "setPredecessors", id: "b", predecessors: [{ ...fs("a"), lagUnit: "%", lagPercent: 50, lagMinutes: 99 }] });
  expect(added.added).toEqual([{ kind: "link", record: { id: "k.1", predecessorId: "a", successorId: "b", type: "FS", lagMinutes: 0, lagPercent: 50, lagUnit: "%" } }]);
});

test("two tasks are joined by one link at most", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]);
  const change = changed(plan, { ...link("a", "b"), linkType: "FF" } as Command);
  expect(change).toMatchObject({ added: [], updated: [{ after: { id: "a-b", type: "FF" } }] });
  checkRefused(plan, { type: "setPredecessors", id: "b", predecessors: [fs("a"), { ...fs("a"), type: "SS" }] }, "link/twice", "Row 1 stands twice among the predecessors of “B” (row 2); two tasks can be joined by one link only.");
  expect(links(run(plan, { type: "unlinkTasks", links: [{ predecessorId: "a", successorId: "b" }, { predecessorId: "b", successorId: "a" }] }))).toEqual([]);
  checkRefused(plan, { type: "unlinkTasks", links: [{ predecessorId: "b", successorId: "a" }] }, "link/missing", "There is no link from row 2 to row 1.");
});

test("a loop is refused with the rows that it runs through", () => {
  const rows = Array.from({ length: 9 }, (_, at) => ({ id: `t${at + 1}`, ...(at === 4 ? { after: ["t3"] } : {}), ...(at === 8 ? { after: ["t5"] } : {}) }));
  const plan = smallPlan(rows);
  checkRefused(plan, link("t9", "t3"), "link/loop", "Row 9 already waits for row 3, so this makes a loop: 3 → 5 → 9 → 3.");
  checkRefused(plan, { type: "setPredecessors", id: "t3", predecessors: [fs("t1"), fs("t9")] }, "link/loop", "Row 9 already waits for row 3, so this makes a loop: 3 → 5 → 9 → 3.");
  checkRefused(plan, link("t3", "t3"), "link/self", "“T3” (row 3) cannot wait for itself.");
});

test("a loop through summary tasks is refused", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", level: 2 }, { id: "c", after: ["s"] }]);
  checkRefused(plan, link("c", "a"), "link/loop", "Row 4 already waits for row 2, so this makes a loop: 2 (in 1) → 4 → 2 (in 1).");
  const inward = smallPlan([{ id: "s", after: ["c"] }, { id: "a", level: 2 }, { id: "b", level: 2 }, { id: "c" }]);
  checkRefused(inward, link("b", "c"), "link/loop", "Row 3 already waits for row 4, so this makes a loop: 4 → 1 (holds 3) → 4.");
  const siblings = run(plan, link("a", "b"));
  expect(links(siblings)).toEqual(["a>b", "s>c"]);
});

test("a summary task is not linked to its own sub-task", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }]);
  checkRefused(plan, link("s", "a"), "link/summary-descendant", "Row 1 and row 2 cannot be joined by a link, because one is the summary task of the other.");
  const linked = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]);
  checkRefused(linked, { type: "indentTasks", ids: ["b"] }, "link/summary-descendant", "“B” (row 2) cannot go below “A” (row 1): row 2 and its summary task row 1 would be joined by a link. Maybe delete that link first.");
});

test("only FS and SS lead to a summary task", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b" }]);
  checkRefused(plan, { ...link("b", "s"), linkType: "FF" } as Command, "link/summary-finish", "“S” (row 1) is a summary task, so its finish follows from its sub-tasks; only FS and SS links can lead to it.");
});

test("a place in the outline that closes a loop is refused", () => {
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2 }, { id: "b", after: ["s"] }, { id: "c", after: ["b"] }]);
  checkRefused(plan, { type: "moveTasks", ids: ["c"], parentId: "s", afterId: "a" }, "link/loop", "“C” (row 4) cannot go below “S” (row 1): it already waits for row 1: 1 → 3 → 4.");
  const before = smallPlan([{ id: "s", after: ["b"] }, { id: "a", level: 2 }, { id: "b", after: ["c"] }, { id: "c" }]);
  checkRefused(before, { type: "moveTasks", ids: ["c"], parentId: "s" }, "link/loop", "“C” (row 4) cannot go below “S” (row 1): row 1 already waits for it: 4 → 3 → 1.");
});

test("many links at once are searched for loops together", () => {
  const rows = Array.from({ length: 200 }, (_, at) => ({ id: `t${at}`, fields: {}, ...(at > 0 ? { predecessors: [fs(`t${at - 1}`)] } : {}) }));
  const plan = smallPlan([{ id: "a" }]);
  expect(run(plan, { type: "insertTasks", tasks: rows }).records.link.size).toBe(199);
  const looping = rows.map((row, at) => (at === 0 ? { ...row, predecessors: [fs("t150")] } : row));
  const decision = decide(plan, [{ type: "insertTasks", tasks: looping }], context());
  expect("refusals" in decision && decision.refusals[0]?.code).toBe("link/loop");
});

test("a loop that the plan brought along hinders no other edit", () => {
  const looped = smallPlan([{ id: "a", after: ["b"] }, { id: "b", after: ["a"] }, { id: "c" }]);
  expect(links(run(looped, link("b", "c")))).toContain("b>c");
  expect(task(run(looped, set("a", { durationMinutes: 480 })), "a").durationMinutes).toBe(480);
});

test("commands of one list build on each other, all or none", () => {
  const plan = smallPlan([{ id: "a" }]);
  const grown = run(plan, { type: "insertTasks", tasks: [{ id: "n", fields: { name: "N" } }] }, link("a", "n"), set("n", { name: "M" }));
  expect(task(grown, "n").name).toBe("M");
  const change = changed(plan, { type: "insertTasks", tasks: [{ id: "n", fields: { name: "N" } }] }, set("n", { name: "M" }), { type: "deleteTasks", ids: ["n"] });
  expect(change).toMatchObject({ added: [], removed: [] });
  const decision = decide(plan, [set("a", { name: "B" }), set("gone", {})], context());
  expect("refusals" in decision && decision.refusals[0]?.commandIndex).toBe(1);
});

test("settings are set, and a calendar that is not there is refused", () => {
  const plan = smallPlan([]);
  expect(settingsOf(run(plan, { type: "updateSettings", fields: { name: "New", start: minuteOf(2026, 5, 4, 8), statusDate: minuteOf(2026, 6, 1, 17) } }))).toMatchObject({ name: "New", start: minuteOf(2026, 5, 4, 8) });
  checkRefused(plan, { type: "updateSettings", fields: { calendarId: "none" } }, "calendar/missing", "The calendar chosen for the project is no longer in the plan. Maybe somebody has deleted it.");
  checkRefused(plan, { type: "updateSettings", fields: { name: " " } }, "project/name-missing", "A project needs a name.");
});

test("calendars are saved, used, kept while used and deleted", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b" }], [{ kind: "resource", record: { ...person, calendarId: "night" } }]);
  const standard = standardCalendar("standard");
  const night = { ...standard, id: "night", name: "Night" };
  const both = run(plan, { type: "saveCalendar", calendar: night }, set("a", { calendarId: "night" }));
  checkRefused(both, { type: "deleteCalendar", id: "night" }, "calendar/in-use", "The calendar “Night” cannot be deleted: “A” (row 1) and the resource “Rita” use it.");
  checkRefused(both, { type: "deleteCalendar", id: "standard" }, "calendar/in-use", "The calendar “Standard” cannot be deleted: the project uses it.");
  const unused = run(smallPlan([]), { type: "saveCalendar", calendar: night });
  expect(run(unused, { type: "deleteCalendar", id: "night" }).records.calendar.size).toBe(1);
  checkRefused(unused, { type: "saveCalendar", calendar: { ...night, id: "other" } }, "calendar/name-taken", "There is already a calendar “Night”.");
  const derived = run(unused, { type: "saveCalendar", calendar: { ...night, id: "late", name: "Late", baseCalendarId: "night" } });
  checkRefused(derived, { type: "saveCalendar", calendar: { ...night, baseCalendarId: "late" } }, "calendar/loop", "The calendar “Night” cannot be based on itself, not through other calendars either.");
});

test("working times must follow one another", () => {
  const plan = smallPlan([]);
  const standard = standardCalendar("standard");
  const week = standard.week.map((day, at) => (at === 1 ? { kind: "working" as const, times: [{ from: 480, to: 720 }, { from: 700, to: 1020 }] } : day));
  checkRefused(plan, { type: "saveCalendar", calendar: { ...standard, week } }, "calendar/times", "The working times of Monday in the calendar “Standard” must follow one another without overlapping, each ending after it starts.");
  const idle = standard.week.map(() => ({ kind: "nonworking" as const }));
  checkRefused(plan, { type: "saveCalendar", calendar: { ...standard, week: idle } }, "calendar/no-working-time", "The calendar “Standard” has no working time at all, so nothing could be scheduled in it.");
});

test("days off are added to a calendar", () => {
  const day = dayOf(2026, 4, 3);
  const plan = smallPlan([]);
  const exception = { type: "addCalendarException" as const, calendarId: "standard", name: "Good Friday", fromDay: day, toDay: day, times: [] };
  expect(run(plan, exception).records.calendar.get("standard")?.exceptions).toEqual([{ name: "Good Friday", fromDay: day, toDay: day, times: [] }]);
  checkRefused(plan, { ...exception, toDay: day - 1 }, "calendar/range", "“Good Friday” in the calendar “Standard” must end on or after the day it starts.");
  checkRefused(plan, { ...exception, calendarId: "none" }, "calendar/missing", "There is no such calendar in the plan any more. Maybe somebody has deleted it.");
});

const undo = (change: Change): Command => ({ type: "revert", label: "Undo", change: JSON.parse(JSON.stringify(reverse(change))) });

test("undo takes a change back and redo brings it again", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]);
  const change = changed(plan, { type: "deleteTasks", ids: ["a"] });
  const without = evolve(plan, change);
  const back = changed(without, undo(change));
  expect(outlineText(evolve(without, back))).toBe("a b");
  expect(links(evolve(without, back))).toEqual(["a>b"]);
  expect(outlineText(run(evolve(without, back), undo(back)))).toBe("b");
});

test("undo is refused where somebody has edited the same field since", () => {
  const plan = smallPlan([{ id: "a" }]);
  const change = changed(plan, set("a", { durationMinutes: 2400 }));
  const mine = evolve(plan, change);
  checkRefused(run(mine, set("a", { durationMinutes: 3000 })), undo(change), "change/stale", "“A” (row 1) has been changed since (duration and remaining duration), so this step cannot be taken back.");
  checkRefused(run(mine, { type: "deleteTasks", ids: ["a"] }), undo(change), "change/stale", "“A” has been deleted since, so this step cannot be taken back.");
  const renamed = run(run(mine, set("a", { name: "Renamed" })), undo(change));
  expect(task(renamed, "a")).toMatchObject({ name: "Renamed", durationMinutes: 1440 });
});

test("undo is refused where it would leave a hole", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }]);
  const unlinked = changed(plan, { type: "unlinkTasks", links: [{ predecessorId: "a", successorId: "b" }] });
  const without = run(evolve(plan, unlinked), { type: "deleteTasks", ids: ["a"] });
  checkRefused(without, undo(unlinked), "change/broken-reference", "A task that a link would join is no longer in the plan.");
  const inserted = changed(plan, { type: "insertTasks", tasks: [{ id: "n", fields: { name: "N" } }] });
  const linked = run(evolve(plan, inserted), link("a", "n"));
  checkRefused(linked, undo(inserted), "change/broken-reference", "“N” (row 1) has been linked since, so it cannot be taken out of the plan.");
  const relinked = run(evolve(plan, unlinked), link("b", "a"));
  checkRefused(relinked, undo(unlinked), "link/loop", "This step would make a loop of links: 2 → 1.");
});

test("a task that comes back after its number was given away gets a new one", () => {
  const plan = smallPlan([{ id: "a" }]);
  const inserted = changed(plan, { type: "insertTasks", tasks: [{ id: "n", fields: {} }] });
  const undone = changed(evolve(plan, inserted), undo(inserted));
  const without = evolve(evolve(plan, inserted), undone);
  expect(settingsOf(without).nextTaskNumber).toBe(2);
  const other = run(without, { type: "insertTasks", tasks: [{ id: "m", fields: {} }] });
  const redone = run(other, undo(undone));
  expect([task(redone, "m").number, task(redone, "n").number, settingsOf(redone).nextTaskNumber]).toEqual([2, 3, 4]);
});

test("a step that holds no records of a plan is refused", () => {
  const message = "This step does not fit the records of a plan, so it cannot be taken back.";
  const kept = { id: "a", format: "mspdi", content: "" };
  for (const item of [{ kind: "keptSource", record: kept }, { kind: "task", record: { id: "x" } }, { kind: "nonsense", record: { id: "x" } }]) {
    checkRefused(smallPlan([]), { type: "revert", label: "Undo", change: { added: [item], updated: [], removed: [] } }, "change/unreadable", message);
  }
  const plan = smallPlan([{ id: "a" }]);
  const renumbered = { kind: "task", before: { ...task(plan, "a") }, after: { ...task(plan, "a"), number: 7 } };
  checkRefused(plan, { type: "revert", label: "Undo", change: { added: [], updated: [renumbered], removed: [] } }, "change/unreadable", message);
});

test("ranks stay short when rows are inserted at one place again and again", () => {
  let plan = smallPlan([{ id: "a" }, { id: "b" }]);
  for (let at = 0; at < 400; at += 1) plan = run(plan, { type: "insertTasks", afterId: "a", tasks: [{ id: `n${at}`, fields: {} }] });
  for (let at = 0; at < 400; at += 1) plan = run(plan, { type: "insertTasks", tasks: [{ id: `m${at}`, fields: {} }] });
  const longest = Math.max(...[...plan.records.task.values()].map((one) => one.rank.length));
  expect(longest).toBeLessThanOrEqual(40);
  expect(outlineText(plan)).toMatch(/^m399 m398 .* m0 a n399 n398 .* n0 b$/);
});

test("siblings that share a rank are laid out anew when one goes between them", () => {
  const plan = smallPlan([{ id: "a" }, { id: "b" }, { id: "c" }]);
  const tied = evolve(plan, { added: [], removed: [], updated: ["a", "b", "c"].map((id) => ({ kind: "task", before: task(plan, id), after: { ...task(plan, id), rank: "V" } })) });
  expect(outlineText(run(tied, { type: "insertTasks", afterId: "a", tasks: [{ id: "z", fields: {} }] }))).toBe("a z b c");
});
