/** Ways that give something up: less scope, a later promise, or somebody's work done by others (domain D6). */
import type { Command } from "../change/command.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { dayNumberOf, formatIsoDay } from "../time/minute.ts";
import { leastValueFreeing } from "./descope-by-value.ts";
import type { OpenTask } from "./open-work.ts";
import { namesOf, peopleOf } from "./shorter-tasks.ts";
import type { Candidate } from "./option.ts";

/** Tasks below this priority are those that the plan itself says it can do without. */
const CAN_DO_WITHOUT = 400;

function dispensable(tasks: readonly OpenTask[]): readonly OpenTask[] {
  return tasks.filter(({ task }) => task.priority < CAN_DO_WITHOUT && task.gateCode === undefined).sort((a, b) => a.task.priority - b.task.priority);
}

export function descope(tasks: readonly OpenTask[]): Candidate | undefined {
  const given = dispensable(tasks);
  return given.length === 0 ? undefined : leftOut(given, `their priority is below ${CAN_DO_WITHOUT}`);
}

/** Only so much as is needed, and of that what is worth least: a task is worth its priority. */
export function descopeEnough(tasks: readonly OpenTask[], neededMinutes: number): Candidate | undefined {
  const given = dispensable(tasks);
  const ids = leastValueFreeing(given.map(({ task }) => ({ id: task.id, value: task.priority, minutes: task.remainingDurationMinutes })), neededMinutes);
  const chosen = given.filter(({ task }) => ids?.includes(task.id));
  return chosen.length === 0 ? undefined : leftOut(chosen, "of what the plan can do without they free the time that is missing and have the least priority");
}

function leftOut(given: readonly OpenTask[], reason: string): Candidate {
  return {
    kind: "descope",
    summary: `Leave out ${namesOf(given)}: ${reason}.`,
    commands: [{ type: "updateTasks", tasks: given.map(({ task }) => ({ id: task.id, fields: { active: false } })) }],
    scopeLost: given.length,
    risk: "",
    riskDays: 0,
    peopleHit: peopleOf(given),
    approvals: ["Whoever asked for the scope"],
  };
}

/** Promises the date that 8 of 10 runs keep. */
export function moveDate(project: Project, { finish }: SimulationFacts): Candidate | undefined {
  if (settingsOf(project).promisedFinish === finish.p80) return undefined;
  return {
    kind: "moveDate",
    summary: `Promise ${formatIsoDay(dayNumberOf(finish.p80))}, which 8 of 10 runs keep, and leave the plan as it is.`,
    commands: [{ type: "updateSettings", fields: { promisedFinish: finish.p80 } }],
    scopeLost: 0,
    risk: "",
    riskDays: 0,
    peopleHit: [],
    approvals: ["Whoever the date was promised to"],
  };
}

/** Gives what somebody has not begun to whoever is there with the same skill, or in the same group. */
export function reassign(project: Project, resourceId: string): Candidate | undefined {
  const freed = project.records.resource.get(resourceId);
  const others = [...project.records.resource.values()].filter(({ id, type, group, skills }) => id !== resourceId && type === "work" && (sharesSkill(skills, freed?.skills) || (group !== undefined && group !== "" && group === freed?.group)));
  const [other] = others.sort((a, b) => (a.name < b.name ? -1 : 1));
  const open = [...project.records.assignment.values()].filter((one) => one.resourceId === resourceId && one.actualWorkMinutes === 0 && project.records.task.get(one.taskId)?.actualStart === undefined);
  if (!freed || !other || open.length === 0) return undefined;
  const commands = open.map(({ taskId, units }): Command => {
    const rest = [...project.records.assignment.values()].flatMap((one) => (one.taskId === taskId && one.resourceId !== resourceId && one.resourceId !== other.id && one.resourceId !== undefined ? [{ resourceId: one.resourceId, units: one.units }] : []));
    return { type: "setAssignments", taskId, assignments: [...rest, { resourceId: other.id, units }] };
  });
  return {
    kind: "reassign",
    summary: `Give what “${freed.name}” has not begun (${open.length === 1 ? "one task" : `${open.length} tasks`}) to “${other.name}”.`,
    commands,
    scopeLost: 0,
    risk: `“${other.name}” may be overbooked: level the plan after it`,
    riskDays: 0,
    peopleHit: [freed.name, other.name],
    approvals: ["Both, and their line managers"],
  };
}

type Skills = readonly { readonly skill: string }[] | undefined;

function sharesSkill(a: Skills, b: Skills): boolean {
  return a?.some(({ skill }) => b?.some((other) => other.skill === skill)) ?? false;
}
