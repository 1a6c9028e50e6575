/** `leadline budget FILE`: what a plan is going to cost, by WBS element, kind of cost and month. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { budgetOf, type Budget } from "@leadline/engine/cost/budget.ts";
import { caseRangesOf, tasksThatBenefitsAwait } from "@leadline/engine/cost/business-case/case-runs.ts";
import { caseWorths, type CaseRange, type CaseWorth } from "@leadline/engine/cost/business-case/case-worth.ts";
import { budgetTable } from "@leadline/engine/cost/budget-table.ts";
import { compareCloudLine } from "@leadline/engine/cost/cloud-comparison.ts";
import type { OrderStanding } from "@leadline/engine/cost/commitments.ts";
import { pointOfTotalAssumption } from "@leadline/engine/cost/contract-price.ts";
import { costCurvesOf } from "@leadline/engine/cost/cost-curves.ts";
import { byMonth, costForecastOf, type CostForecast } from "@leadline/engine/cost/cost-forecast.ts";
import { groupedCosts } from "@leadline/engine/cost/cost-groups.ts";
import { depreciationOf, type DepreciationMonth } from "@leadline/engine/cost/depreciation.ts";
import { openCostBand, runsForBand } from "@leadline/engine/risk/cost-band.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, formatIsoDay, type Minute } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { amountText, moneyText } from "./money-text.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import { simulatedCost, type SimulatedCost } from "./simulated-cost.ts";
import type { Terminal } from "./terminal.ts";
import { moneyCsv, moneyWorkbook } from "@leadline/formats/table/money-table.ts";
import { tableText } from "./text-table.ts";
import { isSameFile, writeWholeFile } from "./written-file.ts";

export interface BudgetVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly csv?: true;
  /** The workbook to write. */
  readonly xlsx?: string;
  readonly project?: string;
  readonly runs?: string;
  readonly seed?: string;
}

/** Everything that the budget is told with. */
interface Told {
  readonly project: Project;
  readonly dates: Schedule;
  readonly budget: Budget;
  readonly forecast: CostForecast;
  readonly depreciation: readonly DepreciationMonth[];
  readonly cases: readonly (CaseWorth & { readonly range: CaseRange | undefined })[];
  /** Undefined for a plan without tasks. */
  readonly simulated: SimulatedCost | undefined;
}

export async function budgetVerb(path: string, options: BudgetVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const { project } = read.value;
  if (options.csv || options.xlsx !== undefined) return exportTable(project, options, { path, terminal });
  const needsTasks = tasksThatBenefitsAwait(project).length > 0;
  const simulated = await simulatedCost(project, options, needsTasks ? "tasks" : "project");
  if (!simulated.ok) return simulated;
  const result = schedule(project);
  const told = tell(project, result.schedule, simulated.value);
  if (options.json) {
    terminal.print(`${JSON.stringify(budgetFacts(told))}\n`);
    return success(undefined);
  }
  for (const problem of [...read.value.problems, ...result.problems, ...problemsOf(told)]) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(options.plain ? plainLines(told.budget) : screenText(told));
  return success(undefined);
}

async function exportTable(project: Project, { csv, xlsx }: BudgetVerbOptions, { path, terminal }: { readonly path: string; readonly terminal: Terminal }): Promise<Outcome<undefined>> {
  const table = budgetTable(project, budgetOf(project, schedule(project).schedule));
  if (csv) terminal.print(moneyCsv(table));
  if (xlsx === undefined) return success(undefined);
  if (await isSameFile(path, xlsx)) return failure(EXIT.conflict, `${xlsx}: this is the input file itself, which is never overwritten. Maybe choose another name.`);
  const written = await writeWholeFile(xlsx, moneyWorkbook("Budget", table));
  if (written.ok) terminal.tell(`${xlsx}: the budget was written, ${table.rows.length - 1} rows and their total.`);
  return written;
}

function tell(project: Project, dates: Schedule, simulated: SimulatedCost | undefined): Told {
  const budget = budgetOf(project, dates);
  const ranges = simulated ? caseRangesOf(project, dates, budget, simulated) : [];
  const cases = caseWorths(project, budget.items).map((worth) => ({ ...worth, range: ranges.find(({ caseId }) => caseId === worth.caseId) }));
  return { project, dates, budget, forecast: costForecastOf(project, dates), depreciation: depreciationOf(project, dates, budget.items), cases, simulated };
}

function problemsOf({ budget, simulated }: Told): readonly Problem[] {
  return [...budget.problems, ...(simulated?.problems ?? [])];
}

