/** Plans with something missing are scheduled all the same, and what is odd is told. */
import { finishToStart, smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { projectOf, recordsOf, settingsOf, type Project } from "../model/project.ts";
import { formatIso } from "../time/minute.ts";
import { schedule } from "./compute.ts";

const DAY = 480;
const finishOf = (project: Project, id: string): string => {
  const dates = schedule(project).schedule.of(id);
  return dates ? formatIso(dates.finish) : "none";
};
const codesOf = (project: Project): readonly string[] => schedule(project).problems.map(({ code }) => code);

test("without its calendar a project works Monday to Friday, and says so", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: DAY }, { id: "b", durationMinutes: DAY, after: ["a"] }]);
  const without = projectOf([...recordsOf(plan)].filter(({ kind }) => kind !== "calendar"));
  expect(finishOf(without, "b")).toBe(finishOf(plan, "b"));
  expect(codesOf(without)).toContain("calendar/missing");
  expect(codesOf(plan)).not.toContain("calendar/missing");
});

test("a task whose calendar is gone works by the project's", () => {
  const tasks = (calendar: Partial<SmallTask>): Project => smallPlan([{ id: "a", durationMinutes: 2 * DAY, ...calendar }]);
  expect(finishOf(tasks({ calendarId: "gone" }), "a")).toBe(finishOf(tasks({}), "a"));
});

test("links from and to tasks that are gone hold nobody up", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: DAY }, { id: "b", durationMinutes: DAY }]);
  const links = [finishToStart("gone", "b"), finishToStart("a", "gone"), finishToStart("gone", "gone too")];
  expect(finishOf(projectOf([...recordsOf(plan), ...links.map((record) => ({ kind: "link" as const, record }))]), "b")).toBe(finishOf(plan, "b"));
});

test("of a long loop the first tasks are named, and how many more there are", () => {
  const names = Array.from({ length: 30 }, (_, at) => `t${at}`);
  const plan = smallPlan(names.map((id, at) => ({ id, durationMinutes: DAY, after: [names.at(at - 1) ?? ""] })));
  const [loop] = schedule(plan).problems.filter(({ code }) => code.includes("loop"));
  expect(loop?.message).toMatch(/“T\d+” \(row \d+\) → .* → \d+ more → back to row \d+/);
});

test("an activity of a Primavera plan that is to be as late as possible has its early dates by its links", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: DAY }, { id: "b", durationMinutes: 3 * DAY }, { id: "c", durationMinutes: DAY, after: ["a", "b"] }, { id: "d", durationMinutes: DAY, constraint: "ALAP" }]);
  const settings = { ...settingsOf(plan), schedulingRules: "primavera" as const };
  const primavera = projectOf([...recordsOf(plan), { kind: "settings", record: settings }]);
  expect(schedule(primavera).schedule.of("d")).toBeDefined();
  expect(finishOf(primavera, "c")).toBe("2026-03-05T17:00:00");
});
