/** Working time between two instants in a calendar of the plan, for stages that measure distances between dates. */
import { workBetween } from "@leadline/kernel/calendar-table.ts";
import type { Project } from "../model/project.ts";
import type { Assignment } from "../model/records.ts";
import type { Minute } from "../time/minute.ts";
import { calendarTablesOf } from "./calendar-tables.ts";
import { assignmentsByTask, driversOf, workingCalendarOf } from "./drivers.ts";
import { inMinutes, inTicks } from "./ticks.ts";

/** Working minutes from one instant to another, negative where the second is earlier; in the project's calendar where none is named. */
export function workedMinutesBetween(project: Project, calendarId: string | undefined, from: Minute, to: Minute): number {
  const calendars = calendarTablesOf(project);
  const table = calendars.tables[calendars.indexOf(calendarId)];
  return table ? inMinutes(workBetween(table, inTicks(from), inTicks(to))) : 0;
}

/** Working minutes from one instant to another (in minutes, tenths possible) in the calendar that an assignment is worked in. */
export function minutesWorkedBy(project: Project, assignment: Assignment, from: number, to: number): number {
  const calendars = calendarTablesOf(project);
  const task = project.records.task.get(assignment.taskId);
  const table = task && calendars.tables[workingCalendarOf(project, calendars, task, assignment)];
  return table ? inMinutes(workBetween(table, inTicks(from), inTicks(to))) : 0;
}

/** The assignments that fix a task's dates; none where its duration does. */
export function drivingAssignments(project: Project, taskId: string): readonly Assignment[] {
  const calendars = calendarTablesOf(project);
  const assignments = assignmentsByTask(project.records.assignment).get(taskId);
  return driversOf(project, calendars, project.records.task.get(taskId), assignments).map(({ assignment }) => assignment);
}
