/** What one assignment asks of its resource once its task stands at given dates: work per stretch of time. */
import { addWork, startAt, workedAt, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { CalendarTables } from "../schedule/calendar-tables.ts";
import { inTicks } from "../schedule/ticks.ts";

/** A stretch of working time of the demand's calendar with even units. */
export interface Piece {
  readonly span: number;
  readonly units: number;
}

/** All lengths are ticks. */
export interface Demand {
  readonly node: number;
  /** Number of the resource among those of the model. */
  readonly person: number;
  readonly assignment: Assignment;
  readonly table: CalendarTable;
  readonly pieces: readonly Piece[];
  /** Sum of the spans. */
  readonly span: number;
  /** Work to spread evenly over the task's dates, whatever their distance; 0: the pieces' units as they are. Undefined: the pieces say it all. */
  readonly spreads: number | undefined;
  /** Working time between the task's start and the assignment's. */
  readonly delay: number;
  /** Elapsed time on top, which levelling gave this assignment alone. */
  readonly levelingDelay: number;
}

/** Shares of the units by tenths of the span (domain A7). */
const CONTOURS: Readonly<Record<string, readonly number[]>> = {
  backLoaded: [10, 15, 25, 50, 50, 75, 75, 100, 100, 100],
  frontLoaded: [100, 100, 100, 75, 75, 50, 50, 25, 15, 10],
  doublePeak: [25, 50, 100, 50, 25, 25, 50, 100, 50, 25],
  earlyPeak: [25, 50, 100, 100, 75, 50, 50, 25, 15, 10],
  latePeak: [10, 15, 25, 50, 50, 75, 100, 100, 50, 25],
  bell: [10, 20, 40, 80, 100, 100, 80, 40, 20, 10],
  turtle: [25, 50, 75, 100, 100, 100, 100, 75, 50, 25],
};

export interface DemandSource {
  readonly task: Task;
  readonly assignment: Assignment;
  readonly node: number;
  readonly person: number;
  readonly resourceCalendarId: string | undefined;
  readonly calendars: CalendarTables;
}

/** Undefined where the assignment asks nothing: no units, or a task without length. */
export function demandOf(source: DemandSource): Demand | undefined {
  const { task, assignment, node, person } = source;
  if (assignment.units <= 0 || (task.durationMinutes === 0 && assignment.workMinutes === 0)) return undefined;
  const table = tableOf(source);
  if (!table) return undefined;
  const spreads = spreadOf(task, assignment);
  const pieces = withPauses(task, piecesOf(task, assignment));
  const span = pieces.reduce((sum, piece) => sum + piece.span, 0);
  if (span <= 0) return undefined;
  const delay = inTicks(Math.max(0, assignment.delayMinutes));
  return { node, person, assignment, table, pieces, span, spreads, delay, levelingDelay: inTicks(assignment.levelingDelayMinutes ?? 0) };
}

/** A task that ignores resource calendars asks of its people only what falls into their working time. */
function tableOf({ task, resourceCalendarId: own, calendars }: DemandSource): CalendarTable | undefined {
  const index = own === undefined ? calendars.indexOf(task.calendarId) : task.calendarId === undefined ? calendars.indexOf(own) : calendars.indexOfBoth(task.calendarId, own);
  return calendars.tables[index];
}

/** Work of tasks whose own dates rule is spread between these dates. */
function spreadOf(task: Task, assignment: Assignment): number | undefined {
  if (task.ignoreResourceCalendars) return 0;
  const isDriving = task.taskType !== "fixedDuration" && task.mode === "auto" && !task.external && !task.durationUnit.startsWith("e");
  if (isDriving && assignment.workMinutes > 0 && task.actualStart === undefined) return undefined;
  return inTicks(assignment.workMinutes);
}

function piecesOf(task: Task, assignment: Assignment): readonly Piece[] {
  const { units, workMinutes, profile, contour } = assignment;
  if (profile && profile.length > 0) return profile.map((part) => ({ span: inTicks(part.spanMinutes), units: part.units }));
  const flat = workMinutes > 0 ? inTicks(workMinutes / units) : inTicks(task.durationMinutes);
  const shares = CONTOURS[contour ?? "flat"];
  if (!shares) return [{ span: flat, units }];
  const mean = shares.reduce((sum, share) => sum + share, 0) / (100 * shares.length);
  return shares.map((share) => ({ span: flat / mean / shares.length, units: (units * share) / 100 }));
}

/** The pauses of the task as stretches without units. */
function withPauses(task: Task, pieces: readonly Piece[]): readonly Piece[] {
  if (!task.splits || task.splits.length === 0) return pieces;
  const made: Piece[] = [];
  let worked = 0;
  let next = 0;
  for (const piece of pieces) {
    let left = piece.span;
    for (let pause = task.splits[next]; pause && inTicks(pause.afterMinutes) < worked + left; pause = task.splits[next]) {
      const before = Math.max(0, inTicks(pause.afterMinutes) - worked);
      if (before > 0) made.push({ span: before, units: piece.units });
      made.push({ span: inTicks(pause.gapMinutes), units: 0 });
      worked += before;
      left -= before;
      next += 1;
    }
    if (left > 0) made.push({ span: left, units: piece.units });
    worked += left;
  }
  return made;
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

/** Fills `into` for a task between `start` and `finish` (ticks). */
export function placeDemand(into: Footprint, demand: Demand, start: number, finish: number): void {
  const { table, span, spreads } = demand;
  const begin = demand.delay === 0 ? start + demand.levelingDelay : addWork(table, start + demand.levelingDelay, demand.delay);
  into.demand = demand;
  into.from = workedAt(table, begin);
  into.stretch = 1;
  into.intensity = 1;
  into.to = into.from + span;
  if (spreads === undefined) return;
  into.to = Math.max(into.from, workedAt(table, finish));
  into.stretch = (into.to - into.from) / span;
  if (spreads > 0 && into.stretch > 0) into.intensity = spreads / (into.stretch * demand.pieces.reduce((sum, piece) => sum + piece.span * piece.units, 0));
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
    const end = at + piece.span * stretch;
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
