/** Why something went wrong: a chain of whys with what bears out each answer, and the further causes by kind (domain D7). */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

/** The bones of the fishbone. */
export const causeCategory = z.enum(["people", "process", "tools", "environment", "data", "suppliers", "requirements"]);
export type CauseCategory = z.infer<typeof causeCategory>;

/** One answer to “why?”, and how one knows that it is true. */
const whyAnswer = z.strictObject({
  answer: line.min(1, "an answer to “why?” needs words"),
  evidence: line.optional(),
  /** Pieces of evidence of the project that bear it out. */
  evidenceIds: z.array(id).max(100).optional(),
});

const fishboneCause = z.strictObject({ id, category: causeCategory, text: line.min(1, "a cause needs words"), evidence: line.optional() });

export const rootCauseSchema = z.strictObject({
  id,
  /** RC-1, RC-2, … */
  code: line.min(1),
  /** What went wrong: what the first “why?” asks about. */
  title: line,
  /** In order: each answers why the one before it is so. The last one is the root. */
  whys: z.array(whyAnswer).max(15),
  /** Kind of the root. */
  category: causeCategory.optional(),
  causes: z.array(fishboneCause).max(200),
  /** What is done so that it does not happen again. */
  measure: text.optional(),
  owner: line.optional(),
  day: dayNumber.optional(),
  taskIds: z.array(id).max(10_000),
  riskIds: z.array(id).max(1000),
  changeRequestIds: z.array(id).max(1000),
  issueIds: z.array(id).max(1000),
  delayEventIds: z.array(id).max(1000),
});
