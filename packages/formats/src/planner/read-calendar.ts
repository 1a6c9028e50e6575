/** Planner's calendars: day types with their hours, a week of them, and single days; derived calendars stand inside their base. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { dayNumberOf, MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { ownText, type EntityFields } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { CalendarDraft } from "../mspdi/read-calendar.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import { childrenOf, type XmlElement } from "../xml/xml-element.ts";
import { parseInstant, parseTime, uidOf } from "./values.ts";

type Day = CalendarRecord["week"][number];
type WorkingTime = CalendarRecord["exceptions"][number]["times"][number];
/** Hours by the id of a day type. */
type Hours = ReadonlyMap<string, readonly WorkingTime[]>;

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
/** Planner's three fixed day types. */
const NONWORKING = "1";
const USE_BASE = "2";
/** Planner's working day where no calendar says its hours. */
const USUAL_HOURS: Hours = new Map([["0", [{ from: 480, to: 720 }, { from: 780, to: 1020 }]]]);

export function readCalendars(root: XmlElement, newId: () => string, problems: ProblemList): CalendarDraft[] {
  const drafts: CalendarDraft[] = [];
  const visit = (element: XmlElement, baseUid: number | undefined, inherited: Hours): void => {
    const name = attributeOf(element, "name") ?? "";
    const fields = attributeFields(element, `Calendar “${name.slice(0, 60)}”`, problems);
    const uid = uidOf(fields.integer("id"));
    const hours = new Map([...inherited, ...readHours(element, fields)]);
    drafts.push({
      calendar: { id: newId(), ...(uid !== undefined && { uid }), name: ownText(name, 1000), week: readWeek(element, hours), workWeeks: [], exceptions: readDays(element, hours, fields) },
      baseUid,
      isBase: baseUid === undefined,
      line: element.line,
    });
    for (const derived of childrenOf(element, "calendar")) visit(derived, uid ?? -1, hours);
  };
  for (const calendar of listed(root, "calendars", "calendar")) visit(calendar, undefined, USUAL_HOURS);
  return drafts;
}

function readHours(element: XmlElement, fields: EntityFields): [string, readonly WorkingTime[]][] {
  const types = ["overridden-day-types", "overriden-day-types"].flatMap((list) => [...listed(element, list, "overridden-day-type"), ...listed(element, list, "overriden-day-type")]);
  return types.map((type) => [attributeOf(type, "id") ?? "", readTimes(type, fields)]);
}

const MOST_TIMES = 24;

/** 0000 as an end is midnight at the end of the day. */
function readTimes(type: XmlElement, fields: EntityFields): WorkingTime[] {
  const times: WorkingTime[] = [];
  for (const interval of childrenOf(type, "interval")) {
    const [from, end] = [parseTime(attributeOf(interval, "start")), parseTime(attributeOf(interval, "end"))];
    const to = end === 0 ? MINUTES_PER_DAY : end;
    const isFree = from !== undefined && to !== undefined && from < to && !times.some((time) => from < time.to && time.from < to);
    if (isFree && times.length < MOST_TIMES) times.push({ from, to });
    else fields.odd("planner/working-time", `The working time in line ${interval.line} is none, or overlaps another; it was left out.`);
  }
  return times.sort((a, b) => a.from - b.from);
}

function readWeek(element: XmlElement, hours: Hours): CalendarRecord["week"] {
  const [week] = childrenOf(element, "default-week");
  return WEEKDAYS.map((name) => dayOf((week && attributeOf(week, name)) ?? USE_BASE, hours));
}

function dayOf(type: string, hours: Hours): Day {
  if (type === USE_BASE) return { kind: "inherit" };
  const times = type === NONWORKING ? [] : (hours.get(type) ?? []);
  return times.length === 0 ? { kind: "nonworking" } : { kind: "working", times: [...times] };
}

/** Single days; one that uses its base needs no rule of its own. */
function readDays(element: XmlElement, hours: Hours, fields: EntityFields): CalendarRecord["exceptions"] {
  return listed(element, "days", "day").flatMap((day) => {
    const date = parseInstant(attributeOf(day, "date") ?? "");
    const type = attributeOf(day, "id") ?? NONWORKING;
    if (date === undefined) {
      fields.odd("planner/date", `The day in line ${day.line} is none from 1900 to 2999; it was left out.`);
      return [];
    }
    if (type === USE_BASE) return [];
    const own = childrenOf(day, "interval").length > 0 ? readTimes(day, fields) : undefined;
    const times = own ?? (type === NONWORKING ? [] : (hours.get(type) ?? []));
    return [{ name: "", fromDay: dayNumberOf(date), toDay: dayNumberOf(date), times: [...times] }];
  });
}
