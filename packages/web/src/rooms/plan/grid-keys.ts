/** Which key does what in the grid: a table from keys to actions, after Excel and MS Project. */
import type { Direction, Distance } from "./selection.ts";

/** What of a keyboard event counts. */
export interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export type GridAction = CursorAction | OpenAction | RowAction;

export type CursorAction =
  | { readonly do: "move" | "extend"; readonly direction: Direction; readonly distance: Distance }
  | { readonly do: "selectRows" | "selectColumns" | "selectAll" }
  | { readonly do: "edit"; readonly begin: "keep" | "replace" };

/** Opens something, or only says something. */
export interface OpenAction {
  readonly do: "details" | "estimate" | "why" | "menu" | "find" | "computed" | "escape";
}

/** Acts on the selected rows or cells. */
export interface RowAction {
  readonly do:
    | "clear" | "deleteRows" | "insertRow" | "indent" | "outdent" | "moveRowsUp" | "moveRowsDown"
    | "expand" | "collapse" | "expandAll" | "toggle" | "link" | "unlink" | "fillDown" | "fillRight" | "today";
}

/** Keys in navigation mode. `undefined`: the key is not the grid's (Tab leaves it). */
export function actionOf(stroke: KeyStroke): GridAction | undefined {
  const hasCommand = stroke.ctrlKey || stroke.metaKey;
  const chord = `${hasCommand ? "Ctrl+" : ""}${stroke.altKey ? "Alt+" : ""}${stroke.shiftKey ? "Shift+" : ""}${stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key}`;
  const known = CHORDS.get(chord) ?? SYMBOLS.get(`${hasCommand ? "Ctrl+" : ""}${stroke.altKey ? "Alt+" : ""}${stroke.key}`);
  if (known) return known;
  const isText = stroke.key.length === 1 && !hasCommand && !stroke.altKey;
  return isText ? { do: "edit", begin: "replace" } : undefined;
}

const move = (direction: Direction, distance: Distance): GridAction => ({ do: "move", direction, distance });
const extend = (direction: Direction, distance: Distance): GridAction => ({ do: "extend", direction, distance });

const ARROWS: readonly (readonly [string, Direction])[] = [
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
];

const MOVES: readonly (readonly [string, GridAction])[] = [
  ...ARROWS.flatMap(([key, direction]): (readonly [string, GridAction])[] => [
    [key, move(direction, "step")],
    [`Ctrl+${key}`, move(direction, "edge")],
    [`Shift+${key}`, extend(direction, "step")],
    [`Ctrl+Shift+${key}`, extend(direction, "edge")],
  ]),
  ["Home", move("left", "edge")],
  ["End", move("right", "edge")],
  ["Ctrl+Home", move("up", "end")],
  ["Ctrl+End", move("down", "end")],
  ["PageUp", move("up", "page")],
  ["PageDown", move("down", "page")],
  ["Shift+Home", extend("left", "edge")],
  ["Shift+End", extend("right", "edge")],
  ["Ctrl+Shift+Home", extend("up", "end")],
  ["Ctrl+Shift+End", extend("down", "end")],
  ["Shift+PageUp", extend("up", "page")],
  ["Shift+PageDown", extend("down", "page")],
  ["Enter", move("down", "step")],
  ["Shift+Enter", move("up", "step")],
];

const CHORDS: ReadonlyMap<string, GridAction> = new Map<string, GridAction>([
  ...MOVES,
  ["Shift+ ", { do: "selectRows" }],
  ["Ctrl+ ", { do: "selectColumns" }],
  ["Ctrl+a", { do: "selectAll" }],
  ["F2", { do: "edit", begin: "keep" }],
  ["Delete", { do: "clear" }],
  ["Backspace", { do: "edit", begin: "replace" }],
  ["Ctrl+Delete", { do: "clear" }],
  ["Insert", { do: "insertRow" }],
  ["Alt+Enter", { do: "insertRow" }],
  ["Alt+Shift+ArrowRight", { do: "indent" }],
  ["Alt+Shift+ArrowLeft", { do: "outdent" }],
  ["Ctrl+]", { do: "indent" }],
  ["Ctrl+[", { do: "outdent" }],
  ["Alt+Shift+ArrowUp", { do: "moveRowsUp" }],
  ["Alt+Shift+ArrowDown", { do: "moveRowsDown" }],
  ["Alt+ArrowRight", { do: "expand" }],
  ["Alt+ArrowLeft", { do: "collapse" }],
  ["Ctrl+F2", { do: "link" }],
  ["Ctrl+Shift+F2", { do: "unlink" }],
  ["Shift+F2", { do: "details" }],
  ["Ctrl+f", { do: "find" }],
  ["Ctrl+d", { do: "fillDown" }],
  ["Ctrl+r", { do: "fillRight" }],
  ["Ctrl+;", { do: "today" }],
  ["Ctrl+e", { do: "why" }],
  ["F9", { do: "computed" }],
  ["ContextMenu", { do: "menu" }],
  ["Shift+F10", { do: "menu" }],
  ["Escape", { do: "escape" }],
]);

/** Signs that sit behind Shift on some keyboards: found by the sign alone. */
const SYMBOLS: ReadonlyMap<string, GridAction> = new Map<string, GridAction>([
  ["Ctrl+-", { do: "deleteRows" }],
  ["Ctrl+_", { do: "deleteRows" }],
  ["Ctrl+;", { do: "today" }],
  ["Ctrl+]", { do: "indent" }],
  ["Ctrl+[", { do: "outdent" }],
  ["Alt+*", { do: "expandAll" }],
]);

/** What a key does while a cell is edited: how the editor is left, and where the grid goes then. */
export type EditorAction = { readonly do: "commit"; readonly then: Direction | "stay" } | { readonly do: "fill" } | { readonly do: "cancel" };

export function editorActionOf(stroke: KeyStroke): EditorAction | undefined {
  const hasCommand = stroke.ctrlKey || stroke.metaKey;
  if (stroke.key === "Enter" && hasCommand) return { do: "fill" };
  if (stroke.key === "Enter" && !stroke.altKey) return { do: "commit", then: stroke.shiftKey ? "up" : "down" };
  if (stroke.key === "Tab" && !hasCommand && !stroke.altKey) return { do: "commit", then: stroke.shiftKey ? "left" : "right" };
  if (stroke.key === "Escape") return { do: "cancel" };
  return undefined;
}
