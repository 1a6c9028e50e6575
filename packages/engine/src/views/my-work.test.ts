/** Somebody's work: late, today, waiting and next, by name or e-mail, and only what is open. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { isPerson, workOf } from "./my-work.ts";

const person = { kind: "resource" as const, record: { id: "r", name: "Rita", email: "rita@example.org", type: "work" as const, maxUnits: 1, rank: "V" } };
const assigned = (taskId: string) => ({ kind: "assignment" as const, record: { id: `as-${taskId}`, taskId, resourceId: "r", units: 1, workMinutes: 960, actualWorkMinutes: 0, remainingWorkMinutes: 960, delayMinutes: 0 } });
const PLAN = smallPlan(
  [
    { id: "late", durationMinutes: 960 },
    { id: "done", durationMinutes: 960, percentComplete: 100, actualStart: minuteOf(2026, 3, 2, 8), actualFinish: minuteOf(2026, 3, 3, 17), remainingDurationMinutes: 0, actualDurationMinutes: 960 },
    { id: "today", durationMinutes: 960, constraint: "SNET", constraintDate: minuteOf(2026, 3, 9, 8) },
    { id: "waiting", durationMinutes: 960, after: ["today"] },
    { id: "next", durationMinutes: 960, constraint: "SNET", constraintDate: minuteOf(2026, 3, 16, 8) },
    { id: "others", durationMinutes: 960 },
  ],
  [person, ...["late", "done", "today", "waiting", "next"].map(assigned)],
);

test("open work of a person is late, today, waiting for others or next", () => {
  const work = workOf(PLAN, schedule(PLAN).schedule, "RITA@example.org", minuteOf(2026, 3, 9, 10));
  expect(work.map(({ task, group }) => [task.id, group])).toEqual([["late", "late"], ["today", "today"], ["waiting", "waiting"], ["next", "next"]]);
  expect(work.find(({ task }) => task.id === "waiting")?.waitsFor).toEqual(["TODAY"]);
});

test("people are known by name or e-mail, things are nobody", () => {
  expect([isPerson(person.record, " rita "), isPerson(person.record, "Rit"), isPerson({ ...person.record, type: "material" }, "Rita"), isPerson(person.record, " ")]).toEqual([true, false, false, false]);
});
