/** Facts about the grid's keys: each chord as a person presses it. */
import { expect, test } from "vitest";
import { actionOf, editorActionOf, type KeyStroke } from "./grid-keys.ts";

/** "Ctrl+Shift+F2" as the browser reports it. */
function stroke(chord: string): KeyStroke {
  const parts = chord.split(/\+(?!$)/);
  const key = parts.at(-1) ?? "";
  return { key: key === "Space" ? " " : key, ctrlKey: parts.includes("Ctrl"), shiftKey: parts.includes("Shift"), altKey: parts.includes("Alt"), metaKey: parts.includes("Meta") };
}

test.each([
  ["ArrowDown", { do: "move", direction: "down", distance: "step" }],
  ["Ctrl+ArrowUp", { do: "move", direction: "up", distance: "edge" }],
  ["Shift+ArrowRight", { do: "extend", direction: "right", distance: "step" }],
  ["Ctrl+Shift+ArrowDown", { do: "extend", direction: "down", distance: "edge" }],
  ["Ctrl+Home", { do: "move", direction: "up", distance: "end" }],
  ["PageDown", { do: "move", direction: "down", distance: "page" }],
  ["Shift+Space", { do: "selectRows" }],
  ["Ctrl+Space", { do: "selectColumns" }],
  ["Ctrl+A", { do: "selectAll" }],
  ["F2", { do: "edit", begin: "keep" }],
  ["x", { do: "edit", begin: "replace" }],
  ["Shift+X", { do: "edit", begin: "replace" }],
  ["Space", { do: "edit", begin: "replace" }],
  ["Insert", { do: "insertRow" }],
  ["Alt+Enter", { do: "insertRow" }],
  ["Ctrl+-", { do: "deleteRows" }],
  ["Ctrl+Shift+_", { do: "deleteRows" }],
  ["Delete", { do: "clear" }],
  ["Alt+Shift+ArrowRight", { do: "indent" }],
  ["Alt+Shift+ArrowLeft", { do: "outdent" }],
  ["Ctrl+]", { do: "indent" }],
  ["Alt+Shift+ArrowUp", { do: "moveRowsUp" }],
  ["Alt+ArrowRight", { do: "expand" }],
  ["Alt+ArrowLeft", { do: "collapse" }],
  ["Alt+Shift+*", { do: "expandAll" }],
  ["Ctrl+F2", { do: "link" }],
  ["Ctrl+Shift+F2", { do: "unlink" }],
  ["Shift+F2", { do: "details" }],
  ["Ctrl+D", { do: "fillDown" }],
  ["Ctrl+;", { do: "today" }],
  ["Ctrl+Shift+;", { do: "today" }],
  ["Meta+f", { do: "find" }],
  ["F9", { do: "computed" }],
])("%s", (chord, action) => {
  expect(actionOf(stroke(chord))).toEqual(action);
});

test.each(["Tab", "Shift+Tab", "F6", "Ctrl+Z", "Ctrl+C", "Ctrl+V", "Ctrl+K", "Control", "Shift", "Alt+F4"])("%s is left to the page and the browser", (chord) => {
  expect(actionOf(stroke(chord))).toBeUndefined();
});

test.each([
  ["Enter", { do: "commit", then: "down" }],
  ["Shift+Enter", { do: "commit", then: "up" }],
  ["Tab", { do: "commit", then: "right" }],
  ["Shift+Tab", { do: "commit", then: "left" }],
  ["Ctrl+Enter", { do: "fill" }],
  ["Escape", { do: "cancel" }],
])("while editing, %s leaves the cell", (chord, action) => {
  expect(editorActionOf(stroke(chord))).toEqual(action);
});

test("while editing, arrows belong to the text", () => {
  expect(editorActionOf(stroke("ArrowLeft"))).toBeUndefined();
});
