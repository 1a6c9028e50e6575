/** Grid and chart side by side below one vertical scroll: mounts them, keeps them in step, and turns events into actions. */
import { makeCellEditor } from "./cell-editor.ts";
import { makeChart, type Chart } from "./chart.ts";
import { handleChartPointer } from "./chart-pointer.ts";
import { makeConflictCard } from "./conflict-card.ts";
import { makeClipboard } from "./clipboard.ts";
import { activeRow, extentOf, positionOfTask, rowAt, type Desk } from "./desk.ts";
import { fold, perform, type ActionPlace } from "./grid-actions.ts";
import { actionOf } from "./grid-keys.ts";
import { HEADER_HEIGHT, makeGrid, type Grid } from "./grid.ts";
import { asColumns, selectionAt, type CellPlace } from "./selection.ts";
import { makeSplitter } from "./splitter.ts";

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** What the page around the view opens. */
export interface ViewOpeners {
  readonly details: (taskId: string) => void;
  readonly estimate: (taskId: string) => void;
  readonly why: (taskId: string) => void;
  readonly find: () => void;
  readonly menu: (at: ScreenPoint) => void;
  readonly link: (linkId: string, at: ScreenPoint) => void;
  readonly closeAll: () => void;
}

export interface ViewOptions {
  readonly parts: "both" | "grid" | "chart";
  readonly gridWidth: number;
  readonly onGridWidth: (width: number) => void;
  readonly open: ViewOpeners;
}

export interface PlanView {
  readonly actions: ActionPlace;
  readonly chart: Chart | undefined;
  /** Makes a task the active one and brings it into sight. */
  goTo(taskId: string): void;
  focusGrid(): void;
  close(): void;
}

export function mountPlanView(host: HTMLElement, desk: Desk, options: ViewOptions): PlanView {
  const scroller = div("pv-scroll");
  const tall = div("pv-tall");
  const stage = div("pv-stage");
  const grid = options.parts === "chart" ? undefined : makeGrid(desk);
  const chart = options.parts === "grid" ? undefined : makeChart(desk);
  const hiddenGrid = grid ?? makeGrid(desk);
  host.dataset["parts"] = options.parts;
  if (grid) stage.append(grid.element);
  if (grid && chart) stage.append(makeSplitter(host, options.gridWidth, options.onGridWidth));
  if (chart) stage.append(chart.element);
  tall.append(stage);
  scroller.append(tall);
  host.replaceChildren(scroller);

  let height = 0;
  const render = (): void => {
    const { rowHeight } = desk.get();
    const total = extentOf(desk).rows;
    const { scrollTop } = scroller;
    setStyle(tall, "height", `${HEADER_HEIGHT + total * rowHeight + 24}px`);
    setStyle(stage, "height", `${height}px`);
    setStyle(host, "--row-height", `${rowHeight}px`);
    const sight = { first: Math.floor(scrollTop / rowHeight), last: Math.min(total - 1, Math.ceil((scrollTop + height - HEADER_HEIGHT) / rowHeight)), scrollTop };
    grid?.render(sight);
    chart?.render(sight);
    editor.follow();
    conflictCard?.render();
  };

  let frame = 0;
  const renderSoon = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      render();
    });
  };

  const pageRows = (): number => Math.max(1, Math.floor((height - HEADER_HEIGHT) / desk.get().rowHeight) - 1);
  const reveal = (position: number): void => {
    const { rowHeight } = desk.get();
    const [top, bottom] = [position * rowHeight, (position + 1) * rowHeight];
    const room = height - HEADER_HEIGHT - 14;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + room) scroller.scrollTop = bottom - room;
    else return;
    render();
  };

  /** A row that is out of sight comes into the upper half, so that what belongs to it is seen as well. */
  const center = (position: number): void => {
    const { rowHeight } = desk.get();
    const top = position * rowHeight;
    if (top >= scroller.scrollTop && top + rowHeight <= scroller.scrollTop + height - HEADER_HEIGHT - 14) return;
    scroller.scrollTop = Math.max(0, top - height * 0.3);
    render();
  };

  const editor = makeCellEditor(desk, hiddenGrid, reveal);
  const conflictCard = grid && makeConflictCard(desk, grid);
  const focusGrid = (): void => (grid ? grid.focusCursor() : chart?.layer.focusActive());
  const actions: ActionPlace = {
    desk,
    editor,
    page: pageRows,
    reveal,
    focusGrid,
    open: { ...options.open, menu: () => options.open.menu(menuPoint(desk, grid, host)) },
  };
  if (grid) handleGrid(grid, actions, options.open);
  const stopPointer = chart && handleChartPointer(desk, chart, { link: options.open.link, details: options.open.details, reveal, menu: (_, at) => options.open.menu(at) });

  scroller.addEventListener("scroll", renderSoon, { passive: true });
  const resize = (): void => {
    height = scroller.clientHeight;
    render();
  };
  const sizes = new ResizeObserver(resize);
  sizes.observe(scroller);
  const stopListening = desk.subscribe(render);
  resize();

  return {
    actions,
    chart,
    goTo: (taskId) => {
      const hidden = hiddenAbove(desk, taskId);
      if (hidden.length > 0) desk.update({ collapsed: new Set([...desk.get().collapsed].filter((id) => !hidden.includes(id))) });
      if (positionOfTask(desk.get(), taskId) < 0) desk.update({ filter: undefined });
      const position = positionOfTask(desk.get(), taskId);
      if (position < 0) return;
      desk.update({ selection: selectionAt({ position, column: desk.get().selection.active.column }) });
      center(position);
      chart?.revealTask(taskId);
    },
    focusGrid,
    close: () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      stopListening();
      stopPointer?.();
      chart?.close();
      host.replaceChildren();
    },
  };
}

