/** The server's wall clock as plans count time. */
import { formatIsoDay, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";

/** Whole minutes of the local wall clock. */
export function wallMinute(at: Date): Minute {
  // A date that exists lies within the range of minutes.
  return Math.floor(at.getTime() / 60_000 - at.getTimezoneOffset()) as Minute;
}

/** "2026-11-23" by the local wall clock. */
export function wallDay(at: Date): string {
  return formatIsoDay(Math.floor(wallMinute(at) / MINUTES_PER_DAY));
}
