/** What bears out a claim of progress: something that can be looked at, or somebody's word, or nothing at all, said as such. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

/** From the strongest to the weakest; `none` is said by whoever reports something as done and has nothing to show. */
export const evidenceKind = z.enum(["acceptedDeliverable", "testRun", "mergedChange", "closedTicket", "receipt", "timesheet", "file", "word", "none"]);
export type EvidenceKind = z.infer<typeof evidenceKind>;

const count = z.number().int().min(0).max(1e9);

export const evidenceSchema = z.strictObject({
  id,
  kind: evidenceKind,
  /** What it shows: "Login works on all browsers". */
  title: line,
  taskIds: z.array(id).max(1000),
  deliverableId: id.optional(),
  /** The day of which it is true. */
  day: dayNumber,
  /** When it was entered: milliseconds since the Unix epoch, UTC. */
  at: z.number().int().min(0).max(1e14).optional(),
  /** Whose word it is, or who entered it. */
  by: line.optional(),
  /** Where it can be looked at: an address, a number, the name of an attachment. */
  reference: line.optional(),
  /** Of runs of tests and checks. */
  outcome: z.enum(["passed", "failed"]).optional(),
  counts: z.strictObject({ passed: count, failed: count, skipped: count.optional() }).optional(),
  note: text.optional(),
});
