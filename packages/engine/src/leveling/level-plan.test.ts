/** Levelling by rule: each published key decides once, what stays put stays put, and no overload is left that a wait can resolve. */
import { settingsOf, type Project } from "../model/project.ts";
import type { ProjectSettings } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import type { ScheduleResult } from "../schedule/schedule.ts";
import { formatIso } from "../time/minute.ts";
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { canonicalJson } from "@leadline/testkit/small-plan.ts";
import { tableOf, tidy } from "@leadline/testkit/stated-schedule.ts";
import { expect, test } from "vitest";
import { withDelays, withoutDelays } from "./applied-plan.ts";
import { levelPlan } from "./level-plan.ts";
import type { LevelingOptions } from "./leveling.ts";
import { overallocations } from "./overallocations.ts";

const leveled =
  (options: LevelingOptions = {}) =>
  (project: Project): ScheduleResult =>
    schedule(withDelays(project, levelPlan(project, options).delays));

function expectLeveled(text: string, table: string, options: LevelingOptions = {}): void {
  expect(tableOf(leveled(options), text, table)).toBe(tidy(table));
}

function reasons(text: string, options: LevelingOptions = {}): readonly string[] {
  return levelPlan(planOf(text), options).moved.map(({ reason }) => reason);
}

const TWO = 'T1 "Build" 4d by "Anna"\nT2 "Test" 2d by "Anna"';

test("EX-A17: of two tasks that harm the finish alike the one further down waits, 4 elapsed days", () => {
  const result = levelPlan(planOf(TWO));
  expect(result.delays).toEqual([{ taskId: "T2", levelingDelayMinutes: 4 * 1440 }]);
  expect([formatIso(result.finishBefore), formatIso(result.finishAfter)]).toEqual(["2026-03-05T17:00:00", "2026-03-09T17:00:00"]);
  expect(result.remaining).toEqual([]);
  expect(result.moved).toEqual([
    {
      taskId: "T2",
      byMinutes: 1920,
      resourceId: expect.any(String),
      heldByTaskId: "T1",
      decidedBy: "id",
      reason: "“Test” waits 4 days because Anna is on “Build” at 100 % until Thu 5 March 2026 17:00, and nothing else tells the two apart, so the one further down waits (row 2 after row 1).",
    },
  ]);
  expectLeveled(TWO, "task | start | finish\nT1 | 03-02 08 | 03-05 17\nT2 | 03-06 08 | 03-09 17");
});

test("EX-A17: within slack nothing moves, and the conflict is told", () => {
  const result = levelPlan(planOf(TWO), { withinSlack: true });
  expect([result.delays, result.moved]).toEqual([[], []]);
  expect(result.finishAfter).toBe(result.finishBefore);
  expect(result.remaining.map(({ demand, capacity, reason }) => [demand, capacity, reason])).toEqual([
    [1920, 960, "Anna is asked for 32 h from Mon 2 March 2026 to Tue 3 March 2026 and has 16 h: “Build” has not enough slack to wait, “Test” has not enough slack to wait."],
  ]);
});

test("key 1: a successor waits rather than its predecessor, although it stands further up", () => {
  const text = 'B "Test" 2d after A SS by "Anna"\nA "Build" 2d by "Anna"';
  for (const order of ["standard", "priority", "id"] as const) expectLeveled(text, "task | start | finish\nB | 03-04 08 | 03-05 17\nA | 03-02 08 | 03-03 17", { order });
  expect(reasons(text)).toEqual(["“Test” waits 2 days because Anna is on “Build” at 100 % until Tue 3 March 2026 17:00, and it comes after “Build” by their links."]);
});

test("key 2: the later start waits, although it has less slack and stands further up", () => {
  const text = `
B "Test" 2d start-no-earlier-than 2026-03-03 by "Anna"
A "Build" 4d by "Anna"
D "Roll out" 15d after B
C "Train" 20d`;
  expectLeveled(text, "task | start | finish\nB | 03-06 08 | 03-09 17\nA | 03-02 08 | 03-05 17");
  expect(reasons(text)[0]).toBe("“Test” waits 3 days because Anna is on “Build” at 100 % until Thu 5 March 2026 17:00, and it was to start later.");
});

test("key 3: a task without a date to meet waits, although it has less slack", () => {
  const text = `
B "Build" 2d by "Anna"
A "Order" 1d start-no-later-than 2026-03-20 by "Anna"
D "Roll out" 20d after B`;
  expectLeveled(text, "task | start | finish\nB | 03-03 08 | 03-04 17\nA | 03-02 08 | 03-02 17");
  expect(reasons(text)[0]).toContain("and “Order” has a date to meet.");
});

