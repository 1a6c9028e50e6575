/** What Leadline says of a resource and of an assignment, as MSPDI elements. */
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import { elementsOf, type Elements } from "./merge-entity.ts";
import type { PlanState } from "./plan-state.ts";
import { UNASSIGNED } from "./read-resource.ts";
import { USUAL_ACCRUAL } from "./read-task.ts";
import { amountText, availabilityElement, rateFormat, ratesElement } from "./resource-rates.ts";
import { optionalDate, uidText } from "./task-elements.ts";
import { accrualCode, bookingCode, contourCode, dateText, durationText, flagText, numberText, rateTableCode } from "./values.ts";

/** `rowId` is the row of the resource sheet. Rates are per hour (format 2). */
export function resourceElements(state: PlanState, resource: Resource, rowId: number): Elements {
  const elements = elementsOf({
    UID: uidText(state.uids.resource.get(resource.id)),
    ID: String(rowId),
    Name: resource.name,
    Type: flagText(resource.type === "work"),
    IsCostResource: resource.type === "cost" ? "1" : undefined,
    Initials: resource.initials,
    Group: resource.group,
    EmailAddress: resource.email,
    MaterialLabel: resource.materialLabel,
    MaxUnits: numberText(resource.maxUnits),
    CanLevel: flagText(resource.canLevel ?? true),
    AccrueAt: accrualCode.text(resource.accrueAt ?? USUAL_ACCRUAL),
    CostPerUse: numberText(resource.costPerUseCents ?? 0),
    IsGeneric: flagText(resource.generic ?? false),
    BookingType: bookingCode.text(resource.booking ?? "committed"),
    CalendarUID: uidText(state.uids.calendar.get(resource.calendarId ?? "")),
    Notes: resource.notes === "" ? undefined : resource.notes,
  });
  if (resource.rates) elements.set("Rates", [ratesElement(resource)]);
  if (resource.availability) elements.set("AvailabilityPeriods", [availabilityElement(resource.availability)]);
  return elements;
}

/** From the first to the last task that the resource works on. */
export function resourceSpan(state: PlanState, resourceId: string): Elements {
  const span = state.resourceSpans.get(resourceId);
  return span ? elementsOf({ Start: dateText(span.start), Finish: dateText(span.finish) }) : new Map();
}

export const SPAN_ELEMENTS: ReadonlySet<string> = new Set(["Start", "Finish"]);

/** Rate and unit go together: a changed rate is written per hour (of material per piece), whatever unit the source used. */
export function standardRateElements(resource: Resource): Elements {
  return elementsOf({ StandardRate: amountText(resource.standardRateCentsPerHour), StandardRateFormat: rateFormat(resource) });
}

export function overtimeRateElements(resource: Resource): Elements {
  return elementsOf({ OvertimeRate: amountText(resource.overtimeRateCentsPerHour), OvertimeRateFormat: rateFormat(resource) });
}

/** The tables of rates that repeat the resource's own, for a file that has them. */
export function rateTables(resource: Resource): Elements {
  return new Map([["Rates", [ratesElement(resource)]]]);
}

export function assignmentElements(state: PlanState, assignment: Assignment): Elements {
  const resourceUid = assignment.resourceId === undefined ? undefined : state.uids.resource.get(assignment.resourceId);
  return elementsOf({
    UID: uidText(state.uids.assignment.get(assignment.id)),
    TaskUID: uidText(state.uids.task.get(assignment.taskId)),
    ResourceUID: String(resourceUid ?? UNASSIGNED),
    ActualWork: durationText(assignment.actualWorkMinutes),
    Delay: String(Math.round(assignment.delayMinutes * 10)),
    LevelingDelay: String(Math.round((assignment.levelingDelayMinutes ?? 0) * 10)),
    WorkContour: contourCode.text(assignment.contour ?? "flat"),
    OvertimeWork: durationText(assignment.overtimeWorkMinutes ?? 0),
    ActualOvertimeWork: durationText(assignment.actualOvertimeWorkMinutes ?? 0),
    ActualStart: optionalDate(assignment.actualStart),
    ActualFinish: optionalDate(assignment.actualFinish),
    Stop: optionalDate(assignment.stop),
    Resume: optionalDate(assignment.resume),
    CostRateTable: rateTableCode.text(assignment.rateTable ?? "A"),
    Cost: assignment.costCents === undefined ? undefined : numberText(assignment.costCents),
    RemainingWork: durationText(assignment.remainingWorkMinutes),
    Units: numberText(assignment.units),
    Work: durationText(assignment.workMinutes),
  });
}
