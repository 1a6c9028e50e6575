/** Rolls leaf results up into summaries (domain A9) and answers by task id. Part of the specification scheduler. */
import type { Outline, OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { TICKS } from "./slow-calendar.ts";
import type { PlanCalendars } from "./slow-calendars-of-plan.ts";
import type { Dates } from "./slow-leaf.ts";
import { workBetween } from "./slow-working-time.ts";

const minute = (instant: number): Minute => Math.floor(instant / TICKS) as Minute;
const isPlaced = ({ early, late }: Pick<PlacedLeaf, "early" | "late">): boolean => [early.start, early.finish, late.start, late.finish].every(Number.isFinite);

/** A leaf as scheduled; instants and slack in ticks. */
export interface PlacedLeaf {
  readonly task: Task;
  readonly early: Dates;
  readonly late: Dates;
  /** Where it stands in the plan. */
  readonly shown: Dates;
  /** What the summaries above take for its early and late dates. */
  readonly inSummary: { readonly early: Dates; readonly late: Dates };
  /** By Primavera's rules: where the work still to do begins, of a task under way. */
  readonly remainingStart?: number;
  readonly totalSlack: number;
  readonly freeSlack: number;
  readonly isCritical: boolean;
  readonly durationMinutes: number;
  /** Ids of the links that gave it its start. */
  readonly driving: readonly string[];
}

type Results = ReadonlyMap<string, PlacedLeaf>;

/** By Primavera's rules a task of another project does not count for where the plan begins and ends. */
export function answersOf(project: Project, outline: Outline, calendars: PlanCalendars, found: Results): Schedule {
  const results = new Map([...found].filter(([, result]) => isPlaced(result)));
  const answers = new Map<string, TaskSchedule>();
  for (const row of outline.rows) {
    const own = results.get(row.task.id);
    const answer = row.isSummary ? summaryAnswer(outline, row, calendars, results) : own && leafAnswer(own);
    if (answer) answers.set(row.task.id, answer);
  }
  const { start, schedulingRules } = settingsOf(project);
  const isCounted = ({ task }: PlacedLeaf): boolean => schedulingRules !== "primavera" || task.external !== true;
  const all = [...results.values()].filter(isCounted).map(({ shown }) => shown);
  const driving = new Set([...found.values()].flatMap((result) => result.driving));
  return {
    start: all.length === 0 ? start : minute(spanning(all).start),
    finish: all.length === 0 ? start : minute(spanning(all).finish),
    of: (taskId) => answers.get(taskId),
    criticalTaskIds: outline.rows.filter((row) => !row.isSummary && answers.get(row.task.id)?.critical).map((row) => row.task.id),
    isDriving: (linkId) => driving.has(linkId),
  };
}

function leafAnswer(leaf: PlacedLeaf): TaskSchedule {
  const { task, remainingStart } = leaf;
  return {
    taskId: task.id,
    ...datesOf(leaf),
    totalSlackMinutes: leaf.totalSlack / TICKS,
    freeSlackMinutes: leaf.freeSlack / TICKS,
    critical: leaf.isCritical,
    durationMinutes: leaf.durationMinutes,
    percentComplete: task.percentComplete,
    isSummary: false,
    ...(remainingStart !== undefined && { remainingStart: minute(remainingStart) }),
    isMilestone: task.milestone || task.durationMinutes === 0,
  };
}

type AllDates = Pick<TaskSchedule, "start" | "finish" | "earlyStart" | "earlyFinish" | "lateStart" | "lateFinish">;

function datesOf({ shown, early, late }: { readonly shown: Dates; readonly early: Dates; readonly late: Dates }): AllDates {
  return {
    start: minute(shown.start),
    finish: minute(shown.finish),
    earlyStart: minute(early.start),
    earlyFinish: minute(early.finish),
    lateStart: minute(late.start),
    lateFinish: minute(late.finish),
  };
}

/**
 * Start = earliest, finish = latest of the rows below; a leaf of another project does not count. Duration and slack are
 * working time of the summary's own calendar.
 */
function summaryAnswer(outline: Outline, row: OutlineRow, calendars: PlanCalendars, results: Results): TaskSchedule | undefined {
  const below = outline.rows.slice(row.rowNumber, row.endIndex).flatMap((leaf) => results.get(leaf.task.id) ?? []);
  const own = below.filter(({ task }) => !task.external);
  const rolled = rolledUp(outline, row, results);
  if (!rolled) return undefined;
  const { shown, early } = rolled;
  const late = spanning(own.map(({ inSummary }) => inSummary.late));
  const calendar = calendars.ofTask(row.task);
  const slack = Math.min(workBetween(calendar, early.start, late.start), workBetween(calendar, early.finish, late.finish)) / TICKS;
  return {
    taskId: row.task.id,
    ...datesOf({ shown, early, late }),
    totalSlackMinutes: slack,
    freeSlackMinutes: Math.max(0, slack),
    critical: own.some((leaf) => leaf.isCritical),
    durationMinutes: workBetween(calendar, shown.start, shown.finish) / TICKS,
    percentComplete: percentDone(outline, row),
    isSummary: true,
    isMilestone: false,
  };
}

interface Rolled {
  readonly shown: Dates;
  readonly early: Dates;
}

/** From the rows right below a summary: leaves as they stand, summaries rolled up in turn. */
function rolledUp(outline: Outline, row: OutlineRow, results: Results): Rolled | undefined {
  const children = outline.rows.slice(row.rowNumber, row.endIndex).flatMap((below): Rolled[] => {
    if (below.parentIndex !== row.rowNumber - 1 || below.task.external) return [];
    const leaf = results.get(below.task.id);
    const one = below.isSummary ? rolledUp(outline, below, results) : leaf && { shown: leaf.shown, early: leaf.inSummary.early };
    return one ? [one] : [];
  });
  if (children.length === 0) return undefined;
  const shown = spanning(children.map((child) => child.shown));
  if (row.task.mode !== "manual") return { shown, early: spanning(children.map((child) => child.early)) };
  const typed = typedDates(row, shown);
  return { shown: typed, early: typed };
}

/** A manual summary stands at its typed dates; what is not typed is rolled up. */
function typedDates({ task }: OutlineRow, rolled: Dates): Dates {
  const start = task.manualStart === undefined ? rolled.start : task.manualStart * TICKS;
  return { start, finish: Math.max(start, task.manualFinish === undefined ? rolled.finish : task.manualFinish * TICKS) };
}

function spanning(dates: readonly Dates[]): Dates {
  return { start: Math.min(...dates.map((each) => each.start)), finish: Math.max(...dates.map((each) => each.finish)) };
}

/** Done duration over duration of the active leaves (domain A8), in whole percent. */
function percentDone(outline: Outline, row: OutlineRow): number {
  const leaves = outline.rows.slice(row.rowNumber, row.endIndex).filter((below) => !below.isSummary && below.task.active);
  const all = leaves.reduce((sum, { task }) => sum + task.durationMinutes, 0);
  const done = leaves.reduce((sum, { task }) => sum + (task.durationMinutes * task.percentComplete) / 100, 0);
  return all === 0 ? 0 : Math.round((100 * done) / all);
}
