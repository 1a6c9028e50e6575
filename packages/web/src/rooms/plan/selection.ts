/** What is selected in the grid and how keys move it: pure positions, no page. */

export interface CellPlace {
  /** Place among the shown rows, 0-based; one past the last is the empty row for a new task. */
  readonly position: number;
  /** Place among the shown columns, 0-based. */
  readonly column: number;
}

export interface Selection {
  readonly kind: "cells" | "rows" | "columns";
  /** Where typing goes. */
  readonly active: CellPlace;
  /** The other corner of the range. */
  readonly head: CellPlace;
  /** Rows chosen one by one beside the range, in the order of choosing. */
  readonly also: readonly string[];
}

/** How far places go. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page of keys moves by. */
  readonly page: number;
}

export type Direction = "up" | "down" | "left" | "right";
export type Distance = "step" | "page" | "edge" | "end";

export function selectionAt(place: CellPlace): Selection {
  return { kind: "cells", active: place, head: place, also: [] };
}

/** The place that lies so far from another one; stays inside the extent. `end` is the corner: Ctrl+Home and Ctrl+End. */
export function placeBeside(place: CellPlace, direction: Direction, distance: Distance, extent: Extent): CellPlace {
  const [last, lastColumn] = [Math.max(0, extent.rows - 1), Math.max(0, extent.columns - 1)];
  const sign = direction === "up" || direction === "left" ? -1 : 1;
  if (distance === "end") return sign < 0 ? { position: 0, column: 0 } : { position: last, column: lastColumn };
  if (direction === "up" || direction === "down") {
    const step = distance === "step" ? 1 : distance === "page" ? Math.max(1, extent.page) : extent.rows;
    return { ...place, position: clamp(place.position + sign * step, last) };
  }
  const step = distance === "step" ? 1 : extent.columns;
  return { ...place, column: clamp(place.column + sign * step, lastColumn) };
}

export function moved(selection: Selection, direction: Direction, distance: Distance, extent: Extent): Selection {
  return selectionAt(placeBeside(selection.active, direction, distance, extent));
}

/** Shift with an arrow: the active cell stays, the other corner moves. */
export function extended(selection: Selection, direction: Direction, distance: Distance, extent: Extent): Selection {
  return { ...selection, head: placeBeside(selection.head, direction, distance, extent) };
}

/** The whole rows that the selection touches. */
export function asRows(selection: Selection): Selection {
  return { ...selection, kind: "rows" };
}

export function asColumns(selection: Selection): Selection {
  return { ...selection, kind: "columns" };
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The rectangle that is selected, borders included. The empty row for a new task is left out unless it is all there is. */
export function rangeOf(selection: Selection, extent: Pick<Extent, "rows" | "columns">): Range {
  const { active, head, kind } = selection;
  const all = { top: 0, bottom: Math.max(0, extent.rows - 1), left: 0, right: Math.max(0, extent.columns - 1) };
  const rows = kind === "columns" ? all : { top: Math.min(active.position, head.position), bottom: Math.max(active.position, head.position) };
  const columns = kind === "rows" ? all : { left: Math.min(active.column, head.column), right: Math.max(active.column, head.column) };
  return { top: rows.top, bottom: rows.bottom, left: columns.left, right: columns.right };
}

export function isInRange(range: Range, place: CellPlace): boolean {
  return place.position >= range.top && place.position <= range.bottom && place.column >= range.left && place.column <= range.right;
}

export function isSingleCell(selection: Selection): boolean {
  const { active, head, kind } = selection;
  return kind === "cells" && active.position === head.position && active.column === head.column;
}

/** The selection after the shown rows changed: each corner stays on its task, or where that is gone, at its place. */
export function remapped(selection: Selection, was: (position: number) => string | undefined, is: (taskId: string) => number, rows: number): Selection {
  const follow = (place: CellPlace): CellPlace => {
    const taskId = was(place.position);
    const position = taskId === undefined ? -1 : is(taskId);
    return { ...place, position: position >= 0 ? position : clamp(place.position, Math.max(0, rows - 1)) };
  };
  return { ...selection, active: follow(selection.active), head: follow(selection.head), also: selection.also.filter((taskId) => is(taskId) >= 0) };
}

function clamp(value: number, last: number): number {
  return Math.min(last, Math.max(0, value));
}
