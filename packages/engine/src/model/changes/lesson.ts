/** A lesson: what happened, what came of it, why, and what to do the next time. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

export const lessonSchema = z.strictObject({
  id,
  /** L-1, L-2, … */
  code: line.min(1),
  title: line,
  situation: text.optional(),
  effect: text.optional(),
  cause: text.optional(),
  recommendation: text.optional(),
  whereApplied: line.optional(),
  owner: line.optional(),
  day: dayNumber.optional(),
  changeRequestId: id.optional(),
  taskIds: z.array(id).max(10_000).optional(),
});
