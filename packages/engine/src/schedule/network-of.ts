/** Turns records into the kernel's network: nodes for leaf tasks, assignments as drivers, summary links spread over leaves. */
import { buildCalendarTable, TICKS_PER_MINUTE, workBetween, addWork, nextStart, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import { completeNetwork, CONSTRAINT, LINK, NODE, type Network } from "@leadline/kernel/network.ts";
import { topologicalOrder } from "@leadline/kernel/topological-order.ts";
import type { Outline } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Link, Task } from "../model/records.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { spreadLinks, type Arc } from "./summary-links.ts";

/** Nodes are numbered in topological order; a junction has no task. */
export interface CompiledNetwork {
  readonly net: Network;
  readonly taskOfNode: readonly (Task | undefined)[];
  readonly nodeOfTask: ReadonlyMap<string, number>;
  /** The link record behind each arc of the network. */
  readonly linkOfArc: readonly Link[];
  /** Tasks that sit in a loop of links (or between two loops): they have no node. */
  readonly looped: readonly Task[];
}

/** `earliest` picks the leaf that stands for a summary where a link begins at the summary's start. */
export function networkOf(
  project: Project,
  outline: Outline,
  calendars: CalendarTables,
  earliest: (leaves: readonly Task[]) => readonly Task[],
): CompiledNetwork {
  const leaves: Task[] = [];
  for (const row of outline.rows) if (!row.isSummary && row.task.active) leaves.push(row.task);
  const spread = spreadLinks(project, outline, leaves, earliest);
  const kept = withoutLoops(leaves.length + spread.junctions, spread.arcs);

  const position = new Int32Array(leaves.length + spread.junctions).fill(-1);
  kept.order.forEach((unsorted, node) => {
    position[unsorted] = node;
  });
  const arcs = kept.arcs.map((arc) => ({ ...arc, from: position[arc.from] ?? 0, to: position[arc.to] ?? 0 }));
  arcs.sort((a, b) => a.to - b.to);

  const taskOfNode = Array.from(kept.order, (unsorted) => leaves[unsorted]);
  const nodeOfTask = new Map<string, number>();
  taskOfNode.forEach((task, node) => task && nodeOfTask.set(task.id, node));
  return {
    net: buildNetwork(project, calendars, taskOfNode, arcs),
    taskOfNode,
    nodeOfTask,
    linkOfArc: arcs.map((arc) => arc.link),
    looped: leaves.filter((_, unsorted) => position[unsorted] === -1),
  };
}

/** Leaves out the nodes of loops: those that neither a walk from the sources nor one from the sinks can reach the end of. */
function withoutLoops(count: number, arcs: readonly Arc[]): { order: Int32Array; arcs: readonly Arc[] } {
  const from = Int32Array.from(arcs, (arc) => arc.from);
  const to = Int32Array.from(arcs, (arc) => arc.to);
  const forward = topologicalOrder(count, from, to);
  if (forward.order.length === count) return { order: forward.order, arcs };
  const backward = topologicalOrder(count, to, from);
  const isLooped = forward.isBlocked.map((blocked, node) => blocked & (backward.isBlocked[node] ?? 0));
  const free = arcs.filter((arc) => !isLooped[arc.from] && !isLooped[arc.to]);
  const again = topologicalOrder(
    count,
    Int32Array.from(free, (arc) => arc.from),
    Int32Array.from(free, (arc) => arc.to),
  );
  return { order: again.order.filter((node) => !isLooped[node]), arcs: free };
}

