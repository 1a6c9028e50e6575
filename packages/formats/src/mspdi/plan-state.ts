/** A project with everything that writing it needs to know: its schedule, rows, UIDs and totals of work. */
import type { Project } from "@leadline/engine/model/project.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { outlineOf, type Outline } from "@leadline/engine/model/plan/outline.ts";
import type { Assignment, ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { workingDaysOf } from "@leadline/engine/views/working-time.ts";
import { isItsBase } from "./calendar-cost.ts";
import { toTenths } from "./values.ts";
import { workedMinutesOf, type WorkedMinutes } from "./worked-minutes.ts";

/** Work in minutes. */
export interface WorkTotal {
  readonly work: number;
  readonly actual: number;
  readonly remaining: number;
  /** Parts of work and actual that are done beside the calendar. */
  readonly overtime: number;
  readonly actualOvertime: number;
}

export interface Span {
  readonly start: Minute;
  readonly finish: Minute;
}

export const NO_WORK: WorkTotal = { work: 0, actual: 0, remaining: 0, overtime: 0, actualOvertime: 0 };

export interface PlanState {
  readonly project: Project;
  readonly settings: ProjectSettings;
  readonly schedule: Schedule;
  readonly outline: Outline;
  readonly uids: Uids;
  readonly taskWork: ReadonlyMap<string, WorkTotal>;
  readonly resourceWork: ReadonlyMap<string, WorkTotal>;
  readonly projectWork: WorkTotal;
  /** From the first start to the last finish of the tasks that a resource is assigned to. */
  readonly resourceSpans: ReadonlyMap<string, Span>;
  /** Signed working minutes in a task's calendar, in the project's without a task. */
  readonly workBetween: (task: Pick<Task, "calendarId"> | undefined, from: Minute, to: Minute) => number;
}

/** The UID under which each record is written, by record id. */
export interface Uids {
  readonly calendar: ReadonlyMap<string, number>;
  readonly task: ReadonlyMap<string, number>;
  readonly resource: ReadonlyMap<string, number>;
  readonly assignment: ReadonlyMap<string, number>;
}

export function planStateOf(project: Project, uids: Uids): PlanState {
  const settings = settingsOf(project);
  const counters = new Map<string, WorkedMinutes>();
  const outline = outlineOf(project);
  const taskWork = new Map<string, WorkTotal>();
  const resourceWork = new Map<string, WorkTotal>();
  const resourceSpans = new Map<string, Span>();
  let projectWork = NO_WORK;
  const computed = schedule(project).schedule;
  for (const assignment of project.records.assignment.values()) {
    const resource = assignment.resourceId === undefined ? undefined : project.records.resource.get(assignment.resourceId);
    if (!resource) continue;
    addTo(resourceWork, resource.id, assignment);
    const dates = computed.of(assignment.taskId);
    if (dates) resourceSpans.set(resource.id, joined(resourceSpans.get(resource.id), dates));
    // Material and cost have quantities and amounts, which are no work of the task.
    if (resource.type !== "work") continue;
    projectWork = sum(projectWork, assignment);
    for (const id of withAncestors(outline, assignment.taskId)) addTo(taskWork, id, assignment);
  }
  const counterFor = (wanted: string | undefined): WorkedMinutes => {
    const calendarId = ownRulesOf(project.records.calendar, wanted ?? "") ?? settings.calendarId;
    const counter = counters.get(calendarId) ?? workedMinutesOf(workingDaysOf(project, calendarId), dayNumberOf(settings.start));
    counters.set(calendarId, counter);
    return counter;
  };
  return {
    project,
    settings,
    schedule: computed,
    outline,
    uids,
    taskWork,
    resourceWork,
    projectWork,
    resourceSpans,
    workBetween: (task, from, to) => counterFor(task?.calendarId)(from, to),
  };
}

/** The calendar whose rules count: a derived calendar without rules of its own is its base, so that one counter serves both. */
function ownRulesOf(calendars: Project["records"]["calendar"], calendarId: string): string | undefined {
  let calendar = calendars.get(calendarId);
  for (let level = 0; calendar && isItsBase(calendar) && level < calendars.size; level += 1) calendar = calendars.get(calendar.baseCalendarId ?? "");
  return calendar?.id;
}

function withAncestors(outline: Outline, taskId: string): string[] {
  const ids: string[] = [];
  for (let row = outline.rowOf(taskId); row; row = outline.rows[row.parentIndex]) ids.push(row.task.id);
  return ids;
}

function joined(span: Span | undefined, { start, finish }: Span): Span {
  if (!span) return { start, finish };
  return { start: start < span.start ? start : span.start, finish: finish > span.finish ? finish : span.finish };
}

function addTo(totals: Map<string, WorkTotal>, id: string, assignment: Assignment): void {
  totals.set(id, sum(totals.get(id) ?? NO_WORK, assignment));
}

function sum(total: WorkTotal, assignment: Assignment): WorkTotal {
  return {
    work: toTenths(total.work + assignment.workMinutes),
    actual: toTenths(total.actual + assignment.actualWorkMinutes),
    remaining: toTenths(total.remaining + assignment.remainingWorkMinutes),
    overtime: toTenths(total.overtime + (assignment.overtimeWorkMinutes ?? 0)),
    actualOvertime: toTenths(total.actualOvertime + (assignment.actualOvertimeWorkMinutes ?? 0)),
  };
}
