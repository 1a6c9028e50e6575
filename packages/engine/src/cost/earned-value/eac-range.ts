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
  /** What is to come of lines, things to buy and orders of tasks. */
  readonly linesToCome: number;
}

/**
 * A run costs what the plan spent by its rates, what lies beside its tasks, and the rest; here the rest comes on top of the
 * actual cost, as it is known, and so does what is to come of the tasks' lines. Undefined without runs. What the budget plans for the project as a whole is no part of earned value.
 */
export function eacRangeOf({ costs, terms, ac, linesToCome }: EacRangeInput): Range | undefined {
  const known = terms.otherCents + terms.tasks.reduce((sum, { spentCents }) => sum + spentCents, 0);
  return rangeOf(Array.from(costs, (cost) => ac + linesToCome + Math.max(0, cost - known)));
}
