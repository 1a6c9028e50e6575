/**
 * What the fields of a row mean: texts, hours, dates and codes, with a sentence for each that makes no sense.
 * Primavera says “units” and “quantity” for work; this is the only place where the words may mean that.
 */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { parseIso, formatIso, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { XerRow, XerTable } from "./tokens.ts";

/** How a file writes its numbers: by the currency that its first line names. */
export interface NumberStyle {
  readonly decimal: "." | ",";
}

export interface RowFields {
  /** What the row is called in sentences: `TASK 101 “Survey”`. */
  readonly called: string;
  readonly row: XerRow;
  /** The text without doubled quotes and line breaks; `undefined` where the field is empty or not there. */
  readonly text: (field: string) => string | undefined;
  readonly lines: (field: string) => string | undefined;
  readonly number: (field: string) => number | undefined;
  readonly within: (field: string, least: number, most: number) => number | undefined;
  /** Hours of work or time, in minutes with at most one decimal. */
  readonly minutes: (field: string) => number | undefined;
  readonly date: (field: string) => Minute | undefined;
  readonly flag: (field: string) => boolean | undefined;
  readonly code: <T>(field: string, codes: Readonly<Record<string, T>>) => T | undefined;
  readonly odd: (code: string, message: string, about?: Partial<Problem>) => void;
}

/** A look-up of field names for all rows of one table. */
export function fieldPlaces(table: XerTable): ReadonlyMap<string, number> {
  return new Map(table.fields.map((name, index) => [name, index]));
}

export interface RowSource {
  readonly row: XerRow;
  readonly places: ReadonlyMap<string, number>;
  readonly called: string;
  readonly style: NumberStyle;
  readonly problems: ProblemList;
  readonly about?: Partial<Problem>;
}

/** Work, lag and slack are at most a billion minutes: that is what records may hold. */
const MOST_MINUTES = 1e9;

export function fieldsOf({ row, places, called, style, problems, about }: RowSource): RowFields {
  const raw = (field: string): string | undefined => {
    const at = places.get(field);
    const text = at === undefined ? undefined : row.cells[at];
    return text === undefined || text.trim() === "" ? undefined : text;
  };
  const odd = (code: string, message: string, more: Partial<Problem> = {}): void => problems.add({ code, message: `${called}: ${message}`, line: row.line, ...about, ...more });
  const within = (field: string, least: number, most: number): number | undefined => {
    const value = number(field);
    if (value === undefined || (value >= least && value <= most)) return value;
    odd("xer/out-of-range", `${field} ${value} is not from ${least} to ${most}; it was left out.`);
    return undefined;
  };
  const number = (field: string): number | undefined => {
    const text = raw(field);
    if (text === undefined) return undefined;
    const value = parseNumber(text, style);
    if (value === undefined) odd("xer/no-number", `${field} “${text.slice(0, 40)}” is no number; it was left out.`);
    return value;
  };
  return {
    called,
    row,
    text: (field) => raw(field) && plainText(raw(field) ?? "", " "),
    lines: (field) => raw(field) && plainText(raw(field) ?? "", "\n"),
    number,
    within,
    minutes: (field) => {
      const hours = within(field, -MOST_MINUTES / 60, MOST_MINUTES / 60);
      return hours === undefined ? undefined : toTenths(hours * 60);
    },
    date: (field) => {
      const text = raw(field);
      if (text === undefined) return undefined;
      const date = parseIso(text);
      if (date === undefined) odd("xer/no-date", `${field} “${text.slice(0, 40)}” is no date from 1900 to 2999; it was left out.`);
      return date;
    },
    flag: (field) => {
      const text = raw(field)?.trim().toUpperCase();
      return text === undefined ? undefined : text === "Y" || text === "1";
    },
    code: (field, codes) => {
      const text = raw(field)?.trim();
      if (text === undefined) return undefined;
      if (Object.hasOwn(codes, text)) return codes[text];
      odd("xer/unknown-code", `${field} “${text.slice(0, 40)}” is not known; the usual value is taken.`);
      return undefined;
    },
    odd,
  };
}

function plainText(text: string, lineBreak: string): string {
  return text.replace(/""/g, '"').replace(/(?:\u007f\u007f|\u007f|\r?\n)/g, lineBreak).trim();
}

/** A number in the file's own style. Where only the grouping sign stands in it, three digits behind it make thousands. */
export function parseNumber(text: string, { decimal }: NumberStyle): number | undefined {
  const compact = text.trim();
  const group = decimal === "." ? "," : ".";
  if (compact.length > 40 || !/^[-+]?[.,]*\d[\d.,]*(?:[eE][-+]?\d{1,3})?$/.test(compact)) return undefined;
  const isGroupOnly = !compact.includes(decimal) && compact.split(group).length === 2 && !/[.,]\d{3}$/.test(compact);
  const plain = isGroupOnly ? compact.replace(group, ".") : compact.replaceAll(group, "").replace(decimal, ".");
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Minutes with one decimal, which is what records hold. */
export function toTenths(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}

/** A text that goes into a field: quotes doubled, line breaks as 0x7F 0x7F, no tab. */
export function fieldText(text: string): string {
  return text.replace(/\t/g, " ").replace(/"/g, '""').replace(/\r?\n|\r/g, "\u007f\u007f");
}

/** Hours with up to four decimals, in the file's style. */
export function hoursText(minutes: number, style: NumberStyle): string {
  return numberText(minutes / 60, style);
}

export function numberText(value: number, { decimal }: NumberStyle): string {
  return String(Math.round(value * 1e4) / 1e4).replace(".", decimal);
}

/** `2026-03-02 08:00`; the end of a day is midnight of the next one. */
export function dateText(minute: Minute | undefined): string {
  return minute === undefined ? "" : formatIso(minute).slice(0, 16).replace("T", " ");
}

/** Day number (since 1970) of a serial day number (since 30 December 1899). */
export const SERIAL_OF_EPOCH = 25_569;

/** A date without a time of day that ends something is the end of that day. */
export function asFinish(date: Minute, isDateOnly: boolean): Minute {
  if (!isDateOnly) return date;
  return parseIso(formatIso((date + MINUTES_PER_DAY) as Minute)) ?? date;
}
