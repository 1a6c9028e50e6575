/** The project's own row and its scheduling options. */
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";
import { USUAL_P6_OPTIONS } from "@leadline/engine/model/plan/usual-p6-options.ts";
import type { ProjectSettings } from "@leadline/engine/model/records.ts";
import { parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { CRITICAL_TYPES, FLOAT_TYPES, LAG_CALENDARS } from "./codes.ts";
import type { RowFields } from "./fields.ts";

export function readOptions(project: RowFields | undefined, options: RowFields | undefined): P6Options {
  const mustFinishBy = project?.date("plan_end_date");
  return {
    progress: progressOf(options),
    lagCalendar: options?.code("sched_calendar_on_relationship_lag", LAG_CALENDARS) ?? USUAL_P6_OPTIONS.lagCalendar,
    startToStartLagFrom: options?.flag("sched_lag_early_start_flag") === false ? "actualStart" : "earlyStart",
    totalFloat: options?.code("sched_float_type", FLOAT_TYPES) ?? USUAL_P6_OPTIONS.totalFloat,
    critical: project?.code("critical_path_type", CRITICAL_TYPES) ?? USUAL_P6_OPTIONS.critical,
    openEndsAreCritical: options?.flag("sched_open_critical_flag") ?? USUAL_P6_OPTIONS.openEndsAreCritical,
    useExpectedFinish: options?.flag("sched_use_expect_end_flag") ?? USUAL_P6_OPTIONS.useExpectedFinish,
    ...(mustFinishBy !== undefined && { mustFinishBy }),
  };
}

/** Neither retained logic nor progress override means actual dates. */
function progressOf(options: RowFields | undefined): P6Options["progress"] {
  if (options?.flag("sched_progress_override") === true) return "progressOverride";
  return options?.flag("sched_retained_logic") === false ? "actualDates" : "retainedLogic";
}

/** Hours per day, week and month of the calendar that durations are shown by. */
export function readHours(calendar: RowFields | undefined): Pick<ProjectSettings, "minutesPerDay" | "minutesPerWeek" | "daysPerMonth"> {
  const minutesPerDay = Math.round((calendar?.within("day_hr_cnt", 0.1, 24) ?? 8) * 60);
  const minutesPerWeek = Math.round((calendar?.within("week_hr_cnt", 0.1, 168) ?? (minutesPerDay / 60) * 5) * 60);
  const monthHours = calendar?.within("month_hr_cnt", 0.1, 744);
  const daysPerMonth = monthHours === undefined ? 20 : Math.min(31, Math.max(1, Math.round((monthHours * 60) / minutesPerDay)));
  return { minutesPerDay, minutesPerWeek, daysPerMonth };
}

/** Day of the export, at the usual start time: all that a file without a PROJECT table says about time. */
export function exportDay(header: readonly string[]): Minute | undefined {
  const day = parseIso(header[2]?.slice(0, 10) ?? "");
  return day === undefined ? undefined : parseIso(`${header[2]?.slice(0, 10) ?? ""}T08:00`);
}
