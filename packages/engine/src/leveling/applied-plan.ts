/** The plan with what levelling found, and without anything that levelling has left in it. */
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { LevelingDelay } from "./leveling.ts";

/** A task that is not named stays as it is. */
export function withDelays(project: Project, delays: readonly LevelingDelay[]): Project {
  if (delays.length === 0) return project;
  const task = new Map(project.records.task);
  const assignment = new Map(project.records.assignment);
  for (const delay of delays) {
    const own = task.get(delay.taskId);
    if (own) task.set(own.id, { ...own, levelingDelayMinutes: delay.levelingDelayMinutes, ...(delay.splits ? { splits: [...delay.splits] } : {}) });
    for (const { id, levelingDelayMinutes } of delay.assignments ?? []) {
      const alone = assignment.get(id);
      if (alone) assignment.set(id, withAssignmentDelay(alone, levelingDelayMinutes));
    }
  }
  return { records: { ...project.records, task, assignment: delays.some((delay) => delay.assignments) ? assignment : project.records.assignment } };
}

/** The same project where there is nothing to clear. */
export function withoutDelays(project: Project): Project {
  return withDelays(project, clearingDelays(project));
}

/** What takes every delay of an earlier levelling away. */
export function clearingDelays(project: Project): readonly LevelingDelay[] {
  const assignments = new Map<string, { id: string; levelingDelayMinutes: number }[]>();
  for (const { id, taskId, levelingDelayMinutes = 0 } of project.records.assignment.values()) {
    if (levelingDelayMinutes === 0) continue;
    const list = assignments.get(taskId) ?? [];
    list.push({ id, levelingDelayMinutes: 0 });
    assignments.set(taskId, list);
  }
  const delays: LevelingDelay[] = [];
  for (const task of project.records.task.values()) {
    const alone = assignments.get(task.id);
    if (hasDelay(task) || alone) delays.push({ taskId: task.id, levelingDelayMinutes: 0, ...(alone ? { assignments: alone } : {}) });
  }
  return delays;
}

function hasDelay(task: Task): boolean {
  return task.levelingDelayMinutes !== 0;
}

function withAssignmentDelay({ levelingDelayMinutes: _, ...assignment }: Assignment, minutes: number): Assignment {
  return minutes === 0 ? assignment : { ...assignment, levelingDelayMinutes: minutes };
}
