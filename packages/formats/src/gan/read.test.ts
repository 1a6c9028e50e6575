/** GanttProject files become plans whose tasks stand where GanttProject has them. */
import { expect, test } from "vitest";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, formatIsoDay } from "@leadline/engine/time/minute.ts";
import { countedIds } from "../mspdi/small-plan.fixture.ts";
import { SMALL_GAN } from "../small-files.fixture.ts";
import { readGan } from "./read.ts";

function read(text: string) {
  const result = readGan(new TextEncoder().encode(text), { newId: countedIds(), fileName: "refresh.gan" });
  if (!result.ok) throw new Error(result.problem.message);
  const tasks = [...result.project.records.task.values()];
  return { ...result, tasks, named: (name: string) => tasks.find((task) => task.name === name), codes: result.problems.map(({ code }) => code) };
}

test("every task starts on the day where GanttProject has it", () => {
  const { report, project, tasks } = read(SMALL_GAN);
  expect(report).toMatchObject({ format: "gan", tasks: 5, links: 2, resources: 1, assignments: 1, calendars: 2, differences: [] });
  const computed = schedule(project).schedule;
  const days = tasks.map(({ id, name }) => `${name} ${formatIso(computed.of(id)?.start ?? computed.start).slice(5, 10)} ${formatIso(computed.of(id)?.finish ?? computed.start).slice(5, 10)}`);
  // 4 March is free, 7 March (a Saturday) is worked; the milestone is held by its own day, not by the rubber link.
  expect(days).toEqual(["Survey 03-02 03-05", "Build 03-07 03-13", "Cabling 03-07 03-09", "Done 03-13 03-13", "Training 03-10 03-10"]);
});

test("a strong link takes its task along, a rubber one and none leave it where it stands", () => {
  const { named } = read(SMALL_GAN);
  expect(named("Cabling")).toMatchObject({ constraint: "ASAP" });
  expect(named("Done")).toMatchObject({ constraint: "SNET", milestone: true, durationMinutes: 0 });
  expect(named("Survey")).toMatchObject({ constraint: "SNET" });
  expect(named("Build")).toMatchObject({ constraint: "ASAP" });
});

test("an earliest begin that counts holds its task beside a strong link", () => {
  const { named } = read(SMALL_GAN.replace('duration="2" complete="0">', 'duration="2" complete="0" thirdDate="2026-03-11" thirdDate-constraint="1">'));
  const date = named("Cabling")?.constraintDate;
  expect(date === undefined ? "" : formatIso(date)).toBe("2026-03-11T08:00:00");
});

test("progress, priority, notes, addresses, people, rates and roles come along", () => {
  const { named, project } = read(SMALL_GAN);
  expect(named("Survey")).toMatchObject({ percentComplete: 50, actualDurationMinutes: 720, remainingDurationMinutes: 720, priority: 700, notes: "Ask Anna\nhttp://example.org" });
  const finished = named("Training")?.actualFinish;
  expect(finished === undefined ? "" : formatIso(finished)).toBe("2026-03-10T17:00:00");
  const [anna] = project.records.resource.values();
  expect(anna).toMatchObject({ name: "Anna", group: "Technician", email: "anna@example.org", notes: "Phone: 123", standardRateCentsPerHour: 5000 });
  expect([...project.records.assignment.values()]).toMatchObject([{ units: 0.5, workMinutes: 480 }]);
  expect([...project.records.settings.values()]).toMatchObject([{ name: "Branch refresh", description: "Two branches", origin: { format: "gan", name: "refresh.gan" } }]);
});

test("days off are in their person's calendar and move no task", () => {
  const { project } = read(SMALL_GAN);
  const [standard, own] = project.records.calendar.values();
  expect(own?.baseCalendarId).toBe(standard?.id);
  expect(own?.exceptions.map(({ fromDay, toDay }) => [formatIsoDay(fromDay), formatIsoDay(toDay)])).toEqual([["2026-03-09", "2026-03-10"]]);
  expect([...project.records.resource.values()][0]?.calendarId).toBe(own?.id);
});

test("a plan kept beside the present one is a baseline with its name", () => {
  const { project } = read(SMALL_GAN);
  expect([...project.records.baseline.values()]).toEqual([{ id: "baseline.0", number: 0, reason: "First plan" }]);
  const [held] = project.records.taskBaseline.values();
  expect(held).toMatchObject({ number: 0, durationMinutes: 960 });
  expect([held?.start, held?.finish].map((date) => (date === undefined ? "" : formatIso(date)))).toEqual(["2026-03-05T08:00:00", "2026-03-06T17:00:00"]);
});

test("what has no place is listed, with how often", () => {
  const { problems } = read(SMALL_GAN);
  expect(problems.map(({ code }) => code)).toEqual(["gan/days", "gan/rubber", "gan/custom-columns", "gan/progress", "gan/vacations"]);
  expect(problems.find(({ code }) => code === "gan/custom-columns")?.message).toBe("What stands in columns of your own for 1 task is not imported.");
});

test("ids that stand twice, lead nowhere or are none are told, and the rest is read", () => {
  const odd = read(SMALL_GAN.replace('id="4" name="Training"', 'id="2" name="Training"').replace('<depend id="3"', '<depend id="77"').replace('resource-id="0" load', 'resource-id="9" load'));
  expect(odd.codes).toEqual(expect.arrayContaining(["gan/duplicate-uid", "link/missing-task", "gan/assignment-without-resource"]));
  expect(odd.tasks).toHaveLength(5);
  expect(odd.report).toMatchObject({ assignments: 1 });
  expect(read(SMALL_GAN.replace('task-id="2" resource', 'task-id="22" resource')).codes).toContain("gan/assignment-without-task");
  expect(read(SMALL_GAN.replace('start="2026-03-07" duration="2"', 'start="9999-99-99" duration="-4"')).codes).toEqual(expect.arrayContaining(["gan/date", "gan/out-of-range"]));
});

test("a loop of links is told by scheduling", () => {
  const { codes } = read(SMALL_GAN.replace('<task id="4" name="Training"', '<task id="5" name="Loop" start="2026-03-10" duration="1"><depend id="6" type="2"/></task><task id="6" name="Back" start="2026-03-10" duration="1"><depend id="5" type="2"/></task><task id="4" name="Training"'));
  expect(codes).toContain("link/loop");
});

test("a project of another program is not mistaken for a plan", () => {
  const result = readGan(new TextEncoder().encode("<project><modelVersion>4.0.0</modelVersion></project>"), { newId: countedIds(), fileName: "pom.xml" });
  expect(result).toMatchObject({ ok: false, problem: { code: "gan/not-gan" } });
});
