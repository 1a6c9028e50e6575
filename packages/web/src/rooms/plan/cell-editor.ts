/** The field that lies over a cell while it is edited: shows what a date means, says what is wrong, and loses nothing that was typed. */
import { constraintSentence } from "@leadline/engine/views/plan-words.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { newId } from "../../store/new-id.ts";
import { commandsForCell, readDateCell, readOnlyReason, type CellReading } from "./cell-commands.ts";
import { plainText, type Column } from "./columns.ts";
import { extentOf, positionOfTask, rawKey, rowAt, type Desk } from "./desk.ts";
import { makeEditorBox } from "./editor-box.ts";
import { sayRefusal, tryEdit } from "./edits.ts";
import { editorActionOf } from "./grid-keys.ts";
import type { Grid } from "./grid.ts";
import { planPaste, type RawCell } from "./paste.ts";
import { placeBeside, rangeOf, selectionAt, type CellPlace, type Direction } from "./selection.ts";

export interface CellEditor {
  /** Opens the editor on the active cell; `replace` begins with an empty field. */
  open(begin: "keep" | "replace"): void;
  isOpen(): boolean;
  /** Puts the editor over its cell again after scrolling. */
  follow(): void;
}

interface OpenCell {
  readonly place: CellPlace;
  readonly column: Column;
  /** Absent in the empty row for a new task. */
  readonly row: OutlineRow | undefined;
}

export function makeCellEditor(desk: Desk, grid: Grid, reveal: (position: number) => void): CellEditor {
  const box = makeEditorBox(grid.body);
  const { input } = box;
  let cell: OpenCell | undefined;
  const reading = (): CellReading => ({ today: desk.now, order: desk.dateOrder, projectKey: desk.get().project.key });

  const follow = (): void => {
    if (cell?.row) cell = { ...cell, place: { ...cell.place, position: positionOfTask(desk.get(), cell.row.task.id) } };
    const at = cell && grid.cellBox(cell.place);
    if (cell && at) box.cover(at, cell.column);
  };

  const open: CellEditor["open"] = (begin) => {
    const state = desk.get();
    const place = state.selection.active;
    const column = state.columns[place.column];
    const row = rowAt(state, place.position);
    if (!column || desk.isReadOnly) return;
    const refusal = refusalFor(row, column);
    if (refusal !== undefined) return sayRefusal(desk, refusal);
    reveal(place.position);
    const raw = row && begin === "keep" ? state.rawCells.get(rawKey(row.task.id, column.id)) : undefined;
    const original = row && begin === "keep" ? plainText(state.plan, row, column.id, desk.thisYear) : "";
    cell = { place, column, row };
    box.show({ text: raw?.text ?? original, label: `${column.name}, ${row ? `row ${row.rowNumber}` : "new task"}`, column });
    box.say(raw?.message ?? "", raw ? "wrong" : "reading");
    follow();
    input.focus({ preventScroll: true });
    if (begin === "keep") input.select();
  };

  const shut = (): void => {
    cell = undefined;
    box.hide();
  };

  /** Leaves the editor when the text could be taken, else says why not. */
  const leaveIf = (message: string | undefined): boolean => {
    if (message === undefined) shut();
    else box.say(message, "wrong");
    return message === undefined;
  };

  /** Tries what was typed; answers whether the editor could be left. */
  const commit = (): boolean => {
    if (!cell) return true;
    const typed = { text: input.value, reading: reading() };
    return leaveIf(cell.row ? commitCell(desk, cell.row, cell.column, typed) : commitNewTask(desk, cell.column, typed));
  };

  const onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const action = event.isComposing ? undefined : editorActionOf(event);
    if (!action || !cell) return;
    event.preventDefault();
    if (action.do === "cancel") shut();
    else if (action.do === "fill" && !leaveIf(fillSelection(desk, cell.column, { text: input.value, reading: reading() }))) return;
    else if (action.do === "commit") {
      if (!commit()) return;
      goOn(desk, action.then, reveal);
    }
    grid.focusCursor();
  };

  const showReading = (): void => box.say(cell ? dateReading(desk, cell.column, { text: input.value, reading: reading() }) : "", "reading");

  /** Leaving by pointer commits; what cannot be read is kept in the cell with its reason. */
  const close = (): void => {
    if (!cell) return;
    const { row, column } = cell;
    const text = input.value;
    if (commit()) return;
    if (row && text.trim() !== "") keepRaw(desk, { taskId: row.task.id, column: column.id, text, message: box.note() });
    shut();
  };

  input.addEventListener("keydown", onKey);
  input.addEventListener("input", showReading);
  input.addEventListener("blur", () => {
    // The window losing the focus is not the person leaving the cell.
    if (cell && document.hasFocus()) close();
  });
  return { open, isOpen: () => cell !== undefined, follow };
}