/** Amounts are whole minor units of the currency. A line is a WBS element, kind of cost and capital or operating expenditure; its months sum to it. */
function budgetFacts(told: Told): object {
  const { project, budget, forecast, depreciation, simulated } = told;
  const facts = factsByWbs(project);
  const ofLines = groupedCosts(project, budget.items, ["wbs", "costType", "spending", "month"]);
  const months = new Map<string, { month: string; amount: number }[]>();
  for (const { keys: [wbs, costType, spending, month = ""], cents } of ofLines) {
    const key = [wbs, costType, spending].join(" ");
    months.set(key, [...(months.get(key) ?? []), { month, amount: cents }]);
  }
  return {
    currency: budget.currency,
    lines: budget.lines.map(({ wbs, costType, spending, cents }) => ({ wbs, ...facts.get(wbs), costType, spending, amount: cents, months: months.get([wbs, costType, spending].join(" ")) ?? [] })),
    months: budget.months.map(({ month, cents, cumulativeCents }) => ({ month, amount: cents, cumulative: cumulativeCents })),
    total: budget.totalCents,
    p50: simulated ? simulated.cost.p50 : null,
    p80: simulated ? simulated.cost.p80 : null,
    enoughProbability: simulated ? enoughOf(budget, simulated) : null,
    capex: budget.capexCents,
    opex: budget.opexCents,
    contingency: budget.contingencyLeftCents,
    contingencyForP80: simulated ? neededContingency(budget, simulated) : null,
    managementReserve: budget.managementReserveLeftCents,
    totalWithReserve: budget.totalWithReserveCents,
    statusDate: forecast.statusDay === undefined ? null : formatIsoDay(forecast.statusDay),
    actual: forecast.actualCents,
    accrued: forecast.accruedCents,
    committed: forecast.committedCents,
    toCome: forecast.toComeCents,
    forecast: forecast.totalCents,
    payments: monthFacts(byMonth(forecast.payments)),
    depreciation: monthFacts(depreciation),
    curve: curveFacts(told),
    orders: forecast.orders.map((order) => orderFacts(project, order)),
    cloud: cloudFacts(project),
    businessCases: told.cases.map(caseFacts),
    problems: problemsOf(told).map(({ code, message }) => ({ code, message })),
  };
}

/** By month until 9 of 10 runs are over; the band is that of the runs by month. */
function curveFacts({ project, dates, forecast, simulated }: Told): object[] {
  const until = simulated && dayNumberOf((simulated.finish.p90 - 1) as Minute);
  const { points } = costCurvesOf(project, dates, { step: "month", until });
  if (!simulated) return points.map(({ day, ...amounts }) => ({ date: formatIsoDay(day), ...amounts }));
  const maker = openCostBand(simulated.inputs, forecast, points.map(({ day }) => day));
  maker.run(simulated.seed, 0, runsForBand(simulated.inputs, simulated.runs));
  const { low, high } = maker.band();
  return points.map(({ day, ...amounts }, at) => ({ date: formatIsoDay(day), ...amounts, forecastLow: low[at], forecastHigh: high[at] }));
}

function monthFacts(months: readonly { readonly month: string; readonly cents: number }[]): object[] {
  return months.map(({ month, cents }) => ({ month, amount: cents }));
}

/** `pointOfTotalAssumption`: the seller's cost from which on the seller alone bears an overrun, of incentive contracts. */
function orderFacts(project: Project, { orderId, name, costType, orderedCents, invoicedCents, accruedCents, committedCents }: OrderStanding): object {
  const terms = project.records.purchaseOrder.get(orderId)?.terms;
  const point = terms?.type === "fixedPriceIncentive" ? pointOfTotalAssumption(terms) : undefined;
  return { name, costType, ordered: orderedCents, invoiced: invoicedCents, accrued: accruedCents, committed: committedCents, ...(point !== undefined && { pointOfTotalAssumption: Math.round(point) }) };
}

/** A month of each line of cloud use, at the list price and committed, before currencies; `breakEven` is the share of use from which a commitment pays. */
function cloudFacts(project: Project): object[] {
  return [...project.records.budgetLine.values()].flatMap(({ name, amount, currency }) => {
    if (amount.kind !== "cloud") return [];
    const { onDemandCents, committedCents, breakEvenUtilisation, cheaper } = compareCloudLine(amount);
    return [{ name, ...(currency !== undefined && { currency }), onDemand: onDemandCents, committed: committedCents, breakEven: breakEvenUtilisation ?? null, cheaper }];
  });
}

