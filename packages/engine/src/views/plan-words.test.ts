/** Facts about how the plan page words dates, rows and edits. */
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { constraintSentence, durationText, editSentence, finishStrip, fullDate, rowSentence, shortDate, type PlanFacts } from "./plan-words.ts";

function factsOf(project: Project): PlanFacts {
  return { project, outline: outlineOf(project), schedule: schedule(project).schedule };
}

function sentenceOf(facts: PlanFacts, taskId: string): string {
  const row = facts.outline.rowOf(taskId);
  return row ? rowSentence(facts, row, 2026) : "";
}

const plan = factsOf(planOf('A "Survey" 2d\nB "Order" 8d\nM "Go-live" 0d after A, B'));

test("a date of another year says so, and midnight ends the day before", () => {
  expect(shortDate(at("2026-12-04T17:00:00"), "finish", 2026)).toBe("4 Dec");
  expect(shortDate(at("2027-12-04T17:00:00"), "finish", 2026)).toBe("4 Dec 27");
  expect(shortDate(at("2026-12-05T00:00:00"), "finish", 2026)).toBe("4 Dec");
  expect(shortDate(at("2026-12-05T00:00:00"), "start", 2026)).toBe("5 Dec");
  expect(fullDate(at("2026-12-05T00:00:00"), "finish")).toBe("Fri 4 December 2026, 24:00");
  expect(fullDate(at("2026-12-04T08:00:00"), "start")).toBe("Fri 4 December 2026, 08:00");
});

test("a row is one sentence", () => {
  expect(sentenceOf(plan, "A")).toBe("Survey, 2 to 3 March, 2d, 6d slack.");
  expect(sentenceOf(plan, "B")).toBe("Order, 2 to 11 March, 8d, critical.");
  expect(sentenceOf(plan, "M")).toBe("Go-live, 11 March, milestone, critical, waits for rows 1 and 2.");
});

test("a row says how far it is from the baseline that is asked for", () => {
  const kept = { id: "1.A", number: 1, taskId: "A", start: at("2026-02-26T08:00:00"), finish: at("2026-02-27T17:00:00"), durationMinutes: 960 };
  const facts = factsOf({ records: { ...plan.project.records, taskBaseline: new Map([[kept.id, kept]]) } });
  const row = facts.outline.rowOf("A");
  expect(row && rowSentence(facts, row, 2026, 1)).toBe("Survey, 2 to 3 March, 2d, 6d slack, 2 days later than baseline 1.");
  expect(row && rowSentence(facts, row, 2026)).toBe("Survey, 2 to 3 March, 2d, 6d slack.");
});

test("an edit is announced with the end of the plan and the number of moved tasks", () => {
  const after = factsOf(planOf('A "Survey" 2d\nB "Order" 10d\nM "Go-live" 0d after A, B'));
  expect(editSentence(plan, after, { label: "Change duration of “Order” to 10d", moved: 2 }, 2026)).toBe("Change duration of “Order” to 10d. Go-live moved 2 working days later to 13 March. 2 tasks moved.");
  expect(editSentence(plan, plan, { label: "Rename “Order”", moved: 0 }, 2026)).toBe("Rename “Order”. No dates moved.");
  expect(editSentence(plan, plan, { label: "Change duration of “Survey” to 3d", moved: 1 }, 2026)).toBe("Change duration of “Survey” to 3d. 1 task moved. The finish stays on 11 March.");
});

test("the strip tells how far the finish goes", () => {
  const later = factsOf(planOf('A "Survey" 2d\nB "Order" 13d\nM "Go-live" 0d after A, B'));
  expect(finishStrip(plan, later, 2026)).toBe("Finish 11 Mar → 18 Mar (+5 working days)");
  expect(finishStrip(later, plan, 2026)).toBe("Finish 18 Mar → 11 Mar (−5 working days)");
  expect(finishStrip(plan, plan, 2026)).toBe("Finish stays 11 Mar");
});

test("a typed date names its constraint and the links that stay", () => {
  expect(constraintSentence(plan, "M", "start", at("2026-10-12T08:00:00"), 2026)).toBe("Start no earlier than 12 Oct. The links from rows 1 and 2 stay.");
  expect(constraintSentence(plan, "A", "finish", at("2026-10-12T17:00:00"), 2026)).toBe("Finish no earlier than 12 Oct.");
});

test("a duration is shown as it was typed", () => {
  const facts = factsOf(planOf('A "Survey" 2/5/9d\nB "Cure" 3ed'));
  const textOf = (id: string): string => {
    const task = facts.project.records.task.get(id);
    return task ? durationText(facts.project, task, facts.schedule.of(id)) : "";
  };
  expect(textOf("A")).toBe("2/5/9d");
  expect(textOf("B")).toBe("3ed");
});
