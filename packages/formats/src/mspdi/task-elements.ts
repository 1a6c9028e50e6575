/** What Leadline says of a task, its links and the whole plan, as MSPDI elements. */
import type { Link, Task } from "@leadline/engine/model/records.ts";
import type { TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { childOf, type XmlElement } from "../xml/xml-element.ts";
import { elementsOf, type Elements } from "./merge-entity.ts";
import type { PlanState } from "./plan-state.ts";
import { USUAL_ACCRUAL } from "./read-task.ts";
import {
  accrualCode, constraintCode, dateText, durationFormatText, durationText, flagText, lagFormatText, linkTypeCode, numberText, taskTypeCode, toTenths,
} from "./values.ts";

/** Where a task stands in the file. */
export interface TaskPlace {
  readonly id: number;
  readonly level: number;
  readonly outlineNumber: string;
}

/** What the record says and what follows from its place. */
export function taskElements(state: PlanState, task: Task, place: TaskPlace): Elements {
  const isSummary = state.outline.rowOf(task.id)?.isSummary ?? false;
  return elementsOf({
    UID: uidText(state.uids.task.get(task.id)),
    ID: String(place.id),
    Name: task.name,
    Active: flagText(task.active),
    Manual: flagText(task.mode === "manual"),
    Type: taskTypeCode.text(task.taskType),
    OutlineNumber: place.outlineNumber,
    OutlineLevel: String(place.level),
    Priority: String(task.priority),
    ...(isSummary ? {} : durationTexts(task)),
    DurationFormat: durationFormatText({ unit: task.durationUnit, estimated: task.estimated }),
    ...(task.mode === "manual" && manualTexts(task)),
    Stop: optionalDate(task.stop),
    Resume: optionalDate(task.resume),
    EffortDriven: flagText(task.effortDriven),
    Estimated: flagText(task.estimated),
    Milestone: flagText(task.milestone || (!isSummary && task.durationMinutes === 0)),
    Summary: flagText(isSummary),
    ExternalTask: flagText(task.external ?? false),
    ActualStart: optionalDate(task.actualStart),
    ActualFinish: optionalDate(task.actualFinish),
    ConstraintType: constraintCode.text(task.constraint),
    CalendarUID: String(state.uids.calendar.get(task.calendarId ?? "") ?? -1),
    ConstraintDate: optionalDate(task.constraintDate),
    Deadline: optionalDate(task.deadline),
    FixedCost: numberText(task.fixedCostCents ?? 0),
    FixedCostAccrual: accrualCode.text(task.fixedCostAccrual ?? USUAL_ACCRUAL),
    LevelAssignments: flagText(task.levelAssignments ?? true),
    LevelingCanSplit: flagText(task.levelingCanSplit ?? true),
    LevelingDelay: String(Math.round(task.levelingDelayMinutes * 10)),
    IgnoreResourceCalendar: flagText(task.ignoreResourceCalendars),
    Notes: task.notes === "" ? undefined : task.notes,
    PhysicalPercentComplete: task.physicalPercentComplete === undefined ? undefined : numberText(task.physicalPercentComplete),
  });
}

/** What scheduling says of a task; where it has no dates (inactive, in a loop), those that another project's task brought along. */
export function computedElements(state: PlanState, task: Task): Elements {
  const dates = state.schedule.of(task.id);
  if (!dates) return task.external ? elementsOf({ Start: optionalDate(task.manualStart), Finish: optionalDate(task.manualFinish) }) : new Map();
  const slack = (from: Minute, to: Minute): string => tenthsText(state.workBetween(task, from, to));
  return elementsOf({
    ...dateTexts(dates),
    ...(dates.isSummary && summaryTexts(dates.durationMinutes, dates.percentComplete)),
    ...(task.mode === "auto" && { ManualStart: dateText(dates.start), ManualFinish: dateText(dates.finish), ManualDuration: durationText(dates.durationMinutes) }),
    Critical: flagText(dates.critical),
    FreeSlack: tenthsText(dates.freeSlackMinutes),
    TotalSlack: tenthsText(dates.totalSlackMinutes),
    StartSlack: slack(dates.earlyStart, dates.lateStart),
    FinishSlack: slack(dates.earlyFinish, dates.lateFinish),
  });
}

/** Elements that only repeat the schedule of an automatic task; older versions do not write them. */
const REPEATED = ["ManualStart", "ManualFinish", "ManualDuration"];
const CPM_DATES = ["EarlyStart", "EarlyFinish", "LateStart", "LateFinish"];
const SLACKS = ["FreeSlack", "TotalSlack"];

/**
 * Computed elements that are not added to an entity which has none of their kind. Slack is added beside late dates, since
 * files converted from .mpp leave it out where it is 0.
 */
export function onlyWhereGiven(source: XmlElement): ReadonlySet<string> {
  const storesSlack = childOf(source, "LateStart") !== undefined;
  return new Set([...REPEATED, ...CPM_DATES, "StartSlack", "FinishSlack", ...(storesSlack ? [] : SLACKS)]);
}

/** What a new automatic task goes without. */
export const NOT_WHEN_NEW: readonly string[] = REPEATED;

/** What scheduling says of the plan as a whole, for the project summary task (UID 0). */
export function planElements(state: PlanState): Elements {
  const top = state.outline.childrenOf(undefined).flatMap((task) => state.schedule.of(task.id) ?? []);
  const [first] = top;
  if (!first) return new Map();
  let whole: TaskSchedule = first;
  for (const dates of top) whole = widened(whole, dates);
  const { done, all } = leafDurations(state);
  return elementsOf({
    ...dateTexts(whole),
    ManualStart: dateText(whole.start),
    ManualFinish: dateText(whole.finish),
    ManualDuration: durationText(state.workBetween(undefined, whole.start, whole.finish)),
    ...summaryTexts(state.workBetween(undefined, whole.start, whole.finish), all === 0 ? 0 : Math.round((100 * done) / all)),
    Critical: flagText(whole.critical),
  });
}

export function linkElements(state: PlanState, link: Link): Elements {
  const isPercent = link.lagUnit.endsWith("%");
  return elementsOf({
    PredecessorUID: uidText(state.uids.task.get(link.predecessorId)),
    Type: linkTypeCode.text(link.type),
    LinkLag: isPercent ? numberText(link.lagPercent) : String(Math.round(link.lagMinutes * 10)),
    LagFormat: lagFormatText(link.lagUnit),
  });
}

export function uidText(uid: number | undefined): string | undefined {
  return uid === undefined ? undefined : String(uid);
}

export function optionalDate(date: Minute | undefined): string | undefined {
  return date === undefined ? undefined : dateText(date);
}

function tenthsText(minutes: number): string {
  return String(Math.round(minutes * 10));
}

function durationTexts(task: Task): Record<string, string> {
  return {
    Duration: durationText(task.durationMinutes),
    PercentComplete: numberText(Math.round(task.percentComplete)),
    ActualDuration: durationText(task.actualDurationMinutes),
    RemainingDuration: durationText(task.remainingDurationMinutes),
  };
}

function manualTexts(task: Task): Record<string, string | undefined> {
  return { ManualStart: optionalDate(task.manualStart), ManualFinish: optionalDate(task.manualFinish), ManualDuration: durationText(task.durationMinutes) };
}

function dateTexts(dates: TaskSchedule): Record<string, string> {
  return {
    Start: dateText(dates.start),
    Finish: dateText(dates.finish),
    EarlyStart: dateText(dates.earlyStart),
    EarlyFinish: dateText(dates.earlyFinish),
    LateStart: dateText(dates.lateStart),
    LateFinish: dateText(dates.lateFinish),
  };
}

/** A summary's actual duration is its share that is complete. */
function summaryTexts(durationMinutes: number, percentComplete: number): Record<string, string> {
  const actual = toTenths((durationMinutes * percentComplete) / 100);
  return {
    Duration: durationText(durationMinutes),
    PercentComplete: String(Math.round(percentComplete)),
    ActualDuration: durationText(actual),
    RemainingDuration: durationText(toTenths(durationMinutes - actual)),
  };
}

function widened(a: TaskSchedule, b: TaskSchedule): TaskSchedule {
  const earlier = (one: Minute, other: Minute): Minute => (one < other ? one : other);
  const later = (one: Minute, other: Minute): Minute => (one > other ? one : other);
  return {
    ...a,
    start: earlier(a.start, b.start),
    finish: later(a.finish, b.finish),
    earlyStart: earlier(a.earlyStart, b.earlyStart),
    earlyFinish: later(a.earlyFinish, b.earlyFinish),
    lateStart: earlier(a.lateStart, b.lateStart),
    lateFinish: later(a.lateFinish, b.lateFinish),
    critical: a.critical || b.critical,
  };
}

function leafDurations(state: PlanState): { done: number; all: number } {
  let [done, all] = [0, 0];
  for (const { task, isSummary } of state.outline.rows) {
    if (isSummary || !task.active) continue;
    done += (task.durationMinutes * task.percentComplete) / 100;
    all += task.durationMinutes;
  }
  return { done, all };
}
