/** Something to buy: kind, contract type and budget. */
import { z } from "zod";
import { id, line } from "../fields.ts";

export const procurementItemSchema = z.strictObject({
  id,
  name: line,
  kind: line,
  contractType: line,
  /** Whole minor units (cents) of the project currency. */
  budgetCents: z.number().int(),
});
