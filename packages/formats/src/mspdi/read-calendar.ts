/** Calendars: week, work weeks and exceptions of one Calendar element. */
import type { CalendarException, Recurrence } from "@leadline/engine/model/plan/calendar.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { fieldsOf, ownText, type EntityFields } from "./entity-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { parseClock, parseDay, parseFlag, parseInteger } from "./values.ts";

type Week = CalendarRecord["week"];
type Day = Week[number];
type WorkingTime = CalendarException["times"][number];

/** A calendar whose base is still a UID. */
export interface CalendarDraft {
  readonly calendar: Omit<CalendarRecord, "baseCalendarId">;
  readonly baseUid: number | undefined;
  readonly isBase: boolean;
  readonly line: number;
}

export function readCalendar(element: XmlElement, id: string, problems: ProblemList): CalendarDraft {
  const name = textOf(element, "Name") ?? "";
  const fields = fieldsOf(element, `Calendar “${name.slice(0, 60)}” (UID ${textOf(element, "UID") ?? "none"})`, problems);
  const uid = fields.integer("UID");
  const baseUid = fields.integer("BaseCalendarUID");
  const isBase = fields.flag("IsBaseCalendar") ?? (baseUid ?? -1) < 0;
  const weekDays = childOf(element, "WeekDays");
  return {
    calendar: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(name, 1000),
      week: readWeek(weekDays, isBase ? STANDARD_WEEK : INHERITED_WEEK, isBase ? "nonworking" : "inherit", fields),
      workWeeks: childrenOf(childOf(element, "WorkWeeks") ?? NONE, "WorkWeek").flatMap((week) => readWorkWeek(week, fields)),
      exceptions: readExceptions(element, weekDays, fields),
    },
    baseUid,
    isBase,
    line: element.line,
  };
}

const NONE: XmlElement = { name: "", text: "", children: [], line: 0 };
/** Working hours of Microsoft Project where a working day names none. */
const USUAL_TIMES: readonly WorkingTime[] = [{ from: 480, to: 720 }, { from: 780, to: 1020 }];
const USUAL_DAY: Day = { kind: "working", times: [...USUAL_TIMES] };
const FREE_DAY: Day = { kind: "nonworking" };
/** Monday to Friday 08:00-12:00 and 13:00-17:00. */
export const STANDARD_WEEK: Week = [FREE_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, FREE_DAY];
const INHERITED_WEEK: Week = STANDARD_WEEK.map(() => ({ kind: "inherit" }));

/** `whole` stands where no day is given at all, `missing` for a single day that is not given. */
function readWeek(weekDays: XmlElement | undefined, whole: Week, missing: "nonworking" | "inherit", fields: EntityFields): Week {
  const days: Day[] = whole.map(() => ({ kind: missing }));
  let given = 0;
  for (const weekDay of childrenOf(weekDays ?? NONE, "WeekDay")) {
    const type = parseInteger(textOf(weekDay, "DayType") ?? "");
    if (type === 0) continue;
    if (type === undefined || type < 1 || type > 7) {
      fields.odd("mspdi/code", `DayType “${textOf(weekDay, "DayType") ?? ""}” in line ${weekDay.line} is no day of the week; it was left out.`);
      continue;
    }
    given += 1;
    days[type - 1] = readDay(weekDay, fields);
  }
  return given === 0 ? whole : days;
}

function readDay(weekDay: XmlElement, fields: EntityFields): Day {
  if (parseFlag(textOf(weekDay, "DayWorking") ?? "") !== true) return FREE_DAY;
  const listed = childOf(weekDay, "WorkingTimes");
  if (!listed) return USUAL_DAY;
  const times = readTimes(listed, fields);
  return times.length > 0 ? { kind: "working", times } : FREE_DAY;
}

/** In a work week a day that is not given is free: it inherits nothing (domain A2). */
function readWorkWeek(element: XmlElement, fields: EntityFields): CalendarRecord["workWeeks"] {
  const period = readPeriod(element, fields);
  if (!period) return [];
  const freeWeek = STANDARD_WEEK.map(() => FREE_DAY);
  const week = readWeek(childOf(element, "WeekDays"), freeWeek, "nonworking", fields);
  return [{ name: ownText(textOf(element, "Name") ?? "", 1000), ...period, week }];
}

/**
 * Exceptions. Project 2007 and later write them twice: as Exceptions, and for older readers as days of type 0, which
 * count only where there are no Exceptions.
 */
function readExceptions(element: XmlElement, weekDays: XmlElement | undefined, fields: EntityFields): CalendarException[] {
  const listed = childOf(element, "Exceptions");
  if (listed && listed.children.length > 0) {
    return childrenOf(listed, "Exception").flatMap((exception) => readException(exception, fields));
  }
  const oldStyle = childrenOf(weekDays ?? NONE, "WeekDay").filter((day) => parseInteger(textOf(day, "DayType") ?? "") === 0);
  return oldStyle.flatMap((day) => readException(day, fields));
}

