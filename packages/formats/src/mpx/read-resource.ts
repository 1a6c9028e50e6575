/** Resources (record 50) and assignments (record 75) of an MPX file. */
import { ownText } from "../mspdi/entity-fields.ts";
import type { AssignmentDraft, ResourceDraft } from "../mspdi/read-resource.ts";
import { toTenths } from "../mspdi/values.ts";
import { RESOURCE } from "./field-numbers.ts";
import type { RecordFields } from "./record-fields.ts";
import { parseRate, type MpxRate, type MpxStyle } from "./values.ts";
import { ACCRUALS } from "./words.ts";

export interface OpenResource {
  readonly fields: RecordFields;
  readonly id: string;
  readonly uid: number | undefined;
  readonly rowId: number | undefined;
  readonly name: string;
}

/** The resource of a record; a row without a name is blank. */
export function openResource(fields: RecordFields, id: string): OpenResource | undefined {
  const name = fields.text(RESOURCE.name)?.trim() ?? "";
  const rowId = fields.integer(RESOURCE.id);
  return name === "" ? undefined : { fields, id, uid: fields.integer(RESOURCE.uid) ?? rowId, rowId, name };
}

export function resourceDraft({ fields, id, uid, name }: OpenResource, style: MpxStyle, given: { readonly calendarUid: number | undefined; readonly notes: string | undefined }): ResourceDraft {
  const [standard, overtime] = [rateOf(fields, RESOURCE.standardRate, style), rateOf(fields, RESOURCE.overtimeRate, style)];
  const [costPerUse, accrueAt] = [fields.number(RESOURCE.costPerUse), fields.word(RESOURCE.accrueAt, ACCRUALS)];
  const [initials, group, email] = [fields.text(RESOURCE.initials), fields.text(RESOURCE.group), fields.text(RESOURCE.email)];
  return {
    resource: {
      id,
      ...(uid !== undefined && { uid }),
      name: ownText(name, 1000),
      type: "work",
      maxUnits: unitsOf(fields, RESOURCE.maxUnits),
      ...(initials !== undefined && { initials: ownText(initials, 1000) }),
      ...(group !== undefined && { group: ownText(group, 1000) }),
      ...(email !== undefined && { email: ownText(email, 1000) }),
      ...(given.notes !== undefined && { notes: given.notes }),
      ...(costPerUse && { costPerUseCents: Math.round(costPerUse * 100) }),
      ...(accrueAt !== undefined && { accrueAt }),
    },
    calendarUid: given.calendarUid,
    rate: standard && standard.amount !== 0 ? standard : undefined,
    overtimeRate: overtime && overtime.amount !== 0 ? overtime : undefined,
    called: fields.called,
    line: fields.line,
  };
}

function rateOf(fields: RecordFields, field: number, style: MpxStyle): MpxRate | undefined {
  return fields.code(field, (text) => parseRate(text, style), "no rate in a unit that Leadline knows");
}

const MOST_UNITS = 1_000_000;

/** Units are written as 0.5, or as 50%. */
function unitsOf(fields: RecordFields, field: number): number {
  const value = fields.number(field) ?? 1;
  const units = fields.text(field)?.trim().endsWith("%") ? value / 100 : value;
  return Math.min(MOST_UNITS, Math.max(0, units));
}

const ASSIGNMENT = { resourceId: 1, units: 2, work: 3, actualWork: 5, overtimeWork: 6, start: 10, finish: 11, delay: 12, resourceUid: 13 } as const;

/** `uidOfRow` finds the resource of an assignment that names only its row. */
export function assignmentDraft(fields: RecordFields, id: string, taskUid: number | undefined, uidOfRow: (rowId: number) => number | undefined): AssignmentDraft {
  const workMinutes = fields.minutes(ASSIGNMENT.work) ?? 0;
  const actualWorkMinutes = Math.min(workMinutes, fields.minutes(ASSIGNMENT.actualWork) ?? 0);
  const overtimeWorkMinutes = Math.min(workMinutes, fields.minutes(ASSIGNMENT.overtimeWork) ?? 0);
  const rowId = fields.integer(ASSIGNMENT.resourceId);
  return {
    assignment: {
      id,
      units: unitsOf(fields, ASSIGNMENT.units),
      workMinutes,
      actualWorkMinutes,
      remainingWorkMinutes: toTenths(workMinutes - actualWorkMinutes),
      delayMinutes: fields.minutes(ASSIGNMENT.delay) ?? 0,
      ...(overtimeWorkMinutes > 0 && { overtimeWorkMinutes }),
    },
    taskUid,
    resourceUid: fields.integer(ASSIGNMENT.resourceUid) ?? (rowId === undefined ? undefined : uidOfRow(rowId)),
    start: fields.date(ASSIGNMENT.start, "start"),
    finish: fields.date(ASSIGNMENT.finish, "finish"),
    days: [],
    oddities: [],
    called: fields.called,
    line: fields.line,
  };
}
