/** The working time in which anybody works on a task: what MS Project calls its duration. */
import { addWork } from "@leadline/kernel/calendar-table.ts";
import type { Task } from "../model/records.ts";
import { MINUTES_PER_DAY } from "../time/minute.ts";
import { periodsOn, type WorkingDays } from "../time/working-days.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import { waitOf, type Driver } from "./drivers.ts";
import { inTicks } from "./ticks.ts";
import { stretchesOf, ticksIn, type Stretch } from "./work-stretches.ts";

/** Ticks from the task's start on in which at least one assignment is worked; pauses and waiting do not count. */
export function workedTogether(task: Task, driving: readonly Driver[], calendars: CalendarTables, start: number): number {
  const plans = driving.map(({ assignment, calendar }) => ({ calendar, wait: waitOf(assignment), stretches: stretchesOf(task, assignment) }));
  const first = plans[0];
  const isAlike = plans.every(({ calendar, wait, stretches }) => calendar === first?.calendar && wait === 0 && stretches.every(({ units }) => units > 0));
  if (isAlike || plans.some(({ stretches }) => ticksIn(stretches) > LONGEST_SWEEP)) return Math.max(...plans.map(({ stretches }) => ticksIn(stretches)));
  return lengthOfUnion(plans.flatMap((plan) => workedIntervals(plan, calendars, start)));
}

/** Work of twenty years is not swept day by day; the longest assignment then stands for all. */
const LONGEST_SWEEP = inTicks(20 * 366 * MINUTES_PER_DAY);

interface Plan {
  readonly calendar: number;
  readonly wait: number;
  readonly stretches: readonly Stretch[];
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

function workedIntervals({ calendar, wait, stretches }: Plan, calendars: CalendarTables, start: number): Interval[] {
  const table = calendars.tables[calendar];
  if (!table) return [];
  const intervals: Interval[] = [];
  let at = wait === 0 ? start : addWork(table, start, wait);
  for (const { ticks, units } of stretches) {
    const end = addWork(table, at, ticks);
    if (units > 0 && Number.isFinite(end)) intervals.push(...workingIntervals(calendars.workingDaysOf(calendar), at, end));
    at = end;
  }
  return intervals;
}

const DAY = inTicks(MINUTES_PER_DAY);

/** The working periods between two instants. */
function workingIntervals(days: WorkingDays, from: number, to: number): Interval[] {
  const intervals: Interval[] = [];
  for (let day = Math.floor(from / DAY); day * DAY < to; day += 1) {
    for (const period of periodsOn(days, day)) {
      const begin = Math.max(from, day * DAY + inTicks(period.from));
      const end = Math.min(to, day * DAY + inTicks(period.to));
      if (begin < end) intervals.push({ from: begin, to: end });
    }
  }
  return intervals;
}

function lengthOfUnion(intervals: readonly Interval[]): number {
  let length = 0;
  let reached = -Infinity;
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return length;
}
