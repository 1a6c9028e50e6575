/** Tasks and their links: what one Task element says. */
import type { LagUnit, LinkType } from "@leadline/engine/model/plan/link.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { DateDifference } from "../plan-file-types.ts";
import { childrenOf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { fieldsOf, ownText, type EntityFields } from "./entity-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { MOST_CENTS, readBaselines, type BaselineDraft } from "./read-baselines.ts";
import {
  accrualCode, constraintCode, linkTypeCode, needsDate, parseDurationFormat, parseInteger, parseLagFormat, taskTypeCode, toTenths,
} from "./values.ts";

/** A link of which the predecessor is still a UID. */
export interface LinkDraft {
  readonly predecessorUid: number | undefined;
  /** File and task that the predecessor is in, where it is a task of another file. */
  readonly otherFile: string | undefined;
  readonly type: LinkType;
  readonly lagMinutes: number;
  readonly lagPercent: number;
  readonly lagUnit: LagUnit;
  readonly line: number;
}

/** The dates that Microsoft Project computed, as far as the file has them. */
export type StoredDates = Readonly<Partial<Record<DateDifference["field"], Minute>>>;


/** A task without its place in the tree. */
export interface TaskDraft {
  readonly task: Omit<Task, "number" | "rank" | "parentId" | "calendarId">;
  readonly level: number;
  readonly calendarUid: number | undefined;
  readonly links: readonly LinkDraft[];
  readonly stored: StoredDates;
  /** What the file says was spent, in hundredths. */
  readonly actualCents?: number;
  /** What the file's baselines hold of it, at most one of each number. */
  readonly baselines?: readonly BaselineDraft[];
  /** What the task is called in sentences. */
  readonly called: string;
  readonly line: number;
}

/** The project summary task (UID 0) and blank rows are no tasks: they are kept, not modelled. */
export function isTask(element: XmlElement): boolean {
  if (textOf(element, "IsNull")?.trim() === "1") return false;
  return parseInteger(textOf(element, "UID") ?? "") !== 0 && parseInteger(textOf(element, "OutlineLevel") ?? "") !== 0;
}

export function readTask(element: XmlElement, id: string, problems: ProblemList): TaskDraft {
  const name = textOf(element, "Name") ?? "";
  const taskUid = parseInteger(textOf(element, "UID") ?? "");
  const about = { taskId: id, ...(taskUid !== undefined && { taskUid }) };
  const fields = fieldsOf(element, `Task “${name.slice(0, 60)}” (UID ${textOf(element, "UID") ?? "none"})`, problems, about);
  const uid = fields.integer("UID");
  const notes = fields.text("Notes");
  return {
    task: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(name, 1000),
      ...readDuration(fields),
      milestone: fields.flag("Milestone") ?? false,
      ...readMode(fields),
      active: fields.flag("Active") ?? true,
      ...readConstraint(fields),
      ignoreResourceCalendars: fields.flag("IgnoreResourceCalendar") ?? false,
      taskType: fields.code("Type", taskTypeCode.parse) ?? "fixedUnits",
      effortDriven: fields.flag("EffortDriven") ?? false,
      priority: Math.trunc(fields.within("Priority", 0, 1000) ?? 500),
      levelingDelayMinutes: toTenths((fields.within("LevelingDelay", -1e10, 1e10) ?? 0) / 10),
      ...readLevelingAndCost(fields),
      ...(notes !== undefined && notes !== "" && { notes: ownText(notes, 100_000) }),
    },
    level: readLevel(fields),
    calendarUid: fields.integer("CalendarUID"),
    links: childrenOf(element, "PredecessorLink").map((link) => readLink(fieldsOf(link, `${fields.called}, one of its links`, problems, about))),
    stored: readStoredDates(fields),
    actualCents: Math.round(fields.within("ActualCost", -MOST_CENTS, MOST_CENTS) ?? 0),
    baselines: readBaselines(fields, problems),
    called: fields.called,
    line: element.line,
  };
}

/** What levelling may do, and the cost of the task itself (stored in hundredths), as far as somebody said so. */
function readLevelingAndCost(fields: EntityFields): Pick<Task, "levelAssignments" | "levelingCanSplit" | "fixedCostCents" | "fixedCostAccrual"> {
  const fixedCost = Math.round(fields.within("FixedCost", -MOST_CENTS, MOST_CENTS) ?? 0);
  const accrual = fields.code("FixedCostAccrual", accrualCode.parse);
  return {
    ...(fields.flag("LevelAssignments") === false && { levelAssignments: false }),
    ...(fields.flag("LevelingCanSplit") === false && { levelingCanSplit: false }),
    ...(fixedCost !== 0 && { fixedCostCents: fixedCost }),
    ...(accrual !== undefined && accrual !== USUAL_ACCRUAL && { fixedCostAccrual: accrual }),
  };
}

/** What Microsoft Project takes where nobody said when a cost falls due. */
export const USUAL_ACCRUAL = "prorated";

type Progress = Pick<Task, "durationMinutes" | "durationUnit" | "estimated" | "actualDurationMinutes" | "remainingDurationMinutes" | "percentComplete"> &
  Partial<Pick<Task, "actualStart" | "actualFinish" | "physicalPercentComplete" | "stop" | "resume">>;

