/** The forward pass by Primavera's rules: when the remaining work of each task begins and ends. Part of the specification. */
import { TICKS } from "./slow-calendar.ts";
import { asks, delayOf, finishAfter, isHeeded, next, prev, room, startBefore } from "./slow-primavera-links.ts";
import { isGiven, of, type Arc, type Node, type P6Result, type Plan } from "./slow-primavera-plan.ts";
import { add, nextStart, previousFinish, workBetween } from "./slow-working-time.ts";

export function forward(plan: Plan, node: Node, results: Map<string, P6Result>, driving: Set<Arc>): void {
  if (isGiven(node)) {
    const { start, finish } = node.given;
    results.set(node.task.id, { start, finish, RS: start, RF: finish, LS: start, LF: finish, totalFloat: 0, freeFloat: 0, isCritical: false });
    return;
  }
  const heeded = plan.into(node).filter((arc) => isHeeded(plan, arc)).map((arc) => ({ arc, at: asks(plan, arc, results) }));
  const asked = Math.max(plan.dataDate, ...heeded.map(({ at }) => at));
  const { limits } = node;
  let RS = node.state === "finished" ? asked : next(node, asked);
  let RF: number | undefined;
  let isHeld = false;
  const moveTo = (t: number): void => {
    RS = t;
    isHeld = true;
  };
  if (node.state === "unstarted") {
    if (limits.mandatoryStart !== undefined) moveTo(next(node, Math.max(limits.mandatoryStart, plan.dataDate)));
    else if (limits.mandatoryFinish !== undefined) {
      moveTo(next(node, Math.max(startBefore(node, limits.mandatoryFinish), plan.dataDate)));
    } else {
      const wish = Math.max(limits.earliestStart ?? -Infinity, limits.earliestFinish === undefined ? -Infinity : startBefore(node, limits.earliestFinish));
      if (wish > RS && next(node, wish) > RS) moveTo(next(node, wish));
    }
  } else if (node.state === "started") {
    const resume = node.task.p6?.resume;
    if (resume !== undefined && resume * TICKS > RS) moveTo(next(node, resume * TICKS));
    if (limits.mandatoryFinish !== undefined) {
      const wish = Math.max(plan.dataDate, startBefore(node, limits.mandatoryFinish));
      if (wish !== RS) moveTo(next(node, wish));
    } else if (limits.earliestFinish !== undefined && startBefore(node, limits.earliestFinish) > RS) moveTo(next(node, startBefore(node, limits.earliestFinish)));
  }
  const base = RS;
  if (node.state === "unstarted" && delayOf(node) !== 0) RS = next(node, RS + delayOf(node));
  if (node.state === "finished") RF = RS;
  else if (node.state === "unstarted" && limits.mandatoryStart === undefined && limits.mandatoryFinish !== undefined) RF = Math.max(RS, limits.mandatoryFinish);
  else {
    const expected = plan.options.useExpectedFinish ? node.task.p6?.expectedFinish : undefined;
    if (expected === undefined) RF = finishAfter(node, RS);
    else {
      RF = expected * TICKS > RS ? prev(node, expected * TICKS) : RS;
      node.rest = Math.max(0, workBetween(node.calendar, RS, RF));
    }
  }
  if (!isHeld && node.state !== "finished") {
    for (const { arc, at } of heeded) {
      const isOver = arc.from.state === "finished" && workBetween(node.calendar, at, plan.dataDate) >= 0;
      if (at !== -Infinity && workBetween(node.calendar, at, base) <= 0 && !isOver) driving.add(arc);
    }
  }
  const start = node.state === "unstarted" ? RS : node.actualStart;
  results.set(node.task.id, { start, finish: node.state === "finished" ? node.actualFinish : RF, RS, RF, LS: NaN, LF: NaN, totalFloat: 0, freeFloat: 0, isCritical: false });
}

export function projectFinish(nodes: readonly Node[], results: ReadonlyMap<string, P6Result>, dataDate: number): number {
  const open = nodes.filter(({ state, type }) => state !== "finished" && type !== "external").map((node) => of(results, node).RF);
  const closed = nodes.map(({ actualFinish }) => actualFinish).filter((finish) => !Number.isNaN(finish));
  return open.length > 0 ? Math.max(...open) : closed.length > 0 ? Math.max(...closed) : dataDate;
}

/** As late as possible: by the free float that a successor leaves. */
export function delay(plan: Plan, node: Node, results: Map<string, P6Result>): void {
  const by = room(plan, node, results);
  const result = of(results, node);
  if (by === Infinity || by <= 0) return;
  const finish = add(node.calendar, previousFinish(node.calendar, result.RF), by);
  const start = node.rest === 0 ? finish : nextStart(node.calendar, add(node.calendar, nextStart(node.calendar, result.RS), by));
  results.set(node.task.id, { ...result, start, finish, RS: start, RF: finish });
}

