/** A precedence relation between two tasks: type and lag. */
import { z } from "zod";
import { id, minutes, rangeDistribution } from "../fields.ts";

export const linkType = z.enum(["FS", "SS", "FF", "SF"]);
export type LinkType = z.infer<typeof linkType>;
export const lagUnit = z.enum(["m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo", "%", "e%"]);
export type LagUnit = z.infer<typeof lagUnit>;

/** What the lag may come to, in its own minutes; not for lags in percent, which follow their predecessor. */
export const lagEstimate = z.strictObject({ lowMinutes: minutes, likelyMinutes: minutes, highMinutes: minutes, distribution: rangeDistribution.optional() });

export const linkSchema = z.strictObject({
  id,
  predecessorId: id,
  successorId: id,
  type: linkType,
  /** Negative = lead. Working minutes, or wall-clock minutes for an elapsed unit; 0 for the percent units. */
  lagMinutes: minutes,
  /** Percent of the predecessor's duration, for the units % and e%; else 0. */
  lagPercent: z.number().min(-10_000).max(10_000),
  lagUnit,
  lagEstimate: lagEstimate.optional(),
});
