/** What somebody who sees no costs may not set, and what they keep without having seen it. */
import { edited } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { RiskItem } from "../model/records.ts";
import type { Command } from "./command.ts";
import { setsCosts, withUnseenCosts, withUnseenCostsOfStep } from "./hidden-costs.ts";

const late: RiskItem = { id: "k", code: "R1", title: "Late", category: "vendor", probability: 0.3, impact: { kind: "delayDays", low: 5, likely: 10, high: 20 }, taskIds: [], response: "mitigate", action: "", trigger: "" };
const dear: RiskItem = { ...late, impact: { kind: "cost", low: 100, likely: 200, high: 900 } };
const setting = (fields: Record<string, unknown>): Command => ({ type: "updateRecords", records: [{ kind: "riskItem", id: "k", fields }] });
const saving = (record: RiskItem): Command => ({ type: "saveRecords", records: [{ kind: "riskItem", record }] });
const plan = edited(
  smallPlan([{ id: "a" }]),
  { type: "saveResource", resource: { id: "r", name: "Ann", type: "work", maxUnits: 1, standardRateCentsPerHour: 9000 } as never },
  saving(dear),
);

test("every way to set an amount is known", () => {
  const setters: readonly Command[] = [
    { type: "insertTasks", tasks: [{ id: "b", fields: { fixedCostCents: 1 } }] },
    { type: "updateTasks", tasks: [{ id: "a", fields: { name: "x" } }, { id: "a", fields: { fixedCostCents: 1 } }] },
    { type: "setAssignments", taskId: "a", assignments: [{ resourceName: "Bob" }, { resourceName: "Ann", costCents: 5 }] } as unknown as Command,
    { type: "updateAssignments", assignments: [{ id: "x", fields: { costCents: 5 } }] } as unknown as Command,
    { type: "saveResource", resource: { id: "r", name: "Ann", type: "work", costPerUseCents: 5 } } as unknown as Command,
    saving(dear),
    setting({ responseCostCents: 5 }),
    setting({ impact: dear.impact }),
    setting({ residual: null }),
    { type: "updateRecords", records: [{ kind: "procurementItem", id: "p", fields: { budgetCents: 5 } }] },
  ];
  expect(setters.map(setsCosts)).toEqual(setters.map(() => true));
  const others: readonly Command[] = [
    { type: "insertTasks", tasks: [{ id: "b", fields: { name: "x" } }] },
    { type: "setAssignments", taskId: "a", assignments: [{ resourceName: "Ann" }] },
    { type: "updateAssignments", assignments: [{ id: "x", fields: { units: 1 } }] } as unknown as Command,
    { type: "saveResource", resource: { id: "r", name: "Ann", type: "work" } } as unknown as Command,
    { type: "deleteTasks", ids: ["a"] },
    saving(late),
    setting({ title: "x" }),
    { type: "updateRecords", records: [{ kind: "procurementItem", id: "p", fields: { name: "x" } }] },
    setting({ impact: late.impact }),
  ];
  expect(others.map(setsCosts)).toEqual(others.map(() => false));
});

test("records that are saved whole keep the costs that were not seen", () => {
  const shown = { id: "r", name: "Anna", type: "work" };
  const known = plan.records.resource.get("r");
  const saved = (resource: object): unknown => withUnseenCosts(plan, { type: "saveResource", resource } as Command);
  expect(saved(shown)).toEqual({ type: "saveResource", resource: { ...shown, standardRateCentsPerHour: 9000 } });
  expect(saved({ ...shown, rank: "zz" })).toEqual({ type: "saveResource", resource: { ...shown, rank: "zz", standardRateCentsPerHour: 9000 } });
  expect(saved({ ...shown, id: "new" })).toEqual({ type: "saveResource", resource: { ...shown, id: "new" } });
  expect(known?.standardRateCentsPerHour).toBe(9000);
  expect(withUnseenCosts(plan, saving({ ...late, title: "Other" }))).toEqual(saving({ ...dear, title: "Other" }));
  expect(withUnseenCosts(plan, saving({ ...late, id: "new" }))).toEqual(saving({ ...late, id: "new" }));
  const other: Command = { type: "deleteTasks", ids: ["a"] };
  expect(withUnseenCosts(plan, other)).toBe(other);
});

test("a step that is taken back brings back what left with its costs, and nothing else", () => {
  const before = { ...late, id: "gone" };
  const formerly = (kind: string, id: string): object | undefined => (kind === "riskItem" && id === "gone" ? { ...dear, id: "gone" } : undefined);
  const step = withUnseenCostsOfStep(plan, { added: [{ kind: "riskItem", record: before }, { kind: "riskItem", record: { ...dear, id: "never" } }], updated: [{ kind: "riskItem", before: { ...late, title: "x" }, after: late }], removed: [{ kind: "riskItem", record: late }, { kind: "unheard", record: { id: "x" } }] } as never, formerly);
  expect(step.added.map(({ record }) => record)).toEqual([{ ...dear, id: "gone" }, { ...late, id: "never", impact: { kind: "cost", low: 0, likely: 0, high: 0 } }]);
  expect(step.updated).toEqual([{ kind: "riskItem", before: { ...dear, title: "x" }, after: dear }]);
  expect(step.removed[0]).toEqual({ kind: "riskItem", record: dear });
  expect(step.removed[1]).toEqual({ kind: "unheard", record: { id: "x" } });
});
