/** One row of the grid as DOM: made once, then patched cell by cell, so that an edit touches only what it changed. */
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { siblingPlace } from "@leadline/engine/views/plan-rows.ts";
import { fullDate } from "@leadline/engine/views/plan-words.ts";
import { readOnlyReason } from "./cell-commands.ts";
import { shownText, type Column } from "./columns.ts";
import { rawKey, taskKey, type DeskState } from "./desk.ts";
import { marksOf, type RowMark } from "./row-marks.ts";
import { isInRange, type Range } from "./selection.ts";

export interface RowView {
  readonly element: HTMLElement;
  readonly cells: readonly CellView[];
  /** Attributes as they were last written, so that the DOM is never read. */
  readonly written: Map<string, string | undefined>;
  position: number;
}

interface CellView {
  readonly element: HTMLElement;
  readonly text: HTMLElement;
  readonly written: Map<string, string | undefined>;
}

export function makeRow(columns: readonly Column[]): RowView {
  const element = document.createElement("div");
  element.className = "pg-row";
  element.setAttribute("role", "row");
  const cells = columns.map((column, index) => makeCell(column, index));
  element.append(...cells.map((cell) => cell.element));
  return { element, cells, written: new Map(), position: -1 };
}

function makeCell(column: Column, index: number): CellView {
  const element = document.createElement("div");
  element.className = "pg-cell";
  element.dataset["column"] = column.id;
  element.dataset["align"] = column.align;
  element.setAttribute("role", column.id === "row" ? "rowheader" : "gridcell");
  element.setAttribute("aria-colindex", String(index + 1));
  element.tabIndex = -1;
  const text = document.createElement("span");
  text.className = "pg-text";
  element.append(text);
  return { element, text, written: new Map() };
}

/** What patching needs beside the state. */
export interface RowPatch {
  readonly state: DeskState;
  readonly position: number;
  readonly range: Range;
  readonly also: ReadonlySet<string>;
  readonly thisYear: number;
  readonly isActiveShown: boolean;
}

/** Writes what differs from what the row shows already. */
export function patchRow(view: RowView, row: OutlineRow | undefined, patch: RowPatch): void {
  const { state, position } = patch;
  const { columns } = state;
  view.position = position;
  const isChosen = row !== undefined && patch.also.has(row.task.id);
  const isActive = state.selection.active.position === position;
  const isWholeRow = isChosen || (state.selection.kind === "rows" && position >= patch.range.top && position <= patch.range.bottom);
  patchRowAttributes(view, row, { ...patch, isActive, isWholeRow });
  const marks = row ? marksOf(state, row, patch.thisYear) : [];
  columns.forEach((column, index) => {
    const cell = view.cells[index];
    if (!cell) return;
    const isSelected = isWholeRow || isInRange(patch.range, { position, column: index });
    const isCursor = isActive && state.selection.active.column === index;
    write(cell.element, cell.written, "aria-selected", isSelected ? "true" : undefined);
    write(cell.element, cell.written, "tabindex", isCursor ? "0" : "-1");
    write(cell.element, cell.written, "data-cursor", isCursor && patch.isActiveShown ? "" : undefined);
    if (row) patchCell(cell, row, column, { ...patch, marks });
    else patchEmptyCell(cell, column, state.rows.indices.length === 0);
  });
}

function patchRowAttributes(view: RowView, row: OutlineRow | undefined, given: RowPatch & { readonly isActive: boolean; readonly isWholeRow: boolean }): void {
  const { state, position } = given;
  const put = (name: string, value: string | undefined): void => write(view.element, view.written, name, value);
  put("aria-rowindex", String(position + 2));
  put("aria-selected", given.isWholeRow ? "true" : undefined);
  put("data-active", given.isActive ? "" : undefined);
  put("style", `top:${position * state.rowHeight}px`);
  const dates = row && state.shown.schedule.of(row.task.id);
  const place = row && siblingPlace(state.shown.outline, row.rowNumber - 1);
  put("aria-level", row && String(row.level));
  put("aria-posinset", place && String(place.position));
  put("aria-setsize", place && String(place.size));
  put("aria-expanded", row?.isSummary ? String(!state.collapsed.has(row.task.id)) : undefined);
  put("aria-describedby", row && `bar-${row.task.id}`);
  put("data-task", row && taskKey(state, row));
  put("data-start", dates && formatIso(dates.start));
  put("data-finish", dates && formatIso(dates.finish));
  put("data-critical", dates && String(dates.critical));
  put("data-slack", dates && String(dates.totalSlackMinutes));
  put("data-kind", row && (row.isSummary ? "summary" : dates?.isMilestone ? "milestone" : "task"));
  put("data-inactive", row && !row.task.active ? "" : undefined);
  put("data-found", row && state.found.has(row.task.id) ? "" : undefined);
}

