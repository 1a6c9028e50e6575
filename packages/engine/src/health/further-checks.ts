/** Checks beyond the DCMA's 14 (domain B8): open ends, superfluous links, progress that cannot be, dates in the past. */
import type { Link, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { noneCheck, notMade } from "./make-check.ts";
import { isFinished, linksLeaving, linksReaching, titleById, titleOf, type Counted, type Population } from "./population.ts";
import { redundantLinks } from "./redundant-links.ts";
import type { Finding, HealthCheck } from "./report.ts";

/** Working days between two reports, where nobody says otherwise: a task longer than two of them hides its delay. */
export const USUAL_PERIOD_DAYS = 10;

export function furtherChecks(population: Population, periodDays: number): HealthCheck[] {
  return [
    openEnds(population),
    ofLinks(population, "redundantLinks", "Redundant links", "finish-to-start links that follow from others anyway", redundantLinks(population), (from, to) => `The link from ${from} to ${to} says nothing new: other links already lead from one to the other.`),
    ofLinks(population, "summaryLinks", "Links on summary tasks", "links that begin or end at a summary task", population.links.filter((link) => isOnSummary(population, link)), (from, to) => `The link from ${from} to ${to} ties a summary: which of its tasks really wait is not said.`, "keep"),
    inactiveLinks(population),
    longTasks(population, periodDays),
    guesses(population, periodDays),
    owners(population),
    outOfSequence(population),
    progressWithoutStart(population),
    pastConstraints(population),
    density(population),
  ];
}

function counted(population: Population, id: string, name: string, rule: string, findings: readonly Finding[]): HealthCheck {
  return noneCheck({ id, name, rule, excluded: population.excluded, findings }, findings.length, population.open.length);
}

/** A start that only FF or SF links hold, or a finish that only SS or SF links pass on, hangs in the air. */
function openEnds(population: Population): HealthCheck {
  const findings = population.open.flatMap((one): Finding[] => {
    const into = linksReaching(population, one.row);
    const out = linksLeaving(population, one.row);
    const ends: string[] = [];
    if (into.length > 0 && into.every((link) => link.type === "FF" || link.type === "SF")) ends.push("nothing holds its start: all links into it tie its finish");
    if (out.length > 0 && out.every((link) => link.type === "SS" || link.type === "SF")) ends.push("nothing waits for its finish: all links out of it leave from its start");
    return ends.map((end) => ({ taskId: one.task.id, sentence: `${titleOf(one.row)}: ${end}.` }));
  });
  return counted(population, "openEnds", "Open ends", "open tasks whose start or finish no link ties", findings);
}

function ofLinks(
  population: Population,
  id: string,
  name: string,
  rule: string,
  links: readonly Link[],
  sentence: (from: string, to: string) => string,
  then: "unlink" | "keep" = "unlink",
): HealthCheck {
  const findings = links.map((link): Finding => ({
    taskId: link.successorId,
    linkId: link.id,
    sentence: sentence(titleById(population, link.predecessorId), titleById(population, link.successorId)),
    ...(then === "unlink" && { fix: { label: "Remove the link", commands: [{ type: "unlinkTasks", links: [{ predecessorId: link.predecessorId, successorId: link.successorId }] }] } }),
  }));
  return noneCheck({ id, name, rule, excluded: population.excludedLinks, findings }, findings.length, population.links.length);
}

function isOnSummary({ outline }: Population, link: Link): boolean {
  return outline.rowOf(link.predecessorId)?.isSummary === true || outline.rowOf(link.successorId)?.isSummary === true;
}

function inactiveLinks(population: Population): HealthCheck {
  const { project } = population;
  const isInactive = (id: string): boolean => project.records.task.get(id)?.active === false;
  const links = [...project.records.link.values()].filter((link) => isInactive(link.predecessorId) !== isInactive(link.successorId));
  return ofLinks(population, "inactiveLinks", "Links to inactive tasks", "links between an active and an inactive task", links, (from, to) => `The link from ${from} to ${to} leads to an inactive task and holds nothing.`);
}

function longTasks(population: Population, periodDays: number): HealthCheck {
  const most = 2 * periodDays;
  const long = population.open.filter(({ dates }) => dates.durationMinutes > most * population.settings.minutesPerDay);
  const findings = long.map(({ task, row, dates }): Finding => {
    const days = Math.round((dates.durationMinutes / population.settings.minutesPerDay) * 10) / 10;
    return { taskId: task.id, sentence: `${titleOf(row)} takes ${days} working days: two reports can pass before anybody sees that it is late.` };
  });
  return counted(population, "longTasks", "Tasks over two reporting periods", `open tasks longer than ${most} working days`, findings);
}

/** A duration still marked as a guess ("3d?") shortly before the task is to start. */
function guesses(population: Population, periodDays: number): HealthCheck {
  const { settings, schedule } = population;
  const from = settings.statusDate ?? schedule.start;
  const soon = from + periodDays * 1.4 * 1440;
  const findings = population.open
    .filter(({ task, dates }) => task.estimated && dates.start <= soon)
    .map(({ task, row, dates }): Finding => ({ taskId: task.id, sentence: `${titleOf(row)} starts ${readableDate(dates.start)} and its duration is still marked as a guess (“?”).` }));
  return counted(population, "guesses", "Durations still guessed", `open tasks that start within ${periodDays} working days with a duration marked “?”`, findings);
}

function owners(population: Population): HealthCheck {
  const owned = new Set([...population.project.records.assignment.values()].flatMap((one) => (one.resourceId === undefined ? [] : [one.taskId])));
  const findings = population.open.filter(({ task }) => !owned.has(task.id)).map(({ task, row }): Finding => ({ taskId: task.id, sentence: `${titleOf(row)} has no owner.` }));
  return counted(population, "noOwner", "Tasks without owner", "open tasks that nobody is assigned to", findings);
}

function outOfSequence(population: Population): HealthCheck {
  const { project, links } = population;
  const findings = links.flatMap((link): Finding[] => {
    const [before, after] = [project.records.task.get(link.predecessorId), project.records.task.get(link.successorId)];
    if (!before || !after || link.type !== "FS" || after.actualStart === undefined || isFinished(before) || lagOf(link) < 0) return [];
    return [{ taskId: after.id, linkId: link.id, sentence: `${titleById(population, after.id)} has started although ${titleById(population, before.id)}, which it waits for, is not finished.` }];
  });
  return noneCheck({ id: "outOfSequence", name: "Progress out of sequence", rule: "tasks under way before a predecessor has finished", excluded: population.excludedLinks, findings }, findings.length, links.length);
}

function lagOf(link: Link): number {
  return link.lagUnit.endsWith("%") ? link.lagPercent : link.lagMinutes;
}

function progressWithoutStart(population: Population): HealthCheck {
  const odd = population.leaves.filter(({ task }) => task.percentComplete > 0 && task.actualStart === undefined);
  const findings = odd.map(({ task, row, dates }): Finding => ({
    taskId: task.id,
    sentence: `${titleOf(row)} is ${task.percentComplete} % complete and has no actual start.`,
    fix: { label: `Set its actual start to ${readableDate(dates.start)}`, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { actualStart: dates.start } }] }] },
  }));
  return counted(population, "progressWithoutStart", "Progress without start", "tasks with progress and without actual start", findings);
}

