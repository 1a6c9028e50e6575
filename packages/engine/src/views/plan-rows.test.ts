/** Facts about which rows are shown. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { shownRows, siblingPlace, type RowFilter } from "./plan-rows.ts";

const project = smallPlan([
  { id: "p" },
  { id: "q", level: 2 },
  { id: "a", level: 3, durationMinutes: 480, deadline: minuteOf(2026, 3, 1, 17) },
  { id: "b", level: 3, durationMinutes: 2400 },
  { id: "c", level: 2, durationMinutes: 0, after: ["b"] },
  { id: "d", percentComplete: 100 },
]);
const outline = outlineOf(project);
const dates = schedule(project).schedule;

function shown(collapsed: readonly string[], filter?: RowFilter): string {
  return shownRows(outline, dates, { collapsed: new Set(collapsed), filter })
    .indices.map((index) => outline.rows[index]?.task.id)
    .join("");
}

test("a collapsed summary hides its whole family", () => {
  expect(shown([])).toBe("pqabcd");
  expect(shown(["q"])).toBe("pqcd");
  expect(shown(["p"])).toBe("pd");
  expect(shown(["p", "q"])).toBe("pd");
});

test("a collapsed leaf hides nothing", () => {
  expect(shown(["d"])).toBe("pqabcd");
});

test("a filter keeps the summaries above what it keeps", () => {
  // A missed deadline makes a task critical.
  expect(shown([], "critical")).toBe("pqabc");
  expect(shown([], "late")).toBe("pqa");
  expect(shown([], "milestones")).toBe("pc");
  expect(shown([], "unfinished")).toBe("pqabc");
});

test("positions answer for shown rows only", () => {
  const rows = shownRows(outline, dates, { collapsed: new Set(["q"]) });
  expect(rows.positionOf(4)).toBe(2);
  expect(rows.positionOf(2)).toBe(-1);
  expect(rows.positionOf(99)).toBe(-1);
});

test("each row knows its place among its siblings", () => {
  expect([0, 1, 2, 3, 4, 5].map((index) => siblingPlace(outline, index))).toEqual([
    { position: 1, size: 2 },
    { position: 1, size: 2 },
    { position: 1, size: 2 },
    { position: 2, size: 2 },
    { position: 2, size: 2 },
    { position: 2, size: 2 },
  ]);
});
