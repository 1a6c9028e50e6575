/** Properties of work and progress on random teams: what is typed is what the plan shows, and progress as planned moves nothing. */
import { edited, taskIn } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";

const contour = fc.constantFrom(undefined, "bell", "backLoaded", "frontLoaded", "turtle", "doublePeak", "earlyPeak", "latePeak");
const hours = fc.integer({ min: 1, max: 80 });
const worker = fc.record({ units: fc.constantFrom(0.25, 0.5, 1, 1.5), hours, delay: fc.constantFrom(0, 0, 240, 960), contour, overtime: fc.constantFrom(0, 0, 30) });
const team = fc.record({ type: fc.constantFrom("fixedUnits", "fixedWork", "fixedDuration"), days: fc.integer({ min: 1, max: 20 }), workers: fc.array(worker, { maxLength: 3 }), isSplit: fc.boolean() });
type Team = typeof team extends fc.Arbitrary<infer T> ? T : never;

function planOf({ type, days, workers, isSplit }: Team): Project {
  const splits = isSplit && days > 1 ? { splits: [{ afterMinutes: 300, gapMinutes: 480 }] } : {};
  const records = workers.flatMap((one, at) => [
    { kind: "resource" as const, record: { id: `r${at}`, name: `R${at}`, type: "work" as const, maxUnits: 1, rank: "V" } },
    {
      kind: "assignment" as const,
      record: {
        ...{ id: `a${at}`, taskId: "t", resourceId: `r${at}`, units: one.units, workMinutes: one.hours * 60, actualWorkMinutes: 0, remainingWorkMinutes: one.hours * 60, delayMinutes: one.delay },
        ...(one.contour === undefined ? {} : { contour: one.contour }),
        ...(one.overtime === 0 ? {} : { overtimeWorkMinutes: one.overtime }),
      },
    },
  ]);
  return smallPlan([{ id: "t", durationMinutes: days * 480, taskType: type as "fixedUnits", ...splits }], records);
}

const shownOf = (project: Project) => {
  const dates = schedule(project).schedule.of("t");
  return { start: dates?.start ?? 0, finish: dates?.finish ?? 0, duration: dates?.durationMinutes ?? 0 };
};
/** Work is kept to tenths of minutes, so what is reckoned from it may miss by as much over the lowest units and contour. */
const ROUNDING = 5;

test("the duration typed is the duration shown", () => {
  fc.assert(
    fc.property(team, hours, (one, typed) => {
      const plan = planOf({ ...one, isSplit: false });
      const longer = edited(plan, { type: "updateTasks", tasks: [{ id: "t", fields: { durationMinutes: typed * 60 } }] });
      expect(Math.abs(shownOf(longer).duration - typed * 60)).toBeLessThan(ROUNDING);
    }),
    { numRuns: 300 },
  );
});

test("work typed on a task or a person sets the duration shown to that of the record", () => {
  fc.assert(
    fc.property(team.filter(({ workers }) => workers.length > 0), hours, (one, typed) => {
      const plan = planOf({ ...one, isSplit: false });
      for (const command of [{ type: "updateTasks" as const, tasks: [{ id: "t", fields: { workMinutes: typed * 60 } }] }, { type: "updateAssignments" as const, assignments: [{ id: "a0", fields: { workMinutes: typed * 60 + 30 } }] }]) {
        const more = edited(plan, command);
        expect(Math.abs(shownOf(more).duration - taskIn(more, "t").durationMinutes)).toBeLessThan(ROUNDING);
      }
    }),
    { numRuns: 300 },
  );
});

test("progress as planned moves neither start nor finish", () => {
  fc.assert(
    fc.property(team, fc.integer({ min: 1, max: 100 }), (one, percentComplete) => {
      const plan = edited(planOf(one), { type: "updateTasks", tasks: [{ id: "t", fields: one.workers.length > 0 && one.type !== "fixedDuration" ? { workMinutes: one.workers.reduce((sum, each) => sum + each.hours * 60, 0) + 6 } : {} }] });
      const before = shownOf(plan);
      const after = edited(plan, { type: "updateTasks", tasks: [{ id: "t", fields: { percentComplete } }] });
      expect(taskIn(after, "t").actualStart).toBe(before.start);
      expect([Math.abs(shownOf(after).finish - before.finish) < ROUNDING, shownOf(after).start]).toEqual([true, before.start]);
    }),
    { numRuns: 300 },
  );
});
