/** Small MSPDI files for tests: say only what a test is about. */
import type { ReadResult } from "../plan-file-types.ts";
import { readMspdi } from "./read.ts";

export interface PlanText {
  /** Elements of the project itself. */
  readonly project?: string;
  /** Calendar elements; "none" for a file without the list. */
  readonly calendars?: string;
  /** Each the inner elements of a Task. */
  readonly tasks?: readonly string[];
  readonly resources?: readonly string[];
  readonly assignments?: readonly string[];
}

const times = "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>";
const weekDays = [1, 2, 3, 4, 5, 6, 7]
  .map((type) => (type === 1 || type === 7 ? `<WeekDay><DayType>${type}</DayType><DayWorking>0</DayWorking></WeekDay>` : `<WeekDay><DayType>${type}</DayType><DayWorking>1</DayWorking>${times}</WeekDay>`))
  .join("");
export const STANDARD = `<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>${weekDays}</WeekDays></Calendar>`;

export function planText({ project = "", calendars = STANDARD, tasks = [], resources = [], assignments = [] }: PlanText): string {
  const list = (name: string, entity: string, inner: readonly string[]): string => `<${name}>${inner.map((text) => `<${entity}>${text}</${entity}>`).join("\n")}</${name}>\n`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><Title>Move</Title><StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID>${project}
${calendars === "none" ? "" : `<Calendars>${calendars}</Calendars>\n`}${list("Tasks", "Task", tasks)}${list("Resources", "Resource", resources)}${list("Assignments", "Assignment", assignments)}</Project>
`;
}

/** The elements of a task of one day. */
export function taskText(uid: number, more = "", level = 1): string {
  return `<UID>${uid}</UID><ID>${uid}</ID><Name>T${uid}</Name><OutlineLevel>${level}</OutlineLevel><Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>${more}`;
}

export function linkText(uid: number, type = 1, lag = 0, lagFormat = 7): string {
  return `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID><Type>${type}</Type><LinkLag>${lag}</LinkLag><LagFormat>${lagFormat}</LagFormat></PredecessorLink>`;
}

/** Bytes of ASCII text and of the letters that UTF-8 writes in two bytes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((letter) => utf8(letter.codePointAt(0) ?? 0)));
}

function utf8(point: number): number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)];
  if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
}

export function countedIds(): () => string {
  let count = 0;
  return () => `r${(count += 1)}`;
}

export function readText(text: string): ReadResult {
  return readMspdi(bytesOf(text), { newId: countedIds(), fileName: "Move.xml" });
}

/** A file that must be readable. */
export function readGood(text: string): Extract<ReadResult, { ok: true }> {
  const result = readText(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result;
}
