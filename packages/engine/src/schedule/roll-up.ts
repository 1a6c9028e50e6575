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

/** Whether a node stands at its late dates: as late as possible and not started; from the finish every other one. */
export function isShownLate(computed: ComputedNetwork, node: number): boolean {
  return (computed.from === "finish") !== isAtOtherEnd(computed, node);
}

/** Whether a task is scheduled at the other end of its slack than tasks of its plan usually are. */
function isAtOtherEnd({ compiled, from, primavera }: ComputedNetwork, node: number): boolean {
  const { constraint, flags } = compiled.net;
  const isFree = ((flags[node] ?? 0) & (NODE.started | NODE.fixed | NODE.external | NODE.junction)) === 0;
  return isFree && primavera === undefined && constraint[node] === (from === "finish" ? CONSTRAINT.ASAP : CONSTRAINT.ALAP);
}

/** Dates of a leaf row; undefined where it has no node or no calendar could place it. */
export function leafDates(outline: Outline, computed: ComputedNetwork, rowIndex: number): RowDates | undefined {
  const node = computed.compiled.nodeOfRow[rowIndex] ?? -1;
  const task = outline.rows[rowIndex]?.task;
  if (!task || node < 0 || !isPlaced(computed, node)) return undefined;
  const dates = emptyDates();
  fillLeaf(dates, computed, node);
  dates.durationMinutes = durationOf(computed, task, node, dates);
  const remainingStart = computed.primavera?.dates.remainingEarlyStart[node];
  if (remainingStart !== undefined && task.actualStart !== undefined && task.actualFinish === undefined) dates.remainingStart = remainingStart;
  return dates;
}

/** All of a leaf's dates but its duration: a summary asks every leaf for them, but never how long the leaf is. */
function fillLeaf(into: RowDates, computed: ComputedNetwork, node: number): void {
  const { dates } = computed;
  const isLate = isShownLate(computed, node);
  into.earlyStart = dates.earlyStart[node] ?? 0;
  into.earlyFinish = dates.earlyFinish[node] ?? 0;
  into.lateStart = dates.lateStart[node] ?? 0;
  into.lateFinish = dates.lateFinish[node] ?? 0;
  into.start = isLate ? into.lateStart : into.earlyStart;
  into.finish = isLate ? into.lateFinish : into.earlyFinish;
  into.totalSlack = dates.totalSlack[node] ?? 0;
  into.freeSlack = dates.freeSlack[node] ?? 0;
  into.isCritical = dates.isCritical[node] === 1;
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
  const { nodeOfRow } = computed.compiled;
  const leaf = emptyDates();
  for (let index = outline.rows.length - 1; index >= 0; index -= 1) {
    const row = outline.rows[index];
    if (!row) continue;
    if (row.isSummary) {
      if (row.task.mode === "manual") standAtTypedDates(rows[index], row.task);
      close(rows[index], row.task, computed.calendars);
      const own = rows[index];
      if (own && row.parentIndex >= 0 && !row.task.external) widen((rows[row.parentIndex] ??= emptyDates()), own, "usual");
      continue;
    }
    const node = nodeOfRow[index] ?? -1;
    if (row.parentIndex < 0 || node < 0 || isExternal(computed, node) || !isPlaced(computed, node)) continue;
    fillLeaf(leaf, computed, node);
    widen((rows[row.parentIndex] ??= emptyDates()), leaf, countingOfLeaf(computed, node));
  }
  return rows;
}

function isExternal({ compiled }: ComputedNetwork, node: number): boolean {
  return ((compiled.net.flags[node] ?? 0) & NODE.external) !== 0;
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

function countingOfLeaf(computed: ComputedNetwork, node: number): Counting {
  if (computed.primavera) return "usual";
  const isFromFinish = computed.from === "finish";
  const isManual = ((computed.compiled.net.flags[node] ?? 0) & NODE.fixed) !== 0;
  if (isManual) return isFromFinish ? "late dates as early" : "early dates as late";
  if (!isAtOtherEnd(computed, node)) return "usual";
  return isFromFinish ? "early dates as late" : "late dates as early";
}

function widen(parent: RowDates, child: RowDates, counting: Counting): void {
  const isEarlyLate = counting === "late dates as early";
  const isLateEarly = counting === "early dates as late";
  parent.start = Math.min(parent.start, child.start);
  parent.finish = Math.max(parent.finish, child.finish);
  parent.earlyStart = Math.min(parent.earlyStart, isEarlyLate ? child.lateStart : child.earlyStart);
  parent.earlyFinish = Math.max(parent.earlyFinish, isEarlyLate ? child.lateFinish : child.earlyFinish);
  parent.lateStart = Math.min(parent.lateStart, isLateEarly ? child.earlyStart : child.lateStart);
  parent.lateFinish = Math.max(parent.lateFinish, isLateEarly ? child.earlyFinish : child.lateFinish);
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
