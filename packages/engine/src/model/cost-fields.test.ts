/** What a record tells of costs, kind by kind: it is left out, stands as nothing, and comes back whole. */
import { expect, test } from "vitest";
import { isCostField, tellsAmount, tellsRiskCost, withCostsOf, withoutCosts } from "./cost-fields.ts";
import { emptyTask } from "./new-project.ts";
import type { Assignment, ChangeRequest, ProcurementItem, Resource, RiskItem } from "./records.ts";

const task = { ...emptyTask({ id: "t", number: 1, rank: "a" }), name: "Survey", fixedCostCents: 5000 };
const resource: Resource = { id: "r", rank: "a", name: "Ann", type: "work", maxUnits: 1, standardRateCentsPerHour: 100, overtimeRateCentsPerHour: 150, costPerUseCents: 7 };
const assignment: Assignment = { id: "as", taskId: "t", resourceId: "r", units: 1, workMinutes: 480, actualWorkMinutes: 0, remainingWorkMinutes: 480, delayMinutes: 0, costCents: 900 };
const bought: ProcurementItem = { id: "p", name: "Switches", budgetCents: 90_000 } as ProcurementItem;
const late: RiskItem = { id: "k", code: "R1", title: "Late", category: "vendor", probability: 0.3, impact: { kind: "delayDays", low: 5, likely: 10, high: 20 }, taskIds: [], response: "mitigate", action: "", trigger: "" };
const dear: RiskItem = { ...late, impact: { kind: "cost", low: 100, likely: 200, high: 900 }, responseCostCents: 4000 };

test("amounts are left out of tasks, people and assignments; what tells none is the same object", () => {
  expect(withoutCosts("task", task)).toEqual({ ...emptyTask({ id: "t", number: 1, rank: "a" }), name: "Survey" });
  expect(Object.keys(withoutCosts("resource", resource)).sort()).toEqual(["id", "maxUnits", "name", "rank", "type"]);
  expect(withoutCosts("assignment", assignment)).toEqual({ id: "as", taskId: "t", resourceId: "r", units: 1, workMinutes: 480, actualWorkMinutes: 0, remainingWorkMinutes: 480, delayMinutes: 0 });
  const plain = emptyTask({ id: "u", number: 2, rank: "b" });
  expect(withoutCosts("task", plain)).toBe(plain);
  expect(withoutCosts("riskItem", late)).toBe(late);
});

test("an amount that every record has stands as nothing", () => {
  expect(withoutCosts("procurementItem", bought)).toEqual({ ...bought, budgetCents: 0 });
  const gate = { id: "g", name: "Gate" };
  expect(withoutCosts("qualityGate", gate as never)).toBe(gate);
});

test("a risk tells an amount where its impact is one on costs, wherever that stands", () => {
  const { responseCostCents: _cents, ...shown } = dear;
  expect(withoutCosts("riskItem", dear)).toEqual({ ...shown, impact: { kind: "cost", low: 0, likely: 0, high: 0 } });
  const further = { ...late, furtherImpacts: [{ kind: "delayDays", low: 1, likely: 2, high: 3 }, { kind: "cost", low: 4, likely: 5, high: 6 }], residual: { probability: 0.1, impact: { kind: "cost", low: 7, likely: 8, high: 9 } } };
  expect(withoutCosts("riskItem", further as unknown as RiskItem)).toEqual({ ...late, furtherImpacts: [{ kind: "delayDays", low: 1, likely: 2, high: 3 }, { kind: "cost", low: 0, likely: 0, high: 0 }], residual: { probability: 0.1, impact: { kind: "cost", low: 0, likely: 0, high: 0 } } });
  expect([dear.impact, [late.impact, dear.impact], { impact: dear.impact }].map(tellsRiskCost)).toEqual([true, true, true]);
  expect([late.impact, [late.impact], { impact: late.impact }, null, "cost", 7, undefined].map(tellsRiskCost)).toEqual([false, false, false, false, false, false, false]);
});

test("commands that wait for a yes are left out where one of them sets an amount, and stay where none does", () => {
  const plain = { type: "updateTasks", tasks: [{ id: "t", fields: { durationMinutes: 480 } }] };
  const dearly = { type: "updateTasks", tasks: [{ id: "t", fields: { fixedCostCents: 5 } }] };
  const risky = { type: "saveRecords", records: [{ kind: "riskItem", record: dear }] };
  const request = (...commands: object[]): ChangeRequest => ({ id: "q", code: "CR-1", title: "Shorten", state: "open", approvals: [], commands: commands as ChangeRequest["commands"] });
  const effect = { before: { p50: 1, p80: 2 }, after: { p50: 3, p80: 4 } };
  expect(withoutCosts("changeRequest", request(plain))).toEqual(request(plain));
  expect(withoutCosts("changeRequest", { ...request(plain, dearly), costImpact: effect })).toEqual(request());
  expect(withoutCosts("changeRequest", request(risky))).toEqual(request());
  expect(withCostsOf("changeRequest", { ...request(), title: "Other" }, { ...request(dearly), costImpact: effect })).toEqual({ ...request(dearly), costImpact: effect, title: "Other" });
  expect(withCostsOf("changeRequest", request(plain), request())).toEqual(request(plain));
  expect([tellsAmount("changeRequest", "commands", [plain]), tellsAmount("changeRequest", "commands", [dearly]), tellsAmount("changeRequest", "costImpact", effect), tellsAmount("changeRequest", "title", "x")]).toEqual([false, true, true, false]);
});

test("whether a field tells a cost follows from the kind", () => {
  expect([isCostField("task", "fixedCostCents"), isCostField("resource", "rates"), isCostField("procurementItem", "budgetCents"), isCostField("riskItem", "impact"), isCostField("keptSource", "content")]).toEqual([true, true, true, true, true]);
  expect([isCostField("task", "name"), isCostField("resource", "name"), isCostField("procurementItem", "name"), isCostField("riskItem", "title"), isCostField("link", "lagMinutes"), isCostField("task", "constructor"), isCostField("procurementItem", "toString")]).toEqual([false, false, false, false, false, false, false]);
});

test("who sends a record without having seen its costs keeps them, and cannot set others", () => {
  expect(withCostsOf("task", { ...emptyTask({ id: "t", number: 1, rank: "a" }), name: "Other", fixedCostCents: 1 }, task)).toEqual({ ...task, name: "Other" });
  expect(withCostsOf("riskItem", { ...late, title: "Other" }, dear)).toEqual({ ...dear, title: "Other" });
  expect(withCostsOf("riskItem", { ...late, title: "Other" }, late)).toEqual({ ...late, title: "Other" });
  expect(withCostsOf("procurementItem", { ...bought, name: "Other", budgetCents: 1 }, bought)).toEqual({ ...bought, name: "Other" });
});
