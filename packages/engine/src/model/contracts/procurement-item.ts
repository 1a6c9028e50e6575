/** Something to buy: kind, contract type and budget. */
import { z } from "zod";
import { costType, paymentDays, spending } from "../cost/money.ts";
import { dayNumber, id, line } from "../fields.ts";

export const procurementItemSchema = z.strictObject({
  id,
  name: line,
  kind: line,
  contractType: line,
  /** Whole minor units (cents) of the project currency. */
  budgetCents: z.number().int(),
  /** Absent: by its kind, such as hardware or licence. */
  costType: costType.optional(),
  /** The task that needs it. */
  taskId: id.optional(),
  /** When its cost arises. Absent: when the task starts. */
  neededDay: dayNumber.optional(),
  spending: spending.optional(),
  paymentDays: paymentDays.optional(),
});
