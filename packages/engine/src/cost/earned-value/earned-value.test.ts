/** Tests of earned value on plans: each earning rule, the curves of planned and actual, control accounts, and what is told of plans without a baseline. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { EarningRule } from "../../model/cost/earning-rule.ts";
import type { KindedRecord, Project } from "../../model/project.ts";
import { schedule } from "../../schedule/compute.ts";
import { dayOf, minuteOf, type Minute } from "../../time/minute.ts";
import { earnedValueOf, type EarnedValueOptions } from "./earned-value.ts";

const DAY = 480;
const person: KindedRecord = { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V", standardRateCentsPerHour: 1250 } };
const valueOf = (project: Project, at: Minute, options: Partial<EarnedValueOptions> = {}) => earnedValueOf(project, schedule(project).schedule, { at, ...options });

/** Ten days at 100.00 a day from Monday 2 March 2026, baseline set: BAC 1,000.00. */
function tenDays(...more: KindedRecord[]): Project {
  const plan = smallPlan([{ id: "a", durationMinutes: 10 * DAY }], [person, ...more]);
  return edited(plan, { type: "setAssignments", taskId: "a", assignments: [{ resourceId: "r" }] }, { type: "setBaseline", number: 0 });
}

/** Friday of the first week, six of ten days reported as done. */
const FRIDAY = minuteOf(2026, 3, 6, 17);
const sixtyPercent = (plan: Project): Project => edited(plan, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 60 } }] });
const withRule = (rule: EarningRule): Project => edited(sixtyPercent(tenDays()), { type: "updateTasks", tasks: [{ id: "a", fields: { earningRule: rule } }] });

test("EX-B2: a task of 1,000 that claims 60 % earns by its rule", () => {
  const nextWeek = minuteOf(2026, 3, 9, 17);
  const earned = (rule: EarningRule) => valueOf(withRule(rule), nextWeek).sums.ev;
  const reached = [{ name: "design", weightPercent: 20, reachedDay: dayOf(2026, 3, 3) }, { name: "build", weightPercent: 30, reachedDay: dayOf(2026, 3, 6) }, { name: "test", weightPercent: 50 }];
  expect(earned({ rule: "zeroHundred" })).toBe(0);
  expect(earned({ rule: "startFinish", startPercent: 50 })).toBe(50_000);
  expect(earned({ rule: "startFinish", startPercent: 25 })).toBe(25_000);
  expect(earned({ rule: "milestones", milestones: reached })).toBe(50_000);
  expect(earned({ rule: "percent" })).toBe(60_000);
  expect(earned({ rule: "units", done: 7, total: 20 })).toBe(35_000);
  expect(earned({ rule: "levelOfEffort" })).toBe(60_000);
});

test("planned value is the baseline's budget over its working time, actual cost what work done has cost", () => {
  const value = valueOf(sixtyPercent(tenDays()), minuteOf(2026, 3, 9, 17));
  expect(value.sums).toEqual({ bac: 100_000, pv: 60_000, ev: 60_000, ac: 60_000 });
  expect(value.indices).toMatchObject({ cpi: 1, spi: 1, cv: 0, sv: 0 });
  expect(value.earnedSchedule).toMatchObject({ es: 6, at: 6, pd: 10, svT: 0, spiT: 1 });
  expect([value.plannedAt(minuteOf(2026, 3, 3, 12)), value.plannedAt(minuteOf(2026, 3, 8, 12)), value.plannedAt(minuteOf(2027, 1, 1))]).toEqual([15_000, 50_000, 100_000]);
});

test("before the status date progress is what was done by then", () => {
  const plan = sixtyPercent(tenDays());
  const value = valueOf(plan, minuteOf(2026, 3, 4, 17));
  expect(value.sums).toEqual({ bac: 100_000, pv: 30_000, ev: 30_000, ac: 30_000 });
  expect(valueOf(plan, minuteOf(2026, 3, 2, 8)).sums).toEqual({ bac: 100_000, pv: 0, ev: 0, ac: 0 });
});

