/** An entry of the decision log: the question, what could be done, what was decided, by whom, and what is expected of it. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

export const decisionSchema = z.strictObject({
  id,
  /** D-1, D-2, … */
  code: line.min(1),
  question: line,
  options: z.array(z.strictObject({ name: line, effect: line.optional() })).max(50).optional(),
  criteria: text.optional(),
  recommendation: line.optional(),
  /** By when it is needed, and what happens if nobody decides. */
  neededDay: dayNumber.optional(),
  ifNobodyDecides: line.optional(),
  /** What was decided; absent as long as the question is open. */
  outcome: line.optional(),
  rationale: text.optional(),
  /** As somebody typed it; what the program noted itself names its actor instead. */
  decidedBy: line.optional(),
  actor: line.optional(),
  day: dayNumber.optional(),
  expectedOutcome: text.optional(),
  /** When to look whether what was expected has come. */
  reviewDay: dayNumber.optional(),
  changeRequestId: id.optional(),
  taskIds: z.array(id).max(10_000).optional(),
});
