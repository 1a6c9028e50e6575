/** The benchmarks' answers are right on the smaller networks, whatever the times. */
import { expect, test } from "vitest";
import { kernelAnswers } from "./kernel-bench.ts";

test.each(kernelAnswers(10_000).map((one) => [one.name, one] as const))("%s come out with the published span and critical tasks", (_name, { answer, expected }) => {
  expect(answer).toBe(expected);
});
