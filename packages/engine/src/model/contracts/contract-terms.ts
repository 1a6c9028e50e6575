/** What a contract pays, by its type: the terms that say who bears an overrun (domain E). */
import { z } from "zod";
import { amountCents } from "../cost/money.ts";

const share = z.number().min(0).max(100);

export const contractTerms = z.discriminatedUnion("type", [
  /** Firm fixed price: the seller bears every overrun. */
  z.strictObject({ type: z.literal("fixedPrice"), priceCents: amountCents }),
  /** Fixed price with incentive: over- and underruns of the target cost are shared, up to a ceiling. */
  z.strictObject({ type: z.literal("fixedPriceIncentive"), targetCostCents: amountCents, targetProfitCents: amountCents, ceilingCents: amountCents, buyerSharePercent: share }),
  /** Cost plus incentive fee: shared as above, the fee within limits; no ceiling on the price. */
  z.strictObject({ type: z.literal("costPlusIncentive"), targetCostCents: amountCents, targetProfitCents: amountCents, leastFeeCents: amountCents, mostFeeCents: amountCents, buyerSharePercent: share }),
  /** Cost plus fixed fee: the buyer bears every overrun. */
  z.strictObject({ type: z.literal("costPlusFee"), feeCents: amountCents }),
  /** Time and materials: the buyer pays what is worked; a cap limits it. */
  z.strictObject({ type: z.literal("timeAndMaterials"), capCents: amountCents.optional() }),
]);
export type ContractTerms = z.infer<typeof contractTerms>;
