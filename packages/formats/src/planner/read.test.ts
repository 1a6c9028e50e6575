/** Planner files become plans that are scheduled as Planner does. */
import { expect, test } from "vitest";
import { countedIds } from "../mspdi/small-plan.fixture.ts";
import { SMALL_PLANNER } from "../small-files.fixture.ts";
import { readPlanner } from "./read.ts";

function read(text: string) {
  const result = readPlanner(new TextEncoder().encode(text), { newId: countedIds(), fileName: "refresh.planner" });
  if (!result.ok) throw new Error(result.problem.message);
  const tasks = [...result.project.records.task.values()];
  return { ...result, tasks, named: (name: string) => tasks.find((task) => task.name === name), codes: result.problems.map(({ code }) => code) };
}

test("every date that Planner stored comes out", () => {
  const { report } = read(SMALL_PLANNER);
  expect(report).toMatchObject({ format: "planner", tasks: 5, links: 2, calendars: 2, resources: 1, assignments: 1, differences: [] });
});

test("work is divided by the units of those who do it", () => {
  expect(read(SMALL_PLANNER).named("Cabling")?.durationMinutes).toBe(960);
  expect(read(SMALL_PLANNER.replace('units="50"', 'units="200"')).named("Cabling")?.durationMinutes).toBe(240);
  expect(read(SMALL_PLANNER.replace('units="50"', 'units="0"')).named("Cabling")?.durationMinutes).toBe(480);
});

test("a lag runs by the clock", () => {
  const { project } = read(SMALL_PLANNER);
  expect([...project.records.link.values()]).toMatchObject([{ lagMinutes: 1440, lagUnit: "ed", type: "FS" }, { lagMinutes: 0 }]);
});

test("constraints, priorities, progress, people and their group come along", () => {
  const { named, project } = read(SMALL_PLANNER);
  expect(named("Training")).toMatchObject({ constraint: "MSO" });
  expect(named("Cabling")).toMatchObject({ priority: 700 });
  expect(named("Survey")).toMatchObject({ priority: 500, percentComplete: 50, actualDurationMinutes: 720, notes: "Ask Anna" });
  expect([...project.records.resource.values()]).toMatchObject([{ name: "Anna", group: "Technicians", initials: "A", standardRateCentsPerHour: 5000 }]);
});

test("a calendar inside another inherits from it", () => {
  const { project } = read(SMALL_PLANNER);
  const [base, own] = project.records.calendar.values();
  expect(own).toMatchObject({ name: "Anna", baseCalendarId: base?.id });
  expect(own?.week.every(({ kind }) => kind === "inherit")).toBe(true);
});

test("what names nothing in the file is told", () => {
  const { codes, report } = read(SMALL_PLANNER.replace('predecessor-id="1"', 'predecessor-id="9"').replace('task-id="3" resource-id="1"', 'task-id="33" resource-id="11"'));
  expect(codes).toEqual(expect.arrayContaining(["link/missing-task", "planner/assignment-without-task", "planner/assignment-without-resource"]));
  expect(report).toMatchObject({ tasks: 5, links: 1, assignments: 0 });
});

test("what makes no sense is told, and the rest is read", () => {
  const odd = read(SMALL_PLANNER.replace('type="must-start-on"', 'type="when-ready"').replace('type="FS" lag="86400"', 'type="XX" lag="soon"').replace('date="20260304"', 'date="20261399"').replace('work="28800"', 'work="1e99"'));
  expect(odd.codes).toEqual(expect.arrayContaining(["planner/constraint", "planner/code", "planner/number", "planner/date"]));
  expect(odd.tasks).toHaveLength(5);
});
