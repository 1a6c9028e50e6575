/** Which assignments fix a task's dates, in which calendars, and how long they take. */
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { inTicks } from "./ticks.ts";

/** Drivers of node n stand at firstDriver[n] … firstDriver[n + 1] - 1; spans in ticks. */
export interface Drivers {
  readonly firstDriver: Int32Array;
  readonly driverCalendar: Uint16Array;
  readonly driverSpan: Float64Array;
  readonly driverRemaining: Float64Array;
  readonly driverDone: Float64Array;
}

/** One calendar in which a task is worked, with the longest span among its assignments there. */
export interface DriverRow {
  readonly calendar: number;
  span: number;
  remaining: number;
  done: number;
}

/** Room for the given number of drivers per node. */
export function emptyDrivers(counts: readonly number[]): Drivers {
  const firstDriver = new Int32Array(counts.length + 1);
  counts.forEach((count, node) => {
    firstDriver[node + 1] = (firstDriver[node] ?? 0) + count;
  });
  const all = firstDriver[counts.length] ?? 0;
  const numbers = (): Float64Array => new Float64Array(all);
  return { firstDriver, driverCalendar: new Uint16Array(all), driverSpan: numbers(), driverRemaining: numbers(), driverDone: numbers() };
}

export function writeDrivers(drivers: Drivers, node: number, rows: readonly DriverRow[]): void {
  const first = drivers.firstDriver[node] ?? 0;
  rows.forEach((row, at) => {
    drivers.driverCalendar[first + at] = row.calendar;
    drivers.driverSpan[first + at] = row.span;
    drivers.driverRemaining[first + at] = row.remaining;
    drivers.driverDone[first + at] = row.done;
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

const NO_ROWS: readonly DriverRow[] = [];

/** Work assignments that fix a task's dates; those in the same calendar count once, with the longest of each span. */
export function driverRowsOf(
  project: Project,
  calendars: CalendarTables,
  task: Task | undefined,
  assignments: readonly Assignment[] | undefined,
): readonly DriverRow[] {
  if (!task || !assignments || !canBeDriven(task)) return NO_ROWS;
  const rows: DriverRow[] = [];
  for (const assignment of assignments) {
    const calendar = driverCalendar(project, calendars, task, assignment);
    if (calendar === undefined) continue;
    let row = rows.find((other) => other.calendar === calendar);
    if (!row) {
      row = { calendar, span: 0, remaining: 0, done: 0 };
      rows.push(row);
    }
    row.span = Math.max(row.span, inTicks(assignment.workMinutes / assignment.units));
    row.remaining = Math.max(row.remaining, inTicks(assignment.remainingWorkMinutes / assignment.units));
    row.done = Math.max(row.done, inTicks(assignment.actualWorkMinutes / assignment.units));
  }
  return rows;
}

/**
 * The calendar in which an assignment is worked; undefined where it does not drive dates (domain A2): not work, not a
 * resource, no units, or no work (some writers leave work out; the task then takes its duration).
 */
function driverCalendar(project: Project, calendars: CalendarTables, task: Task, assignment: Assignment): number | undefined {
  const resource = assignment.resourceId === undefined ? undefined : project.records.resource.get(assignment.resourceId);
  if (!resource || resource.type !== "work" || assignment.units <= 0 || assignment.workMinutes <= 0) return undefined;
  const own = task.ignoreResourceCalendars ? undefined : resource.calendarId;
  if (own === undefined || !project.records.calendar.has(own)) return calendars.indexOf(task.calendarId);
  if (task.calendarId === undefined) return calendars.indexOf(own);
  return calendars.indexOfBoth(task.calendarId, own);
}
