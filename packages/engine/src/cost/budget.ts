/** The budget of a project: everything that it is planned to cost, as items whose days sum to the whole in every grouping. */
import type { Problem } from "../base/problem.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { CostItem } from "./cost-item.ts";
import { groupedCosts, type CostGroup } from "./cost-groups.ts";
import { converterOf } from "./currencies.ts";
import { lineCosts } from "./line-costs.ts";
import { planCosts } from "./plan-costs.ts";
import { reserveItems, reserveTotals, type ReserveTotals } from "./reserves.ts";

/** All money is in hundredths of the project's currency. */
export interface Budget {
  readonly currency: string;
  readonly items: readonly CostItem[];
  /** By WBS element, kind of cost and capital or operating expenditure. */
  readonly lines: readonly { readonly wbs: string; readonly costType: string; readonly spending: string; readonly cents: number }[];
  readonly months: readonly { readonly month: string; readonly cents: number; readonly cumulativeCents: number }[];
  /** With contingency, without what is left of management reserve. */
  readonly totalCents: number;
  readonly capexCents: number;
  readonly opexCents: number;
  readonly contingencyLeftCents: number;
  readonly managementReserveLeftCents: number;
  /** The total with what is left of management reserve. */
  readonly totalWithReserveCents: number;
  readonly reserves: readonly ReserveTotals[];
  readonly problems: readonly Problem[];
}

/**
 * Labour (hours x dated rate), overtime, material, costs, fixed costs, things to buy, budget lines and reserves. Money of
 * other currencies is converted at the rate of its day. Example: 16 h at 50.00 and a fixed cost of 200.00 are 100,000 cents.
 */
export function budgetOf(project: Project, schedule: Schedule): Budget {
  const converter = converterOf(project);
  const lines = lineCosts(project, schedule, converter);
  const items = [...planCosts(project, schedule), ...lines.items, ...reserveItems(project, schedule)];
  const totalCents = items.reduce((sum, item) => sum + item.cents, 0);
  const capexCents = items.reduce((sum, item) => sum + (item.spending === "capex" ? item.cents : 0), 0);
  const reserves = reserveTotals(project);
  const left = (kind: ReserveTotals["kind"]): number => reserves.reduce((sum, one) => sum + (one.kind === kind ? one.leftCents : 0), 0);
  return {
    currency: settingsOf(project).currency,
    items,
    lines: groupedCosts(project, items, ["wbs", "costType", "spending"]).map(({ keys: [wbs = "", costType = "", spending = ""], cents }) => ({ wbs, costType, spending, cents })),
    months: cumulative(groupedCosts(project, items, ["month"])),
    totalCents,
    capexCents,
    opexCents: totalCents - capexCents,
    contingencyLeftCents: left("contingency"),
    managementReserveLeftCents: left("management"),
    totalWithReserveCents: totalCents + left("management"),
    reserves,
    problems: [...converter.problems(), ...lines.problems],
  };
}

function cumulative(groups: readonly CostGroup[]): { month: string; cents: number; cumulativeCents: number }[] {
  let cumulativeCents = 0;
  return groups.map(({ keys: [month = ""], cents }) => ({ month, cents, cumulativeCents: (cumulativeCents += cents) }));
}
