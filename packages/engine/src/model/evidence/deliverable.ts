/** Something that is handed over: what it must fulfil, how far that is met, and who has accepted it. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

const criterion = z.strictObject({
  id,
  text: line.min(1, "a criterion needs words"),
  isMet: z.boolean(),
  /** Who let it pass although it is not met, and why. */
  waiver: z.strictObject({ by: line.min(1, "a waiver needs a name"), reason: line.min(1, "a waiver needs a reason") }).optional(),
});

export const deliverableSchema = z.strictObject({
  id,
  /** DL-1, DL-2, … */
  code: line.min(1),
  name: line,
  /** The task whose finish brings it. */
  taskId: id.optional(),
  criteria: z.array(criterion).max(500),
  state: z.enum(["planned", "submitted", "accepted", "rejected"]),
  /** The day for which it was promised. */
  dueDay: dayNumber.optional(),
  signer: line.optional(),
  decidedBy: line.optional(),
  decidedDay: dayNumber.optional(),
  note: text.optional(),
});
