/**
 * Loops of links: would a new link, or a new place in the outline, make a task wait for itself?
 * Every task has a begin and an end. A link runs from an end to a begin; a summary task begins before its sub-tasks and
 * ends after them. A loop in this graph is a loop among the leaves, links of summary tasks included (domain A3).
 */
import { childrenOf, get, linksFrom, linksInto, parentIn, all, type Draft } from "./draft.ts";
import { rowMark } from "./names.ts";

export interface PlanPoint {
  readonly side: "begin" | "end";
  readonly taskId: string;
}

/** A relation that a command wants to bring in: `to` comes after `from`. */
export interface Relation {
  readonly from: PlanPoint;
  readonly to: PlanPoint;
}

export interface Loop {
  readonly relation: Relation;
  readonly way: readonly PlanPoint[];
}

/** Points that the searches for single relations may visit together before the parts of the plan without loops go first. */
const VISITS_BEFORE_PEELING = 50_000;

/**
 * The first of the given relations that lies on a loop, with the way back from its `to` to its `from`.
 * The relations must already hold in the draft.
 */
export function findLoop(draft: Draft, relations: readonly Relation[]): Loop | undefined {
  const tally = { visits: 0 };
  for (const [at, relation] of relations.entries()) {
    if (tally.visits > VISITS_BEFORE_PEELING) return firstLoop(draft, withinCore(draft, relations.slice(at)), { visits: 0 });
    const loop = firstLoop(draft, [relation], tally);
    if (loop) return loop;
  }
  return undefined;
}

function firstLoop(draft: Draft, relations: readonly Relation[], tally: { visits: number }): Loop | undefined {
  for (const relation of relations) {
    const way = wayBetween(draft, relation.to, relation.from, tally);
    if (way) return { relation, way };
  }
  return undefined;
}

/** The relation that a link states. */
export function relationOfLink(predecessorId: string, successorId: string): Relation {
  return { from: { side: "end", taskId: predecessorId }, to: { side: "begin", taskId: successorId } };
}

/** The relations that a place below a summary task states; none where neither it nor its ancestors carry links. */
export function relationsOfPlace(draft: Draft, taskId: string, parentId: string | undefined): Relation[] {
  if (!hasLinksAbove(draft, parentId) || parentId === undefined) return [];
  return [
    { from: { side: "begin", taskId: parentId }, to: { side: "begin", taskId } },
    { from: { side: "end", taskId }, to: { side: "end", taskId: parentId } },
  ];
}

/** "3 → 5 → 9": the rows on a way, each summary task named with the row inside through which the way leads. */
export function wayText(draft: Draft, way: readonly PlanPoint[]): string {
  const stops = stopsOf(way).map(([arrived, left]) => stopText(draft, arrived, left));
  const shown = stops.length <= 12 ? stops : [...stops.slice(0, 6), "…", ...stops.slice(-5)];
  return shown.join(" → ");
}

function hasLinksAbove(draft: Draft, parentId: string | undefined): boolean {
  const seen = new Set<string>();
  for (let at = parentId; at !== undefined && !seen.has(at); at = get(draft, "task", at)?.parentId) {
    if (linksInto(draft, at).length + linksFrom(draft, at).length > 0) return true;
    seen.add(at);
  }
  return false;
}

const keyOf = (point: PlanPoint): string => (point.side === "begin" ? "b" : "e") + point.taskId;

/** What comes directly after a point. */
function after(draft: Draft, point: PlanPoint): PlanPoint[] {
  const { taskId } = point;
  if (point.side === "begin") {
    const children = childrenOf(draft, taskId);
    return children.length === 0 ? [{ side: "end", taskId }] : children.map((child) => ({ side: "begin", taskId: child.id }));
  }
  const next: PlanPoint[] = [];
  for (const link of linksFrom(draft, taskId)) if (get(draft, "task", link.successorId)) next.push({ side: "begin", taskId: link.successorId });
  const task = get(draft, "task", taskId);
  const parent = task && parentIn(draft, task);
  if (parent) next.push({ side: "end", taskId: parent.id });
  return next;
}

