/** What the keys, the menu and the buttons of the plan page do. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { linksInto } from "@leadline/engine/model/plan/link-lists.ts";
import { fullDate } from "@leadline/engine/views/plan-words.ts";
import { newId } from "../../store/new-id.ts";
import { toast } from "../../ui/toast.ts";
import type { CellEditor } from "./cell-editor.ts";
import { commandsForCell } from "./cell-commands.ts";
import { clearCells, selectedRows } from "./clipboard.ts";
import { plainText, type ColumnId } from "./columns.ts";
import { activeRow, extentOf, positionOfTask, rowAt, type Desk } from "./desk.ts";
import { edit, sayRefusal } from "./edits.ts";
import type { CursorAction, GridAction, OpenAction, RowAction } from "./grid-keys.ts";
import { asColumns, asRows, extended, moved, rangeOf, selectionAt } from "./selection.ts";

/** What actions need of the page around them. */
export interface ActionPlace {
  readonly desk: Desk;
  readonly editor: CellEditor;
  /** Rows that fit into sight. */
  readonly page: () => number;
  readonly reveal: (position: number) => void;
  readonly focusGrid: () => void;
  readonly open: {
    readonly details: (taskId: string) => void;
    readonly estimate: (taskId: string) => void;
    readonly why: (taskId: string) => void;
    readonly find: () => void;
    readonly menu: () => void;
    readonly closeAll: () => void;
  };
}

/** Carries an action out; answers whether the key was used up. */
export function perform(place: ActionPlace, action: GridAction): boolean {
  switch (action.do) {
    case "move":
    case "extend":
    case "selectRows":
    case "selectColumns":
    case "selectAll":
    case "edit":
      return moveCursor(place, action);
    case "details":
    case "estimate":
    case "why":
    case "menu":
    case "find":
    case "computed":
    case "escape":
      return openSomething(place, action.do);
    default:
      return place.desk.isReadOnly ? false : editRows(place, action);
  }
}

function moveCursor(place: ActionPlace, action: CursorAction): boolean {
  const { desk } = place;
  const { selection, rows } = desk.get();
  const extent = extentOf(desk, place.page());
  switch (action.do) {
    case "move":
    case "extend": {
      const next = (action.do === "move" ? moved : extended)(selection, action.direction, action.distance, extent);
      desk.update({ selection: next });
      place.reveal(action.do === "move" ? next.active.position : next.head.position);
      return true;
    }
    case "selectRows":
      desk.update({ selection: asRows(selection) });
      return true;
    case "selectColumns":
      desk.update({ selection: asColumns(selection) });
      return true;
    case "selectAll":
      desk.update({ selection: { kind: "rows", active: { position: 0, column: selection.active.column }, head: { position: Math.max(0, rows.indices.length - 1), column: 0 }, also: [] } });
      return true;
    case "edit":
      place.editor.open(action.begin);
      // A typed letter must still reach the field that has just opened.
      return action.begin === "keep";
  }
}

function columnAtCursor(desk: Desk): string | undefined {
  const { columns, selection } = desk.get();
  return columns[selection.active.column]?.id;
}

function openSomething({ desk, open }: ActionPlace, what: OpenAction["do"]): boolean {
  const row = activeRow(desk.get());
  if (what === "find") open.find();
  else if (what === "menu") open.menu();
  else if (what === "computed") sayComputed(desk);
  else if (what === "estimate" && row) open.estimate(row.task.id);
  // On a duration the details that matter are those of the estimate.
  else if (what === "details" && row) (columnAtCursor(desk) === "duration" && !desk.isReadOnly ? open.estimate : open.details)(row.task.id);
  else if (what === "why" && row) open.why(row.task.id);
  else if (what === "escape") {
    desk.update({ selection: selectionAt(desk.get().selection.active) });
    open.closeAll();
  }
  return true;
}

function sayComputed(desk: Desk): void {
  const milliseconds = desk.get().project.lastEdit?.computeMs;
  toast(milliseconds === undefined ? "Always up to date: the plan was computed when it was opened." : `Always up to date: last computed in ${milliseconds < 1 ? "under 1" : Math.round(milliseconds)} ms.`, { id: "plan-computed" });
}

