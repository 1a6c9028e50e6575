/** Costs taken out of records and put back; every field that sounds like money is known. */
import { expect, test } from "vitest";
import { isCostField, withCostsOf, withoutCosts } from "./cost-fields.ts";
import { KINDS } from "./kinds.ts";
import { recordSchemas, type Resource, type RiskItem } from "./records.ts";
import type { RegisterItem } from "./registers.ts";

/** Fields that sound like money and tell no amount. */
const NO_AMOUNTS = [
  "actualCost.costType", "assignment.rateTable", "budgetLine.costType", "businessCase.countsBudget", "currencyRate.rateMillionths", "procurementItem.costType", "purchaseOrder.costType", "reserveDrawdown.costType",
  "resource.costType", "settings.costPolicy", "task.fixedCostAccrual", "task.fixedCostType",
];

test("every field whose name sounds like money is a cost field or known to tell no amount", () => {
  const fields = KINDS.flatMap((kind) => Object.keys(recordSchemas[kind].shape).map((field) => ({ kind, field })));
  const suspicious = fields.filter(({ field }) => /cost|rate|cents|budget|price|money|fee/i.test(field));
  expect(suspicious.length).toBeGreaterThan(8);
  expect(suspicious.filter(({ kind, field }) => !isCostField(kind, field)).map(({ kind, field }) => `${kind}.${field}`).sort()).toEqual(NO_AMOUNTS);
});

const RITA: Resource = { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V", standardRateCentsPerHour: 9000, costPerUseCents: 100, rates: [{ table: "B", standardCentsPerHour: 12000 }] };

test("a resource without costs keeps everything else, and gets its costs back", () => {
  const shown = withoutCosts("resource", RITA);
  expect(shown).toEqual({ id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" });
  expect(withCostsOf("resource", { ...shown, name: "Rita R." }, RITA)).toEqual({ ...RITA, name: "Rita R." });
  // What somebody makes up who did not see the costs does not count.
  expect(withCostsOf("resource", { ...shown, standardRateCentsPerHour: 1 }, RITA)).toEqual(RITA);
});

test("a record that tells no costs is the same object", () => {
  const plain: Resource = { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" };
  expect(withoutCosts("resource", plain)).toBe(plain);
});

test("what a risk would cost and what a purchase may cost become nothing", () => {
  const risk: RiskItem = { id: "x", code: "R1", title: "Late", category: "c", probability: 0.5, impact: { kind: "cost", low: 1, likely: 2, high: 3 }, taskIds: [], response: "", action: "", trigger: "" };
  expect(withoutCosts("riskItem", risk).impact).toEqual({ kind: "cost", low: 0, likely: 0, high: 0 });
  const delay: RiskItem = { ...risk, impact: { kind: "delayDays", low: 1, likely: 2, high: 3 } };
  expect(withoutCosts("riskItem", delay)).toBe(delay);
  expect(withoutCosts("procurementItem", { id: "p", name: "Switches", kind: "goods", contractType: "fixed", budgetCents: 500 })).toMatchObject({ budgetCents: 0 });
});

const MONEY: readonly RegisterItem[] = [
  { kind: "budgetLine", record: { id: "1", name: "Cloud", costType: "cloud", amount: { kind: "cloud", units: 1, hoursPerMonth: 730, ratePerHour: 7.77, discountPercent: 0, months: 3 }, phasing: { kind: "dated", parts: [{ day: 20_000, cents: 777 }] } } },
  { kind: "actualCost", record: { id: "1", name: "Invoice", day: 20_000, costType: "travel", amountCents: 777 } },
  { kind: "purchaseOrder", record: { id: "1", name: "Order", day: 20_000, costType: "hardware", amountCents: 777, receivedCents: 777, expectedCostCents: 777, terms: { type: "fixedPrice", priceCents: 777 } } },
  { kind: "reserve", record: { id: "1", name: "Reserve", kind: "contingency", amountCents: 777 } },
  { kind: "reserveDrawdown", record: { id: "1", name: "Drawn", reserveId: "1", day: 20_000, amountCents: 777, costType: "other", reason: "why" } },
  { kind: "businessCase", record: { id: "1", name: "Case", discountPercent: 5, years: 3, flows: [{ name: "Price", year: 0, cents: -777 }] } },
  { kind: "benefit", record: { id: "1", name: "Benefit", caseId: "1", owner: "Ada", measure: "hours", day: 20_000, yearlyCents: { low: 777, likely: 777, high: 777 } } },
];

test("records of money keep no amount, still fit their schemas, and get everything back", () => {
  for (const { kind, record } of MONEY) {
    const shown = withoutCosts(kind, record);
    expect(JSON.stringify(shown)).not.toMatch(/777|7\.77/);
    expect(recordSchemas[kind].safeParse(shown).error).toBeUndefined();
    expect(withCostsOf(kind, shown, record)).toEqual(record);
  }
});
