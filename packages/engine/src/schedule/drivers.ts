/** Which assignments fix a task's dates, in which calendars, and how long they take. */
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { inTicks } from "./ticks.ts";
import { stretchesOf, ticksIn } from "./work-stretches.ts";

/** Drivers of node n stand at firstDriver[n] … firstDriver[n + 1] - 1; spans in ticks. */
export interface Drivers {
  readonly firstDriver: Int32Array;
  readonly driverCalendar: Uint16Array;
  readonly driverSpan: Float64Array;
  readonly driverRemaining: Float64Array;
  readonly driverWaits: Uint8Array;
}

/** An assignment that fixes its task's dates, and the calendar that it is worked in. */
export interface Driver {
  readonly assignment: Assignment;
  readonly calendar: number;
}

/** One calendar in which a task is worked, with the longest span among its assignments there. */
export interface DriverRow {
  readonly calendar: number;
  /** From the task's start to the end, delays and pauses counted. */
  span: number;
  remaining: number;
  /** Every assignment in this calendar begins after a delay. */
  waits: boolean;
}

/** Room for the given number of drivers per node. */
export function emptyDrivers(counts: readonly number[]): Drivers {
  const firstDriver = new Int32Array(counts.length + 1);
  counts.forEach((count, node) => {
    firstDriver[node + 1] = (firstDriver[node] ?? 0) + count;
  });
  const all = firstDriver[counts.length] ?? 0;
  const numbers = (): Float64Array => new Float64Array(all);
  return { firstDriver, driverCalendar: new Uint16Array(all), driverSpan: numbers(), driverRemaining: numbers(), driverWaits: new Uint8Array(all) };
}

export function writeDrivers(drivers: Drivers, node: number, rows: readonly DriverRow[]): void {
  const first = drivers.firstDriver[node] ?? 0;
  rows.forEach((row, at) => {
    drivers.driverCalendar[first + at] = row.calendar;
    drivers.driverSpan[first + at] = row.span;
    drivers.driverRemaining[first + at] = row.remaining;
    drivers.driverWaits[first + at] = row.waits ? 1 : 0;
  });
}

type AssignmentLists = ReadonlyMap<string, readonly Assignment[]>;

const memo = new WeakMap<object, AssignmentLists>();

/** The lists made last: most often the next plan differs from it in one assignment. */
let latest: { readonly assignments: ReadonlyMap<string, Assignment>; readonly byTask: AssignmentLists } | undefined;

/** Assignments by task; made once per version of the assignments. */
export function assignmentsByTask(assignments: ReadonlyMap<string, Assignment>): AssignmentLists {
  const known = memo.get(assignments);
  if (known) return known;
  const byTask = changedLists(assignments) ?? groupByTask(assignments);
  memo.set(assignments, byTask);
  latest = { assignments, byTask };
  return byTask;
}

/** The latest lists with the changed assignments put in; undefined where one has come, gone or moved to another task. */
function changedLists(assignments: ReadonlyMap<string, Assignment>): AssignmentLists | undefined {
  if (latest?.assignments.size !== assignments.size) return undefined;
  const old = latest.assignments.values();
  const changed = new Map<string, Assignment>();
  const tasks = new Set<string>();
  for (const assignment of assignments.values()) {
    const was = old.next().value;
    if (was === assignment) continue;
    if (was === undefined || was.id !== assignment.id || was.taskId !== assignment.taskId) return undefined;
    changed.set(assignment.id, assignment);
    tasks.add(assignment.taskId);
  }
  const byTask = new Map(latest.byTask);
  for (const taskId of tasks) byTask.set(taskId, (byTask.get(taskId) ?? []).map((assignment) => changed.get(assignment.id) ?? assignment));
  return byTask;
}

function groupByTask(assignments: ReadonlyMap<string, Assignment>): AssignmentLists {
  const byTask = new Map<string, Assignment[]>();
  for (const assignment of assignments.values()) {
    const list = byTask.get(assignment.taskId);
    if (list) list.push(assignment);
    else byTask.set(assignment.taskId, [assignment]);
  }
  return byTask;
}

function canBeDriven(task: Task): boolean {
  return task.taskType !== "fixedDuration" && task.mode === "auto" && !task.external && !task.durationUnit.startsWith("e");
}

const NO_DRIVERS: readonly Driver[] = [];

/** The work assignments that fix a task's dates. */
export function driversOf(
  project: Project,
  calendars: CalendarTables,
  task: Task | undefined,
  assignments: readonly Assignment[] | undefined,
): readonly Driver[] {
  if (!task || !assignments || !canBeDriven(task)) return NO_DRIVERS;
  return assignments.flatMap((assignment) => {
    const calendar = driverCalendar(project, calendars, task, assignment);
    return calendar === undefined ? [] : { assignment, calendar };
  });
}

/** Drivers in the same calendar count once, with the longest of each span. */
export function driverRowsOf(task: Task | undefined, drivers: readonly Driver[]): readonly DriverRow[] {
  const rows: DriverRow[] = [];
  if (!task) return rows;
  for (const { assignment, calendar } of drivers) {
    let row = rows.find((other) => other.calendar === calendar);
    if (!row) {
      row = { calendar, span: 0, remaining: 0, waits: true };
      rows.push(row);
    }
    const wait = waitOf(assignment);
    const length = ticksIn(stretchesOf(task, assignment));
    row.span = Math.max(row.span, wait + length);
    row.remaining = Math.max(row.remaining, task.actualStart === undefined ? wait + length : inTicks(assignment.remainingWorkMinutes / assignment.units));
    row.waits &&= wait > 0;
  }
  return rows;
}

/** Working time of its own calendar that an assignment waits after the task's start: its delay and its levelling delay. */
export function waitOf(assignment: Assignment): number {
  return Math.max(0, inTicks(assignment.delayMinutes) + inTicks(assignment.levelingDelayMinutes ?? 0));
}

/**
 * The calendar in which an assignment drives dates; undefined where it does not (domain A2): not work, not a resource, no
 * units, or no work (some writers leave work out; the task then takes its duration).
 */
function driverCalendar(project: Project, calendars: CalendarTables, task: Task, assignment: Assignment): number | undefined {
  const resource = assignment.resourceId === undefined ? undefined : project.records.resource.get(assignment.resourceId);
  if (!resource || resource.type !== "work" || assignment.units <= 0 || assignment.workMinutes <= 0) return undefined;
  return workingCalendarOf(project, calendars, task, assignment);
}

/** Index of the calendar in which an assignment is worked: the resource's, the task's, or the time in both (domain A2). */
export function workingCalendarOf(project: Project, calendars: CalendarTables, task: Task, assignment: Assignment): number {
  const resource = assignment.resourceId === undefined ? undefined : project.records.resource.get(assignment.resourceId);
  const own = task.ignoreResourceCalendars ? undefined : resource?.calendarId;
  if (own === undefined || !project.records.calendar.has(own)) return calendars.indexOf(task.calendarId);
  if (task.calendarId === undefined) return calendars.indexOf(own);
  return calendars.indexOfBoth(task.calendarId, own);
}
