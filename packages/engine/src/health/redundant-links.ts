/** Links that other links already imply: a plain FS link where a longer way of plain FS links joins the same two tasks. */
import { linksFrom } from "../model/plan/link-lists.ts";
import type { Link } from "../model/records.ts";
import type { Population } from "./population.ts";

/** Steps spent on one plan: a mesh of many thousand links is searched as far as that goes. */
const MOST_STEPS = 3_000_000;

export function redundantLinks({ project, outline, links, schedule }: Population): Link[] {
  const isPlain = (link: Link): boolean => link.type === "FS" && link.lagMinutes === 0 && link.lagPercent === 0;
  let steps = 0;
  const found: Link[] = [];
  for (const link of links) {
    if (!isPlain(link) || steps > MOST_STEPS) continue;
    if (outline.rowOf(link.predecessorId)?.isSummary || outline.rowOf(link.successorId)?.isSummary) continue;
    const goal = schedule.of(link.successorId);
    if (!goal) continue;
    const seen = new Set([link.predecessorId]);
    const open = [link.predecessorId];
    let reached = false;
    for (let at = open.pop(); at !== undefined && !reached && steps <= MOST_STEPS; at = open.pop()) {
      for (const next of linksFrom(project, at)) {
        steps += 1;
        if (next.id === link.id || !isPlain(next) || seen.has(next.successorId)) continue;
        if (next.successorId === link.successorId && at !== link.predecessorId) reached = true;
        const dates = schedule.of(next.successorId);
        // Whatever starts after the goal cannot lie before it.
        if (!dates || dates.start > goal.start || project.records.task.get(next.successorId)?.active === false) continue;
        seen.add(next.successorId);
        open.push(next.successorId);
      }
    }
    if (reached) found.push(link);
  }
  return found;
}
