/** An entry of the risk register: what may happen, how likely, what it would do, what is done about it. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";
import { flowCents } from "../cost/money.ts";

/** What a risk does when it occurs, as a range. */
export const riskImpact = z.strictObject({
  kind: z.enum(["durationFactor", "delayDays", "cost"]),
  /** Factor, working days, or whole currency units, by kind. */
  low: z.number(),
  likely: z.number(),
  high: z.number(),
});
export type RiskImpact = z.infer<typeof riskImpact>;

const scale = z.number().int().min(1, "a scale runs from 1 to 5").max(5, "a scale runs from 1 to 5");

/** Judgement on scales from 1 (very low) to 5 (very high); it is shown beside the simulation and never enters it. */
const scales = z.strictObject({
  probability: scale.optional(),
  time: scale.optional(),
  cost: scale.optional(),
  scope: scale.optional(),
  quality: scale.optional(),
  safety: scale.optional(),
});

const probability = z.number().min(0, "a probability is 0 to 1").max(1, "a probability is 0 to 1");

export const riskItemSchema = z.strictObject({
  id,
  code: line,
  title: line,
  category: line,
  /** 0-1. */
  probability,
  impact: riskImpact,
  /** Further impacts that come with it, each drawn on its own. */
  furtherImpacts: z.array(riskImpact).max(20).optional(),
  taskIds: z.array(id),
  /** How its duration factors meet those of other risks on the same task: one after the other (absent), or only the largest of the parallel ones. */
  combination: z.enum(["series", "parallel"]).optional(),
  response: line,
  action: text,
  trigger: text,
  /** “Because of …” - “… may happen” - “and so …”. */
  cause: text.optional(),
  event: text.optional(),
  effect: text.optional(),
  /** When it could happen; a window of days where it is known. */
  proximity: z.enum(["imminent", "thisPhase", "later"]).optional(),
  firstDay: dayNumber.optional(),
  lastDay: dayNumber.optional(),
  owner: line.optional(),
  actionOwner: line.optional(),
  scales: scales.optional(),
  residualScales: scales.optional(),
  /** What the response costs, in hundredths of the currency unit. */
  responseCostCents: flowCents.optional(),
  /** What is left once the response works. */
  residual: z.strictObject({ probability, impact: riskImpact.optional() }).optional(),
  /** A planned response is not reckoned with; one that is in place leaves the residual risk. Absent: planned. */
  responseState: z.enum(["planned", "inPlace"]).optional(),
  /** Only open risks enter the simulation: what has occurred is part of the plan by then. Absent: open. */
  status: z.enum(["open", "occurred", "closed"]).optional(),
});
