/** Dates as people type and read them: `2026-12-04`, `4.12.`, `4/12`, `4 Dec`, `today`, `+3d`, `next mon`, `eow`. */
import { civilOf, dayNumberOf, dayOf, daysInMonth, EARLIEST_MINUTE, LATEST_MINUTE, MINUTES_PER_DAY, weekdayOf, type CivilDate, type Minute } from "./minute.ts";

/** Order of day, month and year in the locale's short form. */
export type DateOrder = "dmy" | "mdy" | "ymd";
/** A start typed without a time gets the project's start time, a finish its finish time (domain A1). */
export type DateRole = "start" | "finish";

/** Minutes after midnight given to a date typed without a time: options of the project. */
export interface DefaultTimes {
  readonly defaultStartTime: number;
  readonly defaultFinishTime: number;
}

export interface DateReading {
  readonly today: Minute;
  readonly order: DateOrder;
  readonly role: DateRole;
  readonly settings: DefaultTimes;
  /** 0 Sunday … 6 Saturday: the day on which "next mon" begins to mean the following week. */
  readonly weekStart: number;
}

/** `reading` says what was understood, for showing while somebody types: "Fri 4 December 2026". */
export type ParsedDate =
  | { readonly ok: true; readonly minute: Minute; readonly reading: string }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a date. A year left out is the one that brings the date nearest to today.
 * `parseDate("4/12", { today, order: "dmy", role: "start", settings, weekStart: 1 })` = 4 December at the start time.
 */
export function parseDate(text: string, given: DateReading): ParsedDate {
  const trimmed = text.trim();
  if (trimmed === "") return refused("A date is missing. Type one such as 2026-12-04, 4 Dec, today or +3d.");
  if (/^p\d{1,2}$/i.test(trimmed)) return refused(`“${trimmed}” stands for a forecast, and this plan has none. Type a date such as 4 Dec.`);
  const { dayText, time } = splitTime(trimmed);
  const found = dayOfText(dayText.toLowerCase(), given);
  if (typeof found === "string") return refused(found);
  if (found === undefined || time === "wrong") return refused(`“${trimmed}” is not a date. Type one such as 2026-12-04, 4 Dec, today, +3d or next mon.`);
  const minutes = time ?? defaultTime(given);
  const minute = found * MINUTES_PER_DAY + minutes;
  if (!isWithinPlans(minute)) return refused(`“${trimmed}” is outside the years 1900 to 2999.`);
  return { ok: true, minute, reading: readableDate(minute, time === undefined ? defaultTime(given) : undefined) };
}

/** What a cell shows: the short form of the locale, with the time where it is not the default one. Reads back as the same. */
export function formatDate(minute: Minute, given: { readonly order: DateOrder; readonly role: DateRole; readonly settings: DefaultTimes }): string {
  const { day, time } = shownDay(minute, defaultTime(given));
  const { year, month, day: dayOfMonth } = civilOf(day);
  const [y, m, d] = [String(year).padStart(4, "0"), two(month), two(dayOfMonth)];
  const date = given.order === "ymd" ? `${y}-${m}-${d}` : given.order === "mdy" ? `${m}/${d}/${y}` : `${d}.${m}.${y}`;
  return time === undefined ? date : `${date} ${clock(time)}`;
}

