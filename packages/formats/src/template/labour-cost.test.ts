/** Tests of what the built-in templates' people cost: likely days x day rates, half a role half a day. */
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { budgetOf } from "@leadline/engine/cost/budget.ts";
import { groupedCosts } from "@leadline/engine/cost/cost-groups.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { builtInTemplates } from "./built-in.ts";
import { readTemplate } from "./read.ts";

/** Worked out from the texts with nothing of ours: sum over tasks of likely days x sum over roles of day rate x min(1, units). */
const LABOUR: Readonly<Record<string, number>> = { "software-app": 238_425, "network-upgrade": 282_910, "cloud-migration": 420_860, "data-analytics": 307_868 };

test("labour is likely days times day rates in every built-in template", () => {
  const found = builtInTemplates().map(({ key, text }) => {
    const read = readTemplate(text, { newId: seededIds("t"), start: minuteOf(2026, 3, 2, 8) });
    if (!read.ok) throw new Error(read.problem.message);
    const { items } = budgetOf(read.project, schedule(read.project).schedule);
    return [key, (groupedCosts(read.project, items, ["costType"]).find(({ keys: [costType] }) => costType === "labour")?.cents ?? 0) / 100];
  });
  expect(Object.fromEntries(found)).toEqual(LABOUR);
});
