/** The Gantt chart's time axis: instants to pixels and back, and the two bands of labels above the bars. */
import { civilOf, dayNumberOf, dayOf, MINUTES_PER_DAY, weekdayOf, type CivilDate, type Minute } from "../time/minute.ts";

/** A straight-line axis: `origin` lies at x = 0. */
export interface Timescale {
  readonly origin: Minute;
  readonly pixelsPerDay: number;
}

export const ZOOM_LEVELS = ["hour", "day", "week", "month", "quarter", "year"] as const;
export type ZoomLevel = (typeof ZOOM_LEVELS)[number];

/** Named widths of a day. At "week" a week is 91 px wide, so that 9 weeks fit beside the grid on a laptop. */
export const PIXELS_PER_DAY: Readonly<Record<ZoomLevel, number>> = { hour: 960, day: 32, week: 13, month: 3, quarter: 1, year: 0.25 };

const WIDEST = 1440;
const NARROWEST = 0.05;

export function xOf(scale: Timescale, minute: number): number {
  return ((minute - scale.origin) * scale.pixelsPerDay) / MINUTES_PER_DAY;
}

/** The instant at a place of the axis, rounded to the minute. */
export function minuteAt(scale: Timescale, x: number): Minute {
  return (scale.origin + Math.round((x * MINUTES_PER_DAY) / scale.pixelsPerDay)) as Minute;
}

/** Reads a zoom as it stands in the address: a level's name, or pixels per day; "week" for anything else. */
export function pixelsPerDayOf(zoom: string | undefined): number {
  const level = ZOOM_LEVELS.find((name) => name === zoom);
  if (level) return PIXELS_PER_DAY[level];
  const number = Number(zoom);
  return Number.isFinite(number) && number > 0 ? clampedZoom(number) : PIXELS_PER_DAY.week;
}

/** What the address says for a zoom; reads back as the same by `pixelsPerDayOf`. */
export function zoomText(pixelsPerDay: number): string {
  return ZOOM_LEVELS.find((name) => PIXELS_PER_DAY[name] === pixelsPerDay) ?? String(Number(pixelsPerDay.toPrecision(4)));
}

export function clampedZoom(pixelsPerDay: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, pixelsPerDay));
}

/** The next named level in or out; the last one stays. */
export function nextZoom(pixelsPerDay: number, direction: "in" | "out"): number {
  const widths = ZOOM_LEVELS.map((name) => PIXELS_PER_DAY[name]);
  const next = direction === "in" ? widths.findLast((width) => width > pixelsPerDay * 1.01) : widths.find((width) => width < pixelsPerDay * 0.99);
  return next ?? (direction === "in" ? (widths[0] ?? WIDEST) : (widths.at(-1) ?? NARROWEST));
}

export interface Axis {
  readonly scale: Timescale;
  /** Width in px of the whole axis. */
  readonly width: number;
}

/**
 * The axis of a plan that lies between two instants, with room on both sides. It begins on the first of a month, so that a
 * plan that starts a little earlier keeps its place on the screen.
 */
export function axisOf(plan: { readonly start: Minute; readonly finish: Minute }, pixelsPerDay: number, room: number): Axis {
  const margin = Math.round((room * MINUTES_PER_DAY) / pixelsPerDay);
  const { year, month } = civilOf(dayNumberOf((plan.start - margin) as Minute));
  const scale: Timescale = { origin: monthStart(year * 12 + month - 1), pixelsPerDay };
  return { scale, width: Math.ceil(xOf(scale, plan.finish) + 2 * room) };
}

export interface ScaleTick {
  readonly minute: Minute;
  readonly x: number;
  readonly label: string;
}

export interface ScaleBands {
  readonly upper: readonly ScaleTick[];
  readonly lower: readonly ScaleTick[];
}

/**
 * The labels whose spans touch the part of the axis from `fromX` to `toX`. The first tick of each band lies at or before
 * `fromX`, so that its label can be kept in sight. `weekStart`: 0 Sunday … 6 Saturday; weeks that start on Monday carry
 * their ISO number.
 */
export function bandsBetween(scale: Timescale, fromX: number, toX: number, weekStart: number): ScaleBands {
  const tier = TIERS.find((candidate) => scale.pixelsPerDay >= candidate.from) ?? TIERS.at(-1);
  if (!tier) return { upper: [], lower: [] };
  const ticks = (band: Band): ScaleTick[] => ticksOf(scale, { band, fromX, toX, weekStart });
  return { upper: ticks(tier.upper), lower: ticks(tier.lower) };
}

type Unit = "hour" | "quarterDay" | "day" | "week" | "month" | "quarter" | "year" | "decade";

