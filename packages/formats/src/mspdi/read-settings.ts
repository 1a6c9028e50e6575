/** The project's own elements: name, start, calendar and the options that change results. */
import type { ProjectSettings } from "@leadline/engine/model/records.ts";
import { MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import type { EntityFields } from "./entity-fields.ts";
import { ownText } from "./entity-fields.ts";
import { parseClock } from "./values.ts";

/** The settings as far as the project's own elements tell; the start may be missing, the calendar is still a UID. */
export interface SettingsDraft {
  readonly settings: Omit<ProjectSettings, "start" | "calendarId" | "nextTaskNumber">;
  readonly start: Minute | undefined;
  readonly calendarUid: number | undefined;
}

/** Defaults are those of Microsoft Project: 8 hours a day from 08:00 to 17:00, 40 a week, 20 days a month. */
export function readSettings(fields: EntityFields, fileName: string): SettingsDraft {
  const statusDate = fields.date("StatusDate");
  const storedFinish = fields.date("FinishDate");
  const description = fields.text("Comments");
  const isFromFinish = fields.flag("ScheduleFromStart") === false;
  if (isFromFinish && storedFinish === undefined) fields.odd("mspdi/from-finish", "It is scheduled backwards from its finish, but says no finish date; it is scheduled forwards from its start.");
  return {
    settings: {
      id: "settings",
      name: projectName(fields, fileName),
      ...(storedFinish !== undefined && { storedFinish }),
      ...(isFromFinish && storedFinish !== undefined && { scheduleFrom: "finish" as const, finish: storedFinish }),
      ...(statusDate !== undefined && { statusDate }),
      minutesPerDay: positive(fields, "MinutesPerDay", MINUTES_PER_DAY) ?? 480,
      minutesPerWeek: positive(fields, "MinutesPerWeek", 7 * MINUTES_PER_DAY) ?? 2400,
      daysPerMonth: positive(fields, "DaysPerMonth", 31) ?? 20,
      defaultStartTime: Math.min(fields.code("DefaultStartTime", parseClock) ?? 480, MINUTES_PER_DAY - 1),
      defaultFinishTime: fields.code("DefaultFinishTime", parseClock) ?? 1020,
      honorConstraints: fields.flag("HonorConstraints") ?? false,
      criticalSlackLimitDays: fields.within("CriticalSlackLimit", -1000, 1000) ?? 0,
      multipleCriticalPaths: fields.flag("MultipleCriticalPaths") ?? false,
      ...readStatusOptions(fields),
      newTasksAreManual: fields.flag("NewTasksAreManual") ?? false,
      weekStartDay: Math.trunc(fields.within("WeekStartDay", 0, 6) ?? 0),
      currency: ownText(fields.text("CurrencyCode") || fields.text("CurrencySymbol") || "", 10),
      origin: { format: "mspdi", name: ownText(fileName, 1000) },
      ...(description !== undefined && description !== "" && { description: ownText(description, 100_000) }),
    },
    start: fields.date("StartDate"),
    calendarUid: fields.integer("CalendarUID"),
  };
}

type StatusOptions = Pick<
  ProjectSettings,
  "splitInProgressTasks" | "moveCompletedEndsBack" | "moveRemainingStartsBack" | "moveRemainingStartsForward" | "moveCompletedEndsForward" | "baselineForEarnedValue"
>;

/** Options about the status date, as far as they differ from what Microsoft Project does unasked. */
function readStatusOptions(fields: EntityFields): StatusOptions {
  const baseline = Math.trunc(fields.within("BaselineForEarnedValue", 0, 10) ?? 0);
  return {
    ...(fields.flag("SplitsInProgressTasks") === false && { splitInProgressTasks: false }),
    ...(fields.flag("MoveCompletedEndsBack") === true && { moveCompletedEndsBack: true }),
    ...(fields.flag("MoveRemainingStartsBack") === true && { moveRemainingStartsBack: true }),
    ...(fields.flag("MoveRemainingStartsForward") === true && { moveRemainingStartsForward: true }),
    ...(fields.flag("MoveCompletedEndsForward") === true && { moveCompletedEndsForward: true }),
    ...(baseline !== 0 && { baselineForEarnedValue: baseline }),
  };
}

/** A whole number from 1 to `most`. A stored 0 means "not said": files of real converters hold it. */
function positive(fields: EntityFields, name: string, most: number): number | undefined {
  const value = fields.number(name);
  if (value === undefined || value === 0) return undefined;
  if (value >= 1 && value <= most) return Math.round(value);
  fields.odd("mspdi/out-of-range", `${name} ${value} is not from 1 to ${most}; the usual value is taken instead.`);
  return undefined;
}

/** The title; without one the name of the file. MSPDI's own Name is the name under which the file was once saved. */
function projectName(fields: EntityFields, fileName: string): string {
  const fromFile = fileName.replace(/^.*[\\/]/, "").replace(/(?:\.mpp)?\.[A-Za-z0-9]{1,5}$/, "");
  const name = [fields.text("Title"), fromFile, fields.text("Name")].find((text) => text !== undefined && text.trim() !== "");
  return ownText(name?.trim() ?? "Project", 1000);
}
