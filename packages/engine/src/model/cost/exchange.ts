/** Money of other currencies in the project's currency, by the rate in force on a day. */
import type { RecordOf } from "../records.ts";

export type CurrencyRate = RecordOf<"currencyRate">;

/** Rates by currency, each list by day. */
export type RateTable = ReadonlyMap<string, readonly CurrencyRate[]>;

export function rateTableOf(rates: Iterable<CurrencyRate>): RateTable {
  const byCurrency = new Map<string, CurrencyRate[]>();
  for (const rate of rates) byCurrency.set(rate.currency, [...(byCurrency.get(rate.currency) ?? []), rate]);
  for (const list of byCurrency.values()) list.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  return byCurrency;
}

/** The rate in force on a day; undefined where the currency has none, or none yet. */
export function rateOn(table: RateTable, currency: string, day: number): CurrencyRate | undefined {
  return table.get(currency)?.findLast((rate) => rate.day <= day);
}

const MILLION = 1_000_000n;

/** Cents of a currency in cents of the project's, halves away from zero; whole numbers throughout, so that no fraction is lost. */
export function convertedCents(cents: number, rateMillionths: number): number {
  const product = BigInt(Math.abs(cents)) * BigInt(rateMillionths);
  const converted = Number((product + MILLION / 2n) / MILLION);
  return cents < 0 ? -converted : converted;
}
