/** What an XER file cannot hold of a project, or holds in another way: one sentence each. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { REGISTERS, REGISTER_KINDS } from "@leadline/engine/model/registers.ts";
import { pairsOf, type XerState } from "./plan-state.ts";
import { holdsDeadline } from "./row-texts.ts";

/** `dropped`: rows of other tables that went with tasks or resources that are gone. */
export function lossesOf(now: XerState, was: XerState | undefined, dropped: { readonly count: number }): Problem[] {
  const { records } = now.project;
  const tasks = [...records.task.values()].filter((task) => now.tableOf(task) === "TASK");
  const links = [...records.link.values()];
  return [
    ...rules(now, was),
    ...counted("xer/no-inactive", [...records.task.values()].filter((task) => now.tableOf(task) === undefined && !task.external), ["inactive task is", "inactive tasks are"], `not in the file: ${NO_PLACE}`),
    ...counted("xer/no-external", [...records.task.values()].filter((task) => now.tableOf(task) === undefined && task.external), ["task of another project is", "tasks of other projects are"], "not in the file, nor are the links to them."),
    ...TASK_LOSSES.flatMap(([code, nouns, what, isLost]) => counted(code, tasks.filter((task) => isLost(task)), nouns, what)),
    ...counted("xer/lag", links.filter((link) => link.lagUnit.startsWith("e") || link.lagUnit.endsWith("%")), ["link has", "links have"], "a lag by the clock or as a share; it is in the file as the hours that it comes to now."),
    ...counted("xer/summary-link", links.filter((link) => isOnSummary(now, link.predecessorId) || isOnSummary(now, link.successorId)), ["link on a summary task is", "links on summary tasks are"], "in the file as links between the tasks below, since a WBS element cannot be linked."),
    ...counted("xer/no-link", links.filter((link) => pairsOf(now, link).length === 0 && !isForeign(now, link.predecessorId) && !isForeign(now, link.successorId)), ["link is", "links are"], "not in the file, because a task that it joins is not."),
    ...counted("xer/no-estimates", [...links.filter(({ lagEstimate }) => lagEstimate), ...[...records.assignment.values()].filter(({ workEstimate }) => workEstimate)], ["lag or work has", "lags or works have"], `a range that is not in the file: ${NO_PLACE}`),
    ...(now.settings.promisedFinish === undefined ? [] : [{ code: "xer/no-promise", message: `The finish that was promised is not in the file: ${NO_PLACE}` }]),
    ...counted("xer/cost-resource", [...records.resource.values()].filter(({ type }) => type === "cost"), ["cost resource is", "cost resources are"], "in the file as material, the only resource of Primavera's that does no work."),
    ...counted("xer/no-contours", [...records.assignment.values()].filter(({ contour, profile }) => (contour !== undefined && contour !== "flat") || profile !== undefined), ["assignment has", "assignments have"], "work that is not spread evenly; in the file it is."),
    ...counted("xer/no-baselines", [...records.baseline.values()], ["baseline is", "baselines are"], "not in the file: Primavera keeps a baseline as a project of its own."),
    ...REGISTER_KINDS.flatMap((kind) => counted("xer/no-registers", [...records[kind].values()], [`${REGISTERS[kind].one} is`, `${REGISTERS[kind].many} are`], `not in the file: ${NO_PLACE}`)),
    ...counted("xer/foreign-source", [...records.keptSource.values()].filter(({ format }) => format !== "xer"), ["entry", "entries"], "of the plan's own source file that Leadline only keeps could not be taken over."),
    ...(dropped.count === 0 ? [] : [{ code: "xer/dropped-rows", message: `${dropped.count} ${dropped.count === 1 ? "row" : "rows"} of the source about tasks or resources that are gone ${dropped.count === 1 ? "was" : "were"} left out.` }]),
  ];
}

const NO_PLACE = "Primavera has nothing like that.";

type Nouns = readonly [one: string, many: string];

function counted(code: string, items: readonly unknown[], [one, many]: Nouns, what: string): Problem[] {
  return items.length === 0 ? [] : [{ code, message: `${items.length} ${items.length === 1 ? one : many} ${what}` }];
}

/** Dates in the file are Leadline's by the plan's own rules; Primavera schedules again by its own. */
function rules({ settings }: XerState, was: XerState | undefined): Problem[] {
  if (settings.schedulingRules === "primavera" || was) return [];
  return [{ code: "xer/other-rules", message: "The plan is scheduled by Microsoft Project's rules; the file holds these dates, and Primavera may compute others when it schedules the project." }];
}

const TASK: Nouns = ["task has", "tasks have"];

const TASK_LOSSES: readonly (readonly [string, Nouns, string, (task: Task) => boolean])[] = [
  ["xer/manual", ["task that is scheduled by hand is", "tasks that are scheduled by hand are"], "in the file with a mandatory start.", (task) => task.mode === "manual" && !task.external],
  ["xer/no-deadline", TASK, "a deadline that is not in the file: its place is taken by another constraint.", (task) => task.deadline !== undefined && !holdsDeadline(task)],
  ["xer/deadline", TASK, "a deadline, which is in the file as a second constraint “finish on or before”.", (task) => task.deadline !== undefined && holdsDeadline(task)],
  ["xer/no-splits", TASK, "pauses that are not in the file.", (task) => (task.splits?.length ?? 0) > 0],
  ["xer/no-leveling", TASK, "a levelling delay that is not in the file.", (task) => task.levelingDelayMinutes !== 0],
  ["xer/elapsed", TASK, "a duration by the clock, which is in the file as one in a calendar of 24 hours a day.", (task) => task.durationUnit.startsWith("e")],
  ["xer/no-estimates", TASK, `a low and a high estimate: ${NO_PLACE}`, (task) => task.estimate !== undefined],
  ["xer/no-earning-rule", TASK, "an earning rule that is not in the file.", (task) => task.earningRule !== undefined],
  ["xer/no-scope", TASK, `need, value points, a ticket or other ways to do it: ${NO_PLACE}`, (task) => task.need !== undefined || task.valuePoints !== undefined || task.modes !== undefined || task.ticket !== undefined],
  ["xer/no-fixed-cost", TASK, "a cost of its own that is not in the file.", (task) => (task.fixedCostCents ?? 0) !== 0 || task.fixedCostEstimate !== undefined],
  ["xer/no-deliverables", TASK, `a deliverable, a quality gate or a mark for security or purchasing: ${NO_PLACE}`, (task) => task.deliverable !== undefined || task.gateCode !== undefined || task.securityRelevant === true || task.procurementRelevant === true],
];

function isOnSummary(state: XerState, taskId: string): boolean {
  return state.outline.rowOf(taskId)?.isSummary === true;
}

function isForeign({ project }: XerState, taskId: string): boolean {
  return project.records.task.get(taskId)?.external === true;
}
