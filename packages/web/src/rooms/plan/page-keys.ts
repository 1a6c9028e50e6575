/** Keys of the whole page: single letters act only where nothing else takes letters. */
import type { Desk } from "./desk.ts";
import { activeRow } from "./desk.ts";
import { stepZoom } from "./chart-pointer.ts";
import type { PlanView, ViewOpeners } from "./plan-view.ts";

interface PageKeys {
  readonly desk: Desk;
  readonly view: () => PlanView | undefined;
  readonly open: ViewOpeners;
}

const TAKES_LETTERS = "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=treegrid]";

/** Listens on the window; returns the way to stop. */
export function handlePageKeys(keys: PageKeys): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const isDone = event.ctrlKey || event.metaKey ? chord(keys, event) : !event.altKey && letter(keys, event);
    if (isDone) event.preventDefault();
  };
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}

function chord({ open }: PageKeys, event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== "f" || event.shiftKey || event.altKey) return false;
  open.find();
  return true;
}

function letter({ desk, view, open }: PageKeys, event: KeyboardEvent): boolean {
  if (event.target instanceof Element && event.target.closest(TAKES_LETTERS)) return false;
  const chart = view()?.chart;
  const row = activeRow(desk.get());
  switch (event.key) {
    case "t":
    case "T":
      chart?.showMinute(desk.now, 0.3);
      return chart !== undefined;
    case ".":
      if (row) view()?.goTo(row.task.id);
      return row !== undefined;
    case "+":
    case "=":
      if (chart) stepZoom(desk, chart, "in");
      return chart !== undefined;
    case "-":
      if (chart) stepZoom(desk, chart, "out");
      return chart !== undefined;
    case "e":
    case "E":
      // A number explains itself: the project's own keys see to that.
      if (event.target instanceof Element && event.target.closest("[data-metric]")) return false;
      if (row) open.why(row.task.id);
      return row !== undefined;
    case "/":
      open.find();
      return true;
    default:
      return false;
  }
}
