/** A promise that somebody made to somebody, with the chance that it had when it was made. */
import { z } from "zod";
import { dayNumber, id, instant, line, text } from "../fields.ts";
import { amountCents } from "../cost/money.ts";

export const commitmentSchema = z.strictObject({
  id,
  /** P-1, P-2, … */
  code: line.min(1),
  title: line,
  by: line.optional(),
  to: line.optional(),
  /** Who agreed to it. */
  agreedBy: z.array(line).max(50).optional(),
  /** Done by this instant: the task `taskId`, or the whole project where none is named. */
  finish: instant.optional(),
  taskId: id.optional(),
  /** For at most this much, in hundredths of the currency unit. */
  costCents: amountCents.optional(),
  /** Chance of keeping both, when the promise was made, of so many runs. */
  chance: z.number().min(0, "a chance is 0 to 1").max(1, "a chance is 0 to 1").optional(),
  runs: z.number().int().min(1).max(10_000_000).optional(),
  revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  madeDay: dayNumber.optional(),
  /** Absent: open. */
  state: z.enum(["open", "kept", "broken", "released"]).optional(),
  endedDay: dayNumber.optional(),
  note: text.optional(),
  changeRequestId: id.optional(),
  negotiationId: id.optional(),
});
