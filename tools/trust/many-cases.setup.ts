/** For the check of properties alone: every property of a test file runs for at least 1,000 cases, and says how many it ran. */
import { appendFileSync } from "node:fs";
import type * as FastCheck from "fast-check";
import { expect, vi } from "vitest";

const CASES = 1000;
/** A property that is not through by then has fewer cases, and does not count. */
const SECONDS_EACH = 60;

vi.mock("fast-check", async (load) => {
  const real = await load<typeof FastCheck>();
  const assert = (property: FastCheck.IRawProperty<unknown>, given: FastCheck.Parameters<unknown> = {}): void | Promise<void> => {
    const runs = Math.max(CASES, given.numRuns ?? 0);
    const judge = (details: FastCheck.RunDetails<unknown>): void => {
      tell(details.numRuns);
      if (details.failed) throw new Error(real.defaultReportMessage(details) ?? "a property failed");
    };
    const outcome = real.check(property, { ...given, numRuns: runs, interruptAfterTimeLimit: SECONDS_EACH * 1000, markInterruptAsFailure: false });
    return outcome instanceof Promise ? outcome.then(judge) : judge(outcome);
  };
  return { ...real, assert, default: { ...real.default, assert } };
});

function tell(cases: number): void {
  const file = process.env["LEADLINE_PROPERTIES"];
  const { testPath = "", currentTestName = "" } = expect.getState();
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ test: `${testPath}#${currentTestName}`, cases })}\n`);
}
