/** Why somebody can look at a project but not change it. */
import type { ProjectSummary } from "./projects.ts";

/** A sentence for whoever tries; `undefined` where they may change it. */
export function readOnlyReason(project: Pick<ProjectSummary, "name" | "permissions">): string | undefined {
  if (project.permissions === undefined || project.permissions.includes("project.edit")) return undefined;
  return `You can look at “${project.name}” but not change it. Ask whoever manages it for the right to edit.`;
}
