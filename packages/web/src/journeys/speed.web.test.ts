/** Facts about speed, judged loosely because machines are busy: medians, and three times the targets that `npm run bench -- web` holds the 95th percentile to. */
import { afterAll, beforeAll, expect, test, type TestContext } from "vitest";
import { isRight, type BenchResult } from "../../../../bench/bench-result.ts";
import { bringBenchmark, largestLibraryPlan, planBenchmarks, TARGETS } from "../../../../bench/web-bench.ts";
import { runApp, type RunningApp } from "./driver.fixture.ts";

const LENIENCE = 3;

let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app?.stop());

const largest = largestLibraryPlan(process.cwd());

test.for([
  [2000, TARGETS.edit2000],
  [10_000, TARGETS.edit10000],
] as const)("edits and scrolling keep up with the hand at %d tasks", { retry: 2 }, async ([tasks, editTargetMs], context) => {
  if (tasks > 2000) onlyMeasured(context);
  judge(await planBenchmarks(app, { tasks, edits: 20, frames: 60, editTargetMs }));
});

test.runIf(largest !== undefined)("the largest plan of the library is in sight soon after it was chosen", { retry: 2 }, async (context) => {
  onlyMeasured(context);
  judge([await bringBenchmark(app, largest ?? "", 1)]);
});

function onlyMeasured(context: TestContext): void {
  if (process.env["LEADLINE_TRUST"] !== "1") context.skip("takes long; npm run bench -- web measures it");
}

function judge(results: readonly BenchResult[]): void {
  for (const result of results) {
    const { medianMs, p95Ms } = result.timing;
    console.info(`${result.name}: median ${medianMs.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms, target ${result.targetMs} ms`);
    expect(isRight(result), `${result.name}: ${result.answer} instead of ${result.expected}`).toBe(true);
    expect(medianMs, result.name).toBeLessThanOrEqual(LENIENCE * result.targetMs);
  }
}