/** "Fri 4 December 2026"; with "14:30" behind it unless the time is the one left unsaid. */
export function readableDate(minute: Minute, unsaidTime?: number): string {
  const { day, time } = shownDay(minute, unsaidTime);
  const { year, month, day: dayOfMonth } = civilOf(day);
  const date = `${WEEKDAYS[weekdayOf(day)]?.slice(0, 3)} ${dayOfMonth} ${MONTHS[month - 1]} ${year}`;
  return time === undefined ? date : `${date} ${clock(time)}`;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const two = (value: number): string => String(value).padStart(2, "0");
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

function defaultTime(given: { readonly role: DateRole; readonly settings: DefaultTimes }): number {
  return given.role === "start" ? given.settings.defaultStartTime : given.settings.defaultFinishTime;
}

/** The day that an instant is shown on and its time, `undefined` for the unsaid one (24:00 belongs to the day it ends). */
function shownDay(minute: Minute, unsaidTime: number | undefined): { readonly day: number; readonly time: number | undefined } {
  const day = dayNumberOf(minute);
  const time = minute - day * MINUTES_PER_DAY;
  if (time === unsaidTime) return { day, time: undefined };
  if (time === 0 && unsaidTime === MINUTES_PER_DAY) return { day: day - 1, time: undefined };
  return { day, time };
}

function isWithinPlans(value: number): value is Minute {
  return value >= EARLIEST_MINUTE && value <= LATEST_MINUTE;
}

/** Parts a text into date and time of day: "4 Dec 14:30", "2026-12-04T08:00:00", "4 Dec 2pm". */
function splitTime(text: string): { readonly dayText: string; readonly time: number | "wrong" | undefined } {
  const match = /(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(am|pm)?$/i.exec(text);
  const [, hourText, minuteText, half] = match ?? [];
  const dayText = match ? dayBefore(text.slice(0, match.index)) : undefined;
  if (dayText === undefined || hourText === undefined || (minuteText === undefined && half === undefined)) return { dayText: text, time: undefined };
  return { dayText, time: minutesOfClock(Number(hourText), Number(minuteText ?? 0), half?.toLowerCase()) };
}

/** "4 Dec at ", "4 Dec, ", "2026-12-04T": the day in front of a time; `undefined` where nothing parts the two. */
function dayBefore(text: string): string | undefined {
  const front = /\sat\s+$/i.test(text) ? text.trimEnd().slice(0, -2) : text;
  const day = /\s$/.test(front) ? front.trimEnd().replace(/,$/, "").trimEnd() : /T$/i.test(front) ? front.slice(0, -1) : "";
  return day === "" ? undefined : day;
}

function minutesOfClock(hour: number, minute: number, half: string | undefined): number | "wrong" {
  if (half !== undefined && (hour < 1 || hour > 12)) return "wrong";
  const hours = half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
  const minutes = hours * 60 + minute;
  return minute > 59 || minutes > MINUTES_PER_DAY ? "wrong" : minutes;
}

/** A day number, a sentence that says what is wrong with a date, or `undefined` for what is no date at all. */
type DayOrWhy = number | string | undefined;

function dayOfText(text: string, given: DateReading): DayOrWhy {
  const today = dayNumberOf(given.today);
  return namedDay(text, today, given.weekStart) ?? shiftedDay(text, today) ?? numericDay(text, today, given.order) ?? writtenDay(text, today);
}

/** today, tomorrow, yesterday, fri, this fri, next mon, eow, eom. */
function namedDay(text: string, today: number, weekStart: number): DayOrWhy {
  if (text === "today" || text === "now") return today;
  if (text === "tomorrow") return today + 1;
  if (text === "yesterday") return today - 1;
  if (text === "eow") return comingWeekday(today, 5);
  if (text === "eom") return endOfMonth(today);
  const match = /^(?:(this|next)\s+)?([a-z]+)$/.exec(text);
  const weekday = match?.[2] === undefined ? undefined : indexOfName(WEEKDAYS, match[2]);
  if (weekday === undefined) return undefined;
  return match?.[1] === "next" ? startOfNextWeek(today, weekStart) + ((weekday - weekStart + 7) % 7) : comingWeekday(today, weekday);
}

/** That weekday on or after today. */
function comingWeekday(today: number, weekday: number): number {
  return today + ((weekday - weekdayOf(today) + 7) % 7);
}

function startOfNextWeek(today: number, weekStart: number): number {
  return today - ((weekdayOf(today) - weekStart + 7) % 7) + 7;
}

function endOfMonth(today: number): number {
  const { year, month } = civilOf(today);
  return dayOf(year, month, daysInMonth(year, month));
}

/** +3d, -2w, +1mo, +1y: calendar days, weeks, months and years from today. */
function shiftedDay(text: string, today: number): DayOrWhy {
  const match = /^([+-])\s*(\d{1,6})\s*(d|days?|w|wks?|weeks?|mo|months?|y|years?)?$/.exec(text);
  if (!match) return undefined;
  const count = Number(match[2]) * (match[1] === "-" ? -1 : 1);
  const unit = match[3] ?? "d";
  if (unit.startsWith("d")) return today + count;
  if (unit.startsWith("w")) return today + 7 * count;
  return addMonths(today, unit.startsWith("y") ? 12 * count : count);
}

/** The same day some months on; the last of the month where it has no such day. */
function addMonths(today: number, months: number): number {
  const { year, month, day } = civilOf(today);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** 2026-12-04, 4.12.2026, 4.12., 4/12, 12/4/26. Dots put the day first; other signs follow the locale's order. */
function numericDay(text: string, today: number, order: DateOrder): DayOrWhy {
  const match = /^(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4})?)?$/.exec(text);
  if (!match) return undefined;
  const [first, middle, last] = [Number(match[1]), Number(match[3]), match[4]];
  if ((match[1]?.length ?? 0) > 2) return last === undefined ? undefined : checkedDay({ year: first, month: middle, day: Number(last) });
  const effective = match[2] === "." && order !== "ymd" ? "dmy" : order;
  if (effective === "ymd") {
    return last === undefined ? nearestDay(today, first, middle) : checkedDay({ year: fullYear(first), month: middle, day: Number(last) });
  }
  const [day, month] = effective === "dmy" ? [first, middle] : [middle, first];
  return last === undefined ? nearestDay(today, month, day) : checkedDay({ year: fullYear(Number(last)), month, day });
}

/** 4 Dec, 4 December 2026, Dec 4, Fri 4 Dec 2026, Friday, 4 December 2026. */
function writtenDay(text: string, today: number): DayOrWhy {
  const plain = text.replace(/[.,]/g, " ").replace(/(\d)(?:st|nd|rd|th)\b/g, "$1").replace(/\s+/g, " ").trim();
  const match = /^(?:([a-z]+) )?(?:(\d{1,2}) ?([a-z]+)|([a-z]+) (\d{1,2}))(?: (\d{4}|\d{2}))?$/.exec(plain);
  if (!match) return undefined;
  const month = indexOfName(MONTHS, match[3] ?? match[4] ?? "");
  if (month === undefined) return undefined;
  const dayOfMonth = Number(match[2] ?? match[5]);
  const found = match[6] === undefined ? nearestDay(today, month + 1, dayOfMonth) : checkedDay({ year: fullYear(Number(match[6])), month: month + 1, day: dayOfMonth });
  return match[1] === undefined || typeof found !== "number" ? found : onWeekday(found, match[1]);
}

/** A weekday written before a date must be the right one. */
function onWeekday(day: number, word: string): DayOrWhy {
  const weekday = indexOfName(WEEKDAYS, word);
  if (weekday === undefined || weekday === weekdayOf(day)) return weekday === undefined ? undefined : day;
  const { year, month, day: dayOfMonth } = civilOf(day);
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year} is a ${WEEKDAYS[weekdayOf(day)]}, not a ${WEEKDAYS[weekday]}.`;
}

/** The place of a name of which at least three letters are given. */
function indexOfName(names: readonly string[], start: string): number | undefined {
  if (start.length < 3) return undefined;
  const found = names.findIndex((name) => name.toLowerCase().startsWith(start) || (start === "sept" && name === "September"));
  return found < 0 ? undefined : found;
}

/** Two-digit years run from 1950 to 2049. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function checkedDay({ year, month, day }: CivilDate): DayOrWhy {
  const monthName = MONTHS[month - 1];
  if (monthName === undefined) return `There is no month ${month}.`;
  const last = daysInMonth(year, month);
  if (day < 1 || day > last) return `There is no ${day} ${monthName} ${year}; the month has ${last} days.`;
  return dayOf(year, month, day);
}

/** The day of that month and date nearest to today, the later one of two equally near. */
function nearestDay(today: number, month: number, day: number): DayOrWhy {
  const { year } = civilOf(today);
  let nearest: number | undefined;
  for (const candidate of [year + 1, year, year - 1]) {
    const found = checkedDay({ year: candidate, month, day });
    if (typeof found === "number" && (nearest === undefined || Math.abs(found - today) < Math.abs(nearest - today))) nearest = found;
  }
  return nearest ?? leapDay(year, month, day);
}

/** 29 February without a year means the next one that exists; anything else that no year has is an error. */
function leapDay(year: number, month: number, day: number): DayOrWhy {
  if (month !== 2 || day !== 29) return checkedDay({ year, month, day });
  for (let candidate = year; candidate < year + 9; candidate += 1) if (daysInMonth(candidate, 2) === 29) return dayOf(candidate, 2, 29);
  return undefined;
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
