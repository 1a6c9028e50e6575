/** A working-time calendar as flat tables: from wall-clock ticks to worked ticks and back in constant time. */

/** One tick is a tenth of a minute, the resolution that MS Project keeps. */
export const TICKS_PER_MINUTE = 10;
export const TICKS_PER_DAY = 14_400;
const DAYS_PER_TICK = 1 / TICKS_PER_DAY;

/** Worked ticks per bucket of the inverse index: seldom more than one period ends in it. A power of two, so that dividing by it is exact. */
const BUCKET_TICKS = 2048;
const BUCKETS_PER_TICK = 1 / BUCKET_TICKS;

/** The working periods of one kind of day, in ticks after midnight, ascending and apart. */
export interface DayPattern {
  readonly from: readonly number[];
  readonly to: readonly number[];
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

/** Working periods one after the other: their first instant, and the ticks worked before them (one entry more, for the end). */
interface Periods {
  readonly from: Float64Array;
  readonly worked: Float64Array;
}

/**
 * Days from `firstDay` on are listed period by period as long as exceptions go; before and after, the plain week repeats
 * for ever. All positions "worked ticks" count from midnight of `firstDay`; they are negative before it.
 */
export interface CalendarTable {
  /** Day number (in days of the ticks' epoch) of the first listed day. */
  readonly firstDay: number;
  readonly dayCount: number;
  readonly listed: Periods;
  /** Index of the first period on or after each listed day; `dayCount + 1` entries. */
  readonly firstPeriodOfDay: Int32Array;
  /**
   * The listed periods once more, for looking up: first instant and ticks worked before, side by side in one line of the
   * processor's cache. A period without length stands first, so that nothing lies before the first one.
   */
  readonly edges: Float64Array;
  /** Where in `edges` the last period stands that begins before each listed day ends. */
  readonly edgeOfDay: Int32Array;
  /** Where in `edges` the period stands in which each bucket of worked ticks begins. */
  readonly edgeOfBucket: Int32Array;
  readonly listedTicks: number;
  /** Periods of the week that begins on `firstDay` (going back by weeks) and of the week after the listed days, in ticks of that week. */
  readonly weekBefore: Periods;
  readonly weekAfter: Periods;
  readonly weekTicks: number;
}

export const WEEK_LENGTH = 7 * TICKS_PER_DAY;

/** Builds the tables. A calendar whose week holds no work is legal; work beyond its listed days is then never found (Infinity). */
export function buildCalendarTable(given: CalendarSource, list?: ListedDays): CalendarTable {
  const source = list ? withListedDays(given, list) : given;
  const dayCount = source.days.length;
  const firstPeriodOfDay = new Int32Array(dayCount + 1);
  const listed = periodsOf(source.days.map((pattern) => source.patterns[pattern]), source.firstDay * TICKS_PER_DAY, firstPeriodOfDay);
  return tableOfPeriods({
    firstDay: source.firstDay,
    dayCount,
    listed,
    firstPeriodOfDay,
    weekBefore: periodsOf(weekFrom(source, source.firstWeekday), 0),
    weekAfter: periodsOf(weekFrom(source, (source.firstWeekday + dayCount) % 7), 0),
  });
}

/** A table from its periods; the indexes and the totals follow from them. */
export function tableOfPeriods(periods: Omit<CalendarTable, "edges" | "edgeOfDay" | "edgeOfBucket" | "listedTicks" | "weekTicks">): CalendarTable {
  const { listed, weekBefore } = periods;
  const listedTicks = listed.worked[listed.from.length];
  const edges = edgesOf(periods);
  return {
    ...periods,
    listedTicks,
    edges,
    edgeOfDay: edgesOfDays(periods.firstPeriodOfDay, periods.dayCount),
    edgeOfBucket: edgesOfBuckets(edges, listedTicks),
    weekTicks: weekBefore.worked[weekBefore.from.length],
  };
}

function edgesOf({ listed, firstDay }: Pick<CalendarTable, "listed" | "firstDay">): Float64Array {
  const count = listed.from.length;
  const edges = new Float64Array(2 * count + 4);
  edges[0] = firstDay * TICKS_PER_DAY;
  for (let p = 0; p < count; p += 1) {
    edges[2 * p + 2] = listed.from[p];
    edges[2 * p + 3] = listed.worked[p];
  }
  edges[2 * count + 2] = Infinity;
  edges[2 * count + 3] = listed.worked[count];
  return edges;
}

/** One more than the periods before the next day, since an empty one stands first; two numbers each. */
function edgesOfDays(firstPeriodOfDay: Int32Array, dayCount: number): Int32Array {
  const edgeOfDay = new Int32Array(dayCount);
  for (let day = 0; day < dayCount; day += 1) edgeOfDay[day] = 2 * firstPeriodOfDay[day + 1];
  return edgeOfDay;
}

function edgesOfBuckets(edges: Float64Array, listedTicks: number): Int32Array {
  const edgeOfBucket = new Int32Array(Math.floor(listedTicks * BUCKETS_PER_TICK) + 2);
  let e = 0;
  for (let bucket = 0; bucket < edgeOfBucket.length; bucket += 1) {
    while (e < edges.length - 4 && edges[e + 3] <= bucket * BUCKET_TICKS) e += 2;
    edgeOfBucket[bucket] = e;
  }
  return edgeOfBucket;
}

function withListedDays(source: CalendarSource, list: ListedDays): CalendarSource {
  const end = source.firstDay + source.days.length;
  const isEmpty = source.days.length === 0;
  const firstDay = isEmpty ? list.fromDay : Math.min(source.firstDay, list.fromDay);
  const lastDay = isEmpty ? list.toDay : Math.max(end, list.toDay);
  const weekdayOf = (day: number): number => (((source.firstWeekday + day - source.firstDay) % 7) + 7) % 7;
  const days: number[] = [];
  for (let day = firstDay; day < lastDay; day += 1) days.push(day >= source.firstDay && day < end ? source.days[day - source.firstDay] : source.week[weekdayOf(day)]);
  return { ...source, firstDay, days, firstWeekday: weekdayOf(firstDay) };
}

function weekFrom(source: CalendarSource, weekday: number): DayPattern[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => source.patterns[source.week[(weekday + day) % 7]]);
}

