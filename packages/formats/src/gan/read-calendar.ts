/** GanttProject's week, its holidays and the days off of its people, as calendars. */
import type { CalendarException } from "@leadline/engine/model/plan/calendar.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { dayNumberOf, dayOf, daysInMonth, civilOf, weekdayOf } from "@leadline/engine/time/minute.ts";
import type { CalendarDraft } from "../mspdi/read-calendar.ts";
import { parseInteger } from "../mspdi/values.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import { childOf, type XmlElement } from "../xml/xml-element.ts";
import { DAY_TIMES, endOfWorkBy, type EndOfWork } from "./days.ts";

export interface GanCalendars {
  readonly drafts: readonly CalendarDraft[];
  /** By the project's calendar. */
  readonly endOfWork: EndOfWork;
  /** Ids (GanttProject's own) of the people who have days off. */
  readonly withDaysOff: ReadonlySet<number>;
}

export const PROJECT_CALENDAR = 1;

/** The UID of a person's calendar; below it lies the project's. */
export function calendarUidOf(resourceId: number): number {
  return resourceId + 2;
}

type Day = CalendarRecord["week"][number];
const WORKDAY: Day = { kind: "working", times: [...DAY_TIMES] };
const FREE: Day = { kind: "nonworking" };
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export function readCalendars(root: XmlElement, newId: () => string, problems: ProblemList): GanCalendars {
  const calendars = childOf(root, "calendars") ?? root;
  const week = readWeek(calendars);
  const exceptions = listed(root, "calendars", "date").flatMap((date) => readDate(date, problems));
  const project = { id: newId(), uid: PROJECT_CALENDAR, name: "Standard", week, workWeeks: [], exceptions };
  const daysOff = readVacations(root, problems);
  const names = resourceNames(root);
  const drafts: CalendarDraft[] = [{ calendar: project, baseUid: undefined, isBase: true, line: calendars.line }];
  for (const [resourceId, own] of daysOff) {
    const name = names.get(resourceId)?.slice(0, 1000) ?? `Person ${resourceId}`;
    drafts.push({
      calendar: { id: newId(), uid: calendarUidOf(resourceId), name, week: week.map(() => ({ kind: "inherit" })), workWeeks: [], exceptions: own },
      baseUid: PROJECT_CALENDAR,
      isBase: false,
      line: calendars.line,
    });
  }
  return { drafts, endOfWork: endOfWorkBy(workdayTest(week, exceptions)), withDaysOff: new Set(daysOff.keys()) };
}

/** 1 marks a day of the weekend; where weekends are only shown, people work on them too. */
function readWeek(calendars: XmlElement): CalendarRecord["week"] {
  const types = childOf(calendars, "day-types");
  const week = types && childOf(types, "default-week");
  const shown = types && childOf(types, "only-show-weekends");
  const isOnlyShown = shown !== undefined && attributeOf(shown, "value") === "true";
  const usual = ["1", "0", "0", "0", "0", "0", "1"];
  return WEEKDAYS.map((name, index) => (!isOnlyShown && (week ? attributeOf(week, name) ?? "0" : usual[index]) === "1" ? FREE : WORKDAY));
}

const FIRST_YEAR = 1984;
const LAST_YEAR = 2049;

/** A date without a year comes back every year; a NEUTRAL one only has a colour. */
function readDate(element: XmlElement, problems: ProblemList): CalendarException[] {
  const fields = attributeFields(element, `The calendar's date in line ${element.line}`, problems);
  const type = (attributeOf(element, "type") ?? "HOLIDAY").toUpperCase();
  if (type === "NEUTRAL") return [];
  const [month, monthDay, year] = [fields.integer("month"), fields.integer("date"), fields.integer("year")];
  const isDate = month !== undefined && monthDay !== undefined && month >= 1 && month <= 12 && monthDay >= 1 && monthDay <= daysInMonth(year ?? 2000, month);
  if (!isDate || (year !== undefined && (year < 1900 || year > 2999))) {
    fields.odd("gan/date", "It is no day from 1900 to 2999; it was left out.");
    return [];
  }
  const times = type === "WORKING_DAY" ? [...DAY_TIMES] : [];
  const name = element.text.trim().slice(0, 1000);
  if (year !== undefined) {
    const day = dayOf(year, month, monthDay);
    return [{ name, fromDay: day, toDay: day, times }];
  }
  const recurrence = { type: 2, period: 1, daysOfWeek: 0, monthItem: 0, monthPosition: 0, month: month - 1, monthDay };
  return [{ name, fromDay: dayOf(FIRST_YEAR, 1, 1), toDay: dayOf(LAST_YEAR, 12, 31), times, recurrence }];
}

function readVacations(root: XmlElement, problems: ProblemList): ReadonlyMap<number, CalendarException[]> {
  const byResource = new Map<number, CalendarException[]>();
  for (const element of listed(root, "vacations", "vacation")) {
    const fields = attributeFields(element, `The days off in line ${element.line}`, problems);
    const [start, end, resourceId] = [fields.date("start"), fields.date("end"), fields.integer("resourceid")];
    if (start === undefined || end === undefined || end < start || resourceId === undefined) {
      fields.odd("gan/days-off", "They name no person or no days in order; they were left out.");
      continue;
    }
    const list = byResource.get(resourceId) ?? [];
    byResource.set(resourceId, list);
    list.push({ name: "Days off", fromDay: dayNumberOf(start), toDay: dayNumberOf(end), times: [] });
  }
  return byResource;
}

function resourceNames(root: XmlElement): ReadonlyMap<number, string> {
  return new Map(listed(root, "resources", "resource").map((element) => [parseInteger(attributeOf(element, "id") ?? "") ?? -1, attributeOf(element, "name") ?? ""]));
}

function workdayTest(week: CalendarRecord["week"], exceptions: readonly CalendarException[]): (day: number) => boolean {
  const single = new Map<number, boolean>();
  const yearly = new Map<string, boolean>();
  for (const { fromDay, times, recurrence } of exceptions) {
    if (recurrence) yearly.set(`${recurrence.month + 1}.${recurrence.monthDay}`, times.length > 0);
    else single.set(fromDay, times.length > 0);
  }
  return (day) => {
    const { month, day: monthDay } = civilOf(day);
    return single.get(day) ?? yearly.get(`${month}.${monthDay}`) ?? week[weekdayOf(day)]?.kind === "working";
  };
}
