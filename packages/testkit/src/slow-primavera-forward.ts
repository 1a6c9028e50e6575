/** The forward pass by Primavera's rules: when the remaining work of each task begins and ends. Part of the specification. */
import { TICKS } from "./slow-calendar.ts";
import { asks, delayOf, finishAfter, isHeeded, next, prev, room, startBefore } from "./slow-primavera-links.ts";
import { isGiven, of, type Arc, type Node, type P6Result, type Plan } from "./slow-primavera-plan.ts";
import { add, nextStart, previousFinish, workBetween } from "./slow-working-time.ts";

export function forward(plan: Plan, node: Node, results: Map<string, P6Result>, driving: Set<Arc>): void {
  const put = (start: number, finish: number, RS: number, RF: number): void => void results.set(node.task.id, { start, finish, RS, RF, LS: RS, LF: RF, totalFloat: 0, freeFloat: 0, isCritical: false });
  if (isGiven(node)) return put(node.given.start, node.given.finish, node.given.start, node.given.finish);
  const heeded = plan.into(node).filter((arc) => isHeeded(plan, arc)).map((arc) => ({ arc, at: asks(plan, arc, results) }));
  const asked = Math.max(plan.dataDate, ...heeded.map(({ at }) => at));
  if (node.state === "finished") return put(node.actualStart, node.actualFinish, asked, asked);
  const begin = node.state === "unstarted" ? beginOfUnstarted(plan, node, next(node, asked)) : beginOfStarted(plan, node, next(node, asked));
  if (!begin.isHeld) for (const { arc, at } of heeded) if (drives(plan, arc, at, begin.at)) driving.add(arc);
  const RS = node.state === "unstarted" && delayOf(node) !== 0 ? next(node, begin.at + delayOf(node)) : begin.at;
  const RF = endOf(plan, node, RS);
  put(node.state === "unstarted" ? RS : node.actualStart, RF, RS, RF);
}

/** Where the remaining work begins, a levelling delay aside. */
interface Begin {
  readonly at: number;
  /** A constraint or a resume date stands behind it, not links. */
  readonly isHeld: boolean;
}

/** Rule 1. `free` is where links and the data date let it begin. */
function beginOfUnstarted({ dataDate }: Plan, node: Node, free: number): Begin {
  const { mandatoryStart, mandatoryFinish, earliestStart, earliestFinish } = node.limits;
  if (mandatoryStart !== undefined) return { at: next(node, Math.max(mandatoryStart, dataDate)), isHeld: true };
  if (mandatoryFinish !== undefined) return { at: next(node, Math.max(startBefore(node, mandatoryFinish), dataDate)), isHeld: true };
  const wish = Math.max(earliestStart ?? -Infinity, earliestFinish === undefined ? -Infinity : startBefore(node, earliestFinish));
  const later = wish > free ? next(node, wish) : free;
  return { at: later, isHeld: later > free };
}

/** Rule 2: constraints on the start are over. */
function beginOfStarted({ dataDate }: Plan, node: Node, free: number): Begin {
  const { mandatoryFinish, earliestFinish } = node.limits;
  const resume = node.task.p6?.resume;
  const resumed: Begin = resume !== undefined && resume * TICKS > free ? { at: next(node, resume * TICKS), isHeld: true } : { at: free, isHeld: false };
  if (mandatoryFinish !== undefined) {
    const wish = Math.max(dataDate, startBefore(node, mandatoryFinish));
    return wish === resumed.at ? resumed : { at: next(node, wish), isHeld: true };
  }
  const wish = earliestFinish === undefined ? -Infinity : startBefore(node, earliestFinish);
  return wish > resumed.at ? { at: next(node, wish), isHeld: true } : resumed;
}

/** The remaining finish: by a mandatory date, by an expected one (rule 4, which then says how much work is left), or by the work. */
function endOf({ options }: Plan, node: Node, RS: number): number {
  const { mandatoryStart, mandatoryFinish } = node.limits;
  if (node.state === "unstarted" && mandatoryStart === undefined && mandatoryFinish !== undefined) return Math.max(RS, mandatoryFinish);
  const expected = options.useExpectedFinish ? node.task.p6?.expectedFinish : undefined;
  if (expected === undefined) return finishAfter(node, RS);
  const RF = expected * TICKS > RS ? prev(node, expected * TICKS) : RS;
  node.rest = Math.max(0, workBetween(node.calendar, RS, RF));
  return RF;
}

/** No working time lies between the link's wish and the begin; what a finished predecessor asked for is over by the data date. */
function drives({ dataDate }: Plan, { from, to: { calendar } }: Arc, wish: number, begin: number): boolean {
  const isOver = from.state === "finished" && workBetween(calendar, wish, dataDate) >= 0;
  return wish !== -Infinity && workBetween(calendar, wish, begin) <= 0 && !isOver;
}

/** The latest RF of what is still to be done; of a finished plan the latest actual finish. Other projects' tasks do not count. */
export function projectFinish(nodes: readonly Node[], results: ReadonlyMap<string, P6Result>, dataDate: number): number {
  const own = nodes.filter(({ type }) => type !== "external");
  const open = own.filter(({ state }) => state !== "finished").map((node) => of(results, node).RF);
  const closed = own.filter(({ state }) => state === "finished").map(({ actualFinish }) => actualFinish);
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