test("key 4: the task whose wait harms the finish less waits, although its priority is higher", () => {
  const text = `
A "Write" 2d by "Anna"
B "Build" 2d priority 400 by "Anna"
D "Roll out" 12d after B`;
  const table = "task | start | finish\nA | 03-04 08 | 03-05 17\nB | 03-02 08 | 03-03 17";
  expectLeveled(text, table);
  expect(reasons(text)[0]).toContain("and that harms the finish less than letting “Build” wait.");
});

test("key 5: the lower priority waits, although it stands further up", () => {
  const text = 'A "Write" 2d priority 400 by "Anna"\nB "Build" 2d by "Anna"';
  expectLeveled(text, "task | start | finish\nA | 03-04 08 | 03-05 17\nB | 03-02 08 | 03-03 17");
  expect(reasons(text)).toEqual(["“Write” waits 2 days because Anna is on “Build” at 100 % until Tue 3 March 2026 17:00, and its priority is lower (400 against 500)."]);
});

test("key 6: where all else is equal the row further down waits", () => {
  expectLeveled('A "Write" 2d by "Anna"\nB "Build" 2d by "Anna"', "task | start | finish\nA | 03-02 08 | 03-03 17\nB | 03-04 08 | 03-05 17");
});

test("by priority the lower one waits even where that harms the finish, and by row number the one further down", () => {
  const text = 'A "Write" 2d by "Anna"\nB "Build" 2d priority 400 by "Anna"\nD "Roll out" 12d after B';
  expectLeveled(text, "task | start\nA | 03-02 08\nB | 03-04 08\nD | 03-06 08", { order: "priority" });
  expectLeveled(text.replace("priority 400 ", ""), "task | start\nA | 03-02 08\nB | 03-04 08\nD | 03-06 08", { order: "id" });
});

const HELD = `
A "Fix" 2d priority 1000 by "Anna"
B "Meet" 2d manual 2026-03-02..2026-03-03 by "Anna"
C "Under way" 2d started 2026-03-02 by "Anna"
D "Pinned" 2d must-start-on 2026-03-02 by "Anna"
E "Free" 2d by "Anna"`;

test("priority 1000, manual tasks, started tasks and fixed dates stay, and what cannot be resolved is told", () => {
  expectLeveled(HELD, "task | start\nA | 03-02 08\nB | 03-02 08\nC | 03-02 08\nD | 03-02 08\nE | 03-04 08");
  const [first] = levelPlan(planOf(HELD)).remaining;
  expect(first?.reason).toBe("Anna is asked for 64 h from Mon 2 March 2026 to Tue 3 March 2026 and has 16 h: “Fix” stays because its priority is 1000, “Meet” stays because it is scheduled manually, “Under way” stays because it has started, and 1 more.");
});

test("part-time units share a day, and a task waits only for the one that frees enough", () => {
  const text = 'A "Support" 10d by "Anna"[50%]\nB "Review" 2d by "Anna"[50%]\nC "Build" 3d by "Anna"[50%]';
  expectLeveled(text, "task | start | finish\nA | 03-02 08 | 03-13 17\nB | 03-02 08 | 03-03 17\nC | 03-04 08 | 03-06 17");
});

test("clearing restores the plan byte for byte", () => {
  const project = planOf(HELD);
  const after = withDelays(project, levelPlan(project).delays);
  expect(canonicalJson(after)).not.toBe(canonicalJson(project));
  expect(canonicalJson(withoutDelays(after))).toBe(canonicalJson(project));
  expect(withoutDelays(project)).toBe(project);
});

test("levelling again starts from the plan without delays, and comes out the same", () => {
  const project = planOf(TWO);
  const once = withDelays(project, levelPlan(project).delays);
  expect(levelPlan(once).delays).toEqual([]);
  expect(levelPlan(once, { keepDelays: true }).delays).toEqual([]);
  const gone = planOf('T1 "Build" 4d\nT2 "Test" 2d delay 4ed by "Anna"');
  expect(levelPlan(gone).delays).toEqual([{ taskId: "T2", levelingDelayMinutes: 0 }]);
  expect(levelPlan(gone).moved[0]?.reason).toBe("“Test” starts 4 days earlier because the delay of an earlier levelling is no longer needed.");
});

test("a task pushed by a link says so", () => {
  expect(reasons(`${TWO}\nT3 "Deploy" 1d after T2`, { order: "id" })[1]).toBe("“Deploy” moves 4 days because it waits for “Test” (row 2), which moves.");
});

test("by the day two half days fit one day; by the minute they may not overlap", () => {
  const text = 'A "Morning" 4h by "Anna"\nB "Noon" 4h by "Anna"';
  expect(overallocations(planOf(text), schedule(planOf(text)).schedule)).toEqual([]);
  expect(overallocations(planOf(text), schedule(planOf(text)).schedule, "minute")).toHaveLength(1);
  expectLeveled(text, "task | start | finish\nA | 03-02 08 | 03-02 12\nB | 03-02 13 | 03-02 17", { basis: "minute" });
  expectLeveled(text, "task | start | finish\nA | 03-02 08 | 03-02 12\nB | 03-02 13 | 03-02 17", { basis: "hour" });
  expect(levelPlan(planOf(text)).delays).toEqual([]);
});

