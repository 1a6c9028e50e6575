/** What is kept of a forecast is what pages and the command line say, and no more than the plan knows. */
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { settingsOf, type Project } from "../model/project.ts";
import type { ProjectSettings } from "../model/records.ts";
import { simulate } from "../risk/simulation.ts";
import { USUAL_STATUS_POLICY } from "../status/status-policy.ts";
import { keptForecastOf } from "./kept-forecast.ts";

const PLAN = 'T1 "Survey" 2/3/6d by "Rita"\nT2 "Delivery" 8/10/25d after T1\nT3 "Roll out" 5/8/14d after T2 by "Tom"';
const NOW = at("2026-03-02 08:00");
const WISH = { now: NOW, offered: [], history: [], policy: USUAL_STATUS_POLICY };

function withSettings(project: Project, fields: Partial<ProjectSettings>): Project {
  return { records: { ...project.records, settings: new Map([["settings", { ...settingsOf(project), ...fields }]]) } };
}

test("ranges and chances are those of the simulation that every page shows", () => {
  const project = withSettings(planOf(PLAN), { promisedFinish: at("2026-04-06 17:00") });
  const facts = simulate(project, { risks: "with", runs: 10_000, seed: 1, drivers: "none", target: at("2026-04-06 17:00") });
  const { forecast } = keptForecastOf(project, { ...WISH, offered: ["T2"] });
  expect(forecast.finish).toEqual(facts.finish);
  expect(forecast.promise).toEqual({ date: at("2026-04-06 17:00"), chance: facts.target?.probability });
  expect(forecast.offered).toEqual([{ id: "T2", finish: expect.any(Number), p80: facts.tasks.find(({ taskId }) => taskId === "T2")?.p80 }]);
  expect(forecast.drivers[0]).toMatchObject({ kind: "task", id: "T2", name: "Delivery" });
  expect(forecast.drivers[0]?.days).toBeGreaterThan(1);
  expect(forecast.people.map(({ name }) => name)).toEqual(["Rita", "Tom"]);
});

test("a plan without any range has a date and no chance", () => {
  const { forecast, costs } = keptForecastOf(withSettings(planOf('T1 "Survey" 2d'), { promisedFinish: at("2026-04-06 17:00") }), WISH);
  expect(forecast.finish).toBeUndefined();
  expect(forecast.promise).toEqual({ date: at("2026-04-06 17:00") });
  expect(forecast.planned).toBe(at("2026-03-03 17:00"));
  expect(costs.budgetChance).toBeUndefined();
});

test("an empty plan is kept as such, as of now", () => {
  const { forecast } = keptForecastOf(planOf(""), WISH);
  expect(forecast).toMatchObject({ asOf: NOW, taskCount: 0, percentDone: 0, drivers: [], people: [] });
  expect(forecast.finished).toBeUndefined();
});

test("a plan that is done has its finish, and is as of its status date", () => {
  const project = planOf('T1 "Survey" 2d\nT2 "Build" 6d after T1');
  const half = (id: string, share: number): Project["records"]["task"] => new Map([...project.records.task].map(([key, task]) => [key, key === id || share === 100 ? { ...task, percentComplete: 100, actualStart: task.actualStart ?? NOW, actualDurationMinutes: task.durationMinutes, remainingDurationMinutes: 0 } : task]));
  const statusDate = at("2026-03-20 17:00");
  const partly = keptForecastOf(withSettings({ records: { ...project.records, task: half("T1", 50) } }, { statusDate }), WISH).forecast;
  expect(partly).toMatchObject({ asOf: statusDate, statusDate, percentDone: 25 });
  expect(partly.finished).toBeUndefined();
  const done = keptForecastOf(withSettings({ records: { ...project.records, task: half("T1", 100) } }, { statusDate }), WISH).forecast;
  expect(done.percentDone).toBe(100);
  expect(done.finished).toBeDefined();
});
