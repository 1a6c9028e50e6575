/** Money that was spent: what for, when, how much, and the document that proves it. */
import { z } from "zod";
import { dayNumber, id, line } from "../fields.ts";
import { amountCents, costType, currencyCode, paymentDays, spending } from "./money.ts";

export const actualCostSchema = z.strictObject({
  id,
  name: line,
  day: dayNumber,
  /** The task or summary task that it was spent on; absent: the project as a whole. */
  taskId: id.optional(),
  costType,
  amountCents,
  /** Money that came back: a credit note or a refund. */
  credit: z.boolean().optional(),
  /** Absent: the project's. */
  currency: currencyCode.optional(),
  /** Number of the invoice or posting. */
  document: line.optional(),
  supplier: line.optional(),
  /** The order that it settles, in part or whole. */
  orderId: id.optional(),
  spending: spending.optional(),
  paymentDays: paymentDays.optional(),
});
