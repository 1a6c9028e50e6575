/** Signs beside a row with their meaning in words: problems, conflicts, missed deadlines, constraints, manual and inactive tasks, notes. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { constraintWords } from "@leadline/engine/change/task-fields.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { shortDate } from "@leadline/engine/views/plan-words.ts";
import type { EditConflict } from "../../store/project-store.ts";
import type { ColumnId } from "./columns.ts";
import type { DeskState } from "./desk.ts";

export type MarkKind = "problem" | "conflict" | "pending" | "late" | "overload" | "constraint" | "manual" | "inactive" | "note" | "done";

export interface RowMark {
  readonly kind: MarkKind;
  readonly sign: string;
  /** Whole sentence. */
  readonly words: string;
  /** The cell that it is about, where it is about one. */
  readonly column?: ColumnId;
}

/** The marks of a row, weightiest first. */
export function marksOf(state: DeskState, row: OutlineRow, thisYear: number): RowMark[] {
  const { task } = row;
  const dates = state.shown.schedule.of(task.id);
  const marks: RowMark[] = [];
  for (const problem of problemsOf(state.project.problems, task.id)) marks.push({ kind: "problem", sign: "!", words: problem.hint ? `${problem.message} ${problem.hint}` : problem.message });
  for (const conflict of conflictsOf(state.project.conflicts, task.id)) marks.push(conflictMark(conflict, task.id));
  if (task.deadline !== undefined && dates && dates.finish > task.deadline) {
    marks.push({ kind: "late", sign: "⚑", words: `Misses its deadline of ${shortDate(task.deadline, "finish", thisYear)}.`, column: "finish" });
  }
  // What was found holds for the plan as it is, not for one under review.
  const overload = state.review ? undefined : state.overloads.get(task.id);
  if (overload !== undefined) marks.push({ kind: "overload", sign: "▲", words: overload });
  if (!task.active) marks.push({ kind: "inactive", sign: "⊘", words: "Inactive: it has no effect on any date." });
  if (task.mode === "manual") marks.push({ kind: "manual", sign: "✎", words: "Manually scheduled: its dates stay where they were put." });
  if (task.constraint !== "ASAP") marks.push(constraintMark(row, thisYear));
  if (dates && dates.percentComplete >= 100 && !row.isSummary) marks.push({ kind: "done", sign: "✓", words: "Finished." });
  if (task.notes) marks.push({ kind: "note", sign: "≡", words: `Note: ${task.notes.slice(0, 200)}` });
  return marks;
}

function constraintMark({ task }: OutlineRow, thisYear: number): RowMark {
  const words = constraintWords(task.constraint);
  const isStart = task.constraint === "SNET" || task.constraint === "SNLT" || task.constraint === "MSO";
  const date = task.constraintDate === undefined ? "" : ` ${shortDate(task.constraintDate, isStart ? "start" : "finish", thisYear)}`;
  return { kind: "constraint", sign: "◷", words: `Constraint: ${words}${date}.` };
}

function conflictMark(conflict: EditConflict, taskId: string): RowMark {
  const fields = conflict.fields.filter((field) => field.id === taskId).map((field) => field.field);
  const column = fields.map((field) => COLUMN_OF_FIELD[field]).find((known) => known !== undefined);
  return { kind: "conflict", sign: "≠", words: conflict.message, ...(column && { column }) };
}

const COLUMN_OF_FIELD: Readonly<Record<string, ColumnId>> = {
  name: "task",
  durationMinutes: "duration",
  durationUnit: "duration",
  estimate: "duration",
  constraint: "start",
  constraintDate: "start",
  manualStart: "start",
  manualFinish: "finish",
  deadline: "deadline",
  percentComplete: "done",
  priority: "priority",
};

const byTask = new WeakMap<readonly Problem[], Map<string, Problem[]>>();

export function problemsOf(problems: readonly Problem[], taskId: string): readonly Problem[] {
  if (problems.length === 0) return problems;
  const known = byTask.get(problems) ?? groupedByTask(problems);
  byTask.set(problems, known);
  return known.get(taskId) ?? [];
}

function groupedByTask(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.taskId === undefined) continue;
    groups.set(problem.taskId, [...(groups.get(problem.taskId) ?? []), problem]);
  }
  return groups;
}

export function conflictsOf(conflicts: readonly EditConflict[], taskId: string): readonly EditConflict[] {
  return conflicts.length === 0 ? conflicts : conflicts.filter((conflict) => conflict.taskIds.includes(taskId));
}
