/** The reason behind a delay names the resource and the task that holds it, as the plan stands now. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { schedule } from "../schedule/compute.ts";
import { withDelays } from "./applied-plan.ts";
import { levelPlan } from "./level-plan.ts";
import { whyLeveled } from "./why-leveled.ts";

test("a delayed task names who it waits for and how long that one is busy", () => {
  const plan = planOf('T1 "Build" 4d by "Anna"\nT2 "Test" 2d by "Anna"');
  const project = withDelays(plan, levelPlan(plan).delays);
  const { schedule: result } = schedule(project);
  expect(whyLeveled(project, result, "T1")).toBeUndefined();
  expect(whyLeveled(project, result, "T2")).toEqual({
    sentence: "“Test” waits 4 days because Anna is on “Build” at 100 % until Thu 5 March 2026 17:00.",
    resourceId: expect.any(String),
    heldByTaskId: "T1",
  });
});

test("a delay that nobody's work explains any more says so", () => {
  const project = planOf('T2 "Test" 2d delay 4ed by "Anna"');
  expect(whyLeveled(project, schedule(project).schedule, "T2")?.sentence).toBe("“Test” waits 4 days because of an earlier levelling; nothing keeps Anna from it any more, so levelling again would let it start Mon 2 March 2026 08:00.");
});
