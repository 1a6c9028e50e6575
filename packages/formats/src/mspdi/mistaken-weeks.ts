/** Finds resource calendars whose week a converter filled in by mistake, where the stored work itself proves it. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { MINUTES_PER_DAY, dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { periodsOn, resolveCalendar, type WorkingDays } from "@leadline/engine/time/working-days.ts";
import type { ProblemList } from "./problem-list.ts";
import { STANDARD_WEEK } from "./read-calendar.ts";

/**
 * Converters of old .mpp files write out Monday to Friday 08:00-12:00 and 13:00-17:00 for a resource that inherits its days from
 * another base, such as a night shift. Where work of that resource is stored to begin at an hour of the base that the written days
 * do not have, and none the other way round, the days are inherited again, and a problem says so.
 */
export function withoutMistakenWeeks(records: readonly CalendarRecord[], workStarts: ReadonlyMap<string, readonly Minute[]>, problems: ProblemList): readonly CalendarRecord[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return records.map((record) => {
    const base = byId.get(record.baseCalendarId ?? "");
    const starts = workStarts.get(record.id) ?? [];
    if (!base || starts.length === 0 || !isStandardWeek(record.week) || isStandardWeek(base.week)) return record;
    const own = resolveCalendar([record, base]);
    const inherited: CalendarRecord = { ...record, week: record.week.map(() => ({ kind: "inherit" })) };
    const other = resolveCalendar([inherited, base]);
    const provesBase = starts.filter((start) => isWorking(other, start) && !isWorking(own, start)).length;
    const provesOwn = starts.filter((start) => isWorking(own, start) && !isWorking(other, start)).length;
    if (provesBase === 0 || provesOwn > 0) return record;
    problems.add({
      code: "mspdi/calendar-contradicts-work",
      message: `Calendar “${record.name.slice(0, 60)}”: Its days are written out as the Standard week, but work in it is stored at hours that only its base “${base.name.slice(0, 60)}” has; the days of the base are taken.`,
    });
    return inherited;
  });
}

function isStandardWeek(week: CalendarRecord["week"]): boolean {
  return JSON.stringify(week) === JSON.stringify(STANDARD_WEEK);
}

/** Whether work can begin at an instant. */
function isWorking(days: WorkingDays, at: Minute): boolean {
  const day = dayNumberOf(at);
  const minuteOfDay = at - day * MINUTES_PER_DAY;
  return periodsOn(days, day).some(({ from, to }) => from <= minuteOfDay && minuteOfDay < to);
}
