/** `leadline budget FILE`: what a plan is going to cost, by WBS element, kind of cost and month. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { budgetOf, type Budget } from "@leadline/engine/cost/budget.ts";
import { groupedCosts } from "@leadline/engine/cost/cost-groups.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { success, type Outcome } from "./exit-code.ts";
import { amountText, moneyText } from "./money-text.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface BudgetVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly project?: string;
}

export async function budgetVerb(path: string, options: BudgetVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const { project } = read.value;
  const result = schedule(project);
  const budget = budgetOf(project, result.schedule);
  if (options.json) {
    terminal.print(`${JSON.stringify(budgetFacts(project, budget))}\n`);
    return success(undefined);
  }
  for (const problem of [...read.value.problems, ...result.problems, ...budget.problems]) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(options.plain ? plainLines(budget) : screenText(project, budget));
  return success(undefined);
}

/** Amounts are whole minor units of the currency. A line is a WBS element, kind of cost and capital or operating expenditure; its months sum to it. */
function budgetFacts(project: Project, budget: Budget): object {
  const facts = factsByWbs(project);
  const byMonth = groupedCosts(project, budget.items, ["wbs", "costType", "spending", "month"]);
  const months = new Map<string, { month: string; amount: number }[]>();
  for (const { keys: [wbs, costType, spending, month = ""], cents } of byMonth) {
    const key = [wbs, costType, spending].join(" ");
    months.set(key, [...(months.get(key) ?? []), { month, amount: cents }]);
  }
  return {
    currency: budget.currency,
    lines: budget.lines.map(({ wbs, costType, spending, cents }) => ({ wbs, ...facts.get(wbs), costType, spending, amount: cents, months: months.get([wbs, costType, spending].join(" ")) ?? [] })),
    months: budget.months.map(({ month, cents, cumulativeCents }) => ({ month, amount: cents, cumulative: cumulativeCents })),
    total: budget.totalCents,
    capex: budget.capexCents,
    opex: budget.opexCents,
    contingency: budget.contingencyLeftCents,
    managementReserve: budget.managementReserveLeftCents,
    totalWithReserve: budget.totalWithReserveCents,
    p50: null,
    p80: null,
    problems: budget.problems.map(({ code, message }) => ({ code, message })),
  };
}

/** UID and name of the task behind a WBS code; the project as a whole has neither. */
function factsByWbs(project: Project): ReadonlyMap<string, { readonly uid: number; readonly task: string }> {
  return new Map(outlineOf(project).rows.map(({ wbs, task }) => [wbs, { uid: uidOf(task), task: task.name }]));
}

function screenText(project: Project, budget: Budget): string {
  const facts = factsByWbs(project);
  const { currency } = budget;
  const byPhase = groupedCosts(project, budget.items, ["phase", "costType"]).map(({ keys: [wbs = "", costType = ""], cents }) => [wbs, facts.get(wbs)?.task ?? "Whole project", costType, amountText(cents)]);
  const sides = ["left", "left", "left", "right"] as const;
  const months = budget.months.map(({ month, cents, cumulativeCents }) => [month, amountText(cents), amountText(cumulativeCents)]);
  const reserve = budget.managementReserveLeftCents === 0 ? [] : [`With management reserve of ${moneyText(budget.managementReserveLeftCents, currency)}: ${moneyText(budget.totalWithReserveCents, currency)}.`];
  return [
    `Budget: ${moneyText(budget.totalCents, currency)}, of it ${moneyText(budget.capexCents, currency)} capital expenditure.`,
    ...reserve,
    "",
    ...tableText(["WBS", "Element", "Kind", "Amount"], [...byPhase, ["", "Total", "", amountText(budget.totalCents)]], sides),
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
