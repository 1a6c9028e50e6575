/** A published status report, or one that corrects or withdraws it. Once kept it never changes: no command, undo or right alters it. */
import { z } from "zod";
import { id, instant, line } from "../fields.ts";

/** All shown values of a report with lists of ten lines each take about 20 kB. */
const canonical = z.string().max(400_000);

export const statusReportSchema = z.strictObject({
  /** "report-4-1": number and version. */
  id,
  /** Report 1, 2, … of the project; corrections keep it. */
  number: z.number().int().min(1).max(1_000_000),
  version: z.number().int().min(1).max(100_000),
  event: z.enum(["published", "corrected", "withdrawn"]),
  /** The data date that it is about. */
  asOf: instant,
  /** Milliseconds since the Unix epoch, UTC. */
  at: z.number().int().min(0).max(1e14),
  /** Pseudonym of whoever did it. */
  by: line,
  /** Of a correction or a withdrawal. */
  reason: line.min(1, "a correction or withdrawal needs a reason").optional(),
  /** Everything that is shown, without money, as canonical JSON (RFC 8785); empty in a withdrawal. */
  content: canonical,
  /** What is shown of money, to those who may see costs; canonical JSON too. */
  costs: canonical.optional(),
});
