/** The Resources cell: who works on a task, written and read as "Engineer[50%]; Anna". */
import type { AssignedResource } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Assignment } from "@leadline/engine/model/records.ts";
import { unitsOf } from "../../ui/number-text.ts";
import type { CellOutcome } from "./cell-commands.ts";

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
  return assignmentsOfTask(project, taskId)
    .flatMap((assignment) => {
      const resource = project.records.resource.get(assignment.resourceId ?? "");
      if (!resource) return [];
      const units = resource.type === "material" ? String(assignment.units) : `${Number((assignment.units * 100).toFixed(2))}%`;
      return [assignment.units === 1 || resource.type === "cost" ? resource.name : `${resource.name}[${units}]`];
    })
    .join("; ");
}

export function resourceCommands(project: Project, taskId: string, text: string): CellOutcome {
  const assignments: AssignedResource[] = [];
  for (const part of text.split(/[;,]/).map((piece) => piece.trim()).filter((piece) => piece !== "")) {
    const [, name = "", unitsTyped] = /^([^[\]]+?)\s*(?:\[([^\]]*)\])?$/.exec(part) ?? [];
    const units = unitsTyped === undefined ? undefined : unitsOf(unitsTyped);
    if (name === "" || (unitsTyped !== undefined && units === undefined)) return { ok: false, message: `“${part}” is no resource. Type names with units, such as Engineer[50%]; Anna.` };
    const known = [...project.records.resource.values()].find((resource) => resource.name.toLowerCase() === name.toLowerCase());
    assignments.push({ ...(known ? { resourceId: known.id } : { resourceName: name }), ...(units !== undefined && { units }) });
  }
  return { ok: true, commands: [{ type: "setAssignments", taskId, assignments }] };
}