test("a claim of an unfinished task is capped until it is accepted; Project's rule caps nothing", () => {
  const claimed = edited(tenDays(), { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 98 } }] });
  const late = minuteOf(2026, 3, 20, 17);
  expect(valueOf(claimed, late).sums.ev).toBe(90_000);
  expect(valueOf(edited(claimed, { type: "updateTasks", tasks: [{ id: "a", fields: { earningRule: { rule: "percent", accepted: true } } }] }), late).sums.ev).toBe(98_000);
  expect(valueOf(edited(claimed, { type: "updateSettings", fields: { costPolicy: { claimCapPercent: 95 } } }), late).sums.ev).toBe(95_000);
  expect(valueOf(claimed, late, { rule: "msProject" }).sums.ev).toBe(98_000);
  const done = edited(tenDays(), { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 100 } }] });
  expect(valueOf(done, late).sums.ev).toBe(100_000);
  expect(valueOf(edited(done, { type: "updateTasks", tasks: [{ id: "a", fields: { earningRule: { rule: "percent" } } }] }), late).sums.ev).toBe(90_000);
});

test("apportioned effort earns in the ratio of its base, and one that follows a third is refused", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 10 * DAY, fixedCostCents: 100_000 }, { id: "q", durationMinutes: 10 * DAY, fixedCostCents: 20_000 }]);
  const based = edited(plan, { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 50 } }, { id: "q", fields: { earningRule: { rule: "apportioned", taskId: "a", ratioPercent: 100 } } }] });
  expect(valueOf(based, minuteOf(2026, 3, 20)).tasks.map(({ ev }) => ev)).toEqual([50_000, 10_000]);
  expect(() => edited(based, { type: "updateTasks", tasks: [{ id: "a", fields: { earningRule: { rule: "apportioned", taskId: "q", ratioPercent: 50 } } }] })).toThrow(/earn in proportion to/);
});

test("costs due at the start or the end are planned and spent there", () => {
  const plan = smallPlan([{ id: "a", durationMinutes: 10 * DAY, fixedCostCents: 30_000, fixedCostAccrual: "start" }, { id: "b", durationMinutes: 10 * DAY, fixedCostCents: 50_000, fixedCostAccrual: "end" }]);
  const value = valueOf(edited(plan, { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 10 } }, { id: "b", fields: { percentComplete: 10 } }] }), FRIDAY, { rule: "msProject" });
  expect(value.sums).toEqual({ bac: 80_000, pv: 30_000, ev: 30_000, ac: 30_000 });
});

const posting = (id: string, more: object): KindedRecord => ({ kind: "actualCost", record: { id, name: id, day: dayOf(2026, 3, 6), costType: "labour", amountCents: 1000, ...more } as Extract<KindedRecord, { kind: "actualCost" }>["record"] });

test("kinds of cost that the ledger holds come from the ledger, and money without a task is told apart", () => {
  const plan = sixtyPercent(tenDays(posting("x", { taskId: "a", amountCents: 45_000 }), posting("y", { taskId: "a", amountCents: 5000, credit: true }), posting("z", { amountCents: 700 }), posting("late", { taskId: "a", day: dayOf(2026, 3, 7) })));
  const value = valueOf(plan, FRIDAY);
  expect([value.sums.ac, value.actualWithoutTask]).toEqual([40_000, 700]);
  expect(value.problems.find(({ code }) => code === "evm/cost-without-task")?.message).toBe("Actual costs of 7.00 name no task, so they are not compared with what tasks were to cost.");
  const byProgress = edited(plan, { type: "updateSettings", fields: { costPolicy: { actualCostFrom: "progress" } } });
  expect(valueOf(byProgress, FRIDAY).sums.ac).toBe(50_000);
});

test("control accounts sum to the project", () => {
  const account: KindedRecord = { kind: "controlAccount", record: { id: "c", name: "Network", taskIds: ["s"], organisation: "Infrastructure", owner: "Ada" } };
  const plan = smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 5 * DAY, fixedCostCents: 10_000 }, { id: "b", level: 2, durationMinutes: 5 * DAY, fixedCostCents: 30_000 }, { id: "n", durationMinutes: 5 * DAY, fixedCostCents: 7000 }], [account]);
  const { accounts, sums } = valueOf(edited(plan, { type: "setBaseline", number: 0 }), FRIDAY);
  expect(accounts.map(({ name, owner, bac, pv }) => [name, owner, bac, pv])).toEqual([["Network", "Ada", 40_000, 40_000], ["No control account", "", 7000, 7000]]);
  expect(sums).toMatchObject({ bac: 47_000, pv: 47_000 });
});

test("earned schedule goes on after the planned end and stops when everything is earned", () => {
  const plan = edited(tenDays(), { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 50 } }] });
  expect(valueOf(plan, minuteOf(2026, 3, 17, 17)).earnedSchedule).toMatchObject({ es: 5, at: 12, pd: 10, svT: -7 });
  const done = edited(tenDays(), { type: "updateTasks", tasks: [{ id: "a", fields: { actualFinish: minuteOf(2026, 3, 17, 17) } }] });
  expect(valueOf(done, minuteOf(2026, 6, 1)).earnedSchedule).toMatchObject({ es: 10, at: 12, svT: -2 });
  expect(valueOf(plan, minuteOf(2026, 3, 17, 17), { period: "week" }).earnedSchedule).toMatchObject({ es: 1, pd: 2 });
});

