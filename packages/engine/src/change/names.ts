/** How sentences call things: tasks by name and row number as the person sees them, never by id. */
import { unreachable } from "../base/assert.ts";
import type { Refusal } from "../base/problem.ts";
import { outlineOf } from "../model/plan/outline.ts";
import type { KindedRecord } from "../model/project.ts";
import { isRegisterItem, REGISTERS, registerTitle } from "../model/registers.ts";
import { get, type Draft } from "./draft.ts";

/** “Pilot” (row 9); a task that has no row yet goes by its name alone, `nameIfNew` where the draft does not hold it yet. */
export function taskTitle(draft: Draft, taskId: string, nameIfNew = ""): string {
  const row = outlineOf(draft.base).rowOf(taskId);
  const name = get(draft, "task", taskId)?.name ?? row?.task.name ?? nameIfNew;
  if (name === "") return row ? `row ${row.rowNumber}` : "the new task";
  return row ? `“${name}” (row ${row.rowNumber})` : `“${name}”`;
}

/** "row 9", or “Pilot” where the task has no row yet. */
export function rowName(draft: Draft, taskId: string): string {
  const row = outlineOf(draft.base).rowOf(taskId);
  return row ? `row ${row.rowNumber}` : taskTitle(draft, taskId);
}

/** "9", or “Pilot” where the task has no row yet: for chains of rows. */
export function rowMark(draft: Draft, taskId: string): string {
  const row = outlineOf(draft.base).rowOf(taskId);
  return row ? String(row.rowNumber) : taskTitle(draft, taskId);
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "A", "A and B", "A, B and 3 more". */
export function listed(names: readonly string[], limit = 3): string {
  if (names.length <= 1) return names.join("");
  if (names.length <= limit) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, limit).join(", ")} and ${names.length - limit} more`;
}

/** A refusal with its first letter made capital; `taskId` where it is about one task. */
export function refusal(code: string, message: string, taskId?: string): Refusal {
  return taskId === undefined ? { code, message: sentence(message) } : { code, message: sentence(message), taskId };
}

export function missingTask(taskId: string): Refusal {
  return refusal("task/missing", "There is no such task in the plan any more. Maybe somebody has deleted it.", taskId);
}

/** What a sentence calls any record: a task by its title, a link by its two rows, others by kind and name. */
export function recordTitle(draft: Draft, item: KindedRecord): string {
  if (isRegisterItem(item)) return `the ${REGISTERS[item.kind].one} “${registerTitle(item)}”`;
  switch (item.kind) {
    case "task":
      return taskTitle(draft, item.record.id, item.record.name);
    case "link":
      return `the link from ${rowName(draft, item.record.predecessorId)} to ${rowName(draft, item.record.successorId)}`;
    case "assignment":
      return `the assignment of ${resourceName(draft, item.record.resourceId)} to ${taskTitle(draft, item.record.taskId)}`;
    case "baseline":
      return `baseline ${item.record.number}`;
    case "taskBaseline":
      return `what baseline ${item.record.number} holds of ${taskTitle(draft, item.record.taskId)}`;
    case "calendar":
      return `the calendar “${item.record.name}”`;
    case "resource":
      return `the resource “${item.record.name}”`;
    case "settings":
      return "the project's settings";
    case "statusReport":
      return `version ${item.record.version} of status report ${item.record.number}`;
    case "keptSource":
      return "the source of an imported record";
    default:
      return unreachable(item);
  }
}

function resourceName(draft: Draft, resourceId: string | undefined): string {
  const name = resourceId === undefined ? undefined : get(draft, "resource", resourceId)?.name;
  return name === undefined ? "nobody" : `“${name}”`;
}
