/** Tasks whose durations tend to be long or short together, beyond what shared risks make of it. */
import { z } from "zod";
import { id, line } from "../fields.ts";

const coefficient = z.number().min(-1, "a correlation is -1 to 1").max(1, "a correlation is -1 to 1");

export const correlationGroupSchema = z.strictObject({
  id,
  name: line,
  taskIds: z.array(id).max(200, "a group of correlated tasks holds at most 200 of them"),
  /** Between any two of the tasks. */
  coefficient,
  /** Pairs that differ from it. */
  pairs: z.array(z.strictObject({ taskId: id, otherTaskId: id, coefficient })).max(1000).optional(),
  /** What the coefficients mean: correlation of ranks (absent), or of the normal numbers that are drawn. */
  measure: z.enum(["spearman", "pearson"]).optional(),
  reason: line.optional(),
});
