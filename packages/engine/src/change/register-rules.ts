/** Rules between the fields of a register's record, beyond what its schema says of single fields. */
import type { Refusal } from "../base/problem.ts";
import { rateOn, rateTableOf } from "../model/cost/exchange.ts";
import { amountCentsOf } from "../model/cost/line-amount.ts";
import type { BudgetLine, RecordOf } from "../model/records.ts";
import { REGISTERS, registerTitle, type RegisterItem, type RegisterKind } from "../model/registers.ts";
import { dayNumberOf, formatIsoDay } from "../time/minute.ts";
import { all, get, settingsIn, type Draft } from "./draft.ts";
import { refusal } from "./names.ts";

/** What is wrong, as the end of a sentence that begins with the record's title; `undefined` where nothing is. */
type Rule<K extends RegisterKind> = (record: RecordOf<K>, draft: Draft) => string | undefined;

const RULES: { readonly [K in RegisterKind]?: Rule<K> } = {
  riskItem: ({ impact: { low, likely, high } }) => (low <= likely && likely <= high ? undefined : `the impact must not fall from low (${low}) over likely (${likely}) to high (${high})`),
  budgetLine: budgetLineRule,
  actualCost: ({ currency, day }, draft) => withoutRate(draft, currency, day),
  purchaseOrder: ({ currency, day, expectedDay }, draft) =>
    expectedDay !== undefined && expectedDay < day ? `it is expected (${formatIsoDay(expectedDay)}) before it is ordered (${formatIsoDay(day)})` : withoutRate(draft, currency, day),
  reserve: reserveRule,
  reserveDrawdown: drawdownRule,
  controlAccount: accountRule,
  currencyRate: ({ currency }, draft) => (currency === settingsIn(draft).currency ? "it is the project's own currency" : undefined),
  businessCase: ({ flows, years }) => (flows.every(({ year }) => year <= years) ? undefined : `a flow lies behind the ${years} years that the case looks ahead`),
  benefit: ({ yearlyCents: { low, likely, high } }) => (low <= likely && likely <= high ? undefined : `its worth must not fall from low (${moneyText(low)}) over likely (${moneyText(likely)}) to high (${moneyText(high)})`),
};

function budgetLineRule(line: BudgetLine, draft: Draft): string | undefined {
  const { firstDay, lastDay, amount, phasing } = line;
  if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay) return `its last day (${formatIsoDay(lastDay)}) lies before its first (${formatIsoDay(firstDay)})`;
  if (line.spending !== undefined && (line.spendingReason ?? "").trim() === "") return `it departs from the rule for ${line.spending === "capex" ? "operating" : "capital"} expenditure, and that needs a reason`;
  if (phasing.kind === "dated") {
    const total = amountCentsOf(amount, firstDay ?? dayNumberOf(settingsIn(draft).start));
    const parts = phasing.parts.reduce((sum, part) => sum + part.cents, 0);
    if (parts !== total) return `its parts add up to ${moneyText(parts)}, but the line is ${moneyText(total)}`;
  }
  const days = phasing.kind === "dated" ? phasing.parts.map(({ day }) => day) : [firstDay ?? dayNumberOf(settingsIn(draft).start)];
  return withoutRate(draft, line.currency, Math.min(...days));
}

/** A currency that cannot be converted on the day. */
function withoutRate(draft: Draft, currency: string | undefined, day: number): string | undefined {
  if (currency === undefined || currency === settingsIn(draft).currency) return undefined;
  const table = rateTableOf(all(draft, "currencyRate"));
  if (rateOn(table, currency, day)) return undefined;
  const first = table.get(currency)?.[0];
  return first ? `there is no rate for ${currency} on ${formatIsoDay(day)}; the first one holds from ${formatIsoDay(first.day)}. Maybe add an earlier rate` : `there is no rate for ${currency} in the plan. Maybe add one that holds on ${formatIsoDay(day)}`;
}

function drawdownRule(drawdown: RecordOf<"reserveDrawdown">, draft: Draft): string | undefined {
  const reserve = get(draft, "reserve", drawdown.reserveId);
  if (!reserve) return undefined;
  const drawn = [...all(draft, "reserveDrawdown")].reduce((sum, one) => sum + (one.reserveId === reserve.id ? one.amountCents : 0), 0);
  return drawn <= reserve.amountCents ? undefined : `“${reserve.name}” holds ${moneyText(reserve.amountCents)}, and with this ${moneyText(drawn)} would be drawn from it`;
}

/** A reserve cannot become smaller than what was drawn from it. */
function reserveRule(reserve: RecordOf<"reserve">, draft: Draft): string | undefined {
  const drawn = [...all(draft, "reserveDrawdown")].reduce((sum, one) => sum + (one.reserveId === reserve.id ? one.amountCents : 0), 0);
  return drawn <= reserve.amountCents ? undefined : `${moneyText(drawn)} were drawn from it already`;
}

function accountRule(account: RecordOf<"controlAccount">, draft: Draft): string | undefined {
  const taskIds = new Set(account.taskIds);
  const other = [...all(draft, "controlAccount")].find((one) => one.id !== account.id && one.taskIds.some((id) => taskIds.has(id)));
  const shared = other?.taskIds.find((id) => taskIds.has(id));
  return other && shared !== undefined ? `“${get(draft, "task", shared)?.name ?? ""}” belongs to the control account “${other.name}” already` : undefined;
}

function moneyText(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Why a record cannot be kept as it is. */
export function refusedByRule(draft: Draft, item: RegisterItem): Refusal | undefined {
  const problem = judged(item.kind, item.record, draft);
  return problem === undefined ? undefined : refusal("record/invalid", `the ${REGISTERS[item.kind].one} “${registerTitle(item)}” cannot be kept: ${problem}.`);
}

function judged<K extends RegisterKind>(kind: K, record: RecordOf<K>, draft: Draft): string | undefined {
  const rule: Rule<K> | undefined = RULES[kind];
  return rule?.(record, draft);
}
