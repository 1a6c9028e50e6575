/** Rolls leaf results up into summaries (domain A9) and answers by task id. Part of the specification scheduler. */
import type { Outline, OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { TICKS, workBetween } from "./slow-calendar.ts";
import type { PlanCalendars } from "./slow-calendars-of-plan.ts";
import type { Dates, LeafResult } from "./slow-leaf.ts";

const minute = (instant: number): Minute => Math.floor(instant / TICKS) as Minute;
const isPlaced = ({ early, late }: LeafResult): boolean => [early.start, early.finish, late.start, late.finish].every(Number.isFinite);
const scheduledDates = ({ isAlap, early, late }: LeafResult): Dates => (isAlap ? late : early);

export function answersOf(project: Project, outline: Outline, calendars: PlanCalendars, found: ReadonlyMap<string, LeafResult>): Schedule {
  const results = new Map([...found].filter(([, result]) => isPlaced(result)));
  const answers = new Map<string, TaskSchedule>();
  for (const row of outline.rows) {
    const own = results.get(row.task.id);
    const answer = row.isSummary ? summaryAnswer(outline, row, calendars, results) : own && leafAnswer(own);
    if (answer) answers.set(row.task.id, answer);
  }
  const all = [...answers.values()].filter((answer) => !answer.isSummary);
  const driving = new Set([...found.values()].flatMap((result) => result.driving));
  const { start } = settingsOf(project);
  return {
    start: all.length === 0 ? start : (Math.min(...all.map((answer) => answer.start)) as Minute),
    finish: all.length === 0 ? start : (Math.max(...all.map((answer) => answer.finish)) as Minute),
    of: (taskId) => answers.get(taskId),
    criticalTaskIds: outline.rows.filter((row) => !row.isSummary && answers.get(row.task.id)?.critical).map((row) => row.task.id),
    isDriving: (linkId) => driving.has(linkId),
  };
}

function leafAnswer(result: LeafResult): TaskSchedule {
  const { task, early, late } = result;
  const { start, finish } = scheduledDates(result);
  return {
    taskId: task.id,
    start: minute(start),
    finish: minute(finish),
    earlyStart: minute(early.start),
    earlyFinish: minute(early.finish),
    lateStart: minute(late.start),
    lateFinish: minute(late.finish),
    totalSlackMinutes: result.totalSlack / TICKS,
    freeSlackMinutes: result.freeSlack / TICKS,
    critical: result.isCritical,
    durationMinutes: result.workedTogether === undefined || task.actualStart !== undefined ? task.durationMinutes : result.workedTogether / TICKS,
    percentComplete: task.percentComplete,
    isSummary: false,
    isMilestone: task.milestone || task.durationMinutes === 0,
  };
}

/**
 * Start = earliest, finish = latest of the leaves below. An as late as possible leaf counts with its late dates as early
 * ones, a manual leaf with its given dates as late ones (observed in plans stored by MS Project); a leaf of another
 * project does not count. Duration and slack are working time of the summary's own calendar.
 */
function summaryAnswer(outline: Outline, row: OutlineRow, calendars: PlanCalendars, results: ReadonlyMap<string, LeafResult>): TaskSchedule | undefined {
  const below = outline.rows.slice(row.rowNumber, row.endIndex).flatMap((leaf) => results.get(leaf.task.id) ?? []);
  const own = below.filter((leaf) => !leaf.task.external);
  if (own.length === 0) return undefined;
  const early = typedDates(row, spanning(childDates(outline, row, results)));
  const late = spanning(own.map((leaf) => (leaf.task.mode === "manual" ? leaf.early : leaf.late)));
  const calendar = calendars.ofTask(row.task);
  const slack = Math.min(workBetween(calendar, early.start, late.start), workBetween(calendar, early.finish, late.finish)) / TICKS;
  return {
    taskId: row.task.id,
    start: minute(early.start),
    finish: minute(early.finish),
    earlyStart: minute(early.start),
    earlyFinish: minute(early.finish),
    lateStart: minute(late.start),
    lateFinish: minute(late.finish),
    totalSlackMinutes: slack,
    freeSlackMinutes: Math.max(0, slack),
    critical: own.some((leaf) => leaf.isCritical),
    durationMinutes: workBetween(calendar, early.start, early.finish) / TICKS,
    percentComplete: percentDone(outline, row),
    isSummary: true,
    isMilestone: false,
  };
}

/** The rows right below a summary that have dates: leaves where they are scheduled, summaries rolled up in turn. */
function childDates(outline: Outline, row: OutlineRow, results: ReadonlyMap<string, LeafResult>): readonly Dates[] {
  return outline.rows.slice(row.rowNumber, row.endIndex).flatMap((below) => {
    if (below.parentIndex !== row.rowNumber - 1 || below.task.external) return [];
    const leaf = results.get(below.task.id);
    if (!below.isSummary) return leaf ? scheduledDates(leaf) : [];
    const inner = childDates(outline, below, results);
    return inner.length === 0 ? [] : typedDates(below, spanning(inner));
  });
}

/** A manual summary stands at its typed dates; what is not typed is rolled up. */
function typedDates({ task }: OutlineRow, rolled: Dates): Dates {
  if (task.mode !== "manual") return rolled;
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
