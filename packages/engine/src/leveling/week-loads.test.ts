/** Work asked of people, by weeks that begin on Monday, beside what they can give. */
import { schedule } from "../schedule/compute.ts";
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { formatIsoDay } from "../time/minute.ts";
import { weekLoads } from "./week-loads.ts";

const loadsOf = (text: string, from: string, weeks = 20): readonly string[] => {
  const project = planOf(text);
  return weekLoads(project, schedule(project).schedule, { from: at(from), weeks }).map(({ week, askedMinutes, capacityMinutes }) => `${formatIsoDay(week)} ${askedMinutes / 60}h of ${capacityMinutes / 60}h`);
};

test("two tasks at once ask for more than a week has; the rest follows in the next week", () => {
  expect(loadsOf('T1 "Build" 7d by "Anna"\nT2 "Test" 2d by "Anna"', "2026-03-02 08:00")).toEqual(["2026-03-02 56h of 40h", "2026-03-09 16h of 40h"]);
});

test("weeks before an instant are left out, and the week it lies in counts from there on both sides", () => {
  expect(loadsOf('T1 "Build" 7d by "Anna"', "2026-03-05 08:00")).toEqual(["2026-03-02 16h of 16h", "2026-03-09 16h of 40h"]);
});

test("only so many weeks as asked for", () => {
  expect(loadsOf('T1 "Build" 30d by "Anna"', "2026-03-02 08:00", 2)).toEqual(["2026-03-02 40h of 40h", "2026-03-09 40h of 40h"]);
});

test("a person with half of the time has half of the hours", () => {
  expect(loadsOf('T1 "Build" 2d by "Anna"[50%]', "2026-03-02 08:00")).toEqual(["2026-03-02 8h of 40h"]);
});
