/** The statements of plan-text as plain data, before names are looked up: what `docs/plan-text.md` describes. */
import type { DurationValue } from "@leadline/engine/time/duration-text.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { CalendarRecord, Task } from "@leadline/engine/model/records.ts";
import type { Token } from "./tokens.ts";

/** A date as written; without a time it becomes a start or a finish of the working day, by its place. */
export interface DateText {
  readonly minute: Minute;
  readonly hasTime: boolean;
}

/** A value with the token that gave it, so that a later check can point at it. */
export interface Placed<T> {
  readonly value: T;
  readonly line: number;
  readonly column: number;
}

export interface ProjectStatement {
  readonly name: string;
  readonly starts: DateText;
  readonly status?: DateText;
  /** Minutes of a day and a week of duration, and days of a month. */
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly daysPerMonth: number;
  readonly defaultStartTime: number;
  readonly defaultFinishTime: number;
  readonly linksWin: boolean;
  readonly multipleCriticalPaths: boolean;
  readonly criticalSlackDays: number;
}

export type Day = CalendarRecord["week"][number];

export interface CalendarStatement {
  readonly name: Placed<string>;
  readonly like?: Placed<string>;
  readonly week: readonly Day[];
  readonly workWeeks: CalendarRecord["workWeeks"];
  readonly exceptions: CalendarRecord["exceptions"];
}

export interface ResourceStatement {
  readonly name: Placed<string>;
  readonly type: "work" | "material" | "cost";
  readonly maxUnits: number;
  readonly calendar?: Placed<string>;
}

/** One item of `after`: the words as written; the label is looked up when all tasks are known. */
export interface PredecessorText {
  readonly ref: Token;
  /** Everything after the first word of the item, e.g. "SS+1d" or "FS -50 %". */
  readonly rest: string;
  readonly line: number;
}

export interface AssignmentText {
  readonly resource: Placed<string>;
  readonly units: number;
  /** What stands in the brackets where it is no percentage: an amount of a material, or money. */
  readonly amount?: Placed<string>;
  readonly workMinutes?: number;
  readonly remainingWorkMinutes?: number;
}

export interface TaskStatement {
  readonly line: number;
  readonly column: number;
  readonly indent: number;
  readonly label?: string;
  readonly name: string;
  readonly duration?: Placed<DurationValue>;
  readonly clauses: TaskClauses;
}

/** Dates that are not computed; either may be missing. */
export interface GivenDates {
  readonly start?: DateText;
  readonly finish?: DateText;
}

/** What may follow a task's name and duration; every clause stands at most once. */
export interface TaskClauses {
  readonly after?: readonly PredecessorText[];
  readonly by?: readonly AssignmentText[];
  readonly constraint?: { readonly type: Task["constraint"]; readonly date?: DateText };
  readonly deadline?: DateText;
  readonly calendar?: Placed<string>;
  readonly ignoringResourceCalendars?: true;
  readonly manual?: GivenDates;
  readonly external?: GivenDates;
  readonly done?: number;
  readonly started?: DateText;
  readonly finished?: DateText;
  readonly remaining?: number;
  readonly inactive?: true;
  readonly milestone?: true;
  readonly delay?: number;
  readonly priority?: number;
  readonly taskType?: Task["taskType"];
  readonly effortDriven?: true;
}

/** The constraint words with the side that a date without a time means. */
export const CONSTRAINT_WORDS: readonly { readonly word: string; readonly type: Task["constraint"]; readonly side?: "start" | "finish" }[] = [
  { word: "as-late-as-possible", type: "ALAP" },
  { word: "must-start-on", type: "MSO", side: "start" },
  { word: "must-finish-on", type: "MFO", side: "finish" },
  { word: "start-no-earlier-than", type: "SNET", side: "start" },
  { word: "start-no-later-than", type: "SNLT", side: "start" },
  { word: "finish-no-earlier-than", type: "FNET", side: "finish" },
  { word: "finish-no-later-than", type: "FNLT", side: "finish" },
];

export const WEEKDAY_WORDS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
