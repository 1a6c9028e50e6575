/** A record field's value in words, for sentences that set two values side by side. */
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { formatDuration, type DurationScale } from "@leadline/engine/time/duration-text.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { instantText } from "../ui/day-text.ts";
import { centsText, percentText, unitsText, workText } from "../ui/number-text.ts";

export interface ValueContext {
  readonly project: Project;
  readonly lengths: DurationScale;
}

const INSTANTS: ReadonlySet<string> = new Set(["constraintDate", "deadline", "manualStart", "manualFinish", "start", "finish", "statusDate", "actualStart", "actualFinish", "stop", "resume"]);

/** "5d", "Fri 4 Dec 2026 17:00", "“Survey”", "nothing". */
export function valueText({ kind, id, field }: Pick<FieldConflict, "kind" | "id" | "field">, value: unknown, { project, lengths }: ValueContext): string {
  if (value === undefined || value === null) return field === "record" ? "deleted" : "nothing";
  if (typeof value === "number") return numberText({ id, field }, value, { project, lengths });
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field === "calendarId" && typeof value === "string") return `“${project.records.calendar.get(value)?.name ?? "a deleted calendar"}”`;
  if (field === "parentId" && typeof value === "string") return `below “${project.records.task.get(value)?.name ?? "a deleted task"}”`;
  if (field === "baseCalendarId" && typeof value === "string") return `“${project.records.calendar.get(value)?.name ?? "a deleted calendar"}”`;
  if (typeof value === "string") return WORDS[value] ?? `“${value}”`;
  return kind === "link" ? "another link" : "another version";
}

/** Choices that a record names by a code. */
const WORDS: Readonly<Record<string, string>> = { fixedUnits: "fixed units", fixedDuration: "fixed duration", fixedWork: "fixed work", auto: "automatic", manual: "by hand" };

function numberText({ id, field }: Pick<FieldConflict, "id" | "field">, value: number, { project, lengths }: ValueContext): string {
  if (INSTANTS.has(field)) return instantText(value as Minute);
  if (field.endsWith("WorkMinutes") || field === "workMinutes") return workText(value);
  if (field.endsWith("Minutes")) return formatDuration({ durationMinutes: value, durationUnit: project.records.task.get(id)?.durationUnit ?? "d", estimated: false }, lengths);
  if (/percent/i.test(field)) return percentText(value);
  if (field === "maxUnits" || (field === "units" && isShare(project, id))) return unitsText(value);
  if (/Cents(PerHour)?$/.test(field)) return centsText(value);
  return String(value);
}

/** Units of a material are an amount, of people a share of their time. */
function isShare({ records }: Project, assignmentId: string): boolean {
  return records.resource.get(records.assignment.get(assignmentId)?.resourceId ?? "")?.type !== "material";
}
