/** Kinds of cost as people call them, and how a task and a day are typed in sheets of money. */
import type { CostType } from "@leadline/engine/model/cost/money.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { civilOf, dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";

export const COST_TYPES: readonly (readonly [CostType, string])[] = [
  ["labour", "Labour"],
  ["contractor", "Contractor"],
  ["hardware", "Hardware"],
  ["licence", "Licence"],
  ["cloud", "Cloud"],
  ["travel", "Travel"],
  ["contingency", "Contingency"],
  ["other", "Other"],
];

export function costTypeOf(text: string): CostType {
  return COST_TYPES.find(([type]) => type === text)?.[0] ?? "other";
}

/** "NET-3"; empty for the project as a whole. */
export function taskKey(project: Project, key: string, taskId: string | undefined): string {
  const task = taskId === undefined ? undefined : project.records.task.get(taskId);
  return task ? `${key}-${task.number}` : "";
}

/** The task of a key or row number; `null` for the project as a whole, `undefined` where there is none. */
export function taskOfKey(project: Project, key: string, text: string): string | null | undefined {
  const word = text.trim().toLowerCase();
  if (word === "") return null;
  if (/^\d+$/.test(word)) return outlineOf(project).rows[Number(word) - 1]?.task.id;
  return [...project.records.task.values()].find(({ number }) => `${key}-${number}`.toLowerCase() === word)?.id;
}

/** "2026-03-31"; `undefined` where there is no such day, such as 31 February. */
export function dayOfText(text: string): number | undefined {
  const minute = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? parseIso(`${text.trim()}T00:00`) : undefined;
  return minute === undefined ? undefined : dayNumberOf(minute);
}

export function isoDay(day: number): string {
  const { year, month, day: ofMonth } = civilOf(day);
  return `${year}-${String(month).padStart(2, "0")}-${String(ofMonth).padStart(2, "0")}`;
}
