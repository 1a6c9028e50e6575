/** What pointer, wheel and keys do in the chart: hover, drag, draw links, zoom, and opening what is clicked. */
import type { ChartPlace } from "@leadline/engine/views/gantt-chart.ts";
import { nextZoom } from "@leadline/engine/views/timescale.ts";
import type { Chart } from "./chart.ts";
import { beginBarDrag, beginLinkDrag, type DragSession, type DragWords } from "./chart-drag.ts";
import { rowAt, type Desk } from "./desk.ts";
import { HEADER_HEIGHT } from "./grid.ts";
import { edit } from "./edits.ts";
import { nudgeCommand } from "./drag-target.ts";
import { selectionAt } from "./selection.ts";

/** What the page opens at a point of the screen. */
export interface ChartOpeners {
  readonly link: (linkId: string, at: { readonly x: number; readonly y: number }) => void;
  readonly menu: (taskId: string, at: { readonly x: number; readonly y: number }) => void;
  readonly details: (taskId: string) => void;
  readonly reveal: (position: number) => void;
}

/** A press that moves less than this is a click. */
const CLICK_REACH = 3;

export function handleChartPointer(desk: Desk, chart: Chart, open: ChartOpeners): () => void {
  const words = makeDragWords(chart.stage);
  const { element } = chart;
  let press: { readonly place: ChartPlace; readonly event: PointerEvent } | undefined;
  let session: DragSession | undefined;

  const endSession = (): void => {
    session = undefined;
    press = undefined;
    element.removeAttribute("data-dragging");
  };
  const placeOf = (event: { readonly clientX: number; readonly clientY: number }): ChartPlace | undefined => {
    const box = element.getBoundingClientRect();
    return event.clientY - box.top < HEADER_HEIGHT ? undefined : chart.placeOf(chart.pointOf(event));
  };

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    const place = placeOf(event);
    if (!place || isOnScrollbar(element, event)) return;
    press = { place, event };
    const position = "marks" in place ? place.marks.position : place.on === "row" ? place.position : undefined;
    if (position !== undefined && rowAt(desk.get(), position)) desk.update({ selection: selectionAt({ position, column: desk.get().selection.active.column }) });
    chart.layer.focusActive();
    if (event.pointerType !== "touch") event.preventDefault();
  };

  const onMove = (event: PointerEvent): void => {
    if (session) return session.move(event);
    if (press && event.pointerType !== "touch" && !desk.isReadOnly && isBeyondClick(press.event, event)) {
      session = sessionFor(desk, chart, words, press);
      if (session) {
        element.setPointerCapture(event.pointerId);
        element.dataset["dragging"] = "";
        chart.hover(undefined);
        return session.move(event);
      }
      press = undefined;
    }
    const place = event.pointerType === "touch" ? undefined : placeOf(event);
    chart.hover(place?.on === "row" ? undefined : place);
    element.dataset["over"] = overOf(desk, place);
  };

  const onUp = (event: PointerEvent): void => {
    const [running, pressed] = [session, press];
    endSession();
    if (running) return running.drop(event);
    if (!pressed || isBeyondClick(pressed.event, event)) return;
    const aside = pressed.place.on === "row" ? chart.taskAside(chart.pointOf(event)) : undefined;
    if (aside !== undefined) chart.revealTask(aside);
    else if (pressed.place.on === "link") open.link(pressed.place.route.linkId, { x: event.clientX, y: event.clientY });
    else if (desk.isReadOnly && "marks" in pressed.place) open.details(pressed.place.marks.taskId);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !session) return;
    event.stopPropagation();
    session.cancel();
    endSession();
  };

  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const factor = Math.exp(-Math.sign(event.deltaY) * Math.min(0.25, Math.abs(event.deltaY) / 400));
    chart.zoomTo(desk.get().pixelsPerDay * factor, event.clientX - element.getBoundingClientRect().left);
  };

  const onDouble = (event: MouseEvent): void => {
    const place = placeOf(event);
    if (place && "marks" in place) open.details(place.marks.taskId);
  };

  const onMenu = (event: MouseEvent): void => {
    const place = placeOf(event);
    const position = place && ("marks" in place ? place.marks.position : place.on === "row" ? place.position : undefined);
    const row = position === undefined ? undefined : rowAt(desk.get(), position);
    if (position === undefined || !row) return;
    event.preventDefault();
    desk.update({ selection: selectionAt({ position, column: desk.get().selection.active.column }) });
    open.menu(row.task.id, { x: event.clientX, y: event.clientY });
  };

  const onLayerKey = (event: KeyboardEvent): void => {
    const next = layerKey(desk, event, open);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onLeave = (): void => chart.hover(undefined);
  element.addEventListener("pointerdown", onDown);
  element.addEventListener("pointermove", onMove);
  element.addEventListener("pointerup", onUp);
  element.addEventListener("pointercancel", () => {
    session?.cancel();
    endSession();
  });
  element.addEventListener("pointerleave", onLeave);
  element.addEventListener("wheel", onWheel, { passive: false });
  element.addEventListener("dblclick", onDouble);
  element.addEventListener("contextmenu", onMenu);
  chart.layer.element.addEventListener("keydown", onLayerKey);
  addEventListener("keydown", onKey, true);
  return () => removeEventListener("keydown", onKey, true);
}

