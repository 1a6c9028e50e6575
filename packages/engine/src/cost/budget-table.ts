/** The budget as one table for exports: a row per WBS element and kind of cost, a column per month, totals on both sides. */
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Budget } from "./budget.ts";
import { groupedCosts } from "./cost-groups.ts";

export interface BudgetTable {
  readonly head: readonly string[];
  /** Texts first, then whole minor units: one per month, and the row's total. The last row sums them all. */
  readonly rows: readonly { readonly texts: readonly string[]; readonly cents: readonly number[] }[];
}

/** Rows sum to the right and down to the same total, to the cent. */
export function budgetTable(project: Project, budget: Budget): BudgetTable {
  const names = new Map(outlineOf(project).rows.map(({ wbs, task }) => [wbs, task.name]));
  const months = budget.months.map(({ month }) => month);
  const place = new Map(months.map((month, at) => [month, at]));
  const rows = new Map<string, { texts: readonly string[]; cents: number[] }>();
  for (const { wbs, costType, spending, cents } of budget.lines) {
    rows.set(`${wbs} ${costType} ${spending}`, { texts: [wbs, wbs === "" ? "Whole project" : (names.get(wbs) ?? ""), costType, spending], cents: [...months.map(() => 0), cents] });
  }
  for (const { keys: [wbs = "", costType = "", spending = "", month = ""], cents } of groupedCosts(project, budget.items, ["wbs", "costType", "spending", "month"])) {
    const row = rows.get(`${wbs} ${costType} ${spending}`);
    const at = place.get(month);
    if (row && at !== undefined) row.cents[at] = cents;
  }
  const total = { texts: ["", "Total", "", ""], cents: [...budget.months.map(({ cents }) => cents), budget.totalCents] };
  return { head: ["WBS", "Element", "Kind", "Spending", ...months, `Total ${budget.currency}`.trim()], rows: [...rows.values(), total] };
}
