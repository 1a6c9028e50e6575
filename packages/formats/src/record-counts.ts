/** The import report of a format that stores no computed dates and keeps nothing unread: only what came in. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { ImportReport, PlanFormat } from "./plan-file-types.ts";

export function countRecords(format: PlanFormat, project: Project): ImportReport {
  const { task, link, calendar, resource, assignment } = project.records;
  return {
    format,
    tasks: task.size,
    links: link.size,
    calendars: calendar.size,
    resources: resource.size,
    assignments: assignment.size,
    differences: [],
    kept: [],
  };
}
