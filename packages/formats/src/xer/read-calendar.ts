/** Calendars: what one CALENDAR row says. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import { calendarDaysOf } from "./calendar-data.ts";
import type { RowFields } from "./fields.ts";

export function readCalendar(fields: RowFields, id: string): CalendarRecord {
  const uid = fields.within("clndr_id", 0, 2_147_483_647);
  return {
    id,
    ...(uid !== undefined && Number.isInteger(uid) && { uid }),
    name: ownText(fields.text("clndr_name") ?? "", 1000),
    ...daysOf(fields),
    workWeeks: [],
  };
}

function daysOf(fields: RowFields): Pick<CalendarRecord, "week" | "exceptions"> {
  const data = fields.lines("clndr_data");
  if (data === undefined) return { week: byHours(fields), exceptions: [] };
  const days = calendarDaysOf(data);
  if ("reason" in days) {
    fields.odd("xer/calendar-data", `Its working times were not understood (${days.reason}); usual ones are taken.`);
    return { week: byHours(fields, "told"), exceptions: [] };
  }
  const [oddity] = days.oddities;
  if (oddity !== undefined) fields.odd("xer/calendar-data", `${days.oddities.length} of its working times and days were left out: ${oddity}.`);
  return { week: days.week, exceptions: days.exceptions };
}

const USUAL_DAY_HOURS = 8;

/**
 * A calendar without working times works its hours a day: from 08:00 with a break at noon, Monday to Friday or as many days
 * as its hours a week make; 24 hours a day are every day.
 */
function byHours(fields: RowFields, state?: "told"): CalendarRecord["week"] {
  const hours = fields.within("day_hr_cnt", 0.1, 24) ?? USUAL_DAY_HOURS;
  const weekHours = fields.within("week_hr_cnt", 0.1, 168);
  const days = hours === 24 ? 7 : weekHours === undefined ? 5 : Math.min(7, Math.max(1, Math.round(weekHours / hours)));
  if (state === undefined) fields.odd("xer/no-calendar-data", `It has no working times; ${hours} hours a day on ${days} days a week are taken.`);
  const times = timesFor(Math.round(hours * 60));
  // Monday is the first working day, Sunday the last to be added.
  return Array.from({ length: 7 }, (_, weekday) => ((weekday + 6) % 7 < days ? { kind: "working", times: [...times] } : { kind: "nonworking" }));
}

function timesFor(minutes: number): { from: number; to: number }[] {
  const [start, noon, after] = [480, 720, 780];
  if (minutes > 1440 - after + (noon - start)) return [{ from: 1440 - minutes, to: 1440 }];
  if (minutes <= noon - start) return [{ from: start, to: start + minutes }];
  return [{ from: start, to: noon }, { from: after, to: after + minutes - (noon - start) }];
}
