/** What each node of the network holds: calendar, span, constraint, given dates and the flags that follow from the task. */
import { addWork, nextStart, previousFinish, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import { CONSTRAINT, NODE, type Network } from "@leadline/kernel/network.ts";
import type { Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import type { Driver, Drivers } from "./drivers.ts";
import { standingOf } from "./standing.ts";
import { inTicks } from "./ticks.ts";
import { stretchesOfDuration, ticksIn } from "./work-stretches.ts";

export type NodeArrays = Pick<
  Network,
  "calendarOf" | "flags" | "span" | "remaining" | "stop" | "resume" | "constraint" | "constraintDate" | "deadline" | "fixedStart" | "fixedFinish" | "delay"
>;

export function emptyNodes(count: number): NodeArrays {
  return {
    calendarOf: new Uint16Array(count),
    flags: new Uint16Array(count),
    span: new Float64Array(count),
    remaining: new Float64Array(count),
    stop: new Float64Array(count),
    resume: new Float64Array(count),
    constraint: new Uint8Array(count),
    constraintDate: new Float64Array(count),
    deadline: new Float64Array(count).fill(Infinity),
    fixedStart: new Float64Array(count),
    fixedFinish: new Float64Array(count),
    delay: new Float64Array(count),
  };
}

/** What a node's values follow from. */
export interface NodeSource {
  /** Absent: a junction. */
  readonly task: Task | undefined;
  readonly calendars: CalendarTables;
  readonly drivers: Drivers;
  /** The assignments behind `drivers`. */
  readonly driving: readonly Driver[];
  /** Which end of the project is fixed, and where, in ticks. */
  readonly from: "start" | "finish";
  readonly fixedEnd: number;
  /** Whether the task has any assignment row, even one without a resource. */
  readonly hasAssignment: boolean;
}

/** Writes every value of one node, so that an array taken over from an earlier run keeps nothing of the old task. */
export function fillNode(nodes: NodeArrays, node: number, { task, calendars, drivers, driving, fixedEnd, from, hasAssignment }: NodeSource): void {
  if (task) {
    fillTaskNode(nodes, node, { task, calendars, fixedEnd, from });
    foldDrivers(nodes, node, task, drivers, hasAssignment);
    if ((nodes.flags[node] ?? 0) & NODE.started) fillProgress(nodes, node, task, calendars, driving);
  } else {
    nodes.flags[node] = NODE.milestone | NODE.junction;
    nodes.calendarOf[node] = calendars.roundTheClockIndex;
  }
}

export function isElapsed(task: Task): boolean {
  return task.durationUnit.startsWith("e");
}

interface TaskSource extends Pick<NodeSource, "calendars" | "fixedEnd" | "from"> {
  readonly task: Task;
}

function fillTaskNode(nodes: NodeArrays, node: number, { task, calendars, fixedEnd, from }: TaskSource): void {
  const calendar = calendars.indexOf(task.calendarId);
  const span = task.splits ? ticksIn(stretchesOfDuration(task)) : inTicks(task.durationMinutes);
  nodes.calendarOf[node] = calendar;
  nodes.span[node] = span;
  nodes.remaining[node] = task.actualStart === undefined ? span : inTicks(task.remainingDurationMinutes);
  nodes.delay[node] = from === "finish" ? inTicks(task.levelingDelayMinutes) : Math.max(0, inTicks(task.levelingDelayMinutes));
  nodes.deadline[node] = task.deadline === undefined ? Infinity : inTicks(task.deadline);
  const isUsable = task.constraint === "ASAP" || task.constraint === "ALAP" || task.constraintDate !== undefined;
  const usual = from === "finish" ? CONSTRAINT.ALAP : CONSTRAINT.ASAP;
  nodes.constraint[node] = isUsable ? CONSTRAINT[task.constraint] : usual;
  nodes.constraintDate[node] = inTicks(task.constraintDate ?? 0);
  nodes.fixedStart[node] = 0;
  nodes.fixedFinish[node] = 0;
  let flags = task.milestone || span === 0 ? NODE.milestone : 0;
  if (isElapsed(task)) flags |= NODE.elapsed;
  if (task.actualStart !== undefined) {
    flags |= NODE.started;
    nodes.fixedStart[node] = inTicks(task.actualStart);
  }
  if (task.actualFinish !== undefined) {
    flags |= NODE.started | NODE.finished;
    nodes.fixedFinish[node] = inTicks(task.actualFinish);
    if (task.actualStart === undefined) nodes.fixedStart[node] = inTicks(task.actualFinish);
  }
  if (task.external) flags |= NODE.external;
  if (task.mode === "manual" || task.external) {
    flags |= NODE.fixed;
    const given = givenDates(task, calendars.tables[calendar], span, { from, fixedEnd });
    nodes.fixedStart[node] = given.start;
    nodes.fixedFinish[node] = given.finish;
  }
  nodes.flags[node] = flags;
  if (flags & (NODE.started | NODE.fixed)) ignoreWishes(nodes, node);
  if (nodes.constraint[node] === (from === "finish" ? CONSTRAINT.ASAP : CONSTRAINT.ALAP)) nodes.delay[node] = 0;
}

/** A task under way ends where its remaining work does; a finished or manual one where it is said to. */
function fillProgress(nodes: NodeArrays, node: number, task: Task, calendars: CalendarTables, driving: readonly Driver[]): void {
  const standing = standingOf(task, calendars, driving);
  nodes.stop[node] = standing.stop;
  nodes.resume[node] = standing.resume;
  if (((nodes.flags[node] ?? 0) & (NODE.finished | NODE.fixed)) === 0) nodes.fixedFinish[node] = standing.finish;
}

/** Actual and given dates override "as late as possible" and a levelling delay. */
function ignoreWishes(nodes: NodeArrays, node: number): void {
  nodes.delay[node] = 0;
  if (nodes.constraint[node] === CONSTRAINT.ALAP) nodes.constraint[node] = CONSTRAINT.ASAP;
}

/** A manual task's dates: what is missing follows from the other date and the duration, or from the project's fixed end. */
function givenDates(task: Task, table: CalendarTable | undefined, span: number, { from, fixedEnd }: Pick<NodeSource, "from" | "fixedEnd">): { start: number; finish: number } {
  const step = (t: number, by: number): number => (isElapsed(task) || !table ? t + by : addWork(table, t, by));
  const first = table ? nextStart(table, fixedEnd) : fixedEnd;
  const last = from === "finish" && task.manualStart === undefined ? (table ? previousFinish(table, fixedEnd) : fixedEnd) : undefined;
  const finish = task.manualFinish === undefined ? last : inTicks(task.manualFinish);
  const start = task.manualStart !== undefined ? inTicks(task.manualStart) : finish !== undefined ? step(finish, -span) : first;
  return { start, finish: finish === undefined || finish < start ? step(start, span) : finish };
}

/**
 * A node with one driver in its own calendar is a plain node with that span; else its drivers give its dates.
 * MS Project reckons a task through its assignment rows, which every task of a plan it saved has; the dates of a
 * zero-length task are then those of its neighbours, untouched (seen in its 2003 deployment plan and in MPSPLib).
 */
function foldDrivers(nodes: NodeArrays, node: number, task: Task, drivers: Drivers, hasAssignment: boolean): void {
  const first = drivers.firstDriver[node] ?? 0;
  const count = (drivers.firstDriver[node + 1] ?? 0) - first;
  let flags = nodes.flags[node] ?? 0;
  if (count === 1 && drivers.driverCalendar[first] === nodes.calendarOf[node]) {
    nodes.span[node] = drivers.driverSpan[first] ?? 0;
    nodes.remaining[node] = (flags & NODE.started ? drivers.driverRemaining[first] : drivers.driverSpan[first]) ?? 0;
  } else if (count > 0) {
    flags |= NODE.driven;
  }
  if (task.durationMinutes === 0 && task.mode === "auto" && hasAssignment) flags |= NODE.bare;
  nodes.flags[node] = flags;
}