function patchCell(cell: CellView, row: OutlineRow, column: Column, given: RowPatch & { readonly marks: readonly RowMark[] }): void {
  const { state } = given;
  const put = (name: string, value: string | undefined): void => write(cell.element, cell.written, name, value);
  const raw = state.rawCells.size > 0 ? state.rawCells.get(rawKey(row.task.id, column.id)) : undefined;
  const mark = given.marks.find((candidate) => candidate.column === column.id);
  put("data-mark", raw ? "raw" : mark?.kind);
  put("aria-readonly", isReadOnly(row, column) ? "true" : undefined);
  put("aria-invalid", raw ? "true" : undefined);
  if (column.id === "marks") return patchMarks(cell, given.marks);
  const text = raw?.text ?? shownText(state.shown, row, column.id, given.thisYear);
  writeText(cell, text);
  put("title", raw?.message ?? mark?.words ?? tooltipOf(row, column, text, given));
  if (column.id === "duration") return patchWhisker(put, row);
  if (column.id !== "task") return;
  put("style", `padding-left:${4 + (row.level - 1) * 14}px`);
  put("data-chevron", row.isSummary ? (state.collapsed.has(row.task.id) ? "closed" : "open") : undefined);
}

/** A range is drawn below its numbers: from low to high, with a tick where it is most likely, on a scale of its own. */
function patchWhisker(put: (name: string, value: string | undefined) => void, { task, isSummary }: OutlineRow): void {
  const { estimate } = task;
  const isRange = estimate !== undefined && !isSummary && estimate.highMinutes > estimate.lowMinutes;
  const share = (minutes: number): string => `${Math.round((minutes / (estimate?.highMinutes ?? 1)) * 100)}%`;
  put("data-range", isRange ? "" : undefined);
  put("style", isRange ? `--low:${share(estimate.lowMinutes)};--likely:${share(estimate.likelyMinutes)}` : undefined);
}

function isReadOnly(row: OutlineRow, column: Column): boolean {
  return !column.isEditable || readOnlyReason(row, column.id) !== undefined;
}

function tooltipOf(row: OutlineRow, column: Column, text: string, { state }: RowPatch): string | undefined {
  const dates = state.shown.schedule.of(row.task.id);
  if (column.id === "start" && dates) return `Start: ${fullDate(dates.start, "start")}`;
  if (column.id === "finish" && dates) return `Finish: ${fullDate(dates.finish, "finish")}`;
  if (column.id === "deadline" && row.task.deadline !== undefined) return `Deadline: ${fullDate(row.task.deadline, "finish")}`;
  // Where the text may be wider than its column.
  return text.length > 8 && (column.id === "task" || column.id === "predecessors" || column.id === "duration" || column.id === "resources") ? text : undefined;
}

/** Marks are short signs with their names; a row with several shows the weightiest and names all. */
function patchMarks(cell: CellView, marks: readonly RowMark[]): void {
  const [first] = marks;
  writeText(cell, first?.sign ?? "");
  const words = marks.map((mark) => mark.words).join(" ");
  write(cell.element, cell.written, "data-mark-kind", first?.kind);
  write(cell.element, cell.written, "title", words === "" ? undefined : words);
  write(cell.element, cell.written, "aria-label", words === "" ? undefined : words);
}

function patchEmptyCell(cell: CellView, column: Column, isFirst: boolean): void {
  for (const name of ["data-mark", "data-mark-kind", "aria-readonly", "aria-invalid", "aria-label", "title", "style", "data-range", "data-chevron"]) write(cell.element, cell.written, name, undefined);
  writeText(cell, column.id === "task" ? (isFirst ? "Type the first task here" : "Type a new task") : "");
}

function write(element: HTMLElement, written: Map<string, string | undefined>, name: string, value: string | undefined): void {
  if (written.get(name) === value) return;
  written.set(name, value);
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function writeText(cell: CellView, text: string): void {
  if (cell.written.get("text") === text) return;
  cell.written.set("text", text);
  cell.text.textContent = text;
}
