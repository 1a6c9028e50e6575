/** The field over a cell as DOM: the input, and below it what the text means or what is wrong with it. */
import type { Column } from "./columns.ts";

export interface EditorBox {
  readonly input: HTMLInputElement;
  show(cell: { readonly text: string; readonly label: string; readonly column: Column }): void;
  hide(): void;
  /** Lays the field over a rectangle of the grid's body. */
  cover(cell: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }, column: Column): void;
  /** An empty text takes the note away. */
  say(text: string, tone: "reading" | "wrong"): void;
  /** What the note says now. */
  note(): string;
}

/** A field for dates and durations is at least so wide. */
const LEAST_WIDTH = 120;

export function makeEditorBox(body: HTMLElement): EditorBox {
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
  note.hidden = true;
  note.setAttribute("role", "status");
  box.append(input, note);
  body.append(box);
  return {
    input,
    show: ({ text, label, column }) => {
      input.value = text;
      input.dataset["align"] = column.align;
      input.setAttribute("aria-label", label);
      box.hidden = false;
    },
    hide: () => (box.hidden = true),
    cover: (cell, column) => {
      const width = column.id === "task" ? cell.width : Math.max(cell.width, LEAST_WIDTH);
      const left = Math.max(0, Math.min(cell.left, body.clientWidth - width));
      box.style.cssText = `left:${left}px;top:${cell.top}px;width:${width}px;height:${cell.height}px`;
      placeNote(input, note);
    },
    say: (text, tone) => {
      note.textContent = text;
      note.hidden = text === "";
      note.dataset["tone"] = tone;
      if (tone === "wrong") input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      placeNote(input, note);
    },
    note: () => note.textContent ?? "",
  };
}

/** Below the field, or above it where there is no room; never beyond the window. */
function placeNote(input: HTMLElement, note: HTMLElement): void {
  if (note.hidden) return;
  const field = input.getBoundingClientRect();
  const top = field.bottom + 2 + note.offsetHeight > innerHeight ? field.top - note.offsetHeight - 2 : field.bottom + 2;
  note.style.top = `${top}px`;
  note.style.left = `${Math.max(4, Math.min(field.left, innerWidth - note.offsetWidth - 4))}px`;
}
