/** Tests of the defaults: they satisfy the record schemas and say what MS Project would. */
import { expect, test } from "vitest";
import { minuteOf } from "../time/minute.ts";
import { emptyTask, newProject } from "./new-project.ts";
import { recordsOf, settingsOf } from "./project.ts";
import { recordSchemas } from "./records.ts";

const start = minuteOf(2026, 3, 2, 8);

test("a new project holds valid settings and a Standard calendar", () => {
  const project = newProject({ name: "Branch refresh", start });
  const records = [...recordsOf(project)];
  expect(records.map((item) => item.kind)).toEqual(["settings", "calendar"]);
  for (const { kind, record } of records) expect(recordSchemas[kind].parse(record)).toEqual(record);
  expect(settingsOf(project)).toMatchObject({ name: "Branch refresh", start, calendarId: "standard", minutesPerDay: 480 });
});

test("the calendar takes its id from the maker", () => {
  expect(settingsOf(newProject({ name: "X", start, newId: () => "c9" })).calendarId).toBe("c9");
});

test("an empty task is a valid unstarted 1d? task", () => {
  const task = emptyTask({ id: "a", number: 1, rank: "V" });
  expect(recordSchemas.task.parse(task)).toEqual(task);
  expect(task).toMatchObject({ durationMinutes: 480, remainingDurationMinutes: 480, estimated: true, milestone: false });
});

test("the remaining duration of an empty task follows the given duration", () => {
  expect(emptyTask({ id: "a", number: 1, rank: "V", durationMinutes: 1440 })).toMatchObject({ remainingDurationMinutes: 1440, estimated: false });
  expect(emptyTask({ id: "a", number: 1, rank: "V", durationMinutes: 960, actualDurationMinutes: 480 }).remainingDurationMinutes).toBe(480);
  expect(emptyTask({ id: "a", number: 1, rank: "V", durationMinutes: 0 }).milestone).toBe(true);
});
