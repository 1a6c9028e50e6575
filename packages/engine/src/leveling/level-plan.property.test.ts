/** Levelling random plans: scheduling reproduces what it said, an independent checker finds no overload, and what must stay stays. */
import { projectOf, recordsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOfTick } from "../schedule/ticks.ts";
import { overloadsOf, overloadText } from "@leadline/testkit/overload-checker.ts";
import { canonicalJson } from "@leadline/testkit/small-plan.ts";
import { teamProject } from "@leadline/testkit/team-generator.ts";
import { expect, test } from "vitest";
import { withDelays, withoutDelays } from "./applied-plan.ts";
import { levelPlan } from "./level-plan.ts";
import { levelingModel } from "./leveling-model.ts";
import { sweepByRule } from "./rule-sweep.ts";

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);
const ORDERS = ["standard", "priority", "id"] as const;

/** Plans of many kinds: mixed links, calendars, constraints, progress, priorities and manual tasks. */
function randomTeam(seed: number, more: { readonly holds: boolean }): Project {
  const plan = teamProject({ tasks: 20 + 3 * seed, people: 1 + (seed % 7), seed, links: seed % 2 ? "mixed" : "fs", linksPerTask: 0.2 + (seed % 5) / 3, calendars: 1 + (seed % 4), tasksPerSummary: seed % 3 === 0 ? 7 : 1000 });
  return more.holds ? withHolds(plan, seed) : plan;
}

function withHolds(plan: Project, seed: number): Project {
  const parents = new Set([...plan.records.task.values()].map(({ parentId }) => parentId));
  let at = seed;
  return projectOf(
    [...recordsOf(plan)].map((item) => {
      if (item.kind !== "task" || parents.has(item.record.id)) return item;
      at += 1;
      return { kind: "task" as const, record: held(item.record, at, schedule(plan).schedule.start) };
    }),
  );
}

function held(task: Task, at: number, start: Task["actualStart"] & number): Task {
  if (at % 11 === 0) return { ...task, priority: 1000 };
  if (at % 13 === 0) return { ...task, mode: "manual", manualStart: start };
  if (at % 17 === 0) return { ...task, actualStart: start };
  return { ...task, priority: 100 * (at % 9) };
}

test.each(SEEDS)("scheduling the delays gives the dates that levelling reckoned with (seed %i)", (seed) => {
  const project = randomTeam(seed, { holds: seed % 2 === 0 });
  const model = levelingModel(project, schedule(project).schedule, { resources: "committed" });
  const outcome = sweepByRule(model, { order: ORDERS[seed % 3] ?? "standard" });
  const result = schedule(withDelays(project, levelPlan(project, { order: ORDERS[seed % 3] ?? "standard" }).delays)).schedule;
  model.compiled.taskOfNode.forEach((task, node) => {
    if (!task) return;
    const dates = result.of(task.id);
    expect([task.id, dates?.start, dates?.finish]).toEqual([task.id, minuteOfTick(outcome.start[node] ?? 0), minuteOfTick(outcome.finish[node] ?? 0)]);
  });
});

test.each(SEEDS)("no overload is left where nothing has to stay (seed %i)", (seed) => {
  const project = randomTeam(seed, { holds: false });
  for (const [basis, checked] of [["day", "day"], ["minute", "instant"]] as const) {
    const result = levelPlan(project, { basis, order: ORDERS[seed % 3] ?? "standard" });
    const leveled = withDelays(project, result.delays);
    expect(result.remaining).toEqual([]);
    expect(overloadsOf(leveled, schedule(leveled).schedule, { basis: checked }).map((one) => overloadText(leveled, one))).toEqual([]);
  }
});

test.each(SEEDS)("pauses and single delays leave no overload either, and scheduling agrees (seed %i)", (seed) => {
  const project = randomTeam(seed, { holds: false });
  const more = { canSplit: seed % 3 !== 0, perAssignment: seed % 2 === 0 };
  const model = levelingModel(project, schedule(project).schedule, { resources: "committed" });
  const outcome = sweepByRule(model, more);
  const result = levelPlan(project, more);
  const leveled = withDelays(project, result.delays);
  const after = schedule(leveled).schedule;
  model.compiled.taskOfNode.forEach((task, node) => {
    const dates = task && after.of(task.id);
    expect([task?.id, dates?.start, dates?.finish]).toEqual([task?.id, task && minuteOfTick(outcome.start[node] ?? 0), task && minuteOfTick(outcome.finish[node] ?? 0)]);
  });
  expect(result.remaining).toEqual([]);
  expect(overloadsOf(leveled, after, { basis: "day" }).map((one) => overloadText(leveled, one))).toEqual([]);
  expect(canonicalJson(withoutDelays(leveled))).toBe(canonicalJson(project));
});

test.each(SEEDS)("what has to stay stays, and every overload that is left is told (seed %i)", (seed) => {
  const project = randomTeam(seed, { holds: true });
  const result = levelPlan(project, { order: ORDERS[seed % 3] ?? "standard" });
  const leveled = withDelays(project, result.delays);
  const [before, after] = [schedule(project).schedule, schedule(leveled).schedule];
  for (const task of leveled.records.task.values()) {
    if (task.priority === 1000 || task.mode === "manual" || task.actualStart !== undefined) expect(task.levelingDelayMinutes).toBe(0);
    if (task.mode === "manual" || task.actualStart !== undefined) expect(after.of(task.id)?.start).toBe(before.of(task.id)?.start);
  }
  const found = overloadsOf(leveled, after, { basis: "day" });
  const isTold = ({ resourceId, from }: (typeof found)[number]): boolean => result.remaining.some((told) => told.resourceId === resourceId && told.from <= from && from < told.to);
  expect(found.filter((one) => !isTold(one)).map((one) => overloadText(leveled, one))).toEqual([]);
  expect(result.remaining.filter((told) => !found.some((one) => one.resourceId === told.resourceId && one.from === told.from))).toEqual([]);
});

test.each(SEEDS)("within slack the finish is unchanged, and clearing gives the plan back (seed %i)", (seed) => {
  const project = randomTeam(seed, { holds: seed % 2 === 0 });
  const result = levelPlan(project, { withinSlack: true });
  expect(result.finishAfter).toBe(result.finishBefore);
  expect(canonicalJson(withoutDelays(withDelays(project, result.delays)))).toBe(canonicalJson(project));
  expect(levelPlan(project, { withinSlack: true })).toEqual(result);
});

test.each(SEEDS)("people who are asked for more than they have lead nobody astray (seed %i)", (seed) => {
  const plan = randomTeam(seed, { holds: false });
  const resource = new Map([...plan.records.resource].map(([id, own], at) => [id, at % 2 === 0 ? { ...own, maxUnits: 0.5 } : own]));
  const project: Project = { records: { ...plan.records, resource } };
  const result = levelPlan(project);
  const work = [...project.records.task.values()].reduce((sum, task) => sum + task.durationMinutes, 0);
  expect(result.finishAfter).toBeLessThan(result.finishBefore + 10 * work + 30 * 1440);
  const overAsking = [...project.records.assignment.values()].filter(({ resourceId, units }) => units > (resource.get(resourceId ?? "")?.maxUnits ?? 0));
  const others = new Set([...project.records.assignment.values()].filter((one) => !overAsking.includes(one)).map(({ taskId }) => taskId));
  const lone = overAsking.map(({ taskId }) => taskId).filter((id) => !others.has(id));
  expect(result.delays.filter(({ taskId }) => lone.includes(taskId))).toEqual([]);
});
