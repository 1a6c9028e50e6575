/** Walking through working time, period by period. Part of the specification scheduler. */
import { DAY, type Period, type SlowCalendar } from "./slow-calendar.ts";

/** The next working instant at or after `t`. */
export function nextStart(calendar: SlowCalendar, t: number): number {
  for (const period of periodsFrom(calendar, t)) if (t < period.to) return Math.max(t, period.from);
  return Infinity;
}

/** `t` where it lies in a period or at its end, else the end of the period before. */
export function previousFinish(calendar: SlowCalendar, t: number): number {
  for (const period of periodsBefore(calendar, t)) if (t > period.from) return Math.min(t, period.to);
  return -Infinity;
}

/** Whether `t` is inside a working period or at one of its ends. */
export function touchesWork(calendar: SlowCalendar, t: number): boolean {
  return previousFinish(calendar, t) === t;
}

/**
 * Steps working time from `t`. Adding nothing stays where it is; adding exactly the rest of a period ends at its end,
 * going back by exactly a period ends at its start.
 */
export function add(calendar: SlowCalendar, t: number, ticks: number): number {
  if (ticks === 0 || !Number.isFinite(t)) return t;
  let left = Math.abs(ticks);
  if (ticks > 0) {
    for (const period of periodsFrom(calendar, t)) {
      const from = Math.max(t, period.from);
      if (left <= period.to - from) return from + left;
      left -= Math.max(0, period.to - from);
    }
    return Infinity;
  }
  for (const period of periodsBefore(calendar, t)) {
    const to = Math.min(t, period.to);
    if (left <= to - period.from) return to - left;
    left -= Math.max(0, to - period.from);
  }
  return -Infinity;
}

/** Working ticks from `a` to `b`; negative when `b` is earlier. */
export function workBetween(calendar: SlowCalendar, a: number, b: number): number {
  if (b < a) return -workBetween(calendar, b, a);
  let sum = 0;
  for (const period of periodsFrom(calendar, a)) {
    if (period.from >= b) break;
    sum += Math.max(0, Math.min(b, period.to) - Math.max(a, period.from));
  }
  return sum;
}

/** No search goes further than this many days without finding work. */
const MOST_IDLE_DAYS = 20_000;

function* periodsFrom(calendar: SlowCalendar, t: number): Generator<Period> {
  if (!Number.isFinite(t)) return;
  let idle = 0;
  for (let day = Math.floor(t / DAY); idle < MOST_IDLE_DAYS; day += 1) {
    const periods = calendar.periodsOn(day);
    idle = periods.length > 0 ? 0 : idle + 1;
    for (const period of periods) yield { from: day * DAY + period.from, to: day * DAY + period.to };
  }
}

function* periodsBefore(calendar: SlowCalendar, t: number): Generator<Period> {
  if (!Number.isFinite(t)) return;
  let idle = 0;
  for (let day = Math.floor(t / DAY); idle < MOST_IDLE_DAYS; day -= 1) {
    const periods = [...calendar.periodsOn(day)].reverse();
    idle = periods.length > 0 ? 0 : idle + 1;
    for (const period of periods) yield { from: day * DAY + period.from, to: day * DAY + period.to };
  }
}
