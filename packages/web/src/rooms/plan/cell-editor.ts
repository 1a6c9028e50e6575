/** The field that lies over a cell while it is edited: shows what a date means, says what is wrong, and loses nothing that was typed. */
import { constraintSentence } from "@leadline/engine/views/plan-words.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { newId } from "../../store/new-id.ts";
import { commandsForCell, readDateCell, readOnlyReason, type CellReading } from "./cell-commands.ts";
import { plainText, type Column } from "./columns.ts";
import { extentOf, positionOfTask, rawKey, rowAt, type Desk } from "./desk.ts";
import { sayRefusal, tryEdit } from "./edits.ts";
import { editorActionOf } from "./grid-keys.ts";
import type { Grid } from "./grid.ts";
import { planPaste } from "./paste.ts";
import { placeBeside, rangeOf, selectionAt, type CellPlace, type Direction } from "./selection.ts";

export interface CellEditor {
  /** Opens the editor on the active cell; `replace` begins with an empty field. */
  open(begin: "keep" | "replace"): void;
  isOpen(): boolean;
  /** Puts the editor over its cell again after scrolling. */
  follow(): void;
  /** Closes it; what cannot be read stays in the cell as raw text. */
  close(): void;
}

interface OpenCell {
  readonly place: CellPlace;
  readonly column: Column;
  /** Absent in the empty row for a new task. */
  readonly row: OutlineRow | undefined;
  readonly original: string;
}

export function makeCellEditor(desk: Desk, grid: Grid, reveal: (position: number) => void): CellEditor {
  const box = document.createElement("div");
  box.className = "pg-editor";
  box.hidden = true;
  const input = document.createElement("input");
  input.className = "pg-input";
  input.setAttribute("aria-describedby", "plan-cell-note");
  input.autocomplete = "off";
  input.spellcheck = false;
  const note = document.createElement("div");
  note.className = "pg-note";
  note.id = "plan-cell-note";
  note.setAttribute("role", "status");
  box.append(input, note);
  grid.body.append(box);
  let cell: OpenCell | undefined;

  const reading = (): CellReading => ({ today: desk.now, order: desk.dateOrder, projectKey: desk.get().project.key });

  const say = (text: string, tone: "reading" | "wrong"): void => {
    note.textContent = text;
    note.hidden = text === "";
    note.dataset["tone"] = tone;
    if (tone === "wrong") input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    placeNote(input, note);
  };

  const follow = (): void => {
    if (cell?.row) cell = { ...cell, place: { ...cell.place, position: positionOfTask(desk.get(), cell.row.task.id) } };
    const at = cell && grid.cellBox(cell.place);
    if (!cell || !at) return;
    const width = Math.max(at.width, cell.column.id === "task" ? at.width : 120);
    box.style.cssText = `left:${at.left}px;top:${at.top}px;width:${width}px;height:${at.height}px`;
    placeNote(input, note);
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
    const raw = row && state.rawCells.get(rawKey(row.task.id, column.id));
    const original = row ? plainText(state.plan, row, column.id, desk.thisYear) : "";
    cell = { place, column, row, original };
    input.value = begin === "keep" ? (raw?.text ?? original) : "";
    input.dataset["align"] = column.align;
    input.setAttribute("aria-label", `${column.name}, ${row ? `row ${row.rowNumber}` : "new task"}`);
    box.hidden = false;
    say(raw && begin === "keep" ? raw.message : "", raw ? "wrong" : "reading");
    follow();
    input.focus({ preventScroll: true });
    if (begin === "keep") input.select();
  };

  const shut = (): void => {
    cell = undefined;
    box.hidden = true;
  };

  /** Tries what was typed; answers whether the editor could be left. */
  const commit = (): boolean => {
    if (!cell) return true;
    const message = cell.row ? commitCell(desk, cell.row, cell.column, { text: input.value, reading: reading() }) : commitNewTask(desk, cell.column, { text: input.value, reading: reading() });
    if (message !== undefined) {
      say(message, "wrong");
      return false;
    }
    shut();
    return true;
  };

  const onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.isComposing) return;
    const action = editorActionOf(event);
    if (!action || !cell) return;
    event.preventDefault();
    if (action.do === "cancel") {
      shut();
      return grid.focusCursor();
    }
    if (action.do === "fill") {
      const message = fillSelection(desk, cell.column, { text: input.value, reading: reading() });
      if (message !== undefined) return say(message, "wrong");
      shut();
      return grid.focusCursor();
    }
    if (!commit()) return;
    step(action.then);
  };

  const step = (direction: Direction | "stay"): void => {
    if (direction !== "stay") {
      const { active } = desk.get().selection;
      const next = nextCell(desk, active, direction);
      desk.update({ selection: selectionAt(next) });
      reveal(next.position);
    }
    grid.focusCursor();
  };

  const showReading = (): void => {
    if (!cell) return;
    const { column } = cell;
    if ((column.id !== "start" && column.id !== "finish" && column.id !== "deadline") || input.value.trim() === "") return say("", "reading");
    const parsed = readDateCell(desk.get().plan, reading(), column.id, input.value);
    say(parsed.ok ? `= ${parsed.reading}` : "", "reading");
  };

  /** Leaving by pointer commits; what cannot be read is kept in the cell with its reason. */
  const close = (): void => {
    if (!cell) return;
    const { row, column } = cell;
    const text = input.value;
    if (commit()) return;
    if (row) {
      const rawCells = new Map(desk.get().rawCells);
      rawCells.set(rawKey(row.task.id, column.id), { taskId: row.task.id, column: column.id, text, message: note.textContent ?? "" });
      desk.update({ rawCells, announcement: note.textContent ?? "" });
    }
    shut();
  };

  input.addEventListener("keydown", onKey);
  input.addEventListener("input", showReading);
  input.addEventListener("blur", () => {
    // The window losing the focus is not the person leaving the cell.
    if (cell && document.hasFocus()) close();
  });
  return { open, isOpen: () => cell !== undefined, follow, close };
}

/** Below the field, or above it where there is no room; never beyond the window. */
function placeNote(input: HTMLElement, note: HTMLElement): void {
  if (note.hidden) return;
  const field = input.getBoundingClientRect();
  const top = field.bottom + 2 + note.offsetHeight > innerHeight ? field.top - note.offsetHeight - 2 : field.bottom + 2;
  note.style.top = `${top}px`;
  note.style.left = `${Math.max(4, Math.min(field.left, innerWidth - note.offsetWidth - 4))}px`;
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
