/** Laws of money on random plans full of it: every way of looking at the same money comes to the same cents. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EarningRule } from "../model/cost/earning-rule.ts";
import { convertedCents, rateOn, rateTableOf } from "../model/cost/exchange.ts";
import { amountCentsOf } from "../model/cost/line-amount.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf, dayNumberOf, minuteOf, type Minute } from "../time/minute.ts";
import { actualCostsOf, actualWorkOf, reportedBeyondWork } from "./actual-costs.ts";
import { budgetTable } from "./budget-table.ts";
import { budgetOf } from "./budget.ts";
import { costCurvesOf } from "./cost-curves.ts";
import { byMonth, costForecastOf } from "./cost-forecast.ts";
import { groupedCosts, type CostDimension } from "./cost-groups.ts";
import { costTermsOf } from "./cost-terms.ts";
import { converterOf } from "./currencies.ts";
import { depreciationOf } from "./depreciation.ts";
import { earnedValueOf } from "./earned-value/earned-value.ts";
import { planCosts } from "./plan-costs.ts";
import { sumCents } from "./spread-cents.ts";

const START = dayOf(2026, 3, 2);
/** Each of the seven; `npm run trust -- C9` tries 1,000. */
const RUNS = Number(process.env["LEADLINE_MONEY_RUNS"] ?? 15);
const FOREVER = minuteOf(2100, 1, 1);

const cents = fc.integer({ min: 0, max: 300_000 });
const day = fc.integer({ min: START - 20, max: START + 60 });
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const costType = fc.constantFrom("labour", "contractor", "hardware", "licence", "cloud", "contingency", "other");
const accrual = fc.constantFrom("start", "end", "prorated");
const spending = fc.constantFrom("capex", "opex");
const taskId = maybe(fc.constantFrom("t0", "t1", "t2", "t3"));
const currency = maybe(fc.constantFrom("EUR", "USD", "CHF"));
const earningRules: readonly (EarningRule | undefined)[] = [undefined, { rule: "zeroHundred" }, { rule: "startFinish", startPercent: 50 }, { rule: "percent", accepted: true }, { rule: "units", done: 1, total: 4 }, { rule: "levelOfEffort" }, { rule: "apportioned", taskId: "t1", ratioPercent: 80 }];

/** What is absent is left out, as in records. */
function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const task = fc
  .record({ days: fc.integer({ min: 0, max: 12 }), active: fc.constantFrom(true, true, true, false), after: fc.boolean(), inside: fc.boolean(), fixedCostCents: maybe(fc.integer({ min: -5000, max: 200_000 })), fixedCostAccrual: maybe(accrual), fixedCostType: maybe(costType), percent: fc.constantFrom(0, 0, 30, 60, 100), isBegun: fc.boolean(), isStopped: fc.boolean(), reported: maybe(fc.integer({ min: 0, max: 50_000 })), earningRule: fc.constantFrom(...earningRules), physicalPercentComplete: maybe(fc.integer({ min: 0, max: 100 })), unit: fc.constantFrom("d", "ed") });
