/** Tests of when single tasks finish in each run. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { frameOf, simulateRuns, type RunRange, type SimulationPart } from "./simulation.ts";
import { taskFinishesOf } from "./task-finishes.ts";

const plan = smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 960, estimate: { lowMinutes: 480, likelyMinutes: 960, highMinutes: 2880 } }, { id: "b", level: 2, durationMinutes: 480, after: ["a"] }]);
const frame = frameOf(plan, { risks: "with", runs: 50 });
function runs(to: number, wanted: RunRange["wanted"]): SimulationPart {
  const found = simulateRuns(frame.inputs.plan, { seed: 1, from: 0, to, wanted });
  if (!found) throw new Error("cancelled");
  return found;
}
const part = runs(50, "everything");

test("the last task finishes with the project in every run, the first one before it, a summary is not reported", () => {
  const finishesOf = taskFinishesOf(frame.inputs, part);
  const [first, last] = [finishesOf("a"), finishesOf("b")];
  expect(Array.from(last ?? [])).toEqual(Array.from(part.finish, (tick) => Math.floor(tick / 10)));
  expect(Array.from(first ?? []).every((finish, run) => finish < (last?.[run] ?? 0))).toBe(true);
  expect(new Set(Array.from(first ?? [])).size).toBeGreaterThan(30);
  expect(finishesOf("s")).toBeUndefined();
});

test("runs that were asked for the project alone report no task", () => {
  const short = runs(5, "finish");
  expect(taskFinishesOf(frame.inputs, short)("a")).toBeUndefined();
});
