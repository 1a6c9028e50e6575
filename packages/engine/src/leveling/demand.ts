/** What one assignment asks of its resource once its task stands at given dates: work per stretch of time. */
import { addWork, startAt, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import type { Project } from "../model/project.ts";
import { settingsOf } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "../schedule/calendar-tables.ts";
import { driversOf, waitOf, workingCalendarOf } from "../schedule/drivers.ts";
import { standingOf } from "../schedule/standing.ts";
import { inTicks } from "../schedule/ticks.ts";
import { placeOfWork, stretchesOf, ticksIn, type Stretch } from "../schedule/work-stretches.ts";

/** All lengths are ticks. */
export interface Demand {
  readonly node: number;
  /** Number of the resource among those of the model. */
  readonly person: number;
  readonly assignment: Assignment;
  readonly table: CalendarTable;
  readonly pieces: readonly Stretch[];
  /** Length of the pieces. */
  readonly span: number;
  /** Work to spread over the task's dates, whatever their distance; 0: the pieces' units as they are. Undefined: the pieces say it all. */
  readonly spreads: number | undefined;
  /** Working time between the task's start and the assignment's. */
  readonly wait: number;
  /** The instant at which the rest of a task under way goes on; undefined: after the task's start. */
  readonly resume: number | undefined;
  /** The most units that it asks at once. */
  readonly peak: number;
}

export interface DemandSource {
  readonly project: Project;
  readonly task: Task;
  readonly assignment: Assignment;
  readonly node: number;
  readonly person: number;
  /** Undefined: the project's. */
  readonly resourceCalendarId: string | undefined;
  readonly calendars: CalendarTables;
}

/** Undefined where the assignment asks nothing any more: no units, a task without length, or a finished one. */
export function demandOf(source: DemandSource): Demand | undefined {
  const { task, assignment } = source;
  if (assignment.units <= 0 || task.actualFinish !== undefined || (task.durationMinutes === 0 && assignment.workMinutes === 0)) return undefined;
  const where = calendarFor(source);
  if (!where) return undefined;
  const demand = where.isClipped ? evenly(source, 0) : isDriving(source) ? byItsWork(source) : evenly(source, leftWorkOf(assignment));
  const { resume } = demand;
  const span = ticksIn(demand.pieces);
  if (span <= 0) return undefined;
  const peak = demand.pieces.reduce((most, { units }) => Math.max(most, units), 0);
  return { node: source.node, person: source.person, assignment, table: where.table, ...demand, span, wait: resume === undefined ? demand.wait : 0, peak };
}

/**
 * Where the assignment is worked. Work beside the working time of its resource (a task that ignores resource calendars, or
 * one with longer days than the resource has) asks only for what falls into that working time: `isClipped`.
 */
function calendarFor({ project, task, assignment, resourceCalendarId: own, calendars }: DemandSource): { readonly table: CalendarTable; readonly isClipped: boolean } | undefined {
  const { calendarId } = settingsOf(project);
  const personal = calendars.indexOf(own);
  const ofTask = calendars.indexOf(task.calendarId);
  const worked = workingCalendarOf(project, calendars, task, assignment);
  const isWithin = worked === personal || worked !== ofTask;
  const both = isWithin ? worked : calendars.indexOfBoth(task.calendarId ?? calendarId, own ?? calendarId);
  const table = calendars.tables[both];
  return table && (isWithin || both !== ofTask) ? { table, isClipped: !isWithin } : undefined;
}

function isDriving({ project, task, assignment, calendars }: DemandSource): boolean {
  return driversOf(project, calendars, task, [assignment]).length > 0;
}

type DemandParts = Pick<Demand, "pieces" | "spreads" | "wait" | "resume">;

/** Work that fixes the task's dates. Of a task under way only what is left counts. */
function byItsWork({ project, task, assignment, calendars }: DemandSource): DemandParts {
  const pieces = stretchesOf(task, assignment);
  if (task.actualStart === undefined) return { pieces, spreads: undefined, wait: waitOf(assignment), resume: undefined };
  const { resume } = standingOf(task, calendars, driversOf(project, calendars, task, [assignment]));
  const done = inTicks(Math.max(0, assignment.actualWorkMinutes - (assignment.actualOvertimeWorkMinutes ?? 0)));
  return { pieces: piecesFrom(pieces, placeOfWork(pieces, done).resume), spreads: undefined, wait: 0, resume };
}

function piecesFrom(pieces: readonly Stretch[], from: number): readonly Stretch[] {
  let left = from;
  return pieces.flatMap((piece) => {
    const gone = Math.min(left, piece.ticks);
    left -= gone;
    return gone < piece.ticks ? [{ ticks: piece.ticks - gone, units: piece.units }] : [];
  });
}

/** Work between the task's dates: `work` 0 keeps the units. */
function evenly({ task, assignment }: DemandSource, work: number): DemandParts {
  const { splits: _, ...unpaused } = task;
  const shaped = work > 0 ? stretchesOf(unpaused, assignment) : [];
  const pieces = ticksIn(shaped) > 0 ? shaped : [{ ticks: Math.max(1, inTicks(task.durationMinutes)), units: assignment.units }];
  const resume = task.actualStart === undefined ? undefined : (task.resume ?? task.stop);
  return { pieces, spreads: work, wait: 0, resume: resume === undefined ? undefined : inTicks(resume) };
}

function leftWorkOf(assignment: Assignment): number {
  return inTicks(assignment.actualWorkMinutes > 0 ? assignment.remainingWorkMinutes : assignment.workMinutes);
}

/** A demand at its place, as worked ticks of its calendar. One is filled again and again, so that placing makes no garbage. */
export interface Footprint {
  demand: Demand;
  /** First and last worked tick. */
  from: number;
  to: number;
  /** How much longer the pieces are than they say, and how many units they have of those they say. */
  stretch: number;
  intensity: number;
}

export function emptyFootprint(demand: Demand): Footprint {
  return { demand, from: 0, to: 0, stretch: 1, intensity: 1 };
}

/** Fills `into` for a task between `start` and `finish` (ticks). */
export function placeDemand(into: Footprint, demand: Demand, start: number, finish: number): void {
  const { table, span, spreads } = demand;
  const begin = demand.wait === 0 ? Math.max(start, demand.resume ?? start) : addWork(table, start, demand.wait);
  into.demand = demand;
  into.from = workedAt(table, begin);
  into.stretch = 1;
  into.intensity = 1;
  into.to = into.from + span;
  if (spreads === undefined) return;
  into.to = Math.max(into.from, workedAt(table, finish));
  into.stretch = (into.to - into.from) / span;
  if (spreads > 0 && into.stretch > 0) into.intensity = spreads / (into.stretch * demand.pieces.reduce((sum, piece) => sum + piece.ticks * piece.units, 0));
}

/** Work between two worked ticks of the demand's calendar. */
export function workWithin({ demand, from, to, stretch, intensity }: Footprint, a: number, b: number): number {
  const { pieces } = demand;
  const first = Math.max(a, from);
  const last = Math.min(b, to);
  if (first >= last) return 0;
  if (pieces.length === 1) return (last - first) * (pieces[0]?.units ?? 0) * intensity;
  let work = 0;
  let at = from;
  for (const piece of pieces) {
    const end = at + piece.ticks * stretch;
    if (end > first && at < last) work += (Math.min(end, last) - Math.max(at, first)) * piece.units * intensity;
    if (end >= last) break;
    at = end;
  }
  return work;
}

/** The first instant at which anything is asked. */
export function firstInstantOf({ demand, from }: Footprint): number {
  return startAt(demand.table, from);
}
