/** Counts tests over the parts of `npm test`, so that nothing that went wrong can be missing from the last line. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} parts @returns {Counts} */
export function sumOf(parts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) {
    sum.passed += part.passed;
    sum.failed += part.failed;
    sum.skipped += part.skipped;
  }
  return sum;
}

/** `12 passed, 0 failed`, with `, 3 skipped` where some were. @param {Counts} counts */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * Counts what vitest's JSON report says. A test file that could not be loaded counts as one failure, and so does a run
 * that ended badly without naming a failed test (an unhandled error, a crash, no report at all).
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report
 * @param {number} exitStatus
 * @returns {Counts}
 */
export function countTests(report, exitStatus) {
  const counts = sumOf((report?.testResults ?? []).map(countFile));
  if (counts.failed === 0 && (exitStatus !== 0 || report === undefined)) counts.failed = 1;
  return counts;
}

/** @param {{ status: string, assertionResults: { status: string }[] }} file @returns {Counts} */
function countFile(file) {
  const states = file.assertionResults.map((test) => test.status);
  const passed = states.filter((state) => state === "passed").length;
  const failed = states.filter((state) => state === "failed").length;
  return { passed, failed: failed === 0 && file.status === "failed" ? 1 : failed, skipped: states.length - passed - failed };
}