const resource = fc.record({ type: fc.constantFrom("work", "work", "material", "cost"), standardRateCentsPerHour: maybe(fc.integer({ min: 0, max: 9000 })), overtimeRateCentsPerHour: maybe(fc.integer({ min: 0, max: 9000 })), costPerUseCents: maybe(fc.integer({ min: 0, max: 900 })), accrueAt: maybe(accrual), costType: maybe(costType) });
const assignment = fc.record({ task: fc.constantFrom("t0", "t1", "t2", "t3"), resource: fc.constantFrom("r0", "r1", "nobody"), units: fc.constantFrom(0, 0.5, 1), hours: fc.integer({ min: 0, max: 60 }), donePercent: fc.constantFrom(0, 50, 100), overtime: maybe(fc.integer({ min: 0, max: 10 })), overtimeDone: maybe(fc.integer({ min: 0, max: 5 })), costCents: maybe(fc.integer({ min: -2000, max: 90_000 })), delay: fc.constantFrom(0, 480) });
const amount = fc.oneof(
  fc.record({ kind: fc.constant("sum"), cents }),
  fc.record({ kind: fc.constant("licence"), metric: fc.constant("user"), quantity: fc.integer({ min: 0, max: 20 }), unitPriceCents: fc.integer({ min: 0, max: 2000 }), months: fc.integer({ min: 1, max: 14 }), trueUps: fc.array(fc.record({ day, quantity: fc.integer({ min: 0, max: 9 }) }), { maxLength: 2 }) }),
  fc.record({ kind: fc.constant("cloud"), units: fc.integer({ min: 0, max: 5 }), hoursPerMonth: fc.integer({ min: 0, max: 744 }), ratePerHour: fc.constantFrom(0.01, 0.12), discountPercent: fc.constantFrom(0, 30), committed: fc.boolean(), months: fc.integer({ min: 1, max: 5 }) }),
);
const line = fc.record({ costType, amount, phasing: fc.constantFrom("start", "end", "prorated", "byMonth"), taskId, currency, firstDay: maybe(day), lastDay: maybe(day), spending: maybe(spending), paymentDays: maybe(fc.constantFrom(0, 14)), inServiceDay: maybe(day), usefulLifeMonths: maybe(fc.constantFrom(1, 7)) });
const purchase = fc.record({ kind: fc.constantFrom("Server", "Licences", "Cloud", "Consulting", "Desk"), budgetCents: fc.oneof(fc.constant(0), cents), costType: maybe(costType), taskId, neededDay: maybe(day), spending: maybe(spending), paymentDays: maybe(fc.constantFrom(0, 60)) });
const posting = fc.record({ day, taskId, costType, amountCents: fc.oneof(fc.constant(0), cents), credit: maybe(fc.constant(true)), currency, orderId: maybe(fc.constantFrom("o0", "o1")), spending: maybe(spending), paymentDays: maybe(fc.constantFrom(0, 7)) });
const order = fc.record({ day, taskId, costType, amountCents: cents, currency, receivedCents: maybe(cents), expectedDay: maybe(day), closed: maybe(fc.constant(true)) });
const drawdown = fc.record({ reserveId: fc.constantFrom("reserve0", "reserve1"), day, amountCents: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 })), taskId, costType });
const rate = fc.record({ currency: fc.constantFrom("USD", "CHF"), day, rateMillionths: fc.integer({ min: 500_000, max: 1_500_000 }) });

const money = fc.record({
  tasks: fc.array(task, { minLength: 4, maxLength: 4 }),
  resources: fc.array(resource, { minLength: 2, maxLength: 2 }),
  assignments: fc.array(assignment, { maxLength: 5 }),
  lines: fc.array(line, { maxLength: 4 }),
  purchases: fc.array(purchase, { maxLength: 3 }),
  postings: fc.array(posting, { maxLength: 4 }),
  orders: fc.array(order, { maxLength: 2 }),
  drawdowns: fc.array(drawdown, { maxLength: 2 }),
  reserves: fc.array(fc.record({ kind: fc.constantFrom("contingency", "management"), amountCents: fc.constantFrom(0, 1000, 70_000) }), { maxLength: 2 }),
  rates: fc.array(rate, { maxLength: 3 }),
  accounts: fc.array(fc.record({ name: fc.constantFrom("A", "B"), taskIds: fc.uniqueArray(fc.constantFrom("t0", "t1", "t2", "t3"), { maxLength: 2 }) }), { maxLength: 3 }),
  policy: maybe(fc.record({ capexCostTypes: maybe(fc.constant(["licence", "hardware"])), actualCostFrom: maybe(fc.constantFrom("progress", "ledger")), paymentDays: maybe(fc.constant(10)) })),
  baseline: fc.constantFrom("none", "cost", "work", "withoutDates"),
  statusDays: maybe(fc.integer({ min: -5, max: 40 })),
});
type Money = typeof money extends fc.Arbitrary<infer T> ? T : never;

