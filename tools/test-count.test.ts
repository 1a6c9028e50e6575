/** The last line of `npm test` counts everything, and cannot be green by accident. */
import { expect, test } from "vitest";
import { countTests, summaryLine, sumOf } from "./test-count.mjs";

const file = (status: string, ...states: string[]) => ({ status, assertionResults: states.map((state) => ({ status: state })) });

test("counts add up over parts and files", () => {
  const counts = countTests({ testResults: [file("passed", "passed", "skipped"), file("failed", "passed", "failed")] }, 1);
  expect(summaryLine(sumOf([{ passed: 8, failed: 0, skipped: 0 }, counts]))).toBe("10 passed, 1 failed, 1 skipped");
});

test("without skipped tests the line ends with the failures", () => {
  expect(summaryLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
});

test("a file that cannot be loaded is a failure", () => {
  expect(countTests({ testResults: [file("failed")] }, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a run that ends badly without a failed test is a failure", () => {
  expect(countTests({ testResults: [file("passed", "passed")] }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
