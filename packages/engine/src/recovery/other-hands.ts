/** The same work in other hands: somebody freed, or dear work given to those whom it costs less, where skills or groups allow it. */
import type { Command } from "../change/command.ts";
import type { Project } from "../model/project.ts";
import type { Assignment, Resource } from "../model/records.ts";
import type { Candidate } from "./option.ts";
import { namesIn } from "./shorter-tasks.ts";

const MOST_PEOPLE = 3;

/** Who has what at the end of a change of hands. */
interface Handover {
  readonly assignment: Assignment;
  readonly to: Resource;
}

/** Gives what somebody has not begun to each of the people who could do it, and, where several could, to whoever has the least of it. */
export function reassign(project: Project, resourceId: string): readonly (Candidate | undefined)[] {
  const freed = project.records.resource.get(resourceId);
  const open = openWorkOf(project, resourceId);
  if (!freed || open.length === 0) return [];
  const others = standIns(project, freed);
  const toOne = others.slice(0, MOST_PEOPLE).map((to) => handedOver(project, open.map((assignment) => ({ assignment, to })), [freed]));
  return [...toOne, ...(others.length > 1 && open.length > 1 ? [handedOver(project, spread(project, open, others), [freed])] : [])];
}

/** Work that somebody with the same skills does for a lower rate. */
export function cheaperHands(project: Project): Candidate | undefined {
  const handovers = [...project.records.resource.values()].flatMap((from) => {
    const rate = from.standardRateCentsPerHour ?? 0;
    const cheaper = from.type === "work" && rate > 0 ? standIns(project, from).filter((to) => (to.standardRateCentsPerHour ?? 0) > 0 && (to.standardRateCentsPerHour ?? 0) < rate) : [];
    const [to] = cheaper.sort((a, b) => (a.standardRateCentsPerHour ?? 0) - (b.standardRateCentsPerHour ?? 0));
    return to ? openWorkOf(project, from.id).map((assignment) => ({ assignment, to })) : [];
  });
  const from = [...new Set(handovers.flatMap(({ assignment }) => project.records.resource.get(assignment.resourceId ?? "") ?? []))];
  return handovers.length === 0 ? undefined : handedOver(project, handovers, from);
}

function openWorkOf(project: Project, resourceId: string): readonly Assignment[] {
  return [...project.records.assignment.values()].filter((one) => {
    const task = project.records.task.get(one.taskId);
    return one.resourceId === resourceId && one.actualWorkMinutes === 0 && task !== undefined && task.active && task.actualStart === undefined;
  });
}

/** People with one of the skills, or of the same group; those who share more skills first. */
function standIns(project: Project, { id, skills = [], group }: Resource): readonly Resource[] {
  const shared = (other: Resource): number => skills.filter(({ skill, level }) => other.skills?.some((own) => own.skill.toLowerCase() === skill.toLowerCase() && own.level >= Math.min(level, 3))).length;
  const isNear = (other: Resource): boolean => group !== undefined && group !== "" && other.group === group;
  return [...project.records.resource.values()]
    .filter((other) => other.id !== id && other.type === "work" && (shared(other) > 0 || isNear(other)))
    .sort((a, b) => shared(b) - shared(a) || (a.name < b.name ? -1 : 1));
}

/** The longest work first, each to whoever has the least to do so far. */
function spread(project: Project, open: readonly Assignment[], others: readonly Resource[]): readonly Handover[] {
  const load = new Map(others.map(({ id }) => [id, openWorkOf(project, id).reduce((sum, { remainingWorkMinutes }) => sum + remainingWorkMinutes, 0)]));
  return [...open]
    .sort((a, b) => b.remainingWorkMinutes - a.remainingWorkMinutes || (a.id < b.id ? -1 : 1))
    .flatMap((assignment) => {
      const [to] = [...others].sort((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) || (a.name < b.name ? -1 : 1));
      if (!to) return [];
      load.set(to.id, (load.get(to.id) ?? 0) + assignment.remainingWorkMinutes);
      return [{ assignment, to }];
    });
}

function handedOver(project: Project, handovers: readonly Handover[], from: readonly Resource[]): Candidate {
  const to = [...new Set(handovers.map((one) => one.to.name))].sort();
  const count = new Set(handovers.map(({ assignment }) => assignment.taskId)).size;
  return {
    kind: "reassign",
    summary: `Give what ${namesIn(from.map(({ name }) => name), "person")} ${from.length === 1 ? "has" : "have"} not begun (${count === 1 ? "one task" : `${count} tasks`}) to ${namesIn(to, "person")}.`,
    commands: [...new Set(handovers.map(({ assignment }) => assignment.taskId))].map((taskId) => withOthers(project, taskId, handovers)),
    scopeLost: 0,
    risk: `${namesIn(to, "person")} may be overbooked: level the plan after it`,
    riskDays: 0,
    peopleHit: [...new Set([...from.map(({ name }) => name), ...to])].sort(),
    approvals: ["Both, and their line managers"],
  };
}

/** All people of a task, each once, with the new ones in the place of the old. */
function withOthers(project: Project, taskId: string, handovers: readonly Handover[]): Command {
  const next = new Map(handovers.map(({ assignment, to }) => [assignment.id, to.id]));
  const units = new Map<string, number>();
  for (const one of project.records.assignment.values()) {
    const resourceId = next.get(one.id) ?? one.resourceId;
    if (one.taskId === taskId && resourceId !== undefined) units.set(resourceId, Math.max(units.get(resourceId) ?? 0, one.units));
  }
  return { type: "setAssignments", taskId, assignments: [...units].map(([resourceId, own]) => ({ resourceId, units: own })) };
}