function editRows(place: ActionPlace, action: RowAction): boolean {
  const { desk } = place;
  const ids = selectedRows(desk).map((row) => row.task.id);
  switch (action.do) {
    case "clear":
      if (desk.get().selection.kind === "rows") deleteRows(place);
      else clearCells(desk);
      return true;
    case "deleteRows":
      deleteRows(place);
      return true;
    case "insertRow":
      insertRow(place);
      return true;
    case "indent":
    case "outdent":
      if (ids.length > 0) edit(desk, [{ type: action.do === "indent" ? "indentTasks" : "outdentTasks", ids }]);
      return true;
    case "moveRowsUp":
    case "moveRowsDown":
      moveRows(desk, action.do === "moveRowsUp" ? "up" : "down");
      return true;
    case "expand":
    case "collapse":
    case "expandAll":
    case "toggle":
      return fold(desk, action.do);
    case "link":
      linkRows(desk);
      return true;
    case "unlink":
      unlinkRows(desk);
      return true;
    case "fillDown":
    case "fillRight":
      fill(desk, action.do === "fillDown" ? "down" : "right");
      return true;
    case "today":
      putToday(desk);
      return true;
  }
}

/** Deletes the selected rows with what is below them; no question, an undo instead. */
export function deleteRows({ desk, focusGrid }: ActionPlace): void {
  const rows = selectedRows(desk);
  if (rows.length === 0) return;
  const [first] = rows;
  const note = rows.length === 1 && first ? `“${first.task.name}” deleted.` : `${rows.length} rows deleted.`;
  const isDone = edit(desk, [{ type: "deleteTasks", ids: rows.map((row) => row.task.id) }], { note });
  if (isDone) desk.update({ selection: selectionAt(desk.get().selection.active) });
  focusGrid();
}

/** A new row above the active one, at its level, with its name ready to be typed. */
export function insertRow({ desk, editor, reveal }: ActionPlace): void {
  const state = desk.get();
  const row = activeRow(state);
  const taskColumn = state.columns.findIndex((column) => column.id === "task");
  if (!row) {
    desk.update({ selection: selectionAt({ position: state.rows.indices.length, column: taskColumn }) });
    return editor.open("replace");
  }
  const id = newId();
  const place = placeAbove(desk, row);
  if (!edit(desk, [{ type: "insertTasks", ...place, tasks: [{ id, fields: { name: "New task" } }] }])) return;
  const position = positionOfTask(desk.get(), id);
  desk.update({ selection: selectionAt({ position: Math.max(0, position), column: taskColumn }) });
  reveal(position);
  editor.open("keep");
}

function placeAbove(desk: Desk, row: OutlineRow): { readonly parentId?: string; readonly afterId?: string } {
  const { outline } = desk.get().plan;
  const parent = outline.rows[row.parentIndex];
  const siblings = outline.childrenOf(parent?.task.id);
  const above = siblings[siblings.findIndex((task) => task.id === row.task.id) - 1];
  return { ...(parent && { parentId: parent.task.id }), ...(above && { afterId: above.id }) };
}

/** Moves the selected rows past the sibling above or below them. */
function moveRows(desk: Desk, direction: "up" | "down"): void {
  const { outline } = desk.get().plan;
  const rows = selectedRows(desk);
  const [first] = rows;
  if (!first) return;
  const parent = outline.rows[first.parentIndex];
  const chosen = rows.filter((row) => row.parentIndex === first.parentIndex).map((row) => row.task.id);
  const siblings = outline.childrenOf(parent?.task.id).map((task) => task.id);
  const places = chosen.map((id) => siblings.indexOf(id));
  const [top, bottom] = [Math.min(...places), Math.max(...places)];
  const after = direction === "up" ? top - 2 : bottom + 1;
  if (direction === "up" ? top === 0 : bottom === siblings.length - 1) return sayRefusal(desk, direction === "up" ? "These rows are the first of their part of the outline." : "These rows are the last of their part of the outline.");
  const afterId = siblings[after];
  edit(desk, [{ type: "moveTasks", ids: chosen, ...(parent && { parentId: parent.task.id }), ...(afterId !== undefined && { afterId }) }]);
}

/** Expanding and collapsing are views of one person, not edits. */
export function fold(desk: Desk, how: "expand" | "collapse" | "expandAll" | "toggle", taskId?: string): boolean {
  const state = desk.get();
  const row = taskId === undefined ? activeRow(state) : state.plan.outline.rowOf(taskId);
  const collapsed = new Set(state.collapsed);
  if (how === "expandAll") collapsed.clear();
  else if (row?.isSummary) {
    const isOpening = how === "expand" || (how === "toggle" && collapsed.has(row.task.id));
    if (isOpening) collapsed.delete(row.task.id);
    else collapsed.add(row.task.id);
  } else if (how === "collapse" && row && row.parentIndex >= 0) {
    const parent = state.plan.outline.rows[row.parentIndex];
    const position = parent ? positionOfTask(state, parent.task.id) : -1;
    if (position >= 0) desk.update({ selection: selectionAt({ position, column: state.selection.active.column }) });
    return true;
  }
  desk.update({ collapsed });
  return true;
}

