/** A leaf task as the specification scheduler sees it, and how its work is stepped through time (domain A1, A2). */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import { add, nextStart, previousFinish, touchesWork, type SlowCalendar } from "./slow-calendar.ts";
import type { PlanCalendars } from "./slow-calendars-of-plan.ts";
import type { LeafLink } from "./slow-links.ts";
import { inTicks, lengthOf, stretchesOfAssignment, stretchesOfTask, waitOfAssignment, workedPeriods, type Stretch } from "./slow-stretches.ts";

/** The dates of one leaf task. */
export interface Dates {
  readonly start: number;
  readonly finish: number;
}

/** What the passes found for one leaf. */
export interface LeafResult {
  readonly task: Task;
  readonly calendar: SlowCalendar;
  readonly early: Dates;
  readonly late: Dates;
  /** As late as possible: scheduled at its late dates. */
  readonly isAlap: boolean;
  /** Of a task that assignments drive: ticks in which any of them is worked. */
  readonly workedTogether: number | undefined;
  readonly totalSlack: number;
  readonly freeSlack: number;
  readonly isCritical: boolean;
  /** Ids of the links that gave it its start. */
  readonly driving: readonly string[];
}

/** A leaf task with what the passes ask of it again and again. */
export interface Leaf {
  readonly task: Task;
  readonly calendar: SlowCalendar;
  readonly isElapsed: boolean;
  /**
   * Takes its instants over from its neighbours as they come, even outside working time: so MS Project stores tasks of no
   * length that have an assignment row, as all tasks of a plan that it saved do.
   */
  readonly isBare: boolean;
  readonly isStarted: boolean;
  readonly isFinished: boolean;
  /** Its dates are given: a manual task, or one of another project. */
  readonly isGiven: boolean;
  readonly isAlap: boolean;
  /** No earlier start and no later finish than the summaries above allow. */
  readonly floor: number;
  readonly cap: number;
  /** Levelling delay; as late as possible, started and given tasks ignore it. */
  readonly delay: number;
  /** Stretches of work that fix its dates; one in its own calendar unless assignments drive it. */
  readonly drivers: readonly Driver[];
  readonly isDriven: boolean;
}

/** One who works on a task; the task itself where no assignment fixes its dates. */
export interface Driver {
  readonly assignment: Assignment | undefined;
  readonly calendar: SlowCalendar;
  readonly stretches: readonly Stretch[];
  /** Working time after the task's start before anything is done. */
  readonly wait: number;
  /** From the task's start to the end of the last stretch. */
  readonly span: number;
}

export function leafOf(project: Project, calendars: PlanCalendars, task: Task): Leaf {
  const isStarted = task.actualStart !== undefined || task.actualFinish !== undefined;
  const isGiven = task.mode === "manual" || task.external === true;
  const isElapsed = task.durationUnit.startsWith("e");
  const isAlap = task.constraint === "ALAP" && !isStarted && !isGiven;
  const calendar = calendars.ofTask(task);
  const own = driverOf(calendar, stretchesOfTask(task), 0, undefined);
  const assigned = isGiven || isElapsed || task.taskType === "fixedDuration" ? [] : driversOf(project, calendars, task);
  const isBare = task.durationMinutes === 0 && !isGiven && [...project.records.assignment.values()].some((assignment) => assignment.taskId === task.id);
  const delay = isStarted || isGiven || isAlap ? 0 : inTicks(task.levelingDelayMinutes);
  const isDriven = assigned.length > 0;
  const above = summariesAbove(project, task);
  const datesOf = (type: Task["constraint"]): number[] => above.flatMap(({ constraint, constraintDate }) => (constraint === type && constraintDate !== undefined ? [inTicks(constraintDate)] : []));
  const [floor, cap] = [Math.max(-Infinity, ...datesOf("SNET")), Math.min(Infinity, ...datesOf("FNLT"))];
  return { task, floor, cap, calendar, isElapsed, isBare, isStarted, isFinished: task.actualFinish !== undefined, isGiven, isAlap, delay, drivers: isDriven ? assigned : [own], isDriven };
}

/** The automatic summaries above a task, a loop of parents broken. */
function summariesAbove(project: Project, task: Task): readonly Task[] {
  const found: Task[] = [];
  for (let at = project.records.task.get(task.parentId ?? ""); at && !found.includes(at); at = project.records.task.get(at.parentId ?? "")) found.push(at);
  return found.filter(({ mode }) => mode === "auto");
}

/** Work assignments, each worked at its units in its own calendar (domain A2); without work or units they drive nothing. */
function driversOf(project: Project, calendars: PlanCalendars, task: Task): Driver[] {
  return [...project.records.assignment.values()].flatMap((assignment: Assignment) => {
    const resource = assignment.taskId === task.id ? project.records.resource.get(assignment.resourceId ?? "") : undefined;
    if (resource?.type !== "work" || assignment.units <= 0 || assignment.workMinutes <= 0) return [];
    return [driverOf(calendars.ofAssignment(task, resource), stretchesOfAssignment(task, assignment), waitOfAssignment(assignment), assignment)];
  });
}

function driverOf(calendar: SlowCalendar, stretches: readonly Stretch[], wait: number, assignment: Assignment | undefined): Driver {
  return { assignment, calendar, stretches, wait, span: wait + lengthOf(stretches) };
}

/** The finish of a task's work that begins at `t`: of its assignments the latest. */
export function after(leaf: Leaf, t: number): number {
  return Math.max(...leaf.drivers.map(({ calendar, span }) => (leaf.isElapsed ? t + span : add(calendar, t, span))));
}

/** The start of a task's work that ends at `t`: of its assignments the earliest. */
export function before(leaf: Leaf, t: number): number {
  return Math.min(...leaf.drivers.map(({ calendar, span }) => (leaf.isElapsed ? t - span : add(calendar, t, -span))));
}

/** When a task can start at or after `t`: with the first who does not wait; a milestone may stay on the end of a working period. */
export function startFrom(leaf: Leaf, t: number): number {
  if (leaf.isBare) return t;
  const isMilestone = leaf.task.milestone || leaf.task.durationMinutes === 0;
  const prompt = leaf.drivers.filter(({ wait }) => wait === 0);
  return Math.min(...(prompt.length > 0 ? prompt : leaf.drivers).map(({ calendar }) => (isMilestone && touchesWork(calendar, t) ? t : nextStart(calendar, t))));
}

/** The end of the working period before `t` where nothing could be worked since; elapsed time has no such ends, manual tasks keep `t` (observed). */
export function settledFinish(leaf: Leaf, t: number): number {
  return leaf.isElapsed || leaf.isBare || leaf.isGiven ? t : Math.max(...leaf.drivers.map(({ calendar }) => previousFinish(calendar, t)));
}

/** Adds lag (or with sign -1 takes it away): wall-clock where it is elapsed, else in the successor's calendar. */
export function withLag(successor: Leaf, link: LeafLink, t: number, sign: 1 | -1): number {
  const lag = sign * link.lag;
  return link.link.lagUnit.startsWith("e") ? t + lag : add(successor.calendar, t, lag);
}

/** Ticks after `t` in which any of a task's assignments is worked, day by day and period by period. */
export function workedTogether(leaf: Leaf, t: number): number {
  const parts = leaf.drivers.flatMap(({ calendar, wait, stretches }) => workedPeriods(calendar, add(calendar, t, wait), stretches)).sort((a, b) => a.from - b.from);
  let [sum, reached] = [0, -Infinity];
  for (const { from, to } of parts) {
    sum += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return sum;
}
