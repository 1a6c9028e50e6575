/** Tasks (record 70) of an MPX file with their links. */
import type { Task } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { BaselineDraft } from "../mspdi/read-baselines.ts";
import type { LinkDraft, StoredDates, TaskDraft } from "../mspdi/read-task.ts";
import { needsDate, toTenths } from "../mspdi/values.ts";
import { TASK } from "./field-numbers.ts";
import type { RecordFields } from "./record-fields.ts";
import { parseDuration, type MpxStyle } from "./values.ts";
import { CONSTRAINTS, LINK_TYPES, PRIORITIES } from "./words.ts";

export interface OpenTask {
  readonly fields: RecordFields;
  readonly id: string;
  readonly uid: number | undefined;
  readonly rowId: number | undefined;
}

/** The task of a record; blank rows and the project summary task (row 0 or outline level 0) are none. */
export function openTask(fields: RecordFields, id: string): OpenTask | undefined {
  const rowId = fields.integer(TASK.id);
  const uid = fields.integer(TASK.uid) ?? rowId;
  const isBlank = fields.text(TASK.name) === undefined && fields.text(TASK.duration) === undefined;
  if (isBlank || fields.integer(TASK.outlineLevel) === 0 || (uid === 0 && rowId === 0)) return undefined;
  return { fields, id, uid, rowId };
}

const MOST_LEVELS = 100;

export function taskDraft({ fields, id, uid }: OpenTask, style: MpxStyle, given: { readonly notes: string | undefined; readonly uidOfRow: (rowId: number) => number | undefined }): TaskDraft {
  const duration = fields.duration(TASK.duration);
  const fixedCost = fields.number(TASK.fixedCost);
  return {
    task: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(fields.text(TASK.name) ?? "", 1000),
      ...workOf(fields),
      durationUnit: duration && duration.unit !== "%" && duration.unit !== "e%" ? duration.unit : "d",
      estimated: duration?.estimated ?? false,
      milestone: fields.flag(TASK.milestone) ?? false,
      mode: "auto",
      active: true,
      ...constraintOf(fields),
      ignoreResourceCalendars: false,
      taskType: fields.flag(TASK.fixed) === true ? "fixedDuration" : "fixedUnits",
      effortDriven: true,
      priority: fields.word(TASK.priority, PRIORITIES) ?? 500,
      levelingDelayMinutes: fields.minutes(TASK.delay) ?? 0,
      ...(fixedCost && Math.abs(fixedCost) < 1e13 && { fixedCostCents: Math.round(fixedCost * 100) }),
      ...(given.notes !== undefined && { notes: given.notes }),
    },
    level: Math.min(MOST_LEVELS, Math.max(1, fields.integer(TASK.outlineLevel) ?? 1)),
    calendarUid: undefined,
    links: linksOf(fields, style, given.uidOfRow),
    stored: storedDates(fields),
    baselines: baselinesOf(fields),
    called: fields.called,
    line: fields.line,
  };
}

type Work = Pick<Task, "durationMinutes" | "actualDurationMinutes" | "remainingDurationMinutes" | "percentComplete"> & Partial<Pick<Task, "actualStart" | "actualFinish" | "stop" | "resume">>;

function workOf(fields: RecordFields): Work {
  const durationMinutes = fields.minutes(TASK.duration) ?? 0;
  const percentComplete = Math.min(100, Math.max(0, fields.number(TASK.percentComplete) ?? 0));
  const actualFinish = fields.date(TASK.actualFinish, "finish");
  const actualStart = fields.date(TASK.actualStart, "start") ?? (percentComplete > 0 || actualFinish !== undefined ? fields.date(TASK.start, "start") : undefined);
  const actual = Math.min(durationMinutes, fields.minutes(TASK.actualDuration) ?? toTenths((durationMinutes * percentComplete) / 100));
  const [stop, resume] = [fields.date(TASK.stop, "finish"), fields.date(TASK.resume, "start")];
  return {
    durationMinutes,
    actualDurationMinutes: actual,
    remainingDurationMinutes: fields.minutes(TASK.remainingDuration) ?? toTenths(durationMinutes - actual),
    percentComplete,
    ...(actualStart !== undefined && { actualStart }),
    ...(actualFinish !== undefined && { actualFinish }),
    ...(actualStart !== undefined && stop !== undefined && resume !== undefined && { stop, resume }),
  };
}