function buildNetwork(project: Project, calendars: CalendarTables, taskOfNode: readonly (Task | undefined)[], arcs: readonly Arc[]): Network {
  const settings = settingsOf(project);
  const count = taskOfNode.length;
  const tables: CalendarTable[] = [];
  const nodes = nodeArrays(count);
  const assignmentsOf = assignmentsByTask(project);
  const drivers = driversOf(project, calendars, taskOfNode, assignmentsOf);
  const roundTheClock = 0;
  taskOfNode.forEach((task, node) => {
    if (task) fillNode(nodes, node, task, calendars, settings.start * TICKS_PER_MINUTE);
    else nodes.flags[node] = NODE.milestone | NODE.junction;
    if (task && isBare(task, assignmentsOf)) nodes.flags[node] = (nodes.flags[node] ?? 0) | NODE.bare;
  });
  foldDrivers(nodes, drivers);

  tables.push(ROUND_THE_CLOCK, ...calendars.tables);
  const shift = (index: number): number => index + 1;
  const firstPredecessor = new Int32Array(count + 1);
  for (const arc of arcs) firstPredecessor[arc.to + 1] = (firstPredecessor[arc.to + 1] ?? 0) + 1;
  for (let n = 0; n < count; n += 1) firstPredecessor[n + 1] = (firstPredecessor[n + 1] ?? 0) + (firstPredecessor[n] ?? 0);
  const linkFrom = Int32Array.from(arcs, (arc) => arc.from);
  return completeNetwork({
    nodeCount: count,
    calendars: tables,
    projectStart: settings.start * TICKS_PER_MINUTE,
    honorConstraints: settings.honorConstraints,
    multipleCriticalPaths: settings.multipleCriticalPaths,
    criticalSlackLimit: settings.criticalSlackLimitDays * settings.minutesPerDay * TICKS_PER_MINUTE,
    ...nodes,
    calendarOf: nodes.calendarOf.map((index, node) => (taskOfNode[node] ? shift(index) : roundTheClock)),
    firstDriver: drivers.firstDriver,
    driverCalendar: drivers.calendar.map(shift),
    driverSpan: drivers.span,
    driverRemaining: drivers.remaining,
    driverDone: drivers.done,
    firstPredecessor,
    linkFrom,
    linkTo: Int32Array.from(arcs, (arc) => arc.to),
    linkType: Uint8Array.from(arcs, (arc) => LINK[arc.type]),
    lag: Float64Array.from(arcs, (arc) => arc.carriesLag ? lagTicks(project, arc.link) : 0),
    lagIsElapsed: Uint8Array.from(arcs, (arc) => (arc.link.lagUnit.startsWith("e") ? 1 : 0)),
  });
}

const ROUND_THE_CLOCK = buildCalendarTable({
  patterns: [{ from: [0], to: [1440 * TICKS_PER_MINUTE] }],
  week: [0, 0, 0, 0, 0, 0, 0],
  firstDay: 0,
  days: [],
  firstWeekday: 4,
});

/** Lag in ticks. A percentage is of the predecessor's present duration, so it moves when that changes. */
function lagTicks(project: Project, link: Link): number {
  if (!link.lagUnit.endsWith("%")) return ticks(link.lagMinutes);
  const predecessor = project.records.task.get(link.predecessorId);
  return ticks(((predecessor?.durationMinutes ?? 0) * link.lagPercent) / 100);
}

export function ticks(minutes: number): number {
  return Math.round(minutes * TICKS_PER_MINUTE);
}

interface NodeArrays {
  readonly calendarOf: Uint16Array;
  readonly flags: Uint16Array;
  readonly span: Float64Array;
  readonly remaining: Float64Array;
  readonly done: Float64Array;
  readonly constraint: Uint8Array;
  readonly constraintDate: Float64Array;
  readonly deadline: Float64Array;
  readonly fixedStart: Float64Array;
  readonly fixedFinish: Float64Array;
  readonly delay: Float64Array;
}

function nodeArrays(count: number): NodeArrays {
  return {
    calendarOf: new Uint16Array(count),
    flags: new Uint16Array(count),
    span: new Float64Array(count),
    remaining: new Float64Array(count),
    done: new Float64Array(count),
    constraint: new Uint8Array(count),
    constraintDate: new Float64Array(count),
    deadline: new Float64Array(count).fill(Infinity),
    fixedStart: new Float64Array(count),
    fixedFinish: new Float64Array(count),
    delay: new Float64Array(count),
  };
}

