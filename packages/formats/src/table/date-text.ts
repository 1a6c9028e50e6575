/** Dates as tables write them: the order of day and month is found out from the whole column, and what stays unclear is asked. */
import type { DateOrder } from "@leadline/engine/time/date-text.ts";
import { daysInMonth, EARLIEST_MINUTE, LATEST_MINUTE, minuteOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";

/** What a column's dates tell: an order, that none is needed ("plain"), both ("mixed": 13/04 beside 04/13), or none for sure ("unclear": 03/04). */
export type DateStyle = DateOrder | "plain" | "mixed" | "unclear";

export interface TableDate {
  readonly minute: Minute;
  /** Whether a time of day was told. */
  readonly hasTime: boolean;
}

/** `dateStyleOf(["03/04/2026", "25/04/2026"])` is "dmy"; of the first alone it is "unclear". */
export function dateStyleOf(texts: Iterable<string>): DateStyle {
  const seen = new Set<DateStyle>();
  for (const text of texts) {
    const parts = datePart(text);
    if (parts) seen.add(styleOf(parts));
  }
  if (seen.has("dmy") && seen.has("mdy")) return "mixed";
  for (const style of ["dmy", "mdy", "unclear"] as const) if (seen.has(style)) return style;
  return "plain";
}

/** Dots mean day, month, year in every country that writes them. */
function styleOf({ numbers: [first = 0, second = 0], mark, month }: DateParts): DateStyle {
  if (month !== undefined || mark === "iso") return "plain";
  if (mark === "." || first > 12) return "dmy";
  if (second > 12) return "mdy";
  return first === second ? "plain" : "unclear";
}

/** The date and time; undefined for what is no date or does not exist (31.02.). Where the order matters and none is given, undefined too. */
export function parseDateText(text: string, order: DateOrder | undefined): TableDate | undefined {
  const parts = datePart(text);
  if (!parts) return undefined;
  const day = dayOfParts(parts, order);
  const time = timeOf(parts.time);
  if (!day || time === undefined) return undefined;
  const minute = (minuteOf(day.year, day.month, day.day) + (time.minutes ?? 0)) as Minute;
  return minute < EARLIEST_MINUTE || minute > LATEST_MINUTE ? undefined : { minute, hasTime: time.minutes !== undefined };
}

interface DateParts {
  /** Numbers in the order in which they stand; with a written month, day and year. */
  readonly numbers: readonly number[];
  readonly mark: "iso" | "." | "/" | "-";
  readonly month: number | undefined;
  readonly time: string;
}

const MOST_LETTERS = 60;

/** "Mon 02/03/26 08:00", "2026-03-02T08:00:00", "2 March 2026", "Mar 2, 2026", "02/Mar/26 9:15 AM". */
function datePart(text: string): DateParts | undefined {
  if (text.length > MOST_LETTERS) return undefined;
  const plain = text.trim().replace(/\s+/g, " ").replace(/^\p{L}{2,10}\.?,? (?=\d)/u, (word) => (monthOf(word) === undefined ? "" : word));
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](.*))?$/.exec(plain);
  if (iso) return { numbers: [Number(iso[1]), Number(iso[2]), Number(iso[3])], mark: "iso", month: undefined, time: iso[4] ?? "" };
  const numeric = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?:,? (.*))?$/.exec(plain);
  const mark = numeric?.[2];
  if (numeric && (mark === "." || mark === "/" || mark === "-")) return { numbers: [Number(numeric[1]), Number(numeric[3]), fullYear(numeric[4] ?? "")], mark, month: undefined, time: numeric[5] ?? "" };
  return writtenDate(plain);
}

/** The month stands in letters before or behind the day. */
function writtenDate(plain: string): DateParts | undefined {
  const dayFirst = /^(\d{1,2})\.?[ /-]?(\p{L}{3,12})[.,]?[ /-]?(\d{4}|\d{2})(?:,? (.*))?$/u.exec(plain);
  const monthFirst = /^(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})(?:,? (.*))?$/u.exec(plain);
  const [day, word, year, time] = dayFirst ? [dayFirst[1], dayFirst[2], dayFirst[3], dayFirst[4]] : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3], monthFirst?.[4]];
  const month = monthOf(word ?? "");
  if (month === undefined || day === undefined || year === undefined) return undefined;
  return { numbers: [Number(day), fullYear(year)], mark: "-", month, time: time ?? "" };
}

/** Two digits count from 1980 to 2079. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 80 ? 2000 + year : 1900 + year;
}

/** The beginnings of the months in English, German, French and Spanish. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "ene"], ["feb", "fév", "fev"], ["mar", "mär", "mrz"], ["apr", "avr", "abr"], ["may", "mai"], ["jun", "juin"],
  ["jul", "juil"], ["aug", "août", "aou", "ago"], ["sep"], ["oct", "okt"], ["nov"], ["dec", "dez", "déc", "dic"],
];

function monthOf(word: string): number | undefined {
  const plain = word.trim().toLowerCase();
  const at = MONTHS.findIndex((beginnings) => beginnings.some((beginning) => plain.startsWith(beginning)));
  return at < 0 ? undefined : at + 1;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dayOfParts({ numbers, mark, month }: DateParts, order: DateOrder | undefined): Day | undefined {
  const [first = 0, second = 0, third = 0] = numbers;
  if (month !== undefined) return existing({ day: first, month, year: second });
  if (mark === "iso") return existing({ year: first, month: second, day: third });
  const told = mark === "." || first > 12 ? "dmy" : second > 12 ? "mdy" : order;
  // A date that only the other order allows is none: the column would be read in two ways.
  if (order !== undefined && order !== "ymd" && mark !== "." && told !== order) return undefined;
  if (told === "dmy" || first === second) return existing({ day: first, month: second, year: third });
  return told === "mdy" ? existing({ month: first, day: second, year: third }) : undefined;
}

function existing(date: Day): Day | undefined {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysInMonth(date.year, date.month) ? date : undefined;
}

/** "08:00", "8:00 AM", "13:45:10", "8 Uhr"; `minutes` undefined where nothing is said. */
function timeOf(text: string): { readonly minutes: number | undefined } | undefined {
  const plain = text.trim();
  if (plain === "") return { minutes: undefined };
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2}(?:\.\d{1,9})?)?\s*(am|pm|uhr|h|z)?$/i.exec(plain);
  if (!match) return undefined;
  const half = match[3]?.toLowerCase();
  const hour = Number(match[1]);
  if ((half === "am" || half === "pm") && (hour < 1 || hour > 12)) return undefined;
  const hours = half === "am" || half === "pm" ? (hour % 12) + (half === "pm" ? 12 : 0) : hour;
  const minutes = hours * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) > 59 || minutes > MINUTES_PER_DAY ? undefined : { minutes };
}
