/** A record field's value in words, for sentences that set two values side by side. */
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { formatDuration, type DurationScale } from "@leadline/engine/time/duration-text.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { instantText } from "../ui/day-text.ts";

export interface ValueContext {
  readonly project: Project;
  readonly lengths: DurationScale;
}

const INSTANTS: ReadonlySet<string> = new Set(["constraintDate", "deadline", "manualStart", "manualFinish", "start", "statusDate"]);

/** "5d", "Fri 4 Dec 2026 17:00", "“Survey”", "nothing". */
export function valueText({ kind, id, field }: Pick<FieldConflict, "kind" | "id" | "field">, value: unknown, { project, lengths }: ValueContext): string {
  if (value === undefined || value === null) return field === "record" ? "deleted" : "nothing";
  if (typeof value === "number") {
    if (INSTANTS.has(field)) return instantText(value as Minute);
    if (field.endsWith("Minutes")) return formatDuration({ durationMinutes: value, durationUnit: project.records.task.get(id)?.durationUnit ?? "d", estimated: false }, lengths);
    return String(value);
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field === "calendarId" && typeof value === "string") return `“${project.records.calendar.get(value)?.name ?? "a deleted calendar"}”`;
  if (field === "parentId" && typeof value === "string") return `below “${project.records.task.get(value)?.name ?? "a deleted task"}”`;
  if (typeof value === "string") return `“${value}”`;
  return kind === "link" ? "another link" : "another version";
}
