/** How an MPX file writes numbers, money, durations, dates and times: in the style that its own first records state. */
import type { LagUnit } from "@leadline/engine/model/plan/link.ts";
import { MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { shifted, toTenths } from "../mspdi/values.ts";
import type { MpxRecord } from "./tokens.ts";
import { MONTHS, NOT_AVAILABLE, UNITS } from "./words.ts";

export interface MpxStyle {
  readonly decimal: string;
  readonly dateOrder: "mdy" | "dmy" | "ymd";
  readonly currency: string;
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly defaultStartTime: number;
  /** The unit of a duration that names none. */
  readonly durationUnit: LagUnit;
}

export const DEFAULT_FINISH_TIME = 1020;

const ORDERS = ["mdy", "dmy", "ymd"] as const;
const DEFAULT_UNITS: readonly LagUnit[] = ["m", "h", "d", "w"];

/** The style by records 10 (currency), 11 (defaults) and 12 (dates), the usual one where they say nothing. */
export function styleOf(records: readonly MpxRecord[]): MpxStyle {
  const fieldsOf = (number: number): readonly string[] => records.find((record) => record.number === number)?.fields ?? [];
  const [currency, defaults, dates] = [fieldsOf(10), fieldsOf(11), fieldsOf(12)];
  const decimal = currency[4]?.trim() === "," ? "," : ".";
  const hours = (text: string | undefined, usual: number, most: number): number => {
    const value = parseNumber(text ?? "", decimal);
    return value !== undefined && value > 0 && value <= most ? Math.max(1, Math.round(value * 60)) : usual;
  };
  const startTime = Number(dates[2]?.trim() || "480");
  return {
    decimal,
    dateOrder: ORDERS[Number(dates[0]?.trim() || "1")] ?? "dmy",
    currency: currency[0]?.trim() ?? "",
    minutesPerDay: hours(defaults[3], 480, 24),
    minutesPerWeek: hours(defaults[4], 2400, 168),
    defaultStartTime: Number.isInteger(startTime) && startTime >= 0 && startTime < MINUTES_PER_DAY ? startTime : 480,
    durationUnit: DEFAULT_UNITS[Number(defaults[0]?.trim() || "2")] ?? "d",
  };
}

/** A number with the file's decimal sign; signs that group thousands, currency and percent are dropped. */
export function parseNumber(text: string, decimal: string): number | undefined {
  const whole = text.trim().slice(0, 60);
  const begin = whole.search(/[\d.,]/);
  const front = whole.slice(0, Math.max(begin, 0));
  const [digits] = /^[.,]*\d[\d.,\u00a0 ']*/.exec(whole.slice(begin)) ?? [];
  if (begin < 0 || digits === undefined || !isSignAndUnit(front) || whole.length - begin - digits.length > MOST_UNIT) return undefined;
  const grouped = decimal === "," ? /[.\u00a0 ']/g : /[,\u00a0 ']/g;
  const value = Number(digits.trim().replace(grouped, "").replace(decimal, "."));
  if (!Number.isFinite(value)) return undefined;
  return front.includes("-") ? -value : value;
}

/** Characters of a currency or unit beside a number. */
const MOST_UNIT = 10;

/** "-", "€ -", "-€": at most one sign, with little around it. */
function isSignAndUnit(text: string): boolean {
  return text.split(/[+-]/).length <= 2 && text.split(/[+-]/).every((part) => part.length <= MOST_UNIT);
}

export interface MpxDuration {
  /** Working minutes, wall-clock minutes for an elapsed unit, 0 for the percent units. */
  readonly minutes: number;
  /** For the units % and e%. */
  readonly percent: number;
  readonly unit: LagUnit;
  /** Written with a question mark behind it. */
  readonly estimated: boolean;
}

/** `50d`, `1.5h`, `2ed?`, `50%`. */
export function parseDuration(text: string, style: MpxStyle): MpxDuration | undefined {
  const match = /^([+-]?\s*[\d.,]+)\s*(?:([^\d\s.,?+-]{1,8})\s*)?(\?)?$/.exec(text.trim().slice(0, 60));
  const value = match && parseNumber((match[1] ?? "").replace(/\s/g, ""), style.decimal);
  if (!match || value === undefined || value === null) return undefined;
  const word = (match[2] ?? "").toLowerCase();
  const unit = word === "" ? style.durationUnit : UNITS.get(word);
  if (unit === undefined) return undefined;
  const estimated = match[3] !== undefined;
  if (unit === "y") return { minutes: toTenths(value * 52 * style.minutesPerWeek), percent: 0, unit: "w", estimated };
  if (unit === "%" || unit === "e%") return { minutes: 0, percent: value, unit, estimated };
  return { minutes: toTenths(value * minutesOf(unit, style)), percent: 0, unit, estimated };
}

const DAYS_PER_MONTH = 20;

function minutesOf(unit: Exclude<LagUnit, "%" | "e%">, { minutesPerDay, minutesPerWeek }: MpxStyle): number {
  const sizes: Readonly<Record<typeof unit, number>> = {
    m: 1, h: 60, d: minutesPerDay, w: minutesPerWeek, mo: DAYS_PER_MONTH * minutesPerDay, em: 1, eh: 60, ed: MINUTES_PER_DAY, ew: 7 * MINUTES_PER_DAY, emo: 30 * MINUTES_PER_DAY,
  };
  return sizes[unit];
}

/** The plan's own time of day for a date written without one. */
export type DateSide = "start" | "finish";

/** Whether a text stands for "no date". */
export function isNoDate(text: string): boolean {
  return text.trim() === "" || NOT_AVAILABLE.has(text.trim().toLowerCase());
}

/** `Tue 07/01/03`, `07.01.2003 08:00`, `Jan 7 '03 8:00 AM`. Two-digit years run from 1950 to 2049. `undefined` for anything else. */
export function parseDate(text: string, side: DateSide, style: MpxStyle): Minute | undefined {
  const { rest, time } = withoutTime(text.trim().slice(0, 60));
  const day = parseDay(rest, style);
  if (day === undefined || time === "wrong") return undefined;
  return shifted(day, time ?? (side === "start" ? style.defaultStartTime : DEFAULT_FINISH_TIME));
}

/** Whether a date is written with its time of day. */
export function hasTime(text: string): boolean {
  return withoutTime(text).time !== undefined;
}

function withoutTime(text: string): { readonly rest: string; readonly time: number | "wrong" | undefined } {
  const match = /(?:^|\s)(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm|vm|nm)?$/i.exec(text);
  if (!match || match.index === 0) return { rest: text, time: undefined };
  const half = match[3]?.toLowerCase();
  const isAfternoon = half === "pm" || half === "nm";
  const hour = half === undefined ? Number(match[1]) : (Number(match[1]) % 12) + (isAfternoon ? 12 : 0);
  const minutes = hour * 60 + Number(match[2]);
  return { rest: text.slice(0, match.index), time: Number(match[2]) > 59 || minutes > MINUTES_PER_DAY ? "wrong" : minutes };
}

/** Minutes after midnight of a clock time alone. */
export function parseClock(text: string): number | undefined {
  const { time } = withoutTime(`x ${text.trim().slice(0, 20)}`);
  return time === "wrong" ? undefined : time;
}

/** Midnight of a date: numbers in the file's order, or a month by its name between day and year. */
function parseDay(text: string, style: MpxStyle): Minute | undefined {
  const numbers = text.match(/\d+/g) ?? [];
  const month = (text.match(/\p{L}{3,}/gu) ?? []).map((word) => MONTHS.get(word.slice(0, 3).toLowerCase())).find((found) => found !== undefined);
  const isNumeric = numbers.length === 3;
  if (isNumeric && !/^\D{0,12}\d{1,4}\D{1,2}\d{1,2}\D{1,2}\d{1,4}$/.test(text)) return undefined;
  if (isNumeric) {
    const at = (part: "y" | "m" | "d"): number => Number(numbers[style.dateOrder.indexOf(part)]);
    return midnight(at("y"), at("m"), at("d"));
  }
  return numbers.length === 2 && month !== undefined ? midnight(Number(numbers[1]), month, Number(numbers[0])) : undefined;
}

function midnight(year: number, month: number, day: number): Minute | undefined {
  const full = year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year;
  const two = (value: number): string => String(value).padStart(2, "0");
  return parseIso(`${String(full).padStart(4, "0")}-${two(month)}-${two(day)}`);
}

export interface MpxRate {
  readonly amount: number;
  /** The unit's code, as MSPDI's StandardRateFormat has it. */
  readonly format: number;
}

const RATE_FORMATS: Readonly<Record<string, number>> = { m: 1, h: 2, d: 3, w: 4, mo: 5, y: 7 };

/** `£10.00/h`. */
export function parseRate(text: string, style: MpxStyle): MpxRate | undefined {
  const [money = "", unitText = "h"] = text.split("/", 2);
  const amount = parseNumber(money, style.decimal);
  const unit = UNITS.get(unitText.trim().toLowerCase());
  const format = unit === undefined ? undefined : RATE_FORMATS[unit];
  return amount === undefined || format === undefined ? undefined : { amount, format };
}
