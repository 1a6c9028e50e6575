/** Random plans written as plan-text and read back are the same plans, but for what the writer says it lost. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { readPlanText } from "@leadline/formats/plan-text/read.ts";
import { writePlanText } from "@leadline/formats/plan-text/write.ts";
import { countingIds } from "./plan-builder.ts";
import { randomProject } from "./random-project.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";
import { slowSchedule } from "./slow-scheduler.ts";

/** Task ids of random projects are t1, t2, …; the writer labels them T1, T2, … */
function readBack(text: string): Project {
  const result = readPlanText(text, { newId: countingIds("n"), taskId: (label) => label.toLowerCase() });
  if (!result.ok) throw new Error(`${result.problem.message}\n${text}`);
  return result.project;
}

test("a plan written and read back has the same dates", () => {
  fc.assert(
    fc.property(randomProject({ most: 10 }), (project) => {
      const written = writePlanText(project);
      const again = readBack(written.text);
      const isKept = written.losses.every(({ message }) => /recurrence|typed duration/.test(message));
      if (!isKept || hasShareOfSummary(project)) return;
      expect(scheduleDifferences(project, slowSchedule(again).schedule, slowSchedule(project).schedule)).toEqual([]);
    }),
    { numRuns: 300, seed: 7 },
  );
});

/** A lag that is a share of a summary's typed duration, which plan-text does not hold. */
function hasShareOfSummary(project: Project): boolean {
  const outline = outlineOf(project);
  return [...project.records.link.values()].some((link) => link.lagUnit.endsWith("%") && outline.rowOf(link.predecessorId)?.isSummary);
}

/** What a task says, less the rank text, the calendar's id and what a summary or an automatic task does not use. */
function meaning(project: Project): unknown[] {
  const calendarName = (id: string | undefined): string | undefined => project.records.calendar.get(id ?? "")?.name;
  return outlineOf(project).rows.map(({ task, level, isSummary }) => {
    const { rank: _rank, calendarId, parentId: _parent, ...fields }: Task = task;
    const ofSummary = { durationMinutes: 0, durationUnit: "d", estimated: false, estimate: undefined, milestone: false, actualDurationMinutes: 0, remainingDurationMinutes: 0 };
    return { ...fields, ...(isSummary ? ofSummary : {}), calendar: calendarName(calendarId), level };
  });
}

/** What the links say, sorted; a lag of nothing has no unit. */
function linksOf({ records }: Project): unknown[] {
  return [...records.link.values()]
    .map(({ predecessorId, successorId, type, lagMinutes, lagPercent, lagUnit }) => `${predecessorId} ${successorId} ${type} ${lagMinutes === 0 && lagPercent === 0 ? "" : `${lagMinutes} ${lagPercent} ${lagUnit}`}`)
    .sort();
}

test("a plan written and read back says the same of every task, resource, link and calendar", () => {
  fc.assert(
    fc.property(randomProject({ most: 10, without: ["recurrences"] }), (project) => {
      const written = writePlanText(project);
      if (written.losses.some(({ message }) => !/typed duration/.test(message))) return;
      const again = readBack(written.text);
      expect(meaning(again)).toEqual(meaning(project));
      expect(settingsOf(again)).toMatchObject({ ...settingsOf(project), calendarId: settingsOf(again).calendarId });
      expect(linksOf(again)).toEqual(linksOf(project));
      const calendarsOf = ({ records }: Project): unknown[] =>
        [...records.calendar.values()].map(({ name, week, workWeeks, exceptions, baseCalendarId }) => ({
          name,
          week: week.map((day) => (day.kind === "inherit" && baseCalendarId === undefined ? { kind: "nonworking" } : day)),
          workWeeks,
          exceptions,
          base: records.calendar.get(baseCalendarId ?? "")?.name,
        }));
      expect(calendarsOf(again)).toEqual(calendarsOf(project));
      expect([...again.records.assignment.values()]).toHaveLength(project.records.assignment.size);
    }),
    { numRuns: 300, seed: 11 },
  );
});
