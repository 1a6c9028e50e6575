/** Types of contract as people call them, what new terms begin with, and which numbers each type has. */
import type { ContractTerms } from "@leadline/engine/model/contracts/contract-terms.ts";
import type { PurchaseOrder } from "@leadline/engine/model/records.ts";

export const CONTRACT_TYPES: readonly (readonly [ContractTerms["type"], string])[] = [
  ["fixedPrice", "Fixed price"],
  ["fixedPriceIncentive", "Fixed price, incentive"],
  ["costPlusIncentive", "Cost plus incentive"],
  ["costPlusFee", "Cost plus fixed fee"],
  ["timeAndMaterials", "Time and materials"],
];

/** The numbers of terms, of which each type has some; money but for the share. */
export const TERM_FIELDS = [
  ["priceCents", "Price"],
  ["targetCostCents", "Target cost"],
  ["targetProfitCents", "Target profit"],
  ["ceilingCents", "Ceiling"],
  ["leastFeeCents", "Least fee"],
  ["mostFeeCents", "Most fee"],
  ["feeCents", "Fee"],
  ["capCents", "Cap"],
] as const satisfies readonly (readonly [string, string])[];

/** What the order is worth is what new terms pay as planned: cost and a tenth of it as profit, of overruns 80 % to the buyer. */
export function usualTerms(type: string, { amountCents }: Pick<PurchaseOrder, "amountCents">): ContractTerms | undefined {
  const profit = Math.round(amountCents / 11);
  const target = { targetCostCents: amountCents - profit, targetProfitCents: profit, buyerSharePercent: 80 };
  switch (type) {
    case "fixedPrice":
      return { type, priceCents: amountCents };
    case "fixedPriceIncentive":
      return { type, ...target, ceilingCents: Math.round(amountCents * 1.15) };
    case "costPlusIncentive":
      return { type, ...target, leastFeeCents: 0, mostFeeCents: 2 * profit };
    case "costPlusFee":
      return { type, feeCents: profit };
    case "timeAndMaterials":
      return { type, capCents: amountCents };
    default:
      return undefined;
  }
}

/** A number of the terms; `undefined` where the type has none of the kind. */
export function termOf(terms: ContractTerms | undefined, field: string): number | undefined {
  const value: unknown = terms && Object.entries(terms).find(([name]) => name === field)?.[1];
  return typeof value === "number" ? value : undefined;
}
