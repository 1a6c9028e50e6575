/** The flows of money of a business case by year: what the budget pays, further flows, and benefits from the day on which they begin. */
import { settingsOf, type Project } from "../../model/project.ts";
import type { Benefit, BusinessCase } from "../../model/records.ts";
import { dayNumberOf } from "../../time/minute.ts";
import type { CostItem } from "../cost-item.ts";

const DAYS_PER_YEAR = 365.25;

export interface CaseParts {
  /** Day 0 of the flows. */
  readonly day: number;
  readonly years: number;
  /** What the budget pays by year, negative: index 0 is the first year, paid as if on its first day. */
  readonly budget: readonly number[];
  /** Further flows by year of their own. */
  readonly other: readonly number[];
  readonly benefits: readonly Benefit[];
}

/** Whole minor units. Payments count at the beginning of their year, benefits at its end: both on the careful side. */
export function casePartsOf(project: Project, businessCase: BusinessCase, items: readonly CostItem[]): CaseParts {
  const { years, flows, countsBudget } = businessCase;
  const day = businessCase.day ?? dayNumberOf(settingsOf(project).start);
  const budget = noFlows(years);
  if (countsBudget !== false) {
    for (const item of items) {
      for (const { day: costDay, cents } of item.days) {
        const year = Math.max(0, Math.floor((costDay + item.paymentDays - day) / DAYS_PER_YEAR));
        if (year <= years) budget[year] = (budget[year] ?? 0) - cents;
      }
    }
  }
  const other = noFlows(years);
  for (const flow of flows) other[flow.year] = (other[flow.year] ?? 0) + flow.cents;
  const benefits = [...project.records.benefit.values()].filter(({ caseId }) => caseId === businessCase.id);
  return { day, years, budget, other, benefits };
}

export interface CaseRun {
  /** The budget's payments times this. */
  readonly costFactor: number;
  /** How many days later than planned a benefit begins. */
  readonly delayDays: (benefit: Benefit) => number;
  /** What a benefit is worth in a year. */
  readonly yearlyCents: (benefit: Benefit) => number;
}

/** As planned: no delay, what is likely. */
export const AS_PLANNED: CaseRun = { costFactor: 1, delayDays: () => 0, yearlyCents: ({ yearlyCents }) => yearlyCents.likely };

/** Flows by year from day 0 to the end of the last year that the case looks at; index t is discounted t times. */
export function flowsOf({ day, years, budget, other, benefits }: CaseParts, run: CaseRun): number[] {
  const flows = budget.map((cents, year) => Math.round(cents * run.costFactor) + (other[year] ?? 0));
  for (const benefit of benefits) {
    const yearly = run.yearlyCents(benefit);
    const from = (benefit.day + Math.max(0, run.delayDays(benefit)) - day) / DAYS_PER_YEAR;
    const to = benefit.years === undefined ? years : Math.min(years, from + benefit.years);
    for (let year = 0; year < years; year += 1) {
      const share = Math.min(to, year + 1) - Math.max(from, year);
      if (share > 0) flows[year + 1] = (flows[year + 1] ?? 0) + Math.round(yearly * share);
    }
  }
  return flows;
}

function noFlows(years: number): number[] {
  return Array.from({ length: years + 1 }, () => 0);
}
