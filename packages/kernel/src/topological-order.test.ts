/** Order of nodes, and the nodes that loops hold back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { topologicalOrder } from "./topological-order.ts";

test("every arc points forward in the order, and nothing is missing without loops", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 }), (count, pairs) => {
      const arcs = pairs.map(([a, b]) => [Math.min(a, b) % count, Math.max(a, b) % count]).filter(([a, b]) => a < b);
      const { order, isBlocked } = topologicalOrder(count, Int32Array.from(arcs, ([a]) => a), Int32Array.from(arcs, ([, b]) => b));
      const place = new Map([...order].map((node, index) => [node, index]));
      expect(order).toHaveLength(count);
      expect(isBlocked.some((blocked) => blocked === 1)).toBe(false);
      for (const [a, b] of arcs) expect(place.get(a)).toBeLessThan(place.get(b) ?? -1);
    }),
  );
});

test("a loop and what waits for it are blocked", () => {
  const { order, isBlocked } = topologicalOrder(5, Int32Array.of(0, 1, 2, 2, 4), Int32Array.of(1, 2, 1, 3, 0));
  expect([...order]).toEqual([4, 0]);
  expect([...isBlocked]).toEqual([0, 1, 1, 1, 0]);
});
