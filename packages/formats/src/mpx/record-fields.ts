/** Reads the single values of one MPX record and says which of them make no sense. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { MpxRecord } from "./tokens.ts";
import { isNoDate, parseDate, parseDuration, parseNumber, type DateSide, type MpxDuration, type MpxStyle } from "./values.ts";
import { YES_NO, type Words } from "./words.ts";

/** Every reader answers `undefined` for a field that is absent, empty or makes no sense; the last is told as a problem. */
export interface RecordFields {
  readonly called: string;
  readonly line: number;
  readonly text: (field: number) => string | undefined;
  readonly integer: (field: number) => number | undefined;
  readonly number: (field: number) => number | undefined;
  readonly flag: (field: number) => boolean | undefined;
  readonly duration: (field: number) => MpxDuration | undefined;
  /** Minutes of work or time, at least 0. */
  readonly minutes: (field: number) => number | undefined;
  readonly date: (field: number, side: DateSide) => Minute | undefined;
  readonly word: <T>(field: number, words: Words<T>) => T | undefined;
  /** A value that `parse` understands. */
  readonly code: <T>(field: number, parse: (text: string) => T | undefined, is: string) => T | undefined;
  readonly odd: (code: string, message: string) => void;
}

export interface RecordSource {
  readonly record: MpxRecord;
  /** Where each field stands in the record; by its place, counted from 1, where there is no table. */
  readonly places?: ReadonlyMap<number, number>;
  readonly called: string;
  readonly style: MpxStyle;
  readonly problems: ProblemList;
  readonly about?: Pick<Problem, "taskId" | "taskUid">;
}

/** Longest duration or work that a record may hold, in minutes. */
const MOST_MINUTES = 1e9;

export function recordFields({ record, places, called, style, problems, about }: RecordSource): RecordFields {
  const text = (field: number): string | undefined => {
    const at = places ? places.get(field) : field - 1;
    const found = at === undefined ? undefined : record.fields[at];
    return found === undefined || found.trim() === "" ? undefined : found;
  };
  const odd = (code: string, message: string): void => problems.add({ code, message: `${called}: ${message}`, ...about, line: record.line });
  const code = <T>(field: number, parse: (given: string) => T | undefined, is: string): T | undefined => {
    const given = text(field);
    if (given === undefined) return undefined;
    const value = parse(given);
    if (value === undefined) odd("mpx/value", `“${given.trim().slice(0, 60)}” is ${is}; it was left out.`);
    return value;
  };
  const number = (field: number): number | undefined => code(field, (given) => parseNumber(given, style.decimal), "no number");
  const duration = (field: number): MpxDuration | undefined => code(field, (given) => parseDuration(given, style), "no duration in a unit that Leadline knows");
  return {
    called,
    line: record.line,
    text,
    number,
    duration,
    code,
    odd,
    integer: (field) => code(field, (given) => wholeNumber(given), "no whole number"),
    flag: (field) => code(field, (given) => YES_NO.get(given.trim().toLowerCase()), "neither yes nor no in a language that Leadline knows"),
    minutes: (field) => {
      const minutes = duration(field)?.minutes;
      if (minutes === undefined || (minutes >= 0 && minutes <= MOST_MINUTES)) return minutes;
      odd("mpx/out-of-range", `“${text(field)?.trim().slice(0, 60) ?? ""}” is ${minutes < 0 ? "negative" : "longer than a plan can hold"}; it was cut.`);
      return minutes < 0 ? 0 : MOST_MINUTES;
    },
    date: (field, side) => (isNoDate(text(field) ?? "") ? undefined : code(field, (given) => parseDate(given, side, style), "no date from 1900 to 2999")),
    word: (field, known) => code(field, (given) => known.get(given.trim().toLowerCase()), "no word that Leadline knows"),
  };
}

function wholeNumber(text: string): number | undefined {
  const value = /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  return value !== undefined && Math.abs(value) <= 2 ** 31 ? value : undefined;
}
