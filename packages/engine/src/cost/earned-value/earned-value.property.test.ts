/** Properties of earned value on random plans: curves rise, end at their sums, and accounts sum to the project. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EarningRule } from "../../model/cost/earning-rule.ts";
import type { KindedRecord, Project } from "../../model/project.ts";
import { schedule } from "../../schedule/compute.ts";
import { dayOf, minuteOf, type Minute } from "../../time/minute.ts";
import { costForecastOf } from "../cost-forecast.ts";
import { earnedValueOf } from "./earned-value.ts";

const rules: readonly (EarningRule | undefined)[] = [undefined, { rule: "zeroHundred" }, { rule: "startFinish", startPercent: 25 }, { rule: "percent" }, { rule: "units", done: 3, total: 7 }, { rule: "levelOfEffort" }, { rule: "milestones", milestones: [{ name: "one", weightPercent: 40, reachedDay: dayOf(2026, 3, 5) }, { name: "two", weightPercent: 60 }] }];

const randomTask = fc.record({
  days: fc.integer({ min: 0, max: 12 }),
  cents: fc.integer({ min: 0, max: 1_000_000 }),
  accrual: fc.constantFrom("start" as const, "end" as const, "prorated" as const),
  percent: fc.constantFrom(0, 10, 50, 99, 100),
  rule: fc.constantFrom(...rules),
  after: fc.boolean(),
});

function planOf(tasks: readonly { days: number; cents: number; accrual: "start" | "end" | "prorated"; percent: number; rule: EarningRule | undefined; after: boolean }[]): Project {
  const account: KindedRecord = { kind: "controlAccount", record: { id: "c", name: "First", taskIds: ["t0"], organisation: "IT", owner: "Ada" } };
  const plan = smallPlan(tasks.map(({ days, cents, accrual, after }, at) => ({ id: `t${at}`, durationMinutes: days * 480, fixedCostCents: cents, fixedCostAccrual: accrual, ...(after && at > 0 && { after: [`t${at - 1}`] }) })), [account]);
  const fields = tasks.map(({ percent, rule, days }, at) => ({ id: `t${at}`, fields: { ...(days > 0 && percent > 0 && { percentComplete: percent }), ...(rule && { earningRule: rule }) } }));
  return edited(plan, { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: fields });
}

test("planned, earned and actual never fall over time, stay within the budget, and every part sums to the whole", () => {
  fc.assert(
    fc.property(fc.array(randomTask, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 40 }), fc.constantFrom("leadline" as const, "msProject" as const), (tasks, days, rule) => {
      const plan = planOf(tasks);
      const dates = schedule(plan).schedule;
      const at = (minuteOf(2026, 3, 2, 12) + days * 1440) as Minute;
      const value = earnedValueOf(plan, dates, { at, rule });
      const { bac, pv, ev, ac } = value.sums;
      expect([value.plannedAt(at), value.earnedAt(at), value.actualAt(at)]).toEqual([pv, ev, ac]);
      expect(bac).toBe(tasks.reduce((sum, task) => sum + task.cents, 0));
      expect(pv).toBeLessThanOrEqual(bac);
      expect(ev).toBeLessThanOrEqual(bac + 1);
      expect(value.plannedAt(minuteOf(2030, 1, 1))).toBe(bac);
      const later = (at + 3333) as Minute;
      // Level of effort earns what is planned, so it rises with the plan; nothing else may fall either.
      expect(value.plannedAt(later)).toBeGreaterThanOrEqual(pv);
      expect(value.earnedAt(later)).toBeGreaterThanOrEqual(ev);
      expect(value.actualAt(later)).toBeGreaterThanOrEqual(ac);
      for (const name of ["bac", "pv", "ev", "ac"] as const) expect(value.accounts.reduce((sum, account) => sum + account[name], 0)).toBe(value.sums[name]);
      const es = value.earnedSchedule;
      if (es) expect(es.es).toBeLessThanOrEqual(es.pd);
      const forecast = costForecastOf(plan, dates, at);
      expect(forecast.payments.reduce((sum, { cents }) => sum + cents, 0)).toBe(forecast.totalCents);
    }),
    { numRuns: 60 },
  );
});
