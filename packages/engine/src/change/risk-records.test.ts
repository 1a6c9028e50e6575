/** Tests of commands on what is uncertain: ranges that fall, correlation, branches and risks that cannot be, and what a deleted task leaves. */
import { edited, refusedWith } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { RegisterItem } from "../model/registers.ts";
import { minuteOf } from "../time/minute.ts";
import { commandSchema, type Command, type TaskFields } from "./command.ts";

const plan = smallPlan([{ id: "a", durationMinutes: 960 }, { id: "b", durationMinutes: 960, after: ["a"] }, { id: "c", durationMinutes: 480 }]);
const save = (...records: RegisterItem[]): Command => ({ type: "saveRecords", records });
const refusal = (command: Command): string | undefined => refusedWith(plan, command)[1];
const fields = (id: string, set: TaskFields): Command => ({ type: "updateTasks", tasks: [{ id, fields: set }] });
type Of<K extends RegisterItem["kind"]> = Extract<RegisterItem, { kind: K }>["record"];
const group = (more: Partial<Of<"correlationGroup">>): RegisterItem => ({ kind: "correlationGroup", record: { id: "g", name: "Vendors", coefficient: 0.5, taskIds: ["a", "b"], ...more } });
const branch = (more: Partial<Of<"planBranch">>): RegisterItem => ({ kind: "planBranch", record: { id: "w", name: "Repair or replace", kind: "chance", ways: [{ name: "Repair", probability: 0.7, taskIds: ["a", "b"] }, { name: "Replace", probability: 0.3, taskIds: ["c"] }], ...more } });
const risk = (more: Partial<Of<"riskItem">>): RegisterItem => ({ kind: "riskItem", record: { id: "r", code: "R1", title: "Late", category: "", probability: 0.5, impact: { kind: "delayDays", low: 1, likely: 2, high: 3 }, taskIds: ["a"], response: "", action: "", trigger: "", ...more } });

test("an estimate with what is known of it is kept, one that cannot be drawn from is refused", () => {
  const estimate = { lowMinutes: 480, likelyMinutes: 960, highMinutes: 1920, distribution: "lognormal", ends: "p10p90", method: "team", source: "Planning poker", estimator: "Ann", estimatedAt: minuteOf(2026, 2, 20, 9) } as const;
  expect(edited(plan, fields("a", { estimate })).records.task.get("a")?.estimate).toEqual(estimate);
  expect(refusal(fields("a", { estimate: { ...estimate, lowMinutes: 1000 } }))).toContain("does not rise");
  expect(refusal(fields("a", { estimate: { ...estimate, lowMinutes: 0 } }))).toContain("a lognormal one needs a lowest value above 0");
  const outcomes = [{ minutes: 480, probability: 0.5 }, { minutes: 960, probability: 0.4 }];
  expect(refusal(fields("a", { estimate: { ...estimate, outcomes } }))).toContain("the chances of its outcomes add up to 90 % instead of 100 %");
  expect(commandSchema.safeParse(fields("a", { estimate: { ...estimate, lowMinutes: -1 } })).success).toBe(false);
});

test("ranges of fixed costs, lags and work are set and taken away; falling ones are refused", () => {
  const cost = { lowCents: 100, likelyCents: 200, highCents: 500 };
  const priced = edited(plan, fields("a", { fixedCostCents: 200, fixedCostEstimate: cost }));
  expect(priced.records.task.get("a")?.fixedCostEstimate).toEqual(cost);
  expect(edited(priced, fields("a", { fixedCostEstimate: null })).records.task.get("a")).not.toHaveProperty("fixedCostEstimate");
  expect(refusal(fields("a", { fixedCostEstimate: { ...cost, highCents: 150 } }))).toContain("he range of the fixed cost of");
  const lag = { lagMinutes: 480, lagPercent: 0, lagUnit: "d" } as const;
  const range = { lowMinutes: 0, likelyMinutes: 480, highMinutes: 960 };
  const link = (lagEstimate: typeof range): Command => ({ type: "linkTasks", predecessorId: "a", successorId: "b", linkType: "FS", ...lag, lagEstimate });
  const linked = edited(plan, link(range));
  const estimateOf = (of: typeof plan): unknown => [...of.records.link.values()].find(({ successorId }) => successorId === "b")?.lagEstimate;
  expect(estimateOf(linked)).toEqual(range);
  expect(refusal(link({ ...range, lowMinutes: 500 }))).toContain("he range of the lag behind");
  // Typing the same predecessor again keeps the range of its lag, another lag has none yet.
  const typed = (lagMinutes: number): Command => ({ type: "setPredecessors", id: "b", predecessors: [{ predecessorId: "a", type: "FS", ...lag, lagMinutes }] });
  expect(estimateOf(edited(linked, typed(480)))).toEqual(range);
  expect(estimateOf(edited(linked, typed(960)))).toBeUndefined();
});

