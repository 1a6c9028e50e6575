/** What scheduling answers beside dates: problems, best effort, and results that never depend on what was scheduled before. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { evolve } from "../change/change.ts";
import { decide } from "../change/decide.ts";
import type { Command } from "../change/command.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { projectOf, recordsOf, type KindedRecord, type Project } from "../model/project.ts";
import { formatIso, minuteOf } from "../time/minute.ts";
import { expect, test } from "vitest";
import { schedule } from "./compute.ts";

const link = (from: string, to: string, type: "FS" | "SS" | "FF" | "SF" = "FS"): KindedRecord => ({
  kind: "link",
  record: { id: `${from}${type}${to}`, predecessorId: from, successorId: to, type, lagMinutes: 0, lagPercent: 0, lagUnit: "d" },
});

function datesOf(project: Project): string {
  const { schedule: result } = schedule(project);
  return outlineOf(project)
    .rows.map(({ task }) => {
      const dates = result.of(task.id);
      return `${task.id} ${dates ? `${formatIso(dates.start)} ${formatIso(dates.finish)} ${dates.totalSlackMinutes} ${dates.freeSlackMinutes} ${dates.critical}` : "-"}`;
    })
    .join("\n");
}

test("a loop is named with its rows, and the tasks beside it keep their dates", () => {
  const project = smallPlan([{ id: "a" }, { id: "b", after: ["a"] }, { id: "c" }, { id: "d", after: ["b"] }], [link("b", "a")]);
  const { schedule: result, problems } = schedule(project);
  expect(problems.map((problem) => problem.code)).toEqual(["link/loop"]);
  expect(problems[0]?.message).toContain("“A” (row 1) → “B” (row 2) → back to row 1");
  expect([result.of("a"), result.of("b")]).toEqual([undefined, undefined]);
  expect(formatIso(result.of("c")?.start ?? minuteOf(1970, 1, 1))).toBe("2026-03-02T08:00:00");
  expect(result.of("d")).toBeDefined();
});

test("ten levels of summaries under a loop have no dates and break nothing", () => {
  const nested = Array.from({ length: 10 }, (_, level) => ({ id: `s${level}`, level: level + 1 }));
  const project = smallPlan([...nested, { id: "x", level: 11 }, { id: "y", level: 11, after: ["x"] }], [link("y", "x")]);
  const { schedule: result, problems } = schedule(project);
  expect(problems).toHaveLength(1);
  expect(nested.every(({ id }) => result.of(id) === undefined)).toBe(true);
  expect(result.start).toBe(minuteOf(2026, 3, 2, 8));
});

test("a calendar without working time is told, and time round the clock stands in for it", () => {
  const empty: KindedRecord = {
    kind: "calendar",
    record: { id: "none", name: "Never", week: Array.from({ length: 7 }, () => ({ kind: "nonworking" as const })), workWeeks: [], exceptions: [] },
  };
  const { schedule: result, problems } = schedule(smallPlan([{ id: "a", durationMinutes: 60, calendarId: "none" }], [empty]));
  expect(problems.map((problem) => problem.code)).toEqual(["calendar/no-working-time"]);
  expect(formatIso(result.of("a")?.finish ?? minuteOf(1970, 1, 1))).toBe("2026-03-02T09:00:00");
});

test("a task for which no day is left has no dates, and says so", () => {
  const days: KindedRecord = {
    kind: "calendar",
    record: {
      id: "cutover",
      name: "Cut-over nights",
      week: Array.from({ length: 7 }, () => ({ kind: "nonworking" as const })),
      workWeeks: [],
      exceptions: [{ name: "Night", fromDay: 20518, toDay: 20518, times: [{ from: 1200, to: 1320 }] }],
    },
  };
  const { schedule: result, problems } = schedule(smallPlan([{ id: "a", durationMinutes: 480, calendarId: "cutover" }, { id: "b" }], [days]));
  expect(problems.map((problem) => [problem.code, problem.taskId])).toEqual([["task/no-working-time", "a"]]);
  expect(result.of("a")).toBeUndefined();
  expect(result.of("b")).toBeDefined();
});

test("a link between two large summaries gives the dates of all pairs of leaves", () => {
  const leaves = (prefix: string, count: number): { id: string; level: number; durationMinutes: number }[] =>
    Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, level: 2, durationMinutes: 480 * (1 + (index % 3)) }));
  for (const type of ["FS", "SS", "FF", "SF"] as const) {
    const tasks = [{ id: "s" }, ...leaves("a", 70), { id: "t" }, ...leaves("b", 70)];
    const wide = smallPlan(tasks, [link("s", "t", type)]);
    const startsAtStart = type === "SS" || type === "SF";
    const pairs = leaves("a", startsAtStart ? 1 : 70).flatMap(({ id: from }) => leaves("b", 70).map(({ id: to }) => link(from, to, type)));
    expect(datesOf(wide)).toBe(datesOf(smallPlan(tasks, pairs)));
  }
});

test("an edit rescheduled on what is remembered equals a schedule from scratch", () => {
  const tasks = Array.from({ length: 30 }, (_, index) => ({
    id: `t${index}`,
    level: index % 7 === 0 ? 1 : 2,
    durationMinutes: 480 * (index % 5),
    after: index % 3 === 2 ? [`t${index - 1}`] : [],
  }));
  let project = smallPlan(tasks);
  schedule(project);
  const edits: Command[] = [
    { type: "updateTasks", tasks: [{ id: "t4", fields: { durationMinutes: 4800 } }] },
    { type: "setTaskStart", id: "t9", start: minuteOf(2026, 4, 1, 8) },
    { type: "updateTasks", tasks: [{ id: "t9", fields: { constraint: "ASAP", constraintDate: null } }] },
    { type: "updateTasks", tasks: [{ id: "t11", fields: { deadline: minuteOf(2026, 3, 4, 17) } }] },
    { type: "updateTasks", tasks: [{ id: "t11", fields: { deadline: null } }] },
    { type: "updateTasks", tasks: [{ id: "t5", fields: { active: false } }] },
    { type: "updateTasks", tasks: [{ id: "t5", fields: { active: true, mode: "manual" } }] },
    { type: "linkTasks", predecessorId: "t4", successorId: "t12", linkType: "SS", lagMinutes: 480, lagPercent: 0, lagUnit: "d" },
    { type: "updateSettings", fields: { start: minuteOf(2026, 3, 9, 8) } },
    { type: "deleteTasks", ids: ["t2"] },
  ];
  edits.forEach((command, index) => {
    let made = 0;
    const decision = decide(project, [command], { actor: "test", at: 0, newId: () => `new${index}.${(made += 1)}` });
    if (!("change" in decision)) throw new Error(decision.refusals.map((refusal) => refusal.message).join());
    project = evolve(project, decision.change);
    expect(datesOf(project), command.type).toBe(datesOf(projectOf(recordsOf(project))));
  });
});
