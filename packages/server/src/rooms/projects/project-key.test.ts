/** Keys that are made from names. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { freeKey, KEY_PATTERN } from "./project-key.ts";

test.for([
  ["Branch refresh", "BR"],
  ["Network", "NETW"],
  ["Émile's café", "ESC"],
  ["5G roll-out", "GRO"],
  ["数据", "P"],
  ["", "P"],
  ["A very long name of a project in seven words", "AVLNOA"],
])("%s makes %s", ([name = "", key = ""]) => {
  expect(freeKey(name, () => false)).toBe(key);
});

test("every name makes a valid key that nobody has", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(120), (name, count) => {
      const taken = new Set<string>();
      for (let made = 0; made < count; made += 1) taken.add(freeKey(name, (key) => taken.has(key)));
      expect(taken.size).toBe(count);
      for (const key of taken) expect(key).toMatch(KEY_PATTERN);
    }),
    { numRuns: 40 },
  );
});
