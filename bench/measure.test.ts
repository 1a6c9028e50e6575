/** Timing runs every contestant in turn and counts only what should count. */
import { expect, test } from "vitest";
import { measure, timingOf } from "./measure.ts";

test("contestants take turns", () => {
  const order: string[] = [];
  const timings = measure([{ name: "a", run: () => order.push("a") }, { name: "b", run: () => order.push("b") }], { warmUps: 1, counted: 2, inARow: 1 });
  expect(order.join("")).toBe("aabbaabbaabb");
  expect(timings.map((timing) => timing.name)).toEqual(["a", "b"]);
  for (const timing of timings) {
    expect(timing.fastestMs).toBeLessThanOrEqual(timing.medianMs);
    expect(timing.medianMs).toBeLessThanOrEqual(timing.slowestMs);
  }
});

test("19 of 20 runs are no longer than the 95th percentile", () => {
  const timing = timingOf("a", Array.from({ length: 100 }, (_, index) => 100 - index));
  expect(timing).toMatchObject({ name: "a", medianMs: 51, p95Ms: 96, fastestMs: 1, slowestMs: 100 });
});
