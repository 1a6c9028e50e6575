/** How a task earns its budget as it goes on (domain B3). */
import { z } from "zod";
import { dayNumber, id, line } from "../fields.ts";

const percent = z.number().min(0).max(100);

export const earningRule = z.discriminatedUnion("rule", [
  /** Nothing until it is finished. */
  z.strictObject({ rule: z.literal("zeroHundred") }),
  /** A part at the start, such as 50 or 25, the rest at the finish. */
  z.strictObject({ rule: z.literal("startFinish"), startPercent: percent }),
  /** The weights of the milestones reached; they add up to 100. */
  z.strictObject({
    rule: z.literal("milestones"),
    milestones: z
      .array(z.strictObject({ name: line, weightPercent: percent, reachedDay: dayNumber.optional() }))
      .min(1)
      .max(100)
      .refine((all) => Math.abs(all.reduce((sum, one) => sum + one.weightPercent, 0) - 100) < 1e-6, "the weights of the milestones must add up to 100 %"),
  }),
  /** What somebody says, at most the policy's cap until the result is accepted. */
  z.strictObject({ rule: z.literal("percent"), accepted: z.boolean().optional() }),
  z.strictObject({ rule: z.literal("units"), done: z.number().min(0), total: z.number().positive("the number of units must be more than 0") }),
  /** A ratio of what another task has earned. */
  z.strictObject({ rule: z.literal("apportioned"), taskId: id, ratioPercent: z.number().min(0).max(1000) }),
  /** As time goes by. */
  z.strictObject({ rule: z.literal("levelOfEffort") }),
]);
export type EarningRule = z.infer<typeof earningRule>;
