/** Calendars of an MPX file: base calendars (records 20, 25, 26) and those of people (55, 56, 57). */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { dayNumberOf, MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { CalendarDraft } from "../mspdi/read-calendar.ts";
import { recordFields, type RecordFields } from "./record-fields.ts";
import type { MpxRecord } from "./tokens.ts";
import { parseClock, type MpxStyle } from "./values.ts";

type Day = CalendarRecord["week"][number];
type WorkingTime = CalendarRecord["exceptions"][number]["times"][number];

const USUAL_TIMES: readonly WorkingTime[] = [{ from: 480, to: 720 }, { from: 780, to: 1020 }];

/** A calendar while its records come in. */
interface OpenCalendar {
  readonly name: string;
  readonly uid: number;
  readonly baseName: string | undefined;
  readonly line: number;
  readonly week: Day[];
  readonly exceptions: CalendarRecord["exceptions"];
  readonly fields: RecordFields;
}

export interface CalendarReading {
  readonly record: (record: MpxRecord) => void;
  /** The calendar of the resource that the next records 55 to 57 are about. */
  readonly startResource: (name: string) => void;
  /** Its UID, once a record 55 has come. */
  readonly resourceCalendar: () => number | undefined;
  readonly uidByName: (name: string) => number | undefined;
  readonly drafts: (newId: () => string) => CalendarDraft[];
}

export function startCalendars(style: MpxStyle, problems: ProblemList): CalendarReading {
  const calendars: OpenCalendar[] = [];
  const uids = new Map<string, number>();
  let resourceName = "";
  let [base, own]: (OpenCalendar | undefined)[] = [];
  const open = (record: MpxRecord, isBase: boolean): OpenCalendar => {
    const given = record.fields[0]?.trim() ?? "";
    const name = isBase ? given : resourceName;
    const fields = recordFields({ record, called: `Calendar “${name.slice(0, 60)}”`, style, problems });
    const calendar = { name, uid: calendars.length + 1, baseName: isBase ? undefined : given, line: record.line, week: weekOf(fields, isBase), exceptions: [], fields };
    calendars.push(calendar);
    if (isBase && !uids.has(plain(name))) uids.set(plain(name), calendar.uid);
    return calendar;
  };
  return {
    record: (record) => {
      if (record.number === 20) base = open(record, true);
      else if (record.number === 55) own = open(record, false);
      const calendar = record.number < 50 ? base : own;
      if (!calendar) return;
      const fields = recordFields({ record, called: calendar.fields.called, style, problems });
      if (record.number === 25 || record.number === 56) readHours(fields, calendar);
      if (record.number === 26 || record.number === 57) readException(fields, calendar);
    },
    startResource: (name) => {
      resourceName = name;
      own = undefined;
    },
    resourceCalendar: () => own?.uid,
    uidByName: (name) => uids.get(plain(name)),
    drafts: (newId) => calendars.map((calendar) => draftOf(calendar, newId(), uids)),
  };
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** 0 free, 1 working, 2 as the base calendar says; Sunday first. */
function weekOf(fields: RecordFields, isBase: boolean): Day[] {
  return Array.from({ length: 7 }, (_, day): Day => {
    const code = fields.integer(day + 2);
    if (code === 2 && !isBase) return { kind: "inherit" };
    if (code === undefined) return isBase ? { kind: "nonworking" } : { kind: "inherit" };
    return code === 0 ? { kind: "nonworking" } : { kind: "working", times: [...USUAL_TIMES] };
  });
}

/** Hours of one weekday; they count only where the calendar itself says that people work then. */
function readHours(fields: RecordFields, { week }: OpenCalendar): void {
  const day = fields.integer(1);
  if (day === undefined || day < 1 || day > 7) return fields.odd("mpx/working-time", "A record of working hours names no day of the week; it was left out.");
  const times = timesFrom(fields, 2);
  if (times.length > 0 && week[day - 1]?.kind === "working") week[day - 1] = { kind: "working", times };
}

const MOST_PERIODS = 5;

function timesFrom(fields: RecordFields, first: number): WorkingTime[] {
  const times: WorkingTime[] = [];
  for (let at = first; at < first + 2 * MOST_PERIODS; at += 2) {
    const [from, end] = [fields.code(at, parseClock, "no time of day"), fields.code(at + 1, parseClock, "no time of day")];
    if (from === undefined || end === undefined) continue;
    const to = end === 0 ? MINUTES_PER_DAY : end;
    const isFree = from < to && !times.some((time) => from < time.to && time.from < to);
    if (isFree) times.push({ from, to });
    else fields.odd("mpx/working-time", "Working times end before they begin, or overlap; the later one was left out.");
  }
  return times.sort((a, b) => a.from - b.from);
}

function readException(fields: RecordFields, { exceptions }: OpenCalendar): void {
  const from = fields.date(1, "start");
  const to = fields.date(2, "start") ?? from;
  if (from === undefined || to === undefined || to < from) return fields.odd("mpx/date", "An exception of the calendar has no dates in order; it was left out.");
  const times = fields.flag(3) === true ? timesFrom(fields, 4) : [];
  const isWorking = fields.flag(3) === true && times.length === 0;
  exceptions.push({ name: "", fromDay: dayNumberOf(from), toDay: dayNumberOf(to), times: isWorking ? [...USUAL_TIMES] : times });
}

function draftOf({ name, uid, baseName, line, week, exceptions, fields }: OpenCalendar, id: string, uids: ReadonlyMap<string, number>): CalendarDraft {
  if (baseName !== undefined && !uids.has(plain(baseName))) fields.odd("mpx/unknown-calendar", `Its base calendar “${baseName.slice(0, 60)}” is not in the file; the project's calendar is taken.`);
  return {
    calendar: { id, uid, name: ownText(name, 1000), week, workWeeks: [], exceptions },
    baseUid: baseName === undefined ? undefined : uids.get(plain(baseName)),
    isBase: baseName === undefined,
    line,
  };
}
