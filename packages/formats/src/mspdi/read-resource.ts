/** Resources and assignments: what one Resource or Assignment element says. */
import type { Assignment, ProjectSettings, Resource } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { textOf, type XmlElement } from "../xml/xml-element.ts";
import { fieldsOf, ownText, type EntityFields } from "./entity-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { parseInteger, toTenths } from "./values.ts";

/** A resource whose calendar is still a UID and whose rate has the unit of the file. */
export interface ResourceDraft {
  readonly resource: Omit<Resource, "calendarId" | "rank" | "standardRateCentsPerHour">;
  readonly calendarUid: number | undefined;
  readonly rate: { readonly amount: number; readonly format: number } | undefined;
  readonly called: string;
  readonly line: number;
}

/** Blank rows and the nameless resource 0, which stands for "unassigned", are kept, not modelled. */
export function isResource(element: XmlElement): boolean {
  if (textOf(element, "IsNull")?.trim() === "1") return false;
  return parseInteger(textOf(element, "UID") ?? "") !== 0 || (textOf(element, "Name") ?? "").trim() !== "";
}

const MOST_UNITS = 1_000_000;

export function readResource(element: XmlElement, id: string, problems: ProblemList): ResourceDraft {
  const name = textOf(element, "Name") ?? "";
  const fields = fieldsOf(element, `Resource “${name.slice(0, 60)}” (UID ${textOf(element, "UID") ?? "none"})`, problems);
  const uid = fields.integer("UID");
  const amount = fields.number("StandardRate");
  const lines = { initials: fields.text("Initials"), group: fields.text("Group"), email: fields.text("EmailAddress") };
  const notes = fields.text("Notes");
  return {
    resource: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(name, 1000),
      ...(lines.initials && { initials: ownText(lines.initials, 1000) }),
      type: resourceType(fields),
      maxUnits: fields.within("MaxUnits", 0, MOST_UNITS) ?? 1,
      ...(lines.group && { group: ownText(lines.group, 1000) }),
      ...(lines.email && { email: ownText(lines.email, 1000) }),
      ...(notes && { notes: ownText(notes, 100_000) }),
    },
    calendarUid: fields.integer("CalendarUID"),
    rate: amount === undefined || amount === 0 ? undefined : { amount, format: fields.integer("StandardRateFormat") ?? 2 },
    called: fields.called,
    line: element.line,
  };
}

function resourceType(fields: EntityFields): Resource["type"] {
  if (fields.flag("IsCostResource") === true) return "cost";
  return fields.integer("Type") === 0 ? "material" : "work";
}

/** Hours of working time that a rate is for, by StandardRateFormat; a rate per piece of material (8) has none. */
export function rateHours(format: number, settings: Pick<ProjectSettings, "minutesPerDay" | "minutesPerWeek" | "daysPerMonth">): number | undefined {
  const { minutesPerDay, minutesPerWeek, daysPerMonth } = settings;
  const minutes: Readonly<Record<number, number>> = {
    1: 1,
    2: 60,
    3: minutesPerDay,
    4: minutesPerWeek,
    5: minutesPerDay * daysPerMonth,
    7: minutesPerWeek * 52,
  };
  const found = minutes[format];
  return found === undefined ? undefined : found / 60;
}

/** An assignment whose task and resource are still UIDs. */
export interface AssignmentDraft {
  readonly assignment: Omit<Assignment, "taskId" | "resourceId">;
  readonly taskUid: number | undefined;
  readonly resourceUid: number | undefined;
  /** When Microsoft Project has it begin and end. */
  readonly start: Minute | undefined;
  readonly finish: Minute | undefined;
  /** Why Leadline may not reproduce this assignment's dates, in words. */
  readonly oddities: readonly string[];
  readonly called: string;
  readonly line: number;
}

/** ResourceUID of an assignment that no resource has. */
export const UNASSIGNED = -65535;

export function readAssignment(element: XmlElement, id: string, problems: ProblemList): AssignmentDraft {
  const fields = fieldsOf(element, `Assignment UID ${textOf(element, "UID") ?? "none"}`, problems);
  const uid = fields.integer("UID");
  const workMinutes = fields.duration("Work") ?? 0;
  const actualWorkMinutes = fields.duration("ActualWork") ?? 0;
  return {
    assignment: {
      id,
      ...(uid !== undefined && { uid }),
      units: fields.within("Units", 0, MOST_UNITS) ?? 1,
      workMinutes,
      actualWorkMinutes,
      remainingWorkMinutes: fields.duration("RemainingWork") ?? toTenths(Math.max(0, workMinutes - actualWorkMinutes)),
      delayMinutes: toTenths((fields.within("Delay", -1e10, 1e10) ?? 0) / 10),
    },
    taskUid: fields.integer("TaskUID"),
    resourceUid: fields.integer("ResourceUID"),
    start: fields.date("Start"),
    finish: fields.date("Finish"),
    oddities: readOddities(fields),
    called: fields.called,
    line: element.line,
  };
}

/** What an assignment may carry that moves its dates and that scheduling does not follow. */
function readOddities(fields: EntityFields): string[] {
  const oddities: string[] = [];
  if ((fields.integer("WorkContour") ?? 0) !== 0) oddities.push("a work contour");
  if ((fields.number("Delay") ?? 0) !== 0) oddities.push("an assignment delay");
  if ((fields.number("LevelingDelay") ?? 0) !== 0) oddities.push("a levelling delay of an assignment");
  if ((fields.duration("OvertimeWork") ?? 0) !== 0) oddities.push("overtime work");
  return oddities;
}
