/** Tests of our own elementary functions against the machine's, and against each other. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { betaQuantile, betaShare, exponential, logGamma, naturalLog, normalQuantile, normalShare, powerOf } from "./elementary-functions.ts";

const near = (found: number, wanted: number, relative = 4e-15): boolean => Math.abs(found - wanted) <= relative * Math.max(1e-300, Math.abs(wanted));

test("logarithm and exponential are those of the machine to the last digits", () => {
  fc.assert(fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => near(naturalLog(x), Math.log(x)) || Math.abs(naturalLog(x) - Math.log(x)) < 4e-16));
  fc.assert(fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), (x) => Math.abs(naturalLog(x) - Math.log(x)) < 4e-16));
  fc.assert(fc.property(fc.double({ min: -740, max: 709, noNaN: true }), (x) => near(exponential(x), Math.exp(x), 1e-14) || exponential(x) < 1e-300));
  expect([naturalLog(1), exponential(0), naturalLog(0), exponential(-1000), exponential(1000), naturalLog(-1), powerOf(0, 2), powerOf(0, 0)]).toEqual([0, 1, Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY, Number.NaN, 0, 1]);
  expect(powerOf(2, 10)).toBeCloseTo(1024, 9);
});

test("the normal distribution has its published shares and quantiles", () => {
  for (const [x, share] of [[0, 0.5], [1, 0.8413447460685429], [-1.959963984540054, 0.025], [1.281551565544601, 0.9], [-6, 9.865876450376981e-10], [3, 0.9986501019683699]] as const) {
    expect(Math.abs(normalShare(x) - share)).toBeLessThan(2e-15);
    expect(Math.abs(normalQuantile(share) - x)).toBeLessThan(1e-9);
  }
  fc.assert(fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (share) => Math.abs(normalShare(normalQuantile(share)) - share) < 1e-14));
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]);
});

test("gamma and beta functions hold their identities", () => {
  for (const [x, factorial] of [[1, 1], [5, 24], [11, 3628800]] as const) expect(exponential(logGamma(x)) / factorial).toBeCloseTo(1, 12);
  expect(exponential(logGamma(0.5)) ** 2).toBeCloseTo(Math.PI, 12);
  // A beta distribution with whole parameters is a sum of binomial terms: I_x(2,3) = 6x^2 - 8x^3 + 3x^4.
  for (const x of [0.1, 0.35, 0.8]) expect(betaShare(2, 3, x)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 13);
  // Shapes below 1 crowd so close to the ends that no number between them tells two shares apart.
  const shape = fc.double({ min: 1, max: 60, noNaN: true });
  fc.assert(fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, u) => Math.abs(betaShare(a, b, betaQuantile(a, b, u)) - u) < 1e-9));
  fc.assert(fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => Math.abs(betaShare(a, b, x) + betaShare(b, a, 1 - x) - 1) < 1e-12));
});