function constraintOf(fields: RecordFields): Pick<Task, "constraint" | "constraintDate"> {
  const constraint = fields.word(TASK.constraint, CONSTRAINTS) ?? "ASAP";
  if (!needsDate(constraint)) return { constraint };
  const constraintDate = fields.date(TASK.constraintDate, constraint === "FNET" || constraint === "FNLT" || constraint === "MFO" ? "finish" : "start");
  if (constraintDate !== undefined) return { constraint, constraintDate };
  fields.odd("mpx/constraint-without-date", `Its constraint ${constraint} has no date; it counts as “as soon as possible”.`);
  return { constraint: "ASAP" };
}

/** By row where the file says rows, else by UID. */
function linksOf(fields: RecordFields, style: MpxStyle, uidOfRow: (rowId: number) => number | undefined): LinkDraft[] {
  const byRow = fields.text(TASK.predecessors);
  const text = byRow ?? fields.text(TASK.predecessorsByUid);
  if (text === undefined) return [];
  return text.split(style.decimal === "," ? ";" : /[,;]/).flatMap((part) => {
    const link = part.trim() === "" ? undefined : linkOf(part.trim(), fields, style);
    if (!link || byRow === undefined) return link ? [link] : [];
    const predecessorUid = uidOfRow(link.predecessorUid ?? -1);
    if (predecessorUid !== undefined) return [{ ...link, predecessorUid }];
    fields.odd("link/missing-task", `Its predecessor in row ${link.predecessorUid ?? "none"} is not in the file; that link is not scheduled.`);
    return [];
  });
}

const LINK = /^(\d{1,9})\s*(?:(\p{L}{2})\s*)?([+-].{1,30})?$/u;
const MOST_LAG = 1e9;
const MOST_PERCENT = 10_000;

/** `10`, `10FS+1d`, `18EA-50%`. */
function linkOf(text: string, fields: RecordFields, style: MpxStyle): LinkDraft | undefined {
  const [whole, id, typeText = "fs", lagText] = LINK.exec(text) ?? [];
  const type = LINK_TYPES.get(typeText.toLowerCase());
  const lag = lagText === undefined ? { minutes: 0, percent: 0, unit: "d" as const } : parseDuration(lagText, style);
  const fits = lag !== undefined && Math.abs(lag.minutes) <= MOST_LAG && Math.abs(lag.percent) <= MOST_PERCENT;
  if (whole === undefined || type === undefined || !fits) {
    fields.odd("mpx/link", `Its predecessor “${text.slice(0, 60)}” is not understood; that link was left out.`);
    return undefined;
  }
  return { predecessorUid: Number(id), otherFile: undefined, type, lagMinutes: lag.minutes, lagPercent: lag.percent, lagUnit: lag.unit, line: fields.line };
}

const STORED_DATES = [
  ["start", TASK.start, "start"], ["finish", TASK.finish, "finish"], ["earlyStart", TASK.earlyStart, "start"],
  ["earlyFinish", TASK.earlyFinish, "finish"], ["lateStart", TASK.lateStart, "start"], ["lateFinish", TASK.lateFinish, "finish"],
] as const;

function storedDates(fields: RecordFields): StoredDates {
  const stored: { -readonly [K in keyof StoredDates]: Minute } = {};
  for (const [name, field, side] of STORED_DATES) {
    const date = fields.date(field, side);
    if (date !== undefined) stored[name] = date;
  }
  return stored;
}

/** MPX knows one baseline; 0 throughout means that none was set. */
function baselinesOf(fields: RecordFields): BaselineDraft[] {
  const [start, finish] = [fields.date(TASK.baselineStart, "start"), fields.date(TASK.baselineFinish, "finish")];
  const [durationMinutes, workMinutes, cost] = [fields.minutes(TASK.baselineDuration), fields.minutes(TASK.baselineWork), fields.number(TASK.baselineCost)];
  if (start === undefined && finish === undefined && !durationMinutes && !workMinutes && !cost) return [];
  return [{
    number: 0,
    ...(start !== undefined && { start }),
    ...(finish !== undefined && { finish }),
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(workMinutes !== undefined && { workMinutes }),
    ...(cost !== undefined && { costCents: Math.round(cost * 100) }),
  }];
}
