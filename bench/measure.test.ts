/** Timing runs every contestant in turn and counts only what should count. */
import { expect, test } from "vitest";
import { measure } from "./measure.ts";

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