interface Band {
  readonly unit: Unit;
  readonly label: (date: CivilDate, tick: { readonly day: number; readonly minuteOfDay: number; readonly weekStart: number }) => string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const monthName = (date: CivilDate): string => MONTHS[date.month - 1] ?? "";
const clock: Band["label"] = (_, { minuteOfDay }) => `${String(Math.floor(minuteOfDay / 60)).padStart(2, "0")}:00`;
const weekName: Band["label"] = (date, { day, weekStart }) => (weekStart === 1 ? `W${isoWeek(day)}` : `${date.day} ${monthName(date)}`);

/** From the widest day to the narrowest: which two units label it. */
const TIERS: readonly { readonly from: number; readonly upper: Band; readonly lower: Band }[] = [
  { from: 720, upper: { unit: "day", label: fullDay }, lower: { unit: "hour", label: (date, at) => clock(date, at).slice(0, 2) } },
  { from: 150, upper: { unit: "day", label: fullDay }, lower: { unit: "quarterDay", label: clock } },
  { from: 22, upper: { unit: "week", label: weekOfYear }, lower: { unit: "day", label: (date, { day }) => `${WEEKDAYS[weekdayOf(day)]?.charAt(0) ?? ""} ${date.day}` } },
  { from: 5.5, upper: { unit: "month", label: (date) => `${monthName(date)} ${date.year}` }, lower: { unit: "week", label: weekName } },
  { from: 1.1, upper: { unit: "year", label: (date) => String(date.year) }, lower: { unit: "month", label: monthName } },
  { from: 0.4, upper: { unit: "year", label: (date) => String(date.year) }, lower: { unit: "quarter", label: (date) => `Q${Math.ceil(date.month / 3)}` } },
  { from: 0.1, upper: { unit: "decade", label: (date) => `${date.year}–${date.year + 9}` }, lower: { unit: "year", label: (date) => String(date.year) } },
  { from: 0, upper: { unit: "decade", label: () => "" }, lower: { unit: "decade", label: (date) => String(date.year) } },
];

function fullDay(date: CivilDate, { day }: { readonly day: number }): string {
  return `${WEEKDAYS[weekdayOf(day)] ?? ""} ${date.day} ${monthName(date)} ${date.year}`;
}

function weekOfYear(date: CivilDate, at: { readonly day: number; readonly minuteOfDay: number; readonly weekStart: number }): string {
  const start = `${date.day} ${monthName(date)} ${date.year}`;
  return at.weekStart === 1 ? `${start} · ${weekName(date, at)}` : start;
}

/** The ISO number of the week that a Monday begins: the year of its Thursday counts. */
function isoWeek(monday: number): number {
  const thursday = monday + 3;
  return Math.floor((thursday - dayOf(civilOf(thursday).year, 1, 1)) / 7) + 1;
}

/** No screen is wide enough for more ticks than this. */
const MOST_TICKS = 2000;

function ticksOf(scale: Timescale, given: { readonly band: Band; readonly fromX: number; readonly toX: number; readonly weekStart: number }): ScaleTick[] {
  const { band, weekStart } = given;
  const ticks: ScaleTick[] = [];
  let at = unitStart(minuteAt(scale, given.fromX), band.unit, weekStart);
  for (let count = 0; count < MOST_TICKS && xOf(scale, at) < given.toX; count += 1) {
    const day = dayNumberOf(at);
    const minuteOfDay = at - day * MINUTES_PER_DAY;
    ticks.push({ minute: at, x: xOf(scale, at), label: band.label(civilOf(day), { day, minuteOfDay, weekStart }) });
    at = unitAfter(at, band.unit);
  }
  return ticks;
}

const MINUTES_OF: Readonly<Partial<Record<Unit, number>>> = { hour: 60, quarterDay: 360, day: MINUTES_PER_DAY, week: 7 * MINUTES_PER_DAY };
const MONTHS_OF: Readonly<Partial<Record<Unit, number>>> = { month: 1, quarter: 3, year: 12, decade: 120 };

function unitStart(minute: Minute, unit: Unit, weekStart: number): Minute {
  const day = dayNumberOf(minute);
  if (unit === "week") return ((day - ((weekdayOf(day) - weekStart + 7) % 7)) * MINUTES_PER_DAY) as Minute;
  const minutes = MINUTES_OF[unit];
  if (minutes !== undefined) return (Math.floor(minute / minutes) * minutes) as Minute;
  const months = MONTHS_OF[unit] ?? 1;
  const { year, month } = civilOf(day);
  const index = Math.floor((year * 12 + month - 1) / months) * months;
  return monthStart(index);
}

function unitAfter(start: Minute, unit: Unit): Minute {
  const minutes = MINUTES_OF[unit];
  if (minutes !== undefined) return (start + minutes) as Minute;
  const { year, month } = civilOf(dayNumberOf(start));
  return monthStart(year * 12 + month - 1 + (MONTHS_OF[unit] ?? 1));
}

/** First instant of a month counted from year 0. */
function monthStart(index: number): Minute {
  return (dayOf(Math.floor(index / 12), (index % 12) + 1, 1) * MINUTES_PER_DAY) as Minute;
}
