/** A small part of `npm run warnings`: never later than the usual practice, hardly a false alarm, chances that mean what they say. */
import { expect, test } from "vitest";
import { follow, verdictOn, type Followed } from "./judge.ts";

test("on forty simulated histories the computed status warns no later than the usual practice, and rarely falsely", { timeout: 240_000 }, () => {
  const verdict = verdictOn(Array.from({ length: 40 }, (_, at) => follow(1000 + at)));
  expect(verdict.late).toBeGreaterThan(3);
  expect(verdict.kept).toBeGreaterThan(20);
  expect(verdict.later).toBe(0);
  expect(verdict.computedDays).toBeGreaterThanOrEqual(verdict.usualDays);
  expect(verdict.amberDays).toBeGreaterThan(verdict.computedDays);
  expect(verdict.falseAlarms).toBeLessThanOrEqual(0.1);
});

test("who never warns is late, and a warning for a promise that was kept is false", () => {
  const one = (more: Partial<Followed>): Followed => ({ seed: 1, isLate: true, computed: undefined, usual: undefined, amber: undefined, stated: [], ...more });
  const verdict = verdictOn([one({ computed: 20, usual: 5 }), one({ computed: 3, usual: 9 }), one({}), one({ isLate: false, computed: 2, stated: [0.9, 0.1] }), one({ isLate: false, stated: [0.95] })]);
  expect(verdict).toMatchObject({ late: 3, kept: 2, earlier: 1, later: 1, alike: 1, falseAlarms: 0.5, usualFalseAlarms: 0 });
  expect(verdict.buckets.at(-1)).toMatchObject({ statements: 2, cameTrue: 1 });
});
