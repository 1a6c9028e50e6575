/** The rules by which a project's money is counted; part of the settings. */
import { z } from "zod";
import { costType, paymentDays } from "./money.ts";

export const costPolicySchema = z.strictObject({
  /** Kinds of cost that are capital expenditure. Absent: hardware. */
  capexCostTypes: z.array(costType).max(8).optional(),
  /** The most percent that an unfinished task may claim before its result is accepted. Absent: 90. */
  claimCapPercent: z.number().min(0).max(100).optional(),
  /** Where actual costs come from. Absent: kinds of cost that the ledger holds from the ledger, others from work reported in the plan. */
  actualCostFrom: z.enum(["progress", "ledger"]).optional(),
  /** Days from a cost to its payment where nothing else is said. Absent: 30. */
  paymentDays: paymentDays.optional(),
});
export type CostPolicy = z.infer<typeof costPolicySchema>;
