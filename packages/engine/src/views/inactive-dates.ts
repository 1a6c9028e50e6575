/** Where inactive tasks would lie if they counted: they follow the plan, and nothing follows them. For drawing only. */
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import type { Schedule, TaskSchedule } from "../schedule/schedule.ts";

const memo = new WeakMap<Project, Schedule>();

/** Nothing for an active task, and nothing for one that has no dates for another reason. Computed once per plan, and only when asked. */
export function inactiveDates(project: Project, task: Task): TaskSchedule | undefined {
  if (task.active) return undefined;
  const known = memo.get(project) ?? schedule(withInactive(project)).schedule;
  memo.set(project, known);
  return known.of(task.id);
}

/** The plan with all tasks active, without the links by which an inactive task would move an active one. */
function withInactive({ records }: Project): Project {
  const isInactive = (id: string): boolean => records.task.get(id)?.active === false;
  const link = new Map([...records.link].filter(([, { predecessorId, successorId }]) => !isInactive(predecessorId) || isInactive(successorId)));
  const task = new Map([...records.task].map(([id, one]) => [id, one.active ? one : { ...one, active: true }]));
  return { records: { ...records, link, task } };
}
