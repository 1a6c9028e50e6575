/** A plan made ready for levelling: its network, who is asked for what by which task, and which tasks stay where they are. */
import type { Network } from "@leadline/kernel/network.ts";
import { CONSTRAINT } from "@leadline/kernel/network.ts";
import { outlineOf, type Outline } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import type { CompiledNetwork } from "../schedule/network-of.ts";
import { networkBehind } from "../schedule/compute.ts";
import type { ComputedNetwork } from "../schedule/computed-network.ts";
import { assignmentsByTask } from "../schedule/drivers.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { mostUnitsOf, personOf, type Person } from "./capacity.ts";
import { demandOf, type Demand } from "./demand.ts";

/** Why levelling leaves a task where it is. */
export type Hold = "priority" | "manual" | "external" | "finished" | "started" | "asLateAsPossible" | "fixedDate";

export interface LevelingModel {
  readonly project: Project;
  readonly outline: Outline;
  readonly computed: ComputedNetwork;
  readonly compiled: CompiledNetwork;
  readonly net: Network;
  readonly people: readonly Person[];
  /** By node. */
  readonly demands: readonly (readonly Demand[])[];
  readonly holds: readonly (Hold | undefined)[];
  /** Row number in the plan, by node; 0 for a junction. */
  readonly rowNumber: Int32Array;
}

export interface ModelScope {
  /** Takes in resources that levelling passes over: those marked so, and those booked as proposed. */
  readonly resources: "all" | "committed" | "withProposed";
}

/** `schedule` must come from `schedule(project)` of the same project. */
export function levelingModel(project: Project, schedule: Schedule, { resources }: ModelScope): LevelingModel {
  const computed = networkBehind(schedule);
  if (!computed) throw new Error("Leadline bug: this schedule was not made by schedule()");
  const { compiled, calendars } = computed;
  const outline = outlineOf(project);
  const people: Person[] = [];
  const personOfResource = new Map<string, number>();
  for (const resource of project.records.resource.values()) {
    if (resource.type !== "work" || (resources !== "all" && resource.canLevel === false) || (resources === "committed" && resource.booking === "proposed")) continue;
    const person = personOf(resource, calendars);
    if (person) personOfResource.set(resource.id, people.push(person) - 1);
  }
  const byTask = assignmentsByTask(project.records.assignment);
  const demands = compiled.taskOfNode.map((task, node) =>
    (task ? (byTask.get(task.id) ?? []) : []).flatMap((assignment) => {
      const person = assignment.resourceId === undefined ? undefined : personOfResource.get(assignment.resourceId);
      if (!task || person === undefined) return [];
      return demandOf({ project, task, assignment, node, person, resourceCalendarId: calendarOf(project, people[person]), calendars }) ?? [];
    }),
  );
  const { honorConstraints } = settingsOf(project);
  return {
    project,
    outline,
    computed,
    compiled,
    net: compiled.net,
    people,
    demands,
    holds: compiled.taskOfNode.map((task) => task && holdOf(task, honorConstraints)),
    rowNumber: Int32Array.from(compiled.taskOfNode, (task) => (task ? (outline.rowOf(task.id)?.rowNumber ?? 0) : 0)),
  };
}

/** A resource whose calendar is missing works in the task's. */
function calendarOf(project: Project, person: Person | undefined): string | undefined {
  const own = person?.resource.calendarId;
  return own !== undefined && project.records.calendar.has(own) ? own : undefined;
}

/** Microsoft's own list of what stays put: priority 1000, manual tasks, tasks under way, dates that must be kept. */
function holdOf(task: Task, honorConstraints: boolean): Hold | undefined {
  if (task.external) return "external";
  if (task.actualFinish !== undefined) return "finished";
  if (task.actualStart !== undefined) return "started";
  if (task.mode === "manual") return "manual";
  if (task.priority === 1000) return "priority";
  if (task.constraint === "ALAP") return "asLateAsPossible";
  const isPinned = (task.constraint === "MSO" || task.constraint === "MFO") && task.constraintDate !== undefined;
  return isPinned && honorConstraints ? "fixedDate" : undefined;
}

/** Whether an assignment alone asks for more than its resource ever has: no wait helps then, and levelling does not change units. */
export function asksTooMuch({ people }: LevelingModel, { person, peak }: Demand): boolean {
  const owner = people[person];
  return owner !== undefined && peak > mostUnitsOf(owner) + 1e-9;
}

/** Constraints that name a date to be met, not only a date to wait for. */
export function isInflexible(net: Network, node: number): boolean {
  const constraint = net.constraint[node];
  return constraint === CONSTRAINT.MSO || constraint === CONSTRAINT.MFO || constraint === CONSTRAINT.SNLT || constraint === CONSTRAINT.FNLT;
}

/** Delays push tasks only in plans that are scheduled from their start, by MS Project's rules. */
export function canDelay({ computed }: Pick<LevelingModel, "computed">): boolean {
  return computed.from === "start" && computed.primavera === undefined;
}
