/** Late dates, float and the longest path by Primavera's rules. Part of the specification. */
import { TICKS } from "./slow-calendar.ts";
import type { Dates } from "./slow-leaf.ts";
import { allows, finishAfter, next, prev, room, startBefore } from "./slow-primavera-links.ts";
import { isGiven, of, spans, type Arc, type Node, type P6Result, type Plan } from "./slow-primavera-plan.ts";
import { workBetween } from "./slow-working-time.ts";

export function backward(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>, projectEnd: number): void {
  if (isGiven(node)) return;
  const result = of(results, node);
  const end = plan.options.mustFinishBy === undefined ? projectEnd : plan.options.mustFinishBy * TICKS;
  const effective = plan.outOf(node).filter(({ to }) => !spans(to));
  const isFinished = node.state === "finished";
  const { limits } = node;
  let LF = Math.min(end, ...effective.map((arc) => allows(plan, arc, of(results, arc.to).LS, of(results, arc.to).LF)));
  if (effective.length === 0 && plan.options.openEndsAreCritical && !isFinished) LF = result.RF;
  if (!isFinished) {
    const isUnstarted = node.state === "unstarted";
    if (isUnstarted && limits.mandatoryStart !== undefined) LF = finishAfter(node, next(node, limits.mandatoryStart));
    else if (limits.mandatoryFinish !== undefined) LF = limits.mandatoryFinish;
    else LF = Math.min(LF, isUnstarted && limits.latestStart !== undefined ? finishAfter(node, next(node, limits.latestStart)) : Infinity, limits.latestFinish ?? Infinity);
    LF = prev(node, LF);
  }
  const isStartMilestone = node.type === "startMilestone";
  result.LS = isStartMilestone && !isFinished ? next(node, LF) : startBefore(node, LF);
  result.LF = isStartMilestone ? result.LS : LF;
}

export function floats(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>, end: number): void {
  if (node.state === "finished" || isGiven(node)) return;
  const result = of(results, node);
  const [atStart, atFinish] = [workBetween(node.calendar, result.RS, result.LS), workBetween(node.calendar, result.RF, result.LF)];
  result.totalFloat = plan.options.totalFloat === "start" ? atStart : plan.options.totalFloat === "finish" ? atFinish : Math.min(atStart, atFinish);
  const free = room(plan, node, results);
  result.freeFloat = node.limits.mandatoryFinish !== undefined ? 0 : Math.max(0, free === Infinity ? workBetween(node.calendar, result.RF, end) : free);
}

export function longestPath(plan: Plan, nodes: readonly Node[], results: ReadonlyMap<string, P6Result>, driving: ReadonlySet<Arc>, end: number): Set<Node> {
  const path = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    if (node.state === "finished") continue;
    if (node.type !== "external" && of(results, node).RF === end) path.add(node);
    if (path.has(node)) for (const arc of plan.into(node)) if (driving.has(arc) && arc.from.state !== "finished") path.add(arc.from);
  }
  return path;
}

/** Shown late dates: a task that has begun keeps its actual start, a finished one both. */
export function shownLate(node: Node, { LS, LF }: P6Result): Dates {
  if (isGiven(node) || node.type === "wbsSummary") return { start: LS, finish: LF };
  return { start: node.state === "unstarted" ? LS : node.actualStart, finish: node.state === "finished" ? node.actualFinish : LF };
}
