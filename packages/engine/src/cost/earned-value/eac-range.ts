/** The estimate at completion as a range: what was spent, and for each run of a simulation what the rest of the tasks cost. */
import type { CostTerms } from "../cost-terms.ts";
import { rangeOf, type Range } from "../quantiles.ts";

export interface EacRangeInput {
  /** The plan's cost by run, whole minor units. */
  readonly costs: ArrayLike<number>;
  /** The terms that the simulation was made with. */
  readonly terms: CostTerms;
  /** Actual cost of the tasks at the status date. */
  readonly ac: number;
}

/**
 * A run costs what the plan spent by its rates, what lies beside its tasks, and the rest; here the rest comes on top of the
 * actual cost, as it is known. Undefined without runs. Lines of the budget beside the tasks are no part of earned value.
 */
export function eacRangeOf({ costs, terms, ac }: EacRangeInput): Range | undefined {
  const known = terms.otherCents + terms.tasks.reduce((sum, { spentCents }) => sum + spentCents, 0);
  return rangeOf(Array.from(costs, (cost) => Math.max(ac, ac + cost - known)));
}
