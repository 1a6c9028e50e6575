/** Parses the statements that stand before the tasks: the project, its calendars and its resources. */
import { toTenth } from "@leadline/engine/time/duration-text.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { clockOf, clockRange, dateOf, fault, peek, shareOf, shownToken, take, takeComma, takeDate, takeName, takeWord, type Cursor } from "./cursor.ts";
import { WEEKDAY_WORDS, type CalendarStatement, type Day, type ProjectStatement, type ResourceStatement } from "./statements.ts";

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** `project "Branch refresh" starts 2026-03-02`, and the options that change results. */
export function parseProject(cursor: Cursor): ProjectStatement | undefined {
  const name = takeName(cursor, 'the name of the project, such as "Branch refresh"');
  if (!name) return undefined;
  if (name.value === "") return fault(cursor, "The project has an empty name.");
  if (!takeWord(cursor, "starts")) return fault(cursor, `Here must stand “starts” and the start date, but ${shownToken(peek(cursor))}.`);
  const starts = takeDate(cursor);
  if (!starts) return undefined;
  const project: Open<ProjectStatement> = { ...PROJECT_DEFAULTS, name: name.value, starts };
  while (peek(cursor)) parseProjectOption(cursor, project);
  return project;
}

const PROJECT_DEFAULTS = {
  minutesPerDay: 480,
  minutesPerWeek: 2400,
  daysPerMonth: 20,
  defaultStartTime: 480,
  defaultFinishTime: 1020,
  linksWin: false,
  multipleCriticalPaths: false,
  criticalSlackDays: 0,
};

function parseProjectOption(cursor: Cursor, project: Open<ProjectStatement>): void {
  const token = take(cursor);
  switch (token?.kind === "word" ? token.value : "") {
    case "status": {
      const status = takeDate(cursor);
      if (status) project.status = status;
      return;
    }
    case "hours": {
      const [from, to] = (take(cursor)?.value ?? "").split("-").map(clockOf);
      if (from === undefined || from > 1439 || to === undefined) return void fault(cursor, "After “hours” stand the hours of a working day, such as 08:00-17:00.", token);
      [project.defaultStartTime, project.defaultFinishTime] = [from, to];
      return;
    }
    case "day":
      project.minutesPerDay = takeAmount(cursor, "h", 60, 1440) ?? project.minutesPerDay;
      return;
    case "week":
      project.minutesPerWeek = takeAmount(cursor, "h", 60, 10_080) ?? project.minutesPerWeek;
      return;
    case "month":
      project.daysPerMonth = takeAmount(cursor, "d", 1, 31) ?? project.daysPerMonth;
      return;
    case "critical-slack":
      project.criticalSlackDays = takeAmount(cursor, "d", 1, 1000, -1000) ?? project.criticalSlackDays;
      return;
    case "links-win":
      project.linksWin = true;
      return;
    case "multiple-critical-paths":
      project.multipleCriticalPaths = true;
      return;
    default:
      fault(cursor, `A project may say status, hours, day, week, month, critical-slack, links-win and multiple-critical-paths, but ${shownToken(token)}.`, token);
  }
}

/** `7.5h`, `20d`: a number with one given unit, times `factor`, within limits. */
function takeAmount(cursor: Cursor, unit: "h" | "d", factor: number, max: number, min = 1): number | undefined {
  const token = take(cursor);
  const match = /^(-?\d+(?:\.\d+)?)([a-z])$/.exec(token?.value ?? "");
  const amount = match?.[2] === unit ? toTenth(Number(match[1]) * factor) : Number.NaN;
  const mayBeBroken = min < 0;
  if ((mayBeBroken || Number.isInteger(amount)) && amount >= min && amount <= max) return amount;
  return fault(cursor, `Here must stand a number of ${unit === "h" ? "hours" : "days"} such as 8${unit}, at most ${max / factor}${unit}, but ${shownToken(token)}.`, token);
}

/** `calendar "Night" like "Standard" Mon-Fri 22:00-24:00 Sat off week A..B Mon-Fri 07:00-12:00 except 2026-04-03, …` */
export function parseCalendar(cursor: Cursor): CalendarStatement | undefined {
  const first = peek(cursor);
  const name = first?.kind === "text" ? takeName(cursor, "the name of the calendar") : { value: "Standard", line: cursor.source.line, column: 1 };
  if (!name) return undefined;
  const like = takeWord(cursor, "like") ? takeName(cursor, "the name of the calendar that this one follows") : undefined;
  const rest: Day = { kind: like ? "inherit" : "nonworking" };
  const calendar = { name, ...(like ? { like } : {}), week: parseWeek(cursor, rest), workWeeks: parseWorkWeeks(cursor), exceptions: parseExceptions(cursor) };
  if (peek(cursor)) return fault(cursor, `Here must stand days such as Mon-Fri, a week, or except, but ${shownToken(peek(cursor))}.`);
  return calendar;
}

/** `Mon-Thu 08:00-12:00 13:00-17:00 Fri,Sat 08:00-14:00 Sun off`; days not named get `rest`. */
function parseWeek(cursor: Cursor, rest: Day): Day[] {
  const week: Day[] = WEEKDAY_WORDS.map(() => rest);
  for (let days = takeWeekdays(cursor); days; days = takeWeekdays(cursor)) {
    const day = takeDayRule(cursor);
    if (!day) break;
    for (const weekday of days) week[weekday] = day;
  }
  return week;
}

