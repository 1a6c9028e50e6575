/** The links that plan-text can hold: one for each pair of tasks that exist and do not lie in one another. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Link } from "@leadline/engine/model/records.ts";

/** Any other link has no effect on the schedule, but for a second one between the same two tasks. */
export function heldLinks(project: Project): ReadonlyMap<string, Link> {
  const outline = outlineOf(project);
  const pairs = new Set<string>();
  const held = new Map<string, Link>();
  const links = [...project.records.link.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (const link of links) {
    const from = outline.rowOf(link.predecessorId);
    const to = outline.rowOf(link.successorId);
    const pair = `${link.predecessorId} ${link.successorId}`;
    if (!from || !to || pairs.has(pair)) continue;
    const isInside = (outer: typeof from, inner: typeof from): boolean => inner.rowNumber >= outer.rowNumber && inner.rowNumber <= outer.endIndex;
    if (isInside(from, to) || isInside(to, from)) continue;
    pairs.add(pair);
    held.set(link.id, link);
  }
  return held;
}
