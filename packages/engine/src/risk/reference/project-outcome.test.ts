/** A finished project is a case of its class: against its first baseline, and only when nothing is open. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { dayOf, MINUTES_PER_DAY, type Minute } from "../../time/minute.ts";
import { expect, test } from "vitest";
import { projectOutcome } from "./project-outcome.ts";

const at = (day: number, hour: number): Minute => ((dayOf(2026, 3, 2) + day) * MINUTES_PER_DAY + hour * 60) as Minute;
const done = (from: number, to: number): object => ({ actualStart: at(from, 8), actualFinish: at(to, 17), percentComplete: 100, actualDurationMinutes: 480 * (to - from + 1), remainingDurationMinutes: 0 });
const held = (number: number, taskId: string, from: number, to: number, costCents?: number) => ({ kind: "taskBaseline" as const, record: { id: `${number}.${taskId}`, number, taskId, start: at(from, 8), finish: at(to, 17), ...(costCents !== undefined && { costCents }) } });
const set = (number: number, setAt: number) => ({ kind: "baseline" as const, record: { id: `baseline.${number}`, number, setAt } });

test("a finished project counts from its first baseline, whichever number that has", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 960, ...done(0, 3) }, { id: "b", durationMinutes: 480, ...done(4, 9) }], [set(0, 2000), set(1, 1000), held(0, "a", 0, 3), held(0, "b", 4, 9), held(1, "a", 0, 1), held(1, "b", 2, 4)]);
  expect(projectOutcome(plan)).toEqual({ estimatedDays: 5, actualDays: 10, finish: at(9, 17) });
});

test("costs count where the baseline holds them", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 960, fixedCostCents: 0, ...done(0, 3) }], [held(0, "a", 0, 1, 100_000), { kind: "actualCost", record: { id: "x", name: "Switches", day: dayOf(2026, 3, 4), costType: "hardware", amountCents: 150_000 } }]);
  expect(projectOutcome(plan)).toMatchObject({ estimatedCents: 100_000, actualCents: 150_000 });
});

test("an open task, or no baseline, is no case", () => {
  expect(projectOutcome(smallPlan([{ id: "a", durationMinutes: 960, ...done(0, 3) }, { id: "b", durationMinutes: 480 }], [held(0, "a", 0, 1)]))).toBeUndefined();
  expect(projectOutcome(smallPlan([{ id: "a", durationMinutes: 960, ...done(0, 3) }]))).toBeUndefined();
});
