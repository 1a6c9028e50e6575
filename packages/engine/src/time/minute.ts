/** Wall-clock time without zone as whole minutes since 1970-01-01T00:00, and civil dates as whole days. */

declare const minuteBrand: unique symbol;
/** Local wall-clock instant: integer minutes since 1970-01-01T00:00, no time zone. */
export type Minute = number & { readonly [minuteBrand]: true };

export const MINUTES_PER_DAY = 1440;

/** Earliest and latest instants that a plan may hold (1900-01-01 and 2999-12-31T23:59). */
export const EARLIEST_MINUTE = minuteOf(1900, 1, 1);
export const LATEST_MINUTE = minuteOf(2999, 12, 31, 23, 59);

/** Days since 1970-01-01 of a proleptic Gregorian date (month 1-12). Algorithm: Howard Hinnant, days_from_civil. */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The civil date of a day number; inverse of `dayOf`. */
export function civilOf(dayNumber: number): CivilDate {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

export function minuteOf(year: number, month: number, day: number, hour = 0, minute = 0): Minute {
  return (dayOf(year, month, day) * MINUTES_PER_DAY + hour * 60 + minute) as Minute;
}

/** The day number (days since 1970-01-01) that an instant lies on. */
export function dayNumberOf(minute: Minute): number {
  return Math.floor(minute / MINUTES_PER_DAY);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  return dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOf(year, month, 1);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/**
 * Reads `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]` as wall clock. Seconds are dropped. Returns `undefined` for
 * anything else, for dates that do not exist, and for years outside 1900-2999.
 */
export function parseIso(text: string): Minute | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute] = [Number(match[4] ?? 0), Number(match[5] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  const value = minuteOf(year, month, day, hour, minute);
  return value < EARLIEST_MINUTE || value > LATEST_MINUTE ? undefined : value;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `YYYY-MM-DDTHH:MM:SS`, the shape of every instant in our JSON. */
export function formatIso(minute: Minute): string {
  const day = dayNumberOf(minute);
  const rest = minute - day * MINUTES_PER_DAY;
  return `${formatIsoDay(day)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`;
}

/** `YYYY-MM-DD` of a day number. */
export function formatIsoDay(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}
