/** Where the work of a task under way stands: the end of what is done, where the rest goes on, and when it ends. */
import { addWork, nextStart, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import type { Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { waitOf, type Driver } from "./drivers.ts";
import { inTicks } from "./ticks.ts";
import { placeOfWork, stretchesOf, stretchesOfDuration, ticksIn, type Stretch } from "./work-stretches.ts";

/** Instants in ticks. */
export interface Standing {
  readonly stop: number;
  readonly resume: number;
  readonly finish: number;
}

/** What one person has to do on the task, or the task itself. */
interface Share {
  /** Absent: by the clock. */
  readonly table: CalendarTable | undefined;
  readonly start: number;
  readonly stretches: readonly Stretch[];
  readonly doneWork: number;
  /** Not before this instant does the rest go on. */
  readonly resume: number;
  readonly finished: boolean;
  /** A given end of finished work. */
  readonly finish: number | undefined;
}

/**
 * The standing of a started task: from its actual start each assignment goes through its work; where its rest goes on later
 * than its done part ends, that pause is put in between. The rest goes on with the first assignment and ends with the last.
 */
export function standingOf(task: Task, calendars: CalendarTables, drivers: readonly Driver[]): Standing {
  const started = inTicks(task.actualStart ?? task.actualFinish ?? 0);
  const shares = drivers.length > 0 ? drivers.map((driver) => assigned(task, calendars, driver, started)) : [alone(task, calendars, started)];
  const placed = shares.map(standingOfShare);
  const unfinished = placed.filter((_, at) => !shares[at]?.finished);
  const finish = Math.max(...placed.map((one) => one.finish));
  const held = task.constraint === "FNET" && task.constraintDate !== undefined ? Math.max(finish, inTicks(task.constraintDate)) : finish;
  return {
    stop: Math.max(...placed.map((one) => one.stop)),
    resume: unfinished.length === 0 ? finish : Math.min(...unfinished.map((one) => one.resume)),
    finish: held,
  };
}

function alone(task: Task, calendars: CalendarTables, started: number): Share {
  return {
    table: task.durationUnit.startsWith("e") ? undefined : calendars.tables[calendars.indexOf(task.calendarId)],
    start: started,
    stretches: stretchesOfDuration(task),
    doneWork: inTicks(task.actualDurationMinutes),
    resume: task.resume === undefined ? -Infinity : inTicks(task.resume),
    finished: task.remainingDurationMinutes === 0,
    finish: undefined,
  };
}

function assigned(task: Task, calendars: CalendarTables, { assignment, calendar }: Driver, started: number): Share {
  const table = calendars.tables[calendar];
  const own = assignment.actualStart === undefined ? undefined : inTicks(assignment.actualStart);
  const waited = waitOf(assignment);
  const finished = assignment.remainingWorkMinutes === 0;
  return {
    table,
    start: own !== undefined ? Math.max(own, started) : waited > 0 && table ? addWork(table, started, waited) : started,
    stretches: stretchesOf(task, assignment),
    doneWork: inTicks(Math.max(0, assignment.actualWorkMinutes - (assignment.actualOvertimeWorkMinutes ?? 0))),
    resume: Math.max(task.resume === undefined ? -Infinity : inTicks(task.resume), assignment.resume === undefined ? -Infinity : inTicks(assignment.resume)),
    finished,
    finish: finished && assignment.actualFinish !== undefined ? Math.max(inTicks(assignment.actualFinish), started) : undefined,
  };
}

function standingOfShare({ table, start, stretches, doneWork, resume, finished, finish }: Share): Standing {
  const all = ticksIn(stretches);
  const place = finished ? { stop: all, resume: all } : placeOfWork(stretches, doneWork);
  const pause = finished ? 0 : pauseBefore(resume, place.resume, start, table);
  const step = (ticks: number): number => (table ? addWork(table, start, ticks) : start + ticks);
  const next = step(place.resume + pause);
  return { stop: step(place.stop), resume: table && !finished ? nextStart(table, next) : next, finish: finish ?? step(all + pause) };
}

/** Stored instants are whole minutes, ours are tenths: a shorter pause than a minute is a rounding. */
const SHORTEST_PAUSE = 10;

function pauseBefore(resume: number, doneTicks: number, start: number, table: CalendarTable | undefined): number {
  if (resume === -Infinity) return 0;
  const until = table ? workedAt(table, resume) - workedAt(table, start) : resume - start;
  const pause = until - doneTicks;
  return pause >= SHORTEST_PAUSE ? pause : 0;
}
