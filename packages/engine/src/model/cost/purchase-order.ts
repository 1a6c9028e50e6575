/** An order given to a supplier: money that is committed until it is invoiced. */
import { z } from "zod";
import { contractTerms } from "../contracts/contract-terms.ts";
import { dayNumber, id, line } from "../fields.ts";
import { amountCents, costType, currencyCode, paymentDays, spending } from "./money.ts";

export const purchaseOrderSchema = z.strictObject({
  id,
  name: line,
  number: line.optional(),
  supplier: line.optional(),
  /** When it was ordered. */
  day: dayNumber,
  taskId: id.optional(),
  costType,
  amountCents,
  currency: currencyCode.optional(),
  /** Value of what has been received; what of it is not invoiced yet is accrued. */
  receivedCents: amountCents.optional(),
  /** When the rest is expected. */
  expectedDay: dayNumber.optional(),
  paymentDays: paymentDays.optional(),
  procurementItemId: id.optional(),
  /** What the contract pays, and what the seller's work is expected to cost: together they say what is committed instead of `amountCents`. */
  terms: contractTerms.optional(),
  expectedCostCents: amountCents.optional(),
  spending: spending.optional(),
  /** Nothing more is expected, whatever is left of the amount. */
  closed: z.boolean().optional(),
});