interface Visit extends PlanPoint {
  readonly cameFrom: Visit | undefined;
}

/** A shortest way from one point to another: a search in rings, each point visited once. */
function wayBetween(draft: Draft, from: PlanPoint, to: PlanPoint, tally: { visits: number }): PlanPoint[] | undefined {
  const seen = { begin: new Set<string>(), end: new Set<string>() };
  const queue: Visit[] = [{ ...from, cameFrom: undefined }];
  seen[from.side].add(from.taskId);
  for (const visit of queue) {
    tally.visits += 1;
    if (visit.side === to.side && visit.taskId === to.taskId) return wayBack(visit);
    for (const { side, taskId } of after(draft, visit)) {
      if (seen[side].has(taskId)) continue;
      seen[side].add(taskId);
      queue.push({ side, taskId, cameFrom: visit });
    }
  }
  return undefined;
}

function wayBack(last: Visit): PlanPoint[] {
  const way: PlanPoint[] = [];
  for (let at: Visit | undefined = last; at; at = at.cameFrom) way.push({ side: at.side, taskId: at.taskId });
  return way.reverse();
}

/** The relations whose ends both lie in the part of the plan that remains when everything outside loops is peeled off. */
function withinCore(draft: Draft, relations: readonly Relation[]): Relation[] {
  const next = new Map<string, string[]>();
  for (const task of all(draft, "task")) {
    for (const side of ["begin", "end"] as const) next.set(keyOf({ side, taskId: task.id }), after(draft, { side, taskId: task.id }).map(keyOf));
  }
  const forward = peel(next);
  const core = peel(reversed(forward));
  return relations.filter((relation) => core.has(keyOf(relation.from)) && core.has(keyOf(relation.to)));
}

/** Removes, again and again, the points that nothing leads to (Kahn). */
function peel(next: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  const arriving = new Map<string, number>();
  for (const targets of next.values()) for (const target of targets) arriving.set(target, (arriving.get(target) ?? 0) + 1);
  const left = new Map(next);
  const free = [...next.keys()].filter((key) => !arriving.has(key));
  for (const key of free) {
    left.delete(key);
    for (const target of next.get(key) ?? []) {
      const count = (arriving.get(target) ?? 0) - 1;
      arriving.set(target, count);
      if (count === 0) free.push(target);
    }
  }
  return left;
}

function reversed(next: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const back = new Map<string, string[]>([...next.keys()].map((key) => [key, []]));
  for (const [key, targets] of next) for (const target of targets) back.get(target)?.push(key);
  return back;
}

/** The tasks at which a way arrives by a link and from which it leaves by one. */
function stopsOf(way: readonly PlanPoint[]): [string, string][] {
  const stops: [string, string][] = [];
  let before: PlanPoint | undefined;
  for (const point of way) {
    const stop = stops.at(-1);
    if (!stop || (before?.side === "end" && point.side === "begin")) stops.push([point.taskId, point.taskId]);
    else stop[1] = point.taskId;
    before = point;
  }
  return stops;
}

function stopText(draft: Draft, arrived: string, left: string): string {
  if (arrived === left) return rowMark(draft, arrived);
  const isAbove = isAncestor(draft, left, arrived);
  return `${rowMark(draft, arrived)} (${isAbove ? "in" : "holds"} ${rowMark(draft, left)})`;
}

export function isAncestor(draft: Draft, ancestorId: string, taskId: string): boolean {
  const seen = new Set<string>();
  for (let at = get(draft, "task", taskId)?.parentId; at !== undefined && !seen.has(at); at = get(draft, "task", at)?.parentId) {
    if (at === ancestorId) return true;
    seen.add(at);
  }
  return false;
}
