/** How a task's or an assignment's work lies in time: the share of it that is done before an instant, and weights by day. */
import { addWork, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { calendarTablesOf } from "../schedule/calendar-tables.ts";
import { driversOf, waitOf, workingCalendarOf } from "../schedule/drivers.ts";
import { inTicks } from "../schedule/ticks.ts";
import { stretchesOf, ticksIn, type Stretch } from "../schedule/work-stretches.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";

export interface Dates {
  readonly start: Minute;
  readonly finish: Minute;
}

export interface WorkCurve extends Dates {
  /** 0-1; minutes may have a fraction. */
  readonly shareBefore: (at: number) => number;
}

/** Evenly over the working time of a calendar (the project's where none is named), by the clock for elapsed time. */
export function evenCurve(project: Project, task: Pick<Task, "calendarId" | "durationUnit">, { start, finish }: Dates): WorkCurve {
  const calendars = calendarTablesOf(project);
  const table = task.durationUnit.startsWith("e") ? undefined : calendars.tables[calendars.indexOf(task.calendarId)];
  const at = workClock(table);
  const [from, to] = [at(start), at(finish)];
  const shareBefore = (instant: number): number => {
    if (instant <= start) return 0;
    if (instant >= finish) return 1;
    // Without working time between the dates everything happens by the clock.
    return to > from ? clamp((at(instant) - from) / (to - from)) : (instant - start) / (finish - start);
  };
  return { start, finish, shareBefore };
}

/**
 * An assignment's work between its task's dates: in the calendar that it is worked in, after its delay, by its contour or
 * profile. Where other things than this assignment fix the dates, its work fills the time between them.
 */
export function assignmentCurve(project: Project, task: Task, assignment: Assignment, dates: Dates): WorkCurve {
  const calendars = calendarTablesOf(project);
  const table = calendars.tables[workingCalendarOf(project, calendars, task, assignment)];
  const pieces = assignment.units > 0 ? stretchesOf(task, assignment).filter(({ ticks }) => Number.isFinite(ticks)) : [];
  const span = ticksIn(pieces);
  if (!table || span <= 0 || task.durationUnit.startsWith("e") || dates.finish <= dates.start) return evenCurve(project, task, dates);
  const drives = task.actualStart === undefined && driversOf(project, calendars, task, [assignment]).length > 0;
  const begin = workedAt(table, drives ? addWork(table, inTicks(dates.start), waitOf(assignment)) : inTicks(dates.start));
  const end = drives ? begin + span : workedAt(table, inTicks(dates.finish));
  if (end <= begin) return evenCurve(project, task, dates);
  const shareBefore = (instant: number): number => {
    if (instant <= dates.start) return 0;
    if (instant >= dates.finish) return 1;
    return workShare(pieces, clamp((workedAt(table, inTicks(instant)) - begin) / (end - begin)) * span);
  };
  return { ...dates, shareBefore };
}

/** Days from the first to the last work with the share of each; a span of zero length lies on its day. */
export function dayWeights({ start, finish }: Dates, upTo: (at: number) => number): { readonly day: number; readonly weight: number }[] {
  const first = dayNumberOf(start);
  const last = Math.max(first, dayNumberOf((finish - 1) as Minute));
  if (finish <= start) return [{ day: first, weight: 1 }];
  const step = Math.max(1, Math.ceil((last - first) / MOST_DAYS));
  const weights: { day: number; weight: number }[] = [];
  let before = upTo(start);
  for (let day = first; day <= last; day += step) {
    const after = upTo(Math.min((day + step) * MINUTES_PER_DAY, Math.max(finish, start)));
    if (after > before) weights.push({ day, weight: after - before });
    before = after;
  }
  return weights.length > 0 ? weights : [{ day: last, weight: 1 }];
}

/** Longer spans (over 40 years) are laid out in coarser steps, so that a task of a thousand years stays quick. */
const MOST_DAYS = 15_000;

function workClock(table: CalendarTable | undefined): (instant: number) => number {
  return table ? (instant) => workedAt(table, inTicks(instant)) : (instant) => inTicks(instant);
}

function workShare(pieces: readonly Stretch[], ticks: number): number {
  let [done, all, left] = [0, 0, ticks];
  for (const piece of pieces) {
    all += piece.ticks * piece.units;
    done += Math.min(piece.ticks, Math.max(0, left)) * piece.units;
    left -= piece.ticks;
  }
  return all > 0 ? done / all : 1;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
