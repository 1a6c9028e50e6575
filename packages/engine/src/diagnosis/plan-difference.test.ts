/** Comparing two plans: every change is found and priced, and the parts add up to the slip. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { changeSentence } from "./difference-words.ts";
import { differenceOf, type PlanDifference } from "./plan-difference.ts";

const D = 480;

function base(): Project {
  return smallPlan([
    { id: "a", durationMinutes: 2 * D, uid: 1 },
    { id: "b", durationMinutes: 3 * D, after: ["a"], uid: 2 },
    { id: "c", durationMinutes: D, after: ["b"], uid: 3 },
  ]);
}

function edited(project: Project, edits: Readonly<Record<string, Partial<Task>>>): Project {
  const task = new Map([...project.records.task].map(([id, one]) => [id, { ...one, ...edits[id] }]));
  return { records: { ...project.records, task } };
}

/** The same plan under other ids, as a second file would be read. */
function renumbered(project: Project): Project {
  const rename = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/"([abcx])"/g, '"z$1"').replace(/"([abc])-([abcx])"/g, '"z$1-z$2"'));
  return projectOf([...recordsOf(project)].map((item) => rename(item) as KindedRecord));
}

function parts(difference: PlanDifference): Record<string, number> {
  return Object.fromEntries(difference.changes.map((change) => [`${change.taskId ?? "plan"} ${change.cause}`, change.slipDays]));
}

test("each change is priced in the order of time, and the parts add up", () => {
  const old = base();
  const next = renumbered(edited(old, { a: { durationMinutes: 4 * D, remainingDurationMinutes: 4 * D }, b: { durationMinutes: 2 * D, remainingDurationMinutes: 2 * D }, c: { name: "Cutover" } }));
  const difference = differenceOf(old, next);
  expect(difference.slipDays).toBe(1);
  expect(parts(difference)).toEqual({ "a duration": 2, "b duration": -1, "c other": 0 });
  expect(difference.changes.map((change) => changeSentence(difference, change))).toEqual([
    "“A” (row 1): duration 2d → 4d; the finish moves 2 working days later.",
    "“B” (row 2): duration 3d → 2d; the finish moves 1 working day earlier.",
    "“Cutover” (row 3): name C → Cutover; the finish stays.",
  ]);
});

test("new and removed tasks, links and constraints are told apart", () => {
  const old = base();
  const next = smallPlan([
    { id: "a", durationMinutes: 2 * D, uid: 1 },
    { id: "x", durationMinutes: 5 * D, after: ["a"], uid: 9 },
    { id: "c", durationMinutes: D, after: ["x"], uid: 3 },
  ]);
  const difference = differenceOf(old, next);
  expect(difference.slipDays).toBe(2);
  expect(difference.changes.reduce((sum, { slipDays }) => sum + slipDays, 0)).toBe(2);
  expect(new Set(difference.changes.map(({ cause }) => cause))).toEqual(new Set(["added", "removed", "links"]));
});

test("a plan compared with itself, read twice, has no difference", () => {
  const difference = differenceOf(base(), renumbered(base()));
  expect(difference).toMatchObject({ slipDays: 0, changes: [], moved: [] });
});

test("a later project start is the project's doing, not the tasks'", () => {
  const old = base();
  const settings = settingsOf(old);
  const next: Project = { records: { ...old.records, settings: new Map([["settings", { ...settings, start: (settings.start + 2 * 1440) as typeof settings.start }]]) } };
  expect(parts(differenceOf(old, next))).toEqual({ "plan settings": 2 });
});

test("among thousands of changes those that matter are found, and the sum holds", () => {
  const many = smallPlan(Array.from({ length: 400 }, (_, index) => ({ id: `t${index}`, durationMinutes: D, uid: index + 1, ...(index > 0 && index % 2 === 0 && { after: [`t${index - 2}`] }) })));
  const next = edited(many, Object.fromEntries([...many.records.task.keys()].map((id, index) => [id, { name: `new ${id}`, ...(index === 200 && { durationMinutes: 5 * D, remainingDurationMinutes: 5 * D }) }])));
  const difference = differenceOf(many, next);
  expect(difference.slipDays).toBe(4);
  expect(difference.changes.filter(({ slipDays }) => slipDays !== 0)).toMatchObject([{ taskId: "t200", cause: "duration", slipDays: 4 }]);
});
