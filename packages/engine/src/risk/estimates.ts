/** What ranges of a plan's records say, as distributions: durations, lags, work, fixed costs and impacts of risks. */
import { naturalLog, normalQuantile } from "@leadline/kernel/simulation/elementary-functions.ts";
import type { TaskEstimate } from "../model/plan/task.ts";
import type { Task } from "../model/records.ts";
import { widened, type Distribution } from "./distributions.ts";

/** Ranges that are added on request to tasks without an estimate, in multiples of the duration: never silently. */
export const SPREADS = {
  low: { low: 0.95, high: 1.15 },
  medium: { low: 0.85, high: 1.4 },
  high: { low: 0.75, high: 2 },
} as const;
export type Spread = keyof typeof SPREADS;

/** Share of outcomes that lie beyond either end, by what the estimator meant by the ends. */
const TAILS = { limits: 0, p5p95: 0.05, p10p90: 0.1 } as const;
export type Ends = keyof typeof TAILS;

/** Three values and how likely those between them are. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** Absent: PERT. */
  readonly distribution?: "pert" | "triangular" | "uniform" | "lognormal" | undefined;
  /** Absent: never passed. */
  readonly ends?: Ends | undefined;
}

/** The distribution of a task's whole duration in minutes; `undefined` where it has no range. `ends` is what ends mean that say nothing of it. */
export function durationOf(task: Task, spread: Spread | undefined, ends: Ends = "limits"): Distribution | undefined {
  const { estimate, durationMinutes } = task;
  if (!estimate) return spread === undefined || durationMinutes === 0 ? undefined : spreadOf(durationMinutes, spread);
  if (estimate.outcomes) return outcomesOf(estimate.outcomes);
  const { lowMinutes: low, likelyMinutes: likely, highMinutes: high, distribution } = estimate;
  return kept(distributionOf({ low, likely, high, distribution, ends: estimate.ends ?? ends }));
}

/**
 * The distribution that a range stands for; `undefined` where it has no width. A lognormal one has no ends: low and high
 * are then its P10 and P90 (P5 and P95 where that was said), both above 0; one that is not becomes PERT.
 */
export function distributionOf({ low, likely, high, distribution = "pert", ends = "limits" }: Range): Distribution | undefined {
  if (high <= low) return undefined;
  const tail = TAILS[ends];
  switch (distribution) {
    case "lognormal":
      return low > 0 ? lognormalBetween(low, high, tail === 0 ? 0.1 : tail) : distributionOf({ low, likely, high, ends });
    case "uniform": {
      // Of an even spread, the share between the ends that were stated is 1 - 2 x tail.
      const beyond = ((high - low) * tail) / (1 - 2 * tail);
      return { kind: "uniform", low: low - beyond, high: high + beyond };
    }
    default:
      return tail === 0 ? { kind: distribution, low, mode: likely, high } : widened(distribution, { low, mode: likely, high }, tail);
  }
}

function lognormalBetween(low: number, high: number, tail: number): Distribution {
  const [from, to] = [naturalLog(low), naturalLog(high)];
  return { kind: "lognormal", mu: (from + to) / 2, sigma: (to - from) / (2 * normalQuantile(1 - tail)) };
}

/** Single values with their chances, in ascending order; chances that do not sum to 1 are scaled. */
function outcomesOf(outcomes: NonNullable<TaskEstimate["outcomes"]>): Distribution {
  const ascending = [...outcomes].sort((a, b) => a.minutes - b.minutes);
  const sum = ascending.reduce((all, { probability }) => all + probability, 0);
  return { kind: "discrete", values: ascending.map(({ minutes }) => minutes), probabilities: ascending.map(({ probability }) => probability / sum) };
}

function spreadOf(minutes: number, spread: Spread): Distribution {
  return { kind: "pert", low: minutes * SPREADS[spread].low, mode: minutes, high: minutes * SPREADS[spread].high };
}

/** Nothing takes less than no time, however far an end moves out. */
function kept(distribution: Distribution | undefined): Distribution | undefined {
  return distribution && "low" in distribution && distribution.low < 0 ? { ...distribution, low: 0 } : distribution;
}
