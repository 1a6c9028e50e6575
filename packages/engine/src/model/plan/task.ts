/** A planned piece of work, a milestone (duration 0) or a summary task (one that others name as parent). */
import { z } from "zod";
import { earningRule } from "../cost/earning-rule.ts";
import { costType, flowCents } from "../cost/money.ts";
import { accrual, dayNumber, durationUnit, id, instant, line, minutes, nonNegativeMinutes, rangeDistribution, text } from "../fields.ts";
import { recurrence } from "./calendar.ts";
import { p6ActivitySchema } from "./p6-activity.ts";
import { estimateMethod } from "../risk/kept-estimate.ts";
import { scopeNeed, taskMode } from "./task-mode.ts";

export const constraintType = z.enum(["ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT"]);
export type ConstraintType = z.infer<typeof constraintType>;

/**
 * Pauses in the work: after `afterMinutes` of the duration nothing is done for `gapMinutes`, both working time of the
 * task's calendar. In ascending order of `afterMinutes`; the duration counts only the worked parts.
 */
export const taskSplits = z.array(z.strictObject({ afterMinutes: nonNegativeMinutes, gapMinutes: nonNegativeMinutes })).max(1000);
export type TaskSplits = z.infer<typeof taskSplits>;

/** A three-point estimate, and how it came about. */
export const taskEstimate = z.strictObject({
  lowMinutes: nonNegativeMinutes,
  likelyMinutes: nonNegativeMinutes,
  highMinutes: nonNegativeMinutes,
  /** How likely the values between the ends are. Absent: PERT. */
  distribution: rangeDistribution.optional(),
  /** What the ends mean: never passed, or passed in 5 (10) of 100 cases on either side. Absent: never passed. */
  ends: z.enum(["limits", "p5p95", "p10p90"]).optional(),
  /** Single durations with their chances, which sum to 1; they take the place of the range. */
  outcomes: z.array(z.strictObject({ minutes: nonNegativeMinutes, probability: z.number().min(0).max(1) })).min(2).max(20).optional(),
  method: estimateMethod.optional(),
  /** What it rests on, such as "survey of 12 sites". */
  source: line.optional(),
  estimator: line.optional(),
  estimatedAt: instant.optional(),
});

export const fixedCostEstimate = z.strictObject({ lowCents: flowCents, likelyCents: flowCents, highCents: flowCents, distribution: rangeDistribution.optional() });

export type TaskEstimate = z.infer<typeof taskEstimate>;

export const taskSchema = z.strictObject({
  id,
  /** Shown as KEY-number; unique in the project, never reused. */
  number: z.number().int().min(1),
  /** The source file's own UID. */
  uid: z.number().int().optional(),
  name: line,
  parentId: id.optional(),
  /** Place among the siblings: compared as text, ties by id. See `model/plan/rank.ts`. */
  rank: z.string().min(1).max(200),
  /** Working time, or wall-clock time where `durationUnit` is elapsed. Ignored on summary tasks. */
  durationMinutes: nonNegativeMinutes,
  durationUnit,
  /** Shown as "3d?". */
  estimated: z.boolean(),
  /** Three-point estimate, same unit as the duration; `likely` equals the duration when typed. */
  estimate: taskEstimate.optional(),
  /** Marked as milestone although it may have a duration. */
  milestone: z.boolean(),
  mode: z.enum(["auto", "manual"]),
  /** Fixed inputs of a manually scheduled task; either may be absent. */
  manualStart: instant.optional(),
  manualFinish: instant.optional(),
  /** An inactive task has no effect on anything. */
  active: z.boolean(),
  constraint: constraintType,
  constraintDate: instant.optional(),
  deadline: instant.optional(),
  calendarId: id.optional(),
  ignoreResourceCalendars: z.boolean(),
  taskType: z.enum(["fixedUnits", "fixedDuration", "fixedWork"]),
  effortDriven: z.boolean(),
  priority: z.number().int().min(0).max(1000),
  actualStart: instant.optional(),
  actualFinish: instant.optional(),
  actualDurationMinutes: nonNegativeMinutes,
  /** Working time still to do; for an unstarted task equal to the duration. */
  remainingDurationMinutes: nonNegativeMinutes,
  /** 0-100, share of the duration done. */
  percentComplete: z.number().min(0).max(100),
  physicalPercentComplete: z.number().min(0).max(100).optional(),
  /** End of the completed part and start of the remainder, where the source stored them. */
  stop: instant.optional(),
  resume: instant.optional(),
  /** Levelling delay at the start, in elapsed minutes; scheduling from the finish it is negative and at the finish. */
  levelingDelayMinutes: minutes,
  splits: taskSplits.optional(),
  /** What `splits` were before levelling set them; empty where there were none. Kept so that levelling can be taken back. */
  splitsBeforeLeveling: taskSplits.optional(),
  /** Whether levelling may delay single assignments, and split the remaining work. Absent: it may. */
  levelAssignments: z.boolean().optional(),
  levelingCanSplit: z.boolean().optional(),
  /** Cost of the task itself, beside that of its resources, in hundredths of the currency unit. */
  fixedCostCents: z.number().int().optional(),
  /** What it may come to. */
  fixedCostEstimate: fixedCostEstimate.optional(),
  fixedCostAccrual: accrual.optional(),
  /** Absent: other. */
  fixedCostType: costType.optional(),
  /** What the source says was spent, where work done times its rates made another sum at import: the difference goes on counting. */
  reportedCost: z.strictObject({ actualCents: z.number().int(), computedCents: z.number().int() }).optional(),
  /** How it earns its budget. Absent: by percent complete. */
  earningRule: earningRule.optional(),
  /** The rule that the occurrences below this summary were made from. */
  recurring: z
    .strictObject({ recurrence, fromDay: dayNumber, toDay: dayNumber, startTime: z.number().int().min(0).max(1439), durationMinutes: nonNegativeMinutes })
    .optional(),
  /** What Primavera P6 says of an activity beyond the fields above. */
  p6: p6ActivitySchema.optional(),
  /** A task of another project shown here as a link's end: its dates are kept, never scheduled. */
  external: z.boolean().optional(),
  /** Where an external task lives, when that is another project of this workspace: the server keeps its dates up to date. */
  otherProject: z.strictObject({ projectId: id, taskId: id }).optional(),
  notes: text.optional(),
  /** Result that the task hands over. */
  deliverable: line.optional(),
  /** Code of the quality gate that the task ends in. */
  gateCode: line.optional(),
  /** How much its result is needed, and what that is worth in points; on a summary task both hold for the whole branch. Absent: a must. */
  need: scopeNeed.optional(),
  valuePoints: z.number().min(0).max(1_000_000).optional(),
  /** Other ways to do it, for ways out to choose from. */
  modes: z.array(taskMode).max(20).optional(),
  /** The ticket that stands for it in a tracker: its address, or a name such as "acme/portal#12". */
  ticket: line.optional(),
  securityRelevant: z.boolean().optional(),
  procurementRelevant: z.boolean().optional(),
  /**
   * Dates that the source stored and our schedule did not reproduce at import, with what we computed then.
   * As long as our result stays what it was, the stored value is written back on export.
   */
  storedDates: z
    .record(z.string(), z.strictObject({ stored: z.number(), computed: z.number().optional() }))
    .optional(),
});
