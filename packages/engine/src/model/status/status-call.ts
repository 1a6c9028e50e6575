/** How the project manager sees it, for one data date: a call for date, cost and scope, and why. It stands beside what is computed, never in its place. */
import { z } from "zod";
import { id, instant, line, text } from "../fields.ts";

export const statusCallValue = z.enum(["onTrack", "atRisk", "offTrack"]);
export type StatusCallValue = z.infer<typeof statusCallValue>;

export const statusCallSchema = z.strictObject({
  id,
  /** The data date that it is about. */
  asOf: instant,
  /** The project as a whole. */
  call: statusCallValue,
  date: statusCallValue.optional(),
  cost: statusCallValue.optional(),
  scope: statusCallValue.optional(),
  reason: text.optional(),
  by: line.optional(),
  /** Milliseconds since the Unix epoch, UTC. */
  at: z.number().int().min(0).max(1e14).optional(),
});