function sessionFor(desk: Desk, chart: Chart, words: DragWords, press: { readonly place: ChartPlace; readonly event: PointerEvent }): DragSession | undefined {
  const { place, event } = press;
  switch (place.on) {
    case "startDot":
    case "endDot":
      return beginLinkDrag(desk, chart, words, { marks: place.marks, end: place.on === "startDot" ? "start" : "finish" });
    case "rightEdge":
      return beginBarDrag(desk, chart, words, { marks: place.marks, kind: "resize", from: chart.pointOf(event) });
    case "bar":
      return place.marks.kind === "summary" ? undefined : beginBarDrag(desk, chart, words, { marks: place.marks, kind: "move", from: chart.pointOf(event) });
    default:
      return undefined;
  }
}

/** What the pointer's shape shows. */
function overOf(desk: Desk, place: ChartPlace | undefined): string {
  if (!place || place.on === "row") return "";
  if (place.on === "link") return "link";
  if (desk.isReadOnly) return "";
  return place.on === "bar" && place.marks.kind === "summary" ? "" : place.on;
}

function isBeyondClick(a: PointerEvent, b: PointerEvent): boolean {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) > CLICK_REACH;
}

function isOnScrollbar(element: HTMLElement, event: PointerEvent): boolean {
  return event.clientY - element.getBoundingClientRect().top > element.clientHeight;
}

/** Keys on the accessible layer: up and down between tasks, Alt with left and right moves a task by a working day. */
function layerKey(desk: Desk, event: KeyboardEvent, open: ChartOpeners): boolean {
  const state = desk.get();
  const { position, column } = state.selection.active;
  const row = rowAt(state, position);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = Math.min(state.rows.indices.length - 1, Math.max(0, position + (event.key === "ArrowDown" ? 1 : -1)));
    desk.update({ selection: selectionAt({ position: next, column }) });
    open.reveal(next);
    return true;
  }
  if (event.key === "Enter" && row) {
    open.details(row.task.id);
    return true;
  }
  if (event.altKey && !event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight") && row && !desk.isReadOnly) {
    const command = nudgeCommand(state.plan, row.task.id, event.key === "ArrowRight" ? 1 : -1);
    if (command) edit(desk, [command]);
    return true;
  }
  return false;
}

/** The named zoom next to the current one, for keys and buttons. */
export function stepZoom(desk: Desk, chart: Chart, direction: "in" | "out"): void {
  chart.zoomTo(nextZoom(desk.get().pixelsPerDay, direction));
}

function makeDragWords(stage: HTMLElement): DragWords {
  const readout = document.createElement("div");
  readout.className = "pc-readout";
  readout.hidden = true;
  const strip = document.createElement("div");
  strip.className = "pc-strip";
  strip.hidden = true;
  stage.append(readout, strip);
  return {
    readout: (text, at) => {
      readout.hidden = text === undefined || text === "";
      if (readout.textContent !== (text ?? "")) readout.textContent = text ?? "";
      if (!at) return;
      const box = stage.getBoundingClientRect();
      const left = Math.min(at.clientX - box.left + 14, box.width - readout.offsetWidth - 8);
      const top = Math.min(at.clientY - box.top + 18, box.height - readout.offsetHeight - 8);
      readout.style.transform = `translate(${Math.max(4, left)}px, ${top}px)`;
    },
    strip: (text) => {
      strip.hidden = text === undefined;
      strip.textContent = text ?? "";
    },
  };
}
