/** Tests of the budget: what each kind of cost comes to, on which days, and the same total in every grouping. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openDraft } from "../change/draft.ts";
import { sumsOf } from "../change/task-sums.ts";
import type { KindedRecord, Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf, minuteOf } from "../time/minute.ts";
import { budgetOf } from "./budget.ts";
import { groupedCosts, type CostDimension } from "./cost-groups.ts";
import { costTermsOf } from "./cost-terms.ts";

const DAY = 480;
const rita: KindedRecord = {
  kind: "resource",
  record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V", standardRateCentsPerHour: 6000, overtimeRateCentsPerHour: 9000, costPerUseCents: 500, rates: [{ table: "A", from: minuteOf(2026, 3, 9), standardCentsPerHour: 7000, overtimeCentsPerHour: 9000 }] },
};
const budgetFor = (project: Project) => budgetOf(project, schedule(project).schedule);

/** Monday 2 March 2026: two weeks of Rita, the second one dearer. */
function ritasPlan(...more: KindedRecord[]): Project {
  const plan = smallPlan([{ id: "a", durationMinutes: 10 * DAY }, { id: "b", durationMinutes: 2 * DAY, after: ["a"], fixedCostCents: 20_000 }], [rita, ...more]);
  return edited(plan, { type: "setAssignments", taskId: "a", assignments: [{ resourceId: "r" }] });
}

test("labour is hours times the rate of the day, the cost per use falls on the first day, fixed costs lie over the task", () => {
  const { items, totalCents, months } = budgetFor(ritasPlan());
  // 40 h x 60 + 40 h x 70 + 5 per use + 200 fixed.
  expect(totalCents).toBe(40 * 6000 + 40 * 7000 + 500 + 20_000);
  expect(items.map(({ label, cents, days }) => [label, cents, days.length, days[0]?.cents, days.at(-1)?.cents])).toEqual([
    ["Rita", 520_000, 10, 48_000, 56_000],
    ["Rita, per use", 500, 1, 500, 500],
    ["Fixed cost", 20_000, 2, 10_000, 10_000],
  ]);
  expect(months).toEqual([{ month: "2026-03", cents: 540_500, cumulativeCents: 540_500 }]);
});

test("overtime is paid at its own rate and stands apart", () => {
  const plan = ritasPlan();
  const [assignment] = [...plan.records.assignment.values()];
  const over = edited(plan, { type: "updateAssignments", assignments: [{ id: assignment?.id ?? "", fields: { overtimeWorkMinutes: 10 * 60 } }] });
  const overtime = budgetFor(over).items.find(({ label }) => label === "Rita, overtime");
  expect(overtime?.cents).toBe(10 * 9000);
});

const line = (id: string, more: object): KindedRecord => ({ kind: "budgetLine", record: { id, name: id, costType: "other", amount: { kind: "sum", cents: 10_000 }, phasing: { kind: "prorated" }, ...more } as Extract<KindedRecord, { kind: "budgetLine" }>["record"] });

test("licences cost metric x price x term, and a true-up what is left of the term", () => {
  const start = dayOf(2026, 3, 2);
  const licences = line("l", { costType: "licence", amount: { kind: "licence", metric: "named user", quantity: 100, unitPriceCents: 1250, months: 12, trueUps: [{ day: dayOf(2026, 9, 2), quantity: 20 }] }, phasing: { kind: "start" }, firstDay: start });
  const [item] = budgetFor(smallPlan([{ id: "a" }], [licences])).items;
  expect(item?.days).toEqual([{ day: start, cents: 100 * 1250 * 12 }, { day: dayOf(2026, 9, 2), cents: 20 * 1250 * 6 }]);
});

test("cloud use is paid by month", () => {
  const cloud = line("c", { costType: "cloud", amount: { kind: "cloud", units: 10, hoursPerMonth: 730, ratePerHour: 0.12, discountPercent: 0, months: 3 }, firstDay: dayOf(2026, 1, 31) });
  const { months, totalCents } = budgetFor(smallPlan([{ id: "a" }], [cloud]));
  expect(months).toEqual([{ month: "2026-01", cents: 87_600, cumulativeCents: 87_600 }, { month: "2026-02", cents: 87_600, cumulativeCents: 175_200 }, { month: "2026-03", cents: 87_600, cumulativeCents: 262_800 }]);
  expect(totalCents).toBe(262_800);
});

