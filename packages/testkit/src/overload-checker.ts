/**
 * Judges a levelled plan independently of levelling: where a work resource is asked for more than it has, at any instant or
 * on any day. Shares the readable calendar with the specification scheduler and nothing with `engine/leveling`.
 */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Resource, Task } from "@leadline/engine/model/records.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { TICKS, type SlowCalendar } from "./slow-calendar.ts";
import { calendarsOf, type PlanCalendars } from "./slow-calendars-of-plan.ts";
import { leafOf } from "./slow-leaf.ts";
import { standingOf } from "./slow-progress.ts";
import { inTicks, lengthOf, periodsBetween, stretchesOfAssignment, waitOfAssignment, workedPeriods, type Worked } from "./slow-stretches.ts";
import { add, workBetween } from "./slow-working-time.ts";

export interface FoundOverload {
  readonly resourceId: string;
  readonly from: Minute;
  readonly to: Minute;
  /** Units at an instant; minutes of work on a day. */
  readonly demand: number;
  readonly capacity: number;
  readonly taskIds: readonly string[];
}

export interface OverloadQuestion {
  /** "instant": more units than there are at any instant. "day": more work in a day than its working time holds. */
  readonly basis: "instant" | "day";
}

/** Rounding of tenths of minutes may come to this much. */
const TOLERATED = 1e-3;

/**
 * Every overload of the resources that levelling minds, in order. Of a task under way only what is still to do counts.
 * `overloadsOf(planOf('A "A" 1d by "Anna"\nB "B" 1d by "Anna"'), …)` finds Monday with 2 of 1.
 */
export function overloadsOf(project: Project, schedule: Schedule, { basis }: OverloadQuestion): readonly FoundOverload[] {
  const people = [...project.records.resource.values()].filter((resource) => resource.type === "work" && resource.canLevel !== false);
  return people.flatMap((person) => {
    const asked = askedOf(project, schedule, person);
    return basis === "day" ? dailyOverloads(project, person, asked) : instantOverloads(person, asked);
  });
}

/** "Anna 2026-03-02T08:00 to 2026-03-02T12:00: 2 of 1 (A, B)", for messages of tests. */
export function overloadText(project: Project, { resourceId, from, to, demand, capacity, taskIds }: FoundOverload): string {
  return `${project.records.resource.get(resourceId)?.name ?? resourceId} ${formatIso(from).slice(0, 16)} to ${formatIso(to).slice(0, 16)}: ${demand} of ${capacity} (${taskIds.join(", ")})`;
}

interface Asked extends Worked {
  readonly taskId: string;
}

/** What a plan asks of one person, within the person's own working time. */
function askedOf(project: Project, schedule: Schedule, person: Resource): readonly Asked[] {
  const calendars = calendarsOf(project);
  const own = calendars.ofResource(person);
  const outline = outlineOf(project);
  return [...project.records.assignment.values()].flatMap((assignment) => {
    const row = outline.rowOf(assignment.taskId);
    const dates = schedule.of(assignment.taskId);
    if (assignment.resourceId !== person.id || !row || row.isSummary || !dates || assignment.units <= 0) return [];
    const worked = workOf(project, calendars, row.task, assignment, dates);
    return worked.flatMap(({ from, to, units }) => periodsBetween(own, from, to).map((period) => ({ ...period, units, taskId: row.task.id })));
  });
}

function workOf(project: Project, calendars: PlanCalendars, task: Task, assignment: Assignment, dates: TaskSchedule): readonly Worked[] {
  if (task.actualFinish !== undefined) return [];
  const person = project.records.resource.get(assignment.resourceId ?? "");
  if (person === undefined) return [];
  const calendar = calendars.ofAssignment(task, person);
  const leaf = leafOf(project, calendars, task);
  const driver = leaf.drivers.find((one) => one.assignment === assignment);
  if (!driver) return spreadBetween(calendar, assignment, restStart(task, dates), inTicks(dates.finish));
  if (!leaf.isStarted) return workedPeriods(calendar, add(calendar, inTicks(dates.start), waitOfAssignment(assignment)), driver.stretches);
  const { resume, rest } = standingOf(leaf, driver);
  return workedPeriods(calendar, resume, rest);
}

function restStart(task: Task, dates: TaskSchedule): number {
  return inTicks(Math.max(dates.start, task.actualStart === undefined ? 0 : (task.resume ?? task.stop ?? dates.start)));
}

