/** A card at the active row when an edit of it met somebody else's: what happened, [Use mine] and [Keep theirs], right at the cell. */
import type { EditConflict } from "../../store/project-store.ts";
import { activeRow, type Desk } from "./desk.ts";
import { sayRefusal } from "./edits.ts";
import type { Grid } from "./grid.ts";
import { conflictsOf, marksOf } from "./row-marks.ts";

export interface ConflictCard {
  /** Shows, moves or hides the card after anything changed. */
  render(): void;
}

export function makeConflictCard(desk: Desk, grid: Grid): ConflictCard {
  const element = document.createElement("div");
  element.className = "pg-conflict";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "Two people edited this");
  element.hidden = true;
  const words = document.createElement("p");
  const mine = button("Use mine");
  const theirs = button("Keep theirs");
  element.append(words, mine, theirs);
  grid.body.append(element);
  let shown: EditConflict | undefined;

  mine.addEventListener("click", () => {
    const result = shown && desk.store.useMine(shown);
    if (result && !result.ok) sayRefusal(desk, result.refusals.map((refusal) => refusal.message).join(" "));
    grid.focusCursor();
  });
  theirs.addEventListener("click", () => {
    if (shown) desk.store.dismiss(shown);
    grid.focusCursor();
  });

  return {
    render: () => {
      const state = desk.get();
      const row = activeRow(state);
      shown = row && conflictsOf(state.project.conflicts, row.task.id)[0];
      if (element.hidden !== (shown === undefined)) element.hidden = shown === undefined;
      if (!row || !shown) return;
      const column = marksOf(state, row, desk.thisYear).find((mark) => mark.kind === "conflict")?.column ?? "task";
      const at = grid.cellBox({ position: state.selection.active.position, column: Math.max(0, state.columns.findIndex((one) => one.id === column)) });
      if (!at) return void (element.hidden = true);
      if (words.textContent !== shown.message) words.textContent = shown.message;
      mine.hidden = shown.reason !== "conflict";
      theirs.textContent = shown.reason === "conflict" ? "Keep theirs" : "Understood";
      element.style.cssText = `left:${Math.min(at.left, Math.max(0, grid.body.clientWidth - 320))}px;top:${at.top + at.height + 2}px`;
    },
  };
}

function button(label: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "ll-button";
  element.textContent = label;
  return element;
}
