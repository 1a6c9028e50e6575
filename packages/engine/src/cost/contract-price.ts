/** What the buyer pays under a contract when the work has cost the seller so much (domain E). */
import { unreachable } from "../base/assert.ts";
import type { ContractTerms } from "../model/contracts/contract-terms.ts";

export interface ContractOutcome {
  readonly priceCents: number;
  /** What is left to the seller; negative is a loss. */
  readonly profitCents: number;
  /** Who pays for the next cent of cost. */
  readonly overrunBorneBy: "seller" | "buyer" | "both";
}

/**
 * Whole minor units. A shared overrun adds the buyer's share to the target price, up to the ceiling. Example: target cost 100,
 * profit 10, ceiling 125, 80/20: a cost of 110 pays 118 (profit 8), one of 120 pays 125 (profit 5).
 */
export function contractOutcome(terms: ContractTerms, costCents: number): ContractOutcome {
  switch (terms.type) {
    case "fixedPrice":
      return outcome(terms.priceCents, costCents, "seller");
    case "fixedPriceIncentive": {
      const shared = sharedPrice(terms, costCents);
      return outcome(Math.min(shared, terms.ceilingCents), costCents, shared >= terms.ceilingCents ? "seller" : "both");
    }
    case "costPlusIncentive": {
      const fee = sharedPrice(terms, costCents) - costCents;
      const paid = Math.min(terms.mostFeeCents, Math.max(terms.leastFeeCents, fee));
      return outcome(costCents + paid, costCents, paid === fee ? "both" : "buyer");
    }
    case "costPlusFee":
      return outcome(costCents + terms.feeCents, costCents, "buyer");
    case "timeAndMaterials": {
      const isCapped = terms.capCents !== undefined && costCents >= terms.capCents;
      return outcome(isCapped ? (terms.capCents ?? costCents) : costCents, costCents, isCapped ? "seller" : "buyer");
    }
    default:
      return unreachable(terms);
  }
}

/** Point of total assumption: the cost from which on the seller alone bears the overrun: (ceiling - target price) / buyer's share + target cost. Undefined where the buyer bears none. */
export function pointOfTotalAssumption({ targetCostCents, targetProfitCents, ceilingCents, buyerSharePercent }: Extract<ContractTerms, { readonly type: "fixedPriceIncentive" }>): number | undefined {
  return buyerSharePercent === 0 ? undefined : ((ceilingCents - targetCostCents - targetProfitCents) * 100) / buyerSharePercent + targetCostCents;
}

function sharedPrice({ targetCostCents, targetProfitCents, buyerSharePercent }: { readonly targetCostCents: number; readonly targetProfitCents: number; readonly buyerSharePercent: number }, costCents: number): number {
  return targetCostCents + targetProfitCents + Math.round(((costCents - targetCostCents) * buyerSharePercent) / 100);
}

function outcome(priceCents: number, costCents: number, overrunBorneBy: ContractOutcome["overrunBorneBy"]): ContractOutcome {
  return { priceCents, profitCents: priceCents - costCents, overrunBorneBy };
}
