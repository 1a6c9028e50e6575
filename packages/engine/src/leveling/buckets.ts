/** The stretches of time over which demand and capacity are compared: hours, days, weeks or months, numbered without gaps. */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from "@leadline/kernel/calendar-table.ts";
import { civilOf, dayOf } from "../time/minute.ts";
import type { Basis } from "./leveling.ts";

const TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE;
const TICKS_PER_WEEK = 7 * TICKS_PER_DAY;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

export interface Buckets {
  /** The number of the bucket that holds an instant (ticks). */
  readonly at: (tick: number) => number;
  /** The first instant of a bucket; it ends where the next one starts. */
  readonly startOf: (bucket: number) => number;
}

/** `weekStartDay`: 0 Sunday … 6 Saturday. */
export function bucketsOf(basis: Exclude<Basis, "minute">, weekStartDay: number): Buckets {
  switch (basis) {
    case "hour":
      return evenBuckets(TICKS_PER_HOUR, 0);
    case "day":
      return evenBuckets(TICKS_PER_DAY, 0);
    case "week":
      return evenBuckets(TICKS_PER_WEEK, (weekStartDay - FIRST_WEEKDAY) * TICKS_PER_DAY);
    case "month":
      return { at: monthAt, startOf: (month) => dayOf(1970 + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1) * TICKS_PER_DAY };
  }
}

function evenBuckets(length: number, offset: number): Buckets {
  return { at: (tick) => Math.floor((tick - offset) / length), startOf: (bucket) => bucket * length + offset };
}

function monthAt(tick: number): number {
  const { year, month } = civilOf(Math.floor(tick / TICKS_PER_DAY));
  return (year - 1970) * 12 + month - 1;
}