/** Collapsed summaries that hide a task. */
function hiddenAbove(desk: Desk, taskId: string): string[] {
  const { plan, collapsed } = desk.get();
  const ids: string[] = [];
  for (let row = plan.outline.rows[plan.outline.rowOf(taskId)?.parentIndex ?? -1]; row; row = plan.outline.rows[row.parentIndex]) if (collapsed.has(row.task.id)) ids.push(row.task.id);
  return ids;
}

function handleGrid(grid: Grid, actions: ActionPlace, open: ViewOpeners): void {
  const { desk, editor } = actions;
  const clipboard = makeClipboard(desk);
  const { element } = grid;
  element.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || editor.isOpen()) return;
    const action = actionOf(event);
    if (action && perform(actions, action)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  for (const kind of ["copy", "cut", "paste"] as const) {
    element.addEventListener(kind, (event) => {
      if (!editor.isOpen() && (kind === "copy" || !desk.isReadOnly)) clipboard[kind](event);
    });
  }
  element.addEventListener("dblclick", (event) => {
    const place = grid.placeOf(event.target);
    const row = place && rowAt(desk.get(), place.position);
    if (row) open.details(row.task.id);
    else if (place) editor.open("replace");
  });
  element.addEventListener("contextmenu", (event) => {
    const place = grid.placeOf(event.target);
    if (!place || !rowAt(desk.get(), place.position)) return;
    event.preventDefault();
    if (!isSelected(desk, place)) desk.update({ selection: selectionAt(place) });
    grid.focusCursor();
    open.menu({ x: event.clientX, y: event.clientY });
  });
  handleGridPointer(grid, desk, open);
}

function isSelected(desk: Desk, place: CellPlace): boolean {
  const { active, head } = desk.get().selection;
  return place.position >= Math.min(active.position, head.position) && place.position <= Math.max(active.position, head.position);
}

