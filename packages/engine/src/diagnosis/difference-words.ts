/** A comparison of two plans in sentences: what changed, and what it did to the finish. */
import { fieldLabel } from "../change/field-labels.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { formatPredecessors } from "../model/plan/predecessor-text.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Link } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { formatDuration } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import type { FieldChange } from "./plan-changes.ts";
import type { PlanDifference, PricedChange } from "./plan-difference.ts";

/** “Build” (row 3): duration 5d → 8d; the finish moves 3 working days later. */
export function changeSentence(difference: PlanDifference, change: PricedChange): string {
  return `${subjectOf(difference, change)}: ${whatChanged(difference, change)}; ${slipWords(change.slipDays)}.`;
}

export function slipWords(days: number): string {
  if (days === 0) return "the finish stays";
  const amount = Math.abs(days);
  return `the finish moves ${amount} working ${amount === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}`;
}

function subjectOf(difference: PlanDifference, { taskId, cause }: PricedChange): string {
  if (taskId === undefined) return cause === "calendars" ? "Calendars" : cause === "resources" ? "Resources" : cause === "settings" ? "Project" : "Changes that act only together";
  return taskTitle(cause === "removed" ? difference.before : difference.after, taskId);
}

function taskTitle(project: Project, taskId: string): string {
  const row = outlineOf(project).rowOf(taskId);
  return row ? `“${row.task.name}” (row ${row.rowNumber})` : "a task";
}

function whatChanged(difference: PlanDifference, change: PricedChange): string {
  if (change.cause === "added") return "new";
  if (change.cause === "removed") return "removed";
  return change.fields.map((field) => fieldWords(difference, change, field)).join(", ") || "several settings at once";
}

function fieldWords({ before, after }: PlanDifference, change: PricedChange, { field, before: was, after: is }: FieldChange): string {
  const isPlans = change.taskId === undefined;
  if (field === "links") return `predecessors ${linkText(before, was)} → ${linkText(after, is)}`;
  if (field === "assignments") return `resources ${peopleText(before, was)} → ${peopleText(after, is)}`;
  if (isPlans && change.cause !== "settings") return was === undefined ? `${field} is new` : is === undefined ? `${field} is gone` : `${field} changed`;
  const label = fieldLabel(isPlans ? "settings" : "task", field);
  return `${label} ${valueText(before, field, was)} → ${valueText(after, field, is)}`;
}

const INSTANTS: ReadonlySet<string> = new Set(["start", "finish", "actualStart", "actualFinish", "constraintDate", "deadline", "manualStart", "manualFinish", "stop", "resume", "statusDate"]);

function valueText(project: Project, field: string, value: unknown): string {
  if (value === undefined) return "none";
  if (typeof value === "number" && INSTANTS.has(field)) return readableDate(value as Minute);
  if (typeof value === "number" && field.endsWith("Minutes")) return formatDuration({ durationMinutes: value, durationUnit: "d", estimated: false }, settingsOf(project));
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field === "calendarId" && typeof value === "string") return `“${project.records.calendar.get(value)?.name ?? value}”`;
  if (field === "parentId" && typeof value === "string") return taskTitle(project, value);
  if (field === "percentComplete" || field === "physicalPercentComplete") return `${String(value)} %`;
  return typeof value === "object" ? "…" : String(value);
}

function linkText(project: Project, links: unknown): string {
  const list = (Array.isArray(links) ? links : []) as readonly Link[];
  return list.length === 0 ? "none" : formatPredecessors(list, outlineOf(project), settingsOf(project));
}

function peopleText(project: Project, assignments: unknown): string {
  const list = (Array.isArray(assignments) ? assignments : []) as readonly Assignment[];
  const words = list.map((one) => {
    const name = one.resourceId === undefined ? "nobody" : (project.records.resource.get(one.resourceId)?.name ?? "?");
    const hours = `${Math.round(one.workMinutes / 6) / 10} h`;
    return `${name}[${Math.round(one.units * 100)}%, ${hours}]`;
  });
  return words.join("; ") || "none";
}
