/** How an estimator's figures turned out before, and how to correct the next one (domain C8). */
import { exponential, naturalLog } from "@leadline/kernel/simulation/elementary-functions.ts";
import { quantile, sorted } from "../statistics.ts";
import { binomialInterval, binomialUpTo, brierScore, pinballLoss, type Brier } from "./scores.ts";

/** A finished piece of work: what was estimated and what it took, in the same unit, both above 0. */
export interface Outcome {
  readonly estimator: string;
  readonly likely: number;
  /** A stated range that should have held 80 of 100 outcomes. */
  readonly low?: number;
  readonly high?: number;
  readonly actual: number;
}

/** Fewer finished items say nothing that should be shown. */
export const LEAST_OUTCOMES = 10;
/** An estimator with so many finished items counts as much as the team's mean. */
const SHRINKAGE = 10;
const NOMINAL = 0.8;
/** An 80 % range leaves one case in ten above it. */
const HIGH_SHARE = 0.9;

export interface Calibration {
  readonly estimator: string;
  readonly items: number;
  /** Actual over estimate in the middle, pulled towards the team's: what to multiply the next estimate with. */
  readonly factor: number;
  /** Of the stated 80 % ranges, how many held, the chances for which that is no surprise, and how likely so few are if they were right. */
  readonly ranges?: { readonly stated: number; readonly held: number; readonly low: number; readonly high: number; readonly chanceOfSoFew: number };
  /** Factors on an estimate between which 8 of 10 earlier items fell. */
  readonly usual: { readonly low: number; readonly high: number };
  /** Of saying "8 of 10" for each range: mean squared distance to what came, and that of always saying how often ranges held. */
  readonly brier?: Brier;
  /** Mean loss of the stated highs as values that 9 of 10 do not exceed, in shares of the likely value: 0.9 for what lies above, 0.1 for what lies below. */
  readonly pinball?: number;
  /** By what to widen stated ranges around the likely value so that 80 of 100 earlier items fall inside. */
  readonly widening?: number;
}

/** One calibration per estimator with enough finished items, in order of names. */
export function calibrationsOf(outcomes: readonly Outcome[]): Calibration[] {
  const sound = outcomes.filter(({ likely, actual }) => likely > 0 && actual > 0);
  const team = meanLog(sound);
  const names = [...new Set(sound.map(({ estimator }) => estimator))].sort();
  return names.flatMap((estimator) => {
    const own = sound.filter((outcome) => outcome.estimator === estimator);
    return own.length < LEAST_OUTCOMES ? [] : [calibrationOf(estimator, own, team)];
  });
}

function calibrationOf(estimator: string, own: readonly Outcome[], team: number): Calibration {
  const ratios = sorted(own.map(({ likely, actual }) => actual / likely));
  const pulled = (own.length * meanLog(own) + SHRINKAGE * team) / (own.length + SHRINKAGE);
  const ranged = own.flatMap(({ likely, low, high, actual }) => (low === undefined || high === undefined ? [] : [{ likely, low, high, actual }]));
  return {
    estimator,
    items: own.length,
    factor: exponential(pulled),
    usual: { low: quantile(ratios, 0.1), high: quantile(ratios, 0.9) },
    ...(ranged.length < LEAST_OUTCOMES ? {} : rangesOf(ranged)),
  };
}

interface Ranged {
  readonly likely: number;
  readonly low: number;
  readonly high: number;
  readonly actual: number;
}

function rangesOf(ranged: readonly Ranged[]): Pick<Calibration, "ranges" | "widening" | "brier" | "pinball"> {
  const outcomes = ranged.map(({ low, high, actual }): { chance: number; outcome: 0 | 1 } => ({ chance: NOMINAL, outcome: actual >= low && actual <= high ? 1 : 0 }));
  const [stated, held] = [ranged.length, outcomes.filter(({ outcome }) => outcome === 1).length];
  return {
    ranges: { stated, held, ...binomialInterval(held, stated), chanceOfSoFew: binomialUpTo(held, stated, NOMINAL) },
    widening: wideningOf(ranged),
    brier: brierScore(outcomes),
    pinball: ranged.reduce((sum, { likely, high, actual }) => sum + pinballLoss(high / likely, actual / likely, HIGH_SHARE), 0) / stated,
  };
}

/** How far outside each truth lay, in multiples of the stated half; the 80th percentile of that is the factor. */
function wideningOf(ranged: readonly Ranged[]): number {
  const needed = ranged.map(({ likely, low, high, actual }) => {
    const half = actual < likely ? likely - low : high - likely;
    return actual === likely ? 0 : half > 0 ? Math.abs(actual - likely) / half : Number.POSITIVE_INFINITY;
  });
  return quantile(sorted(needed), NOMINAL);
}

function meanLog(outcomes: readonly Outcome[]): number {
  return outcomes.length === 0 ? 0 : outcomes.reduce((sum, { likely, actual }) => sum + naturalLog(actual / likely), 0) / outcomes.length;
}