/** `Mon`, `Mon-Fri`, `Mon,Wed,Fri`; a range may run over the end of the week (`Sat-Mon`). */
function takeWeekdays(cursor: Cursor): number[] | undefined {
  const days = weekdaysOf(peek(cursor)?.value ?? "");
  if (!days || peek(cursor)?.kind !== "word") return undefined;
  cursor.at += 1;
  while (peek(cursor)?.kind === "comma") {
    const more = weekdaysOf(cursor.source.tokens[cursor.at + 1]?.value ?? "");
    if (!more) break;
    days.push(...more);
    cursor.at += 2;
  }
  return days;
}

function weekdaysOf(text: string): number[] | undefined {
  const [from, to, ...others] = text.split("-").map((word) => WEEKDAY_WORDS.findIndex((day) => day.toLowerCase() === word.toLowerCase()));
  if (from === undefined || from < 0 || (to ?? 0) < 0 || others.length > 0) return undefined;
  const count = to === undefined ? 1 : ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => (from + step) % 7);
}

function takeDayRule(cursor: Cursor): Day | undefined {
  if (takeWord(cursor, "off")) return { kind: "nonworking" };
  if (takeWord(cursor, "inherit")) return { kind: "inherit" };
  const times = takeTimes(cursor);
  if (times.length > 0) return { kind: "working", times };
  return fault(cursor, `After the days must stand working times such as 08:00-12:00, or off, but ${shownToken(peek(cursor))}.`);
}

const MOST_TIMES = 24;

function takeTimes(cursor: Cursor): { from: number; to: number }[] {
  const times: { from: number; to: number }[] = [];
  for (let token = peek(cursor); token?.kind === "word" && times.length < MOST_TIMES; token = peek(cursor)) {
    const range = clockRange(token.value);
    if (!range) break;
    times.push({ ...range });
    cursor.at += 1;
  }
  return times;
}

/** `week 2026-07-06..2026-08-30 "Summer" Mon-Thu 08:00-14:00`: for a while, a week of its own; days not named are off. */
function parseWorkWeeks(cursor: Cursor): CalendarStatement["workWeeks"] {
  const weeks: CalendarStatement["workWeeks"] = [];
  while (takeWord(cursor, "week")) {
    const range = takeDays(cursor);
    if (!range) break;
    weeks.push({ name: takeOptionalText(cursor), ...range, week: parseWeek(cursor, { kind: "nonworking" }) });
  }
  return weeks;
}

/** `except 2026-04-03 "Good Friday", 2026-12-24..2026-12-31, 2026-07-04 08:00-12:00`; without times a day off. */
function parseExceptions(cursor: Cursor): CalendarStatement["exceptions"] {
  const exceptions: CalendarStatement["exceptions"] = [];
  if (!takeWord(cursor, "except")) return exceptions;
  do {
    const range = takeDays(cursor);
    if (!range) break;
    const times = takeTimes(cursor);
    exceptions.push({ name: takeOptionalText(cursor), ...range, times });
  } while (takeComma(cursor));
  return exceptions;
}

/** The name of a week or an exception, where one is given. */
function takeOptionalText(cursor: Cursor): string {
  return peek(cursor)?.kind === "text" ? (takeName(cursor, "a name")?.value ?? "") : "";
}

/** A day or `from..to`, as day numbers. */
function takeDays(cursor: Cursor): { readonly fromDay: number; readonly toDay: number } | undefined {
  const token = take(cursor);
  const [from, to, ...others] = token?.kind === "word" ? token.value.split("..").map(dateOf) : [];
  const last = token?.kind === "word" && token.value.includes("..") ? to : from;
  if (!from || !last || from.hasTime || last.hasTime || others.length > 0) {
    return fault(cursor, `Here must stand a day such as 2026-04-03, or days such as 2026-12-24..2026-12-31, but ${shownToken(token)}.`, token);
  }
  if (last.minute < from.minute) return fault(cursor, "The last day lies before the first.", token);
  return { fromDay: dayNumberOf(from.minute), toDay: dayNumberOf(last.minute) };
}

/** `resource "Engineer" 50% calendar "Part time"`, or `resource "Cement" material`. */
export function parseResource(cursor: Cursor): ResourceStatement | undefined {
  const name = takeName(cursor, "the name of the resource");
  if (!name) return undefined;
  const resource: Open<ResourceStatement> = { name, type: "work", maxUnits: 1 };
  for (let token = take(cursor); token; token = take(cursor)) {
    const share = token.kind === "word" ? shareOf(token.value, 1e8) : undefined;
    if (token.value === "work" || token.value === "material" || token.value === "cost") resource.type = token.value;
    else if (share !== undefined) resource.maxUnits = share;
    else if (token.kind === "word" && token.value === "calendar") {
      const calendar = takeName(cursor, "the name of a calendar");
      if (calendar) resource.calendar = calendar;
    } else return fault(cursor, `A resource may say work, material or cost, its units such as 50%, and a calendar, but ${shownToken(token)}.`, token);
  }
  return resource;
}
