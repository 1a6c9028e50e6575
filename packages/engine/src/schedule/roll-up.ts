/** The dates of rows: of a leaf as the network has them, of a summary rolled up from its leaves. */
import { workBetween } from "@leadline/kernel/calendar-table.ts";
import { CONSTRAINT, NODE } from "@leadline/kernel/network.ts";
import type { Outline } from "../model/plan/outline.ts";
import type { Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import type { ComputedNetwork } from "./computed-network.ts";
import { inMinutes, inTicks } from "./ticks.ts";
import { workedTogether } from "./worked-together.ts";

/** Dates of one row; instants and slack in ticks. */
export interface RowDates {
  start: number;
  finish: number;
  /** Of a task under way by Primavera's rules: where the work still to do begins. */
  remainingStart?: number;
  earlyStart: number;
  earlyFinish: number;
  lateStart: number;
  lateFinish: number;
  totalSlack: number;
  freeSlack: number;
  isCritical: boolean;
  durationMinutes: number;
}

/** Whether a calendar could place the node at all. */
export function isPlaced({ dates }: ComputedNetwork, node: number): boolean {
  return Number.isFinite(dates.earlyFinish[node]) && Number.isFinite(dates.lateStart[node]);
}

/** Where a node stands in the plan: as early as possible, or for an unstarted ALAP task as late as possible; from the finish the other way round. */
export function shownDates(computed: ComputedNetwork, node: number): { start: number; finish: number } {
  const { compiled, dates, from } = computed;
  const isLate = (from === "finish") !== isAtOtherEnd(computed, compiled.taskOfNode[node], node);
  const start = isLate ? dates.lateStart[node] : dates.earlyStart[node];
  const finish = isLate ? dates.lateFinish[node] : dates.earlyFinish[node];
  return { start: start ?? 0, finish: finish ?? 0 };
}

/** Whether a task is scheduled at the other end of its slack than tasks of its plan usually are. */
function isAtOtherEnd({ compiled, from, primavera }: ComputedNetwork, task: Task | undefined, node: number): boolean {
  const constraint = compiled.net.constraint[node];
  const isFree = ((compiled.net.flags[node] ?? 0) & (NODE.started | NODE.fixed | NODE.external)) === 0;
  return task !== undefined && !primavera && isFree && constraint === (from === "finish" ? CONSTRAINT.ASAP : CONSTRAINT.ALAP);
}

/** Dates of a leaf row; undefined where it has no node or no calendar could place it. */
export function leafDates(outline: Outline, computed: ComputedNetwork, rowIndex: number): RowDates | undefined {
  const dates = datesWithoutDuration(computed, rowIndex);
  const task = outline.rows[rowIndex]?.task;
  const node = computed.compiled.nodeOfRow[rowIndex] ?? -1;
  if (dates && task) dates.durationMinutes = durationOf(computed, task, node, dates);
  const remainingStart = computed.primavera?.dates.remainingEarlyStart[node];
  if (dates && remainingStart !== undefined && task?.actualStart !== undefined && task.actualFinish === undefined) dates.remainingStart = remainingStart;
  return dates;
}

/** Most of a leaf's dates: a summary asks every leaf for them, but never how long the leaf is. */
function datesWithoutDuration(computed: ComputedNetwork, rowIndex: number): RowDates | undefined {
  const { compiled, dates } = computed;
  const node = compiled.nodeOfRow[rowIndex] ?? -1;
  if (node < 0 || !isPlaced(computed, node)) return undefined;
  const at = (values: Float64Array): number => values[node] ?? 0;
  const shown = shownDates(computed, node);
  return {
    start: shown.start,
    finish: shown.finish,
    earlyStart: at(dates.earlyStart),
    earlyFinish: at(dates.earlyFinish),
    lateStart: at(dates.lateStart),
    lateFinish: at(dates.lateFinish),
    totalSlack: at(dates.totalSlack),
    freeSlack: at(dates.freeSlack),
    isCritical: dates.isCritical[node] === 1,
    durationMinutes: 0,
  };
}

/** A task keeps its own duration; of an unstarted one that assignments drive it is the working time in which any of them is worked. */
function durationOf({ compiled, calendars, primavera }: ComputedNetwork, task: Task, node: number, shown: { readonly start: number; readonly finish: number }): number {
  if (primavera && task.actualStart === undefined && !task.durationUnit.startsWith("e")) return inMinutes(workOf(calendars, task, shown.start, shown.finish));
  const driving = compiled.drivingOf(node);
  if (task.actualStart !== undefined || driving.length === 0) return task.durationMinutes;
  return inMinutes(workedTogether(task, driving, calendars, shown.start));
}

/**
 * Dates per summary row; a summary without scheduled leaves has none. Start = earliest, finish = latest of the children;
 * an as-late-as-possible child counts with its late dates as early ones, a manual child with its given dates as late ones
 * (as MS Project stores them). Duration and slack of a summary are working time in its own calendar.
 */
export function rollUp(outline: Outline, computed: ComputedNetwork): (RowDates | undefined)[] {
  const rows: (RowDates | undefined)[] = new Array(outline.rows.length);
  for (let index = outline.rows.length - 1; index >= 0; index -= 1) {
    const row = outline.rows[index];
    if (!row) continue;
    if (row.isSummary && row.task.mode === "manual") standAtTypedDates(rows[index], row.task);
    if (row.isSummary) close(rows[index], row.task, computed.calendars);
    if (row.parentIndex < 0 || row.task.external) continue;
    const own = row.isSummary ? rows[index] : datesWithoutDuration(computed, index);
    if (own) widen((rows[row.parentIndex] ??= emptyDates()), own, row.isSummary || computed.primavera ? "usual" : countingOfLeaf(computed, index, row.task));
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

/** How a row's early and late dates count in the summary above it. */
type Counting = "usual" | "late dates as early" | "early dates as late";

function countingOfLeaf(computed: ComputedNetwork, index: number, task: Task): Counting {
  const isFromFinish = computed.from === "finish";
  if (task.mode === "manual") return isFromFinish ? "late dates as early" : "early dates as late";
  if (!isAtOtherEnd(computed, task, computed.compiled.nodeOfRow[index] ?? -1)) return "usual";
  return isFromFinish ? "early dates as late" : "late dates as early";
}

function widen(parent: RowDates, child: RowDates, counting: Counting): void {
  const [earlyStart, earlyFinish] = counting === "late dates as early" ? [child.lateStart, child.lateFinish] : [child.earlyStart, child.earlyFinish];
  const [lateStart, lateFinish] = counting === "early dates as late" ? [child.earlyStart, child.earlyFinish] : [child.lateStart, child.lateFinish];
  parent.start = Math.min(parent.start, child.start);
  parent.finish = Math.max(parent.finish, child.finish);
  parent.earlyStart = Math.min(parent.earlyStart, earlyStart);
  parent.earlyFinish = Math.max(parent.earlyFinish, earlyFinish);
  parent.lateStart = Math.min(parent.lateStart, lateStart);
  parent.lateFinish = Math.max(parent.lateFinish, lateFinish);
  parent.isCritical = parent.isCritical || child.isCritical;
}

function close(dates: RowDates | undefined, task: Task, calendars: CalendarTables): void {
  if (!dates) return;
  const startSlack = workOf(calendars, task, dates.earlyStart, dates.lateStart);
  const finishSlack = workOf(calendars, task, dates.earlyFinish, dates.lateFinish);
  dates.totalSlack = Math.min(startSlack, finishSlack);
  dates.freeSlack = Math.max(0, dates.totalSlack);
  dates.durationMinutes = inMinutes(workOf(calendars, task, dates.start, dates.finish));
}

/** A manually scheduled summary stands where its typed dates say; its late dates stay those of its tasks (as MS Project stores them). */
function standAtTypedDates(dates: RowDates | undefined, { manualStart, manualFinish }: Task): void {
  if (!dates) return;
  if (manualStart !== undefined) dates.start = inTicks(manualStart);
  if (manualFinish !== undefined) dates.finish = Math.max(dates.start, inTicks(manualFinish));
  dates.finish = Math.max(dates.start, dates.finish);
  dates.earlyStart = dates.start;
  dates.earlyFinish = dates.finish;
}

/** Working ticks between two instants in a task's own calendar. */
function workOf(calendars: CalendarTables, task: Task, from: number, to: number): number {
  const table = calendars.tables[calendars.indexOf(task.calendarId)];
  return table ? workBetween(table, from, to) : to - from;
}
