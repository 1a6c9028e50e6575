/** Tests of cash flow: every month stands there, and what is paid in the end is what it costs. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { schedule } from "../schedule/compute.ts";
import { dayOf } from "../time/minute.ts";
import { cashFlowOf } from "./cash-flow.ts";
import { costForecastOf } from "./cost-forecast.ts";

test("a cost of March that is paid after 60 days leaves in May, and nothing leaves in April", () => {
  const flow = cashFlowOf({ actual: [{ day: dayOf(2026, 3, 10), cents: 100 }], toCome: [{ day: dayOf(2026, 3, 31), cents: 50 }], payments: [{ day: dayOf(2026, 3, 10), cents: 100 }, { day: dayOf(2026, 5, 30), cents: 50 }] });
  expect(flow.map(({ month, paidCents, paidSumCents, costSumCents }) => [month, paidCents, paidSumCents, costSumCents])).toEqual([["2026-03", 100, 100, 150], ["2026-04", 0, 100, 150], ["2026-05", 50, 150, 150]]);
  expect(flow[1]?.lastDay).toBe(dayOf(2026, 4, 30));
  expect(cashFlowOf({ actual: [], toCome: [], payments: [] })).toEqual([]);
});

test("payments and costs of a plan end at the same sum, to the cent", () => {
  const project = smallPlan([{ id: "a", durationMinutes: 40 * 480, fixedCostCents: 100_001 }], [{ kind: "budgetLine", record: { id: "l", name: "Racks", costType: "hardware", amount: { kind: "sum", cents: 33_333 }, phasing: { kind: "byMonth" }, paymentDays: 45 } }]);
  const forecast = costForecastOf(project, schedule(project).schedule);
  const last = cashFlowOf(forecast).at(-1);
  expect([last?.paidSumCents, last?.costSumCents]).toEqual([133_334, 133_334]);
});
