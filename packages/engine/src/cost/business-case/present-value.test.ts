/** Tests of the worth of flows: the worked examples EX-E1 and E2, and flows that have no rate of return or several. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { internalRate, netPresentValue, payback, worthOf } from "./present-value.ts";

test("EX-E1: 40,000 paid, seven times 9,000 back, at 11 %", () => {
  const worth = worthOf([-40_000, ...Array.from({ length: 7 }, () => 9000)], 0.11);
  expect(worth.npv).toBeCloseTo(2409.77, 2);
  expect(worth.irr.kind === "one" && worth.irr.rate).toBeCloseTo(0.12842, 5);
  expect(worth.mirr).toBeCloseTo(0.11932, 5);
  expect(worth.profitabilityIndex).toBeCloseTo(1.0602, 4);
  expect(worth.payback).toBeCloseTo(4.444, 3);
  expect(worth.discountedPayback).toBeCloseTo(6.444, 3);
  expect(worth.roi).toBeCloseTo(0.575, 9);
});

test("EX-E2: two projects at 5, 10 and 15 %", () => {
  const a = [-15e6, 5e6, 10e6, 20e6];
  const b = [-15e6, 20e6, 10e6, 6e6];
  const values = [0.05, 0.1, 0.15].flatMap((rate) => [netPresentValue(a, rate), netPresentValue(b, rate)]);
  [16_108_951.52, 18_300_939.42, 12_836_213.37, 15_954_169.8, 10_059_587.41, 13_897_838.42].forEach((expected, at) => expect(values[at]).toBeCloseTo(expected, 2));
  const rates = [internalRate(a), internalRate(b)].map((found) => (found.kind === "one" ? found.rate : 0));
  expect(rates[0]).toBeCloseTo(0.4397, 4);
  expect(rates[1]).toBeCloseTo(0.8203, 4);
});

test("flows that never change their sign have no rate of return, those that change it twice may have two", () => {
  expect(internalRate([100, 50])).toEqual({ kind: "none" });
  expect(internalRate([-100, -50])).toEqual({ kind: "none" });
  expect(internalRate([])).toEqual({ kind: "none" });
  // -1,000, 2,500, -1,540: (1 + r) = 1.1 and 1.4.
  const found = internalRate([-1000, 2500, -1540]);
  expect(found.kind).toBe("multiple");
  if (found.kind === "multiple") [0.1, 0.4].forEach((rate, at) => expect(found.rates[at]).toBeCloseTo(rate, 9));
  expect(internalRate([-1000, 1200, -1000])).toEqual({ kind: "none" });
});

test("what is never paid back has no payback, and what costs nothing has none either", () => {
  expect(payback([-100, 50, 40])).toBeNull();
  expect(payback([-100, 50, 50])).toBe(2);
  expect(payback([-100, 200, -150, 100])).toBe(2.5);
  expect(worthOf([0, 100], 0.1)).toMatchObject({ payback: null, profitabilityIndex: null, roi: null, mirr: null });
});

test("at its internal rate a project is worth nothing, and a higher rate makes it worth less", () => {
  const invested = fc.integer({ min: 100, max: 1_000_000 });
  const returns = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(invested, returns, (cost, back) => {
      const flows = [-cost, ...back];
      const found = internalRate(flows);
      if (found.kind !== "one") return;
      expect(Math.abs(netPresentValue(flows, found.rate))).toBeLessThan(1e-3 * cost);
      expect(netPresentValue(flows, found.rate + 0.01)).toBeLessThan(netPresentValue(flows, found.rate));
    }),
    { numRuns: 60 },
  );
});
