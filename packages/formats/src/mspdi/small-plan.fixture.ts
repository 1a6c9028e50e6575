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

/** A plan with baselines, rates, material, a cost and day-by-day work, as Microsoft Project writes them. */
export const EDITABLE_PLAN = planText({
  project: "<SplitsInProgressTasks>1</SplitsInProgressTasks><MoveCompletedEndsBack>0</MoveCompletedEndsBack><BaselineForEarnedValue>0</BaselineForEarnedValue><MinutesPerDay>480</MinutesPerDay>",
  tasks: [
    taskText(1, "<FixedCost>0</FixedCost><FixedCostAccrual>3</FixedCostAccrual><LevelAssignments>1</LevelAssignments><Baseline><Number>0</Number><Interim>0</Interim><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Duration>PT8H0M0S</Duration><Work>PT8H0M0S</Work><Cost>8000</Cost><BCWS>1</BCWS></Baseline><Baseline><Number>3</Number><Interim>1</Interim><Start>2026-03-03T08:00:00</Start></Baseline><TimephasedData><Type>9</Type><UID>1</UID><Value>PT8H0M0S</Value></TimephasedData>"),
    taskText(2),
  ],
  resources: [
    "<UID>1</UID><ID>1</ID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits><StandardRate>50</StandardRate><StandardRateFormat>2</StandardRateFormat><OvertimeRate>75</OvertimeRate><OvertimeRateFormat>2</OvertimeRateFormat><CostPerUse>1000</CostPerUse><Rates><Rate><RatesFrom>1984-01-01T00:00:00</RatesFrom><RatesTo>2049-12-31T23:59:00</RatesTo><RateTable>0</RateTable><StandardRate>50</StandardRate><StandardRateFormat>2</StandardRateFormat><OvertimeRate>75</OvertimeRate><OvertimeRateFormat>2</OvertimeRateFormat><CostPerUse>1000</CostPerUse></Rate></Rates>",
    "<UID>2</UID><ID>2</ID><Name>Cable</Name><Type>0</Type><MaterialLabel>m</MaterialLabel><StandardRate>3</StandardRate><StandardRateFormat>8</StandardRateFormat>",
    "<UID>3</UID><ID>3</ID><Name>Travel</Name><Type>0</Type><IsCostResource>1</IsCostResource>",
  ],
  assignments: [
    "<UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Units>1</Units><Work>PT8H0M0S</Work><RemainingWork>PT8H0M0S</RemainingWork><Baseline><Number>0</Number><Work>PT8H0M0S</Work></Baseline><TimephasedData><Type>1</Type><UID>1</UID><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Unit>1</Unit><Value>PT8H0M0S</Value></TimephasedData><TimephasedData><Type>4</Type><UID>1</UID><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Unit>1</Unit><Value>PT8H0M0S</Value></TimephasedData>",
    "<UID>3</UID><TaskUID>1</TaskUID><ResourceUID>3</ResourceUID><Cost>25000</Cost>",
  ],
});
