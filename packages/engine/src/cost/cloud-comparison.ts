/** Whether committing to cloud use pays: what is used at the list price against a discount on everything. */
import { HOURS_PER_MONTH } from "../model/cost/line-amount.ts";

export interface CloudOffer {
  readonly units: number;
  /** Currency units per hour at the list price. */
  readonly ratePerHour: number;
  readonly discountPercent: number;
  /** Expected share of the month's hours in use, 0-1. */
  readonly utilisation: number;
}

export interface CloudComparison {
  /** Whole minor units a month. */
  readonly onDemandCents: number;
  readonly committedCents: number;
  /** From this share of use on the commitment is cheaper: 1 - discount. */
  readonly breakEvenUtilisation: number;
  readonly cheaper: "onDemand" | "committed";
}

/** A month of 730 hours. Example: 10 machines at 0.12, 30 % discount: 876.00 if all is used, 613.20 committed, even at 70 % use. */
export function compareCloud({ units, ratePerHour, discountPercent, utilisation }: CloudOffer): CloudComparison {
  const list = units * HOURS_PER_MONTH * ratePerHour * 100;
  const [onDemandCents, committedCents] = [Math.round(list * utilisation), Math.round((list * (100 - discountPercent)) / 100)];
  return { onDemandCents, committedCents, breakEvenUtilisation: (100 - discountPercent) / 100, cheaper: committedCents < onDemandCents ? "committed" : "onDemand" };
}
