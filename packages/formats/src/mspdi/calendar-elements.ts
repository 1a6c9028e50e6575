/** What Leadline says of a calendar and of the project's own settings, as MSPDI elements. */
import type { CalendarException, Recurrence } from "@leadline/engine/model/plan/calendar.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { branch, leaf, type XmlElement } from "../xml/xml-element.ts";
import { elementsOf, type Elements } from "./merge-entity.ts";
import type { PlanState } from "./plan-state.ts";
import { uidText } from "./task-elements.ts";
import { clockText, dateText, firstDayText, flagText, lastDayText, numberText } from "./values.ts";

type Day = CalendarRecord["week"][number];
type WorkingTime = CalendarException["times"][number];

export function calendarElements(state: PlanState, calendar: CalendarRecord): Elements {
  const elements = elementsOf({
    UID: uidText(state.uids.calendar.get(calendar.id)),
    Name: calendar.name,
    IsBaseCalendar: flagText(calendar.baseCalendarId === undefined),
    BaseCalendarUID: String(state.uids.calendar.get(calendar.baseCalendarId ?? "") ?? -1),
  });
  const oldStyle = calendar.exceptions.filter((exception) => !exception.recurrence);
  const weekDays = [...weekDayElements(calendar), ...oldStyle.map(oldStyleException)];
  if (weekDays.length > 0) elements.set("WeekDays", [branch("WeekDays", weekDays)]);
  if (calendar.exceptions.length > 0) elements.set("Exceptions", [branch("Exceptions", calendar.exceptions.map(exceptionElement))]);
  if (calendar.workWeeks.length > 0) elements.set("WorkWeeks", [branch("WorkWeeks", calendar.workWeeks.map(workWeekElement))]);
  return elements;
}

/** The project's own elements. The title is the name; the rest are the options that change results. */
export function settingsElements(state: PlanState): Elements {
  const { settings, schedule } = state;
  const isFromFinish = settings.scheduleFrom === "finish" && settings.finish !== undefined;
  return elementsOf({
    Title: settings.name,
    ScheduleFromStart: flagText(!isFromFinish),
    StartDate: dateText(isFromFinish ? schedule.start : settings.start),
    FinishDate: dateText(isFromFinish ? (settings.finish ?? schedule.finish) : schedule.finish),
    CriticalSlackLimit: numberText(settings.criticalSlackLimitDays),
    CurrencyCode: /^[A-Z]{3}$/.test(settings.currency) ? settings.currency : undefined,
    CalendarUID: uidText(state.uids.calendar.get(settings.calendarId)),
    DefaultStartTime: clockText(settings.defaultStartTime),
    DefaultFinishTime: clockText(settings.defaultFinishTime),
    MinutesPerDay: String(settings.minutesPerDay),
    MinutesPerWeek: String(settings.minutesPerWeek),
    DaysPerMonth: String(settings.daysPerMonth),
    HonorConstraints: flagText(settings.honorConstraints),
    MultipleCriticalPaths: flagText(settings.multipleCriticalPaths),
    SplitsInProgressTasks: flagText(settings.splitInProgressTasks ?? true),
    MoveCompletedEndsBack: flagText(settings.moveCompletedEndsBack ?? false),
    MoveRemainingStartsBack: flagText(settings.moveRemainingStartsBack ?? false),
    MoveRemainingStartsForward: flagText(settings.moveRemainingStartsForward ?? false),
    MoveCompletedEndsForward: flagText(settings.moveCompletedEndsForward ?? false),
    BaselineForEarnedValue: String(settings.baselineForEarnedValue ?? 0),
    WeekStartDay: String(settings.weekStartDay),
    StatusDate: settings.statusDate === undefined ? undefined : dateText(settings.statusDate),
    NewTasksAreManual: flagText(settings.newTasksAreManual),
    Comments: settings.description,
  });
}

/** A base calendar has nothing to inherit: there such a day is free, and said to be. */
function weekDayElements({ week, baseCalendarId }: CalendarRecord): XmlElement[] {
  return week.flatMap((day, index) => (day.kind === "inherit" && baseCalendarId !== undefined ? [] : [weekDay(index + 1, timesOf(day))]));
}

function timesOf(day: Day): readonly WorkingTime[] {
  return day.kind === "working" ? day.times : [];
}

function weekDay(type: number, times: readonly WorkingTime[], period?: XmlElement): XmlElement {
  return branch("WeekDay", [
    leaf("DayType", String(type)),
    leaf("DayWorking", flagText(times.length > 0)),
    ...(period ? [period] : []),
    ...workingTimes(times),
  ]);
}

function workingTimes(times: readonly WorkingTime[]): XmlElement[] {
  if (times.length === 0) return [];
  const listed = times.map(({ from, to }) => branch("WorkingTime", [leaf("FromTime", clockText(from)), leaf("ToTime", clockText(to))]));
  return [branch("WorkingTimes", listed)];
}

function timePeriod({ fromDay, toDay }: { readonly fromDay: number; readonly toDay: number }): XmlElement {
  return branch("TimePeriod", [leaf("FromDate", firstDayText(fromDay)), leaf("ToDate", lastDayText(toDay))]);
}

/** Project 2003 knows exceptions only as days of type 0; later versions write them there too. */
function oldStyleException(exception: CalendarException): XmlElement {
  return weekDay(0, exception.times, timePeriod(exception));
}

function exceptionElement(exception: CalendarException): XmlElement {
  const { recurrence } = exception;
  const days = exception.toDay - exception.fromDay + 1;
  return branch("Exception", [
    leaf("EnteredByOccurrences", flagText(recurrence?.occurrences !== undefined)),
    timePeriod(exception),
    leaf("Occurrences", String(recurrence?.occurrences ?? days)),
    ...(exception.name === "" ? [] : [leaf("Name", exception.name)]),
    leaf("Type", String(recurrence?.type ?? 1)),
    ...(recurrence ? recurrenceElements(recurrence) : []),
    leaf("DayWorking", flagText(exception.times.length > 0)),
    ...workingTimes(exception.times),
  ]);
}

/** All of them: which ones count is the type's matter, and a reader ignores the rest. */
function recurrenceElements(recurrence: Recurrence): XmlElement[] {
  return [
    leaf("Period", String(recurrence.period)),
    leaf("DaysOfWeek", String(recurrence.daysOfWeek)),
    leaf("MonthItem", String(recurrence.monthItem)),
    leaf("MonthPosition", String(recurrence.monthPosition)),
    leaf("Month", String(recurrence.month)),
    leaf("MonthDay", String(recurrence.monthDay)),
  ];
}

/** All seven days are written: in a work week a day that is missing would be free. */
function workWeekElement(workWeek: CalendarRecord["workWeeks"][number]): XmlElement {
  const days = workWeek.week.map((day, index) => weekDay(index + 1, timesOf(day)));
  return branch("WorkWeek", [timePeriod(workWeek), leaf("Name", workWeek.name), branch("WeekDays", days)]);
}
