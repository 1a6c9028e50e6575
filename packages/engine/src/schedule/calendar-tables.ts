/** Calendars of a project as kernel tables: resolved, intersected where a task asks for it, and each distinct one built once. */
import { buildCalendarTable, TICKS_PER_MINUTE, type CalendarTable, type DayPattern, type ListedDays } from "@leadline/kernel/calendar-table.ts";
import type { Problem } from "../base/problem.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { CalendarRecord } from "../model/records.ts";
import { dayNumberOf, weekdayOf } from "../time/minute.ts";
import { hasWorkingTime, intersectCalendars, resolveCalendar, type DayWindow, type WorkingDays, type WorkingPeriod } from "../time/working-days.ts";

const ALL_DAY: readonly WorkingPeriod[] = [{ from: 0, to: 1440 }];
/** Round the clock: what takes over where a calendar holds no working time at all. */
const ROUND_THE_CLOCK: WorkingDays = { week: Array.from({ length: 7 }, () => ALL_DAY), days: new Map() };
/** MS Project's Standard calendar: what stands in for a missing project calendar. */
const OFFICE_HOURS: readonly WorkingPeriod[] = [
  { from: 480, to: 720 },
  { from: 780, to: 1020 },
];
const STANDARD: WorkingDays = {
  week: [[], OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, []],
  days: new Map(),
};

/** Working time round the clock, for nodes that are no task. */
const ROUND_THE_CLOCK_TABLE = buildCalendarTable({
  patterns: [{ from: [0], to: [1440 * TICKS_PER_MINUTE] }],
  week: [0, 0, 0, 0, 0, 0, 0],
  firstDay: 0,
  days: [],
  firstWeekday: 4,
});

export interface CalendarTables {
  readonly tables: readonly CalendarTable[];
  readonly problems: readonly Problem[];
  /** Index into `tables` of time round the clock. */
  readonly roundTheClockIndex: number;
  /** Index into `tables` of the project's calendar. */
  readonly projectIndex: number;
  /** Index of a calendar by id; the project's where the id is absent or unknown. */
  readonly indexOf: (calendarId: string | undefined) => number;
  /** Index of the time that is working in both; the task's where they share none. */
  readonly indexOfBoth: (taskCalendarId: string, resourceCalendarId: string) => number;
  readonly workingDaysOf: (index: number) => WorkingDays;
}

const memo = new WeakMap<object, Map<string, CalendarTables>>();

/**
 * Years listed day by day around the project's start: where nearly all look-ups fall. Listing takes time that a small plan
 * would notice, and looking up days that are not listed takes time that a large one would. Years before the start are for
 * the late dates of tasks that a constraint made too late: they lie as far back as the plan is long.
 */
const LISTED_YEARS: readonly { readonly upToTasks: number; readonly before: number; readonly years: number }[] = [
  { upToTasks: 3000, before: 1, years: 6 },
  { upToTasks: 50_000, before: 2, years: 15 },
  { upToTasks: Infinity, before: 30, years: 60 },
];
const LEAST_RESOLVED_DAYS = 15 * 366;

/** Days resolved one by one, over all calendars together and for each: a file with thousands of calendars stays quick. */
const MOST_RESOLVED_DAYS = 4_000_000;
const MOST_DAYS_OF_ONE = 120 * 366;

/** The years in which exceptions count: up to 20 before and 100 after the project's start, fewer where calendars are very many. */
function windowAround(startDay: number, calendars: number): DayWindow {
  const days = Math.max(LEAST_RESOLVED_DAYS, Math.min(MOST_DAYS_OF_ONE, Math.floor(MOST_RESOLVED_DAYS / Math.max(1, calendars))));
  return { fromDay: startDay - Math.floor(days / 6), toDay: startDay + Math.floor((days * 5) / 6) };
}

/** The tables for a project's calendars; built once per version of them, project calendar, year of the start and size of the plan. */
export function calendarTablesOf(project: Project): CalendarTables {
  const calendars = project.records.calendar;
  const { calendarId: projectCalendarId, start } = settingsOf(project);
  const year = Math.floor(dayNumberOf(start) / 366);
  const { before, years } = LISTED_YEARS.find(({ upToTasks }) => project.records.task.size <= upToTasks) ?? { before: 30, years: 60 };
  const key = `${projectCalendarId} ${year} ${years}`;
  const byProject = memo.get(calendars) ?? new Map<string, CalendarTables>();
  memo.set(calendars, byProject);
  const list = { fromDay: (year - before) * 366, toDay: (year + years) * 366 };
  const known = byProject.get(key) ?? makeTables(calendars, projectCalendarId, { list, resolved: windowAround(year * 366, calendars.size) });
  byProject.set(key, known);
  return known;
}