test("a milestone's cost is planned on its very instant, and Primavera's level of effort earns as time goes by", () => {
  const plan = edited(smallPlan([{ id: "a", durationMinutes: 5 * DAY }, { id: "m", durationMinutes: 0, after: ["a"], fixedCostCents: 5000 }]), { type: "setBaseline", number: 0 });
  expect(valueOf(plan, FRIDAY).sums.pv).toBe(5000);
  const hammock = edited(smallPlan([{ id: "a", durationMinutes: 10 * DAY, fixedCostCents: 10_000, p6: { activityType: "levelOfEffort" } }]), { type: "setBaseline", number: 0 });
  expect(valueOf(hammock, FRIDAY)).toMatchObject({ sums: { pv: 5000, ev: 5000 }, levelOfEffortBac: 10_000, tasks: [{ rule: "levelOfEffort" }] });
});

test("lines and things to buy of a task are in its baseline, planned when they fall due and earned with it", () => {
  const records: KindedRecord[] = [
    { kind: "procurementItem", record: { id: "p", name: "Switches", kind: "hardware", contractType: "fixed", budgetCents: 40_000, taskId: "a" } },
    { kind: "budgetLine", record: { id: "l", name: "Training", taskId: "s", costType: "travel", amount: { kind: "sum", cents: 6000 }, currency: "USD", phasing: { kind: "end" } } },
    { kind: "currencyRate", record: { id: "u", currency: "USD", day: dayOf(2026, 1, 1), rateMillionths: 500_000 } },
    posting("paid", { taskId: "a", costType: "hardware", amountCents: 44_000 }),
  ];
  const plan = edited(smallPlan([{ id: "s" }, { id: "a", level: 2, durationMinutes: 10 * DAY, fixedCostCents: 10_000 }], records), { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 50 } }] });
  const value = valueOf(plan, FRIDAY);
  expect(value.tasks).toEqual([expect.objectContaining({ taskId: "s", bac: 3000, pv: 0, ev: 1500 }), expect.objectContaining({ taskId: "a", bac: 50_000, pv: 45_000, ev: 25_000, ac: 49_000 })]);
});

test("moving indices use the sums of the last weeks only", () => {
  const { moving } = valueOf(sixtyPercent(tenDays()), minuteOf(2026, 3, 9, 17), { movingDays: 7 });
  expect(moving).toMatchObject({ days: 7, pv: 50_000, ev: 50_000, ac: 50_000, cpi: 1, spi: 1 });
});

test("a plan without a baseline earns nothing and says so; one without costs is counted in work", () => {
  const bare = smallPlan([{ id: "a", durationMinutes: 10 * DAY }]);
  expect(valueOf(bare, FRIDAY).problems).toEqual([{ code: "evm/no-baseline", message: "The plan has no baseline 0, so nothing is planned and nothing can be earned.", hint: "Maybe set the baseline first, or choose another one." }]);
  const free: KindedRecord = { kind: "resource", record: { id: "r", name: "Rita", type: "work", maxUnits: 1, rank: "V" } };
  const worked = edited(smallPlan([{ id: "a", durationMinutes: 10 * DAY }], [free]), { type: "setAssignments", taskId: "a", assignments: [{ resourceId: "r" }] }, { type: "setBaseline", number: 0 }, { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 30 } }] });
  expect(valueOf(worked, FRIDAY)).toMatchObject({ measure: "work", sums: { bac: 4800, pv: 2400, ev: 1440, ac: 1440 }, problems: [{ code: "evm/no-cost" }] });
});

test("a status date before the start is told", () => {
  expect(valueOf(tenDays(), minuteOf(2026, 1, 1)).problems.map(({ code }) => code)).toEqual(["evm/before-start"]);
});

test("much that is claimed and little that is finished is told", () => {
  const plan = edited(tenDays(), { type: "updateTasks", tasks: [{ id: "a", fields: { percentComplete: 80 } }] });
  const value = valueOf(plan, minuteOf(2026, 3, 20));
  expect([value.sums.ev, value.fiftyFiftyEv, value.problems.map(({ code }) => code)]).toEqual([80_000, 50_000, ["evm/claims-ahead"]]);
});
