/** Steps through a task's own time: the working time of its calendar (else of the project's), or the clock where its duration is elapsed. */
import type { CalendarRecord, Task } from "../model/records.ts";
import { dayNumberOf, EARLIEST_MINUTE, LATEST_MINUTE, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { hasWorkingTime, periodsOn, resolveCalendar, type WorkingDays } from "../time/working-days.ts";
import { get, settingsIn, type Draft } from "./draft.ts";

export interface TaskTime {
  /** The instant by which so many minutes are worked from `start` on; `undefined` beyond the last date that a plan holds. */
  readonly after: (start: Minute, minutes: number) => Minute | undefined;
  /** The instant from which so many minutes are worked until `finish`; `undefined` before the first date that a plan holds. */
  readonly before: (finish: Minute, minutes: number) => Minute | undefined;
  /** Minutes worked between two instants; 0 where the second is not later. */
  readonly between: (from: Minute, to: Minute) => number;
  /** The first instant at or after `at` at which work can begin. */
  readonly nextStart: (at: Minute) => Minute;
}

export function taskTimeOf(draft: Draft, task: Pick<Task, "calendarId" | "durationUnit">): TaskTime {
  const days = task.durationUnit.startsWith("e") ? undefined : workingDaysOf(draft, task.calendarId);
  return days ? workingTime(days) : CLOCK;
}

/** A calendar and its bases, own rules first. */
export function chainOf(draft: Draft, calendarId: string | undefined): CalendarRecord[] {
  const chain: CalendarRecord[] = [];
  for (let at = calendarId; at !== undefined; ) {
    const calendar = get(draft, "calendar", at);
    if (!calendar || chain.includes(calendar)) break;
    chain.push(calendar);
    at = calendar.baseCalendarId;
  }
  return chain;
}

interface Resolved {
  readonly bases: readonly CalendarRecord[];
  readonly days: WorkingDays;
}

const resolved = new WeakMap<CalendarRecord, Resolved>();

/** The calendar resolved, once per version of it and its bases; none where nobody ever works in it. */
function workingDaysOf(draft: Draft, calendarId: string | undefined): WorkingDays | undefined {
  const chain = chainOf(draft, calendarId ?? settingsIn(draft).calendarId);
  const [own, ...bases] = chain;
  if (!own) return undefined;
  const known = resolved.get(own);
  const isCurrent = known?.bases.length === bases.length && known.bases.every((base, at) => base === bases[at]);
  const days = known && isCurrent ? known.days : resolveCalendar(chain);
  resolved.set(own, { bases, days });
  return hasWorkingTime(days) ? days : undefined;
}

const CLOCK: TaskTime = {
  after: (start, minutes) => within(start + Math.round(minutes)),
  before: (finish, minutes) => within(finish - Math.round(minutes)),
  between: (from, to) => Math.max(0, to - from),
  nextStart: (at) => at,
};

function workingTime(days: WorkingDays): TaskTime {
  return {
    after: (start, minutes) => (minutes <= 0 ? start : after(days, start, minutes)),
    before: (finish, minutes) => (minutes <= 0 ? finish : before(days, finish, minutes)),
    between: (from, to) => between(days, from, to),
    nextStart: (at) => nextStart(days, at),
  };
}

function after(days: WorkingDays, start: Minute, minutes: number): Minute | undefined {
  let left = minutes;
  for (let day = dayNumberOf(start); day * MINUTES_PER_DAY <= LATEST_MINUTE; day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(days, day)) {
      const from = Math.max(start, midnight + period.from);
      const room = midnight + period.to - from;
      if (room <= 0) continue;
      if (left <= room) return within(from + Math.round(left));
      left -= room;
    }
  }
  return undefined;
}

function before(days: WorkingDays, finish: Minute, minutes: number): Minute | undefined {
  let left = minutes;
  for (let day = dayNumberOf(finish); day * MINUTES_PER_DAY >= EARLIEST_MINUTE; day -= 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of [...periodsOn(days, day)].reverse()) {
      const to = Math.min(finish, midnight + period.to);
      const room = to - midnight - period.from;
      if (room <= 0) continue;
      if (left <= room) return within(to - Math.round(left));
      left -= room;
    }
  }
  return undefined;
}

function between(days: WorkingDays, from: Minute, to: Minute): number {
  let sum = 0;
  for (let day = dayNumberOf(from); day <= dayNumberOf(to); day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(days, day)) {
      sum += Math.max(0, Math.min(to, midnight + period.to) - Math.max(from, midnight + period.from));
    }
  }
  return sum;
}

function nextStart(days: WorkingDays, at: Minute): Minute {
  for (let day = dayNumberOf(at); day * MINUTES_PER_DAY <= LATEST_MINUTE; day += 1) {
    const midnight = day * MINUTES_PER_DAY;
    for (const period of periodsOn(days, day)) {
      if (at < midnight + period.to) return within(Math.max(at, midnight + period.from)) ?? at;
    }
  }
  return at;
}

function within(value: number): Minute | undefined {
  return value >= EARLIEST_MINUTE && value <= LATEST_MINUTE ? (value as Minute) : undefined;
}