/** Links the selected rows one after the other, in the order of choosing; summaries' own rows are left out where they hold a neighbour. */
export function linkRows(desk: Desk): void {
  const rows = selectedRows(desk);
  if (rows.length < 2) return sayRefusal(desk, "Select two or more rows to link them in order.");
  const commands = rows.slice(1).flatMap((row, index): Command[] => {
    const before = rows[index];
    if (!before || isFamily(before, row)) return [];
    return [{ type: "linkTasks", predecessorId: before.task.id, successorId: row.task.id, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }];
  });
  if (commands.length === 0) return sayRefusal(desk, "A summary task and its own sub-tasks cannot be linked.");
  edit(desk, commands);
}

/** One row is the summary task of the other: no link can join them. */
function isFamily(a: OutlineRow, b: OutlineRow): boolean {
  const [outer, inner] = a.rowNumber < b.rowNumber ? [a, b] : [b, a];
  return inner.rowNumber <= outer.endIndex && inner.rowNumber > outer.rowNumber;
}

/** Takes away the links among the selected rows; of a single row, those to its predecessors. */
export function unlinkRows(desk: Desk): void {
  const { plan } = desk.get();
  const rows = selectedRows(desk);
  const chosen = new Set(rows.map((row) => row.task.id));
  const links = rows.flatMap((row) => linksInto(plan.project, row.task.id).filter((link) => rows.length === 1 || chosen.has(link.predecessorId)));
  if (links.length === 0) return sayRefusal(desk, rows.length === 1 ? "This row waits for no other row." : "There is no link among the selected rows.");
  edit(desk, [{ type: "unlinkTasks", links: links.map(({ predecessorId, successorId }) => ({ predecessorId, successorId })) }]);
}

/** The first row's cells into the rows below, or the first column's into those to the right: the text is typed again for each. */
function fill(desk: Desk, direction: "down" | "right"): void {
  const state = desk.get();
  const range = rangeOf(state.selection, extentOf(desk));
  const reading = { today: desk.now, order: desk.dateOrder, projectKey: state.project.key };
  const commands: Command[] = [];
  const put = (from: { readonly row: OutlineRow; readonly column: ColumnId }, to: { readonly row: OutlineRow; readonly column: ColumnId }): void => {
    const outcome = commandsForCell(state.plan, reading, to.row, { column: to.column, text: plainText(state.plan, from.row, from.column, desk.thisYear) });
    if (outcome.ok) commands.push(...outcome.commands);
  };
  const rows = selectedRows(desk);
  const columns = state.columns.slice(range.left, range.right + 1).map((column) => column.id);
  const source = direction === "down" && rows.length === 1 ? rowAt(state, range.top - 1) : rows[0];
  const [firstColumn] = columns;
  if (direction === "down" && source) for (const row of rows) for (const column of columns) if (row !== source) put({ row: source, column }, { row, column });
  if (direction === "right" && firstColumn) for (const row of rows) for (const column of columns.slice(1)) put({ row, column: firstColumn }, { row, column });
  if (commands.length === 0) return sayRefusal(desk, direction === "down" ? "Select the cell to copy and the cells below it." : "Select the cell to copy and the cells to its right.");
  edit(desk, commands);
}

function putToday(desk: Desk): void {
  const state = desk.get();
  const column = state.columns[state.selection.active.column];
  const row = activeRow(state);
  if (!row || (column?.id !== "start" && column?.id !== "finish" && column?.id !== "deadline")) return sayRefusal(desk, "Ctrl+; puts today into a date cell.");
  const outcome = commandsForCell(state.plan, { today: desk.now, order: desk.dateOrder, projectKey: state.project.key }, row, { column: column.id, text: "today" });
  if (!outcome.ok) return sayRefusal(desk, outcome.message);
  edit(desk, outcome.commands, { note: outcome.dated && `${outcome.dated.end === "start" ? "Start" : "Finish"} no earlier than ${fullDate(outcome.dated.minute, outcome.dated.end)}.` });
}

/** Sets how far the selected rows are done; a summary task among its own sub-tasks leaves it to them. */
export function markProgress(desk: Desk, percentComplete: number): void {
  const rows = selectedRows(desk);
  if (rows.length === 0) return sayRefusal(desk, "Select the rows whose progress you want to mark.");
  const leaves = rows.filter((row) => !row.isSummary);
  const marked = leaves.length > 0 ? leaves : rows;
  edit(desk, [{ type: "updateTasks", tasks: marked.map((row) => ({ id: row.task.id, fields: { percentComplete } })) }]);
}

/** A new task at the end of the plan, for the button. */
export function addTask({ desk, editor, reveal }: ActionPlace): void {
  const state = desk.get();
  const position = state.rows.indices.length;
  desk.update({ selection: selectionAt({ position, column: state.columns.findIndex((column) => column.id === "task") }) });
  reveal(position);
  editor.open("replace");
}

