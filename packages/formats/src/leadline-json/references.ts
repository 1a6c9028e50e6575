/** Records that name other records which are not there: the plan still opens, and each is told as a problem. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import { isRegisterItem, namedBy } from "@leadline/engine/model/registers.ts";

interface Reference {
  readonly field: string;
  readonly kind: Kind;
  readonly id: string | undefined;
}

/** One problem per missing record that something refers to. */
export function danglingReferences(project: Project): Problem[] {
  const problems: Problem[] = [];
  for (const item of recordsOf(project)) {
    for (const reference of referencesOf(item)) {
      if (reference.id === undefined || project.records[reference.kind].has(reference.id)) continue;
      problems.push({
        code: "record/missing-reference",
        message: `The ${item.kind} “${item.record.id}” names the ${reference.kind} “${reference.id}” as its ${reference.field}, but there is none.`,
        hint: "Maybe the file was edited by hand; what depends on this record has no effect.",
        ...(item.kind === "task" ? { taskId: item.record.id } : {}),
      });
    }
  }
  return problems;
}

function referencesOf(item: KindedRecord): readonly Reference[] {
  switch (item.kind) {
    case "settings":
      return [{ field: "calendar", kind: "calendar", id: item.record.calendarId }];
    case "calendar":
      return [{ field: "base calendar", kind: "calendar", id: item.record.baseCalendarId }];
    case "task":
      return [
        { field: "parent", kind: "task", id: item.record.parentId },
        { field: "calendar", kind: "calendar", id: item.record.calendarId },
      ];
    case "link":
      return [
        { field: "predecessor", kind: "task", id: item.record.predecessorId },
        { field: "successor", kind: "task", id: item.record.successorId },
      ];
    case "resource":
      return [{ field: "calendar", kind: "calendar", id: item.record.calendarId }];
    case "assignment":
      return [
        { field: "task", kind: "task", id: item.record.taskId },
        { field: "resource", kind: "resource", id: item.record.resourceId },
      ];
    case "taskBaseline":
      return [{ field: "task", kind: "task", id: item.record.taskId }];
    default:
      return isRegisterItem(item) ? namedBy(item) : [];
  }
}
