/** How `npm run trust` judges: a failure fails, what has no test is said to have none, and what was only skipped has not passed. */
import { expect, test } from "vitest";
import { judged, table, type Check } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { testsOf } from "./run-check.ts";

const check: Check = { id: "C0", promise: "P1", goal: "Goal", number: "0 of them" };
const verdictOf = (...tests: Parameters<typeof judged>[1]): string => judged(check, tests, [], 1).verdict;

test("one failed test fails the check, however many pass", () => {
  expect(verdictOf({ name: "a", status: "passed" }, { name: "b", status: "failed", message: "no" })).toBe("FAILED");
});

test("a check without tests is not there yet, and one whose tests are all skipped has not passed", () => {
  expect(verdictOf()).toBe("not yet");
  expect(verdictOf({ name: "a", status: "skipped" })).toBe("skipped");
});

test("the table shows the number that was reached", () => {
  expect(table([judged(check, [{ name: "a", status: "passed" }], ["0 of 7"], 2)])).toBe("C0  passed  2 s  0 of them\n    → 0 of 7\n\n1 passed, 0 failed, 0 skipped, 0 not yet");
});

test("a test file that cannot be loaded counts as failed", () => {
  const report = { testResults: [{ name: "x.test.ts", status: "failed", message: "syntax", assertionResults: [] }] };
  expect(testsOf(JSON.stringify(report))).toEqual([{ name: "x.test.ts", status: "failed", message: "syntax" }]);
});

test("a test file that fails before its tests counts as failed, though they are only skipped", () => {
  const report = { testResults: [{ name: "x.test.ts", status: "failed", message: "no server", assertionResults: [{ title: "a", status: "skipped" }] }] };
  expect(testsOf(JSON.stringify(report))).toEqual([{ name: "x.test.ts", status: "failed", message: "no server" }]);
});

test("every check has an id of its own, C1 to C30 among them", () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Array.from({ length: 30 }, (_, at) => `C${at + 1}`).filter((id) => !ids.includes(id))).toEqual([]);
});
