/** Facts about moving and extending the grid's selection. */
import { expect, test } from "vitest";
import { asColumns, asRows, extended, isSingleCell, moved, placeBeside, rangeOf, remapped, selectionAt } from "./selection.ts";

const extent = { rows: 100, columns: 7, page: 20 };

test("arrows move by a cell and stop at the edges", () => {
  const start = selectionAt({ position: 0, column: 2 });
  expect(moved(start, "down", "step", extent).active).toEqual({ position: 1, column: 2 });
  expect(moved(start, "up", "step", extent).active).toEqual({ position: 0, column: 2 });
  expect(moved(selectionAt({ position: 99, column: 6 }), "right", "step", extent).active).toEqual({ position: 99, column: 6 });
});

test("pages, edges and corners go far", () => {
  const middle = { position: 50, column: 3 };
  expect(placeBeside(middle, "down", "page", extent)).toEqual({ position: 70, column: 3 });
  expect(placeBeside(middle, "up", "edge", extent)).toEqual({ position: 0, column: 3 });
  expect(placeBeside(middle, "right", "edge", extent)).toEqual({ position: 50, column: 6 });
  expect(placeBeside(middle, "up", "end", extent)).toEqual({ position: 0, column: 0 });
  expect(placeBeside(middle, "down", "end", extent)).toEqual({ position: 99, column: 6 });
});

test("Shift keeps the active cell and moves the other corner", () => {
  const block = extended(extended(selectionAt({ position: 5, column: 3 }), "up", "step", extent), "right", "step", extent);
  expect(block.active).toEqual({ position: 5, column: 3 });
  expect(rangeOf(block, extent)).toEqual({ top: 4, bottom: 5, left: 3, right: 4 });
  expect(isSingleCell(block)).toBe(false);
});

test("whole rows and whole columns span the grid", () => {
  const cell = selectionAt({ position: 5, column: 3 });
  expect(rangeOf(asRows(cell), extent)).toEqual({ top: 5, bottom: 5, left: 0, right: 6 });
  expect(rangeOf(asColumns(cell), extent)).toEqual({ top: 0, bottom: 99, left: 3, right: 3 });
});

test("the selection follows its tasks when rows come and go", () => {
  const before = ["a", "b", "c", "d"];
  const after = ["x", "a", "b", "d"];
  const selection = { ...selectionAt({ position: 1, column: 2 }), also: ["c", "d"] };
  const next = remapped(selection, (position) => before[position], (taskId) => after.indexOf(taskId), after.length);
  expect(next.active).toEqual({ position: 2, column: 2 });
  expect(next.also).toEqual(["d"]);
});

test("a selection whose task is gone stays at its place", () => {
  const next = remapped(selectionAt({ position: 3, column: 2 }), (position) => ["a", "b", "c", "d"][position], (taskId) => ["a", "b"].indexOf(taskId), 2);
  expect(next.active.position).toBe(1);
});