/** After a commit the cursor goes on. */
function goOn(desk: Desk, direction: Direction | "stay", reveal: (position: number) => void): void {
  if (direction === "stay") return;
  const next = nextCell(desk, desk.get().selection.active, direction);
  desk.update({ selection: selectionAt(next) });
  reveal(next.position);
}

/** "= Fri 4 December 2026" for a date that can be read; nothing for other columns. */
function dateReading(desk: Desk, column: Column, typed: Typed): string {
  if ((column.id !== "start" && column.id !== "finish" && column.id !== "deadline") || typed.text.trim() === "") return "";
  const parsed = readDateCell(desk.get().plan, typed.reading, column.id, typed.text);
  return parsed.ok ? `= ${parsed.reading}` : "";
}

function keepRaw(desk: Desk, cell: RawCell): void {
  const rawCells = new Map(desk.get().rawCells).set(rawKey(cell.taskId, cell.column), cell);
  desk.update({ rawCells, announcement: cell.message });
}

function refusalFor(row: OutlineRow | undefined, column: Column): string | undefined {
  if (row) return readOnlyReason(row, column.id);
  return column.id === "row" || column.id === "marks" || !column.isEditable ? "Type the name of the new task in the Task column." : undefined;
}

interface Typed {
  readonly text: string;
  readonly reading: CellReading;
}

function commitCell(desk: Desk, opened: OutlineRow, column: Column, typed: Typed): string | undefined {
  const { plan } = desk.get();
  const row = plan.outline.rowOf(opened.task.id);
  if (!row) return "This task is no longer in the plan. Maybe somebody has deleted it. Esc leaves the cell.";
  const outcome = commandsForCell(plan, typed.reading, row, { column: column.id, text: typed.text });
  if (!outcome.ok) return outcome.message;
  const note = outcome.dated && constraintSentence(plan, row.task.id, outcome.dated.end, outcome.dated.minute, desk.thisYear);
  const message = tryEdit(desk, outcome.commands, { note });
  if (message === undefined) forgetRaw(desk, row.task.id, column);
  return message;
}

function forgetRaw(desk: Desk, taskId: string, column: Column): void {
  const key = rawKey(taskId, column.id);
  const { rawCells } = desk.get();
  if (!rawCells.has(key)) return;
  desk.update({ rawCells: new Map([...rawCells].filter(([other]) => other !== key)) });
}

/** A value typed into the empty last row makes a task: what a paste of one cell there would do. */
function commitNewTask(desk: Desk, column: Column, typed: Typed): string | undefined {
  const text = typed.text.trim();
  if (text === "") return undefined;
  const planned = planPaste(desk.get().plan, [[text]], { rows: [], columns: [column.id] }, { ...typed.reading, newId });
  const [wrong] = planned.rawCells;
  return wrong ? wrong.message : tryEdit(desk, planned.commands);
}

/** Ctrl+Enter: the typed value in every selected cell of its column's kind, as one edit. */
function fillSelection(desk: Desk, column: Column, typed: Typed): string | undefined {
  const state = desk.get();
  const range = rangeOf(state.selection, extentOf(desk));
  const commands: Command[] = [];
  for (let position = range.top; position <= range.bottom; position += 1) {
    const row = rowAt(state, position);
    if (!row) continue;
    for (let index = range.left; index <= range.right; index += 1) {
      const target = state.columns[index];
      if (!target || (target.id !== column.id && range.left !== range.right && !isAlike(target, column))) continue;
      if (readOnlyReason(row, target.id) !== undefined) continue;
      const outcome = commandsForCell(state.plan, typed.reading, row, { column: target.id, text: typed.text });
      if (!outcome.ok) return outcome.message;
      commands.push(...outcome.commands);
    }
  }
  return tryEdit(desk, commands);
}

function isAlike(a: Column, b: Column): boolean {
  const dates = new Set(["start", "finish", "deadline"]);
  return dates.has(a.id) && dates.has(b.id);
}

/** After Tab: the next column that can be typed into, and from the last one on to the next row. */
function nextCell(desk: Desk, active: CellPlace, direction: Direction): CellPlace {
  const extent = extentOf(desk);
  if (direction === "up" || direction === "down") return placeBeside(active, direction, "step", extent);
  const { columns } = desk.get();
  const step = direction === "right" ? 1 : -1;
  for (let column = active.column + step; column >= 0 && column < columns.length; column += step) if (columns[column]?.isEditable) return { ...active, column };
  const editable = columns.flatMap((column, index) => (column.isEditable ? [index] : []));
  const column = (direction === "right" ? editable[0] : editable.at(-1)) ?? active.column;
  return placeBeside({ ...active, column }, direction === "right" ? "down" : "up", "step", extent);
}
