/** The Resources cell: who works on a task, written as "Engineer[50%]; Anna". */
import { formatAssignments } from "@leadline/engine/model/people/assignment-text.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment } from "@leadline/engine/model/records.ts";

const NONE: readonly Assignment[] = [];
const memo = new WeakMap<object, ReadonlyMap<string, readonly Assignment[]>>();

/** The assignments of a task; made once per version of the assignments. */
export function assignmentsOfTask(project: Project, taskId: string): readonly Assignment[] {
  const all = project.records.assignment;
  const known = memo.get(all) ?? groupedByTask(all.values());
  memo.set(all, known);
  return known.get(taskId) ?? NONE;
}

function groupedByTask(assignments: Iterable<Assignment>): ReadonlyMap<string, readonly Assignment[]> {
  const groups = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const group = groups.get(assignment.taskId);
    if (group) group.push(assignment);
    else groups.set(assignment.taskId, [assignment]);
  }
  return groups;
}

export function assignmentsText(project: Project, taskId: string): string {
  return formatAssignments(assignmentsOfTask(project, taskId), (id) => project.records.resource.get(id));
}
