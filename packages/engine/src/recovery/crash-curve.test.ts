/** Time-cost curves: published and own examples, and small networks against every way to shorten them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { crashCurve, type CrashActivity } from "./crash-curve.ts";

/** "A 5-3 @50 <B,C": five units, three at the least, 50 for each. */
function network(...lines: readonly string[]): CrashActivity[] {
  return lines.map((line) => {
    const [id = "", times = "", price = "@0", after = "<"] = line.split(" ");
    const [normal = 0, crash = normal] = times.split("-").map(Number);
    return { id, normal, crash, costPerUnit: Number(price.slice(1)), after: after.slice(1).split(",").filter(Boolean) };
  });
}

const curve = (...lines: readonly string[]): string => crashCurve(network(...lines)).map(({ duration, cost }) => `${duration} ${cost}`).join(", ");

test("a published example with parallel paths (EX-D1)", () => {
  expect(curve("A 5-4 @100", "B 10-6 @200 <A", "C 13-11 @600 <A", "D 13-11 @150 <B", "E 5-4 @400 <C", "F 10-8 @1500 <E", "G 5 @0 <D,F")).toBe("38 0, 37 100, 36 500, 35 1100, 34 1700, 33 3200, 32 4700");
});

test("two paths that must be shortened together (EX-D2)", () => {
  const lines = ["A 4-2 @300", "B 6-4 @200 <A", "C 5-3 @150 <A", "D 3-2 @400 <B", "E 4-2 @250 <C", "F 2-1 @600 <B,C", "G 3-2 @500 <D,E,F"];
  expect(curve(...lines)).toBe("16 0, 15 300, 14 600, 13 950, 12 1300, 11 1800, 10 2450");
  const totals = crashCurve(network(...lines)).map(({ duration, cost }) => ({ duration, total: cost + 320 * duration }));
  expect(totals.reduce((best, point) => (point.total < best.total ? point : best))).toEqual({ duration: 14, total: 5080 });
});

test("what was crashed is given back where another way is cheaper (EX-D3)", () => {
  const lines = ["A 5-3 @50", "B 7 @0", "C 4-2 @10 <A", "D 7 @0 <A", "E 5-3 @60 <B,C"];
  expect(curve(...lines)).toBe("14 0, 13 10, 12 20, 11 120, 10 220");
  const points = crashCurve(network(...lines));
  expect(points.at(3)?.shortened).toEqual(new Map([["A", 1], ["C", 1], ["E", 1]]));
  expect(points.at(-1)?.shortened).toEqual(new Map([["A", 2], ["E", 2]]));
});

test("the curve ends where it is told to, and where nothing can be shortened", () => {
  expect(crashCurve(network("A 5-1 @10"), 3).map(({ duration }) => duration)).toEqual([5, 4, 3]);
  expect(crashCurve(network("A 5 @0", "B 3 @0 <A"))).toEqual([{ duration: 8, cost: 0, shortened: new Map() }]);
  expect(crashCurve([])).toEqual([{ duration: 0, cost: 0, shortened: new Map() }]);
});

const small = fc
  .array(fc.record({ normal: fc.integer({ min: 0, max: 4 }), saves: fc.integer({ min: 0, max: 2 }), price: fc.integer({ min: 1, max: 9 }), after: fc.array(fc.nat(5), { maxLength: 3 }) }), { minLength: 1, maxLength: 6 })
  .map((made) => made.map(({ normal, saves, price, after }, at): CrashActivity => ({ id: String(at), normal, crash: Math.max(0, normal - saves), costPerUnit: price, after: [...new Set(after)].filter((id) => id < at).map(String) })));

test("on small networks every point costs the least of all ways to be that short", () => {
  fc.assert(
    fc.property(small, (activities) => {
      const least = leastCosts(activities);
      for (const { duration, cost } of crashCurve(activities)) expect(cost).toBe(least.get(duration));
      expect(Math.min(...crashCurve(activities).map(({ duration }) => duration))).toBe(Math.min(...least.keys()));
    }),
    { numRuns: 300 },
  );
});

/** By trying every whole number of units for every activity: the least cost of each duration or a shorter one. */
function leastCosts(activities: readonly CrashActivity[]): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  const units = activities.map(() => 0);
  for (;;) {
    const finish: number[] = [];
    activities.forEach(({ normal, after }, at) => void (finish[at] = after.reduce((latest, id) => Math.max(latest, finish[Number(id)] ?? 0), 0) + normal - (units[at] ?? 0)));
    const cost = activities.reduce((sum, { costPerUnit }, at) => sum + costPerUnit * (units[at] ?? 0), 0);
    const duration = Math.max(0, ...finish);
    best.set(duration, Math.min(best.get(duration) ?? Number.POSITIVE_INFINITY, cost));
    const next = activities.findIndex(({ normal, crash }, at) => (units[at] ?? 0) < normal - crash);
    if (next < 0) break;
    for (let at = 0; at < next; at += 1) units[at] = 0;
    units[next] = (units[next] ?? 0) + 1;
  }
  for (const [duration, cost] of [...best].sort(([a], [b]) => a - b)) for (const [longer] of best) if (longer > duration) best.set(longer, Math.min(best.get(longer) ?? cost, cost));
  return best;
}
