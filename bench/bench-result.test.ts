/** A benchmark with a wrong answer shows no time and does not pass. */
import { expect, test } from "vitest";
import { benchTable, type BenchResult } from "./bench-result.ts";

const result: BenchResult = { name: "kernel", answer: "256 d", expected: "256 d", targetMs: 2, timing: { name: "kernel", timesMs: [], medianMs: 1.5, p95Ms: 2.5, fastestMs: 1, slowestMs: 3 } };

test("a right answer in time is ok", () => {
  expect(benchTable([result])).toBe("benchmark  answer  median ms   p95  fastest  slowest  target  \nkernel     256 d        1.50  2.50     1.00     3.00    2.00  ok".replace("target  \n", "target\n"));
});

test("a right answer too late is missed, a wrong one has no time", () => {
  expect(benchTable([{ ...result, targetMs: 1 }])).toMatch(/1\.50 .* missed$/);
  expect(benchTable([{ ...result, judged: "p95" }])).toMatch(/1\.50 .* p95 2\.00  missed$/);
  expect(benchTable([{ ...result, answer: "255 d" }])).toMatch(/WRONG: 255 d instead of 256 d\s+-\s+-\s+-\s+-\s+2\.00\s+missed$/);
});
