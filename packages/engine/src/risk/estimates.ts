/** What a task's estimate says about its duration, as a distribution in minutes. */
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

/** The distribution of a task's whole duration in minutes; `undefined` where it has no range. */
export function durationOf(task: Task, spread: Spread | undefined): Distribution | undefined {
  const { estimate, durationMinutes } = task;
  if (!estimate) return spread === undefined || durationMinutes === 0 ? undefined : spreadOf(durationMinutes, spread);
  const { lowMinutes: low, likelyMinutes: mode, highMinutes: high, distribution: kind = "pert", ends = "limits" } = estimate;
  if (high <= low) return undefined;
  if (kind === "uniform") return { kind, low, high };
  return TAILS[ends] === 0 ? { kind, low, mode, high } : kept(widened(kind, { low, mode, high }, TAILS[ends]));
}

function spreadOf(minutes: number, spread: Spread): Distribution {
  return { kind: "pert", low: minutes * SPREADS[spread].low, mode: minutes, high: minutes * SPREADS[spread].high };
}

/** Nothing takes less than no time, however far an end moves out. */
function kept(distribution: Distribution): Distribution {
  return "mode" in distribution && distribution.low < 0 ? { ...distribution, low: 0 } : distribution;
}
