/** The grid as DOM: a header, and rows that exist only while they are in sight. */
import { extentOf, rowAt, type Desk } from "./desk.ts";
import { TASK_COLUMN_LEAST, type Column } from "./columns.ts";
import { makeRow, patchRow, type RowView } from "./grid-row.ts";
import { rangeOf, type CellPlace } from "./selection.ts";

export interface Grid {
  readonly element: HTMLElement;
  readonly body: HTMLElement;
  /** Draws the rows from `first` to `last` at the given scroll position. */
  render(sight: { readonly first: number; readonly last: number; readonly scrollTop: number }): void;
  /** Moves the focus to the active cell, if it is in the grid already or `force` is given. */
  focusCursor(): void;
  hasFocus(): boolean;
  /** The place of the cell that an event happened in. */
  placeOf(target: EventTarget | null): CellPlace | undefined;
  /** Rectangle of a cell inside the body; none while it is out of sight. */
  cellBox(place: CellPlace): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } | undefined;
  cellElement(place: CellPlace): HTMLElement | undefined;
}

export const HEADER_HEIGHT = 44;

export function makeGrid(desk: Desk): Grid {
  const element = document.createElement("div");
  element.className = "pg-grid";
  element.setAttribute("role", "treegrid");
  element.setAttribute("aria-label", "Tasks");
  element.setAttribute("aria-multiselectable", "true");
  element.dataset["testid"] = "plan-grid";
  element.dataset["region"] = "";
  const header = document.createElement("div");
  header.className = "pg-head";
  header.setAttribute("role", "row");
  header.setAttribute("aria-rowindex", "1");
  const body = document.createElement("div");
  body.className = "pg-body";
  body.setAttribute("role", "rowgroup");
  const layer = document.createElement("div");
  layer.className = "pg-rows";
  layer.setAttribute("role", "presentation");
  body.append(layer);
  element.append(header, body);

  const views = new Map<number, RowView>();
  const spare: RowView[] = [];
  let columns: readonly Column[] | undefined;
  let isFocusWanted = false;
  let scrolled = -1;
  let focusedColumn = -1;

  const setColumns = (next: readonly Column[]): void => {
    columns = next;
    element.setAttribute("aria-colcount", String(next.length));
    element.style.setProperty("--plan-columns", next.map((column) => (column.id === "task" ? `minmax(${TASK_COLUMN_LEAST}px, 1fr)` : `${column.width}px`)).join(" "));
    header.replaceChildren(...next.map(headerCell));
    layer.replaceChildren();
    views.clear();
    spare.length = 0;
  };

  const viewAt = (position: number): RowView => {
    const known = views.get(position);
    if (known) return known;
    const view = spare.pop() ?? makeRow(columns ?? []);
    views.set(position, view);
    if (!view.element.isConnected) layer.append(view.element);
    return view;
  };

  /** The row with the focus is never taken for another one, so that the focus does not get lost while scrolling. */
  const recycle = (first: number, last: number, kept: number): void => {
    for (const [position, view] of views) {
      if ((position >= first && position <= last) || position === kept) continue;
      views.delete(position);
      spare.push(view);
    }
  };

  const render: Grid["render"] = ({ first, last, scrollTop }) => {
    const state = desk.get();
    if (state.columns !== columns) setColumns(state.columns);
    const extent = extentOf(desk);
    const range = rangeOf(state.selection, extent);
    const also = new Set(state.selection.also);
    const active = state.selection.active.position;
    element.setAttribute("aria-rowcount", String(extent.rows + 1));
    if (scrolled !== scrollTop) layer.style.transform = `translateY(${-scrollTop}px)`;
    scrolled = scrollTop;
    recycle(first, last, active);
    const patch = { state, range, also, thisYear: desk.thisYear, isActiveShown: !desk.isReadOnly };
    for (let position = first; position <= last; position += 1) patchRow(viewAt(position), rowAt(state, position), { ...patch, position });
    if (active < first || active > last) patchRow(viewAt(active), rowAt(state, active), { ...patch, position: active });
    for (const view of spare) view.element.remove();
    spare.length = Math.min(spare.length, 60);
    if (isFocusWanted || hasFocus()) focusNow();
  };

  const hasFocus = (): boolean => layer.contains(document.activeElement);
  const focusNow = (): void => {
    const { active } = desk.get().selection;
    const cell = views.get(active.position)?.cells[active.column]?.element;
    if (!cell) return;
    isFocusWanted = false;
    if (document.activeElement !== cell) cell.focus({ preventScroll: true });
    if (active.column !== focusedColumn) showColumn(element, cell);
    focusedColumn = active.column;
  };

  return {
    element,
    body,
    render,
    hasFocus,
    focusCursor: () => {
      isFocusWanted = true;
      focusNow();
    },
    placeOf: (target) => {
      const cell = target instanceof Element ? target.closest(".pg-cell") : null;
      const row = cell?.closest(".pg-row");
      const view = row && [...views.values()].find((candidate) => candidate.element === row);
      const column = view ? view.cells.findIndex((candidate) => candidate.element === cell) : -1;
      return view && column >= 0 ? { position: view.position, column } : undefined;
    },
    cellElement: (place) => views.get(place.position)?.cells[place.column]?.element,
    cellBox: (place) => {
      const cell = views.get(place.position)?.cells[place.column]?.element;
      if (!cell) return undefined;
      const { rowHeight } = desk.get();
      return { left: cell.offsetLeft, top: place.position * rowHeight - Math.max(0, scrolled), width: cell.offsetWidth, height: rowHeight };
    },
  };
}

/** Scrolls a grid that is narrower than its columns sideways to a cell. */
function showColumn(grid: HTMLElement, cell: HTMLElement): void {
  const [left, right] = [cell.offsetLeft, cell.offsetLeft + cell.offsetWidth];
  if (left < grid.scrollLeft) grid.scrollLeft = left;
  else if (right > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = right - grid.clientWidth;
}

function headerCell(column: Column, index: number): HTMLElement {
  const cell = document.createElement("div");
  cell.className = "pg-head-cell";
  cell.setAttribute("role", "columnheader");
  cell.setAttribute("aria-colindex", String(index + 1));
  cell.dataset["column"] = column.id;
  cell.dataset["align"] = column.align;
  cell.title = column.name;
  const text = document.createElement("span");
  text.className = "pg-text";
  text.textContent = column.header;
  if (column.header === "") cell.setAttribute("aria-label", column.name);
  cell.append(text);
  return cell;
}