/** Work that does not fix dates is stretched or squeezed so that it lies between the task's dates. */
function spreadBetween(calendar: SlowCalendar, assignment: Assignment, start: number, finish: number): readonly Worked[] {
  const room = workBetween(calendar, start, finish);
  const work = inTicks(assignment.actualWorkMinutes > 0 ? assignment.remainingWorkMinutes : assignment.workMinutes);
  if (room <= 0) return [];
  const even = { ticks: room, units: assignment.workMinutes > 0 ? work / room : assignment.units };
  const shape = assignment.workMinutes > 0 ? stretchesOfAssignment(UNPAUSED, assignment) : [];
  const length = lengthOf(shape);
  const content = shape.reduce((sum, { ticks, units }) => sum + ticks * units, 0);
  if (shape.length < 2 || length === 0 || content === 0) return workedPeriods(calendar, start, [even]);
  const stretch = room / length;
  return workedPeriods(calendar, start, shape.map(({ ticks, units }) => ({ ticks: ticks * stretch, units: (units * work) / (content * stretch) })));
}

const UNPAUSED: Pick<Task, "splits"> = {};

/** Between two changes of demand or capacity both are constant, so looking once is looking at every minute. */
function instantOverloads(person: Resource, asked: readonly Asked[]): readonly FoundOverload[] {
  const marks = [...new Set([...asked.flatMap(({ from, to }) => [from, to]), ...availabilityChanges(person)])].sort((a, b) => a - b);
  const sorted = [...asked].sort((a, b) => a.from - b.from);
  const found: FoundOverload[] = [];
  let open: Asked[] = [];
  let next = 0;
  marks.forEach((mark, at) => {
    for (let one = sorted[next]; one && one.from <= mark; one = sorted[(next += 1)]) open.push(one);
    open = open.filter(({ to }) => to > mark);
    const demand = open.reduce((sum, { units }) => sum + units, 0);
    const capacity = unitsAt(person, mark);
    if (demand > capacity + TOLERATED) found.push(overload(person, mark, marks[at + 1] ?? mark, demand, capacity, open));
  });
  return found;
}

const DAY = 1440 * TICKS;

function dailyOverloads(project: Project, person: Resource, asked: readonly Asked[]): readonly FoundOverload[] {
  const calendar = calendarsOf(project).ofResource(person);
  const byDay = new Map<number, Asked[]>();
  for (const one of asked) byDay.set(Math.floor(one.from / DAY), [...(byDay.get(Math.floor(one.from / DAY)) ?? []), one]);
  return [...byDay].sort(([a], [b]) => a - b).flatMap(([day, ofDay]) => {
    const demand = ofDay.reduce((sum, { from, to, units }) => sum + (to - from) * units, 0) / TICKS;
    const periods = periodsBetween(calendar, day * DAY, (day + 1) * DAY);
    const marks = availabilityChanges(person);
    const capacity = periods.reduce((sum, period) => sum + capacityIn(person, period, marks), 0) / TICKS;
    return demand > capacity + TICKS * TOLERATED ? [overload(person, day * DAY, (day + 1) * DAY, demand, capacity, ofDay)] : [];
  });
}

function capacityIn(person: Resource, { from, to }: { readonly from: number; readonly to: number }, changes: readonly number[]): number {
  const marks = [from, ...changes.filter((mark) => mark > from && mark < to), to];
  return marks.slice(1).reduce((sum, mark, at) => sum + (mark - (marks[at] ?? mark)) * unitsAt(person, marks[at] ?? mark), 0);
}

function overload(person: Resource, from: number, to: number, demand: number, capacity: number, asked: readonly Asked[]): FoundOverload {
  return { resourceId: person.id, from: minute(from), to: minute(to), demand: Math.round(demand * 1000) / 1000, capacity, taskIds: [...new Set(asked.map(({ taskId }) => taskId))].sort() };
}

const minute = (tick: number): Minute => Math.floor(tick / TICKS) as Minute;

/** Units by period; a period that ends at 23:59 ends with that day. */
function unitsAt(person: Resource, tick: number): number {
  if (!person.availability || person.availability.length === 0) return person.maxUnits;
  return person.availability.find((period) => (period.from === undefined || inTicks(period.from) <= tick) && (period.to === undefined || tick < endOf(period.to)))?.units ?? 0;
}

function availabilityChanges(person: Resource): readonly number[] {
  return (person.availability ?? []).flatMap(({ from, to }) => [...(from === undefined ? [] : [inTicks(from)]), ...(to === undefined ? [] : [endOf(to)])]).sort((a, b) => a - b);
}

function endOf(to: number): number {
  return inTicks(to % 1440 === 1439 ? to + 1 : to);
}
