/** Packages for a negotiation are worth the same, of different kinds, and never a dominated option. */
import type { Option, OptionKind } from "@leadline/engine/recovery/option.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { equalPackages } from "./equal-packages.ts";

const option = (kind: OptionKind, days: number, cents: number, scopeLost = 0, dominated = false): Option => ({ id: kind, kind, summary: "", commands: [], finish: { p50: (days * 1440) as Minute, p80: (days * 1440) as Minute }, cost: { p50: cents, p80: cents }, chance: 0.5, scopeLost, risk: "", peopleHit: [], approvals: [], riskDays: 0, dominated });

test("three trades along a straight front are worth the same", () => {
  const { packages, weights } = equalPackages([option("doNothing", 40, 0), option("addPeople", 0, 4000), option("overtime", 20, 2000), option("fastTrack", 10, 3000)]);
  expect(packages.map(({ option: { kind } }) => kind).sort()).toEqual(["addPeople", "fastTrack", "overtime"]);
  expect(weights.date).toBeCloseTo(weights.cost, 5);
  expect(Math.max(...packages.map(({ worth }) => worth)) - Math.min(...packages.map(({ worth }) => worth))).toBeLessThanOrEqual(0.02);
});

test("with too few options there are fewer packages, and none where nothing was found", () => {
  expect(equalPackages([]).packages).toEqual([]);
  expect(equalPackages([option("doNothing", 40, 0)]).packages).toEqual([]);
  expect(equalPackages([option("doNothing", 40, 0), option("addPeople", 0, 10), option("overtime", 39, 9, 0, true)]).packages).toHaveLength(1);
});

test("whatever the options, packages differ by two per cent at most, in kind, and none is dominated or doing nothing", () => {
  const any = fc.record({ kind: fc.constantFrom("addPeople", "overtime", "fastTrack", "descope", "relaxLinks"), days: fc.integer({ min: 0, max: 60 }), cents: fc.integer({ min: -5000, max: 9000 }), scope: fc.integer({ min: 0, max: 9 }), dominated: fc.boolean() });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (made) => {
      const { packages, weights } = equalPackages([option("doNothing", 30, 0), ...made.map(({ kind, days, cents, scope, dominated }) => option(kind, days, cents, scope, dominated))]);
      const worths = packages.map(({ worth }) => worth);
      if (worths.length > 0) expect(Math.max(...worths) - Math.min(...worths)).toBeLessThanOrEqual(0.02 + 1e-9);
      expect(new Set(packages.map(({ option: { kind } }) => kind)).size).toBe(packages.length);
      expect(packages.some(({ option: { kind, dominated } }) => dominated || kind === "doNothing")).toBe(false);
      expect(weights.date + weights.cost + weights.scope).toBeCloseTo(1, 9);
      expect(packages.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 60 },
  );
});
