/** What a Microsoft Project XML file cannot hold of a project, and what it holds as it was before the edits. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Writing } from "./writing.ts";

export function lossesOf(writing: Writing): Problem[] {
  return [...missingKinds(writing), ...missingFields(writing), ...staleTotals(writing)];
}

function missingKinds({ now }: Writing): Problem[] {
  const { riskItem, qualityGate, procurementItem } = now.project.records;
  return [
    ...loss("mspdi/no-risks", riskItem.size, "risk", "risks"),
    ...loss("mspdi/no-gates", qualityGate.size, "quality gate", "quality gates"),
    ...loss("mspdi/no-procurement", procurementItem.size, "thing to buy", "things to buy"),
  ];
}

const NO_PLACE = "a Microsoft Project file has no place for that.";

function loss(code: string, count: number, one: string, many: string): Problem[] {
  if (count === 0) return [];
  return [{ code, message: `${count} ${count === 1 ? `${one} is` : `${many} are`} not in the file: ${NO_PLACE}` }];
}

const LOST_FIELDS: readonly (readonly [string, string, (task: Task) => boolean])[] = [
  ["mspdi/no-estimates", "low and high estimate", (task) => task.estimate !== undefined],
  ["mspdi/no-deliverables", "deliverable", (task) => task.deliverable !== undefined],
  ["mspdi/no-gate-codes", "quality gate", (task) => task.gateCode !== undefined],
  ["mspdi/no-marks", "mark as relevant for security or purchasing", (task) => task.securityRelevant === true || task.procurementRelevant === true],
];

function missingFields({ now }: Writing): Problem[] {
  const tasks = [...now.project.records.task.values()];
  return LOST_FIELDS.flatMap(([code, what, has]) => {
    const count = tasks.filter(has).length;
    return count === 0 ? [] : [{ code, message: `The ${what} of ${count} ${count === 1 ? "task" : "tasks"} is not in the file: ${NO_PLACE}` }];
  });
}

/** Figures that follow from work and dates by rules that Leadline does not have: rates over time, overtime, earned value. */
function staleTotals({ now, was }: Writing): Problem[] {
  if (!was) return [];
  const changed = [...was.project.records.assignment.values()].filter((before) => {
    const after = now.project.records.assignment.get(before.id);
    return after && (after.workMinutes !== before.workMinutes || after.units !== before.units);
  });
  if (changed.length === 0) return [];
  const tasks = new Set(changed.map(({ taskId }) => taskId)).size;
  return [
    {
      code: "mspdi/stale-cost",
      message: `Costs, earned value and peak units of ${tasks} ${tasks === 1 ? "task" : "tasks"} are in the file as Microsoft Project had computed them before the work changed; it computes them again when it opens the file.`,
    },
  ];
}
