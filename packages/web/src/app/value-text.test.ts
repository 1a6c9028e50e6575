/** Facts about two values set side by side: each stands in words with its unit. */
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { valueText } from "./value-text.ts";

const project = planOf('A "Survey" 2d by "Anna"');
const assignmentId = [...project.records.assignment.keys()][0] ?? "";
const context = { project, lengths: { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 } };
const ofTask = (field: string, value: unknown): string => valueText({ kind: "task", id: "A", field }, value, context);

test("dates, durations, percentages and codes are words", () => {
  expect(ofTask("actualStart", minuteOf(2026, 3, 2, 8))).toBe("Mon 2 Mar 2026 08:00");
  expect(ofTask("remainingDurationMinutes", 960)).toBe("2d");
  expect(ofTask("percentComplete", 45)).toBe("45 %");
  expect(ofTask("taskType", "fixedWork")).toBe("fixed work");
  expect(ofTask("fixedCostCents", 12_550)).toBe("125.50");
  expect(ofTask("priority", 500)).toBe("500");
  expect(ofTask("deadline", undefined)).toBe("nothing");
});

test("work is hours, and units of people a share of their time", () => {
  expect(valueText({ kind: "assignment", id: assignmentId, field: "workMinutes" }, 960, context)).toBe("16h");
  expect(valueText({ kind: "assignment", id: assignmentId, field: "remainingWorkMinutes" }, 90, context)).toBe("1.5h");
  expect(valueText({ kind: "assignment", id: assignmentId, field: "units" }, 0.5, context)).toBe("50 %");
  expect(valueText({ kind: "resource", id: "r", field: "maxUnits" }, 2, context)).toBe("200 %");
});
