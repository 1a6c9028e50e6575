/** The periods by which earned schedule counts time: working days, weeks or months, from the start of the baseline on. */
import { settingsOf, type Project } from "../../model/project.ts";
import { calendarTablesOf } from "../../schedule/calendar-tables.ts";
import { civilOf, dayNumberOf, dayOf, MINUTES_PER_DAY, weekdayOf, type Minute } from "../../time/minute.ts";
import { periodsOn } from "../../time/working-days.ts";
import { evenCurve } from "../work-curve.ts";
import { instantAt } from "./progress-at.ts";

export type Period = "day" | "week" | "month";

export interface Periods {
  /** Ends of the periods as days: everything before that day's midnight counts. */
  readonly ends: readonly number[];
  /** Periods from the first one's start to an instant; within a period by working time. */
  readonly indexOf: (at: Minute) => number;
  /** The instant at which so many periods have passed. */
  readonly instantOf: (index: number) => Minute;
}

/** Periods that cover everything from `start` to `finish`; a "day" is a day with working time in the project's calendar. */
export function periodsOf(project: Project, period: Period, { start, finish }: { readonly start: Minute; readonly finish: Minute }): Periods {
  const first = dayNumberOf(start);
  const last = Math.max(first, dayNumberOf((finish - 1) as Minute));
  const ends = endsOf(project, period, { first, last });
  const edge = (index: number): Minute => (((index === 0 ? first : (ends[index - 1] ?? last + 1)) * MINUTES_PER_DAY) as Minute);
  const within = (index: number): ReturnType<typeof evenCurve> => evenCurve(project, { durationUnit: "d" }, { start: edge(index), finish: edge(index + 1) });
  const indexOf = (at: Minute): number => {
    const whole = ends.filter((end) => end * MINUTES_PER_DAY <= at).length;
    return whole >= ends.length ? whole : whole + within(whole).shareBefore(at);
  };
  const instantOf = (index: number): Minute => {
    const whole = Math.min(Math.floor(index), ends.length);
    return index <= whole ? edge(whole) : instantAt(within(whole), index - whole);
  };
  return { ends, indexOf, instantOf };
}

function endsOf(project: Project, period: Period, { first, last }: { readonly first: number; readonly last: number }): number[] {
  const ends: number[] = [];
  const next = stepOf(project, period);
  for (let at = next(first); ends.length < MOST_PERIODS; at = next(at)) {
    ends.push(at);
    if (at > last) break;
  }
  return ends;
}

/** Plans of more than a hundred years of working days are cut there. */
const MOST_PERIODS = 40_000;

/** The first day that no longer belongs to the period of a day. */
function stepOf(project: Project, period: Period): (day: number) => number {
  switch (period) {
    case "day":
      return workingDayStep(project);
    case "week":
      return (day) => day + (((settingsOf(project).weekStartDay - weekdayOf(day) + 6) % 7) + 1);
    case "month":
      return (day) => {
        const { year, month } = civilOf(day);
        return month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
      };
  }
}

/** Days without working time belong to the next working day; a calendar without any counts every day. */
function workingDayStep(project: Project): (day: number) => number {
  const calendars = calendarTablesOf(project);
  const days = calendars.workingDaysOf(calendars.projectIndex);
  return (from) => {
    for (let day = from; day < from + LONGEST_BREAK; day += 1) if (periodsOn(days, day).length > 0) return day + 1;
    return from + 1;
  };
}

const LONGEST_BREAK = 366;
