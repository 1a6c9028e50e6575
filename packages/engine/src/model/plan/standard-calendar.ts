/** The calendar that a plan has when nobody chose one: Monday to Friday, 08:00-12:00 and 13:00-17:00, as in MS Project. */
import type { CalendarRecord } from "../records.ts";

type Day = CalendarRecord["week"][number];

const OFFICE_DAY: Day = { kind: "working", times: [{ from: 480, to: 720 }, { from: 780, to: 1020 }] };
const DAY_OFF: Day = { kind: "nonworking" };

export function standardCalendar(id: string, name = "Standard"): CalendarRecord {
  const week = [DAY_OFF, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, DAY_OFF];
  return { id, name, week, workWeeks: [], exceptions: [] };
}