/** Rates are shares (0.11 is 11 % a year), money whole minor units, times years. */
function caseFacts({ name, rate, flows, worth, range }: Told["cases"][number]): object {
  return {
    name,
    rate,
    flows,
    npv: Math.round(worth.npv),
    irr: worth.irr.kind === "one" ? worth.irr.rate : worth.irr.kind,
    mirr: worth.mirr,
    profitabilityIndex: worth.profitabilityIndex,
    roi: worth.roi,
    payback: worth.payback,
    discountedPayback: worth.discountedPayback,
    ...(range && { npvRange: Object.fromEntries(Object.entries(range.npv).map(([key, value]) => [key, Math.round(value)])), lossProbability: range.lossChance, irrRange: range.irr ?? null, mirrRange: range.mirr ?? null, profitabilityIndexRange: range.profitabilityIndex ?? null, roiRange: range.roi ?? null, paybackRange: range.payback ?? null, discountedPaybackRange: range.discountedPayback ?? null, meanDelayDays: range.meanDelayDays }),
  };
}

/** What contingency has to hold so that 8 of 10 runs are paid for: their cost less what is budgeted without it. */
function neededContingency({ totalCents, contingencyLeftCents }: Budget, { cost }: SimulationFacts): number {
  return Math.max(0, cost.p80 - (totalCents - contingencyLeftCents));
}

/** The share of runs that the budget, contingency included, would pay for. */
function enoughOf({ totalCents }: Budget, { samples }: SimulationFacts): number {
  return samples.cost.reduce((count, cents) => count + (cents <= totalCents + 0.5 ? 1 : 0), 0) / samples.cost.length;
}

/** UID and name of the task behind a WBS code; the project as a whole has neither. */
function factsByWbs(project: Project): ReadonlyMap<string, { readonly uid: number; readonly task: string }> {
  return new Map(outlineOf(project).rows.map(({ wbs, task }) => [wbs, { uid: uidOf(task), task: task.name }]));
}

function screenText({ project, budget, forecast, cases, simulated }: Told): string {
  const facts = factsByWbs(project);
  const { currency } = budget;
  const money = (cents: number): string => moneyText(Math.round(cents), currency);
  const byPhase = groupedCosts(project, budget.items, ["phase", "costType"]).map(({ keys: [wbs = "", costType = ""], cents }) => [wbs, facts.get(wbs)?.task ?? "Whole project", costType, amountText(cents)]);
  const months = budget.months.map(({ month, cents, cumulativeCents }) => [month, amountText(cents), amountText(cumulativeCents)]);
  const reserve = budget.managementReserveLeftCents === 0 ? [] : [`With management reserve of ${money(budget.managementReserveLeftCents)}: ${money(budget.totalWithReserveCents)}.`];
  const chance = simulated ? [`${money(simulated.cost.p50)} would be enough in half of the runs, ${money(simulated.cost.p80)} in 8 of 10. The budget is enough in ${Math.round(enoughOf(budget, simulated) * 100)} % of ${simulated.runs} runs; for 8 of 10 contingency would have to be ${money(neededContingency(budget, simulated))} (it is ${money(budget.contingencyLeftCents)}).`] : [];
  const spent = forecast.statusDay === undefined ? [] : [`As of ${formatIsoDay(forecast.statusDay)}: ${money(forecast.actualCents)} spent, ${money(forecast.committedCents)} committed, ${money(forecast.toComeCents)} to come.`];
  const worths = cases.map(({ name, rate, worth, range }) => `${name}: worth ${money(worth.npv)} today at ${Math.round(rate * 1000) / 10} % a year${range ? `; less than nothing in ${Math.round(range.lossChance * 100)} % of the runs` : ""}.`);
  return [
    `Budget: ${money(budget.totalCents)}, of it ${money(budget.capexCents)} capital expenditure.`,
    ...chance,
    ...reserve,
    ...spent,
    ...worths,
    "",
    ...tableText(["WBS", "Element", "Kind", "Amount"], [...byPhase, ["", "Total", "", amountText(budget.totalCents)]], ["left", "left", "left", "right"]),
    "",
    ...tableText(["Month", "Amount", "So far"], months, ["left", "right", "right"]),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

/** Columns without a head: WBS, kind of cost, capex or opex, whole minor units. */
function plainLines({ lines }: Budget): string {
  return lines.map(({ wbs, costType, spending, cents }) => [wbs || "-", costType, spending, cents].join("\t") + "\n").join("");
}
