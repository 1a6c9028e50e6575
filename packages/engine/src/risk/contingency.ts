/** What a forecast says is to be kept back: the time and money between the plan and a chosen confidence, and where it comes from (domain C6). */
import type { SimulationFacts } from "./simulation.ts";
import { quantile, sorted } from "./statistics.ts";

/** Confidence for what is promised outside, and for the target inside, where nobody chooses another. */
export const USUAL_CONFIDENCE = { commitment: 0.8, target: 0.5 } as const;

export interface Contingency {
  readonly confidence: number;
  /** Working days between the plan's date and the one kept with this confidence; never negative. */
  readonly days: number;
  /** Whole cents between the plan's cost and the one kept with this confidence; never negative. */
  readonly cents: number;
  /** Shares of the days by how far each task's duration moves with the finish; they sum to 1. The buffer itself stands whole before the milestone. */
  readonly shares: readonly { readonly taskId: string; readonly share: number }[];
  /** Whether the date is known to less than a working day: else more runs are needed. */
  readonly isSettled: boolean;
}

export function contingencyOf({ samples, deterministic, cost, tasks, p80Interval }: SimulationFacts, confidence: number = USUAL_CONFIDENCE.commitment): Contingency {
  const days = quantile(sorted(samples.workingDays), confidence) - deterministic.workingDays;
  const cents = Math.round(quantile(sorted(samples.cost), confidence) - cost.planned);
  const moving = tasks.filter(({ covariance }) => covariance > 0);
  const sum = moving.reduce((all, { covariance }) => all + covariance, 0);
  const shares = moving.map(({ taskId, covariance }) => ({ taskId, share: covariance / sum })).sort((a, b) => b.share - a.share || (a.taskId < b.taskId ? -1 : 1));
  return { confidence, days: Math.max(0, days), cents: Math.max(0, cents), shares, isSettled: p80Interval.high - p80Interval.low < 1 };
}
