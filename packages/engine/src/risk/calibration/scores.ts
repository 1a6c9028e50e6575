/** How good stated chances and ranges were, once the truth is known: hits, Brier, pinball, Winkler and CRPS (domain C8). */
import { exponential, logGamma, naturalLog } from "@leadline/kernel/simulation/elementary-functions.ts";

/** Probability of at most `hits` successes in `trials` with chance `chance` each: exact binomial sum. */
export function binomialUpTo(hits: number, trials: number, chance: number): number {
  if (hits < 0) return 0;
  if (hits >= trials || chance <= 0) return 1;
  if (chance >= 1) return 0;
  let sum = 0;
  for (let count = 0; count <= hits; count += 1) sum += binomialTerm(count, trials, chance);
  return Math.min(1, sum);
}

function binomialTerm(count: number, trials: number, chance: number): number {
  const ways = logGamma(trials + 1) - logGamma(count + 1) - logGamma(trials - count + 1);
  return exponential(ways + count * naturalLog(chance) + (trials - count) * naturalLog(1 - chance));
}

/** The chances with which so many hits are not surprising (Clopper and Pearson, 95 %). */
export function binomialInterval(hits: number, trials: number): { readonly low: number; readonly high: number } {
  const low = hits === 0 ? 0 : crossing((chance) => 1 - binomialUpTo(hits - 1, trials, chance) - 0.025);
  const high = hits === trials ? 1 : crossing((chance) => 0.025 - binomialUpTo(hits, trials, chance));
  return { low, high };
}

function crossing(rising: (chance: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export interface Brier {
  readonly score: number;
  /** How often it happened, and the score of always saying that. */
  readonly base: number;
  readonly reference: number;
  /** Share of the reference's error that the statements saved; NaN where all outcomes were alike. */
  readonly skill: number;
}

/** Mean squared distance of stated chances (0-1) and outcomes (0 or 1). */
export function brierScore(statements: readonly { readonly chance: number; readonly outcome: 0 | 1 }[]): Brier {
  const count = statements.length;
  const score = statements.reduce((sum, { chance, outcome }) => sum + (chance - outcome) * (chance - outcome), 0) / count;
  const base = statements.reduce((sum, { outcome }) => sum + outcome, 0) / count;
  const reference = base * (1 - base);
  return { score, base, reference, skill: 1 - score / reference };
}

/** Loss of a stated quantile: staying below the truth costs `share` a unit, staying above it the rest. Same unit as the values. */
export function pinballLoss(stated: number, truth: number, share: number): number {
  return truth >= stated ? share * (truth - stated) : (1 - share) * (stated - truth);
}

/** Loss of a stated interval that should hold the truth in `share` of cases: its width, and what the truth misses it by, weighted. */
export function intervalLoss(low: number, high: number, truth: number, share: number): number {
  const missed = truth < low ? low - truth : truth > high ? truth - high : 0;
  return high - low + (2 / (1 - share)) * missed;
}

/** Loss of a whole sample as forecast (continuous ranked probability score): mean distance to the truth less half the mean distance within. */
export function sampleLoss(sample: readonly number[], truth: number): number {
  const ascending = [...sample].sort((a, b) => a - b);
  const count = ascending.length;
  const toTruth = ascending.reduce((sum, value) => sum + Math.abs(value - truth), 0) / count;
  const within = ascending.reduce((sum, value, at) => sum + value * (2 * at + 1 - count), 0);
  return toTruth - within / (count * count);
}
