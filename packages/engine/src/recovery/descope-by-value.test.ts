/** Leaving out what is worth least: the worked example, and as good as trying every set. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { leastValueFreeing, type ScopeItem } from "./descope-by-value.ts";

const DAY = 480;
const COULD: readonly ScopeItem[] = [
  { id: "c1", value: 1, minutes: 5 * DAY },
  { id: "c2", value: 3, minutes: 4 * DAY },
  { id: "c3", value: 2, minutes: 6 * DAY },
  { id: "c4", value: 8, minutes: 6 * DAY },
];

test("12 days are freed by c1, c2 and c3 for a value of 6, not by c3 and c4 for 10 (EX-D6)", () => {
  expect(leastValueFreeing(COULD, 12 * DAY)).toEqual(["c1", "c2", "c3"]);
  expect(leastValueFreeing(COULD, 21 * DAY)).toEqual(["c1", "c2", "c3", "c4"]);
  expect(leastValueFreeing(COULD, 22 * DAY)).toBeUndefined();
  expect(leastValueFreeing(COULD, 0)).toEqual([]);
});

test("no set that frees enough is worth less", () => {
  const item = fc.record({ value: fc.integer({ min: 0, max: 20 }), minutes: fc.integer({ min: 1, max: 40 }) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), fc.integer({ min: 1, max: 120 }), (parts, needed) => {
      const items = parts.map((part, at) => ({ id: String(at), ...part }));
      const sets = Array.from({ length: 2 ** items.length }, (_, set) => items.filter((_one, at) => set & (1 << at)));
      const enough = sets.filter((set) => set.reduce((sum, { minutes }) => sum + minutes, 0) >= needed).map((set) => set.reduce((sum, { value }) => sum + value, 0));
      const found = leastValueFreeing(items, needed);
      const chosen = items.filter(({ id }) => found?.includes(id));
      expect(found === undefined ? undefined : chosen.reduce((sum, { value }) => sum + value, 0)).toBe(enough.length === 0 ? undefined : Math.min(...enough));
      if (found) expect(chosen.reduce((sum, { minutes }) => sum + minutes, 0)).toBeGreaterThanOrEqual(needed);
    }),
  );
});
