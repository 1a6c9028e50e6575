/** A leaf task as the specification scheduler sees it, and how its work is stepped through time (domain A1, A2). */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import type { SlowCalendar } from "./slow-calendar.ts";
import type { PlanCalendars } from "./slow-calendars-of-plan.ts";
import { inTicks, lengthOf, stretchesOfAssignment, stretchesOfTask, waitOfAssignment, workedPeriods, type Stretch } from "./slow-stretches.ts";
import { add, nextStart, previousFinish, touchesWork } from "./slow-working-time.ts";

/** The dates of one leaf task. */
export interface Dates {
  readonly start: number;
  readonly finish: number;
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
  /** Late dates are the same: of another project's task, or a finished one. */
  readonly isKept: boolean;
  /** "As late as possible" only where nothing is fixed. */
  readonly constraint: Task["constraint"];
  readonly constraintDate: number | undefined;
  /** Infinity: none. */
  readonly deadline: number;
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
  /** Whether it begins after the task does. */
  readonly waits: boolean;
  /** Working time after the task's start before anything is done. */
  readonly wait: number;
  /** From the task's start to the end of the last stretch. */
  readonly span: number;
}

export function leafOf(project: Project, calendars: PlanCalendars, task: Task): Leaf {
  const isStarted = task.actualStart !== undefined || task.actualFinish !== undefined;
  const isGiven = task.mode === "manual" || task.external === true;
  const isElapsed = task.durationUnit.startsWith("e");
  const calendar = calendars.ofTask(task);
  const assigned = isGiven || isElapsed || task.taskType === "fixedDuration" ? [] : driversOf(project, calendars, task);
  const isDriven = assigned.length > 0;
  const above = summariesAbove(project, task);
  const datesOf = (type: Task["constraint"]): number[] => above.flatMap(({ constraint, constraintDate }) => (constraint === type && constraintDate !== undefined ? [inTicks(constraintDate)] : []));
  const constraint = (isStarted || isGiven) && task.constraint === "ALAP" ? "ASAP" : task.constraint;
  return {
    task,
    calendar,
    isElapsed,
    isBare: task.durationMinutes === 0 && !isGiven && [...project.records.assignment.values()].some((assignment) => assignment.taskId === task.id),
    isStarted,
    isFinished: task.actualFinish !== undefined,
    isGiven,
    isKept: task.external === true || task.actualFinish !== undefined,
    constraint,
    constraintDate: task.constraintDate === undefined ? undefined : inTicks(task.constraintDate),
    deadline: task.deadline === undefined ? Infinity : inTicks(task.deadline),
    floor: Math.max(-Infinity, ...datesOf("SNET")),
    cap: Math.min(Infinity, ...datesOf("FNLT")),
    delay: isStarted || isGiven || constraint === "ALAP" ? 0 : Math.max(0, inTicks(task.levelingDelayMinutes)),
    drivers: isDriven ? assigned : [driverOf(calendar, stretchesOfTask(task), 0, undefined)],
    isDriven,
  };
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
  return { assignment, calendar, stretches, waits: wait > 0, wait, span: wait + lengthOf(stretches) };
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
  const prompt = leaf.drivers.filter(({ waits }) => !waits);
  return Math.min(...(prompt.length > 0 ? prompt : leaf.drivers).map(({ calendar }) => (isMilestone && touchesWork(calendar, t) ? t : nextStart(calendar, t))));
}

/** The end of the working period before `t` where nothing could be worked since; elapsed time has no such ends, manual tasks keep `t` (observed). */
export function settledFinish(leaf: Leaf, t: number): number {
  return leaf.isElapsed || leaf.isBare || leaf.isGiven ? t : Math.max(...leaf.drivers.map(({ calendar }) => previousFinish(calendar, t)));
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
