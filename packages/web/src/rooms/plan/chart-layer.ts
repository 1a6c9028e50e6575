/** The chart for those who cannot see or point: one focusable element per row in sight, with a whole sentence. */
import type { GanttChart } from "@leadline/engine/views/gantt-chart.ts";
import { rowSentence } from "@leadline/engine/views/plan-words.ts";
import { comparedBaseline } from "./baselines.ts";
import { rowAt, type Desk } from "./desk.ts";

export interface ChartLayer {
  readonly element: HTMLElement;
  render(chart: GanttChart, sight: { readonly first: number; readonly last: number; readonly scrollTop: number; readonly scrollLeft: number }): void;
  focusActive(): void;
  hasFocus(): boolean;
}

export function makeChartLayer(desk: Desk): ChartLayer {
  const element = document.createElement("div");
  element.className = "pc-layer";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "Chart. Arrow keys move between tasks, Alt with left or right moves a task by a day, Enter opens its details.");
  element.dataset["region"] = "";
  const bars = new Map<string, HTMLElement>();
  const written = new WeakMap<HTMLElement, string>();
  let isFocusWanted = false;

  const barOf = (taskId: string): HTMLElement => {
    const known = bars.get(taskId);
    if (known) return known;
    const bar = document.createElement("div");
    bar.className = "pc-bar";
    bar.id = `bar-${taskId}`;
    bar.setAttribute("role", "img");
    bar.dataset["taskId"] = taskId;
    bars.set(taskId, bar);
    element.append(bar);
    return bar;
  };

  const render: ChartLayer["render"] = (chart, sight) => {
    const state = desk.get();
    const wanted = new Set<string>();
    const boxes = new Map(chart.rows.map((marks) => [marks.taskId, marks]));
    const activePosition = state.selection.active.position;
    const positions = [...range(sight.first, sight.last), ...(activePosition < sight.first || activePosition > sight.last ? [activePosition] : [])];
    for (const position of positions) {
      const row = rowAt(state, position);
      if (!row) continue;
      wanted.add(row.task.id);
      const bar = barOf(row.task.id);
      const box = boxes.get(row.task.id);
      const left = Math.round((box?.x1 ?? sight.scrollLeft) - sight.scrollLeft) - (box?.kind === "milestone" ? 8 : 0);
      const width = box ? Math.max(16, Math.round(box.x2 - box.x1)) : 16;
      const top = position * state.rowHeight - sight.scrollTop;
      const sentence = rowSentence(state.shown, row, desk.thisYear, comparedBaseline(state.shown.project));
      const look = `${left} ${width} ${top} ${position === activePosition} ${sentence}`;
      if (written.get(bar) === look) continue;
      written.set(bar, look);
      bar.setAttribute("aria-label", sentence);
      bar.tabIndex = position === activePosition ? 0 : -1;
      bar.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${state.rowHeight}px`;
    }
    for (const [taskId, bar] of bars) {
      if (wanted.has(taskId)) continue;
      bar.remove();
      bars.delete(taskId);
    }
    if (isFocusWanted || element.contains(document.activeElement)) focusNow();
  };

  const focusNow = (): void => {
    const row = rowAt(desk.get(), desk.get().selection.active.position);
    const bar = row && bars.get(row.task.id);
    if (!bar) return;
    isFocusWanted = false;
    if (document.activeElement !== bar) bar.focus({ preventScroll: true });
  };

  return {
    element,
    render,
    hasFocus: () => element.contains(document.activeElement),
    focusActive: () => {
      isFocusWanted = true;
      focusNow();
    },
  };
}

function* range(first: number, last: number): Generator<number> {
  for (let at = first; at <= last; at += 1) yield at;
}
