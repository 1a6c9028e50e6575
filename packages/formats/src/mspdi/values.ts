/** How MSPDI writes single values: flags, numbers, dates, clock times, durations and codes, both ways. */
import type { DurationUnit } from "@leadline/engine/model/fields.ts";
import type { RateTable } from "@leadline/engine/model/people/resource.ts";
import type { WorkContour } from "@leadline/engine/model/people/assignment.ts";
import type { ConstraintType } from "@leadline/engine/model/plan/task.ts";
import type { LagUnit, LinkType } from "@leadline/engine/model/plan/link.ts";
import { EARLIEST_MINUTE, LATEST_MINUTE, MINUTES_PER_DAY, dayNumberOf, formatIso, formatIsoDay, parseIso, type Minute } from "@leadline/engine/time/minute.ts";

export const MSPDI_NAMESPACE = "http://schemas.microsoft.com/project";

/** 0 or 1; also the words of xsd:boolean. */
export function parseFlag(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (word === "1" || word === "true") return true;
  return word === "0" || word === "false" ? false : undefined;
}

export function flagText(value: boolean): string {
  return value ? "1" : "0";
}

const NUMBER = /^[+-]?(?:\d{1,15}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?$/;

export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : undefined;
}

export function parseInteger(text: string): number | undefined {
  const value = parseNumber(text);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}

/** Shortest decimal text: 1, 0.5, 0.333. Never an exponent. */
export function numberText(value: number): string {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Number.isInteger(rounded) ? rounded.toFixed(0) : withoutZeros(rounded.toFixed(6));
}

/** "0.500000" is 0.5. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === "0") end -= 1;
  return text.slice(0, end);
}

/** A wall-clock date; a zone or an offset behind it is dropped. `undefined` outside 1900-2999 too. */
export function parseDate(text: string): Minute | undefined {
  return parseIso(text.trim().replace(/(?:Z|[+-]\d{2}:\d{2})$/, ""));
}

export const dateText = formatIso;

/** So many wall-clock minutes later, within the years that a plan may hold. */
export function shifted(date: Minute, minutes: number): Minute {
  return Math.min(LATEST_MINUTE, Math.max(EARLIEST_MINUTE, date + Math.round(minutes))) as Minute;
}

/** The day number that a date lies on. */
export function parseDay(text: string): number | undefined {
  const minute = parseDate(text);
  return minute === undefined ? undefined : dayNumberOf(minute);
}

/** An exception's first day begins at 00:00 and its last ends at 23:59. */
export function firstDayText(day: number): string {
  return `${formatIsoDay(day)}T00:00:00`;
}
export function lastDayText(day: number): string {
  return `${formatIsoDay(day)}T23:59:00`;
}

const CLOCK = /^(?:\d{4}-\d{2}-\d{2}T)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/** Minutes after midnight of `HH:MM[:SS]`; the date that some writers put before it is ignored. */
export function parseClock(text: string): number | undefined {
  const match = CLOCK.exec(text.trim());
  if (!match) return undefined;
  const value = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) > 59 || value > MINUTES_PER_DAY ? undefined : value;
}

/** Midnight at the end of a day is 00:00:00. */
export function clockText(minutesAfterMidnight: number): string {
  const value = minutesAfterMidnight % MINUTES_PER_DAY;
  return `${String(Math.floor(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}:00`;
}

const DURATION = /^([+-])?P(?:([+-]?\d+)Y)?(?:([+-]?\d+)M)?(?:([+-]?\d+)W)?(?:([+-]?\d+)D)?(?:T(?:([+-]?[\d.]+)H)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.]+)S)?)?$/;
/** Minutes of a year, a month, a week, a day, an hour, a minute and a second as xsd:duration means them (MS Project writes none above hours). */
const PART_MINUTES = [365 * 1440, 30 * 1440, 7 * 1440, 1440, 60, 1, 1 / 60];

