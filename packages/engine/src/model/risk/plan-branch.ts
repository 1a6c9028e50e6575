/** Ways that work may take: one of several by chance or by a date, or work that comes only perhaps. */
import { z } from "zod";
import { id, instant, line } from "../fields.ts";

export const planBranchSchema = z.strictObject({
  id,
  name: line,
  /**
   * "chance": one of the ways, by their probabilities, which sum to 1; less than 1: perhaps none. "date": the first way
   * where the task `afterTaskId` finishes later than `later`, else the second. Tasks of ways not taken need no time and
   * cost nothing.
   */
  kind: z.enum(["chance", "date"]),
  ways: z
    .array(z.strictObject({ name: line, probability: z.number().min(0, "a probability is 0 to 1").max(1, "a probability is 0 to 1"), taskIds: z.array(id).max(1000) }))
    .min(1)
    .max(20),
  afterTaskId: id.optional(),
  later: instant.optional(),
});
