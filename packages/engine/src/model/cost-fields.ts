/** Which fields of records tell what things cost, so that a plan can be shown to people who must not see that. */
import type { Kind } from "./records.ts";
import { isRegisterKind, REGISTERS } from "./registers.ts";
import type { KindedRecord } from "./project.ts";

type AnyRecord = KindedRecord["record"];

/** Fields that are left out. Kept sources hold costs among everything else, so they are left out whole. */
const LEFT_OUT: { readonly [K in Kind]?: readonly string[] } = {
  task: ["fixedCostCents", "reportedCost"],
  resource: ["standardRateCentsPerHour", "overtimeRateCentsPerHour", "costPerUseCents", "rates"],
  assignment: ["costCents"],
  taskBaseline: ["costCents"],
};

/** Whether a field of a record of this kind tells a cost, alone or among other things. */
export function isCostField(kind: Kind, field: string): boolean {
  if (kind === "keptSource") return true;
  if (kind === "riskItem") return field === "impact";
  if (isRegisterKind(kind)) return Object.hasOwn(REGISTERS[kind].costs, field);
  return LEFT_OUT[kind]?.includes(field) ?? false;
}

/**
 * The record without what it says of costs; the same object where it says nothing. Amounts that every record of a
 * register has, such as a budget or the impact of a risk on costs, become what the register says (mostly 0). Kept
 * sources have nothing left: leave them out before.
 */
export function withoutCosts<T extends AnyRecord>(kind: Kind, record: T): T {
  if (kind === "riskItem") return isCostRisk(record) ? { ...record, impact: { kind: "cost", low: 0, likely: 0, high: 0 } } : record;
  if (isRegisterKind(kind)) return withStandIns(record, REGISTERS[kind].costs);
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

/** What stands for the amounts of a register's record; `undefined` leaves a field out. */
function withStandIns<T extends AnyRecord>(record: T, standIns: Readonly<Record<string, unknown>>): T {
  if (!Object.keys(record).some((field) => Object.hasOwn(standIns, field))) return record;
  const fields = Object.entries(record).map(([field, value]) => [field, Object.hasOwn(standIns, field) ? standIns[field] : value] as const);
  // Stand-ins fit the schemas, and only optional fields are left out.
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as T;
}

function isCostRisk(record: AnyRecord): boolean {
  return "impact" in record && record.impact.kind === "cost";
}
