/** The distributions in which people state what they are unsure of: mean, variance, quantiles, and their shape for the kernel (domain C2). */
import { betaQuantile, exponential, naturalLog, normalQuantile, powerOf } from "@leadline/kernel/simulation/elementary-functions.ts";
import type { Shape } from "@leadline/kernel/simulation/simulation-plan.ts";
import { valueAtShare } from "@leadline/kernel/simulation/shape.ts";

export type Distribution =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "triangular" | "pert"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  /** Parameters of the logarithm's normal distribution. */
  | { readonly kind: "lognormal"; readonly mu: number; readonly sigma: number }
  /** Values in ascending order with their probabilities, which sum to 1. */
  | { readonly kind: "discrete"; readonly values: readonly number[]; readonly probabilities: readonly number[] };

/** Weight of the mode in a PERT distribution. */
const PERT_LAMBDA = 4;
/** The normal quantile at 90 %. */
const Z90 = 1.2815515655446004;

export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case "fixed":
      return distribution.value;
    case "triangular":
      return (distribution.low + distribution.mode + distribution.high) / 3;
    case "pert":
      return (distribution.low + PERT_LAMBDA * distribution.mode + distribution.high) / (PERT_LAMBDA + 2);
    case "uniform":
      return (distribution.low + distribution.high) / 2;
    case "lognormal":
      return exponential(distribution.mu + (distribution.sigma * distribution.sigma) / 2);
    case "discrete":
      return weighted(distribution.values, distribution.probabilities);
  }
}

export function varianceOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case "fixed":
      return 0;
    case "triangular": {
      const { low: a, mode: m, high: b } = distribution;
      return (a * a + m * m + b * b - m * a - a * b - m * b) / 18;
    }
    case "pert": {
      const mean = meanOf(distribution);
      return ((mean - distribution.low) * (distribution.high - mean)) / (PERT_LAMBDA + 3);
    }
    case "uniform":
      return ((distribution.high - distribution.low) * (distribution.high - distribution.low)) / 12;
    case "lognormal": {
      const square = distribution.sigma * distribution.sigma;
      return (exponential(square) - 1) * exponential(2 * distribution.mu + square);
    }
    case "discrete": {
      const mean = meanOf(distribution);
      return weighted(distribution.values.map((value) => (value - mean) * (value - mean)), distribution.probabilities);
    }
  }
}

/** The value below which the share `share` (0-1) lies. */
export function quantileOf(distribution: Distribution, share: number): number {
  switch (distribution.kind) {
    case "fixed":
      return distribution.value;
    case "triangular":
      return valueAtShare({ ...distribution, kind: "triangle" }, share);
    case "pert": {
      const { low, mode, high } = distribution;
      if (high <= low) return mode;
      const alpha = 1 + (PERT_LAMBDA * (mode - low)) / (high - low);
      return low + (high - low) * betaQuantile(alpha, PERT_LAMBDA + 2 - alpha, share);
    }
    case "uniform":
      return distribution.low + share * (distribution.high - distribution.low);
    case "lognormal":
      return exponential(distribution.mu + distribution.sigma * normalQuantile(share));
    case "discrete":
      return discreteQuantile(distribution.values, distribution.probabilities, share);
  }
}

/** Probability p that an impact happens at all: mean and variance of what then comes (domain C2). */
export function happening(probability: number, impact: Distribution): { readonly mean: number; readonly variance: number } {
  const mean = meanOf(impact);
  return { mean: probability * mean, variance: probability * (varianceOf(impact) + mean * mean) - probability * probability * mean * mean };
}

/** From the values that are missed in one of ten cases on either side. 0 < p10 < p90. */
export function lognormalFromP10P90(p10: number, p90: number): Distribution {
  const [low, high] = [naturalLog(p10), naturalLog(p90)];
  return { kind: "lognormal", mu: (low + high) / 2, sigma: (high - low) / (2 * Z90) };
}

export function lognormalFromMean(mean: number, deviation: number): Distribution {
  const square = naturalLog(1 + (deviation * deviation) / (mean * mean));
  return { kind: "lognormal", mu: naturalLog(mean) - square / 2, sigma: Math.sqrt(square) };
}

/**
 * The distribution whose mode is `mode` and below whose `low` the share `tail` lies, as above its `high`: ends that people
 * state are mostly not the very ends. Both ends are moved out in turn until the shares are met.
 */
