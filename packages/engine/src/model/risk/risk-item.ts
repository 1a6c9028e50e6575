/** An entry of the risk register: what may happen, how likely, what it would do, what is done about it. */
import { z } from "zod";
import { id, line, text } from "../fields.ts";

export const riskItemSchema = z.strictObject({
  id,
  code: line,
  title: line,
  category: line,
  /** 0-1. */
  probability: z.number().min(0).max(1),
  impact: z.strictObject({
    kind: z.enum(["durationFactor", "delayDays", "cost"]),
    /** Factor, working days, or whole currency units, by kind. */
    low: z.number(),
    likely: z.number(),
    high: z.number(),
  }),
  taskIds: z.array(id),
  response: line,
  action: text,
  trigger: text,
});
