/** Tests of business cases on plans: flows by year, benefits that wait for the schedule, and ranges over given runs. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { KindedRecord, Project } from "../../model/project.ts";
import type { BusinessCase } from "../../model/records.ts";
import { schedule } from "../../schedule/compute.ts";
import { dayOf } from "../../time/minute.ts";
import { budgetOf } from "../budget.ts";
import { caseRangeOf, caseWorths, type CaseRuns } from "./case-worth.ts";

const START = dayOf(2026, 3, 2);
const businessCase: BusinessCase = { id: "c", name: "New network", discountPercent: 11, day: START, years: 7, flows: [{ name: "Price", year: 0, cents: -4_000_000 }] };
const benefit = (more: object): KindedRecord => ({ kind: "benefit", record: { id: "b", name: "Less downtime", caseId: "c", owner: "Ada", measure: "hours a month", day: START, yearlyCents: { low: 900_000, likely: 900_000, high: 900_000 }, ...more } });
const plan = (...records: KindedRecord[]): Project => smallPlan([{ id: "a", durationMinutes: 480 }], [{ kind: "businessCase", record: businessCase }, ...records]);
const worths = (project: Project) => caseWorths(project, budgetOf(project, schedule(project).schedule).items);

test("EX-E1 as a plan's case: NPV 2,409.77 and IRR 12.842 %", () => {
  const [found] = worths(plan(benefit({})));
  expect(found?.flows).toEqual([-4_000_000, ...Array.from({ length: 7 }, () => 900_000)]);
  expect(found?.worth.npv).toBeCloseTo(240_977, 0);
  expect(found?.worth.irr.kind === "one" && found.worth.irr.rate).toBeCloseTo(0.12842, 5);
});

test("what the budget pays counts in the year of its payment, and can be left out", () => {
  const line: KindedRecord = { kind: "budgetLine", record: { id: "l", name: "Support", costType: "contractor", amount: { kind: "sum", cents: 100_000 }, phasing: { kind: "start" }, firstDay: START + 360, paymentDays: 30 } };
  expect(worths(plan(line))[0]?.flows.slice(0, 3)).toEqual([-4_000_000, -100_000, 0]);
  const project = plan(line);
  const without = { records: { ...project.records, businessCase: new Map([["c", { ...businessCase, countsBudget: false }]]) } };
  expect(worths(without)[0]?.flows.slice(0, 3)).toEqual([-4_000_000, 0, 0]);
});

test("a benefit that begins within a year counts in proportion and lasts as long as it says", () => {
  const [found] = worths(plan(benefit({ day: START + 548, years: 2 })));
  expect(found?.flows.slice(1).map((cents) => Math.round(cents / 1000))).toEqual([0, 450, 900, 450, 0, 0, 0]);
});

const runs = (given: Partial<CaseRuns>): CaseRuns => ({ runs: 3, finish: () => 0, draw: () => 0.5, ...given });
const rangeFor = (project: Project, given: Partial<CaseRuns>) => {
  const dates = schedule(project).schedule;
  return caseRangeOf(project, dates, businessCase, { items: budgetOf(project, dates).items, runs: runs(given) });
};

test("each day that the schedule slips in a run takes a day of the benefit, and finishing early brings none", () => {
  const project = plan(benefit({}));
  const { finish } = schedule(project).schedule;
  const range = rangeFor(project, { finish: (_task, run) => finish + [-10, 0, 365.25][run]! * 1440 });
  // One year less of 9,000 at the end of year 1.
  expect(range?.npv.p90).toBeCloseTo(240_977, -1);
  const late = (range?.npv.mean ?? 0) * 3 - 2 * 240_977;
  expect(late).toBeCloseTo(240_977 - 900_000 / 1.11, -1);
  expect(range).toMatchObject({ lossChance: 1 / 3, paybackChance: 1 });
  expect(range?.meanDelayDays).toBeCloseTo(365.25 / 3, 6);
});

test("the worth of a benefit lies in its range as drawn, and dearer runs are worth less", () => {
  const project = plan(benefit({ yearlyCents: { low: 600_000, likely: 900_000, high: 1_200_000 } }));
  const { finish } = schedule(project).schedule;
  const range = rangeFor(project, { finish: () => finish, draw: (_benefit, run) => [0, 0.5, 1][run]! });
  expect(range?.npv.p50).toBeCloseTo(240_977, 0);
  expect(range?.lossChance).toBeCloseTo(1 / 3, 9);
  expect((range?.irr?.p10 ?? 1) < (range?.irr?.p90 ?? 0)).toBe(true);
  expect(rangeFor(project, { runs: 0 })).toBeUndefined();
});

test("what was promised is the baseline: a plan that has slipped since delays its benefits in every run", () => {
  const project = edited(plan(benefit({ afterTaskId: "a" })), { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 480 * 11 } }] });
  const { finish } = schedule(project).schedule;
  const range = rangeFor(project, { finish: () => finish });
  expect(range?.delays).toEqual([{ benefitId: "b", days: { p10: 14, p50: 14, p80: 14, p90: 14, mean: 14 } }]);
  expect(rangeFor(plan(benefit({})), { finish: () => schedule(plan()).schedule.finish })?.delays[0]?.days.p90).toBe(0);
});

test("every figure of the case has its range, and what it has brought by the last year is what it is worth", () => {
  const project = plan(benefit({ yearlyCents: { low: 600_000, likely: 900_000, high: 1_200_000 } }));
  const { finish } = schedule(project).schedule;
  const range = rangeFor(project, { finish: () => finish, draw: () => 0.5 });
  expect(range?.mirr?.p50).toBeCloseTo(0.11932, 5);
  expect(range?.profitabilityIndex?.p50).toBeCloseTo(1.0602, 4);
  expect(range?.roi?.p50).toBeCloseTo(0.575, 9);
  expect([range?.payback?.p50, range?.discountedPayback?.p50].map((years) => years?.toFixed(3))).toEqual(["4.444", "6.444"]);
  expect(range?.cumulative).toHaveLength(8);
  expect(range?.cumulative[0]?.p50).toBe(-4_000_000);
  expect(range?.cumulative[7]?.p50).toBeCloseTo(range?.npv.p50 ?? 0, 6);
});
