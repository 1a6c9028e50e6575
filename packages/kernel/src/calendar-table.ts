/** A working-time calendar as flat tables: from wall-clock ticks to worked ticks and back in constant time. */

/** One tick is a tenth of a minute, the resolution that MS Project keeps. */
export const TICKS_PER_MINUTE = 10;
export const TICKS_PER_DAY = 14_400;

/** Worked ticks per bucket of the inverse index; about one week of office hours. */
const BUCKET_TICKS = 24_000;

/** The working periods of one kind of day, in ticks after midnight, ascending and apart. */
export interface DayPattern {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Days from `firstDay` are listed one by one as long as exceptions go; before and after, the plain week repeats for ever.
 * All positions "worked ticks" count from midnight of `firstDay`; they are negative before it.
 */
export interface CalendarTable {
  /** Day number (days since the epoch of the caller's ticks) of the first listed day. */
  readonly firstDay: number;
  readonly dayCount: number;
  /** Worked ticks before each listed day; `dayCount + 1` entries. */
  readonly workedBeforeDay: Float64Array;
  readonly patternOfDay: Uint16Array;
  /** First listed day of each bucket of `BUCKET_TICKS` worked ticks. */
  readonly bucketDay: Int32Array;
  /** Pattern of each of the seven days that follow the listed days, and of the seven from `firstDay` going back by weeks. */
  readonly weekAfter: Uint16Array;
  readonly weekBefore: Uint16Array;
  readonly workedAfter: Float64Array;
  readonly workedBefore: Float64Array;
  readonly weekTicks: number;
  /** Periods of all patterns, one after the other: pattern p has periods periodStart[p] … periodStart[p + 1] - 1. */
  readonly periodStart: Int32Array;
  readonly periodFrom: Float64Array;
  readonly periodTo: Float64Array;
  /** Worked ticks of its day before each period. */
  readonly periodWorked: Float64Array;
  readonly patternTicks: Float64Array;
}

export interface CalendarSource {
  readonly patterns: readonly DayPattern[];
  /** Pattern index per weekday, Sunday first, for days that are not listed. */
  readonly week: readonly number[];
  readonly firstDay: number;
  /** Pattern index per listed day, from `firstDay` on. */
  readonly days: readonly number[];
  /** Weekday (0 Sunday) of `firstDay`. */
  readonly firstWeekday: number;
}

/** Days to list one by one although they only repeat the week: looking them up is faster than reckoning by weeks. */
export interface ListedDays {
  readonly fromDay: number;
  /** Past the last one. */
  readonly toDay: number;
}

/** Builds the tables. A calendar whose week holds no work is legal; work beyond its listed days is then never found (Infinity). */
export function buildCalendarTable(given: CalendarSource, list?: ListedDays): CalendarTable {
  const source = list ? withListedDays(given, list) : given;
  const patternCount = source.patterns.length;
  const periodStart = new Int32Array(patternCount + 1);
  const from: number[] = [];
  const to: number[] = [];
  const worked: number[] = [];
  const patternTicks = new Float64Array(patternCount);
  for (let p = 0; p < patternCount; p += 1) {
    const pattern = source.patterns[p];
    let sum = 0;
    for (let k = 0; k < pattern.from.length; k += 1) {
      from.push(pattern.from[k]);
      to.push(pattern.to[k]);
      worked.push(sum);
      sum += pattern.to[k] - pattern.from[k];
    }
    periodStart[p + 1] = from.length;
    patternTicks[p] = sum;
  }

  const dayCount = source.days.length;
  const workedBeforeDay = new Float64Array(dayCount + 1);
  const patternOfDay = new Uint16Array(dayCount);
  for (let d = 0; d < dayCount; d += 1) {
    patternOfDay[d] = source.days[d];
    workedBeforeDay[d + 1] = workedBeforeDay[d] + patternTicks[source.days[d]];
  }
  const bucketDay = new Int32Array(Math.floor(workedBeforeDay[dayCount] / BUCKET_TICKS) + 2);
  let day = 0;
  for (let b = 0; b < bucketDay.length; b += 1) {
    while (day < dayCount - 1 && workedBeforeDay[day + 1] <= b * BUCKET_TICKS) day += 1;
    bucketDay[b] = day;
  }

  const after = weekFrom(source, (source.firstWeekday + dayCount) % 7, patternTicks);
  const before = weekFrom(source, source.firstWeekday, patternTicks);
  return {
    firstDay: source.firstDay,
    dayCount,
    workedBeforeDay,
    patternOfDay,
    bucketDay,
    weekAfter: after.week,
    weekBefore: before.week,
    workedAfter: after.worked,
    workedBefore: before.worked,
    weekTicks: after.worked[7],
    periodStart,
    periodFrom: Float64Array.from(from),
    periodTo: Float64Array.from(to),
    periodWorked: Float64Array.from(worked),
    patternTicks,
  };
}

function withListedDays(source: CalendarSource, list: ListedDays): CalendarSource {
  const end = source.firstDay + source.days.length;
  const isEmpty = source.days.length === 0;
  const firstDay = isEmpty ? list.fromDay : Math.min(source.firstDay, list.fromDay);
  const lastDay = isEmpty ? list.toDay : Math.max(end, list.toDay);
  const weekdayOf = (day: number): number => (((source.firstWeekday + day - source.firstDay) % 7) + 7) % 7;
  const days = Array.from({ length: lastDay - firstDay }, (_, index) => {
    const day = firstDay + index;
    return day >= source.firstDay && day < end ? source.days[day - source.firstDay] : source.week[weekdayOf(day)];
  });
  return { ...source, firstDay, days, firstWeekday: weekdayOf(firstDay) };
}

function weekFrom(source: CalendarSource, weekday: number, patternTicks: Float64Array): { week: Uint16Array; worked: Float64Array } {
  const week = new Uint16Array(7);
  const worked = new Float64Array(8);
  for (let d = 0; d < 7; d += 1) {
    week[d] = source.week[(weekday + d) % 7];
    worked[d + 1] = worked[d] + patternTicks[week[d]];
  }
  return { week, worked };
}

/** Worked ticks before instant `t` (ticks), counted from midnight of the first listed day. */
export function workedAt(c: CalendarTable, t: number): number {
  const day = Math.floor(t / TICKS_PER_DAY);
  const ofDay = t - day * TICKS_PER_DAY;
  const index = day - c.firstDay;
  if (index >= 0 && index < c.dayCount) return c.workedBeforeDay[index] + workedInDay(c, c.patternOfDay[index], ofDay);
  if (index >= 0) {
    const past = index - c.dayCount;
    const weeks = Math.floor(past / 7);
    const d = past - weeks * 7;
    return c.workedBeforeDay[c.dayCount] + weeks * c.weekTicks + c.workedAfter[d] + workedInDay(c, c.weekAfter[d], ofDay);
  }
  const weeks = Math.floor(index / 7);
  const d = index - weeks * 7;
  return weeks * c.weekTicks + c.workedBefore[d] + workedInDay(c, c.weekBefore[d], ofDay);
}

function workedInDay(c: CalendarTable, pattern: number, ofDay: number): number {
  for (let k = c.periodStart[pattern + 1] - 1; k >= c.periodStart[pattern]; k -= 1) {
    if (ofDay > c.periodFrom[k]) return c.periodWorked[k] + (ofDay < c.periodTo[k] ? ofDay : c.periodTo[k]) - c.periodFrom[k];
  }
  return 0;
}

/** The earliest instant by which `w` ticks are worked: where `w` is a period's end, that end. */
export function finishAt(c: CalendarTable, w: number): number {
  const total = c.workedBeforeDay[c.dayCount];
  if (w > 0 && w <= total) {
    let d = c.bucketDay[Math.floor((w - 1) / BUCKET_TICKS)];
    while (c.workedBeforeDay[d + 1] < w) d += 1;
    return (c.firstDay + d) * TICKS_PER_DAY + finishInDay(c, c.patternOfDay[d], w - c.workedBeforeDay[d]);
  }
  if (c.weekTicks === 0) return w > total ? Infinity : -Infinity;
  const isAfter = w > total;
  const rest = isAfter ? w - total : w;
  const weeks = Math.ceil(rest / c.weekTicks) - 1;
  const inWeek = rest - weeks * c.weekTicks;
  const worked = isAfter ? c.workedAfter : c.workedBefore;
  let d = 0;
  while (worked[d + 1] < inWeek) d += 1;
  const day = c.firstDay + (isAfter ? c.dayCount : 0) + weeks * 7 + d;
  return day * TICKS_PER_DAY + finishInDay(c, (isAfter ? c.weekAfter : c.weekBefore)[d], inWeek - worked[d]);
}

function finishInDay(c: CalendarTable, pattern: number, w: number): number {
  let k = c.periodStart[pattern];
  while (c.periodWorked[k] + c.periodTo[k] - c.periodFrom[k] < w) k += 1;
  return c.periodFrom[k] + w - c.periodWorked[k];
}

/** The latest instant at which only `w` ticks are worked: where `w` is a period's end, the start of the next period. */
export function startAt(c: CalendarTable, w: number): number {
  const total = c.workedBeforeDay[c.dayCount];
  if (w >= 0 && w < total) {
    let d = c.bucketDay[Math.floor(w / BUCKET_TICKS)];
    while (c.workedBeforeDay[d + 1] <= w) d += 1;
    return (c.firstDay + d) * TICKS_PER_DAY + startInDay(c, c.patternOfDay[d], w - c.workedBeforeDay[d]);
  }
  if (c.weekTicks === 0) return w >= total ? Infinity : -Infinity;
  const isAfter = w >= total;
  const rest = isAfter ? w - total : w;
  const weeks = Math.floor(rest / c.weekTicks);
  const inWeek = rest - weeks * c.weekTicks;
  const worked = isAfter ? c.workedAfter : c.workedBefore;
  let d = 0;
  while (worked[d + 1] <= inWeek) d += 1;
  const day = c.firstDay + (isAfter ? c.dayCount : 0) + weeks * 7 + d;
  return day * TICKS_PER_DAY + startInDay(c, (isAfter ? c.weekAfter : c.weekBefore)[d], inWeek - worked[d]);
}

function startInDay(c: CalendarTable, pattern: number, w: number): number {
  let k = c.periodStart[pattern];
  while (c.periodWorked[k] + c.periodTo[k] - c.periodFrom[k] <= w) k += 1;
  return c.periodFrom[k] + w - c.periodWorked[k];
}

/** The next working instant at or after `t`. */
export function nextStart(c: CalendarTable, t: number): number {
  return startAt(c, workedAt(c, t));
}

/** The last instant at or before `t` that has the same work behind it: `t` itself inside a period, else the end of the period before. */
export function previousFinish(c: CalendarTable, t: number): number {
  return finishAt(c, workedAt(c, t));
}

/** Worked ticks from `a` to `b`; negative when `b` is earlier. */
export function workBetween(c: CalendarTable, a: number, b: number): number {
  return workedAt(c, b) - workedAt(c, a);
}

/**
 * Steps `ticks` of working time from `t`: forward to the instant by which they are worked, backward to the instant
 * from which they can be worked. `addWork(c, t, 0)` is `t`.
 */
export function addWork(c: CalendarTable, t: number, ticks: number): number {
  if (ticks === 0) return t;
  const target = workedAt(c, t) + ticks;
  return ticks > 0 ? finishAt(c, target) : startAt(c, target);
}
