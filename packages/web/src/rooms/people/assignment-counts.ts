/** On how many tasks each resource is. */
import type { Project } from "@leadline/engine/model/project.ts";

export function assignmentCounts({ records }: Project): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { resourceId } of records.assignment.values()) if (resourceId !== undefined) counts.set(resourceId, (counts.get(resourceId) ?? 0) + 1);
  return counts;
}
