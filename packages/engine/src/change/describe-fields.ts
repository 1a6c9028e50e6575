/** What an edit of task fields is about, and to which value: "duration" and "3d", for undo and history. */
import { settingsOf, taskOf, type Project } from "../model/project.ts";
import type { ProjectSettings, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { formatAmount, formatDuration } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import type { TaskFields } from "./command.ts";
import { fieldLabel } from "./field-labels.ts";
import { constraintWords } from "./task-fields.ts";

/** What the set fields are about, a duration's own fields counted once. */
export function subjectsOf(fields: TaskFields): string[] {
  return [...new Set(Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [SUBJECTS[field] ?? fieldLabel("task", field)])))];
}

/** Names under which an edit is known where that differs from the field's own. */
const SUBJECTS: Readonly<Record<string, string>> = {
  durationUnit: "duration",
  estimated: "duration",
  estimate: "duration",
  milestone: "milestone mark",
  active: "activity",
  constraintDate: "constraint",
  ignoreResourceCalendars: "calendar options",
  workMinutes: "work",
  percentWorkComplete: "percent of work complete",
  effortDriven: "effort-driven mark",
  fixedCostAccrual: "accrual of the fixed cost",
};

/** The value that the fields set, where one stands for them all. */
export function valueText(project: Project, taskId: string, fields: TaskFields): string | undefined {
  const settings = settingsOf(project);
  return durationValue(settings, taskOf(project, taskId), fields) ?? dateValue(settings, fields) ?? progressValue(fields) ?? plainValue(project, fields);
}

function durationValue(settings: ProjectSettings, task: Task | undefined, fields: TaskFields): string | undefined {
  const durationUnit = fields.durationUnit ?? task?.durationUnit ?? "d";
  const text = (durationMinutes: number): string => formatDuration({ durationMinutes, durationUnit, estimated: fields.estimated ?? false }, settings);
  if (fields.estimate) return formatDuration({ durationMinutes: fields.estimate.likelyMinutes, durationUnit, estimated: fields.estimated ?? false, estimate: fields.estimate }, settings);
  const minutes = fields.durationMinutes ?? fields.actualDurationMinutes ?? fields.remainingDurationMinutes;
  if (minutes !== undefined) return text(minutes);
  return fields.levelingDelayMinutes === undefined ? undefined : `${formatAmount(fields.levelingDelayMinutes, 1440)}ed`;
}

function dateValue(settings: ProjectSettings, fields: TaskFields): string | undefined {
  const date = (value: Minute | null, unsaidTime: number): string => (value === null ? "none" : readableDate(value, unsaidTime));
  if (fields.deadline !== undefined) return date(fields.deadline, settings.defaultFinishTime);
  if (fields.actualStart !== undefined) return date(fields.actualStart, settings.defaultStartTime);
  if (fields.actualFinish !== undefined) return date(fields.actualFinish, settings.defaultFinishTime);
  if (fields.constraint === undefined) return undefined;
  const words = `“${constraintWords(fields.constraint)}”`;
  return fields.constraintDate ? `${words} ${readableDate(fields.constraintDate, settings.defaultStartTime)}` : words;
}

function progressValue(fields: TaskFields): string | undefined {
  const percent = fields.percentComplete ?? fields.percentWorkComplete ?? fields.physicalPercentComplete;
  if (percent !== undefined) return percent === null ? "none" : `${percent} %`;
  // Amounts of money are never told here: who reads histories may not see what things cost.
  return fields.workMinutes === undefined ? undefined : `${formatAmount(fields.workMinutes, 60)}h`;
}

const TASK_TYPES = { fixedUnits: "fixed units", fixedDuration: "fixed duration", fixedWork: "fixed work" } as const;

function plainValue(project: Project, fields: TaskFields): string | undefined {
  if (fields.calendarId !== undefined) return fields.calendarId === null ? "none" : `“${project.records.calendar.get(fields.calendarId)?.name ?? ""}”`;
  if (fields.mode !== undefined) return fields.mode === "auto" ? "automatic" : "manual";
  if (fields.taskType !== undefined) return TASK_TYPES[fields.taskType];
  return fields.priority === undefined ? undefined : String(fields.priority);
}
