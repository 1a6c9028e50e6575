/** Rolls the dates of leaf tasks up into their summaries. */
import type { Outline } from "../model/plan/outline.ts";
import type { Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { ticks, workingMinutes } from "./network-of.ts";

/** Dates of one row; instants and slack in ticks. */
export interface RowDates {
  start: number;
  finish: number;
  earlyStart: number;
  earlyFinish: number;
  lateStart: number;
  lateFinish: number;
  totalSlack: number;
  freeSlack: number;
  isCritical: boolean;
  durationMinutes: number;
}

/**
 * Dates per outline row; a summary without scheduled leaves has none. Start = earliest, finish = latest of the children;
 * an as-late-as-possible child counts with its late dates as early ones, a manual child with its given dates as late ones
 * (as MS Project stores them). Duration and slack of a summary are working time in its own calendar.
 */
export function rollUp(outline: Outline, leafDates: (task: Task) => RowDates | undefined, calendars: CalendarTables): (RowDates | undefined)[] {
  const rows: (RowDates | undefined)[] = new Array(outline.rows.length);
  for (let index = outline.rows.length - 1; index >= 0; index -= 1) {
    const row = outline.rows[index];
    if (!row) continue;
    rows[index] = row.isSummary ? closed(rows[index], row.task, calendars) : row.task.active ? leafDates(row.task) : undefined;
    const own = rows[index];
    if (!own || row.parentIndex < 0 || row.task.external) continue;
    const parent = (rows[row.parentIndex] ??= emptyDates());
    widen(parent, own, row.isSummary ? undefined : row.task);
  }
  return rows;
}

function emptyDates(): RowDates {
  return {
    start: Infinity,
    finish: -Infinity,
    earlyStart: Infinity,
    earlyFinish: -Infinity,
    lateStart: Infinity,
    lateFinish: -Infinity,
    totalSlack: 0,
    freeSlack: 0,
    isCritical: false,
    durationMinutes: 0,
  };
}

function widen(parent: RowDates, child: RowDates, leaf: Task | undefined): void {
  const isLate = leaf?.constraint === "ALAP";
  const isManual = leaf?.mode === "manual";
  parent.start = Math.min(parent.start, child.start);
  parent.finish = Math.max(parent.finish, child.finish);
  parent.earlyStart = Math.min(parent.earlyStart, isLate ? child.lateStart : child.earlyStart);
  parent.earlyFinish = Math.max(parent.earlyFinish, isLate ? child.lateFinish : child.earlyFinish);
  parent.lateStart = Math.min(parent.lateStart, isManual ? child.earlyStart : child.lateStart);
  parent.lateFinish = Math.max(parent.lateFinish, isManual ? child.earlyFinish : child.lateFinish);
  parent.isCritical = parent.isCritical || child.isCritical;
}

function closed(dates: RowDates | undefined, task: Task, calendars: CalendarTables): RowDates | undefined {
  if (!dates) return undefined;
  const table = calendars.tables[calendars.indexOf(task.calendarId)];
  const startSlack = ticks(workingMinutes(table, dates.earlyStart, dates.lateStart));
  const finishSlack = ticks(workingMinutes(table, dates.earlyFinish, dates.lateFinish));
  dates.totalSlack = Math.min(startSlack, finishSlack);
  dates.freeSlack = Math.max(0, dates.totalSlack);
  dates.durationMinutes = workingMinutes(table, dates.start, dates.finish);
  return dates;
}
