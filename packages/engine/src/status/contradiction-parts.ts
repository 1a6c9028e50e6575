/** What the rules of contradictions have in common: the shape of a finding, and lists of tasks in a sentence. */
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import type { ComputedStatus, Contradiction, StatusInput } from "./status-input.ts";

export interface RuleInput extends StatusInput {
  readonly computed: ComputedStatus;
  readonly leaves: readonly Task[];
}

export type ContradictionRule = (input: RuleInput) => readonly Contradiction[];

export const FIT = "These two do not fit together";
export const WHICH = "Which one is right?";

const NAMED = 3;

/** "“Survey”, “Order” and 4 more". */
export function taskNames(tasks: readonly Pick<Task, "name">[]): string {
  const names = tasks.slice(0, NAMED).map(({ name }) => `“${name}”`);
  const more = tasks.length - names.length;
  if (more > 0) return `${names.join(", ")} and ${more} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

export function nameOfTask(project: Project, taskId: string): string {
  return project.records.task.get(taskId)?.name ?? "";
}

/** "1 task is", "3 tasks are". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
