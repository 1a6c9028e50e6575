/** Money kept back: for risks that are known (inside the budget) or for what nobody knows (outside it), and what was drawn from it. */
import { z } from "zod";
import { dayNumber, id, line } from "../fields.ts";
import { amountCents, costType } from "./money.ts";

export const reserveSchema = z.strictObject({
  id,
  name: line,
  /** Contingency lies inside the budget at completion, management reserve outside. */
  kind: z.enum(["contingency", "management"]),
  amountCents,
  reason: line.optional(),
});

/** Money that left a reserve for a task, with the change that decided it. */
export const reserveDrawdownSchema = z.strictObject({
  id,
  name: line,
  reserveId: id,
  day: dayNumber,
  amountCents,
  taskId: id.optional(),
  costType,
  /** Why, and by which decision. */
  reason: line.min(1, "drawing on a reserve needs a reason"),
  decidedBy: line.optional(),
  /** The change request that asked for the money. */
  changeRequestId: id.optional(),
});
