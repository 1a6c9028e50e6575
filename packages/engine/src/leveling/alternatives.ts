/** Who could take over an assignment: people with every skill of the one who has it, on the same level or higher. */
import type { Resource } from "../model/records.ts";
import { unitsAt, type Person } from "./capacity.ts";
import type { Demand } from "./demand.ts";
import type { LevelingModel } from "./leveling-model.ts";
import { minuteOfTick } from "../schedule/ticks.ts";
import { readableDate } from "../time/date-text.ts";

/** Numbers of people by assignment id, without the one who has it. */
export type Alternatives = ReadonlyMap<string, readonly number[]>;

export interface Reassignment {
  readonly assignmentId: string;
  readonly taskId: string;
  readonly fromResourceId: string;
  readonly toResourceId: string;
  /** Whole sentence. */
  readonly reason: string;
}

/**
 * Only people who work in the same calendar: another one would change the dates of the task. Nobody gets a task twice, and
 * a role without a person behind it takes nothing over.
 */
export function alternativesOf(model: LevelingModel): Alternatives {
  const found = new Map<string, readonly number[]>();
  for (const demands of model.demands) {
    for (const demand of demands) {
      const owner = model.people[demand.person];
      if (!owner || model.holds[demand.node] !== undefined) continue;
      const others = [...model.people.keys()].filter((person) => !demands.some((one) => one.person === person) && canTakeOver(model.people[person], owner, demand));
      if (others.length > 0) found.set(demand.assignment.id, others);
    }
  }
  return found;
}

function canTakeOver(other: Person | undefined, owner: Person, demand: Demand): boolean {
  if (!other || other.resource.generic || other.table !== owner.table || other.resource.calendarId !== owner.resource.calendarId) return false;
  return unitsAt(other, 0) >= Math.min(demand.peak, unitsAt(owner, 0)) && hasSkillsOf(other.resource, owner.resource);
}

/** Somebody without skills can be replaced by nobody: nothing says what the work takes. */
function hasSkillsOf(other: Resource, owner: Resource): boolean {
  const asked = owner.skills ?? [];
  return asked.length > 0 && asked.every(({ skill, level }) => other.skills?.some((own) => own.skill.toLowerCase() === skill.toLowerCase() && own.level >= level));
}

/** What changes hands, with the skills that allow it. */
export function reassignmentsIn(model: LevelingModel, demands: LevelingModel["demands"], start: Float64Array): readonly Reassignment[] {
  return demands.flatMap((list, node) =>
    list.flatMap((demand, at) => {
      const [from, to] = [model.people[model.demands[node]?.[at]?.person ?? -1]?.resource, model.people[demand.person]?.resource];
      const task = model.compiled.taskOfNode[node];
      if (!from || !to || !task || from === to) return [];
      const skills = (from.skills ?? []).map(({ skill, level }) => `${skill} ${level}`).join(", ");
      const day = minuteOfTick(start[node] ?? 0);
      return { assignmentId: demand.assignment.id, taskId: task.id, fromResourceId: from.id, toResourceId: to.id, reason: reasonOf({ task: task.name, from: from.name, to: to.name, skills, day: readableDate(day) }) };
    }),
  );
}

function reasonOf({ task, from, to, skills, day }: { readonly task: string; readonly from: string; readonly to: string; readonly skills: string; readonly day: string }): string {
  return `“${task}” goes from ${from} to ${to}, who has the same skills (${skills}) and is free for it earlier: ${day}.`;
}
