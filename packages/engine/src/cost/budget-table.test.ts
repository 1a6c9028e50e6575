/** Tests of the budget as a table: rows and columns sum to the same total. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { KindedRecord } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import { dayOf } from "../time/minute.ts";
import { budgetOf } from "./budget.ts";
import { budgetTable } from "./budget-table.ts";

test("every row sums to its last cell, every column to the last row", () => {
  const line = fc.record({ cents: fc.integer({ min: 1, max: 1e7 }), days: fc.integer({ min: 0, max: 300 }), costType: fc.constantFrom("travel" as const, "hardware" as const), onTask: fc.boolean() });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const records = lines.map(({ cents, days, costType, onTask }, at): KindedRecord => ({ kind: "budgetLine", record: { id: `l${at}`, name: "x", costType, amount: { kind: "sum", cents }, phasing: { kind: "prorated" }, firstDay: dayOf(2026, 1, 20), lastDay: dayOf(2026, 1, 20) + days, ...(onTask && { taskId: "a" }) } }));
      const plan = smallPlan([{ id: "a" }], records);
      const { head, rows } = budgetTable(plan, budgetOf(plan, schedule(plan).schedule));
      const total = rows.at(-1)?.cents ?? [];
      for (const { texts, cents } of rows) {
        expect(texts.length + cents.length).toBe(head.length);
        expect(cents.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(cents.at(-1));
      }
      total.forEach((value, column) => expect(rows.slice(0, -1).reduce((sum, { cents }) => sum + (cents[column] ?? 0), 0)).toBe(value));
      expect(total.at(-1)).toBe(lines.reduce((sum, { cents }) => sum + cents, 0));
    }),
    { numRuns: 40 },
  );
});
