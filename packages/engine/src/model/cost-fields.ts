/** Which fields of records tell what things cost, so that a plan can be shown to people who must not see that. */
import type { Kind } from "./records.ts";
import { isRegisterKind, REGISTERS } from "./registers.ts";
import type { KindedRecord } from "./project.ts";

type AnyRecord = KindedRecord["record"];

/** Fields that are left out. Kept sources hold costs among everything else, so they are left out whole. */
const LEFT_OUT: { readonly [K in Kind]?: readonly string[] } = {
  task: ["fixedCostCents", "fixedCostEstimate", "reportedCost", "modes"],
  resource: ["standardRateCentsPerHour", "overtimeRateCentsPerHour", "costPerUseCents", "rates"],
  assignment: ["costCents"],
  taskBaseline: ["costCents"],
  statusReport: ["costs"],
};

/** Whether a field of a record of this kind tells a cost, alone or among other things. */
export function isCostField(kind: Kind, field: string): boolean {
  if (kind === "keptSource") return true;
  if (kind === "riskItem") return RISK_COSTS.has(field);
  if (COMMANDS[kind]?.includes(field)) return true;
  if (isRegisterKind(kind)) return Object.hasOwn(REGISTERS[kind].costs, field);
  return LEFT_OUT[kind]?.includes(field) ?? false;
}

/**
 * The record without what it says of costs; the same object where it says nothing. Amounts that every record of a
 * register has, such as a budget or the impact of a risk on costs, become what the register says (mostly 0). Kept
 * sources have nothing left: leave them out before.
 */
export function withoutCosts<T extends AnyRecord>(kind: Kind, record: T): T {
  if (kind === "riskItem" && "impact" in record) return withoutRiskCosts(record);
  if (COMMANDS[kind]) return withStandIns(withoutDearCommands(kind, record), isRegisterKind(kind) ? REGISTERS[kind].costs : {});
  if (isRegisterKind(kind)) return withStandIns(record, REGISTERS[kind].costs);
  const fields = LEFT_OUT[kind];
  if (!fields?.some((field) => field in record)) return record;
  // The fields that are left out are optional ones.
  return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field))) as T;
}

/** `shown`, which somebody sends who did not see the costs, with the costs that `full` has. */
export function withCostsOf<T extends AnyRecord>(kind: Kind, shown: T, full: AnyRecord): T {
  const costs = Object.entries(full).filter(([field, value]) => tellsAmount(kind, field, value));
  return { ...withoutCosts(kind, shown), ...Object.fromEntries(costs) };
}

/** Whether this value of a field says what something costs: some fields do so only in some records. */
export function tellsAmount(kind: Kind, field: string, value: unknown): boolean {
  if (!isCostField(kind, field)) return false;
  if (kind === "riskItem") return field === "responseCostCents" || value === null || tellsRiskCost(value);
  return COMMANDS[kind]?.includes(field) ? tellsDearCommand(value) : true;
}

/** Fields that hold commands which wait for somebody's yes; they tell amounts only where one of them sets any. */
const COMMANDS: { readonly [K in Kind]?: readonly string[] } = { changeRequest: ["commands"], negotiation: ["packages"] };

/** The same object where no command sets an amount; else without its commands. */
function withoutDearCommands<T extends AnyRecord>(kind: Kind, record: T): T {
  const entries = Object.entries(record);
  const isDear = ([field, value]: readonly [string, unknown]): boolean => (COMMANDS[kind]?.includes(field) ?? false) && tellsDearCommand(value);
  // What waits is a list, and an empty one fits.
  return entries.some(isDear) ? (Object.fromEntries(entries.map((entry) => (isDear(entry) ? [entry[0], []] : entry))) as T) : record;
}

/** Names of fields, at any depth, under which commands carry amounts and rates. */
const DEAR = /cents|cost|rate|^amount$|^flows$|^budget/i;

function tellsDearCommand(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(tellsDearCommand);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([field, part]) => DEAR.test(field) || (field === "kind" && part === "cost") || tellsDearCommand(part));
}

/** What stands for the amounts of a register's record; `undefined` leaves a field out. */
function withStandIns<T extends AnyRecord>(record: T, standIns: Readonly<Record<string, unknown>>): T {
  if (!Object.keys(record).some((field) => Object.hasOwn(standIns, field))) return record;
  const fields = Object.entries(record).map(([field, value]) => [field, Object.hasOwn(standIns, field) ? standIns[field] : value] as const);
  // Stand-ins fit the schemas, and only optional fields are left out.
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as T;
}

/** Fields of a risk that tell an amount where their impact is one on costs, and what its response costs. */
const RISK_COSTS: ReadonlySet<string> = new Set(["impact", "furtherImpacts", "residual", "responseCostCents"]);

/** The same object where it tells no amount. */
function withoutRiskCosts<T extends AnyRecord>(record: T): T {
  const entries = Object.entries(record);
  if (!entries.some(([field, value]) => field === "responseCostCents" || (RISK_COSTS.has(field) && tellsRiskCost(value)))) return record;
  // Only an optional field is left out, and impacts keep their shape.
  return Object.fromEntries(entries.filter(([field]) => field !== "responseCostCents").map(([field, value]) => [field, RISK_COSTS.has(field) ? withoutAmounts(value) : value])) as T;
}

/** Whether an impact, a list of impacts or what holds one says what it would cost. */
export function tellsRiskCost(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(tellsRiskCost);
  if (typeof value !== "object" || value === null) return false;
  return "kind" in value ? value.kind === "cost" : Object.values(value).some(tellsRiskCost);
}

function withoutAmounts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAmounts);
  if (typeof value !== "object" || value === null || !tellsRiskCost(value)) return value;
  if ("kind" in value) return { kind: "cost", low: 0, likely: 0, high: 0 };
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, withoutAmounts(part)]));
}
