/** What Leadline says of a resource and of an assignment, as MSPDI elements. */
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import { elementsOf, type Elements } from "./merge-entity.ts";
import type { PlanState } from "./plan-state.ts";
import { UNASSIGNED } from "./read-resource.ts";
import { uidText } from "./task-elements.ts";
import { dateText, durationText, flagText, numberText } from "./values.ts";

/** `rowId` is the row of the resource sheet. Rates are per hour (format 2). */
export function resourceElements(state: PlanState, resource: Resource, rowId: number): Elements {
  return elementsOf({
    UID: uidText(state.uids.resource.get(resource.id)),
    ID: String(rowId),
    Name: resource.name,
    Type: flagText(resource.type === "work"),
    IsCostResource: resource.type === "cost" ? "1" : undefined,
    Initials: resource.initials,
    Group: resource.group,
    EmailAddress: resource.email,
    MaxUnits: numberText(resource.maxUnits),
    CalendarUID: uidText(state.uids.calendar.get(resource.calendarId ?? "")),
    Notes: resource.notes === "" ? undefined : resource.notes,
  });
}

/** From the first to the last task that the resource works on. */
export function resourceSpan(state: PlanState, resourceId: string): Elements {
  const span = state.resourceSpans.get(resourceId);
  return span ? elementsOf({ Start: dateText(span.start), Finish: dateText(span.finish) }) : new Map();
}

export const SPAN_ELEMENTS: ReadonlySet<string> = new Set(["Start", "Finish"]);

/** Rate and unit go together: a changed rate is written per hour, whatever unit the source used. */
export function rateElements(resource: Resource): Elements {
  return elementsOf({ StandardRate: numberText((resource.standardRateCentsPerHour ?? 0) / 100), StandardRateFormat: "2" });
}

export function assignmentElements(state: PlanState, assignment: Assignment): Elements {
  const resourceUid = assignment.resourceId === undefined ? undefined : state.uids.resource.get(assignment.resourceId);
  return elementsOf({
    UID: uidText(state.uids.assignment.get(assignment.id)),
    TaskUID: uidText(state.uids.task.get(assignment.taskId)),
    ResourceUID: String(resourceUid ?? UNASSIGNED),
    ActualWork: durationText(assignment.actualWorkMinutes),
    Delay: String(Math.round(assignment.delayMinutes * 10)),
    RemainingWork: durationText(assignment.remainingWorkMinutes),
    Units: numberText(assignment.units),
    Work: durationText(assignment.workMinutes),
  });
}
