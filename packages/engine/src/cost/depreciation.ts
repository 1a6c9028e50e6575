/** Capital expenditure written off in equal parts by month, from the month in which it goes into service (straight-line). */
import { monthsAfter } from "../model/cost/line-amount.ts";
import type { Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { monthOf } from "./cost-groups.ts";
import type { CostItem } from "./cost-item.ts";
import { lastDayOf } from "./plan-costs.ts";
import { spreadCents } from "./spread-cents.ts";

/** Written off over three years where a line does not say otherwise. */
export const USUAL_LIFE_MONTHS = 36;

export interface DepreciationMonth {
  readonly month: string;
  readonly cents: number;
  /** Book value that is left after the month. */
  readonly leftCents: number;
}

/** Sums by month over all capital items; they sum to the capital expenditure. Without a day of service the project's finish counts. */
export function depreciationOf(project: Project, schedule: Schedule, items: readonly CostItem[]): DepreciationMonth[] {
  const byMonth = new Map<string, number>();
  let left = 0;
  for (const item of items) {
    if (item.spending !== "capex") continue;
    left += item.cents;
    const line = item.source.kind === "budgetLine" ? project.records.budgetLine.get(item.source.id) : undefined;
    const first = line?.inServiceDay ?? lastDayOf(schedule);
    const life = line?.usefulLifeMonths ?? USUAL_LIFE_MONTHS;
    spreadCents(item.cents, Array.from({ length: life }, () => 1)).forEach((cents, at) => {
      const month = monthOf(monthsAfter(first, at));
      byMonth.set(month, (byMonth.get(month) ?? 0) + cents);
    });
  }
  return [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, cents]) => ({ month, cents, leftCents: (left -= cents) }));
}
