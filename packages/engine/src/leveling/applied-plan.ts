/** The plan with what levelling found, and without anything that levelling has left in it. */
import type { Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import type { Reassignment } from "./alternatives.ts";
import type { LevelingDelay } from "./leveling.ts";

/** A task that is not named stays as it is. */
export function withDelays(project: Project, delays: readonly LevelingDelay[]): Project {
  if (delays.length === 0) return project;
  const task = new Map(project.records.task);
  const assignment = new Map(project.records.assignment);
  for (const delay of delays) {
    const own = task.get(delay.taskId);
    if (own) task.set(own.id, withPauses({ ...own, levelingDelayMinutes: delay.levelingDelayMinutes }, delay.splits));
    for (const { id, levelingDelayMinutes } of delay.assignments ?? []) {
      const alone = assignment.get(id);
      if (alone) assignment.set(id, withAssignmentDelay(alone, levelingDelayMinutes));
    }
  }
  return { records: { ...project.records, task, assignment: delays.some((delay) => delay.assignments) ? assignment : project.records.assignment } };
}

/** The plan with work in other hands. */
export function withReassignments(project: Project, changes: readonly Reassignment[]): Project {
  if (changes.length === 0) return project;
  const assignment = new Map(project.records.assignment);
  for (const { assignmentId, toResourceId } of changes) {
    const own = assignment.get(assignmentId);
    if (own) assignment.set(assignmentId, { ...own, resourceId: toResourceId });
  }
  return { records: { ...project.records, assignment } };
}

/** Pauses of levelling take the place of those before, which are remembered so that they can come back. */
function withPauses(task: Task, splits: LevelingDelay["splits"]): Task {
  return splits ? { ...task, splits: [...splits], splitsBeforeLeveling: task.splitsBeforeLeveling ?? task.splits ?? [] } : task;
}

/** Whether an earlier levelling has left anything in the plan. */
export function hasDelays(project: Project): boolean {
  for (const task of project.records.task.values()) if (task.levelingDelayMinutes !== 0 || task.splitsBeforeLeveling) return true;
  for (const assignment of project.records.assignment.values()) if (assignment.levelingDelayMinutes) return true;
  return false;
}

/** Without delays, and with the pauses from before levelling. The same project where there is nothing to clear. */
export function withoutDelays(project: Project): Project {
  const cleared = withDelays(project, delaysToClear(project));
  if (![...cleared.records.task.values()].some((task) => task.splitsBeforeLeveling)) return cleared;
  const task = new Map([...cleared.records.task].map(([id, own]) => [id, own.splitsBeforeLeveling ? withOldPauses(own) : own]));
  return { records: { ...cleared.records, task } };
}

function withOldPauses({ splits: _, splitsBeforeLeveling: before = [], ...task }: Task): Task {
  return before.length === 0 ? task : { ...task, splits: before };
}

function delaysToClear(project: Project): readonly LevelingDelay[] {
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
    if (task.levelingDelayMinutes !== 0 || alone) delays.push({ taskId: task.id, levelingDelayMinutes: 0, ...(alone ? { assignments: alone } : {}) });
  }
  return delays;
}

function withAssignmentDelay({ levelingDelayMinutes: _, ...assignment }: Assignment, minutes: number): Assignment {
  return minutes === 0 ? assignment : { ...assignment, levelingDelayMinutes: minutes };
}
