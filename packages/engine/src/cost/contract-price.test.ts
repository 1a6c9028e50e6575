/** Tests of what contracts pay: EX-E5 and who bears the overrun under each type. */
import { expect, test } from "vitest";
import { contractOutcome, pointOfTotalAssumption } from "./contract-price.ts";

const incentive = { type: "fixedPriceIncentive" as const, targetCostCents: 10_000, targetProfitCents: 1000, ceilingCents: 12_500, buyerSharePercent: 80 };

test("EX-E5: target cost 100, profit 10, ceiling 125, 80/20", () => {
  expect(pointOfTotalAssumption(incentive)).toBe(11_875);
  expect(contractOutcome(incentive, 11_000)).toEqual({ priceCents: 11_800, profitCents: 800, overrunBorneBy: "both" });
  expect(contractOutcome(incentive, 12_000)).toEqual({ priceCents: 12_500, profitCents: 500, overrunBorneBy: "seller" });
  expect(contractOutcome(incentive, 9000)).toEqual({ priceCents: 10_200, profitCents: 1200, overrunBorneBy: "both" });
  expect(pointOfTotalAssumption({ ...incentive, buyerSharePercent: 0 })).toBeUndefined();
});

test("a fixed price lets the seller bear the overrun, cost plus and time lets the buyer, a cap turns that round", () => {
  expect(contractOutcome({ type: "fixedPrice", priceCents: 100 }, 150)).toEqual({ priceCents: 100, profitCents: -50, overrunBorneBy: "seller" });
  expect(contractOutcome({ type: "costPlusFee", feeCents: 10 }, 150)).toEqual({ priceCents: 160, profitCents: 10, overrunBorneBy: "buyer" });
  expect(contractOutcome({ type: "timeAndMaterials" }, 150)).toEqual({ priceCents: 150, profitCents: 0, overrunBorneBy: "buyer" });
  expect(contractOutcome({ type: "timeAndMaterials", capCents: 120 }, 150)).toEqual({ priceCents: 120, profitCents: -30, overrunBorneBy: "seller" });
  const plus = { type: "costPlusIncentive" as const, targetCostCents: 10_000, targetProfitCents: 1000, leastFeeCents: 500, mostFeeCents: 1500, buyerSharePercent: 80 };
  expect([contractOutcome(plus, 11_000).priceCents, contractOutcome(plus, 20_000)]).toEqual([11_800, { priceCents: 20_500, profitCents: 500, overrunBorneBy: "buyer" }]);
});
