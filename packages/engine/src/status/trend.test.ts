/** Trends: the worked example, no trend in noise, ties and long rows. */
import { expect, test } from "vitest";
import { trendOf } from "./trend.ts";

test("a finish that slips by 0 2 3 6 7 9 days drifts: S 15, Z 2.630, p 1/720, 1.8 days per period (EX-D9)", () => {
  const { s, z, p, slope } = trendOf([0, 2, 3, 6, 7, 9]);
  expect([s, slope]).toEqual([15, 1.8]);
  expect(z).toBeCloseTo(2.63, 3);
  expect(p).toBeCloseTo(1 / 720, 12);
});

test("numbers that go up and down have no trend, falling ones none upwards", () => {
  expect(trendOf([3, 1, 4, 2, 3.5]).p).toBeGreaterThan(0.2);
  expect(trendOf([5, 4, 3, 2, 1]).p).toBeCloseTo(1, 9);
  expect(trendOf([1, 2]).p).toBe(1);
});

test("with ties and in long rows the approximation says nearly the same", () => {
  expect(trendOf([1, 2, 2, 3, 4, 5]).p).toBeLessThan(0.01);
  const long = Array.from({ length: 40 }, (_, at) => at + (at % 3));
  expect(trendOf(long).p).toBeLessThan(1e-6);
  expect(trendOf(Array.from({ length: 40 }, (_, at) => (at * 7919) % 41)).p).toBeGreaterThan(0.01);
});
