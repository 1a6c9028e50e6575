/** What a Microsoft Project XML file cannot hold of a project, and what it holds as it was before the edits. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Resource, Task } from "@leadline/engine/model/records.ts";
import { REGISTERS, REGISTER_KINDS } from "@leadline/engine/model/registers.ts";
import { textOf } from "../xml/xml-element.ts";
import { primaveraLosses } from "./primavera-losses.ts";
import type { PlanState } from "./plan-state.ts";
import { changedBaselines } from "./write-baselines.ts";
import type { Writing } from "./writing.ts";

/** `withoutDays`: assignments whose day-by-day work was left out. */
export function lossesOf(writing: Writing, withoutDays: number): Problem[] {
  return [...missingKinds(writing), ...primaveraLosses(writing.now.project), ...missingFields(writing), ...staleCosts(writing), ...staleBaselines(writing), ...staleDays(withoutDays), ...staleUnits(writing)];
}

function missingKinds({ now }: Writing): Problem[] {
  const { resource, baseline } = now.project.records;
  const skilled = [...resource.values()].filter(({ skills }) => (skills?.length ?? 0) > 0).length;
  const told = [...baseline.values()].filter(({ setAt, setBy, reason }) => setAt !== undefined || setBy !== undefined || reason !== undefined).length;
  return [
    ...(skilled === 0 ? [] : [{ code: "mspdi/no-skills", message: `The skills of ${skilled} ${skilled === 1 ? "resource are" : "resources are"} not in the file: ${NO_PLACE}` }]),
    ...(told === 0 ? [] : [{ code: "mspdi/no-baseline-facts", message: `When, by whom and why ${told} ${told === 1 ? "baseline was" : "baselines were"} set is not in the file: ${NO_PLACE}` }]),
    ...(now.settings.schedulingRules === "primavera" ? [{ code: "mspdi/primavera-rules", message: "The plan is scheduled by Primavera's rules; Microsoft Project computes its dates by its own when it opens the file." }] : []),
    ...loss("mspdi/no-estimates", rangesOf(now.project), "range of a lag or of work", "ranges of lags or of work"),
    ...(now.settings.promisedFinish === undefined ? [] : [{ code: "mspdi/no-promise", message: `The finish that was promised is not in the file: ${NO_PLACE}` }]),
    ...REGISTER_KINDS.flatMap((kind) => loss("mspdi/no-registers", now.project.records[kind].size, REGISTERS[kind].one, REGISTERS[kind].many)),
  ];
}

function rangesOf(project: Project): number {
  return [...project.records.link.values()].filter(({ lagEstimate }) => lagEstimate).length + [...project.records.assignment.values()].filter(({ workEstimate }) => workEstimate).length;
}

const NO_PLACE = "a Microsoft Project file has no place for that.";

function loss(code: string, count: number, one: string, many: string): Problem[] {
  if (count === 0) return [];
  return [{ code, message: `${count} ${count === 1 ? `${one} is` : `${many} are`} not in the file: ${NO_PLACE}` }];
}

const LOST_FIELDS: readonly (readonly [string, string, (task: Task) => boolean])[] = [
  ["mspdi/no-estimates", "low and high estimate", (task) => task.estimate !== undefined],
  ["mspdi/no-cost-ranges", "range of the fixed cost", (task) => task.fixedCostEstimate !== undefined],
  ["mspdi/no-earning-rules", "earning rule", (task) => task.earningRule !== undefined],
  ["mspdi/no-scope", "need, value points, ticket or list of other ways to do it", (task) => task.need !== undefined || task.valuePoints !== undefined || task.modes !== undefined || task.ticket !== undefined],
  ["mspdi/no-cost-kinds", "kind of the fixed cost", (task) => task.fixedCostType !== undefined],
  ["mspdi/no-deliverables", "deliverable", (task) => task.deliverable !== undefined],
  ["mspdi/no-gate-codes", "quality gate", (task) => task.gateCode !== undefined],
  ["mspdi/no-recurrence", "rule of recurrence", (task) => task.recurring !== undefined],
  ["mspdi/no-earlier-pauses", "list of pauses before levelling", (task) => task.splitsBeforeLeveling !== undefined],
  ["mspdi/no-primavera", "data that only Primavera has", (task) => task.p6 !== undefined],
  ["mspdi/no-other-project", "link to another Leadline project", (task) => task.otherProject !== undefined],
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

/** Costs of a Microsoft Project file are kept as they stand: what it spent is not known here day by day. */
function staleCosts({ now, was, source }: Writing): Problem[] {
  if (!was || !source) return [];
  const tasks = new Set<string>();
  const changedRates = resourcesWithOtherRates(now, was);
  for (const [id, task] of now.project.records.task) if (task.fixedCostCents !== was.project.records.task.get(id)?.fixedCostCents && was.project.records.task.has(id)) tasks.add(id);
  for (const entity of source.lists.Assignments) {
    const [before, after] = [was.project.records.assignment.get(entity.id), now.project.records.assignment.get(entity.id)];
    if (!before || (after && costFacts(after) === costFacts(before) && !changedRates.has(after.resourceId ?? ""))) continue;
    const element = entity.element();
    if (COSTS.some((name) => Number(textOf(element, name) ?? 0) !== 0)) tasks.add(before.taskId);
  }
  if (tasks.size === 0) return [];
  const count = `${tasks.size} ${tasks.size === 1 ? "task" : "tasks"}`;
  return [{ code: "mspdi/stale-cost", message: `Cost and earned value of ${count} are in the file as Microsoft Project had computed them before work or rates changed. ${AGAIN}` }];
}

/** What the cost of an assignment follows from, beside its resource. */
function costFacts({ workMinutes, units, overtimeWorkMinutes, rateTable, costCents }: Assignment): string {
  return JSON.stringify([workMinutes, units, overtimeWorkMinutes, rateTable, costCents]);
}

function resourcesWithOtherRates(now: PlanState, was: PlanState): ReadonlySet<string> {
  const facts = (resource: Resource | undefined): string =>
    JSON.stringify([resource?.standardRateCentsPerHour, resource?.overtimeRateCentsPerHour, resource?.costPerUseCents, resource?.rates]);
  const { resource: before } = was.project.records;
  return new Set([...now.project.records.resource.values()].filter((one) => before.has(one.id) && facts(before.get(one.id)) !== facts(one)).map(({ id }) => id));
}

/** Microsoft Project keeps what a baseline held of every assignment and of every person; Leadline knows the tasks. */
function staleBaselines(writing: Writing): Problem[] {
  if (!writing.was) return [];
  const count = [...writing.now.project.records.task.keys()].filter((id) => changedBaselines(writing, id).length > 0).length;
  if (count === 0) return [];
  const message = `Baselines of ${count} ${count === 1 ? "task" : "tasks"} were set or cleared here: the file holds them without those of their assignments, and those of people as they were.`;
  return [{ code: "mspdi/task-baselines-only", message }];
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