function pastConstraints(population: Population): HealthCheck {
  const status = population.settings.statusDate;
  const shape = { id: "pastConstraints", name: "Constraint dates in the past", rule: "open tasks that have not started, with a constraint date before the status date", excluded: population.excluded };
  if (status === undefined) return notMade({ ...shape, findings: [] }, "This plan has no status date.", { unit: "count", good: "atMost", threshold: 0 });
  const past = population.open.filter(({ task }) => task.actualStart === undefined && hasDate(task) && (task.constraintDate ?? Infinity) < status);
  const findings = past.map(({ task, row }: Counted): Finding => ({
    taskId: task.id,
    sentence: `${titleOf(row)} has a constraint for ${readableDate(task.constraintDate ?? status)}, which has passed.`,
    fix: { label: "Remove the constraint", commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { constraint: "ASAP", constraintDate: null } }] }] },
  }));
  return noneCheck({ ...shape, findings }, findings.length, population.open.length);
}

function hasDate(task: Task): boolean {
  return task.constraint !== "ASAP" && task.constraint !== "ALAP" && task.constraintDate !== undefined;
}

/** Links per task: below 1 the plan is a list, above 4 nobody can follow it. */
function density(population: Population): HealthCheck {
  const tasks = population.leaves.length;
  const links = population.project.records.link.size;
  const base = { id: "linkDensity", name: "Link density", rule: "links / tasks, good from 1 to 4", unit: "index" as const, good: "atLeast" as const, threshold: 1, excluded: [], findings: [] };
  if (tasks === 0) return { ...base, note: "This plan has no tasks." };
  const value = Math.round((links / tasks) * 100) / 100;
  const pass = value >= 1 && value <= 4;
  return { ...base, value, pass, numerator: links, denominator: tasks, ...(!pass && { note: value < 1 ? "Fewer links than tasks: much of the plan hangs on nothing." : "More than four links for each task: nobody can follow why a date is what it is." }) };
}
