/** The line between grid and chart: dragged by pointer, moved by arrow keys, double-clicked back to its usual place. */
import { GRID_WIDTH } from "./remembered.ts";

const KEY_STEP = 16;
/** The chart keeps at least so much. */
const CHART_LEAST = 120;

export function makeSplitter(host: HTMLElement, width: number, onWidth: (width: number) => void): HTMLElement {
  const element = document.createElement("div");
  element.className = "pv-splitter";
  element.tabIndex = 0;
  element.setAttribute("role", "separator");
  element.setAttribute("aria-orientation", "vertical");
  element.setAttribute("aria-label", "Width of the grid");
  element.setAttribute("aria-valuemin", String(GRID_WIDTH.least));
  let current = width;

  const set = (next: number): void => {
    const most = Math.max(GRID_WIDTH.least, (host.clientWidth || 4000) - CHART_LEAST);
    current = Math.round(Math.min(most, Math.max(GRID_WIDTH.least, next)));
    host.style.setProperty("--grid-width", `${current}px`);
    element.setAttribute("aria-valuenow", String(current));
    element.setAttribute("aria-valuemax", String(most));
  };
  const keep = (next: number): void => {
    set(next);
    onWidth(current);
  };
  set(width);

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    element.dataset["dragging"] = "";
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) set(event.clientX - host.getBoundingClientRect().left);
  });
  element.addEventListener("pointerup", () => {
    delete element.dataset["dragging"];
    onWidth(current);
  });
  element.addEventListener("dblclick", () => keep(GRID_WIDTH.usual));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    keep(current + (event.key === "ArrowRight" ? KEY_STEP : -KEY_STEP));
  });
  return element;
}
