/** Tests of the project's settings: set, cleared, and refused where they cannot be. */
import { edited, refusedWith, taskIn } from "@leadline/testkit/edits.ts";
import { canonicalJson, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { settingsOf } from "../model/project.ts";
import { minuteOf, type Minute } from "../time/minute.ts";
import type { Command, SettingsFields } from "./command.ts";

const plan = smallPlan([{ id: "a" }]);
const set = (fields: SettingsFields): Command => ({ type: "updateSettings", fields });
const p6 = { progress: "retainedLogic", lagCalendar: "predecessor", startToStartLagFrom: "earlyStart", totalFloat: "finish", critical: "totalFloat", openEndsAreCritical: false, useExpectedFinish: false } as const;

test("every option is set as it is given, and optional ones are cleared by null", () => {
  const fields: SettingsFields = {
    scheduleFrom: "finish", finish: minuteOf(2026, 6, 30, 17), statusDate: minuteOf(2026, 4, 1, 17), splitInProgressTasks: false, moveCompletedEndsBack: true, moveRemainingStartsBack: true,
    moveRemainingStartsForward: true, moveCompletedEndsForward: true, baselineForEarnedValue: 3, schedulingRules: "primavera", p6, currency: "CHF", minutesPerDay: 450, minutesPerWeek: 2250,
    daysPerMonth: 21, defaultStartTime: 420, defaultFinishTime: 960, weekStartDay: 0, newTasksAreManual: true, description: "x",
  };
  const changed = edited(plan, set(fields));
  expect(settingsOf(changed)).toMatchObject(fields);
  const cleared = settingsOf(edited(changed, set({ scheduleFrom: "start" }), set({ finish: null, statusDate: null, p6: null, description: null })));
  for (const field of ["finish", "statusDate", "p6", "description"]) expect(cleared).not.toHaveProperty(field);
  expect(canonicalJson(edited(plan, set({})))).toBe(canonicalJson(plan));
});

test("options that contradict each other are refused", () => {
  expect(refusedWith(plan, set({ scheduleFrom: "finish" }))).toEqual(["project/finish-missing", "A project that is scheduled from its finish needs the date on which it is to finish."]);
  expect(refusedWith(plan, set({ scheduleFrom: "finish", finish: minuteOf(2026, 1, 1, 17) }))).toEqual(["project/finish-before-start", "The project would finish before it starts."]);
  expect(refusedWith(edited(plan, set({ scheduleFrom: "finish", finish: minuteOf(2026, 6, 1, 17) })), set({ finish: null }))[0]).toBe("project/finish-missing");
  expect(refusedWith(plan, set({ defaultStartTime: 1020 }))).toEqual(["project/day-ends", "The time at which a day ends must be later than the one at which it starts."]);
  expect(refusedWith(plan, set({ minutesPerWeek: 60 }))).toEqual(["project/week-shorter", "A week cannot hold less working time than a day."]);
});

test("scheduling from the finish, dates that are typed say no later, and new tasks come as late as possible", () => {
  const backward = edited(plan, set({ scheduleFrom: "finish", finish: minuteOf(2026, 6, 30, 17) }), { type: "insertTasks", tasks: [{ id: "n", fields: {} }] });
  expect(taskIn(backward, "n").constraint).toBe("ALAP");
  const typed = edited(backward, { type: "setTaskStart", id: "a", start: minuteOf(2026, 6, 1, 8) }, { type: "setTaskFinish", id: "n", finish: minuteOf(2026, 6, 5, 17) });
  expect([taskIn(typed, "a").constraint, taskIn(typed, "n").constraint]).toEqual(["SNLT", "FNLT"]);
  const date = (constraintDate: Minute | null): Command => ({ type: "updateTasks", tasks: [{ id: "n", fields: { constraintDate } }] });
  expect([taskIn(edited(backward, date(minuteOf(2026, 6, 5, 17))), "n").constraint, taskIn(edited(typed, date(null)), "n").constraint]).toEqual(["FNLT", "ALAP"]);
});

test("a status date before the project's start is refused", () => {
  const plan = smallPlan([{ id: "a" }]);
  expect(refusedWith(plan, { type: "updateSettings", fields: { statusDate: minuteOf(2026, 2, 27, 17) } })).toEqual(["project/status-before-start", "The status date (2026-02-27) lies before the project's start (2026-03-02), so nothing can have been done by then."]);
});
