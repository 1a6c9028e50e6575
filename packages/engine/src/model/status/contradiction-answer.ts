/** What somebody answered to two things that do not fit together; the answer is printed beside the contradiction. */
import { z } from "zod";
import { id, instant, line, text } from "../fields.ts";

export const contradictionAnswerSchema = z.strictObject({
  id,
  /** C1 to C18. */
  ruleId: line.min(1),
  /** What the contradiction is about, such as the id of a task; empty for the project as a whole. */
  subject: line,
  /** The sentence as it stood when it was answered. */
  sentence: line,
  answer: text,
  asOf: instant,
  by: line.optional(),
  /** Milliseconds since the Unix epoch, UTC. */
  at: z.number().int().min(0).max(1e14).optional(),
});
