/** What a record says in the fields of its row. The same texts of the plan as it was read tell what an edit has changed. */
import { p6ConstraintOf, type DatedP6Constraint } from "@leadline/engine/model/plan/p6-constraint.ts";
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";
import { USUAL_P6_OPTIONS } from "@leadline/engine/model/plan/usual-p6-options.ts";
import type { Assignment, CalendarRecord, Resource, Task } from "@leadline/engine/model/records.ts";
import { dayNumberOf, weekdayOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { WorkingDays, WorkingPeriod } from "@leadline/engine/time/working-days.ts";
import { workingDaysOf } from "@leadline/engine/views/working-time.ts";
import { calendarDataOf } from "./calendar-data.ts";
import { ACTIVITY_TYPES, CONSTRAINTS, CRITICAL_TYPES, DURATION_TYPES, FLOAT_TYPES, LAG_CALENDARS, PERCENT_TYPES, RESOURCE_TYPES, codeOf, priorityCode } from "./codes.ts";
import { dateText, fieldText, hoursText, numberText, type NumberStyle } from "./fields.ts";
import type { Keys } from "./keys.ts";
import type { XerState } from "./plan-state.ts";
import type { Texts } from "./tables.ts";

export interface TextGivens {
  readonly state: XerState;
  readonly keys: Keys;
  readonly style: NumberStyle;
  readonly projectKey: string;
  /** Key of the WBS element that stands for the project itself. */
  readonly rootKey: string;
  /** Key of a calendar that works round the clock, for durations by the clock. */
  readonly clockKey: () => string;
}

const flag = (value: boolean): string => (value ? "Y" : "N");

export function projectTexts({ state, keys, style, projectKey }: TextGivens): Texts {
  const { settings, schedule } = state;
  const options = optionsOf(state);
  return new Map([
    ["proj_id", projectKey],
    ["clndr_id", keys.of("CALENDAR", settings.calendarId, state.project.records.calendar.get(settings.calendarId)?.uid)],
    ["plan_start_date", dateText(settings.start)],
    ["last_recalc_date", dateText(settings.statusDate ?? settings.start)],
    ["plan_end_date", dateText(options.mustFinishBy)],
    ["scd_end_date", dateText(schedule.finish)],
    ["critical_path_type", codeOf(CRITICAL_TYPES, options.critical)],
    ["critical_drtn_hr_cnt", hoursText(settings.criticalSlackLimitDays * settings.minutesPerDay, style)],
    ["week_start_day", String(settings.weekStartDay + 1)],
  ]);
}

/** A plan by Microsoft Project's rules takes the options that come nearest to them. */
function optionsOf({ settings }: XerState): P6Options {
  if (settings.schedulingRules === "primavera") return settings.p6 ?? USUAL_P6_OPTIONS;
  return { ...USUAL_P6_OPTIONS, ...settings.p6, lagCalendar: "successor", totalFloat: "smallest" };
}

export function optionTexts({ state, projectKey }: TextGivens): Texts {
  const options = optionsOf(state);
  return new Map([
    ["proj_id", projectKey],
    ["sched_retained_logic", flag(options.progress === "retainedLogic")],
    ["sched_progress_override", flag(options.progress === "progressOverride")],
    ["sched_calendar_on_relationship_lag", codeOf(LAG_CALENDARS, options.lagCalendar)],
    ["sched_lag_early_start_flag", flag(options.startToStartLagFrom === "earlyStart")],
    ["sched_float_type", codeOf(FLOAT_TYPES, options.totalFloat)],
    ["sched_open_critical_flag", flag(options.openEndsAreCritical)],
    ["sched_use_expect_end_flag", flag(options.useExpectedFinish)],
  ]);
}

export function calendarTexts({ state, style }: TextGivens, calendar: CalendarRecord): Texts {
  const { settings, project } = state;
  const isOwn = calendar.id === settings.calendarId;
  return new Map([
    ["clndr_name", fieldText(calendar.name)],
    ...(isOwn ? [["default_flag", "Y"], ["day_hr_cnt", hoursText(settings.minutesPerDay, style)], ["week_hr_cnt", hoursText(settings.minutesPerWeek, style)], ["month_hr_cnt", hoursText(settings.minutesPerDay * settings.daysPerMonth, style)]] as const : []),
    ["clndr_data", calendarDataOf(nearDays(workingDaysOf(project, calendar.id), settings.start))],
  ]);
}

/** Years before and after the project's start for which single days are written. */
const [YEARS_BEFORE, YEARS_AFTER] = [10, 50];

/** The days that differ from their week, within the years that a plan may concern. */
function nearDays({ week, days }: WorkingDays, start: Minute): WorkingDays {
  const startDay = dayNumberOf(start);
  const isNear = (day: number): boolean => day >= startDay - YEARS_BEFORE * 366 && day <= startDay + YEARS_AFTER * 366;
  const differs = (day: number, periods: readonly WorkingPeriod[]): boolean => JSON.stringify(periods) !== JSON.stringify(week[weekdayOf(day)] ?? []);
  return { week, days: new Map([...days].filter(([day, periods]) => isNear(day) && differs(day, periods))) };
}

export function wbsTexts(given: TextGivens, task: Task): Texts {
  const { state, projectKey } = given;
  const siblings = state.outline.childrenOf(task.parentId);
  return new Map([
    ["proj_id", projectKey],
    ["parent_wbs_id", parentKey(given, task)],
    ["wbs_name", fieldText(task.name)],
    ["seq_num", String(siblings.findIndex(({ id }) => id === task.id) + 1)],
  ]);
}

/** The WBS element that a task stands in; the project's own one at the top. */
function parentKey({ state, keys, rootKey }: TextGivens, task: Task): string {
  const parent = state.project.records.task.get(task.parentId ?? "");
  return parent ? keys.of("PROJWBS", parent.id, parent.uid) : rootKey;
}

/** What somebody decides about an activity; its computed dates are `computedTexts`. */
export function taskTexts(given: TextGivens, task: Task): Texts {
  const { state, keys, style, projectKey } = given;
  const { records } = state.project;
  const isElapsed = task.durationUnit.startsWith("e");
  const calendarId = task.calendarId ?? state.settings.calendarId;
  const second = secondConstraintOf(task);
  const first = firstConstraintOf(task);
  return new Map([
    ["proj_id", projectKey],
    ["wbs_id", parentKey(given, task)],
    ["clndr_id", isElapsed ? given.clockKey() : keys.of("CALENDAR", calendarId, records.calendar.get(calendarId)?.uid)],
    ["task_name", fieldText(task.name)],
    ["task_type", codeOf(ACTIVITY_TYPES, activityTypeOf(state, task))],
    ["duration_type", codeOf(DURATION_TYPES, durationTypeOf(task))],
    ["complete_pct_type", codeOf(PERCENT_TYPES, task.p6?.percentCompleteType ?? "duration")],
    ["status_code", task.actualFinish !== undefined ? "TK_Complete" : task.actualStart !== undefined ? "TK_Active" : "TK_NotStart"],
    ["phys_complete_pct", numberText(task.physicalPercentComplete ?? 0, style)],
    ["target_drtn_hr_cnt", hoursText(task.durationMinutes, style)],
    ["remain_drtn_hr_cnt", hoursText(task.actualStart === undefined ? task.durationMinutes : task.remainingDurationMinutes, style)],
    ["act_start_date", dateText(task.actualStart)],
    ["act_end_date", dateText(task.actualFinish)],
    ["cstr_type", first ? codeOf(CONSTRAINTS, first.type) : ""],
    ["cstr_date", dateText(first?.date)],
    ["cstr_type2", second ? codeOf(CONSTRAINTS, second.type) : ""],
    ["cstr_date2", dateText(second?.date)],
    ["priority_type", priorityCode(task.priority)],
    ["expect_end_date", dateText(task.p6?.expectedFinish)],
    ["suspend_date", dateText(task.p6?.suspend)],
    ["resume_date", dateText(task.p6?.resume)],
    ...workTexts(given, task),
  ]);
}

/** A task that somebody scheduled by hand stands where it was put: Primavera's mandatory start. */
function firstConstraintOf(task: Task): DatedP6Constraint | undefined {
  if (task.mode === "manual" && !task.external && task.manualStart !== undefined && task.actualStart === undefined) return { type: "mandatoryStart", date: task.manualStart };
  return p6ConstraintOf(task);
}

/** A deadline warns by float, as a second constraint “finish on or before” does; where there is room for it. */
function secondConstraintOf(task: Task): DatedP6Constraint | undefined {
  if (task.p6?.secondConstraint) return task.p6.secondConstraint;
  return task.deadline !== undefined && holdsDeadline(task) ? { type: "finishOnOrBefore", date: task.deadline } : undefined;
}

export function holdsDeadline(task: Task): boolean {
  return task.p6?.secondConstraint === undefined && firstConstraintOf(task)?.type !== "mandatoryFinish";
}

function activityTypeOf(state: XerState, task: Task): (typeof ACTIVITY_TYPES)[keyof typeof ACTIVITY_TYPES] {
  const given = task.p6?.activityType;
  const isMilestone = given === "startMilestone" || given === "finishMilestone";
  if (given !== undefined && !(isMilestone && task.durationMinutes > 0)) return given;
  if (task.durationMinutes > 0) {
    const works = task.taskType !== "fixedDuration" && !task.ignoreResourceCalendars && state.assignmentsOf(task.id).some(({ resourceId, workMinutes }) => workMinutes > 0 && state.project.records.resource.get(resourceId ?? "")?.type === "work");
    return works && given === undefined ? "resource" : "task";
  }
  return state.hasPredecessors(task.id) ? "finishMilestone" : "startMilestone";
}

function durationTypeOf(task: Task): (typeof DURATION_TYPES)[keyof typeof DURATION_TYPES] {
  if (task.p6?.durationType !== undefined) return task.p6.durationType;
  return task.taskType === "fixedWork" ? "fixedUnits" : task.taskType === "fixedUnits" ? "fixedUnitsPerTime" : "fixedDurationAndUnits";
}

/** Work of people; Primavera counts that of machines apart, which here is no different. */
function workTexts({ state, style }: TextGivens, task: Task): [string, string][] {
  let [target, actual, remaining] = [0, 0, 0];
  for (const { resourceId, workMinutes, actualWorkMinutes, remainingWorkMinutes } of state.assignmentsOf(task.id)) {
    if (state.project.records.resource.get(resourceId ?? "")?.type !== "work") continue;
    target += workMinutes;
    actual += actualWorkMinutes;
    remaining += remainingWorkMinutes;
  }
  return [["target_work_qty", hoursText(target, style)], ["act_work_qty", hoursText(actual, style)], ["remain_work_qty", hoursText(remaining, style)]];
}

/** Dates and float as scheduling has them. Of a task under way the early start is that of the remaining work. */
export function computedTexts({ state, style }: TextGivens, task: Task): Texts {
  const dates = state.schedule.of(task.id);
  const texts = new Map<string, string>();
  if (!dates) return texts;
  const put = (field: string, minute: Minute | undefined): unknown => texts.set(field, dateText(minute));
  const isFinished = task.actualFinish !== undefined;
  const begins = isFinished ? undefined : (dates.remainingStart ?? (task.actualStart === undefined ? dates.earlyStart : undefined));
  put("early_start_date", begins);
  put("early_end_date", isFinished ? undefined : dates.earlyFinish);
  put("restart_date", begins);
  put("reend_date", isFinished ? undefined : dates.earlyFinish);
  put("late_start_date", isFinished || task.actualStart !== undefined ? undefined : dates.lateStart);
  put("late_end_date", isFinished ? undefined : dates.lateFinish);
  if (task.actualStart === undefined) {
    put("target_start_date", dates.start);
    put("target_end_date", dates.finish);
  }
  texts.set("total_float_hr_cnt", isFinished ? "" : hoursText(dates.totalSlackMinutes, style));
  texts.set("free_float_hr_cnt", isFinished ? "" : hoursText(dates.freeSlackMinutes, style));
  texts.set("driving_path_flag", flag(dates.critical));
  return texts;
}

export function resourceTexts({ state, keys }: TextGivens, resource: Resource): Texts {
  const calendar = state.project.records.calendar.get(resource.calendarId ?? state.settings.calendarId);
  return new Map([
    ["clndr_id", calendar ? keys.of("CALENDAR", calendar.id, calendar.uid) : ""],
    ["rsrc_name", fieldText(resource.name)],
    ["rsrc_short_name", fieldText(resource.initials ?? resource.name.slice(0, 20))],
    ["rsrc_type", resource.type === "work" ? "RT_Labor" : "RT_Mat"],
    ["email_addr", fieldText(resource.email ?? "")],
    ["level_flag", flag(resource.canLevel !== false)],
    ["rsrc_notes", fieldText(resource.notes ?? "")],
  ]);
}

export function roleTexts(resource: Resource): Texts {
  return new Map([["role_name", fieldText(resource.name)], ["role_short_name", fieldText(resource.initials ?? resource.name.slice(0, 20))]]);
}

/** Rows of prices and highest units, one per date from which they hold. */
export function rateTexts({ state, style }: TextGivens, resource: Resource, resourceKey: string): Texts[] {
  const starts = new Set<Minute | undefined>([undefined]);
  for (const { from } of resource.rates ?? []) if (from !== undefined) starts.add(from);
  for (const { from } of resource.availability ?? []) if (from !== undefined) starts.add(from);
  return [...starts].sort((a, b) => (a ?? -Infinity) - (b ?? -Infinity)).map((from) => {
    const texts = new Map([["rsrc_id", resourceKey], ["start_date", dateText(from ?? state.settings.start)], ["max_qty_per_hr", numberText(unitsAt(resource, from), style)]]);
    for (const [table, field] of [["A", "cost_per_qty"], ["B", "cost_per_qty2"], ["C", "cost_per_qty3"], ["D", "cost_per_qty4"], ["E", "cost_per_qty5"]] as const) {
      texts.set(field, numberText(rateAt(resource, table, from) / 100, style));
    }
    return texts;
  });
}

function unitsAt({ availability, maxUnits }: Resource, at: Minute | undefined): number {
  if (!availability) return maxUnits;
  return availability.findLast(({ from }) => (from ?? -Infinity) <= (at ?? -Infinity))?.units ?? maxUnits;
}

function rateAt({ rates, standardRateCentsPerHour }: Resource, table: string, at: Minute | undefined): number {
  const own = (rates ?? []).findLast((rate) => rate.table === table && (rate.from ?? -Infinity) <= (at ?? -Infinity));
  return own?.standardCentsPerHour ?? (table === "A" ? (standardRateCentsPerHour ?? 0) : 0);
}

export function assignmentTexts({ state, style, projectKey }: TextGivens, assignment: Assignment): Texts {
  const resource = state.project.records.resource.get(assignment.resourceId ?? "");
  const overtime = assignment.actualOvertimeWorkMinutes ?? 0;
  return new Map([
    ["proj_id", projectKey],
    ["target_qty", hoursText(assignment.workMinutes, style)],
    ["remain_qty", hoursText(assignment.remainingWorkMinutes, style)],
    ["act_reg_qty", hoursText(assignment.actualWorkMinutes - overtime, style)],
    ["act_ot_qty", hoursText(overtime, style)],
    ["target_qty_per_hr", numberText(assignment.units, style)],
    ["remain_qty_per_hr", numberText(assignment.units, style)],
    ["target_lag_drtn_hr_cnt", hoursText(assignment.delayMinutes, style)],
    ["act_start_date", dateText(assignment.actualStart)],
    ["act_end_date", dateText(assignment.actualFinish)],
    ["rsrc_type", resource ? codeOf(RESOURCE_TYPES, resource.type === "work" ? "work" : "material") : ""],
  ]);
}
