/** Refuses places in the outline that would make tasks wait for themselves through links of summary tasks. */
import type { Refusal } from "../base/problem.ts";
import { get, linksFrom, linksInto, type Draft } from "./draft.ts";
import { findLoop, isAncestor, relationsOfPlace, wayText, type PlanPoint, type Relation } from "./loop.ts";
import { refusal, rowName, taskTitle } from "./names.ts";

/** Refusals for tasks that have come below a parent from which, or towards which, their own links lead. */
export function refuseLoopsOfPlaces(draft: Draft, taskIds: readonly string[]): Refusal[] {
  const relations = taskIds.flatMap((id) => relationsOfPlace(draft, id, get(draft, "task", id)?.parentId));
  const loop = findLoop(draft, relations);
  return loop ? [refusalOf(draft, loop.relation, loop.way)] : [];
}

function refusalOf(draft: Draft, relation: Relation, way: readonly PlanPoint[]): Refusal {
  const [taskId, parentId] = relation.from.side === "begin" ? [relation.to.taskId, relation.from.taskId] : [relation.from.taskId, relation.to.taskId];
  const below = `${taskTitle(draft, taskId)} cannot go below ${taskTitle(draft, parentId)}`;
  const joined = linkToAncestor(draft, way);
  if (joined) {
    const message = `${below}: ${rowName(draft, joined.inner)} and its summary task ${rowName(draft, joined.outer)} would be joined by a link. Maybe delete that link first.`;
    return refusal("link/summary-descendant", message, taskId);
  }
  const waits = relation.from.side === "begin" ? `${rowName(draft, parentId)} already waits for it` : `it already waits for ${rowName(draft, parentId)}`;
  return refusal("link/loop", `${below}: ${waits}: ${wayText(draft, way)}.`, taskId);
}

/** A link on the way that joins a task with one of its own ancestors. */
function linkToAncestor(draft: Draft, way: readonly PlanPoint[]): { readonly inner: string; readonly outer: string } | undefined {
  for (const { taskId } of way) {
    for (const link of [...linksInto(draft, taskId), ...linksFrom(draft, taskId)]) {
      const { predecessorId, successorId } = link;
      if (isAncestor(draft, predecessorId, successorId)) return { inner: successorId, outer: predecessorId };
      if (isAncestor(draft, successorId, predecessorId)) return { inner: predecessorId, outer: successorId };
    }
  }
  return undefined;
}
