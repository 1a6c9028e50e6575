/** Tests of who works on tasks, and of the resource sheet: typed lists, materials, costs, what is refused. */
import { assignmentIn, changeBy, edited, refusedWith, taskIn } from "@leadline/testkit/edits.ts";
import { canonicalJson, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { compareRank } from "../model/plan/rank.ts";
import { formatAssignments, parseAssignments } from "../model/people/assignment-text.ts";
import type { Project } from "../model/project.ts";
import type { Resource } from "../model/records.ts";
import { minuteOf } from "../time/minute.ts";
import { evolve, reverse } from "./change.ts";
import type { AssignedResource, AssignmentFields, Command } from "./command.ts";

const resource = (id: string, type: Resource["type"] = "work", more: Partial<Resource> = {}): Resource => ({ id, name: id.toUpperCase(), type, maxUnits: 1, rank: `${id}V`, ...more });
const kinded = (record: Resource) => ({ kind: "resource" as const, record });
const plan = smallPlan([{ id: "s" }, { id: "t", level: 2, durationMinutes: 960 }, { id: "u", durationMinutes: 480 }], ["p", "q"].map((id) => kinded(resource(id))).concat([kinded(resource("m", "material", { materialLabel: "kg" })), kinded(resource("z", "cost"))]));
const assign = (assignments: readonly AssignedResource[], taskId = "t"): Command => ({ type: "setAssignments", taskId, assignments: [...assignments] });
const typed = (project: Project, text: string, taskId = "t"): Command => {
  const parsed = parseAssignments(text, project.records.resource.values());
  if (!parsed.ok) throw new Error(parsed.message);
  return assign(parsed.assignments, taskId);
};
const shown = (project: Project, taskId = "t"): string => formatAssignments([...project.records.assignment.values()].filter((one) => one.taskId === taskId), (id) => project.records.resource.get(id));

test("a typed list assigns, makes new people, and is shown as it was typed", () => {
  const made = edited(plan, typed(plan, "P[50%]; Engineer; M[30 kg]; Z[500]"));
  expect(shown(made)).toBe("P[50%]; Engineer; M[30 kg]; Z[500]");
  expect([...made.records.resource.values()].sort(compareRank).at(-1)).toMatchObject({ name: "Engineer", type: "work", maxUnits: 1 });
  const work = Object.fromEntries([...made.records.assignment.values()].map((one) => [one.resourceId, [one.workMinutes, one.remainingWorkMinutes]]));
  expect(work).toMatchObject({ p: [480, 480], m: [1800, 1800], z: [0, 0] });
  expect(canonicalJson(edited(made, typed(made, shown(made))))).toBe(canonicalJson(made));
});

test("taking everybody off and undoing brings everything back", () => {
  const made = edited(plan, typed(plan, "P; Q"));
  const change = changeBy(made, assign([]));
  expect(shown(evolve(made, change))).toBe("");
  expect(taskIn(evolve(made, change), "t").durationMinutes).toBe(960);
  expect(canonicalJson(evolve(evolve(made, change), reverse(change)))).toBe(canonicalJson(made));
});

test("part-time people work with what they have", () => {
  const part = edited(plan, { type: "saveResource", resource: { ...resource("p"), maxUnits: 0.5 } }, assign([{ resourceId: "p" }]));
  expect([...part.records.assignment.values()][0]).toMatchObject({ units: 0.5, workMinutes: 480 });
  expect(shown(part)).toBe("P[50%]");
});

test("work that nobody had goes to the first who come", () => {
  const row = { kind: "assignment" as const, record: { id: "none", taskId: "t", units: 1, workMinutes: 1920, actualWorkMinutes: 0, remainingWorkMinutes: 1920, delayMinutes: 0 } };
  const waiting = smallPlan([{ id: "t", durationMinutes: 960 }], [row, kinded(resource("p")), kinded(resource("q"))]);
  const both = edited(waiting, assign([{ resourceId: "p" }, { resourceId: "q" }]));
  expect([...both.records.assignment.values()].map((one) => [one.resourceId, one.workMinutes])).toEqual([["p", 960], ["q", 960]]);
  expect(taskIn(both, "t").durationMinutes).toBe(960);
});

test("lists that cannot be are refused", () => {
  expect(refusedWith(plan, assign([{ resourceId: "p" }], "s"))).toEqual(["assignment/summary", "“S” (row 1) is a summary task: its work is that of its sub-tasks. Maybe assign resources to them."]);
  expect(refusedWith(plan, assign([{ resourceId: "gone" }]))).toEqual(["resource/missing", "There is no such resource in the plan any more. Maybe somebody has deleted it."]);
  expect(refusedWith(plan, assign([{ resourceId: "p" }, { resourceName: "P" }]))).toEqual(["assignment/twice", "“P” stands twice among the resources of “T” (row 2)."]);
  expect(refusedWith(plan, assign([{ resourceId: "p", units: 0 }]))).toEqual(["assignment/no-units", "“P” needs more than 0 % to do any work on “T” (row 2)."]);
  expect(refusedWith(plan, assign([{ resourceName: "  " }]))).toEqual(["resource/name-missing", "A resource needs a name."]);
  expect(refusedWith(plan, assign([], "gone"))[0]).toBe("task/missing");
});

test("reported work is not thrown away", () => {
  const made = edited(plan, typed(plan, "P"), { type: "updateTasks", tasks: [{ id: "t", fields: { percentComplete: 50 } }] });
  const message = "“P” has done 8h on “T” (row 2), so the assignment cannot be removed. Maybe set its remaining work to 0.";
  expect(refusedWith(made, assign([]))).toEqual(["assignment/has-work", message]);
  expect(refusedWith(made, { type: "deleteResources", ids: ["p"] })).toEqual(["assignment/has-work", message]);
});

const fields = (project: Project, id: string, set: AssignmentFields): Command => ({ type: "updateAssignments", assignments: [{ id: [...project.records.assignment.values()].find((one) => one.resourceId === id)?.id ?? "", fields: set }] });

test("materials and costs take their amounts, and nothing of people", () => {
  const made = edited(plan, typed(plan, "M[30 kg]; Z[500]; P"));
  const amount = edited(made, fields(made, "m", { units: 12 }), fields(made, "z", { costCents: 700 }));
  expect(shown(amount)).toBe("M[12 kg]; Z[7]; P");
  expect(refusedWith(made, fields(made, "z", { units: 2 }))).toEqual(["assignment/not-work", "“T” (row 2): this can be set only where a person works, not for a cost."]);
  expect(refusedWith(made, fields(made, "p", { costCents: 2 }))[0]).toBe("assignment/not-cost");
  expect(refusedWith(made, { type: "updateAssignments", assignments: [{ id: "gone", fields: {} }] })).toEqual(["assignment/missing", "There is no such assignment in the plan any more. Maybe somebody has deleted it."]);
});

test("fields that stand for themselves are set and cleared", () => {
  const made = edited(plan, typed(plan, "P"));
  const set = edited(made, fields(made, "p", { rateTable: "B", levelingDelayMinutes: 60 }));
  expect(assignmentIn(set, [...set.records.assignment.keys()][0] ?? "")).toMatchObject({ rateTable: "B", levelingDelayMinutes: 60 });
  expect(canonicalJson(edited(set, fields(set, "p", { rateTable: null, levelingDelayMinutes: 0 })))).toBe(canonicalJson(made));
});

test("an assignment that starts starts its task", () => {
  const made = edited(plan, typed(plan, "P"));
  const started = edited(made, fields(made, "p", { actualStart: minuteOf(2026, 3, 4, 8) }));
  expect(taskIn(started, "t").actualStart).toBe(minuteOf(2026, 3, 4, 8));
  expect(refusedWith(started, fields(started, "p", { actualFinish: minuteOf(2026, 3, 3, 8) }))[0]).toBe("assignment/finish-before-start");
});

const order = (project: Project): string => [...project.records.resource.values()].sort(compareRank).map((one) => one.id).join("");
const save = (record: Partial<Resource> & Pick<Resource, "id">, more: object = {}): Command => ({ type: "saveResource", resource: { name: record.id, type: "work", maxUnits: 1, ...record }, ...more });

test("a saved resource comes last, keeps its place, or goes where it is put", () => {
  const added = edited(plan, save({ id: "a" }));
  expect(order(added)).toBe("mpqza");
  expect(order(edited(added, save({ id: "a", name: "Other" })))).toBe("mpqza");
  expect(order(edited(added, save({ id: "a" }, { afterId: "p" })))).toBe("mpaqz");
  expect(order(edited(added, save({ id: "z", type: "cost", name: "Z" }, { afterId: null })))).toBe("zmpqa");
  let long = plan;
  for (let at = 0; at < 60; at += 1) long = edited(long, save({ id: `n${at}` }, { afterId: "m" }));
  expect([...long.records.resource.values()].every((one) => one.rank.length <= 40)).toBe(true);
});

test("resources that cannot be are refused", () => {
  expect(refusedWith(plan, save({ id: "a", name: " " }))).toEqual(["resource/name-missing", "A resource needs a name."]);
  expect(refusedWith(plan, save({ id: "a", name: "P" }))).toEqual(["resource/name-taken", "There is already a resource “P”."]);
  expect(refusedWith(plan, save({ id: "a", calendarId: "gone" }))[0]).toBe("calendar/missing");
  expect(refusedWith(plan, save({ id: "a", standardRateCentsPerHour: -1 }))).toEqual(["resource/rate", "A rate of “a” is negative or more than a plan can hold."]);
  const day = minuteOf(2026, 5, 1);
  expect(refusedWith(plan, save({ id: "a", rates: [{ table: "B", from: day }, { table: "B", from: day }] }))[0]).toBe("resource/rate-twice");
  expect(refusedWith(plan, save({ id: "a", availability: [{ units: 1 }, { from: day, units: 0.5 }] }))[0]).toBe("resource/availability");
  const used = edited(plan, typed(plan, "P"));
  expect(refusedWith(used, save({ id: "p", name: "P", type: "material" }))).toEqual(["resource/in-use", "“P” cannot change its type while it is assigned to “T” (row 2). Maybe add another resource instead."]);
});

test("deleted resources leave their tasks, effort-driven work goes to the others", () => {
  const driven = edited(plan, { type: "updateTasks", tasks: [{ id: "t", fields: { effortDriven: true } }] }, typed(plan, "P; Q"), typed(plan, "P", "u"));
  const left = edited(driven, { type: "deleteResources", ids: ["p"] });
  expect([left.records.resource.has("p"), shown(left), shown(left, "u")]).toEqual([false, "Q", ""]);
  expect([taskIn(left, "t").durationMinutes, [...left.records.assignment.values()][0]?.workMinutes]).toEqual([1920, 1920]);
  expect(refusedWith(plan, { type: "deleteResources", ids: ["gone"] })[0]).toBe("resource/missing");
});
