/** Whatever two plans hold: the parts of a diagnosis add up, and nothing is diagnosed between a plan and itself. */
import { randomMixedProject } from "@leadline/testkit/random-project.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { schedule } from "../schedule/compute.ts";
import { diagnose } from "./windows.ts";

const RUNS = { numRuns: 15 };
/** Thousandths of a day are rounded in each part. */
const ROUNDING = 0.02;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

test("windows, progress, revision and single changes add up to the slip", () => {
  fc.assert(
    fc.property(randomMixedProject(), randomMixedProject(), randomMixedProject(), (first, second, third) => {
      const diagnosis = diagnose([first, second, third].map((project, at) => ({ project, name: `update ${at}` })), { ids: "shared" });
      expect(diagnosis?.windows).toHaveLength(2);
      for (const { slipDays, progress, revision } of diagnosis?.windows ?? []) {
        expect(Math.abs(slipDays - progress.slipDays - revision.slipDays)).toBeLessThan(ROUNDING);
        for (const part of [progress, revision]) expect(Math.abs(part.slipDays - sum(part.changes.map((change) => change.slipDays)))).toBeLessThan(ROUNDING);
      }
      expect(Math.abs((diagnosis?.slipDays ?? 0) - (diagnosis?.progressDays ?? 0) - (diagnosis?.revisionDays ?? 0))).toBeLessThan(ROUNDING);
    }),
    RUNS,
  );
});

test("the shares of the path, less the slack that it had, are the slip", () => {
  fc.assert(
    fc.property(randomMixedProject(), randomMixedProject(), (first, second) => {
      const shares = diagnose([first, second].map((project, at) => ({ project, name: `update ${at}` })), { ids: "shared" })?.shares;
      if (!shares || shares.shares.length === 0) return;
      const along = sum(shares.shares.map(({ waitedDays, tookLongerDays }) => waitedDays + tookLongerDays));
      expect(Math.abs(along - shares.slackThenDays - shares.slipDays)).toBeLessThan(ROUNDING * shares.shares.length);
    }),
    RUNS,
  );
});

test("between a plan and itself nothing moved, and the half step is the plan", () => {
  fc.assert(
    fc.property(randomMixedProject(), (project) => {
      const diagnosis = diagnose([{ project, name: "then" }, { project, name: "now" }], { ids: "shared" });
      const [window] = diagnosis?.windows ?? [];
      expect(diagnosis).toMatchObject({ slipDays: 0, progressDays: 0, revisionDays: 0 });
      expect(window?.halfStepFinish).toBe(schedule(project).schedule.finish);
      expect([window?.progress.changes, window?.revision.changes, window?.concurrent]).toEqual([[], [], []]);
    }),
    RUNS,
  );
});