test("money of another currency counts at the rate of its day; without a rate it counts as nothing and is told", () => {
  const rate = (id: string, day: number, rateMillionths: number): KindedRecord => ({ kind: "currencyRate", record: { id, currency: "USD", day, rateMillionths } });
  const parts = line("u", { amount: { kind: "sum", cents: 30_000 }, currency: "USD", phasing: { kind: "dated", parts: [{ day: dayOf(2026, 3, 5), cents: 10_000 }, { day: dayOf(2026, 4, 5), cents: 20_000 }] } });
  const plan = smallPlan([{ id: "a" }], [parts, rate("1", dayOf(2026, 1, 1), 900_000), rate("2", dayOf(2026, 4, 1), 950_000)]);
  expect(budgetFor(plan)).toMatchObject({ totalCents: 9000 + 19_000, problems: [] });
  const late = budgetFor(smallPlan([{ id: "a" }], [parts, rate("2", dayOf(2026, 4, 1), 950_000)]));
  expect(late.totalCents).toBe(19_000);
  expect(late.problems).toEqual([{ code: "currency/no-rate", message: "Money in USD of 2026-03-05 is not counted: the first rate for USD holds from 2026-04-01.", hint: "Maybe add a rate for USD that holds on 2026-03-05." }]);
});

test("contingency lies inside the budget, management reserve outside, and what is drawn moves to its task", () => {
  const reserves: KindedRecord[] = [
    { kind: "reserve", record: { id: "c", name: "Contingency", kind: "contingency", amountCents: 50_000 } },
    { kind: "reserve", record: { id: "m", name: "Management reserve", kind: "management", amountCents: 80_000 } },
    { kind: "reserveDrawdown", record: { id: "d", name: "Second site", reserveId: "c", day: dayOf(2026, 3, 3), amountCents: 15_000, taskId: "a", costType: "contractor", reason: "Change 7" } },
  ];
  const budget = budgetFor(smallPlan([{ id: "a", durationMinutes: 5 * DAY }], reserves));
  expect(budget).toMatchObject({ totalCents: 50_000, contingencyLeftCents: 35_000, managementReserveLeftCents: 80_000, totalWithReserveCents: 130_000 });
  expect(budget.lines).toEqual([
    { wbs: "", costType: "contingency", spending: "opex", cents: 35_000 },
    { wbs: "1", costType: "contractor", spending: "opex", cents: 15_000 },
  ]);
});

test("things to buy fall on their day or their task; one without either is spread and told", () => {
  const buy = (id: string, more: object): KindedRecord => ({ kind: "procurementItem", record: { id, name: id, kind: "hardware", contractType: "fixed", budgetCents: 1000, ...more } });
  const budget = budgetFor(smallPlan([{ id: "a", durationMinutes: 5 * DAY }], [buy("p", { neededDay: dayOf(2026, 3, 4) }), buy("q", { taskId: "a" }), buy("s", {})]));
  expect(budget.items.map(({ days, spending }) => [days.length, days[0]?.day, spending])).toEqual([[1, dayOf(2026, 3, 4), "capex"], [1, dayOf(2026, 3, 2), "capex"], [5, dayOf(2026, 3, 2), "capex"]]);
  expect(budget.problems.map(({ code, message }) => [code, message])).toEqual([["budget/undated", "“s” has neither a day nor a task, so the cost lies evenly over the project."]]);
});

const DIMENSIONS: readonly CostDimension[] = ["wbs", "phase", "account", "costType", "month", "spending", "source"];