/** Duration and progress. Files converted from .mpp leave out numbers that are zero, so a missing one is not always 0. */
function readDuration(fields: EntityFields): Progress {
  const durationMinutes = fields.duration("Duration") ?? 0;
  const format = fields.code("DurationFormat", parseDurationFormat) ?? { unit: "d", estimated: false };
  const percentComplete = fields.within("PercentComplete", 0, 100) ?? 0;
  const actualDurationMinutes = fields.duration("ActualDuration") ?? 0;
  const remaining = fields.duration("RemainingDuration");
  const physical = fields.within("PhysicalPercentComplete", 0, 100);
  const [actualStart, actualFinish] = [fields.date("ActualStart"), fields.date("ActualFinish")];
  const [stop, resume] = [fields.date("Stop"), fields.date("Resume")];
  return {
    durationMinutes,
    durationUnit: format.unit,
    estimated: fields.flag("Estimated") ?? format.estimated,
    actualDurationMinutes,
    remainingDurationMinutes: remaining ?? (percentComplete === 100 ? 0 : toTenths(Math.max(0, durationMinutes - actualDurationMinutes))),
    percentComplete,
    ...(physical !== undefined && physical > 0 && { physicalPercentComplete: physical }),
    ...(actualStart !== undefined && { actualStart }),
    ...(actualFinish !== undefined && { actualFinish }),
    ...(stop !== undefined && { stop }),
    ...(resume !== undefined && { resume }),
  };
}

type Mode = Pick<Task, "mode"> & Partial<Pick<Task, "manualStart" | "manualFinish" | "external">>;

/**
 * A manual task stands where its dates say (writers that know no Manual… elements say it by Start and Finish); so does a
 * task of another project, which cannot be computed from here. An automatic task's Manual… elements only repeat what was
 * computed.
 */
function readMode(fields: EntityFields): Mode {
  const external = fields.flag("ExternalTask") === true;
  const mode = fields.flag("Manual") === true ? "manual" : "auto";
  if (mode === "auto" && !external) return { mode };
  const isFixed = !external && ["ManualStart", "ManualFinish", "ManualDuration"].some((name) => fields.text(name) !== undefined);
  const [manualStart, manualFinish] = isFixed ? [fields.date("ManualStart"), fields.date("ManualFinish")] : [fields.date("Start"), fields.date("Finish")];
  return {
    mode,
    ...(manualStart !== undefined && { manualStart }),
    ...(manualFinish !== undefined && { manualFinish }),
    ...(external && { external }),
  };
}

type Constraint = Pick<Task, "constraint"> & Partial<Pick<Task, "constraintDate" | "deadline">>;

function readConstraint(fields: EntityFields): Constraint {
  const deadline = fields.date("Deadline");
  const stored = fields.code("ConstraintType", constraintCode.parse) ?? "ASAP";
  const date = needsDate(stored) ? fields.date("ConstraintDate") : undefined;
  const usable = !needsDate(stored) || date !== undefined;
  if (!usable) fields.odd("mspdi/constraint-without-date", `Its constraint ${stored} has no date; it counts as “as soon as possible”.`);
  return {
    constraint: usable ? stored : "ASAP",
    ...(date !== undefined && { constraintDate: date }),
    ...(deadline !== undefined && { deadline }),
  };
}

/** The element of each date that scheduling computes. */
export const DATE_ELEMENTS: readonly (readonly [DateDifference["field"], string])[] = [
  ["start", "Start"], ["finish", "Finish"], ["earlyStart", "EarlyStart"], ["earlyFinish", "EarlyFinish"], ["lateStart", "LateStart"], ["lateFinish", "LateFinish"],
];

function readStoredDates(fields: EntityFields): StoredDates {
  const stored: Partial<Record<DateDifference["field"], Minute>> = {};
  for (const [field, element] of DATE_ELEMENTS) {
    const date = fields.date(element);
    if (date !== undefined) stored[field] = date;
  }
  return stored;
}

/** Deeper than any plan that a person can read. */
const MOST_LEVELS = 100;

/** The outline level; where it is missing, the number of parts of the outline number. */
function readLevel(fields: EntityFields): number {
  const level = fields.within("OutlineLevel", 1, MOST_LEVELS) ?? fields.text("OutlineNumber")?.trim().split(".").length ?? 1;
  return Math.min(MOST_LEVELS, Math.trunc(level));
}

const MOST_PERCENT = 10_000;

/** Lag is tenths of a minute; with a percent unit the number itself is the percent (domain A13). */
function readLink(fields: EntityFields): LinkDraft {
  const lagUnit = fields.code("LagFormat", parseLagFormat) ?? "d";
  const isPercent = lagUnit === "%" || lagUnit === "e%";
  const lag = isPercent ? (fields.within("LinkLag", -MOST_PERCENT, MOST_PERCENT) ?? 0) : (fields.within("LinkLag", -1e10, 1e10) ?? 0);
  return {
    predecessorUid: fields.integer("PredecessorUID"),
    otherFile: fields.flag("CrossProject") === true ? ownText(fields.text("CrossProjectName") || "not named", 1000) : undefined,
    type: fields.code("Type", linkTypeCode.parse) ?? "FS",
    lagMinutes: isPercent ? 0 : toTenths(lag / 10),
    lagPercent: isPercent ? lag : 0,
    lagUnit,
    line: fields.element.line,
  };
}
