/** Tests of what is spent, committed and to come, of payments by their terms, and of what is written off. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { KindedRecord, Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf, minuteOf, type Minute } from "../time/minute.ts";
import { budgetOf } from "./budget.ts";
import { byMonth, costForecastOf } from "./cost-forecast.ts";
import { depreciationOf } from "./depreciation.ts";

const DAY = 480;
const order = (more: object): KindedRecord => ({ kind: "purchaseOrder", record: { id: "o", name: "Switches", day: dayOf(2026, 3, 2), costType: "hardware", amountCents: 120_000, ...more } });
const posting = (id: string, more: object): KindedRecord => ({ kind: "actualCost", record: { id, name: id, day: dayOf(2026, 3, 4), costType: "hardware", amountCents: 1000, ...more } as Extract<KindedRecord, { kind: "actualCost" }>["record"] });
const line = (more: object): KindedRecord => ({ kind: "budgetLine", record: { id: "l", name: "Switches", costType: "hardware", amount: { kind: "sum", cents: 100_000 }, phasing: { kind: "start" }, firstDay: dayOf(2026, 3, 20), ...more } as Extract<KindedRecord, { kind: "budgetLine" }>["record"] });
const at = minuteOf(2026, 3, 6, 17);
const forecast = (project: Project, when: Minute | undefined = at) => costForecastOf(project, schedule(project).schedule, when);

test("an order is committed until it is invoiced, and accrued as far as it was received", () => {
  const plan = smallPlan([{ id: "a" }], [order({ receivedCents: 95_000 }), posting("i", { orderId: "o", amountCents: 50_000 }), posting("n", { orderId: "o", amountCents: 10_000, credit: true })]);
  expect(forecast(plan)).toMatchObject({ actualCents: 40_000, accruedCents: 55_000, committedCents: 80_000, toComeCents: 80_000, totalCents: 120_000 });
  const closed = smallPlan([{ id: "a" }], [order({ closed: true }), posting("i", { orderId: "o", amountCents: 50_000 })]);
  expect(forecast(closed)).toMatchObject({ committedCents: 0, totalCents: 50_000 });
});

test("an order under incentive terms commits what the contract pays at the expected cost", () => {
  const terms = { type: "fixedPriceIncentive", targetCostCents: 10_000, targetProfitCents: 1000, ceilingCents: 12_500, buyerSharePercent: 80 };
  expect(forecast(smallPlan([{ id: "a" }], [order({ amountCents: 11_000, terms, expectedCostCents: 12_000 })]))).toMatchObject({ committedCents: 12_500 });
});

test("to come is what the budget has left, at least what is ordered, on the days that the plan has for it", () => {
  const plan = smallPlan([{ id: "a" }], [line({}), posting("i", { amountCents: 30_000 })]);
  expect(forecast(plan)).toMatchObject({ actualCents: 30_000, toComeCents: 70_000, toCome: [{ day: dayOf(2026, 3, 20), cents: 70_000 }] });
  const overdue = smallPlan([{ id: "a" }], [line({ firstDay: dayOf(2026, 3, 3) })]);
  expect(forecast(overdue).toCome).toEqual([{ day: dayOf(2026, 3, 7), cents: 100_000 }]);
  const ordered = smallPlan([{ id: "a" }], [line({}), order({})]);
  expect(forecast(ordered)).toMatchObject({ committedCents: 120_000, totalCents: 120_000 });
  const overspent = smallPlan([{ id: "a" }], [line({}), posting("i", { amountCents: 130_000 })]);
  expect(forecast(overspent)).toMatchObject({ actualCents: 130_000, toComeCents: 0 });
});

test("an order that the budget has no line for is expected on its day, and a ledger without tasks settles the lines of tasks", () => {
  const later = smallPlan([{ id: "a" }], [order({ expectedDay: dayOf(2026, 5, 4) })]);
  expect(forecast(later).toCome).toEqual([{ day: dayOf(2026, 5, 4), cents: 120_000 }]);
  expect(costForecastOf(later, schedule(later).schedule).toCome).toEqual([{ day: dayOf(2026, 5, 4), cents: 120_000 }]);
  const untold = smallPlan([{ id: "a" }], [line({ taskId: "a" }), posting("i", { amountCents: 30_000 })]);
  expect(forecast(untold)).toMatchObject({ actualCents: 30_000, toComeCents: 70_000, totalCents: 100_000 });
});

test("work done is spent, work left is to come, and together they are the plan", () => {
  const person: KindedRecord = { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V", standardRateCentsPerHour: 1250 } };
  const plan = edited(smallPlan([{ id: "a", durationMinutes: 10 * DAY }], [person]), { type: "setAssignments", taskId: "a", assignments: [{ resourceId: "r" }] }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 50 } }] });
  const found = forecast(plan);
  expect(found).toMatchObject({ actualCents: 50_000, toComeCents: 50_000, totalCents: 100_000 });
  expect([found.actual.length, found.toCome.length, found.toCome[0]?.day]).toEqual([5, 5, dayOf(2026, 3, 9)]);
  // People are paid as they work.
  expect(byMonth(found.payments)).toEqual([{ month: "2026-03", cents: 100_000 }]);
});

test("work left is to come whatever the ledger says was spent on work done; contingency is not to come", () => {
  const person: KindedRecord = { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V", standardRateCentsPerHour: 1250 } };
  const reserve: KindedRecord = { kind: "reserve", record: { id: "c", name: "Contingency", kind: "contingency", amountCents: 9000 } };
  const plan = edited(smallPlan([{ id: "a", durationMinutes: 10 * DAY }], [person, reserve]), { type: "setAssignments", taskId: "a", assignments: [{ resourceId: "r" }] }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 50 } }] });
  const dearer = edited(plan, { type: "saveRecords", records: [{ kind: "actualCost", record: { id: "i", name: "i", day: dayOf(2026, 3, 5), taskId: "a", costType: "labour", amountCents: 70_000 } }] });
  expect(forecast(dearer)).toMatchObject({ actualCents: 70_000, toComeCents: 50_000, totalCents: 120_000 });
});

test("without a status date everything is to come, paid by its terms", () => {
  const found = costForecastOf(smallPlan([{ id: "a" }], [line({ paymentDays: 14 })]), schedule(smallPlan([{ id: "a" }])).schedule);
  expect(found).toMatchObject({ statusDay: undefined, actualCents: 0, toComeCents: 100_000, payments: [{ day: dayOf(2026, 4, 3), cents: 100_000 }] });
});

test("capital expenditure is written off in equal parts that sum to it", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: DAY }], [line({ inServiceDay: dayOf(2026, 11, 30), usefulLifeMonths: 3 }), line({ id: "opex", costType: "cloud" })]);
  const dates = schedule(plan).schedule;
  expect(depreciationOf(plan, dates, budgetOf(plan, dates).items)).toEqual([
    { month: "2026-11", cents: 33_334, leftCents: 66_666 },
    { month: "2026-12", cents: 33_333, leftCents: 33_333 },
    { month: "2027-01", cents: 33_333, leftCents: 0 },
  ]);
});
