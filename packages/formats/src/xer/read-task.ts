/** Activities: what one TASK row says. */
import type { P6Activity } from "@leadline/engine/model/plan/p6-activity.ts";
import { plainConstraintOf, type DatedP6Constraint } from "@leadline/engine/model/plan/p6-constraint.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { StoredDates } from "../mspdi/read-task.ts";
import { ACTIVITY_TYPES, CONSTRAINTS, DURATION_TYPES, PERCENT_TYPES, PRIORITIES } from "./codes.ts";
import { asFinish, toTenths, type RowFields } from "./fields.ts";

export type TaskFields = Omit<Task, "id" | "number" | "rank" | "parentId" | "calendarId" | "uid">;

export function readTask(fields: RowFields): TaskFields {
  const activityType = fields.code("task_type", ACTIVITY_TYPES) ?? "task";
  const isMilestone = activityType === "startMilestone" || activityType === "finishMilestone";
  const durationType = fields.code("duration_type", DURATION_TYPES);
  const p6 = readActivity(fields, activityType, durationType);
  const physical = fields.within("phys_complete_pct", 0, 100);
  return {
    name: ownText(fields.text("task_name") ?? "", 1000),
    ...readProgress(fields, isMilestone),
    durationUnit: "d",
    estimated: false,
    milestone: isMilestone,
    mode: "auto",
    active: true,
    ...plainConstraintOf(p6.constraint),
    ignoreResourceCalendars: activityType !== "resource",
    taskType: durationType === "fixedUnits" ? "fixedWork" : durationType === "fixedUnitsPerTime" ? "fixedUnits" : "fixedDuration",
    effortDriven: false,
    priority: fields.code("priority_type", PRIORITIES) ?? 500,
    levelingDelayMinutes: 0,
    ...(physical !== undefined && physical > 0 && { physicalPercentComplete: physical }),
    p6,
  };
}

function readActivity(fields: RowFields, activityType: P6Activity["activityType"], durationType: P6Activity["durationType"]): P6Activity {
  const code = fields.text("task_code");
  const percentCompleteType = fields.code("complete_pct_type", PERCENT_TYPES);
  const constraint = readConstraint(fields, "cstr_type", "cstr_date");
  const secondConstraint = readConstraint(fields, "cstr_type2", "cstr_date2");
  const [expectedFinish, suspend, resume] = [fields.date("expect_end_date"), fields.date("suspend_date"), fields.date("resume_date")];
  return {
    ...(code !== undefined && { code: ownText(code, 1000) }),
    activityType,
    ...(durationType !== undefined && { durationType }),
    ...(percentCompleteType !== undefined && { percentCompleteType }),
    ...(constraint && { constraint }),
    ...(secondConstraint && { secondConstraint }),
    ...(expectedFinish !== undefined && { expectedFinish }),
    ...(suspend !== undefined && { suspend }),
    ...(resume !== undefined && { resume }),
  };
}

function readConstraint(fields: RowFields, typeField: string, dateField: string): DatedP6Constraint | undefined {
  const type = fields.code(typeField, CONSTRAINTS);
  if (type === undefined) return undefined;
  if (type === "asLateAsPossible") return { type };
  // Some writers put the date of an only constraint into the second one's field.
  const isMisplaced = typeField === "cstr_type" && fields.text(dateField) === undefined && fields.text("cstr_type2") === undefined;
  const field = isMisplaced ? "cstr_date2" : dateField;
  const isDateOnly = (fields.text(field)?.length ?? 0) <= 10;
  const date = fields.date(field);
  if (date === undefined) {
    fields.odd("xer/constraint-without-date", `Its constraint ${fields.text(typeField) ?? ""} has no date, so it was left out.`);
    return undefined;
  }
  return { type, date: type.startsWith("finish") || type === "mandatoryFinish" ? asFinish(date, isDateOnly) : date };
}

type Progress = Pick<Task, "durationMinutes" | "actualDurationMinutes" | "remainingDurationMinutes" | "percentComplete"> & Partial<Pick<Task, "actualStart" | "actualFinish">>;

/**
 * Primavera keeps an original and a remaining duration. What is still to be scheduled is the remaining one; what is done
 * of a task under way is taken to be the rest of the original.
 */
function readProgress(fields: RowFields, isMilestone: boolean): Progress {
  const original = duration(fields, "target_drtn_hr_cnt", isMilestone);
  const remaining = duration(fields, "remain_drtn_hr_cnt", isMilestone) ?? original ?? 0;
  const status = fields.text("status_code");
  const actualFinish = fields.date("act_end_date");
  const actualStart = fields.date("act_start_date") ?? actualFinish;
  if (status === "TK_Complete" && actualFinish === undefined) fields.odd("xer/no-actual-finish", "It is marked as complete, but has no actual finish; it counts as under way.");
  if (actualFinish !== undefined && actualStart !== undefined) {
    const whole = original ?? 0;
    return { durationMinutes: whole, actualDurationMinutes: whole, remainingDurationMinutes: 0, percentComplete: 100, actualStart, actualFinish };
  }
  if (actualStart === undefined) return { durationMinutes: remaining, actualDurationMinutes: 0, remainingDurationMinutes: remaining, percentComplete: 0 };
  const done = toTenths(Math.max(0, (original ?? 0) - remaining));
  const whole = toTenths(done + remaining);
  return { durationMinutes: whole, actualDurationMinutes: done, remainingDurationMinutes: remaining, percentComplete: whole === 0 ? 0 : Math.round((100 * done) / whole), actualStart };
}

function duration(fields: RowFields, field: string, isMilestone: boolean): number | undefined {
  const minutes = fields.minutes(field);
  if (minutes === undefined) return undefined;
  if (isMilestone && minutes !== 0) {
    fields.odd("xer/milestone-duration", `It is a milestone, so its ${field} of ${minutes / 60} hours counts as 0.`);
    return 0;
  }
  if (minutes >= 0) return minutes;
  fields.odd("xer/out-of-range", `${field} ${minutes / 60} is negative; it counts as 0.`);
  return 0;
}

/** The dates that Primavera computed. Of a started task its early start is that of the remaining work, which is no date of ours. */
export function readStoredDates(fields: RowFields): StoredDates {
  const isStarted = fields.text("act_start_date") !== undefined;
  const isFinished = fields.text("act_end_date") !== undefined;
  if (isFinished) return {};
  const stored: { -readonly [K in keyof StoredDates]: Minute } = {};
  const put = (key: keyof StoredDates, date: Minute | undefined): void => {
    if (date !== undefined) stored[key] = date;
  };
  put("earlyFinish", fields.date("early_end_date"));
  put("lateFinish", fields.date("late_end_date"));
  if (!isStarted) {
    put("earlyStart", fields.date("early_start_date"));
    put("lateStart", fields.date("late_start_date"));
  }
  return stored;
}
