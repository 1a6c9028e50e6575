/** The kernel's tenths of a minute, and back. */
import { TICKS_PER_MINUTE } from "@leadline/kernel/calendar-table.ts";
import type { Minute } from "../time/minute.ts";

export function inTicks(minutes: number): number {
  return Math.round(minutes * TICKS_PER_MINUTE);
}

export function inMinutes(ticks: number): number {
  return ticks / TICKS_PER_MINUTE;
}

/** The whole minute that a tick lies in; the tenths are cut off. */
export function minuteOfTick(tick: number): Minute {
  return Math.floor(tick / TICKS_PER_MINUTE) as Minute;
}
