/** The atoms of every sum of money: what a cost is for, where it belongs, and on which days it arises. */
import type { CostType, Spending } from "../model/cost/money.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Kind } from "../model/records.ts";
import type { DayCents } from "./spread-cents.ts";

export interface CostItem {
  /** The record that it follows from. */
  readonly source: { readonly kind: Kind; readonly id: string };
  readonly label: string;
  /** Undefined: the project as a whole. */
  readonly taskId: string | undefined;
  readonly resourceId?: string;
  readonly costType: CostType;
  readonly spending: Spending;
  /** Of an assignment: regular work (or material, or a sum), overtime, or uses. */
  readonly part?: "regular" | "overtime" | "use";
  /** How it falls due as work goes on; absent where only its days say. */
  readonly accrual?: "start" | "end" | "prorated";
  /** In the project's currency; the sum of its days. */
  readonly cents: number;
  readonly days: readonly DayCents[];
  /** Days from the cost to its payment. */
  readonly paymentDays: number;
}

/** What stands unless the cost policy says otherwise. */
export const USUAL_PAYMENT_DAYS = 30;
const USUALLY_CAPEX: readonly CostType[] = ["hardware"];

/** The policy's answer, unless the record itself says otherwise. */
export function spendingOf(project: Project, costType: CostType, own?: Spending): Spending {
  if (own) return own;
  const capex = settingsOf(project).costPolicy?.capexCostTypes ?? USUALLY_CAPEX;
  return capex.includes(costType) ? "capex" : "opex";
}

export function paymentDaysOf(project: Project, costType: CostType, own?: number): number {
  if (own !== undefined) return own;
  // People are paid in the month in which they work; what is bought is paid on invoice.
  return costType === "labour" ? 0 : (settingsOf(project).costPolicy?.paymentDays ?? USUAL_PAYMENT_DAYS);
}
