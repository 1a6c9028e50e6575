/** Tests of business cases over the runs of a simulation: whose finish a benefit waits for, what dear runs cost, and years without end. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { KindedRecord, Project } from "../../model/project.ts";
import { schedule } from "../../schedule/compute.ts";
import { dayOf } from "../../time/minute.ts";
import { budgetOf } from "../budget.ts";
import { caseRangesOf, tasksThatBenefitsAwait, type RunsForCases } from "./case-runs.ts";
import { caseWorths, type CaseRange } from "./case-worth.ts";
import { internalRate, netPresentValue, payback } from "./present-value.ts";

const START = dayOf(2026, 3, 2);
const DAY = 1440;
const aCase = (more: object = {}): KindedRecord => ({ kind: "businessCase", record: { id: "c", name: "New network", discountPercent: 10, years: 3, flows: [{ name: "Price", year: 0, cents: -100_000 }], ...more } });
const benefit = (id: string, more: object = {}): KindedRecord => ({ kind: "benefit", record: { id, name: id, caseId: "c", owner: "Ada", measure: "hours", day: START, yearlyCents: { low: 60_000, likely: 60_000, high: 60_000 }, ...more } });
const plan = (...records: KindedRecord[]): Project => smallPlan([{ id: "a", durationMinutes: 480, fixedCostCents: 20_000 }, { id: "b", durationMinutes: 480, after: ["a"] }], records);
const rangesOf = (project: Project, given: (finish: number) => Partial<RunsForCases>): readonly CaseRange[] => {
  const dates = schedule(project).schedule;
  const budget = budgetOf(project, dates);
  const usual: RunsForCases = { runs: 2, seed: 1, samples: { finish: [dates.finish, dates.finish], cost: [budget.totalCents, budget.totalCents] }, finishesOf: () => undefined };
  return caseRangesOf(project, dates, budget, { ...usual, ...given(dates.finish) });
};
const meanDelays = (ranges: readonly CaseRange[]) => ranges[0]?.delays.map(({ benefitId, days }) => [benefitId, days.mean]);

test("a benefit waits for its own task in each run; for one whose finish no run keeps, as for the project, the project's slip counts", () => {
  const project = plan(aCase(), benefit("whole"), benefit("ofA", { afterTaskId: "a" }), benefit("ofB", { afterTaskId: "b" }), benefit("ofNobody", { afterTaskId: "gone" }));
  expect(tasksThatBenefitsAwait(project)).toEqual(["a", "b", "gone"]);
  const finishOfA = schedule(project).schedule.of("a")?.finish ?? 0;
  const slipped = rangesOf(project, (finish) => ({ samples: { finish: [finish, finish + 10 * DAY], cost: [20_000, 20_000] }, finishesOf: (id) => (id === "a" ? [finishOfA + 2 * DAY, finishOfA + 4 * DAY] : undefined) }));
  expect(meanDelays(slipped)).toEqual([["whole", 5], ["ofA", 3], ["ofB", 5], ["ofNobody", 5]]);
});

test("late is later than the baseline, of the task as of the project, and than the plan only where there is no baseline", () => {
  const project = plan(aCase(), benefit("whole"), benefit("ofA", { afterTaskId: "a" }));
  const frozen = edited(project, { type: "setBaseline", number: 0 });
  const later = edited(frozen, { type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 3 * 480 } }] });
  const dates = schedule(later).schedule;
  // Two days later than frozen although each run keeps to the plan.
  expect(meanDelays(rangesOf(later, () => ({ finishesOf: () => [dates.of("a")?.finish ?? 0, dates.of("a")?.finish ?? 0] })))).toEqual([["whole", 2], ["ofA", 2]]);
  const unfrozen = edited(project, { type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 3 * 480 } }] });
  expect(meanDelays(rangesOf(unfrozen, () => ({})))).toEqual([["whole", 0], ["ofA", 0]]);
});

test("runs that cost twice as much pay the budget twice; a case without benefits never pays back and has no delay", () => {
  const [range] = rangesOf(plan(aCase()), () => ({ samples: { finish: [], cost: [20_000, 40_000] } }));
  expect(range?.npv.mean).toBe(-100_000 - 30_000);
  expect(range).toMatchObject({ lossChance: 1, paybackChance: 0, meanDelayDays: 0, delays: [] });
  expect([range?.irr, range?.payback]).toEqual([undefined, undefined]);
});

test("rates for financing and for reinvesting move the modified rate alone, and what is paid after the last year is left out", () => {
  const late: KindedRecord = { kind: "budgetLine", record: { id: "l", name: "Much later", costType: "other", amount: { kind: "sum", cents: 5_000_000 }, phasing: { kind: "start" }, firstDay: START + 5 * 366 } };
  const with_ = (more: object): ReturnType<typeof caseWorths>[number] | undefined => {
    const project = plan(aCase(more), benefit("b"), late);
    return caseWorths(project, budgetOf(project, schedule(project).schedule).items)[0];
  };
  const [plain, dear, far] = [with_({}), with_({ financePercent: 2, reinvestPercent: 30 }), with_({ day: START - 1 })];
  expect(plain?.flows[0]).toBe(-120_000);
  expect(dear?.worth.npv).toBe(plain?.worth.npv);
  expect(dear?.worth.mirr ?? 0).toBeGreaterThan(plain?.worth.mirr ?? 0);
  expect(far?.flows).toHaveLength(4);
  const [range] = rangesOf(plan(aCase({ financePercent: 2, reinvestPercent: 30 }), benefit("b")), () => ({}));
  expect(range?.mirr?.mean).toBeGreaterThan(0);
});

test("every rate found balances its flows, however often they change their sign", () => {
  expect(internalRate([100, -230, 132])).toMatchObject({ kind: "multiple" });
  expect(payback([5, 5])).toBe(0);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 8 }), (flows) => {
      const found = internalRate(flows);
      const rates = found.kind === "none" ? [] : found.kind === "one" ? [found.rate] : found.rates;
      const scale = flows.reduce((sum, flow, at) => sum + Math.abs(flow) * 100 ** at, 1);
      for (const rate of rates) expect(Math.abs(netPresentValue(flows, rate)) / scale).toBeLessThan(1e-6);
      const change = flows.some((flow) => flow > 0) && flows.some((flow) => flow < 0);
      if (!change) expect(found).toEqual({ kind: "none" });
      const back = payback(flows);
      const total = flows.reduce((sum, flow) => sum + flow, 0);
      expect(back === null).toBe(total < 0);
    }),
    { numRuns: 200 },
  );
});
