/** Copy, cut and paste in the grid: text for spreadsheets out, any block of cells in, whole rows moved by cut and paste. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { newId } from "../../store/new-id.ts";
import { toast } from "../../ui/toast.ts";
import { commandsForCell, type CellReading } from "./cell-commands.ts";
import { plainText, type ColumnId } from "./columns.ts";
import { extentOf, rawKey, rowAt, type Desk } from "./desk.ts";
import { edit } from "./edits.ts";
import { planPaste, type RawCell } from "./paste.ts";
import { rangeOf, selectionAt } from "./selection.ts";
import { formatHtmlTable, formatTsv, parseTsv } from "./tsv.ts";

export interface GridClipboard {
  copy(event: ClipboardEvent): void;
  cut(event: ClipboardEvent): void;
  paste(event: ClipboardEvent): void;
}

export function makeClipboard(desk: Desk): GridClipboard {
  /** Rows that were cut as a whole and wait for their new place, with the text that stands for them. */
  let waiting: { readonly text: string; readonly taskIds: readonly string[] } | undefined;

  const copy = (event: ClipboardEvent): string => {
    const cells = copiedCells(desk);
    const text = formatTsv(cells);
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", formatHtmlTable(cells));
    event.preventDefault();
    return text;
  };

  return {
    copy: (event) => {
      waiting = undefined;
      copy(event);
    },
    cut: (event) => {
      const text = copy(event);
      const state = desk.get();
      const isRows = state.selection.kind === "rows";
      waiting = isRows ? { text, taskIds: selectedRows(desk).map((row) => row.task.id) } : undefined;
      if (waiting) toast(`${waiting.taskIds.length === 1 ? "1 row cut. Paste puts it" : `${waiting.taskIds.length} rows cut. Paste puts them`} above the selected row.`, { id: "plan-cut" });
      else clearCells(desk);
    },
    paste: (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text === "") return;
      event.preventDefault();
      const cut = waiting;
      waiting = undefined;
      if (cut && cut.text === text) return moveRowsHere(desk, cut.taskIds);
      pasteText(desk, text);
    },
  };
}

/** The rows of the selection in reading order, and those chosen one by one in the order of choosing. */
export function selectedRows(desk: Desk): OutlineRow[] {
  const state = desk.get();
  const range = rangeOf(state.selection, extentOf(desk));
  const also = state.selection.also.flatMap((taskId) => state.plan.outline.rowOf(taskId) ?? []);
  const rows: OutlineRow[] = [];
  for (let position = range.top; position <= range.bottom; position += 1) {
    const row = rowAt(state, position);
    if (row && !also.includes(row)) rows.push(row);
  }
  return [...rows, ...also];
}

/** Indents travel as leading spaces of the name, so that a spreadsheet shows them and a paste brings them back. */
function copiedCells(desk: Desk): string[][] {
  const state = desk.get();
  const range = rangeOf(state.selection, extentOf(desk));
  const columns = state.columns.slice(range.left, range.right + 1).filter((column) => column.id !== "row" && column.id !== "marks");
  const rows = selectedRows(desk);
  const outermost = Math.min(...rows.map((row) => row.level));
  return rows.map((row) =>
    columns.map((column) => `${column.id === "task" ? "  ".repeat(row.level - outermost) : ""}${plainText(state.plan, row, column.id, desk.thisYear)}`),
  );
}

/** Empties what can be empty: predecessors, constraint dates, deadlines. Names and durations stay. */
export function clearCells(desk: Desk): boolean {
  const state = desk.get();
  const range = rangeOf(state.selection, extentOf(desk));
  const reading: CellReading = { today: desk.now, order: desk.dateOrder, projectKey: state.project.key };
  const commands: Command[] = [];
  let reason: string | undefined;
  for (const row of selectedRows(desk)) {
    for (const column of state.columns.slice(range.left, range.right + 1)) {
      if (!column.isEditable) continue;
      const outcome = commandsForCell(state.plan, reading, row, { column: column.id, text: "" });
      if (outcome.ok) commands.push(...outcome.commands);
      else reason ??= outcome.message;
    }
  }
  if (commands.length === 0 && reason !== undefined) toast(reason, { id: "plan-refusal" });
  return edit(desk, commands);
}

/** Moves rows above the active one, or to the end. */
function moveRowsHere(desk: Desk, taskIds: readonly string[]): void {
  const state = desk.get();
  const { rows } = state.plan.outline;
  const target = rowAt(state, state.selection.active.position);
  const at = target ? target.rowNumber - 1 : rows.length;
  const parent = target ? rows[target.parentIndex] : undefined;
  const siblings = state.plan.outline.childrenOf(parent?.task.id);
  const index = target ? siblings.findIndex((task) => task.id === target.task.id) : siblings.length;
  const before = siblings.slice(0, index).findLast((task) => !taskIds.includes(task.id));
  edit(desk, [{ type: "moveTasks", ids: [...taskIds], ...(parent && { parentId: parent.task.id }), ...(before && { afterId: before.id }) }]);
  desk.update({ selection: { ...selectionAt({ position: Math.min(at, rows.length), column: 0 }), kind: "rows" } });
}

function pasteText(desk: Desk, text: string): void {
  const begin = performance.now();
  const state = desk.get();
  const block = repeated(desk, parseTsv(text.replace(/\r?\n$/, "")));
  const target = pasteTarget(desk);
  const planned = planPaste(state.plan, block, target, { today: desk.now, order: desk.dateOrder, projectKey: state.project.key, newId });
  const note = planned.rowCount > 1 ? `${planned.rowCount} rows pasted.` : undefined;
  if (planned.commands.length > 0 && !edit(desk, planned.commands, { note })) return;
  performance.measure("ll:paste", { start: begin, end: performance.now() });
  const rawCells = new Map([...desk.get().rawCells, ...planned.rawCells.map((cell): [string, RawCell] => [rawKey(cell.taskId, cell.column), cell])]);
  const { active } = desk.get().selection;
  const lastColumn = Math.min(state.columns.length - 1, active.column + Math.max(0, (block[0]?.length ?? 1) - 1));
  const head = { position: active.position + Math.max(0, planned.rowCount - 1), column: lastColumn };
  desk.update({ rawCells, selection: { kind: "cells", active, head, also: [] } });
}

/** A single value fills the whole selection. */
function repeated(desk: Desk, block: string[][]): string[][] {
  if (block.length !== 1 || block[0]?.length !== 1) return block;
  const range = rangeOf(desk.get().selection, extentOf(desk));
  const [value = ""] = block[0];
  return Array.from({ length: range.bottom - range.top + 1 }, () => Array.from({ length: range.right - range.left + 1 }, () => value));
}

function pasteTarget(desk: Desk): { readonly rows: readonly OutlineRow[]; readonly columns: readonly ColumnId[] } {
  const state = desk.get();
  const range = rangeOf(state.selection, extentOf(desk));
  const rows: OutlineRow[] = [];
  for (let position = range.top; position < state.rows.indices.length; position += 1) {
    const row = rowAt(state, position);
    if (row) rows.push(row);
  }
  const from = state.selection.kind === "rows" ? 0 : range.left;
  return { rows, columns: state.columns.slice(from).flatMap((column) => (column.id === "row" || column.id === "marks" ? [] : [column.id])) };
}
