/** How Planner writes ids, dates and times of day. */
import { MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";

/** Calendars, tasks and people are numbered from 0 or 1 on; a negative id is none. */
export function uidOf(id: number | undefined): number | undefined {
  return id === undefined || id < 0 ? undefined : id;
}

const INSTANT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/;

/** `20070222T080000Z`, a wall-clock date in spite of its Z; seconds are cut. `undefined` outside 1900-2999. */
export function parseInstant(text: string): Minute | undefined {
  const [, year, month, day, hour = "00", minute = "00"] = INSTANT.exec(text.trim()) ?? [];
  return year === undefined ? undefined : parseIso(`${year}-${month}-${day}T${hour}:${minute}`);
}

/** Minutes after midnight of `0830`. */
export function parseTime(text: string | undefined): number | undefined {
  const [, hour, minute] = /^(\d{2})(\d{2})$/.exec(text?.trim() ?? "") ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const value = Number(hour) * 60 + Number(minute);
  return Number(minute) > 59 || value > MINUTES_PER_DAY ? undefined : value;
}
