/** `clndr_data`: working times of the week and exceptions in nested parentheses, read without recursion and written. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import type { WorkingDays, WorkingPeriod } from "@leadline/engine/time/working-days.ts";
import { SERIAL_OF_EPOCH } from "./fields.ts";

interface Entry {
  readonly name: string;
  /** What stands in its first parentheses, such as `s|08:00|f|12:00`. */
  readonly given: string;
  readonly children: Entry[];
}

export interface CalendarDays {
  readonly week: CalendarRecord["week"];
  readonly exceptions: CalendarRecord["exceptions"];
  /** What made no sense, in words. */
  readonly oddities: readonly string[];
}

/** Reads the data; the reason where they have no shape at all. */
export function calendarDaysOf(data: string): CalendarDays | { readonly reason: string } {
  const parsed = entriesOf(data);
  if (typeof parsed === "string") return { reason: parsed };
  const root = parsed.find(({ name }) => name === "CalendarData");
  if (!root) return { reason: "they do not begin with CalendarData" };
  const oddities: string[] = [];
  const list = (name: string): readonly Entry[] => root.children.find((entry) => entry.name === name)?.children ?? [];
  return { week: weekOf(list("DaysOfWeek"), oddities), exceptions: exceptionsOf(list("Exceptions"), oddities), oddities };
}

/** Deeper than any calendar: the calendar, its days or exceptions, one of them, a working time. */
const MOST_DEPTH = 16;

/**
 * An entry is `(0||name(given)(entry entry …))`. Primavera lays them out with blanks, line breaks and 0x7F, which mean
 * nothing. Answers the entries of the outermost level, or what is wrong.
 */
function entriesOf(data: string): Entry[] | string {
  const text = data.replace(/[\s\u007f]+/g, "");
  const outermost: Entry[] = [];
  const open: Entry[] = [];
  const head = /\(\d*\|\|([^()]*)\(([^()]*)\)\(/y;
  for (let at = 0; at < text.length; ) {
    head.lastIndex = at;
    const found = head.exec(text);
    if (found) {
      if (open.length >= MOST_DEPTH) return `their parentheses nest deeper than ${MOST_DEPTH}`;
      const entry: Entry = { name: found[1] ?? "", given: found[2] ?? "", children: [] };
      (open.at(-1)?.children ?? outermost).push(entry);
      open.push(entry);
      at = head.lastIndex;
    } else if (open.length > 0 && text.startsWith("))", at)) {
      open.pop();
      at += 2;
    } else return `their parentheses do not fit behind “${text.slice(Math.max(0, at - 20), at)}”`;
  }
  return open.length === 0 ? outermost : "they end before their parentheses are closed";
}

/** Days that the data leave out do not work. */
function weekOf(days: readonly Entry[], oddities: string[]): CalendarRecord["week"] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const times = timesOf(days.find(({ name }) => name === String(weekday + 1)), oddities);
    return times.length === 0 ? { kind: "nonworking" } : { kind: "working", times };
  });
}

/** Records hold at most this many working times a day. */
const MOST_TIMES = 24;

function timesOf(day: Entry | undefined, oddities: string[]): { from: number; to: number }[] {
  const times: { from: number; to: number }[] = [];
  for (const { given } of day?.children ?? []) {
    const from = clockOf(/(?:^|\|)s\|(\d{1,2}:\d{2})/.exec(given)?.[1]);
    const to = clockOf(/(?:^|\|)f\|(\d{1,2}:\d{2})/.exec(given)?.[1]);
    // Midnight as the end is the end of the day; 00:00 to 00:00 is all of it.
    const end = to === 0 ? 1440 : to;
    if (from === undefined || end === undefined || from >= end) oddities.push(`“${given.slice(0, 40)}” is no working time`);
    else times.push({ from, to: end });
  }
  times.sort((a, b) => a.from - b.from);
  const apart = times.filter((time, index) => index === 0 || time.from >= (times[index - 1]?.to ?? 0));
  if (apart.length < times.length) oddities.push("working times of a day overlap");
  return apart.slice(0, MOST_TIMES);
}

function clockOf(text: string | undefined): number | undefined {
  const [hour, minute] = text?.split(":").map(Number) ?? [];
  if (hour === undefined || minute === undefined || minute > 59) return undefined;
  const minutes = hour * 60 + minute;
  return minutes <= 1440 ? minutes : undefined;
}

/** Serial days of 1900-01-01 and 2999-12-31: what records may name. */
const [FIRST_SERIAL, LAST_SERIAL] = [2, SERIAL_OF_EPOCH + 376_199];

/** One exception per day in the data; days in a row with the same times become one range. The first of two for a day counts. */
function exceptionsOf(entries: readonly Entry[], oddities: string[]): CalendarRecord["exceptions"] {
  const byDay = new Map<number, { from: number; to: number }[]>();
  for (const entry of entries) {
    const serial = Number(/(?:^|\|)d\|(\d{1,7})/.exec(entry.given)?.[1] ?? NaN);
    if (!(serial >= FIRST_SERIAL && serial <= LAST_SERIAL)) oddities.push(`“${entry.given.slice(0, 40)}” is no day`);
    else if (!byDay.has(serial - SERIAL_OF_EPOCH)) byDay.set(serial - SERIAL_OF_EPOCH, timesOf(entry, oddities));
  }
  const ranges: { name: string; fromDay: number; toDay: number; times: { from: number; to: number }[] }[] = [];
  for (const [day, times] of [...byDay].sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1);
    if (last && last.toDay === day - 1 && JSON.stringify(last.times) === JSON.stringify(times)) last.toDay = day;
    else ranges.push({ name: "", fromDay: day, toDay: day, times });
  }
  return ranges;
}

/** The data of a calendar whose rules, work weeks and recurring exceptions are already days of their own. */
export function calendarDataOf({ week, days }: WorkingDays): string {
  const weekdays = week.map((periods, weekday) => `(0||${weekday + 1}()(${timesText(periods)}))`);
  const exceptions = [...days].sort(([a], [b]) => a - b).map(([day, periods], at) => `(0||${at}(d|${day + SERIAL_OF_EPOCH})(${timesText(periods)}))`);
  return `(0||CalendarData()((0||DaysOfWeek()(${weekdays.join("")}))(0||VIEW(ShowTotal|N)())(0||Exceptions()(${exceptions.join("")}))))`;
}

function timesText(periods: readonly WorkingPeriod[]): string {
  return periods.map(({ from, to }, at) => `(0||${at}(s|${clockText(from)}|f|${clockText(to)})())`).join("");
}

function clockText(minutes: number): string {
  const ofDay = minutes % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
}
