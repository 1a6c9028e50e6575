/** Facts about the import report's words. */
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import type { DateDifference, ImportReport } from "../../api/projects.ts";
import { dateSummary, offText } from "./import-report-words.ts";

const stored = minuteOf(2026, 12, 4, 17);
const off = (taskId: string, field: string, byMinutes: number): DateDifference => ({ taskId, taskName: taskId, field, stored, computed: stored, byMinutes, reason: "unknown" });
const report = (differences: readonly DateDifference[], format = "mspdi"): ImportReport => ({ format, tasks: 145, links: 0, calendars: 1, resources: 0, assignments: 0, differences, kept: [] });

test("a plan whose dates are all reproduced says so", () => {
  expect(dateSummary(report([]))).toEqual({ sentence: "All 145 tasks start and finish exactly when Microsoft Project stored it.", isAllReproduced: true });
});

test("a task counts once, however many of its dates differ", () => {
  const { sentence, isAllReproduced } = dateSummary(report([off("a", "start", 60), off("a", "finish", 60), off("b", "lateStart", 60)]));
  expect(sentence).toMatch(/^144 of 145 tasks .* 1 differs\./);
  expect(isAllReproduced).toBe(false);
});

test("differing late dates alone are told apart from starts and finishes", () => {
  const { sentence, isAllReproduced } = dateSummary(report([off("a", "lateStart", 60)]));
  expect(sentence).toMatch(/^All 145 tasks .* late or early dates differ/);
  expect(isAllReproduced).toBe(false);
});

test("GanttProject stores days, and starts alone", () => {
  expect(dateSummary(report([], "gan")).sentence).toBe("All 145 tasks start on the day that GanttProject stored.");
});

test("a format that stores no dates has nothing to compare", () => {
  expect(dateSummary(report([], "plan-text")).sentence).toContain("stores none");
});

test.each([
  [2 * 1440 + 180, "2 days 3 h later than stored"],
  [-1, "1 min earlier than stored"],
  [1440, "1 day later than stored"],
])("%i minutes off reads “%s”", (byMinutes, words) => {
  expect(offText(off("a", "start", byMinutes))).toBe(words);
});