/** Minutes of `PT8H0M0S`, rounded to tenths; negative where the text is. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  const match = DURATION.exec(trimmed);
  if (!match || /[PT]$/.test(trimmed)) return undefined;
  let minutes = 0;
  for (const [index, size] of PART_MINUTES.entries()) minutes += Number(match[index + 2] ?? 0) * size;
  return Number.isFinite(minutes) ? toTenths(match[1] === "-" ? -minutes : minutes) : undefined;
}

/** `PT8H0M0S`: hours, minutes, seconds only, since MS Project reads nothing else. */
export function durationText(minutes: number): string {
  const tenths = Math.round(Math.abs(minutes) * 10);
  const whole = Math.floor(tenths / 10);
  const sign = minutes < 0 && tenths > 0 ? "-" : "";
  return `${sign}PT${Math.floor(whole / 60)}H${whole % 60}M${(tenths % 10) * 6}S`;
}

/** Rounds minutes to the tenths that MS Project keeps. */
export function toTenths(minutes: number): number {
  const value = Math.round(minutes * 10) / 10;
  return value === 0 ? 0 : value;
}

/** DurationFormat code (without the 32 that marks an estimate) and the unit it names. */
const DURATION_FORMATS: readonly (readonly [number, DurationUnit])[] = [
  [7, "d"], [3, "m"], [4, "em"], [5, "h"], [6, "eh"], [8, "ed"], [9, "w"], [10, "ew"], [11, "mo"], [12, "emo"], [21, "d"],
];
const ESTIMATED = 32;

export interface DurationFormat {
  readonly unit: DurationUnit;
  readonly estimated: boolean;
}

export function parseDurationFormat(text: string): DurationFormat | undefined {
  const code = parseInteger(text);
  if (code === undefined) return undefined;
  const estimated = code >= ESTIMATED;
  const known = DURATION_FORMATS.find(([number]) => number === (estimated ? code - ESTIMATED : code));
  return known && { unit: known[1], estimated };
}

export function durationFormatText(format: DurationFormat): string {
  const code = DURATION_FORMATS.find(([, unit]) => unit === format.unit)?.[0] ?? 7;
  return String(format.estimated ? code + ESTIMATED : code);
}

const LAG_PERCENT: readonly (readonly [number, LagUnit])[] = [[19, "%"], [20, "e%"], [51, "%"], [52, "e%"]];

export function parseLagFormat(text: string): LagUnit | undefined {
  const code = parseInteger(text);
  return LAG_PERCENT.find(([number]) => number === code)?.[1] ?? parseDurationFormat(text)?.unit;
}

export function lagFormatText(unit: LagUnit): string {
  const percent = LAG_PERCENT.find(([, name]) => name === unit);
  return percent ? String(percent[0]) : String(DURATION_FORMATS.find(([, name]) => name === unit)?.[0] ?? 7);
}

/** The names of a code table; the code is the place in it. */
function codeTable<T extends string>(names: readonly T[]): { parse: (text: string) => T | undefined; text: (name: T) => string } {
  return { parse: (text) => names[parseInteger(text) ?? -1], text: (name) => String(names.indexOf(name)) };
}

export const constraintCode = codeTable<ConstraintType>(["ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT"]);
export const linkTypeCode = codeTable<LinkType>(["FF", "FS", "SF", "SS"]);
export const taskTypeCode = codeTable<"fixedUnits" | "fixedDuration" | "fixedWork">(["fixedUnits", "fixedDuration", "fixedWork"]);
export const contourCode = codeTable<WorkContour>(["flat", "backLoaded", "frontLoaded", "doublePeak", "earlyPeak", "latePeak", "bell", "turtle", "contoured"]);
export const accrualCode: { readonly parse: (text: string) => "start" | "end" | "prorated" | undefined; readonly text: (accrual: "start" | "end" | "prorated") => string } = {
  parse: (text) => ACCRUALS[(parseInteger(text) ?? 0) - 1],
  text: (accrual) => String(ACCRUALS.indexOf(accrual) + 1),
};
const ACCRUALS = ["start", "end", "prorated"] as const;
export const rateTableCode = codeTable<RateTable>(["A", "B", "C", "D", "E"]);
export const bookingCode = codeTable<"committed" | "proposed">(["committed", "proposed"]);
/** A constraint that means nothing without a date. */
export function needsDate(constraint: ConstraintType): boolean {
  return constraint !== "ASAP" && constraint !== "ALAP";
}
