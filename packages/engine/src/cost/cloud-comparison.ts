/** Whether committing to cloud use pays: what is used against a discount on everything. */
import type { BudgetAmount } from "../model/cost/budget-line.ts";
import { HOURS_PER_MONTH } from "../model/cost/line-amount.ts";

export interface CloudOffer {
  readonly units: number;
  /** Currency units per hour at the list price. */
  readonly ratePerHour: number;
  /** Off the list price, for a commitment. */
  readonly discountPercent: number;
  /** Off the list price of what is used without a commitment. Absent: none. */
  readonly usageDiscountPercent?: number;
  /** Expected share of the month's hours in use, 0-1. */
  readonly utilisation: number;
}

export interface CloudComparison {
  /** Whole minor units a month. */
  readonly onDemandCents: number;
  readonly committedCents: number;
  /** From this share of use on the commitment is cheaper: 1 - discount, over 1 - discount of use without it. Undefined where such use is free. */
  readonly breakEvenUtilisation: number | undefined;
  readonly cheaper: "onDemand" | "committed";
}

/** A month of 730 hours. Example: 10 machines at 0.12, 30 % discount: 876.00 if all is used, 613.20 committed, even at 70 % use. */
export function compareCloud({ units, ratePerHour, discountPercent, usageDiscountPercent = 0, utilisation }: CloudOffer): CloudComparison {
  const list = units * HOURS_PER_MONTH * ratePerHour * 100;
  const onDemandCents = Math.round((list * utilisation * (100 - usageDiscountPercent)) / 100);
  const committedCents = Math.round((list * (100 - discountPercent)) / 100);
  const breakEvenUtilisation = usageDiscountPercent === 100 ? undefined : (100 - discountPercent) / (100 - usageDiscountPercent);
  return { onDemandCents, committedCents, breakEvenUtilisation, cheaper: committedCents < onDemandCents ? "committed" : "onDemand" };
}

/** Of a budget line: its own commitment, the one it was offered, or, without an offer, its discount taken for one. */
export function compareCloudLine({ units, ratePerHour, discountPercent, offeredDiscountPercent, committed, hoursPerMonth }: Extract<BudgetAmount, { readonly kind: "cloud" }>): CloudComparison {
  const utilisation = hoursPerMonth / HOURS_PER_MONTH;
  if (committed || offeredDiscountPercent === undefined) return compareCloud({ units, ratePerHour, discountPercent, utilisation });
  return compareCloud({ units, ratePerHour, discountPercent: offeredDiscountPercent, usageDiscountPercent: discountPercent, utilisation });
}
