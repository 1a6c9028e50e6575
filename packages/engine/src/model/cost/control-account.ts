/** A control account: parts of the plan that one organisation does and one owner answers for (domain B5). */
import { z } from "zod";
import { id, line } from "../fields.ts";

export const controlAccountSchema = z.strictObject({
  id,
  name: line,
  code: line.optional(),
  /** Tasks with all below them; a task belongs to the nearest account above it. */
  taskIds: z.array(id).max(1000),
  organisation: line,
  owner: line,
});
