/** Cash flow: when the costs of a project leave as payments, month by month. */
import { civilOf, dayOf, daysInMonth } from "../time/minute.ts";
import type { CostForecast } from "./cost-forecast.ts";
import { monthOf } from "./cost-groups.ts";
import type { DayCents } from "./spread-cents.ts";

/** Whole minor units; the sums are those from the beginning to the end of the month. */
export interface CashMonth {
  readonly month: string;
  readonly lastDay: number;
  readonly paidCents: number;
  readonly paidSumCents: number;
  /** Costs that have arisen: what is not paid of them is owed. */
  readonly costSumCents: number;
}

/** Every month from the first cost to the last payment, those without either too. Costs and payments end at the same sum. */
export function cashFlowOf({ actual, toCome, payments }: Pick<CostForecast, "actual" | "toCome" | "payments">): CashMonth[] {
  const costs = sumsByMonth([...actual, ...toCome]);
  const paid = sumsByMonth(payments);
  const days = [...actual, ...toCome, ...payments].map(({ day }) => day);
  if (days.length === 0) return [];
  const last = days.reduce((a, b) => Math.max(a, b));
  const months: CashMonth[] = [];
  let [paidSumCents, costSumCents] = [0, 0];
  for (let lastDay = monthEnd(days.reduce((a, b) => Math.min(a, b))); ; lastDay = monthEnd(lastDay + 1)) {
    const month = monthOf(lastDay);
    const paidCents = paid.get(month) ?? 0;
    paidSumCents += paidCents;
    costSumCents += costs.get(month) ?? 0;
    months.push({ month, lastDay, paidCents, paidSumCents, costSumCents });
    if (lastDay >= last) return months;
  }
}

function sumsByMonth(days: readonly DayCents[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { day, cents } of days) sums.set(monthOf(day), (sums.get(monthOf(day)) ?? 0) + cents);
  return sums;
}

function monthEnd(day: number): number {
  const { year, month } = civilOf(day);
  return dayOf(year, month, daysInMonth(year, month));
}
