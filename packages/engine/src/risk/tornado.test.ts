/** Tests of the tornado's bars: the largest first in either measure, and what all else together adds. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { simulateRuns } from "@leadline/kernel/simulation/simulate-runs.ts";
import type { Project } from "../model/project.ts";
import { driverOf, frameOf, type SimulatedDriver, type SimulationPart, type SimulationPlan } from "./simulation.ts";
import { largestDrivers, planWithOnly } from "./tornado.ts";

const driver = (id: string, deltaP80Days: number, deltaP80Cents: number): SimulatedDriver => ({ kind: "task", id, deltaP80Days, deltaP80Cents });

test("bars are the largest in the measure asked for, and what moves nothing has none", () => {
  const drivers = [driver("a", 1, 90_000), driver("b", 3, 0), driver("c", 0.01, 500_000), driver("d", 2, 10)];
  expect(largestDrivers(drivers, "days").map(({ id }) => id)).toEqual(["b", "d", "a"]);
  expect(largestDrivers(drivers, "money").map(({ id }) => id)).toEqual(["c", "a"]);
  expect(largestDrivers(drivers, "days", 1).map(({ id }) => id)).toEqual(["b"]);
});

/** Three tasks one after the other, each from 5 to 20 days. */
function threeInARow(): Project {
  const { records } = smallPlan([{ id: "a" }, { id: "b" }, { id: "c" }]);
  const tasks = [...records.task.values()].map((task) => [task.id, { ...task, durationMinutes: 4800, remainingDurationMinutes: 4800, estimate: { lowMinutes: 2400, likelyMinutes: 4800, highMinutes: 9600 } }] as const);
  const link = (predecessorId: string, successorId: string) => ({ id: `${predecessorId}${successorId}`, predecessorId, successorId, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }) as const;
  return { records: { ...records, task: new Map(tasks), link: new Map([link("a", "b"), link("b", "c")].map((one) => [one.id, one])) } };
}

test("all else is what the rest of the plan adds to the kept ones: nothing where all are kept, all of it where none is", () => {
  const frame = frameOf(threeInARow(), { risks: "with", runs: 2000 });
  const run = (plan: SimulationPlan): SimulationPart => {
    const part = simulateRuns(plan, { seed: 3, from: 0, to: 2000, wanted: "finish" });
    if (!part) throw new Error("nobody cancelled these runs");
    return part;
  };
  const whole = run(frame.inputs.plan);
  const others = (ids: readonly string[]): number => driverOf(frame, { kind: "task", id: "others" }, whole, run(planWithOnly(frame.inputs, ids.map((id) => ({ kind: "task", id }))))).deltaP80Days;
  expect(others(["a", "b", "c"])).toBe(0);
  const [two, one, none] = [others(["a", "b"]), others(["a"]), others([])];
  expect(two).toBeGreaterThan(0);
  expect(one).toBeGreaterThan(two);
  expect(none).toBeGreaterThan(one);
});
