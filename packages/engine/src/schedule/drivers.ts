/** Which assignments fix a task's dates, in which calendars, and how long they take. */
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { inTicks } from "./ticks.ts";

/** Drivers of node n stand at firstDriver[n] … firstDriver[n + 1] - 1; spans in ticks. */
export interface Drivers {
  readonly firstDriver: Int32Array;
  readonly calendar: Uint16Array;
  readonly span: Float64Array;
  readonly remaining: Float64Array;
  readonly done: Float64Array;
  /** 1 for a node whose task has any assignment row, even one without a resource. */
  readonly hasAssignment: Uint8Array;
}

interface DriverRow {
  readonly calendar: number;
  span: number;
  remaining: number;
  done: number;
}

/** Work assignments that fix dates, per node; those in the same calendar count once, with the longest of each span. */
export function driversOf(project: Project, calendars: CalendarTables, taskOfNode: readonly (Task | undefined)[]): Drivers {
  const byTask = assignmentsByTask(project.records.assignment);
  const firstDriver = new Int32Array(taskOfNode.length + 1);
  const hasAssignment = new Uint8Array(taskOfNode.length);
  const rows: DriverRow[] = [];
  taskOfNode.forEach((task, node) => {
    const assignments = task && byTask.get(task.id);
    if (assignments) {
      hasAssignment[node] = 1;
      if (canBeDriven(task)) addRows(project, calendars, task, assignments, rows);
    }
    firstDriver[node + 1] = rows.length;
  });
  return {
    firstDriver,
    calendar: Uint16Array.from(rows, (row) => row.calendar),
    span: Float64Array.from(rows, (row) => row.span),
    remaining: Float64Array.from(rows, (row) => row.remaining),
    done: Float64Array.from(rows, (row) => row.done),
    hasAssignment,
  };
}

const memo = new WeakMap<object, ReadonlyMap<string, readonly Assignment[]>>();

/** Assignments by task; made once per version of the assignments. */
export function assignmentsByTask(assignments: ReadonlyMap<string, Assignment>): ReadonlyMap<string, readonly Assignment[]> {
  const known = memo.get(assignments);
  if (known) return known;
  const byTask = new Map<string, Assignment[]>();
  for (const assignment of assignments.values()) {
    const list = byTask.get(assignment.taskId);
    if (list) list.push(assignment);
    else byTask.set(assignment.taskId, [assignment]);
  }
  memo.set(assignments, byTask);
  return byTask;
}

function canBeDriven(task: Task): boolean {
  return task.taskType !== "fixedDuration" && task.mode === "auto" && !task.external && !task.durationUnit.startsWith("e");
}

function addRows(project: Project, calendars: CalendarTables, task: Task, assignments: readonly Assignment[], rows: DriverRow[]): void {
  const first = rows.length;
  for (const assignment of assignments) {
    const calendar = driverCalendar(project, calendars, task, assignment);
    if (calendar === undefined) continue;
    let row: DriverRow | undefined;
    for (let at = first; at < rows.length; at += 1) if (rows[at]?.calendar === calendar) row = rows[at];
    if (!row) {
      row = { calendar, span: 0, remaining: 0, done: 0 };
      rows.push(row);
    }
    row.span = Math.max(row.span, inTicks(assignment.workMinutes / assignment.units));
    row.remaining = Math.max(row.remaining, inTicks(assignment.remainingWorkMinutes / assignment.units));
    row.done = Math.max(row.done, inTicks(assignment.actualWorkMinutes / assignment.units));
  }
}

/** The calendar in which an assignment is worked; undefined where it does not drive dates (domain A2). */
function driverCalendar(project: Project, calendars: CalendarTables, task: Task, assignment: Assignment): number | undefined {
  const resource = assignment.resourceId === undefined ? undefined : project.records.resource.get(assignment.resourceId);
  if (!resource || resource.type !== "work" || assignment.units <= 0) return undefined;
  const own = task.ignoreResourceCalendars ? undefined : resource.calendarId;
  if (own === undefined || !project.records.calendar.has(own)) return calendars.indexOf(task.calendarId);
  if (task.calendarId === undefined) return calendars.indexOf(own);
  return calendars.indexOfBoth(task.calendarId, own);
}