/** Records as a file could bring them: commands would not make all of these. */
function planOf(given: Money): Project {
  const records = <T extends object>(kind: string, all: readonly T[], more: (one: T, at: number) => object = () => ({})): KindedRecord[] => all.map((one, at) => ({ kind, record: present({ id: `${kind}${at}`, name: `${kind} ${at}`, ...one, ...more(one, at) }) }) as KindedRecord);
  const tasks = given.tasks.map(({ days, after, inside, percent, isBegun, isStopped, reported, unit, ...fields }, at) => {
    const begun = percent > 0 && isBegun ? { actualStart: minuteOf(2026, 3, 2 + at, 8) } : {};
    const stopped = percent > 0 && percent < 100 && isBegun && isStopped ? { stop: minuteOf(2026, 3, 4 + at, 12) } : {};
    const progress = days > 0 && percent > 0 ? { percentComplete: percent, remainingDurationMinutes: (days * 480 * (100 - percent)) / 100, actualDurationMinutes: (days * 480 * percent) / 100, ...begun, ...stopped } : {};
    const told = reported === undefined ? {} : { reportedCost: { actualCents: reported, computedCents: 1000 } };
    return { ...present(fields), ...progress, ...told, id: `t${at}`, durationMinutes: days * 480, durationUnit: unit, level: inside && at > 0 ? 2 : 1, ...(after && at > 1 && !inside && { after: [`t${at - 1}`] }) } as Parameters<typeof smallPlan>[0][number];
  });
  const assigned = records("assignment", given.assignments.map(({ task: taskIdOf, resource: resourceId, units, hours, donePercent, overtime, overtimeDone, costCents, delay }) => ({ taskId: taskIdOf, ...(resourceId !== "nobody" && { resourceId }), units, workMinutes: hours * 60, actualWorkMinutes: (hours * 60 * donePercent) / 100, remainingWorkMinutes: (hours * 60 * (100 - donePercent)) / 100, delayMinutes: delay, overtimeWorkMinutes: overtime && Math.min(overtime, hours) * 60, actualOvertimeWorkMinutes: overtimeDone && overtime && Math.min(overtimeDone, overtime, hours) * 60, costCents })).map(({ ...one }) => one)).map((one) => (one.kind === "assignment" ? { ...one, record: withoutName(one.record) } : one));
  const plan = smallPlan(tasks, [
    ...given.resources.map((one, at) => ({ kind: "resource", record: present({ id: `r${at}`, name: `R${at}`, maxUnits: 1, rank: `V${at}`, ...one }) }) as KindedRecord),
    ...assigned,
    ...records("budgetLine", given.lines, ({ phasing }) => ({ phasing: { kind: phasing } })),
    ...records("procurementItem", given.purchases, () => ({ contractType: "fixed" })),
    ...records("actualCost", given.postings),
    ...records("purchaseOrder", given.orders, (_, at) => ({ id: `o${at}` })),
    ...records("reserve", given.reserves),
    ...records("reserveDrawdown", given.drawdowns, () => ({ reason: "agreed" })),
    ...records("currencyRate", given.rates).map((one) => (one.kind === "currencyRate" ? { ...one, record: withoutName(one.record) } : one)),
    ...records("controlAccount", given.accounts, () => ({ organisation: "IT", owner: "Ada" })),
  ]);
  const settings = { ...settingsOf(plan), currency: "EUR", ...(given.policy && { costPolicy: present(given.policy) }), ...(given.statusDays !== undefined && { statusDate: (minuteOf(2026, 3, 2, 17) + given.statusDays * 1440) as Minute }) };
  return withBaseline(projectOf([...recordsOf(plan), { kind: "settings", record: settings }]), given.baseline);
}

function withoutName<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== "name")) as T;
}

function withBaseline(plan: Project, kind: Money["baseline"]): Project {
  if (kind === "none") return plan;
  const dates = schedule(plan).schedule;
  const own = new Map([...plan.records.task.keys()].map((id, at) => [id, planCosts(plan, dates, [...plan.records.task.values()].filter((one) => one.id === id)).reduce((sum, item) => sum + item.cents, 0) + at * 700] as const));
  const held = [...plan.records.task.keys()].map((id): KindedRecord => {
    const now = dates.of(id);
    const amounts = kind === "work" ? { workMinutes: 480 } : { costCents: Math.max(0, own.get(id) ?? 0) };
    return { kind: "taskBaseline", record: { id: `0.${id}`, number: 0, taskId: id, ...(kind !== "withoutDates" && now && { start: now.start, finish: now.finish }), ...amounts } };
  });
  return projectOf([...recordsOf(plan), ...held]);
}

