/** Random numbers that are found: evenly spread, independent between streams, and of the shapes they are drawn for. */
import { expect, test } from "vitest";
import { streamKey, streamOf, uniformDraw } from "./draws.ts";
import { betaQuantile, betaShare, exponential, normalQuantile, normalShare } from "./elementary-functions.ts";
import { valueAtShare } from "./shape.ts";
import type { Shape } from "./simulation-plan.ts";

const RUNS = 20_000;
/** Kolmogorov's bound that a sample of n exceeds once in 100,000 times: sqrt(-ln(0.000005) / 2 / n). */
const BOUND = Math.sqrt(6.1 / RUNS);

function drawn(stream: number, seed = 1): Float64Array {
  return Float64Array.from({ length: RUNS }, (_, run) => uniformDraw(seed, stream, run));
}

/** Largest gap between the sample's shares and those that `shareBelow` tells. */
function gap(sample: Float64Array, shareBelow: (value: number) => number): number {
  const ascending = sample.slice().sort();
  return ascending.reduce((most, value, at) => Math.max(most, Math.abs(shareBelow(value) - at / RUNS), Math.abs(shareBelow(value) - (at + 1) / RUNS)), 0);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [a.reduce((sum, x) => sum + x, 0) / RUNS, b.reduce((sum, x) => sum + x, 0) / RUNS];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < RUNS; at += 1) {
    const [x, y] = [a[at] - meanA, b[at] - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

test("shares are spread evenly in every stream and seed", () => {
  for (const stream of [0, 1, 2, streamOf("t1 duration"), streamOf("r1 occurs")]) for (const seed of [0, 1, 2]) expect(gap(drawn(stream, seed), (share) => share)).toBeLessThan(BOUND);
});

test("neighbouring streams, seeds and runs have nothing to do with each other", () => {
  const one = drawn(1);
  const limit = 4.5 / Math.sqrt(RUNS);
  for (const other of [drawn(2), drawn(3), drawn(1, 2), drawn(2, 2), drawn(streamOf("t1 duration")), drawn(streamOf("t2 duration"))]) expect(Math.abs(correlation(one, other))).toBeLessThan(limit);
  const next = Float64Array.from({ length: RUNS }, (_, run) => uniformDraw(1, 1, run + 1));
  expect(Math.abs(correlation(one, next))).toBeLessThan(limit);
  expect(new Set(Array.from({ length: 5000 }, (_, at) => streamKey(1, streamOf(`task ${at} duration`)))).size).toBe(5000);
});

test("a number is the same in whatever order it is asked for", () => {
  const forwards = drawn(7);
  for (const run of [19_999, 3, 12_345, 0]) expect(uniformDraw(1, 7, run)).toBe(forwards[run]);
  expect(streamOf("t1 duration")).toBe(streamOf("t1 duration"));
});

test("what is drawn follows its distribution (Kolmogorov)", () => {
  const shares = drawn(11);
  const triangle: Shape = { kind: "triangle", low: 2, mode: 4, high: 9 };
  const below = (x: number): number => (x < 4 ? ((x - 2) * (x - 2)) / 14 : 1 - ((9 - x) * (9 - x)) / 35);
  expect(gap(shares.map((share) => valueAtShare(triangle, share)), below)).toBeLessThan(BOUND);
  // PERT of EX-C3: alpha 2.142857, beta 3.857143, by a table of 1,024 cells.
  const [alpha, beta] = [15 / 7, 27 / 7];
  const pert: Shape = { kind: "table", low: 2, range: 7, table: Float64Array.from({ length: 1025 }, (_, cell) => betaQuantile(alpha, beta, cell / 1024)) };
  const sample = shares.map((share) => valueAtShare(pert, share));
  expect(gap(sample, (x) => betaShare(alpha, beta, (x - 2) / 7))).toBeLessThan(BOUND);
  expect(sample.reduce((sum, x) => sum + x, 0) / RUNS).toBeCloseTo(4.5, 1);
  // Lognormal of EX-C3: P10 8, P90 20.
  const [mu, sigma] = [2.537587, 0.357493];
  const lognormal = shares.map((share) => exponential(mu + sigma * normalQuantile(share)));
  expect(lognormal.slice().sort()[RUNS / 2]).toBeCloseTo(12.649, 0);
  expect(gap(shares.map((share) => normalQuantile(share)), normalShare)).toBeLessThan(BOUND);
});
