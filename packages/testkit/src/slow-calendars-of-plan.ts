/** Which calendar a task and an assignment are worked in (domain A2), for the specification scheduler. */
import { standardCalendar } from "@leadline/engine/model/new-project.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Resource, Task } from "@leadline/engine/model/records.ts";
import { slowCalendar, slowIntersection, type SlowCalendar } from "./slow-calendar.ts";

export interface PlanCalendars {
  /** The task's own calendar, else the project's. */
  readonly ofTask: (task: Task) => SlowCalendar;
  /**
   * The resource's calendar; together with the task's own calendar what both have in common, or the task's where that is
   * nothing or where the task ignores resource calendars.
   */
  readonly ofAssignment: (task: Task, resource: Resource) => SlowCalendar;
  /** When a resource can work at all: its own calendar, else the project's. */
  readonly ofResource: (resource: Resource) => SlowCalendar;
}

export function calendarsOf(project: Project): PlanCalendars {
  const records = project.records.calendar;
  const known = new Map<string, SlowCalendar>();
  const named = (id: string | undefined): SlowCalendar | undefined => {
    const record = records.get(id ?? "");
    const calendar = record && (known.get(record.id) ?? slowCalendar(records, record));
    if (record && calendar) known.set(record.id, calendar);
    return calendar;
  };
  const projects = named(settingsOf(project).calendarId) ?? slowCalendar(records, standardCalendar("standard"));
  const both = new Map<string, SlowCalendar>();
  const ofTask = (task: Task): SlowCalendar => named(task.calendarId) ?? projects;
  const ofAssignment = (task: Task, resource: Resource): SlowCalendar => {
    const own = named(task.calendarId);
    const theirs = named(resource.calendarId);
    if (!theirs || task.ignoreResourceCalendars) return own ?? projects;
    if (!own) return theirs;
    const key = `${task.calendarId} ${resource.calendarId}`;
    const common = both.get(key) ?? slowIntersection(own, theirs);
    both.set(key, common);
    return common;
  };
  return { ofTask, ofAssignment, ofResource: (resource) => named(resource.calendarId) ?? projects };
}
