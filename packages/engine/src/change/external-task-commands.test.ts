/** External tasks: what puts them in, what refreshes them, and what neither may do. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { evolve } from "./change.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";

const context = { actor: "test", at: 0, newId: () => "link1" };
const facts = { name: "Line delivered", start: minuteOf(2026, 3, 9, 8), finish: minuteOf(2026, 3, 10, 17), durationMinutes: 960, milestone: false };
const shown: Command = { type: "insertExternalTask", id: "x", afterId: "a", otherProject: { projectId: "p2", taskId: "t9" }, ...facts };
const linked: Command = { type: "linkTasks", predecessorId: "x", successorId: "a", linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };

function after(project: Project, commands: readonly Command[]): Project {
  const decision = decide(project, commands, context);
  if ("refusals" in decision) throw new Error(JSON.stringify(decision.refusals));
  return evolve(project, decision.change);
}

test("a task waits for a task of another project, whose dates come from there", () => {
  const plan = after(smallPlan([{ id: "a" }]), [shown, linked]);
  expect(schedule(plan).schedule.of("a")?.start).toBe(minuteOf(2026, 3, 11, 8));
  const later = after(plan, [{ type: "refreshExternalTasks", tasks: [{ id: "x", ...facts, finish: minuteOf(2026, 3, 12, 17), durationMinutes: 1920 }] }]);
  expect(schedule(later).schedule.of("a")?.start).toBe(minuteOf(2026, 3, 13, 8));
});

test("only tasks of other projects take dates from them, and never backwards ones", () => {
  const plan = after(smallPlan([{ id: "a" }]), [shown]);
  expect(decide(plan, [{ type: "refreshExternalTasks", tasks: [{ id: "a", ...facts }] }], context)).toMatchObject({ refusals: [{ code: "task/not-external" }] });
  expect(decide(plan, [{ type: "refreshExternalTasks", tasks: [{ id: "x", ...facts, finish: minuteOf(2026, 3, 1, 8) }] }], context)).toMatchObject({ refusals: [{ code: "task/finish-before-start" }] });
  expect(decide(plan, [shown], context)).toMatchObject({ refusals: [{ code: "task/duplicate" }] });
});