function readException(element: XmlElement, fields: EntityFields): CalendarException[] {
  const period = readPeriod(element, fields);
  if (!period) return [];
  const recurrence = readRecurrence(element, period, fields);
  const working = parseFlag(textOf(element, "DayWorking") ?? "") === true;
  const listed = childOf(element, "WorkingTimes");
  const times = !working ? [] : listed ? readTimes(listed, fields) : [...USUAL_TIMES];
  return [{ name: ownText(textOf(element, "Name") ?? "", 1000), ...period, times, ...(recurrence && { recurrence }) }];
}

/** Types 1 (every day of the range) and 9 (none) need no recurrence: Microsoft Project's range says it all. */
function readRecurrence(element: XmlElement, period: DayRange, fields: EntityFields): Recurrence | undefined {
  const type = parseInteger(textOf(element, "Type") ?? "");
  const counted = parseFlag(textOf(element, "EnteredByOccurrences") ?? "") === true;
  const endsEarly = counted && (parseInteger(textOf(element, "Occurrences") ?? "") ?? Infinity) <= period.toDay - period.fromDay;
  if (type === undefined || ((type === 1 || type === 9) && !endsEarly)) return undefined;
  const number = (name: string, low: number, high: number, missing: number): number => {
    const value = parseInteger(textOf(element, name) ?? "");
    if (value === undefined || (value >= low && value <= high)) return value ?? missing;
    fields.odd("mspdi/out-of-range", `${name} ${value} of the exception in line ${element.line} is not from ${low} to ${high}; it was cut to that.`);
    return Math.min(high, Math.max(low, value));
  };
  if (type < 1 || type > 9) {
    fields.odd("mspdi/code", `The exception in line ${element.line} recurs in a way (type ${type}) that Leadline does not know; all days of its range are taken.`);
    return undefined;
  }
  return {
    type,
    ...(counted && { occurrences: number("Occurrences", 1, 100_000, 1) }),
    period: number("Period", 1, 10_000, 1),
    daysOfWeek: number("DaysOfWeek", 0, 127, 0),
    monthItem: number("MonthItem", 0, 9, 0),
    monthPosition: number("MonthPosition", 0, 4, 0),
    month: number("Month", 0, 11, 0),
    monthDay: number("MonthDay", 0, 31, 0),
  };
}

interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/** First and last day of a TimePeriod; told and left out where they make none. */
function readPeriod(element: XmlElement, fields: EntityFields): DayRange | undefined {
  const period = childOf(element, "TimePeriod") ?? NONE;
  const [from, to] = [textOf(period, "FromDate") ?? "", textOf(period, "ToDate") ?? ""];
  const fromDay = parseDay(from);
  const toDay = to === "" ? fromDay : parseDay(to);
  if (fromDay !== undefined && toDay !== undefined && fromDay <= toDay) return { fromDay, toDay };
  const kind = element.name === "WorkWeek" ? "work week" : "exception";
  fields.odd("mspdi/date", `The ${kind} in line ${element.line} runs from “${from.slice(0, 40)}” to “${to.slice(0, 40)}”, which are no dates from 1900 to 2999 in order; it was left out.`);
  return undefined;
}

const MOST_TIMES = 24;

/** Working times in order, without overlaps; 00:00 as an end is midnight at the end of the day, 00:00-00:00 the whole day. */
function readTimes(listed: XmlElement, fields: EntityFields): WorkingTime[] {
  const times: { from: number; to: number }[] = [];
  for (const element of childrenOf(listed, "WorkingTime")) {
    const [fromText, toText] = [textOf(element, "FromTime") ?? "", textOf(element, "ToTime") ?? ""];
    // Project writes an empty WorkingTime for a slot of the five that is not used.
    if (fromText === "" && toText === "") continue;
    const from = parseClock(fromText);
    const to = parseClock(toText) || MINUTES_PER_DAY;
    if (from !== undefined && parseClock(toText) !== undefined && from < to) times.push({ from, to });
    else fields.odd("mspdi/working-time", `The working time ${fromText.slice(0, 20)}-${toText.slice(0, 20)} in line ${element.line} ends before it begins; it was left out.`);
  }
  times.sort((a, b) => a.from - b.from);
  return withoutOverlaps(times, listed.line, fields).slice(0, MOST_TIMES);
}

function withoutOverlaps(times: readonly WorkingTime[], line: number, fields: EntityFields): WorkingTime[] {
  const merged: WorkingTime[] = [];
  for (const time of times) {
    const last = merged.at(-1);
    if (last && time.from < last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, time.to) };
      fields.odd("mspdi/working-time", `Working times in line ${line} overlap; they were joined.`);
    } else merged.push(time);
  }
  return merged;
}