test("correlation, branches and risks that contradict themselves are refused", () => {
  expect(refusal(save(group({ taskIds: ["a", "a"] })))).toContain("a task stands in it twice");
  expect(refusal(save(group({ pairs: [{ taskId: "a", otherTaskId: "c", coefficient: 0.2 }] })))).toContain("which does not belong to it");
  expect(refusal(save(group({ pairs: [{ taskId: "a", otherTaskId: "b", coefficient: 0.2 }, { taskId: "b", otherTaskId: "a", coefficient: 0.3 }] })))).toContain("a pair stands in it twice");
  expect(commandSchema.safeParse(save(group({ coefficient: 1.5 }))).success).toBe(false);
  expect(refusal(save(branch({ ways: [{ name: "x", probability: 0.7, taskIds: ["a"] }, { name: "y", probability: 0.4, taskIds: ["b"] }] })))).toContain("the probabilities of its ways add up to 110 %, more than 100 %");
  expect(refusal(save(branch({ ways: [{ name: "x", probability: 0.7, taskIds: ["a", "a"] }] })))).toContain("stands in it twice");
  expect(refusal(save(branch({ kind: "date" })))).toContain("needs the task that decides and the date");
  expect(refusal(save(risk({ furtherImpacts: [{ kind: "cost", low: 5, likely: 1, high: 9 }] })))).toContain("must not fall from low (5)");
  expect(refusal(save(risk({ impact: { kind: "durationFactor", low: -1, likely: 1, high: 2 } })))).toContain("a factor on durations cannot be negative");
  expect(refusal(save(risk({ firstDay: 20_001, lastDay: 20_000 })))).toContain("lies before its first");
  expect(refusal(save(risk({ taskIds: ["zz"] })))).toContain("names a task that is not in the plan");
});

test("what names a deleted task goes on without it: a way keeps its other tasks, a pair goes, a branch without its decider goes", () => {
  const full = edited(plan, save(group({ taskIds: ["a", "b", "c"], pairs: [{ taskId: "a", otherTaskId: "b", coefficient: 0.2 }, { taskId: "b", otherTaskId: "c", coefficient: 0.3 }] }), branch({}), { kind: "planBranch", record: { id: "d", name: "Hurry", kind: "date", afterTaskId: "a", later: minuteOf(2026, 3, 4, 17), ways: [{ name: "Late", probability: 1, taskIds: ["c"] }] } }, { kind: "calendarRisk", record: { id: "k", name: "Rain", dayLossByMonth: new Array<number>(12).fill(0.1), taskIds: ["a"] } }));
  const { records } = edited(full, { type: "deleteTasks", ids: ["a"] });
  expect(records.correlationGroup.get("g")).toMatchObject({ taskIds: ["b", "c"], pairs: [{ taskId: "b", otherTaskId: "c" }] });
  expect(records.planBranch.get("w")?.ways.map(({ taskIds }) => taskIds)).toEqual([["b"], ["c"]]);
  expect(records.planBranch.has("d")).toBe(false);
  expect(records.calendarRisk.get("k")?.taskIds).toEqual([]);
});

test("the promised finish and the meaning of estimates' ends are settings, and can be taken back", () => {
  const promised = edited(plan, { type: "updateSettings", fields: { promisedFinish: minuteOf(2026, 12, 4, 17), estimateEnds: "p10p90" } });
  expect(promised.records.settings.get("settings")).toMatchObject({ promisedFinish: minuteOf(2026, 12, 4, 17), estimateEnds: "p10p90" });
  expect(edited(promised, { type: "updateSettings", fields: { promisedFinish: null } }).records.settings.get("settings")).not.toHaveProperty("promisedFinish");
});
