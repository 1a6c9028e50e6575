/** Wall-clock days and instants as people read them, and as date fields give them. */
import { civilOf, dayNumberOf, MINUTES_PER_DAY, parseIso, weekdayOf, type Minute } from "@leadline/engine/time/minute.ts";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Fri 4 Dec 2026". */
export function dayText(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${WEEKDAYS[weekdayOf(dayNumber)] ?? ""} ${day} ${MONTHS[month - 1] ?? ""} ${year}`;
}

/** "4 Dec 2026". */
export function shortDayText(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${day} ${MONTHS[month - 1] ?? ""} ${year}`;
}

/** "Dec 2026", of any day of the month. */
export function monthText(dayNumber: number): string {
  const { year, month } = civilOf(dayNumber);
  return `${MONTHS[month - 1] ?? ""} ${year}`;
}

/** "Fri 4 Dec 2026 17:00". */
export function instantText(minute: Minute): string {
  return `${dayText(dayNumberOf(minute))} ${clockText(minute - dayNumberOf(minute) * MINUTES_PER_DAY)}`;
}

/** "08:00" of minutes after midnight; 1440 is "24:00". */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The day of an API date (`YYYY-MM-DDTHH:MM:SS`) as "4 Dec 2026"; empty where there is none. */
export function apiDayText(iso: string | null | undefined): string {
  const minute = iso ? parseIso(iso) : undefined;
  return minute === undefined ? "" : shortDayText(dayNumberOf(minute));
}

/** This computer's local day. */
export function todayNumber(now: Date): number {
  return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
}

/** A moment (UTC, ISO) on this computer's clock: "4 Dec 2026 17:00"; empty where there is none. */
export function momentText(iso: string | null | undefined): string {
  if (!iso) return "";
  const moment = new Date(iso);
  return `${shortDayText(todayNumber(moment))} ${clockText(moment.getHours() * 60 + moment.getMinutes())}`;
}
