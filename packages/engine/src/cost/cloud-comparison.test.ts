/** Tests of cloud commitments: EX-E7. */
import { expect, test } from "vitest";
import { cloudMonthCents } from "../model/cost/line-amount.ts";
import { compareCloud, compareCloudLine } from "./cloud-comparison.ts";

test("EX-E7: 10 machines cost 876.00 a month, committed 613.20, and the commitment pays from 70 % use on", () => {
  const offer = { units: 10, ratePerHour: 0.12, discountPercent: 30 };
  expect(compareCloud({ ...offer, utilisation: 1 })).toEqual({ onDemandCents: 87_600, committedCents: 61_320, breakEvenUtilisation: 0.7, cheaper: "committed" });
  expect([0.69, 0.71].map((utilisation) => compareCloud({ ...offer, utilisation }).cheaper)).toEqual(["onDemand", "committed"]);
});

test("a committed budget line pays all hours, another one those that are used", () => {
  const line = { kind: "cloud" as const, units: 10, hoursPerMonth: 365, ratePerHour: 0.12, discountPercent: 30, months: 1 };
  expect([cloudMonthCents(line), cloudMonthCents({ ...line, committed: true })]).toEqual([30_660, 61_320]);
});

test("a line that is paid as used is compared with the commitment it was offered, at the discount that it has already", () => {
  const line = { kind: "cloud" as const, units: 10, hoursPerMonth: 730, ratePerHour: 0.12, discountPercent: 10, offeredDiscountPercent: 37, months: 1 };
  expect(compareCloudLine(line)).toEqual({ onDemandCents: 78_840, committedCents: 55_188, breakEvenUtilisation: 0.7, cheaper: "committed" });
  expect(compareCloudLine({ ...line, hoursPerMonth: 365 }).cheaper).toBe("onDemand");
  expect(compareCloudLine({ ...line, committed: true, discountPercent: 30 })).toMatchObject({ onDemandCents: 87_600, committedCents: 61_320, breakEvenUtilisation: 0.7 });
  expect(compareCloudLine({ ...line, discountPercent: 100 }).breakEvenUtilisation).toBeUndefined();
});
