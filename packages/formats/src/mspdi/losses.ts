/** What a Microsoft Project XML file cannot hold of a project, and what it holds as it was before the edits. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { textOf } from "../xml/xml-element.ts";
import { primaveraLosses } from "./primavera-losses.ts";
import type { Writing } from "./writing.ts";

/** `withoutDays`: assignments whose day-by-day work was left out. */
export function lossesOf(writing: Writing, withoutDays: number): Problem[] {
  return [...missingKinds(writing), ...primaveraLosses(writing.now.project), ...missingFields(writing), ...staleCosts(writing), ...staleDays(withoutDays), ...staleUnits(writing)];
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

const COSTS = ["Cost", "ActualCost", "RemainingCost", "BCWS", "BCWP"];

/** Costs follow from work by rules that Leadline does not have: rates over time, overtime, cost per use. */
function staleCosts({ now, was, source }: Writing): Problem[] {
  if (!was || !source) return [];
  const tasks = new Set<string>();
  for (const entity of source.lists.Assignments) {
    const [before, after] = [was.project.records.assignment.get(entity.id), now.project.records.assignment.get(entity.id)];
    if (!before || (after && after.workMinutes === before.workMinutes && after.units === before.units)) continue;
    const element = entity.element();
    if (COSTS.some((name) => Number(textOf(element, name) ?? 0) !== 0)) tasks.add(before.taskId);
  }
  if (tasks.size === 0) return [];
  const count = `${tasks.size} ${tasks.size === 1 ? "task" : "tasks"}`;
  return [{ code: "mspdi/stale-cost", message: `Cost and earned value of ${count} are in the file as Microsoft Project had computed them before the work changed. ${AGAIN}` }];
}

const AGAIN = "It computes them again when it opens the file.";

function staleDays(count: number): Problem[] {
  if (count === 0) return [];
  const message = `The day-by-day work still to do of ${count} ${count === 1 ? "assignment" : "assignments"} is not in the file, since work or dates changed. Microsoft Project lays it out again when it opens the file.`;
  return [{ code: "mspdi/no-days", message }];
}

/** Peak units depend on what runs at the same time. */
function staleUnits({ now, was }: Writing): Problem[] {
  if (!was) return [];
  const moved = new Set<string>();
  for (const { taskId, resourceId } of now.project.records.assignment.values()) {
    const [before, after] = [was.schedule.of(taskId), now.schedule.of(taskId)];
    if (resourceId !== undefined && (before?.start !== after?.start || before?.finish !== after?.finish)) moved.add(resourceId);
  }
  if (moved.size === 0) return [];
  const message = `Peak units and over-allocation marks of ${moved.size} ${moved.size === 1 ? "resource" : "resources"} are in the file as Microsoft Project had computed them before dates moved. ${AGAIN}`;
  return [{ code: "mspdi/stale-units", message }];
}
