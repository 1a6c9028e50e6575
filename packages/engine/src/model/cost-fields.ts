/** Which fields of records tell what things cost, so that a plan can be shown to people who must not see that. */
import type { Kind } from "./records.ts";
import type { KindedRecord } from "./project.ts";

type AnyRecord = KindedRecord["record"];

/** Fields that are left out. Kept sources hold costs among everything else, so they are left out whole. */
const LEFT_OUT: { readonly [K in Kind]?: readonly string[] } = {
  task: ["fixedCostCents"],
  resource: ["standardRateCentsPerHour", "overtimeRateCentsPerHour", "costPerUseCents", "rates"],
  assignment: ["costCents"],
  taskBaseline: ["costCents"],
};

/** Whether a field of a record of this kind tells a cost, alone or among other things. */
export function isCostField(kind: Kind, field: string): boolean {
  if (kind === "keptSource") return true;
  if (kind === "procurementItem") return field === "budgetCents";
  if (kind === "riskItem") return field === "impact";
  return LEFT_OUT[kind]?.includes(field) ?? false;
}

/**
 * The record without what it says of costs; the same object where it says nothing. A budget and the impact of a risk
 * on costs, which every such record has, become 0. Kept sources have nothing left: leave them out before.
 */
export function withoutCosts<T extends AnyRecord>(kind: Kind, record: T): T {
  if (kind === "procurementItem") return { ...record, budgetCents: 0 };
  if (kind === "riskItem") return isCostRisk(record) ? { ...record, impact: { kind: "cost", low: 0, likely: 0, high: 0 } } : record;
  const fields = LEFT_OUT[kind];
  if (!fields?.some((field) => field in record)) return record;
  // The fields that are left out are optional ones.
  return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field))) as T;
}

/** `shown`, which somebody sends who did not see the costs, with the costs that `full` has. */
export function withCostsOf<T extends AnyRecord>(kind: Kind, shown: T, full: AnyRecord): T {
  const costs = Object.entries(full).filter(([field]) => isCostField(kind, field) && (kind !== "riskItem" || isCostRisk(full)));
  return { ...withoutCosts(kind, shown), ...Object.fromEntries(costs) };
}

function isCostRisk(record: AnyRecord): boolean {
  return "impact" in record && record.impact.kind === "cost";
}