/** Pressing selects; with Shift up to there, with Ctrl row by row; moving while pressed selects a block; the chevron folds. */
function handleGridPointer(grid: Grid, desk: Desk, open: ViewOpeners): void {
  const { element } = grid;
  let isSelecting = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const header = event.target instanceof Element ? event.target.closest<HTMLElement>(".pg-head-cell") : null;
    if (header) return selectColumn(desk, grid, Number(header.getAttribute("aria-colindex")) - 1);
    const place = grid.placeOf(event.target);
    if (!place) return;
    const row = rowAt(desk.get(), place.position);
    if (row?.isSummary && isOnChevron(event)) {
      event.preventDefault();
      desk.update({ selection: selectionAt(place) });
      fold(desk, "toggle", row.task.id);
      return grid.focusCursor();
    }
    if (row && isOnWhy(event)) {
      event.preventDefault();
      return open.why(row.task.id);
    }
    if (event.target instanceof Element && event.target.closest(".pg-editor, .pg-conflict")) return;
    pressCell(desk, place, event);
    if (event.pointerType === "touch") return desk.isReadOnly && row ? open.details(row.task.id) : undefined;
    isSelecting = true;
    event.preventDefault();
    grid.focusCursor();
  });
  element.addEventListener("pointermove", (event) => {
    isSelecting &&= (event.buttons & 1) === 1;
    if (!isSelecting) return;
    const place = grid.placeOf(event.target);
    const { selection } = desk.get();
    if (place && (place.position !== selection.head.position || place.column !== selection.head.column)) desk.update({ selection: { ...selection, head: place } });
  });
}

function selectColumn(desk: Desk, grid: Grid, column: number): void {
  const { selection } = desk.get();
  desk.update({ selection: asColumns(selectionAt({ position: selection.active.position, column })) });
  grid.focusCursor();
}

function pressCell(desk: Desk, place: CellPlace, event: PointerEvent): void {
  const { selection, columns } = desk.get();
  const row = rowAt(desk.get(), place.position);
  const isRowHead = columns[place.column]?.id === "row";
  if (event.shiftKey) return desk.update({ selection: { ...selection, kind: isRowHead ? "rows" : selection.kind, head: place } });
  if ((event.ctrlKey || event.metaKey) && row) return desk.update({ selection: toggledRow(desk, place, row.task.id) });
  desk.update({ selection: { ...selectionAt(place), kind: isRowHead ? "rows" : "cells" } });
}

/** Ctrl and a press: the rows chosen so far and this one, or without it when it was chosen already. */
function toggledRow(desk: Desk, place: CellPlace, taskId: string): ReturnType<typeof selectionAt> {
  const state = desk.get();
  const { selection } = state;
  const first = selection.also.length === 0 ? activeRow(state)?.task.id : undefined;
  const chosen = first !== undefined && first !== taskId ? [first, ...selection.also] : [...selection.also];
  const also = chosen.includes(taskId) ? chosen.filter((id) => id !== taskId) : [...chosen, taskId];
  return { kind: "rows", active: place, head: place, also };
}

function isOnChevron(event: PointerEvent): boolean {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".pg-cell[data-chevron]") : null;
  const text = cell?.querySelector(".pg-text");
  return text !== null && text !== undefined && event.clientX < text.getBoundingClientRect().left + 2;
}

/** The question mark at the left of the active date cell. */
function isOnWhy(event: PointerEvent): boolean {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".pg-row[data-task] .pg-cell[data-cursor]") : null;
  const isDate = cell?.dataset["column"] === "start" || cell?.dataset["column"] === "finish";
  return isDate && cell !== null && event.clientX < cell.getBoundingClientRect().left + 18;
}

function menuPoint(desk: Desk, grid: Grid | undefined, host: HTMLElement): ScreenPoint {
  const cell = grid?.cellElement(desk.get().selection.active);
  const box = (cell ?? host).getBoundingClientRect();
  return { x: box.left + 12, y: box.top + desk.get().rowHeight };
}

function setStyle(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}

function div(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}
