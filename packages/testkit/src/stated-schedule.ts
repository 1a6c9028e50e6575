/** Plan-text with a table of expected dates beside it: what a conformance test states, and how it is checked. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { ScheduleResult, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { planOf } from "./plan-builder.ts";

/** A scheduler under test. */
export type Scheduler = (project: Project) => ScheduleResult;

/** Column words of a table, and how the value of a task is written there. */
const COLUMNS: Readonly<Record<string, (dates: TaskSchedule) => string>> = {
  start: (dates) => shortDate(dates.start),
  finish: (dates) => shortDate(dates.finish),
  es: (dates) => shortDate(dates.earlyStart),
  ef: (dates) => shortDate(dates.earlyFinish),
  ls: (dates) => shortDate(dates.lateStart),
  lf: (dates) => shortDate(dates.lateFinish),
  slack: (dates) => days(dates.totalSlackMinutes),
  free: (dates) => days(dates.freeSlackMinutes),
  critical: (dates) => (dates.critical ? "yes" : "no"),
  duration: (dates) => days(dates.durationMinutes),
  percent: (dates) => String(dates.percentComplete),
};

/**
 * The table of a plan as a scheduler has it, in the columns and for the tasks of a stated table, so that a test can compare
 * the two texts: `expect(tableOf(schedule, text, table)).toBe(tidy(table))`. The first line names the columns:
 *
 *     task | start    | finish   | slack
 *     A    | 03-02 08 | 03-05 17 | 0
 *
 * Dates are month-day and hour (minutes where there are any), slack and duration days of 8 hours.
 */
export function tableOf(scheduler: Scheduler, text: string, table: string): string {
  const project = planOf(text);
  const { schedule } = scheduler(project);
  const [head = [], ...rows] = cellsOf(table);
  const names = new Map(outlineOf(project).rows.map((row) => [row.task.id, row.task.id]));
  const lines = rows.map(([id = ""]) => {
    const dates = schedule.of(names.get(id) ?? "");
    return [id, ...head.slice(1).map((column) => (dates ? (COLUMNS[column]?.(dates) ?? "unknown column") : "none"))];
  });
  return [head, ...lines].map((cells) => cells.join(" | ")).join("\n");
}

/** A stated table without the spaces that make it pretty. */
export function tidy(table: string): string {
  return cellsOf(table)
    .map((cells) => cells.join(" | "))
    .join("\n");
}

function cellsOf(table: string): string[][] {
  const lines = table.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => line.split("|").map((cell) => cell.trim()));
}

/** "03-02 08" or "03-02 08:30". */
function shortDate(minute: Minute): string {
  const text = formatIso(minute);
  return `${text.slice(5, 10)} ${text.slice(11, text.slice(14, 16) === "00" ? 13 : 16)}`;
}

/** Days of 8 hours, at most three decimals. */
function days(minutes: number): string {
  return String(Math.round((minutes / 480) * 1000) / 1000 + 0);
}
