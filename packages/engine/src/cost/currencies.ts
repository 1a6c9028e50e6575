/** Money of any currency in the project's: by the rate in force on its day, or a problem that says which rate is missing. */
import type { Problem } from "../base/problem.ts";
import { convertedCents, rateOn, rateTableOf, type RateTable } from "../model/cost/exchange.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { formatIsoDay } from "../time/minute.ts";

export interface Money {
  readonly cents: number;
  /** Absent: the project's currency. */
  readonly currency?: string | undefined;
}

/** Converts, and collects one problem for each currency that has no rate on a day. Money without a rate counts as 0. */
export interface Converter {
  readonly convert: (money: Money, day: number) => number;
  readonly problems: () => readonly Problem[];
}

export function converterOf(project: Project): Converter {
  const table = rateTableOf(project.records.currencyRate.values());
  const own = settingsOf(project).currency;
  const missing = new Map<string, number>();
  const convert = ({ cents, currency }: Money, day: number): number => {
    if (currency === undefined || currency === own) return cents;
    const rate = rateOn(table, currency, day);
    if (rate) return convertedCents(cents, rate.rateMillionths);
    missing.set(currency, Math.min(day, missing.get(currency) ?? day));
    return 0;
  };
  return { convert, problems: () => [...missing].map(([currency, day]) => missingRate(currency, day, table)) };
}

function missingRate(currency: string, day: number, table: RateTable): Problem {
  const first = table.get(currency)?.[0];
  const why = first ? `the first rate for ${currency} holds from ${formatIsoDay(first.day)}` : `the plan has no rate for ${currency}`;
  return { code: "currency/no-rate", message: `Money in ${currency} of ${formatIsoDay(day)} is not counted: ${why}.`, hint: `Maybe add a rate for ${currency} that holds on ${formatIsoDay(day)}.` };
}
