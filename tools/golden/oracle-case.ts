/** The small cases of `domain-oracle.json` as projects of ours, with everything that an independent scheduler says of them. */
import { emptyTask, newSettings, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { CalendarRecord, Link, Task } from "@leadline/engine/model/records.ts";
import { dayNumberOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import type { GoldenCase, GoldenField, StatedTask } from "./golden-case.ts";

interface OracleTask {
  readonly name: string;
  readonly parent: string | null;
  readonly duration: string | null;
  readonly constraint: string | null;
  readonly constraintDate: string | null;
  readonly deadline: string | null;
  readonly actualStart: string | null;
  readonly actualDuration: string | null;
  readonly levelingDelay: string | null;
  readonly predecessors: readonly { readonly task: string; readonly type: Link["type"]; readonly lag: string }[];
  readonly assignments: readonly { readonly units: number; readonly work: string; readonly resourceHolidays: readonly string[] }[];
}

interface OracleCase {
  readonly title: string;
  readonly projectStart: string;
  readonly calendarExceptions: readonly { readonly from: string; readonly to: string; readonly ranges: readonly (readonly [string, string])[] }[];
  readonly tasks: readonly OracleTask[];
  readonly expected: readonly Readonly<Record<string, string | boolean>>[];
  readonly doubt: string | null;
}

const DATES: readonly GoldenField[] = ["start", "finish", "earlyStart", "earlyFinish", "lateStart", "lateFinish"];
const ALL_FIELDS: readonly GoldenField[] = [...DATES, "totalSlackMinutes", "freeSlackMinutes", "critical"];

/** Cases with a doubt are scored for information: the oracle itself is not sure of them. */
export function oracleCases(file: { readonly cases: readonly OracleCase[] }): GoldenCase[] {
  return file.cases.map((one) => ({
    name: `oracle/${one.title}`,
    group: one.doubt === null ? "oracle" : "oracle doubtful",
    judged: ALL_FIELDS,
    isScoreOnly: one.doubt !== null,
    stated: one.expected.map(statedTask),
    variants: [{ name: "as stored", read: () => ({ project: projectOf(recordsOf(one)), taskIdOf: (key) => key }) }],
  }));
}

function statedTask(expected: Readonly<Record<string, string | boolean>>): StatedTask {
  const dates = DATES.map((field) => [field, instantOf(String(expected[field]))] as const);
  return {
    key: String(expected["name"]),
    values: {
      ...Object.fromEntries(dates),
      totalSlackMinutes: minutesOf(String(expected["totalSlack"])),
      freeSlackMinutes: minutesOf(String(expected["freeSlack"])),
      critical: Number(expected["critical"]),
    },
  };
}

function* recordsOf(one: OracleCase): Generator<KindedRecord> {
  yield { kind: "settings", record: newSettings({ name: one.title, start: instantOf(one.projectStart), calendarId: "standard" }) };
  yield { kind: "calendar", record: { ...standardCalendar("standard"), exceptions: one.calendarExceptions.map(exceptionOf) } };
  // A summary stands behind its children in the file; the row order has no influence on dates.
  for (const [index, task] of one.tasks.entries()) {
    yield { kind: "task", record: taskOf(task, index) };
    for (const link of task.predecessors) yield { kind: "link", record: linkOf(link, task.name) };
    for (const [place, assignment] of task.assignments.entries()) yield* assignmentRecords(task.name, place, assignment);
  }
}

function taskOf(task: OracleTask, index: number): Task {
  const durationMinutes = minutesOf(task.duration ?? "1.0d");
  const actualDurationMinutes = minutesOf(task.actualDuration ?? "0.0d");
  return {
    ...emptyTask({ id: task.name, number: index + 1, rank: String.fromCharCode(65 + index), durationMinutes, actualDurationMinutes }),
    name: task.name,
    durationUnit: task.duration?.endsWith("ed") ? "ed" : "d",
    percentComplete: durationMinutes === 0 ? 0 : Math.round((100 * actualDurationMinutes) / durationMinutes),
    constraint: task.constraint === null ? "ASAP" : constraintOf(task.constraint),
    levelingDelayMinutes: task.levelingDelay === null ? 0 : minutesOf(task.levelingDelay),
    ...(task.parent === null ? {} : { parentId: task.parent }),
    ...(task.constraintDate === null ? {} : { constraintDate: instantOf(task.constraintDate) }),
    ...(task.deadline === null ? {} : { deadline: instantOf(task.deadline) }),
    ...(task.actualStart === null ? {} : { actualStart: instantOf(task.actualStart) }),
  };
}

function linkOf(link: OracleTask["predecessors"][number], successorId: string): Link {
  const isPercent = link.lag.endsWith("%");
  return {
    id: `${link.task}-${successorId}`,
    predecessorId: link.task,
    successorId,
    type: link.type,
    lagMinutes: isPercent ? 0 : minutesOf(link.lag),
    lagPercent: isPercent ? Number.parseFloat(link.lag) : 0,
    lagUnit: isPercent ? "%" : link.lag.endsWith("ed") ? "ed" : "d",
  };
}

/** A person of their own, with a calendar of their own, for every assignment. */
function* assignmentRecords(taskId: string, place: number, assignment: OracleTask["assignments"][number]): Generator<KindedRecord> {
  const id = `${taskId}.${place}`;
  const holidays = assignment.resourceHolidays.map((day) => exceptionOf({ from: day, to: day, ranges: [] }));
  const inherited = Array.from({ length: 7 }, () => ({ kind: "inherit" as const }));
  const workMinutes = minutesOf(assignment.work);
  yield { kind: "calendar", record: { id: `${id}.calendar`, name: id, baseCalendarId: "standard", week: inherited, workWeeks: [], exceptions: holidays } };
  yield { kind: "resource", record: { id: `${id}.person`, name: id, type: "work", maxUnits: 1, calendarId: `${id}.calendar`, rank: "V" } };
  yield { kind: "assignment", record: { id, taskId, resourceId: `${id}.person`, units: assignment.units / 100, workMinutes, actualWorkMinutes: 0, remainingWorkMinutes: workMinutes, delayMinutes: 0 } };
}

function exceptionOf(exception: OracleCase["calendarExceptions"][number]): CalendarRecord["exceptions"][number] {
  const times = exception.ranges.map(([from, to]) => ({ from: clockOf(from), to: clockOf(to) }));
  return { name: "", fromDay: dayNumberOf(instantOf(exception.from)), toDay: dayNumberOf(instantOf(exception.to)), times };
}

const CONSTRAINTS: Readonly<Record<string, Task["constraint"]>> = {
  AS_LATE_AS_POSSIBLE: "ALAP",
  MUST_START_ON: "MSO",
  MUST_FINISH_ON: "MFO",
  START_NO_EARLIER_THAN: "SNET",
  START_NO_LATER_THAN: "SNLT",
  FINISH_NO_EARLIER_THAN: "FNET",
  FINISH_NO_LATER_THAN: "FNLT",
};

function constraintOf(name: string): Task["constraint"] {
  const constraint = CONSTRAINTS[name];
  if (constraint === undefined) throw new Error(`The oracle names an unknown constraint: ${name}`);
  return constraint;
}

const MINUTES_OF_UNIT: Readonly<Record<string, number>> = { h: 60, d: 480, ed: 1440 };

/** `3.0d` of eight hours, `2.0ed`, `16.0h`. */
function minutesOf(text: string): number {
  const [, amount = "", unit = ""] = /^(-?[\d.]+)(\w+)$/.exec(text) ?? [];
  const minutes = MINUTES_OF_UNIT[unit];
  if (minutes === undefined) throw new Error(`The oracle names an unknown duration: ${text}`);
  return Number(amount) * minutes;
}

function instantOf(text: string): Minute {
  const minute = parseIso(text);
  if (minute === undefined) throw new Error(`The oracle names an unknown date: ${text}`);
  return minute;
}

function clockOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}
