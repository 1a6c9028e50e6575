/** A resource on a task. */
import { z } from "zod";
import { id, instant, minutes, nonNegativeMinutes, rangeDistribution } from "../fields.ts";

/** How work is spread over an assignment (domain A7): shares by tenths of its span. */
export const workContour = z.enum(["flat", "backLoaded", "frontLoaded", "doublePeak", "earlyPeak", "latePeak", "bell", "turtle", "contoured"]);
export type WorkContour = z.infer<typeof workContour>;

const workEstimate = z.strictObject({ lowMinutes: nonNegativeMinutes, likelyMinutes: nonNegativeMinutes, highMinutes: nonNegativeMinutes, distribution: rangeDistribution.optional() });

export const assignmentSchema = z.strictObject({
  id,
  uid: z.number().int().optional(),
  taskId: id,
  /** Absent: the source's "unassigned" row. It never drives dates. */
  resourceId: id.optional(),
  /** 1 = 100 %. */
  units: z.number().min(0).max(1_000_000),
  workMinutes: nonNegativeMinutes,
  /** What the work may come to in all; drawn on its own, beside the range of the task's duration. */
  workEstimate: workEstimate.optional(),
  actualWorkMinutes: nonNegativeMinutes,
  remainingWorkMinutes: nonNegativeMinutes,
  /** Assignment delay, working minutes after the task's start. */
  delayMinutes: minutes,
  /** Levelling delay of this assignment alone: working minutes of its calendar, on top of `delayMinutes` (as MS Project stores it). */
  levelingDelayMinutes: minutes.optional(),
  /** How the work is spread over the assignment. Absent: evenly. */
  contour: workContour.optional(),
  /**
   * Work by hand or as reported, for the contour "contoured" and for work with pauses: stretches of working time of the
   * assignment's calendar in a row, each with its units (0 = nothing is done).
   */
  profile: z.array(z.strictObject({ spanMinutes: nonNegativeMinutes, units: z.number().min(0).max(1_000_000) })).max(10_000).optional(),
  /** Part of `workMinutes` that is done beside the calendar and so takes none of its time. */
  overtimeWorkMinutes: nonNegativeMinutes.optional(),
  actualOvertimeWorkMinutes: nonNegativeMinutes.optional(),
  actualStart: instant.optional(),
  actualFinish: instant.optional(),
  /** End of the finished part and start of the remainder, where the two do not touch. */
  stop: instant.optional(),
  resume: instant.optional(),
  rateTable: z.enum(["A", "B", "C", "D", "E"]).optional(),
  /** Cost of a cost resource on this task, in hundredths of the currency unit. */
  costCents: z.number().int().optional(),
});
