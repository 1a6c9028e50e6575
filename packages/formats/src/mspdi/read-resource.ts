/** Resources and assignments: what one Resource or Assignment element says. */
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { textOf, type XmlElement } from "../xml/xml-element.ts";
import { fieldsOf, ownText, type EntityFields } from "./entity-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { MOST_CENTS } from "./read-baselines.ts";
import { readDays, type WorkedDay } from "./read-days.ts";
import { readAvailability, readCostPerUse, readRate, readRateRows, type Rate, type RateRow } from "./resource-rates.ts";
import { accrualCode, bookingCode, contourCode, parseInteger, rateTableCode, toTenths } from "./values.ts";

/** A resource whose calendar is still a UID and whose rate has the unit of the file. */
export interface ResourceDraft {
  readonly resource: Omit<Resource, "calendarId" | "rank" | "standardRateCentsPerHour">;
  readonly calendarUid: number | undefined;
  readonly rate: Rate | undefined;
  readonly overtimeRate?: Rate | undefined;
  /** The rate tables, where the file has them. */
  readonly rateRows?: readonly RateRow[];
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
  const maxUnits = fields.within("MaxUnits", 0, MOST_UNITS) ?? 1;
  const lines = { initials: fields.text("Initials"), group: fields.text("Group"), email: fields.text("EmailAddress") };
  const notes = fields.text("Notes");
  const availability = readAvailability(fields, maxUnits, problems);
  return {
    resource: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(name, 1000),
      ...(lines.initials && { initials: ownText(lines.initials, 1000) }),
      type: resourceType(fields),
      maxUnits,
      ...readUse(fields),
      ...(availability.length > 0 && { availability }),
      ...(lines.group && { group: ownText(lines.group, 1000) }),
      ...(lines.email && { email: ownText(lines.email, 1000) }),
      ...(notes && { notes: ownText(notes, 100_000) }),
    },
    calendarUid: fields.integer("CalendarUID"),
    rate: readRate(fields, "StandardRate"),
    overtimeRate: readRate(fields, "OvertimeRate"),
    rateRows: readRateRows(fields, problems),
    called: fields.called,
    line: element.line,
  };
}

/** How a resource is used and paid for, as far as it differs from what Microsoft Project takes unasked. */
function readUse(fields: EntityFields): Pick<Resource, "costPerUseCents" | "accrueAt" | "materialLabel" | "canLevel" | "generic" | "booking"> {
  const [costPerUse, label] = [readCostPerUse(fields), fields.text("MaterialLabel")];
  const [accrual, booking] = [fields.code("AccrueAt", accrualCode.parse), fields.code("BookingType", bookingCode.parse)];
  return {
    ...(costPerUse !== undefined && { costPerUseCents: costPerUse }),
    ...(accrual !== undefined && accrual !== "prorated" && { accrueAt: accrual }),
    ...(label && { materialLabel: ownText(label, 1000) }),
    ...(fields.flag("CanLevel") === false && { canLevel: false }),
    ...(fields.flag("IsGeneric") === true && { generic: true }),
    ...(booking === "proposed" && { booking }),
  };
}

function resourceType(fields: EntityFields): Resource["type"] {
  if (fields.flag("IsCostResource") === true) return "cost";
  return fields.integer("Type") === 0 ? "material" : "work";
}

/** An assignment whose task and resource are still UIDs. */
export interface AssignmentDraft {
  readonly assignment: Omit<Assignment, "taskId" | "resourceId">;
  readonly taskUid: number | undefined;
  readonly resourceUid: number | undefined;
  /** When Microsoft Project has it begin and end. */
  readonly start: Minute | undefined;
  readonly finish: Minute | undefined;
  /** The work day by day, as far as the file tells it. */
  readonly days: readonly WorkedDay[];
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
  const contour = fields.code("WorkContour", contourCode.parse) ?? "flat";
  const levelingDelayMinutes = toTenths((fields.within("LevelingDelay", -1e10, 1e10) ?? 0) / 10);
  return {
    assignment: {
      id,
      ...(uid !== undefined && { uid }),
      units: fields.within("Units", 0, MOST_UNITS) ?? 1,
      workMinutes,
      actualWorkMinutes,
      remainingWorkMinutes: fields.duration("RemainingWork") ?? toTenths(Math.max(0, workMinutes - actualWorkMinutes)),
      delayMinutes: toTenths((fields.within("Delay", -1e10, 1e10) ?? 0) / 10),
      ...readCost(fields),
      ...(levelingDelayMinutes !== 0 && { levelingDelayMinutes }),
      ...(contour !== "flat" && { contour }),
      ...readOvertime(fields),
      ...readActuals(fields),
    },
    taskUid: fields.integer("TaskUID"),
    resourceUid: fields.integer("ResourceUID"),
    start: fields.date("Start"),
    finish: fields.date("Finish"),
    days: contour === "contoured" ? readDays(element) : daysWithPauses(element),
    oddities: readOddities(fields),
    called: fields.called,
    line: element.line,
  };
}

/** The days of an assignment whose work pauses; of most they need not be held. */
function daysWithPauses(element: XmlElement): readonly WorkedDay[] {
  const days = readDays(element);
  return days.some((day, at) => day.workMinutes === 0 || (days[at + 1]?.from ?? day.to) > day.to) ? days : [];
}

/** Which rates count, and the money (in hundredths) of a cost resource; only the reader of all knows whether it is one. */
function readCost(fields: EntityFields): Pick<Assignment, "rateTable" | "costCents"> {
  const table = fields.code("CostRateTable", rateTableCode.parse);
  const cost = Math.round(fields.within("Cost", -MOST_CENTS, MOST_CENTS) ?? 0);
  return { ...(table !== undefined && table !== "A" && { rateTable: table }), ...(cost !== 0 && { costCents: cost }) };
}

/** Overtime that is planned and done; none is left out. */
function readOvertime(fields: EntityFields): Pick<Assignment, "overtimeWorkMinutes" | "actualOvertimeWorkMinutes"> {
  const [all, done] = [fields.duration("OvertimeWork") ?? 0, fields.duration("ActualOvertimeWork") ?? 0];
  return { ...(all > 0 && { overtimeWorkMinutes: all }), ...(done > 0 && { actualOvertimeWorkMinutes: done }) };
}

/** Actual dates; Stop and Resume say something only of an assignment under way. */
function readActuals(fields: EntityFields): Pick<Assignment, "actualStart" | "actualFinish" | "stop" | "resume"> {
  const [actualStart, actualFinish] = [fields.date("ActualStart"), fields.date("ActualFinish")];
  if (actualStart === undefined) return {};
  const [stop, resume] = actualFinish === undefined ? [fields.date("Stop"), fields.date("Resume")] : [undefined, undefined];
  return { actualStart, ...(actualFinish !== undefined && { actualFinish }), ...(stop !== undefined && { stop }), ...(resume !== undefined && { resume }) };
}

/** A contour by hand of which the file does not tell the days. */
function readOddities(fields: EntityFields): string[] {
  const isByHand = fields.code("WorkContour", contourCode.parse) === "contoured";
  return isByHand && readDays(fields.element).length === 0 ? ["work spread by hand, of which the file does not tell the days"] : [];
}