function makeTables(calendars: ReadonlyMap<string, CalendarRecord>, projectCalendarId: string, { list, resolved }: { list: ListedDays; resolved: DayWindow }): CalendarTables {
  const tables: CalendarTable[] = [];
  const daysOfTable: WorkingDays[] = [];
  const problems: Problem[] = [];
  const indexById = new Map<string, number>();

  const put = (workingDays: WorkingDays): number => {
    daysOfTable.push(workingDays);
    return tables.push(tableOf(workingDays, list)) - 1;
  };
  const resolve = (record: CalendarRecord): WorkingDays => {
    const workingDays = resolveCalendar(chainOf(calendars, record), resolved);
    if (hasWorkingTime(workingDays)) return workingDays;
    problems.push({
      code: "calendar/no-working-time",
      message: `The calendar “${record.name}” has no working time, so nothing could ever be done in it. Round-the-clock time is used instead.`,
      hint: "Maybe give it a working day or choose another calendar.",
    });
    return ROUND_THE_CLOCK;
  };

  const project = calendars.get(projectCalendarId);
  if (!project) {
    problems.push({
      code: "calendar/missing",
      message: "The project's calendar is missing, so Monday to Friday 08:00-12:00 and 13:00-17:00 is used.",
      hint: "Maybe choose a calendar in the project settings.",
    });
  }
  const projectIndex = put(project ? resolve(project) : STANDARD);
  indexById.set(projectCalendarId, projectIndex);
  daysOfTable.push(ROUND_THE_CLOCK);
  const roundTheClockIndex = tables.push(ROUND_THE_CLOCK_TABLE) - 1;

  /** A derived calendar without rules of its own is its base: one table serves both. */
  const indexOf = (calendarId: string | undefined): number => {
    if (calendarId === undefined) return projectIndex;
    const known = indexById.get(calendarId);
    if (known !== undefined) return known;
    const record = calendars.get(calendarId);
    if (!record) return projectIndex;
    indexById.set(calendarId, projectIndex);
    const isBase = record.baseCalendarId === undefined || !calendars.has(record.baseCalendarId);
    const index = !isBase && addsNothing(record) ? indexOf(record.baseCalendarId) : put(resolve(record));
    indexById.set(calendarId, index);
    return index;
  };
  const indexOfBoth = (taskCalendarId: string, resourceCalendarId: string): number => {
    const task = indexOf(taskCalendarId);
    const resource = indexOf(resourceCalendarId);
    if (task === resource) return task;
    const key = `${task}&${resource}`;
    const known = indexById.get(key);
    if (known !== undefined) return known;
    const [one, other] = [daysOfTable[task], daysOfTable[resource]];
    const both = one && other ? intersectCalendars(one, other) : ROUND_THE_CLOCK;
    const index = hasWorkingTime(both) ? put(both) : task;
    indexById.set(key, index);
    return index;
  };
  return { tables, problems, roundTheClockIndex, projectIndex, indexOf, indexOfBoth, workingDaysOf: (index) => daysOfTable[index] ?? STANDARD };
}

function addsNothing(record: CalendarRecord): boolean {
  return record.workWeeks.length === 0 && record.exceptions.length === 0 && record.week.every((day) => day.kind === "inherit");
}

/** A calendar and its bases, own first; a loop of bases ends where it closes. */
function chainOf(calendars: ReadonlyMap<string, CalendarRecord>, record: CalendarRecord): readonly CalendarRecord[] {
  const chain: CalendarRecord[] = [];
  for (let at: CalendarRecord | undefined = record; at && !chain.includes(at); at = calendars.get(at.baseCalendarId ?? "")) chain.push(at);
  return chain;
}

function tableOf(calendar: WorkingDays, list: ListedDays): CalendarTable {
  const patterns: DayPattern[] = [];
  const indexByKey = new Map<string, number>();
  const patternOf = (periods: readonly WorkingPeriod[]): number => {
    const key = periods.map((period) => `${period.from}-${period.to}`).join();
    const known = indexByKey.get(key);
    if (known !== undefined) return known;
    const index = patterns.push({
      from: periods.map((period) => period.from * TICKS_PER_MINUTE),
      to: periods.map((period) => period.to * TICKS_PER_MINUTE),
    });
    indexByKey.set(key, index - 1);
    return index - 1;
  };
  const week = calendar.week.map(patternOf);
  let firstDay = 0;
  let lastDay = -1;
  for (const day of calendar.days.keys()) {
    if (lastDay < firstDay) {
      firstDay = day;
      lastDay = day;
    }
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
  }
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => {
    const own = calendar.days.get(firstDay + index);
    return own ? patternOf(own) : (week[weekdayOf(firstDay + index)] ?? 0);
  });
  return buildCalendarTable({ patterns, week, firstDay, days, firstWeekday: weekdayOf(firstDay) }, list);
}
