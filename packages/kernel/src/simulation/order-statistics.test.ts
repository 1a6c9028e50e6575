/** Values by rank are those of the sorted sample. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { valuesAtRanks } from "./order-statistics.ts";

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.constantFrom(Infinity, -Infinity, 0.1, 0.3));

test("values by rank are those of the sorted sample", () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.array(fc.nat(59), { maxLength: 5 }), (list, wanted) => {
      const sample = Float64Array.from([7, ...list, -7]);
      const ranks = wanted.map((rank) => rank % list.length).sort((a, b) => a - b);
      const ascending = Float64Array.from(list).sort();
      // 0 and -0 are one value.
      expect(valuesAtRanks(sample, 1, list.length + 1, ranks).map((found) => found + 0)).toEqual(ranks.map((rank) => ascending[rank] + 0));
    }),
  );
});

test("one outlier does not hide the rest", () => {
  const sample = Float64Array.from({ length: 10_000 }, (_, at) => (at * 7919) % 10_000);
  sample[500] = 1e15;
  expect(valuesAtRanks(sample, 0, 10_000, [1000, 5000, 9999])).toEqual([1000, 5000, 9999].map((rank) => sample.slice().sort()[rank]));
});
