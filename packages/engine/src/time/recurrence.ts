/** The days on which a recurring calendar exception falls. */
import { civilOf, dayOf, daysInMonth, weekdayOf } from "./minute.ts";

/** How an exception recurs: codes as MSPDI has them. `model/plan/calendar.ts` holds the schema of the same shape. */
export interface RecurrenceRule {
  /** 1 daily, 2 yearly by day, 3 yearly by position, 4 monthly by day, 5 monthly by position, 6 weekly, 7 every `period` days, 8 weekdays, 9 none. */
  readonly type: number;
  /** Absent: the last day stops it. */
  readonly occurrences?: number | undefined;
  readonly period: number;
  /** Bit mask Sunday 1 … Saturday 64. */
  readonly daysOfWeek: number;
  /** 0 day, 1 weekday, 2 weekend day, 3 Sunday … 9 Saturday. */
  readonly monthItem: number;
  /** 0 first … 3 fourth, 4 last. */
  readonly monthPosition: number;
  /** 0 January … 11 December. */
  readonly month: number;
  readonly monthDay: number;
}

/** No exception lists more days than this (about 1,100 years). */
const MOST_DAYS = 402_000;

/**
 * Day numbers of a recurrence from `fromDay` to `toDay`, ascending. MS Project always stores the resulting last day, so it
 * stops the series even where a number of occurrences is given. Weekly counts weeks from the Sunday on or before `fromDay`;
 * by day clamps to the month's length; hits before `fromDay` are dropped and not counted.
 * Example: type 6, period 2, mask 4 (Tuesday), from 2001-01-01, 4 occurrences: 2, 16, 30 January, 13 February.
 */
export function recurrenceDays(rule: RecurrenceRule, fromDay: number, toDay: number): number[] {
  const most = Math.min(rule.occurrences ?? MOST_DAYS, MOST_DAYS);
  const days: number[] = [];
  for (const day of candidates(rule, fromDay)) {
    if (day > toDay || days.length >= most) break;
    if (day >= fromDay) days.push(day);
  }
  return days;
}

function candidates(rule: RecurrenceRule, fromDay: number): Generator<number> {
  switch (rule.type) {
    case 2:
      return monthly(fromDay, 12, rule.month + 1, (year, month) => dayInMonth(year, month, rule.monthDay));
    case 3:
      return monthly(fromDay, 12, rule.month + 1, (year, month) => positionInMonth(rule, year, month));
    case 4:
      return monthly(fromDay, rule.period, undefined, (year, month) => dayInMonth(year, month, rule.monthDay));
    case 5:
      return monthly(fromDay, rule.period, undefined, (year, month) => positionInMonth(rule, year, month));
    case 6:
      return weekly(rule, fromDay);
    case 8:
      return weekly({ ...rule, period: 1, daysOfWeek: rule.daysOfWeek === 0 ? 62 : rule.daysOfWeek }, fromDay);
    case 7:
      return everyDays(fromDay, Math.max(1, rule.period));
    default:
      return everyDays(fromDay, 1);
  }
}

function* everyDays(fromDay: number, step: number): Generator<number> {
  for (let n = 0; n < MOST_DAYS; n += 1) yield fromDay + n * step;
}

function* weekly(rule: RecurrenceRule, fromDay: number): Generator<number> {
  if ((rule.daysOfWeek & 127) === 0) return;
  const sunday = fromDay - weekdayOf(fromDay);
  for (let week = 0; week < MOST_DAYS; week += Math.max(1, rule.period)) {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      if (rule.daysOfWeek & (1 << weekday)) yield sunday + week * 7 + weekday;
    }
  }
}

/** Every `step` months from the month of `fromDay`, or from the given month of its year (a yearly rule). */
function* monthly(fromDay: number, step: number, startMonth: number | undefined, pick: (year: number, month: number) => number): Generator<number> {
  const from = civilOf(fromDay);
  const first = from.year * 12 + (startMonth ?? from.month) - 1;
  for (let n = 0; n < 40_000; n += 1) {
    const at = first + n * Math.max(1, step);
    yield pick(Math.floor(at / 12), (at % 12) + 1);
  }
}

function dayInMonth(year: number, month: number, day: number): number {
  return dayOf(year, month, Math.min(Math.max(1, day), daysInMonth(year, month)));
}

function positionInMonth(rule: RecurrenceRule, year: number, month: number): number {
  const length = daysInMonth(year, month);
  const first = dayOf(year, month, 1);
  const hits: number[] = [];
  for (let d = 0; d < length; d += 1) if (isItem(rule.monthItem, weekdayOf(first + d))) hits.push(first + d);
  const at = rule.monthPosition >= 4 ? hits.length - 1 : Math.min(rule.monthPosition, hits.length - 1);
  return hits[at] ?? first;
}

function isItem(item: number, weekday: number): boolean {
  if (item === 0) return true;
  const isWeekend = weekday === 0 || weekday === 6;
  if (item === 1) return !isWeekend;
  if (item === 2) return isWeekend;
  return weekday === item - 3;
}
