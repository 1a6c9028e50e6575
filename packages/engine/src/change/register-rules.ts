/** Rules between the fields of a register's record, beyond what its schema says of single fields. */
import type { Refusal } from "../base/problem.ts";
import { rateOn, rateTableOf } from "../model/cost/exchange.ts";
import { amountCentsOf } from "../model/cost/line-amount.ts";
import type { BudgetLine, ChangeRequest, CorrelationGroup, Negotiation, PlanBranch, RecordOf, RiskItem } from "../model/records.ts";
import { REGISTERS, registerTitle, type RegisterItem, type RegisterKind } from "../model/registers.ts";
import { dayNumberOf, formatIsoDay } from "../time/minute.ts";
import { all, get, settingsIn, type Draft } from "./draft.ts";
import { eventRule, issueRule } from "./issue-rules.ts";
import { refusal } from "./names.ts";
import { refusedStored } from "./stored-command.ts";

/** What is wrong, as the end of a sentence that begins with the record's title; `undefined` where nothing is. */
type Rule<K extends RegisterKind> = (record: RecordOf<K>, draft: Draft) => string | undefined;

const RULES: { readonly [K in RegisterKind]?: Rule<K> } = {
  riskItem: riskRule,
  correlationGroup: correlationRule,
  planBranch: branchRule,
  resourceAbsence: ({ days: { low, likely, high } }) => (low <= likely && likely <= high ? undefined : `the days of a spell must not fall from low (${low}) over likely (${likely}) to high (${high})`),
  budgetLine: budgetLineRule,
  actualCost: ({ currency, day }, draft) => withoutRate(draft, currency, day),
  purchaseOrder: ({ currency, day, expectedDay }, draft) =>
    expectedDay !== undefined && expectedDay < day ? `it is expected (${formatIsoDay(expectedDay)}) before it is ordered (${formatIsoDay(day)})` : withoutRate(draft, currency, day),
  reserve: reserveRule,
  reserveDrawdown: drawdownRule,
  controlAccount: accountRule,
  currencyRate: ({ currency }, draft) => (currency === settingsIn(draft).currency ? "it is the project's own currency" : undefined),
  changeRequest: requestRule,
  negotiation: negotiationRule,
  businessCase: ({ flows, years }) => (flows.every(({ year }) => year <= years) ? undefined : `a flow lies behind the ${years} years that the case looks ahead`),
  issueItem: issueRule,
  delayEvent: eventRule,
  deliverable: deliverableRule,
  keptEstimate: estimateRule,
  benefit: ({ yearlyCents: { low, likely, high } }) => (low <= likely && likely <= high ? undefined : `its worth must not fall from low (${moneyText(low)}) over likely (${moneyText(likely)}) to high (${moneyText(high)})`),
};

/** Whoever lets a criterion pass is named: without that nothing is accepted over it. */
function deliverableRule({ state, criteria }: RecordOf<"deliverable">): string | undefined {
  const unmet = state === "accepted" ? criteria.find(({ isMet, waiver }) => !isMet && !waiver) : undefined;
  return unmet && `it cannot be accepted while “${unmet.text}” is neither met nor waived by a person with a reason`;
}

function estimateRule({ lowMinutes, likelyMinutes, highMinutes, size, answers = [] }: RecordOf<"keptEstimate">): string | undefined {
  const parts = [{ lowMinutes, likelyMinutes, highMinutes }, ...(size ? [size] : []), ...answers];
  const falling = parts.find((part) => part.lowMinutes > part.likelyMinutes || part.likelyMinutes > part.highMinutes);
  return falling && `its values must not fall from low (${falling.lowMinutes} minutes) over likely (${falling.likelyMinutes}) to high (${falling.highMinutes})`;
}

function riskRule({ impact, furtherImpacts = [], residual, firstDay, lastDay }: RiskItem): string | undefined {
  const impacts = [impact, ...furtherImpacts, ...(residual?.impact ? [residual.impact] : [])];
  const falling = impacts.find(({ low, likely, high }) => low > likely || likely > high);
  if (falling) return `the impact must not fall from low (${falling.low}) over likely (${falling.likely}) to high (${falling.high})`;
  const negative = impacts.find(({ kind, low }) => kind === "durationFactor" && low < 0);
  if (negative) return `a factor on durations cannot be negative (${negative.low})`;
  return firstDay !== undefined && lastDay !== undefined && lastDay < firstDay ? `its last day (${formatIsoDay(lastDay)}) lies before its first (${formatIsoDay(firstDay)})` : undefined;
}

/** A matrix that no set of durations can have is repaired when it is drawn from; one that asks for something else than it says is refused. */
function correlationRule({ taskIds, pairs = [] }: CorrelationGroup, draft: Draft): string | undefined {
  const members = new Set(taskIds);
  if (members.size !== taskIds.length) return "a task stands in it twice";
  const nameOf = (id: string): string => get(draft, "task", id)?.name ?? "";
  const stranger = pairs.flatMap(({ taskId, otherTaskId }) => [taskId, otherTaskId]).find((id) => !members.has(id));
  if (stranger !== undefined) return `a pair names “${nameOf(stranger)}”, which does not belong to it`;
  const self = pairs.find(({ taskId, otherTaskId }) => taskId === otherTaskId);
  if (self) return `“${nameOf(self.taskId)}” is paired with itself`;
  const keys = pairs.map(({ taskId, otherTaskId }) => [taskId, otherTaskId].sort().join(" "));
  return new Set(keys).size === keys.length ? undefined : "a pair stands in it twice";
}

function branchRule({ kind, ways, afterTaskId, later }: PlanBranch, draft: Draft): string | undefined {
  const ids = ways.flatMap(({ taskIds }) => taskIds);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) return `“${get(draft, "task", twice)?.name ?? ""}” stands in it twice`;
  if (kind === "date") {
    if (afterTaskId === undefined || later === undefined) return "a branch by date needs the task that decides and the date";
    if (ways.length > 2) return "a branch by date has two ways: one if the task is late, one if not";
    return ids.includes(afterTaskId) ? "the task that decides cannot be on one of its ways" : undefined;
  }
  const sum = ways.reduce((all, { probability }) => all + probability, 0);
  return sum <= 1 + 1e-9 ? undefined : `the probabilities of its ways add up to ${Math.round(sum * 1000) / 10} %, more than 100 %`;
}

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

function requestRule({ id, code, commands, impact }: ChangeRequest, draft: Draft): string | undefined {
  for (const other of all(draft, "changeRequest")) if (other.id !== id && other.code === code) return `its code ${code} belongs to “${other.title}” already`;
  for (const [when, finish] of impact ? ([["before", impact.before], ["after", impact.after]] as const) : []) {
    if (finish.p80 < finish.p50) return `P80 of the finish ${when} (${formatIsoDay(dayNumberOf(finish.p80))}) lies before P50 (${formatIsoDay(dayNumberOf(finish.p50))})`;
  }
  return refusedStored(commands);
}

function negotiationRule({ packages, packageCosts = [], agreedPackageId }: Negotiation): string | undefined {
  const ids = new Set(packages.map(({ id }) => id));
  if (ids.size !== packages.length) return "a package stands in it twice";
  if (packageCosts.some(({ id }) => !ids.has(id))) return "it has costs of a package that is not there";
  if (agreedPackageId !== undefined && !ids.has(agreedPackageId)) return "the package that was agreed is not there";
  return packages.map(({ name, commands }) => ({ name, wrong: refusedStored(commands) })).find(({ wrong }) => wrong !== undefined)?.wrong;
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
