/** A project with what writing it as XER needs to know: its schedule, its rows, and which table each task stands in. */
import { outlineOf, type Outline } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Link, ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";

export interface XerState {
  readonly project: Project;
  readonly settings: ProjectSettings;
  readonly schedule: Schedule;
  readonly outline: Outline;
  /** Where a task is written; undefined: nowhere, because Primavera has nothing like it. */
  readonly tableOf: (task: Task) => "PROJWBS" | "TASK" | undefined;
  readonly hasPredecessors: (taskId: string) => boolean;
  readonly assignmentsOf: (taskId: string) => readonly Assignment[];
}

/** `sourceTable`: where the source has the task, if it has it. */
export function xerStateOf(project: Project, sourceTable: (taskId: string) => string | undefined): XerState {
  const outline = outlineOf(project);
  const byTask = new Map<string, Assignment[]>();
  for (const assignment of project.records.assignment.values()) {
    const list = byTask.get(assignment.taskId);
    if (list) list.push(assignment);
    else byTask.set(assignment.taskId, [assignment]);
  }
  const linked = new Set<string>();
  const following = new Set<string>();
  for (const link of project.records.link.values()) {
    linked.add(link.predecessorId).add(link.successorId);
    following.add(link.successorId);
  }
  return {
    project,
    settings: settingsOf(project),
    schedule: schedule(project).schedule,
    outline,
    hasPredecessors: (taskId) => following.has(taskId),
    assignmentsOf: (taskId) => byTask.get(taskId) ?? [],
    tableOf: (task) => {
      if (outline.rowOf(task.id)?.isSummary) return "PROJWBS";
      const source = sourceTable(task.id);
      const isIdle = task.durationMinutes === 0 && !linked.has(task.id) && !byTask.has(task.id);
      if (source === "PROJWBS" && isIdle) return "PROJWBS";
      if (source === "TASK") return task.active ? "TASK" : undefined;
      return task.active && !task.external ? "TASK" : undefined;
    },
  };
}

/** The activities below a summary that a link on it stands for (domain A3); the task itself where it is an activity. */
export function activitiesOf(state: XerState, taskId: string, end: "start" | "finish"): readonly Task[] {
  const row = state.outline.rowOf(taskId);
  if (!row) return [];
  if (!row.isSummary) return state.tableOf(row.task) === "TASK" ? [row.task] : [];
  const leaves = state.outline.rows.slice(row.rowNumber, row.endIndex).flatMap(({ task, isSummary }) => (!isSummary && state.tableOf(task) === "TASK" ? [task] : []));
  if (end === "finish" || leaves.length < 2) return leaves;
  const startOf = (task: Task): number => state.schedule.of(task.id)?.earlyStart ?? Infinity;
  return [leaves.reduce((best, leaf) => (startOf(leaf) < startOf(best) ? leaf : best))];
}

export interface ActivityPair {
  readonly predecessor: Task;
  readonly successor: Task;
}

/** A link between single activities is itself; one on a summary becomes links between those below. */
export function pairsOf(state: XerState, link: Link): ActivityPair[] {
  const isFromStart = link.type === "SS" || link.type === "SF";
  const successors = activitiesOf(state, link.successorId, "finish");
  return activitiesOf(state, link.predecessorId, isFromStart ? "start" : "finish").flatMap((predecessor) => successors.map((successor) => ({ predecessor, successor })));
}