function periodsOf(days: readonly DayPattern[], start: number, firstPeriodOfDay?: Int32Array): Periods {
  const from: number[] = [];
  const worked: number[] = [0];
  let sum = 0;
  days.forEach((pattern, day) => {
    if (firstPeriodOfDay) firstPeriodOfDay[day] = from.length;
    for (let k = 0; k < pattern.from.length; k += 1) {
      from.push(start + day * TICKS_PER_DAY + pattern.from[k]);
      sum += pattern.to[k] - pattern.from[k];
      worked.push(sum);
    }
  });
  if (firstPeriodOfDay) firstPeriodOfDay[days.length] = from.length;
  return { from: Float64Array.from(from), worked: Float64Array.from(worked) };
}

/**
 * Worked ticks before instant `t` (ticks), counted from midnight of the first listed day.
 * Which half of a day an instant lies in cannot be foreseen, so here and below the first step is reckoned and not jumped
 * (`Number` of a comparison is no branch); the loop after it turns only where periods are short.
 */
export function workedAt(c: CalendarTable, t: number): number {
  // A product is faster than a quotient; where it rounds down, midnight counts to the day before, with the same work behind it.
  const day = t * DAYS_PER_TICK - c.firstDay;
  if (day >= 0 && day < c.dayCount) {
    const { edges } = c;
    // Cutting off by `| 0` is one instruction where Math.floor is several: here it is the same.
    let e = c.edgeOfDay[day | 0];
    e -= 2 * Number(edges[e] > t);
    while (edges[e] > t) e -= 2;
    const worked = edges[e + 1] + t - edges[e];
    const most = edges[e + 3];
    return worked < most ? worked : most;
  }
  return workedOutside(c, t);
}

/** The look-ups outside the listed days are functions of their own, so that those inside stay short enough to be inlined. */
function workedOutside(c: CalendarTable, t: number): number {
  const isAfter = t * DAYS_PER_TICK - c.firstDay >= 0;
  const start = (c.firstDay + (isAfter ? c.dayCount : 0)) * TICKS_PER_DAY;
  const { from, worked } = isAfter ? c.weekAfter : c.weekBefore;
  const weeks = Math.floor((t - start) / WEEK_LENGTH);
  const ofWeek = t - start - weeks * WEEK_LENGTH;
  let p = from.length - 1;
  while (p >= 0 && from[p] > ofWeek) p -= 1;
  return (isAfter ? c.listedTicks : 0) + weeks * c.weekTicks + (p < 0 ? 0 : workedInPeriod(from[p], worked[p], worked[p + 1], ofWeek));
}

function workedInPeriod(from: number, workedBefore: number, workedAfter: number, t: number): number {
  const worked = workedBefore + t - from;
  return worked < workedAfter ? worked : workedAfter;
}

/** The earliest instant by which `w` ticks are worked: where `w` is a period's end, that end. */
export function finishAt(c: CalendarTable, w: number): number {
  if (w > 0 && w <= c.listedTicks) {
    const { edges } = c;
    let e = c.edgeOfBucket[((w - 1) * BUCKETS_PER_TICK) | 0];
    e += 2 * Number(edges[e + 3] < w);
    while (edges[e + 3] < w) e += 2;
    return edges[e] + w - edges[e + 1];
  }
  return finishOutside(c, w);
}

function finishOutside(c: CalendarTable, w: number): number {
  const isAfter = w > c.listedTicks;
  if (c.weekTicks === 0) return isAfter ? Infinity : -Infinity;
  const rest = isAfter ? w - c.listedTicks : w;
  const weeks = Math.ceil(rest / c.weekTicks) - 1;
  const { from, worked } = isAfter ? c.weekAfter : c.weekBefore;
  const ofWeek = rest - weeks * c.weekTicks;
  let p = 0;
  while (worked[p + 1] < ofWeek) p += 1;
  return (c.firstDay + (isAfter ? c.dayCount : 0)) * TICKS_PER_DAY + weeks * WEEK_LENGTH + from[p] + ofWeek - worked[p];
}

/** The latest instant at which only `w` ticks are worked: where `w` is a period's end, the start of the next period. */
export function startAt(c: CalendarTable, w: number): number {
  if (w >= 0 && w < c.listedTicks) {
    const { edges } = c;
    let e = c.edgeOfBucket[(w * BUCKETS_PER_TICK) | 0];
    e += 2 * Number(edges[e + 3] <= w);
    while (edges[e + 3] <= w) e += 2;
    return edges[e] + w - edges[e + 1];
  }
  return startOutside(c, w);
}

function startOutside(c: CalendarTable, w: number): number {
  const isAfter = w >= c.listedTicks;
  if (c.weekTicks === 0) return isAfter ? Infinity : -Infinity;
  const rest = isAfter ? w - c.listedTicks : w;
  const weeks = Math.floor(rest / c.weekTicks);
  const { from, worked } = isAfter ? c.weekAfter : c.weekBefore;
  const ofWeek = rest - weeks * c.weekTicks;
  let p = 0;
  while (worked[p + 1] <= ofWeek) p += 1;
  return (c.firstDay + (isAfter ? c.dayCount : 0)) * TICKS_PER_DAY + weeks * WEEK_LENGTH + from[p] + ofWeek - worked[p];
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
