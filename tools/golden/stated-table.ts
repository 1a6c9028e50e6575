/** Dates that were worked out by hand, as a table of tab-separated values beside the plan. */
import { parseIso } from "@leadline/engine/time/minute.ts";
import type { GoldenField, StatedTask } from "./golden-case.ts";

export const TABLE_FIELDS: readonly GoldenField[] = ["start", "finish", "earlyStart", "earlyFinish", "lateStart", "lateFinish", "totalSlackMinutes", "freeSlackMinutes", "critical"];

/** The first column is the task's name, the others are named after `GoldenField`; `-` states nothing. */
export function statedInTable(text: string): StatedTask[] {
  const [head = [], ...rows] = text.trim().split("\n").map((line) => line.split("\t"));
  return rows.map(([key = "", ...cells]) => ({ key, values: Object.fromEntries(cells.flatMap((cell, index) => valueOf(head[index + 1] ?? "", cell))) }));
}

function valueOf(title: string, cell: string): [GoldenField, number][] {
  const field = TABLE_FIELDS.find((name) => name === title);
  if (field === undefined) throw new Error(`unknown column "${title}"`);
  if (cell === "-") return [];
  const value = cell.includes("T") ? parseIso(cell) : Number(cell);
  if (value === undefined || Number.isNaN(value)) throw new Error(`"${cell}" in column ${title} is neither a date nor a number`);
  return [[field, value]];
}
