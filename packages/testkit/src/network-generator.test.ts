/** The generated networks are the ones that the performance design states, whatever their ids. */
import { expect, test } from "vitest";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { standardCalendar } from "@leadline/engine/model/new-project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { generatedProject, numberNetwork } from "./network-generator.ts";
import { slowCalendar, TICKS } from "./slow-calendar.ts";
import { workBetween } from "./slow-working-time.ts";

/** Length of a plan in working days, and its number of critical tasks. */
function facts(project: Project): { days: number; critical: number } {
  const { schedule: result } = schedule(project);
  const calendar = slowCalendar(new Map(), standardCalendar("standard"));
  const ticks = workBetween(calendar, settingsOf(project).start * TICKS, result.finish * TICKS);
  return { days: ticks / (480 * TICKS), critical: result.criticalTaskIds.length };
}

test.each([
  [1000, "fs", 256, 73],
  [10_000, "fs", 795, 177],
  [1000, "mixed", 225, 44],
  [10_000, "mixed", 801, 148],
] as const)("%i tasks with %s links take the stated days", (tasks, links, days, critical) => {
  expect(facts(generatedProject({ tasks, links }))).toEqual({ days, critical });
});

test("random ids and record order leave the network as it is", () => {
  const options = { tasks: 500, links: "mixed" } as const;
  expect(facts(generatedProject({ ...options, ids: "random" }))).toEqual(facts(generatedProject(options)));
});

test("a chain is deep and a mesh dense", () => {
  const chain = numberNetwork({ tasks: 300, shape: "chain" });
  expect(chain.links.every(({ from, to }) => to - from <= 2)).toBe(true);
  const mesh = numberNetwork({ tasks: 300, shape: "mesh", linksPerTask: 20 });
  expect(mesh.links.length).toBe(5999);
  expect(new Set(mesh.links.map(({ from, to }) => `${from} ${to}`)).size).toBe(5999);
  expect(numberNetwork({ tasks: 10, linksPerTask: 50 }).links.length).toBeLessThan(46);
});

test("families of calendars, summaries, constraints and progress are sound records", () => {
  const project = generatedProject({ tasks: 300, links: "mixed", tasksPerSummary: 25, calendars: 4, constrained: 0.3, progressed: 0.3, ids: "random" });
  for (const task of project.records.task.values()) expect(recordSchemas.task.parse(task)).toEqual(task);
  for (const calendar of project.records.calendar.values()) expect(recordSchemas.calendar.parse(calendar)).toEqual(calendar);
  expect(outlineOf(project).rows.filter((row) => row.isSummary)).toHaveLength(12);
  expect(schedule(project).problems).toEqual([]);
});