export function isElapsed(task: Task): boolean {
  return task.durationUnit.startsWith("e");
}

function fillNode(nodes: NodeArrays, node: number, task: Task, calendars: CalendarTables, projectStart: number): void {
  const calendar = calendars.indexOf(task.calendarId);
  const table = calendars.tables[calendar];
  const span = ticks(task.durationMinutes);
  nodes.calendarOf[node] = calendar;
  nodes.span[node] = span;
  nodes.remaining[node] = task.actualStart === undefined ? span : ticks(task.remainingDurationMinutes);
  nodes.done[node] = ticks(task.actualDurationMinutes);
  nodes.delay[node] = ticks(task.levelingDelayMinutes);
  if (task.deadline !== undefined) nodes.deadline[node] = task.deadline * TICKS_PER_MINUTE;
  if (task.constraint === "ALAP" || task.constraintDate !== undefined) {
    nodes.constraint[node] = CONSTRAINT[task.constraint];
    nodes.constraintDate[node] = (task.constraintDate ?? 0) * TICKS_PER_MINUTE;
  }
  let flags = task.milestone || span === 0 ? NODE.milestone : 0;
  if (isElapsed(task)) flags |= NODE.elapsed;
  if (task.actualStart !== undefined) {
    flags |= NODE.started;
    nodes.fixedStart[node] = task.actualStart * TICKS_PER_MINUTE;
  }
  if (task.actualFinish !== undefined) {
    flags |= NODE.started | NODE.finished;
    nodes.fixedFinish[node] = task.actualFinish * TICKS_PER_MINUTE;
    if (task.actualStart === undefined) nodes.fixedStart[node] = nodes.fixedFinish[node] ?? 0;
  }
  if (task.external) flags |= NODE.external;
  if (task.mode === "manual" || task.external) {
    flags |= NODE.fixed;
    const given = givenDates(task, table, span, projectStart);
    nodes.fixedStart[node] = given.start;
    nodes.fixedFinish[node] = given.finish;
  }
  nodes.flags[node] = flags;
}

/**
 * MS Project reckons a task through its assignment rows, which every task of a plan it saved has; the dates of a
 * zero-length task are then those of its neighbours, untouched (seen in its 2003 deployment plan and in MPSPLib).
 */
function isBare(task: Task, assignmentsOf: ReadonlyMap<string, readonly Assignment[]>): boolean {
  return task.durationMinutes === 0 && task.mode === "auto" && assignmentsOf.has(task.id);
}

/** A manual task's dates: what is missing follows from the other date and the duration, or from the project start. */
function givenDates(task: Task, table: CalendarTable | undefined, span: number, projectStart: number): { start: number; finish: number } {
  const step = (t: number, by: number): number => (isElapsed(task) || !table ? t + by : addWork(table, t, by));
  const finish = task.manualFinish === undefined ? undefined : task.manualFinish * TICKS_PER_MINUTE;
  const first = table ? nextStart(table, projectStart) : projectStart;
  const start = task.manualStart !== undefined ? task.manualStart * TICKS_PER_MINUTE : finish !== undefined ? step(finish, -span) : first;
  return { start, finish: finish === undefined || finish < start ? step(start, span) : finish };
}

interface Drivers {
  readonly firstDriver: Int32Array;
  readonly calendar: Uint16Array;
  readonly span: Float64Array;
  readonly remaining: Float64Array;
  readonly done: Float64Array;
}

function assignmentsByTask(project: Project): ReadonlyMap<string, readonly Assignment[]> {
  const byTask = new Map<string, Assignment[]>();
  for (const assignment of project.records.assignment.values()) {
    const list = byTask.get(assignment.taskId);
    if (list) list.push(assignment);
    else byTask.set(assignment.taskId, [assignment]);
  }
  return byTask;
}

