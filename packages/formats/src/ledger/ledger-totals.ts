/** Sums of postings by currency and kind of cost, shown before anything is stored. */
import type { CostType } from "@leadline/engine/model/cost/money.ts";
import type { LedgerPosting, LedgerTotal } from "./ledger-preview.ts";

/** One total for each currency, the project's own first. */
export function totalsOf(postings: readonly LedgerPosting[], own: string): readonly LedgerTotal[] {
  const byCurrency = new Map<string, LedgerPosting[]>();
  for (const posting of postings) {
    const currency = posting.record.currency ?? own;
    const list = byCurrency.get(currency);
    if (list) list.push(posting);
    else byCurrency.set(currency, [posting]);
  }
  return [...byCurrency].sort(([a], [b]) => Number(b === own) - Number(a === own) || (a < b ? -1 : 1)).map(([currency, list]) => totalOf(currency, list));
}

function totalOf(currency: string, postings: readonly LedgerPosting[]): LedgerTotal {
  let [spentCents, refundedCents] = [0, 0];
  const types = new Map<CostType, number>();
  for (const { record: { costType, amountCents, credit } } of postings) {
    if (credit) refundedCents += amountCents;
    else spentCents += amountCents;
    types.set(costType, (types.get(costType) ?? 0) + (credit ? -amountCents : amountCents));
  }
  return { currency, rows: postings.length, spentCents, refundedCents, netCents: spentCents - refundedCents, byCostType: [...types].map(([costType, netCents]) => ({ costType, netCents })) };
}