const UNDER_WAY = 'A "Long" 10d by "Anna"\nB "Meeting" 1d priority 1000 start-no-earlier-than 2026-03-04 by "Anna"';

test("a task pauses where its person is needed elsewhere, and goes on afterwards", () => {
  expectLeveled(UNDER_WAY, "task | start | finish\nA | 03-05 08 | 03-18 17\nB | 03-04 08 | 03-04 17");
  expectLeveled(UNDER_WAY, "task | start | finish\nA | 03-02 08 | 03-16 17\nB | 03-04 08 | 03-04 17", { canSplit: true });
  const project = planOf(UNDER_WAY);
  const result = levelPlan(project, { canSplit: true });
  expect(result.delays).toEqual([{ taskId: "A", levelingDelayMinutes: 0, splits: [{ afterMinutes: 960, gapMinutes: 480 }] }]);
  expect(result.moved.map(({ byMinutes, reason }) => [byMinutes, reason])).toEqual([
    [480, "“Long” pauses, and so ends later by 1 day because Anna is on “Meeting” at 100 % until Wed 4 March 2026 17:00, and “Meeting” stays where it is: its priority is 1000."],
  ]);
  const leveled = withDelays(project, result.delays);
  expect(canonicalJson(withoutDelays(leveled))).toBe(canonicalJson(project));
  expect(levelPlan(leveled, { canSplit: true }).delays).toEqual([]);
});

test("one person begins later while the others go ahead", () => {
  const text = 'A "Fix" 2d priority 900 by "Anna"\nB "Build" 4d by "Anna", "Ben"';
  expectLeveled(text, "task | start | finish\nA | 03-02 08 | 03-03 17\nB | 03-04 08 | 03-09 17", { order: "priority" });
  expectLeveled(text, "task | start | finish\nA | 03-02 08 | 03-03 17\nB | 03-02 08 | 03-09 17", { order: "priority", perAssignment: true });
  const result = levelPlan(planOf(text), { order: "priority", perAssignment: true });
  expect(result.delays).toEqual([{ taskId: "B", levelingDelayMinutes: 0, assignments: [{ id: expect.any(String), levelingDelayMinutes: 960 }] }]);
  expect(result.moved[0]?.reason).toBe("On “Build” Anna begins later, which makes it end later by 2 days because the same person is on “Fix” at 100 % until Tue 3 March 2026 17:00, and its priority is lower (500 against 900).");
});

test("who alone is asked for more than there is stays, and neither that task nor what follows goes astray", () => {
  const text = 'resource "Desk" 50%\nA "Watch" 5d by "Desk"[100%]\nB "Gate" 1d by "Desk"[100%]\nC "After" 2d after B\nD "Calls" 2d by "Desk"[50%]';
  expectLeveled(text, "task | start | finish\nA | 03-02 08 | 03-06 17\nB | 03-02 08 | 03-02 17\nC | 03-03 08 | 03-04 17\nD | 03-09 08 | 03-10 17");
  const result = levelPlan(planOf(text));
  expect(result.delays.map(({ taskId }) => taskId)).toEqual(["D"]);
  expect(new Set(result.remaining.flatMap(({ taskIds }) => taskIds))).toEqual(new Set(["A", "B"]));
});

test("a plan from its finish, or by Primavera's rules, is left as it is, delays included, and the result says so", () => {
  const plan = planOf(TWO);
  const delayed = withDelays(plan, [{ taskId: "T2", levelingDelayMinutes: -1440 }]);
  const fromFinish = withSettings(delayed, { ...settingsOf(plan), scheduleFrom: "finish", finish: at("2026-03-13T17:00") });
  const result = levelPlan(fromFinish);
  expect([result.delays, result.moved, result.finishAfter]).toEqual([[], [], result.finishBefore]);
  expect(result.problem).toEqual({
    code: "leveling/from-finish",
    message: "Levelling moved nothing: this plan is scheduled from its finish, where a task that waits would end too late.",
    hint: "Maybe schedule the plan from its start before you level it.",
  });
  expect(levelPlan(withSettings(plan, { ...settingsOf(plan), schedulingRules: "primavera" })).problem?.code).toBe("leveling/primavera");
  expect(levelPlan(plan).problem).toBeUndefined();
});

function withSettings(project: Project, settings: ProjectSettings): Project {
  return { records: { ...project.records, settings: new Map([["settings", settings]]) } };
}