/** Work assignments that fix dates, per node; those in the same calendar count once, with the longest of each span. */
function driversOf(
  project: Project,
  calendars: CalendarTables,
  taskOfNode: readonly (Task | undefined)[],
  assignmentsOf: ReadonlyMap<string, readonly Assignment[]>,
): Drivers {
  const firstDriver = new Int32Array(taskOfNode.length + 1);
  const rows: { calendar: number; span: number; remaining: number; done: number }[] = [];
  taskOfNode.forEach((task, node) => {
    const own = new Map<number, { calendar: number; span: number; remaining: number; done: number }>();
    const assignments = task && canBeDriven(task) ? (assignmentsOf.get(task.id) ?? []) : [];
    for (const assignment of assignments) {
      const calendar = task && driverCalendar(project, calendars, task, assignment);
      if (calendar === undefined) continue;
      const row = own.get(calendar) ?? { calendar, span: 0, remaining: 0, done: 0 };
      row.span = Math.max(row.span, ticks(assignment.workMinutes / assignment.units));
      row.remaining = Math.max(row.remaining, ticks(assignment.remainingWorkMinutes / assignment.units));
      row.done = Math.max(row.done, ticks(assignment.actualWorkMinutes / assignment.units));
      own.set(calendar, row);
    }
    rows.push(...own.values());
    firstDriver[node + 1] = rows.length;
  });
  return {
    firstDriver,
    calendar: Uint16Array.from(rows, (row) => row.calendar),
    span: Float64Array.from(rows, (row) => row.span),
    remaining: Float64Array.from(rows, (row) => row.remaining),
    done: Float64Array.from(rows, (row) => row.done),
  };
}

function canBeDriven(task: Task): boolean {
  return task.taskType !== "fixedDuration" && task.mode === "auto" && !task.external && !isElapsed(task);
}

/** The calendar in which an assignment is worked; undefined where it does not drive dates (domain A2). */
function driverCalendar(project: Project, calendars: CalendarTables, task: Task, assignment: Assignment): number | undefined {
  const resource = assignment.resourceId === undefined ? undefined : project.records.resource.get(assignment.resourceId);
  if (!resource || resource.type !== "work" || assignment.units <= 0) return undefined;
  const own = task.ignoreResourceCalendars ? undefined : resource.calendarId;
  if (own === undefined || !project.records.calendar.has(own)) return calendars.indexOf(task.calendarId);
  if (task.calendarId === undefined) return calendars.indexOf(own);
  return calendars.indexOfBoth(task.calendarId, own);
}

/** A node with one driver in its own calendar is a plain node with that span. */
function foldDrivers(nodes: NodeArrays, drivers: Drivers): void {
  for (let node = 0; node < nodes.flags.length; node += 1) {
    const first = drivers.firstDriver[node] ?? 0;
    const count = (drivers.firstDriver[node + 1] ?? 0) - first;
    if (count === 0) continue;
    if (count === 1 && drivers.calendar[first] === nodes.calendarOf[node]) {
      nodes.span[node] = drivers.span[first] ?? 0;
      const isStarted = ((nodes.flags[node] ?? 0) & NODE.started) !== 0;
      nodes.remaining[node] = (isStarted ? drivers.remaining[first] : drivers.span[first]) ?? 0;
      nodes.done[node] = drivers.done[first] ?? 0;
    } else {
      nodes.flags[node] = (nodes.flags[node] ?? 0) | NODE.driven;
    }
  }
}

/** Working minutes between two instants in a calendar of the tables. */
export function workingMinutes(table: CalendarTable | undefined, from: number, to: number): number {
  return table ? workBetween(table, from, to) / TICKS_PER_MINUTE : (to - from) / TICKS_PER_MINUTE;
}
