/** An estimate that somebody made of a task or a whole branch, with how it came about: it stays, whatever the task says later. */
import { z } from "zod";
import { id, line, nonNegativeMinutes } from "../fields.ts";

export const estimateMethod = z.enum(["analogous", "parametric", "threePoint", "bottomUp", "team", "referenceClass"]);
export type EstimateMethod = z.infer<typeof estimateMethod>;

const points = { lowMinutes: nonNegativeMinutes, likelyMinutes: nonNegativeMinutes, highMinutes: nonNegativeMinutes };
const factor = z.number().positive().max(1e6);

export const keptEstimateSchema = z.strictObject({
  id,
  /** On a summary task: of the whole branch, made from above. */
  taskId: id,
  /** What its entry is called in sentences: "Size times rate, 12 sites". */
  title: line,
  /** Working minutes, or wall-clock minutes where the task's duration is elapsed. */
  ...points,
  ends: z.enum(["limits", "p5p95", "p10p90"]).optional(),
  method: estimateMethod,
  source: line.optional(),
  estimator: line.optional(),
  /** Milliseconds since the Unix epoch, UTC. */
  at: z.number().int().min(0).max(1e14),
  /** Parametric: so many units, each within a range of minutes; `calibration` is what the rates were multiplied by. */
  size: z.strictObject({ quantity: factor, unit: line.min(1), ...points, calibration: factor.optional() }).optional(),
  /** Analogous: what it is like, what that took, and how much larger this is. */
  analogue: z.strictObject({ name: line, actualMinutes: nonNegativeMinutes, scale: factor, cases: z.number().int().min(0) }).optional(),
  /** Team: what each of those asked said on their own, in the last round. */
  answers: z.array(z.strictObject({ estimator: line, ...points })).max(200).optional(),
  round: z.number().int().min(1).max(1000).optional(),
});
