/** Orders to suppliers: what is committed, invoiced, received but not invoiced yet, and still open (domain E). */
import type { Project } from "../model/project.ts";
import type { PurchaseOrder } from "../model/records.ts";
import { contractOutcome } from "./contract-price.ts";
import type { Converter } from "./currencies.ts";

/** Whole minor units of the project's currency. */
export interface OrderStanding {
  readonly orderId: string;
  readonly name: string;
  readonly taskId: string | undefined;
  readonly costType: string;
  /** When it is expected, else when it was ordered. */
  readonly expectedDay: number;
  readonly orderedCents: number;
  readonly invoicedCents: number;
  /** Received and not invoiced: owed, though no invoice says so. */
  readonly accruedCents: number;
  /** Ordered and not invoiced: committed. Nothing of a closed order, nor beyond what was ordered. */
  readonly committedCents: number;
}

/** One row per order. Invoices are actual costs that name the order; credit notes take their part back. */
export function orderStandings(project: Project, { convert }: Pick<Converter, "convert">): OrderStanding[] {
  const invoiced = new Map<string, number>();
  for (const { orderId, amountCents, credit, currency, day } of project.records.actualCost.values()) {
    if (orderId === undefined) continue;
    const cents = convert({ cents: amountCents, currency }, day);
    invoiced.set(orderId, (invoiced.get(orderId) ?? 0) + (credit ? -cents : cents));
  }
  return [...project.records.purchaseOrder.values()].map((order) => {
    const { id, name, taskId, costType, currency, day, receivedCents = 0, closed } = order;
    const orderedCents = convert({ cents: priceOf(order), currency }, day);
    const invoicedCents = invoiced.get(id) ?? 0;
    return {
      orderId: id,
      name,
      taskId,
      costType,
      expectedDay: order.expectedDay ?? day,
      orderedCents,
      invoicedCents,
      accruedCents: Math.max(0, convert({ cents: receivedCents, currency }, day) - invoicedCents),
      committedCents: closed ? 0 : Math.max(0, orderedCents - invoicedCents),
    };
  });
}

/** What the contract is expected to pay; without terms or an expected cost what was ordered. */
function priceOf({ amountCents, terms, expectedCostCents }: PurchaseOrder): number {
  return terms && expectedCostCents !== undefined ? contractOutcome(terms, expectedCostCents).priceCents : amountCents;
}
