/** Tests of registers: saved, changed, deleted, named by others, taken back, and without costs for those who see none. */
import { edited, refusedWith } from "@leadline/testkit/edits.ts";
import { canonicalJson, smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { RiskItem } from "../model/records.ts";
import { evolve, reverse } from "./change.ts";
import { commandSchema, type Command } from "./command.ts";
import { decide } from "./decide.ts";
import { describeCommands } from "./describe.ts";
import { setsCosts, withUnseenCosts } from "./hidden-costs.ts";

const late: RiskItem = { id: "r1", code: "R1", title: "Switches arrive late", category: "vendor", probability: 0.3, impact: { kind: "delayDays", low: 5, likely: 10, high: 20 }, taskIds: ["a"], response: "mitigate", action: "", trigger: "" };
const dear: RiskItem = { ...late, id: "r2", code: "R2", title: "Prices rise", impact: { kind: "cost", low: 100, likely: 200, high: 900 }, taskIds: [] };
const empty = smallPlan([{ id: "a" }, { id: "b" }]);
const save = (...records: RiskItem[]): Command => ({ type: "saveRecords", records: records.map((record) => ({ kind: "riskItem", record })) });
const set = (id: string, fields: Record<string, unknown>): Command => ({ type: "updateRecords", records: [{ kind: "riskItem", id, fields }] });
const drop = (id: string): Command => ({ type: "deleteRecords", records: [{ kind: "riskItem", id }] });
const plan = edited(empty, save(late, dear));

test("records are saved, single fields are set, and deleting takes them out", () => {
  expect([...plan.records.riskItem.keys()]).toEqual(["r1", "r2"]);
  expect(edited(plan, set("r1", { probability: 0.5 })).records.riskItem.get("r1")).toEqual({ ...late, probability: 0.5 });
  expect(edited(plan, drop("r1")).records.riskItem.has("r1")).toBe(false);
});

test("a risk forgets a task that is deleted, and both come back together", () => {
  const decision = decide(plan, [{ type: "deleteTasks", ids: ["a"] }], { actor: "me", at: 0, newId: () => "x" });
  if (!("change" in decision)) throw new Error("refused");
  const after = evolve(plan, decision.change);
  expect(after.records.riskItem.get("r1")?.taskIds).toEqual([]);
  expect(canonicalJson(evolve(after, reverse(decision.change)))).toBe(canonicalJson(plan));
});

test("what does not fit is refused with the record's name, the field and the reason", () => {
  expect(refusedWith(plan, set("r1", { probability: 3 }))).toEqual(["record/invalid", expect.stringMatching(/^The risk “Switches arrive late” stays as it is: probability: /)]);
  expect(refusedWith(plan, set("r1", { nonsense: 1 }))[0]).toBe("record/invalid");
  expect(refusedWith(plan, set("gone", { probability: 0.1 }))).toEqual(["record/missing", "There is no such risk in the plan any more. Maybe somebody has deleted it."]);
  expect(refusedWith(plan, drop("gone"))[0]).toBe("record/missing");
  expect(refusedWith(plan, save({ ...late, title: " " }))).toEqual(["record/name-missing", "A risk needs a title."]);
  expect(refusedWith(plan, set("r1", { taskIds: ["a", "gone"] }))).toEqual(["record/missing-reference", "The risk “Switches arrive late” names a task that is not in the plan (tasks). Maybe somebody has deleted it."]);
  expect(refusedWith(plan, set("r1", { impact: { kind: "delayDays", low: 9, likely: 3, high: 20 } }))).toEqual(["record/invalid", "The risk “Switches arrive late” cannot be kept: the impact must not fall from low (9) over likely (3) to high (20)."]);
  expect(commandSchema.safeParse({ type: "saveRecords", records: [{ kind: "task", record: late }] }).success).toBe(false);
  expect(commandSchema.safeParse({ type: "saveRecords", records: [{ kind: "riskItem", record: { ...late, extra: 1 } }] }).success).toBe(false);
});

test("taking back a step is refused where somebody has changed the same field since", () => {
  const decision = decide(plan, [set("r1", { probability: 0.5 })], { actor: "me", at: 0, newId: () => "x" });
  if (!("change" in decision)) throw new Error("refused");
  const { added, updated, removed } = reverse(decision.change);
  const undo: Command = { type: "revert", label: "Undo", change: { added: [...added], updated: [...updated], removed: [...removed] } };
  const now = evolve(plan, decision.change);
  expect(edited(now, undo).records.riskItem.get("r1")).toEqual(late);
  expect(edited(edited(now, set("r1", { title: "Switches are late" })), undo).records.riskItem.get("r1")).toEqual({ ...late, title: "Switches are late" });
  expect(refusedWith(edited(now, set("r1", { probability: 0.9 })), undo)[0]).toBe("change/stale");
});

test("history calls each step by its register and the record's name", () => {
  expect(describeCommands(empty, [save(late)])).toBe("Add risk “Switches arrive late”");
  expect(describeCommands(plan, [save(late, dear)])).toBe("Change 2 risks");
  expect(describeCommands(plan, [set("r1", { probability: 0.5 })])).toBe("Change probability of risk “Switches arrive late”");
  expect(describeCommands(plan, [drop("r2")])).toBe("Delete risk “Prices rise”");
});

test("somebody who sees no costs sets none, and keeps those they did not see", () => {
  expect([save(dear), set("r1", { impact: dear.impact })].map(setsCosts)).toEqual([true, true]);
  expect([save(late), set("r2", { probability: 0.1 }), save({ ...dear, impact: { kind: "cost", low: 0, likely: 0, high: 0 } })].map(setsCosts)).toEqual([false, false, false]);
  const blind = save({ ...dear, title: "Prices go up", impact: { kind: "cost", low: 0, likely: 0, high: 0 } });
  expect(edited(plan, withUnseenCosts(plan, blind)).records.riskItem.get("r2")).toEqual({ ...dear, title: "Prices go up" });
});
