/** Worked examples of the domain for distributions (EX-C3), and agreement of what the kernel draws with the formulas. */
import { uniformDraw } from "@leadline/kernel/simulation/draws.ts";
import { valueAtShare } from "@leadline/kernel/simulation/shape.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { happening, lognormalFromMean, lognormalFromP10P90, meanOf, quantileOf, shapeOf, varianceOf, widened, type Distribution } from "./distributions.ts";

const TRIANGULAR: Distribution = { kind: "triangular", low: 2, mode: 4, high: 9 };
const PERT: Distribution = { ...TRIANGULAR, kind: "pert" };

test("EX-C3: triangular and PERT distributions of 2, 4, 9 have the stated moments and quantiles", () => {
  expect(meanOf(TRIANGULAR)).toBeCloseTo(5, 12);
  expect(varianceOf(TRIANGULAR)).toBeCloseTo(2.166667, 6);
  expect([0.1, 0.5, 0.8, 0.9].map((share) => quantileOf(TRIANGULAR, share).toFixed(6))).toEqual(["3.183216", "4.816700", "6.354249", "7.129171"]);
  expect(meanOf(PERT)).toBeCloseTo(4.5, 12);
  expect(varianceOf(PERT)).toBeCloseTo(1.607143, 6);
  expect([0.1, 0.5, 0.8, 0.9].map((share) => quantileOf(PERT, share).toFixed(6))).toEqual(["2.904353", "4.382589", "5.625880", "6.272703"]);
});

test("EX-C3: lognormal distributions from two quantiles, and from mean and deviation", () => {
  const stated = lognormalFromP10P90(8, 20);
  expect(stated.kind === "lognormal" ? [stated.mu.toFixed(6), stated.sigma.toFixed(6)] : []).toEqual(["2.537587", "0.357493"]);
  expect([quantileOf(stated, 0.5).toFixed(6), meanOf(stated).toFixed(6), quantileOf(stated, 0.8).toFixed(6)]).toEqual(["12.649111", "13.483779", "17.089434"]);
  const moments = lognormalFromMean(10, 4);
  expect(moments.kind === "lognormal" ? [moments.mu.toFixed(6), moments.sigma.toFixed(6)] : []).toEqual(["2.228375", "0.385253"]);
  expect(Math.sqrt(varianceOf(moments))).toBeCloseTo(4, 9);
});

test("EX-C3: a triangle from its P10 3, mode 5 and P90 10 reaches from 0.669984 to 13.207986", () => {
  const found = widened("triangular", { low: 3, mode: 5, high: 10 }, 0.1);
  expect(found.kind === "triangular" ? [found.low.toFixed(5), found.high.toFixed(5)] : []).toEqual(["0.66998", "13.20799"]);
  const pert = widened("pert", { low: 3, mode: 5, high: 10 }, 0.05);
  expect([quantileOf(pert, 0.05), quantileOf(pert, 0.95)].map((value) => value.toFixed(6))).toEqual(["3.000000", "10.000000"]);
});

test("EX-C7: a driver that may happen has the stated mean and variance", () => {
  // A factor that is 1 unless the driver occurs: 1 + what happens beyond 1.
  const common = happening(0.5, { kind: "triangular", low: -0.05, mode: 0.05, high: 0.15 });
  expect([1 + common.mean, common.variance].map((value) => value.toFixed(8))).toEqual(["1.02500000", "0.00145833"]);
  const own = happening(0.25, { kind: "triangular", low: -0.2, mode: -0.05, high: 0.05 });
  expect([(1 + own.mean).toFixed(6), own.variance.toFixed(8)]).toEqual(["0.983333", "0.00149306"]);
  const of = { mean: (1 + common.mean) * (1 + own.mean), square: (common.variance + (1 + common.mean) ** 2) * (own.variance + (1 + own.mean) ** 2) };
  const variance = of.square - of.mean ** 2;
  expect([of.mean.toFixed(6), variance.toFixed(8), ((common.variance * (1 + own.mean) ** 2) / variance).toFixed(4)]).toEqual(["1.007917", "0.00298095", "0.4730"]);
});

test("what is drawn has the mean and the quantiles of the formulas", () => {
  const distributions: readonly Distribution[] = [TRIANGULAR, PERT, { kind: "uniform", low: 3, high: 7 }, lognormalFromP10P90(8, 20), { kind: "discrete", values: [1, 5], probabilities: [0.25, 0.75] }];
  for (const distribution of distributions) {
    const shape = shapeOf(distribution, 1);
    const drawn = Float64Array.from({ length: 20_000 }, (_, run) => valueAtShare(shape, uniformDraw(7, 11, run))).sort();
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(Math.abs(mean - meanOf(distribution)), distribution.kind).toBeLessThan(4 * Math.sqrt(varianceOf(distribution) / drawn.length));
    for (const share of [0.1, 0.5, 0.9]) expect(Math.abs((drawn[Math.floor(share * drawn.length)] ?? 0) - quantileOf(distribution, share)), `${distribution.kind} ${share}`).toBeLessThan(0.3);
  }
});

test("a PERT shape is the exact quantile to a thousandth of the range, whatever its mode", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.002, max: 0.998, noNaN: true }), (mode, share) => {
      const distribution: Distribution = { kind: "pert", low: 0, mode, high: 1 };
      return Math.abs(valueAtShare(shapeOf(distribution, 1), share) - quantileOf(distribution, share)) < 0.002;
    }),
  );
});

test("without a range every draw is the value itself", () => {
  for (const share of [0.01, 0.5, 0.99]) {
    expect(valueAtShare(shapeOf({ kind: "pert", low: 4, mode: 4, high: 4 }, 4), share)).toBe(1);
    expect(valueAtShare(shapeOf({ kind: "triangular", low: 4, mode: 4, high: 4 }, 4), share)).toBe(1);
  }
});