test("every grouping has the same total to the cent", () => {
  const cents = fc.integer({ min: 0, max: 1e9 });
  const lines = fc.array(fc.record({ cents, phasing: fc.constantFrom("start", "end", "prorated", "byMonth"), from: fc.integer({ min: 0, max: 400 }), length: fc.integer({ min: 0, max: 900 }), onTask: fc.boolean(), costType: fc.constantFrom("cloud", "travel", "hardware") }), { maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 9999 }), (given, rate) => {
      const records = given.map(({ cents: sum, phasing, from, length, onTask, costType }, at) => line(`l${at}`, { amount: { kind: "sum", cents: sum }, costType, phasing: { kind: phasing }, firstDay: dayOf(2026, 1, 1) + from, lastDay: dayOf(2026, 1, 1) + from + length, ...(onTask && { taskId: "a" }) }));
      const plan = edited(ritasPlan(...records), { type: "saveResource", resource: { ...(rita.record as { id: string; name: string; type: "work"; maxUnits: number }), standardRateCentsPerHour: rate } });
      const { items, totalCents } = budgetFor(plan);
      for (const item of items) expect(item.days.reduce((sum, day) => sum + day.cents, 0)).toBe(item.cents);
      for (const one of DIMENSIONS) for (const other of DIMENSIONS) expect(groupedCosts(plan, items, [one, other]).reduce((sum, group) => sum + group.cents, 0)).toBe(totalCents);
    }),
    { numRuns: 40 },
  );
});

test("the cost that a task's row shows is the sum of its items, whatever the rates of currencies", () => {
  const cents = fc.integer({ min: 0, max: 1e7 });
  const rate = fc.integer({ min: 1, max: 3_000_000 });
  const part = fc.record({ cents, kind: fc.constantFrom("sum", "licence", "cloud"), phasing: fc.constantFrom("start", "prorated", "byMonth"), months: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), rate, rate, (parts, first, second) => {
      const amountOf = ({ cents: sum, kind, months }: (typeof parts)[number]): object =>
        kind === "sum" ? { kind, cents: sum } : kind === "licence" ? { kind, metric: "user", quantity: 3, unitPriceCents: sum % 10_000, months, trueUps: [{ day: dayOf(2026, 6, 15), quantity: 2 }] } : { kind, units: 3, hoursPerMonth: 200, ratePerHour: 0.37, discountPercent: 12, months };
      const records: KindedRecord[] = [...parts.map((one, at) => line(`l${at}`, { taskId: "a", currency: "USD", amount: amountOf(one), phasing: { kind: one.phasing } })), { kind: "currencyRate", record: { id: "1", currency: "USD", day: dayOf(2026, 1, 1), rateMillionths: first } }, { kind: "currencyRate", record: { id: "2", currency: "USD", day: dayOf(2026, 5, 1), rateMillionths: second } }];
      const plan = ritasPlan(...records);
      const { schedule: dates } = schedule(plan);
      const items = budgetOf(plan, dates).items.filter(({ taskId }) => taskId === "a");
      expect(items.reduce((sum, item) => sum + item.cents, 0)).toBe(sumsOf(openDraft(plan), dates)("a").costCents);
    }),
    { numRuns: 40 },
  );
});

test("cost terms say the planned cost as rates of the tasks' durations", () => {
  const plan = ritasPlan();
  const terms = costTermsOf(plan, schedule(plan).schedule);
  expect(terms.plannedCents).toBe(540_500);
  expect(terms.tasks).toEqual([
    { taskId: "a", spentCents: 0, fixedCents: 500, remainingMinutes: 4800, centsPerMinute: 520_000 / 4800, work: [expect.objectContaining({ resourceId: "r", remainingWorkMinutes: 4800, centsPerWorkMinute: 520_000 / 4800 })] },
    { taskId: "b", spentCents: 0, fixedCents: 20_000, remainingMinutes: 960, centsPerMinute: 0, work: [] },
  ]);
});

test("cost terms of a task under way are what it has spent and the rate of what is left", () => {
  const plan = edited(ritasPlan(), { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 40 } }] });
  const terms = costTermsOf(plan, schedule(plan).schedule).tasks[0];
  expect(terms).toMatchObject({ spentCents: 208_000 + 500, fixedCents: 0, remainingMinutes: 2880 });
  expect((terms?.centsPerMinute ?? 0) * 2880).toBeCloseTo(312_000, 6);
});
