/** What a new project, a new calendar and a new task hold before anybody has said anything: the defaults of MS Project. */
import type { Minute } from "../time/minute.ts";
import { projectOf, type Project } from "./project.ts";
import type { CalendarRecord, ProjectSettings, Task } from "./records.ts";

/**
 * An empty project with its settings and the Standard calendar.
 * `newProject({ name: "Branch refresh", start: minuteOf(2026, 3, 2, 8) })`; the calendar's id is "standard" unless
 * `newId` makes one.
 */
export function newProject(given: { readonly name: string; readonly start: Minute; readonly newId?: () => string }): Project {
  const calendar = standardCalendar(given.newId?.() ?? "standard");
  return projectOf([
    { kind: "settings", record: newSettings({ name: given.name, start: given.start, calendarId: calendar.id }) },
    { kind: "calendar", record: calendar },
  ]);
}

/**
 * A settings record with MS Project's defaults (domain A1, A4), but for two: new tasks are scheduled automatically, and
 * the week starts on Monday.
 */
export function newSettings(given: Pick<ProjectSettings, "name" | "start" | "calendarId"> & Partial<ProjectSettings>): ProjectSettings {
  return {
    id: "settings",
    minutesPerDay: 480,
    minutesPerWeek: 2400,
    daysPerMonth: 20,
    defaultStartTime: 480,
    defaultFinishTime: 1020,
    honorConstraints: true,
    criticalSlackLimitDays: 0,
    multipleCriticalPaths: false,
    newTasksAreManual: false,
    weekStartDay: 1,
    currency: "EUR",
    nextTaskNumber: 1,
    ...given,
  };
}

/** MS Project's "Standard": Monday to Friday, 08:00-12:00 and 13:00-17:00. */
export function standardCalendar(id: string): CalendarRecord {
  const workday = { kind: "working" as const, times: [{ from: 480, to: 720 }, { from: 780, to: 1020 }] };
  const free = { kind: "nonworking" as const };
  return { id, name: "Standard", week: [free, workday, workday, workday, workday, workday, free], workWeeks: [], exceptions: [] };
}

/**
 * An unstarted automatic task: `1d?` unless a duration is given, and the remaining duration equal to the duration.
 * A duration of 0 makes a milestone. `emptyTask({ id: "a", number: 1, rank: "V", name: "Survey", durationMinutes: 1440 })`.
 */
export function emptyTask(given: Pick<Task, "id" | "number" | "rank"> & Partial<Task>): Task {
  const durationMinutes = given.durationMinutes ?? 480;
  return {
    name: "",
    durationMinutes,
    durationUnit: "d",
    estimated: given.durationMinutes === undefined,
    milestone: durationMinutes === 0,
    mode: "auto",
    active: true,
    constraint: "ASAP",
    ignoreResourceCalendars: false,
    taskType: "fixedUnits",
    effortDriven: false,
    priority: 500,
    actualDurationMinutes: 0,
    remainingDurationMinutes: Math.max(0, durationMinutes - (given.actualDurationMinutes ?? 0)),
    percentComplete: 0,
    levelingDelayMinutes: 0,
    ...given,
  };
}
