/** Working time between two instants in a calendar of the plan, for stages that measure distances between dates. */
import { workBetween } from "@leadline/kernel/calendar-table.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { calendarTablesOf } from "./calendar-tables.ts";
import { inMinutes, inTicks } from "./ticks.ts";

/** Working minutes from one instant to another, negative where the second is earlier; in the project's calendar where none is named. */
export function workedMinutesBetween(project: Project, calendarId: string | undefined, from: Minute, to: Minute): number {
  const settings = settingsOf(project);
  const calendars = calendarTablesOf(project.records.calendar, settings.calendarId, dayNumberOf(settings.start));
  const table = calendars.tables[calendars.indexOf(calendarId)];
  return table ? inMinutes(workBetween(table, inTicks(from), inTicks(to))) : 0;
}