export function widened(kind: "triangular" | "pert", { low, mode, high }: { readonly low: number; readonly mode: number; readonly high: number }, tail: number): Distribution {
  let [from, to] = [low, high];
  for (let round = 0; round < 80; round += 1) {
    const [before, after] = [from, to];
    if (low < mode) from = bisected((end) => quantileOf({ kind, low: end, mode, high: to }, tail) - low, mode - 20 * (high - low), low);
    if (high > mode) to = bisected((end) => quantileOf({ kind, low: from, mode, high: end }, 1 - tail) - high, high, mode + 20 * (high - low));
    if (Math.abs(from - before) + Math.abs(to - after) < 1e-9 * (high - low)) break;
  }
  return { kind, low: from, mode, high: to };
}

/** Where a rising function is 0 between two places. */
function bisected(rising: (at: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let step = 0; step < 60; step += 1) {
    const middle = (from + to) / 2;
    if (rising(middle) < 0) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** The distribution divided by `unit`, as the kernel takes it. */
export function shapeOf(distribution: Distribution, unit: number): Shape {
  switch (distribution.kind) {
    case "triangular":
      return { kind: "triangle", low: distribution.low / unit, mode: distribution.mode / unit, high: distribution.high / unit };
    case "fixed":
      return { kind: "triangle", low: distribution.value / unit, mode: distribution.value / unit, high: distribution.value / unit };
    case "uniform":
      return { kind: "table", low: distribution.low / unit, range: (distribution.high - distribution.low) / unit, table: STRAIGHT };
    case "pert": {
      const { low, mode, high } = distribution;
      const range = high - low;
      if (range <= 0) return shapeOf({ kind: "fixed", value: mode }, unit);
      return { kind: "table", low: low / unit, range: range / unit, table: betaTable((mode - low) / range) };
    }
    case "lognormal":
      return { kind: "table", low: 0, range: 1 / unit, table: sampledTable(distribution) };
    case "discrete":
      return { kind: "steps", ends: runningSums(distribution.probabilities), values: distribution.values.map((value) => value / unit) };
  }
}

const STRAIGHT = Float64Array.of(0, 1);
const CELLS = 1024;
/** Modes of PERT distributions are told apart in steps of 1/512 of the range. */
const MODE_STEPS = 512;
const betaTables = new Map<number, Float64Array>();

/** Quantiles of the beta distribution behind PERT, at even shares: the inverse of the summed density. */
function betaTable(mode: number): Float64Array {
  const step = Math.round(mode * MODE_STEPS);
  const known = betaTables.get(step);
  if (known) return known;
  const alpha = 1 + (PERT_LAMBDA * step) / MODE_STEPS;
  const made = inverseOf(summedDensity(alpha, PERT_LAMBDA + 2 - alpha));
  betaTables.set(step, made);
  return made;
}

const DENSITY_CELLS = 4096;

/** Share below each of evenly spaced places (Simpson's rule on every cell). */
function summedDensity(alpha: number, beta: number): Float64Array {
  const density = (x: number): number => powerOf(x, alpha - 1) * powerOf(1 - x, beta - 1);
  const sums = new Float64Array(DENSITY_CELLS + 1);
  let before = density(0);
  for (let cell = 0; cell < DENSITY_CELLS; cell += 1) {
    const after = density((cell + 1) / DENSITY_CELLS);
    sums[cell + 1] = (sums[cell] ?? 0) + before + 4 * density((cell + 0.5) / DENSITY_CELLS) + after;
    before = after;
  }
  const total = sums[DENSITY_CELLS] ?? 1;
  return sums.map((sum) => sum / total);
}

function inverseOf(shares: Float64Array): Float64Array {
  const table = new Float64Array(CELLS + 1);
  let cell = 0;
  for (let at = 1; at < CELLS; at += 1) {
    const share = at / CELLS;
    while ((shares[cell + 1] ?? 1) < share) cell += 1;
    const [below, above] = [shares[cell] ?? 0, shares[cell + 1] ?? 1];
    table[at] = (cell + (share - below) / (above - below)) / DENSITY_CELLS;
  }
  table[CELLS] = 1;
  return table;
}

/** Of what has no end, the outermost half cell is left out. */
function sampledTable(distribution: Distribution): Float64Array {
  return Float64Array.from({ length: CELLS + 1 }, (_, at) => quantileOf(distribution, Math.min(1 - 0.5 / CELLS, Math.max(0.5 / CELLS, at / CELLS))));
}

function weighted(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

function runningSums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => (sum += number));
}

function discreteQuantile(values: readonly number[], probabilities: readonly number[], share: number): number {
  let sum = 0;
  for (const [at, value] of values.entries()) {
    sum += probabilities[at] ?? 0;
    if (share < sum) return value;
  }
  return values.at(-1) ?? 0;
}