function law(check: (plan: Project, dates: ReturnType<typeof schedule>["schedule"]) => void): void {
  fc.assert(
    fc.property(money, (given) => {
      const plan = planOf(given);
      check(plan, schedule(plan).schedule);
    }),
    { numRuns: RUNS },
  );
}

const total = (items: readonly { readonly cents: number }[]): number => items.reduce((sum, item) => sum + item.cents, 0);

test("the budget is the same cents by item, day, month, element, kind, account and source", () => {
  law((plan, dates) => {
    const budget = budgetOf(plan, dates);
    for (const item of budget.items) expect(sumCents(item.days), item.label).toBe(item.cents);
    expect(total(budget.items)).toBe(budget.totalCents);
    expect(budget.capexCents + budget.opexCents).toBe(budget.totalCents);
    expect(total(budget.lines)).toBe(budget.totalCents);
    expect(budget.months.at(-1)?.cumulativeCents ?? 0).toBe(budget.totalCents);
    for (const by of [["wbs"], ["phase"], ["account"], ["costType"], ["month"], ["spending"], ["source"], ["month", "phase"]] satisfies CostDimension[][]) expect(total(groupedCosts(plan, budget.items, by)), by.join()).toBe(budget.totalCents);
    const table = budgetTable(plan, budget);
    for (const { cents: [...row] } of table.rows) expect(row.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(row.at(-1));
    const written = depreciationOf(plan, dates, budget.items);
    expect(total(written)).toBe(budget.capexCents);
    expect(written.at(-1)?.leftCents ?? 0).toBe(0);
    expect(written.map(({ month }) => month)).toEqual(written.map(({ month }) => month).sort());
  });
});

test("lines, things to buy and reserves come to what their records say, those of inactive tasks to nothing", () => {
  law((plan, dates) => {
    const budget = budgetOf(plan, dates);
    const { records } = plan;
    const isActive = ({ taskId: of }: { readonly taskId?: string | undefined }): boolean => of === undefined || records.task.get(of)?.active === true;
    for (const one of records.budgetLine.values()) {
      const item = budget.items.find(({ source }) => source.kind === "budgetLine" && source.id === one.id);
      if (one.currency === undefined || one.currency === "EUR") {
        const first = one.firstDay ?? dayNumberOf((dates.of(one.taskId ?? "") ?? dates).start);
        expect(item?.cents ?? 0).toBe(isActive(one) ? amountCentsOf(one.amount, first) : 0);
      }
      if (item && one.spending) expect(item.spending).toBe(one.spending);
      if (item && one.paymentDays !== undefined) expect(item.paymentDays).toBe(one.paymentDays);
    }
    const bought = budget.items.filter(({ source }) => source.kind === "procurementItem");
    expect(total(bought)).toBe([...records.procurementItem.values()].reduce((sum, one) => sum + (isActive(one) ? one.budgetCents : 0), 0));
    const drawn = [...records.reserveDrawdown.values()].reduce((sum, one) => sum + one.amountCents, 0);
    expect(total(budget.items.filter(({ source }) => source.kind === "reserveDrawdown"))).toBe(drawn);
    expect(total(budget.items.filter(({ source }) => source.kind === "reserve"))).toBe(budget.contingencyLeftCents);
    expect(budget.totalWithReserveCents - budget.totalCents).toBe(budget.managementReserveLeftCents);
    expect(budget.reserves.reduce((sum, one) => sum + one.leftCents, 0)).toBe(budget.contingencyLeftCents + budget.managementReserveLeftCents);
  });
});

test("what a simulation reckons with is the plan's own cost", () => {
  law((plan, dates) => {
    const terms = costTermsOf(plan, dates);
    const reported = [...plan.records.task.values()].reduce((sum, one) => sum + (terms.tasks.some((term) => term.taskId === one.id) ? reportedBeyondWork(one) : 0), 0);
    const contingency = budgetOf(plan, dates).items.filter(({ costType: type, source }) => type === "contingency" && source.kind !== "assignment" && source.kind !== "task");
    const other = budgetOf(plan, dates).items.filter(({ source }) => !["assignment", "task", "reserve"].includes(source.kind));
    expect(terms.otherCents).toBe(total(other) - total(contingency.filter(({ source }) => source.kind !== "reserve")));
    // Each assignment rounds what is spent and what is left.
    expect(Math.abs(terms.plannedCents - (total(planCosts(plan, dates)) + reported + terms.otherCents))).toBeLessThanOrEqual(2 + 2 * plan.records.assignment.size);
    for (const { spentCents, fixedCents, centsPerMinute, remainingMinutes, work } of terms.tasks) {
      expect([spentCents, fixedCents].every(Number.isInteger)).toBe(true);
      expect(remainingMinutes).toBeGreaterThanOrEqual(0);
      const byWork = work.reduce((sum, one) => sum + one.remainingWorkMinutes * one.centsPerWorkMinute, 0);
      if (remainingMinutes > 0) expect(centsPerMinute * remainingMinutes).toBeCloseTo(byWork, 4);
      else expect(centsPerMinute).toBe(0);
    }
  });
});

test("spent and to come are the forecast; nothing to come lies in the past, and what is paid is what it costs", () => {
  law((plan, dates) => {
    const forecast = costForecastOf(plan, dates);
    const { statusDay } = forecast;
    expect(forecast.actualCents + forecast.toComeCents).toBe(forecast.totalCents);
    expect(sumCents(forecast.actual)).toBe(forecast.actualCents);
    expect(sumCents(forecast.toCome)).toBe(forecast.toComeCents);
    expect(sumCents(forecast.payments)).toBe(forecast.totalCents);
    expect(sumCents(forecast.budget)).toBe(budgetOf(plan, dates).totalCents);
    expect(total(byMonth(forecast.payments))).toBe(forecast.totalCents);
    expect(forecast.taskLinesToComeCents).toBeLessThanOrEqual(sumCents(forecast.linesToCome));
    for (const one of forecast.toCome) if (statusDay !== undefined) expect(one.day).toBeGreaterThan(statusDay);
    for (const one of forecast.actual) expect(one.day).toBeLessThanOrEqual(statusDay ?? -Infinity);
    if (statusDay === undefined) expect(forecast.actualCents).toBe(0);
    for (const { orderedCents, committedCents, accruedCents, invoicedCents, orderId } of forecast.orders) {
      const closed = plan.records.purchaseOrder.get(orderId)?.closed === true;
      expect(committedCents).toBe(closed ? 0 : Math.max(0, orderedCents - invoicedCents));
      expect(accruedCents).toBeGreaterThanOrEqual(0);
    }
    expect(forecast.committedCents).toBe(forecast.orders.reduce((sum, one) => sum + one.committedCents, 0));
    expect(forecast.accruedCents).toBe(forecast.orders.reduce((sum, one) => sum + one.accruedCents, 0));
  });
});

test("the S-curve ends at budget and forecast, by day as by month, and its band lies around what is to come", () => {
  law((plan, dates) => {
    const byDay = costCurvesOf(plan, dates);
    const months = costCurvesOf(plan, dates, { step: "month", until: dayNumberOf(dates.finish) + 40, range: { p10: byDay.forecast.totalCents - 5000, p80: byDay.forecast.totalCents + 9000 } });
    const last = byDay.points.at(-1);
    expect(last?.budget).toBe(sumCents(byDay.forecast.budget));
    if (byDay.statusDay === undefined || last?.forecast !== null) expect(last?.forecast).toBe(byDay.forecast.totalCents);
    const known = new Map(byDay.points.map((point) => [point.day, point]));
    for (const point of months.points) {
      const same = known.get(point.day);
      if (same) expect({ ...point, forecastLow: null, forecastHigh: null }).toEqual(same);
      if (point.forecastLow !== null && point.forecastHigh !== null && byDay.forecast.toComeCents > 5000) expect(point.forecastLow).toBeLessThanOrEqual(point.forecastHigh);
    }
    for (const point of byDay.points) {
      expect([point.forecastLow, point.forecastHigh]).toEqual([null, null]);
      expect(point.actual === null).toBe(byDay.statusDay === undefined || point.day > byDay.statusDay);
      expect(point.forecast === null).toBe(byDay.statusDay !== undefined && point.day < byDay.statusDay);
      // On the status day both curves meet.
      if (point.day === byDay.statusDay && point.actual !== null && point.forecast !== null) expect(point.forecast).toBe(point.actual);
    }
  });
});

test("actual costs grow from nothing to their amount, and come from the ledger, from progress or from both as the policy says", () => {
  law((plan, dates) => {
    const policy = settingsOf(plan).costPolicy?.actualCostFrom;
    const { items, fromLedger } = actualCostsOf(plan, dates, converterOf(plan));
    for (const item of [...items, ...actualWorkOf(plan, dates)]) {
      expect(item.before(FOREVER)).toBe(item.cents);
      expect(item.before(minuteOf(2020, 1, 1))).toBe(0);
      expect(sumCents(item.days)).toBe(item.cents);
    }
    const posted = items.filter(({ source }) => source.kind === "actualCost");
    const worked = items.filter(({ source }) => source.kind !== "actualCost");
    if (policy === "progress") expect(posted).toEqual([]);
    if (policy === "ledger") expect(worked).toEqual([]);
    for (const item of worked) expect(fromLedger.has(item.costType)).toBe(false);
    const table = rateTableOf(plan.records.currencyRate.values());
    const inEuro = (one: { readonly amountCents: number; readonly currency?: string | undefined; readonly day: number; readonly credit?: boolean | undefined }): number => {
      const found = one.currency === undefined || one.currency === "EUR" ? 1_000_000 : (rateOn(table, one.currency, one.day)?.rateMillionths ?? 0);
      return convertedCents(one.credit ? -one.amountCents : one.amountCents, found);
    };
    if (policy !== "progress") expect(total(posted)).toBe([...plan.records.actualCost.values()].reduce((sum, one) => sum + inEuro(one), 0));
  });
});

test("earned value sums by task and account in money, in work and without dates, and earned schedule stays within the plan", () => {
  law((plan, dates) => {
    const at = settingsOf(plan).statusDate ?? minuteOf(2026, 3, 11, 12);
    for (const rule of ["leadline", "msProject"] as const) {
      for (const period of ["day", "week", "month"] as const) {
        const value = earnedValueOf(plan, dates, { at, rule, period, baseline: 0 });
        const { bac, pv, ev, ac } = value.sums;
        expect(value.plannedAt(FOREVER)).toBe(bac);
        expect([value.plannedAt(at), value.earnedAt(at)]).toEqual([pv, ev]);
        expect(pv).toBeLessThanOrEqual(bac);
        for (const name of ["bac", "pv", "ev"] as const) expect(value.tasks.reduce((sum, one) => sum + one[name], 0)).toBe(value.sums[name]);
        if (value.accounts.length > 0) for (const name of ["bac", "pv", "ev", "ac"] as const) expect(value.accounts.reduce((sum, account) => sum + account[name], 0)).toBe(value.sums[name]);
        expect(value.actualAt(at)).toBe(ac);
        const names = value.accounts.filter(({ accountId }) => accountId !== undefined).map(({ name }) => name);
        expect(names).toEqual([...names].sort());
        const has = plan.records.taskBaseline.size > 0;
        expect(value.problems.some(({ code }) => code === "evm/no-baseline")).toBe(!has);
        expect(value.problems.some(({ code }) => code === "evm/no-budget")).toBe(has && bac === 0);
        const es = value.earnedSchedule;
        if (es) {
          expect(es.es).toBeGreaterThanOrEqual(0);
          expect(es.es).toBeLessThanOrEqual(es.pd);
        }
      }
    }
  });
});
