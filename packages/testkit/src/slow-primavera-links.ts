/** What a Primavera link asks of its two ends, and how a task's remaining work is stepped through time. Part of the specification. */
import type { SlowCalendar } from "./slow-calendar.ts";
import { isGiven, of, spans, type Arc, type Node, type P6Result, type Plan } from "./slow-primavera-plan.ts";
import { inTicks } from "./slow-stretches.ts";
import { add, nextStart, previousFinish, workBetween } from "./slow-working-time.ts";

/** Levelling delay; negative ones belong to scheduling from the finish, which Primavera does not know. */
export function delayOf(node: Node): number {
  return isGiven(node) ? 0 : Math.max(0, inTicks(node.task.levelingDelayMinutes));
}

export function finishAfter(node: Node, t: number): number {
  return node.people.length === 0 ? add(node.calendar, t, node.rest) : Math.max(...node.people.map(({ calendar, rest }) => add(calendar, t, rest)));
}

export function startBefore(node: Node, t: number): number {
  return node.people.length === 0 ? add(node.calendar, t, -node.rest) : Math.min(...node.people.map(({ calendar, rest }) => add(calendar, t, -rest)));
}

export function next(node: Node, t: number): number {
  if (node.people.length > 0) return Math.min(...node.people.map(({ calendar }) => nextStart(calendar, t)));
  if (node.type === "finishMilestone" && previousFinish(node.calendar, t) === t) return t;
  return nextStart(node.calendar, t);
}

export function prev(node: Node, t: number): number {
  const calendars = node.people.length > 0 ? node.people.map(({ calendar }) => calendar) : [node.calendar];
  return Math.max(...calendars.map((calendar) => previousFinish(calendar, t)));
}

const left = (lag: number, used: number): number => (lag <= 0 ? 0 : Math.max(0, lag - used));
const since = (calendar: SlowCalendar, from: number, plan: Plan): number => Math.max(0, workBetween(calendar, from, plan.dataDate));

/** The lag of an FS link that still counts. */
function finishLag(plan: Plan, { from, to, lag, lagCalendar: calendar }: Arc): number {
  if (from.state !== "finished") return lag;
  return to.state === "unstarted" ? left(lag, since(calendar, from.actualFinish, plan)) : 0;
}

/** The remaining start of B that a link asks for. */
export function asks(plan: Plan, arc: Arc, results: ReadonlyMap<string, P6Result>): number {
  const { from, to, lag, lagCalendar: calendar } = arc;
  const a = of(results, from);
  const step = (t: number, by: number): number => add(calendar, t, by);
  switch (arc.type) {
    case "FS":
      return step(a.RF, finishLag(plan, arc));
    case "SS":
      if (from.state === "unstarted") return step(a.RS, lag);
      if (plan.options.startToStartLagFrom === "actualStart") return step(from.actualStart, lag);
      if (from.state === "finished") return Math.max(step(from.actualStart, lag), a.RS);
      return step(a.RS, left(lag, since(from.calendar, from.actualStart, plan)));
    case "FF":
      return startBefore(to, step(from.state === "finished" ? from.actualFinish : a.RF, lag));
    case "SF": {
      if (from.state === "unstarted") return startBefore(to, step(a.RS, lag));
      const rest = left(lag, since(calendar, from.actualStart, plan));
      return rest === 0 ? -Infinity : startBefore(to, step(a.RS, rest));
    }
  }
}

export function isHeeded(plan: Plan, { from, to }: Arc): boolean {
  return !spans(from) && !spans(to) && (to.state === "unstarted" || plan.options.progress === "retainedLogic");
}

/** The latest RF of A that a link allows when B stands at `s` and `f`; Infinity: it allows everything. */
export function allows(plan: Plan, arc: Arc, s: number, f: number): number {
  const { from, to, type, lag, lagCalendar: calendar } = arc;
  if (spans(from) || spans(to)) return Infinity;
  let [start, finish] = [s - (to.state === "unstarted" ? delayOf(to) : 0), f];
  if (to.state !== "unstarted") {
    if (plan.options.progress === "progressOverride") return Infinity;
    if (plan.options.progress === "actualDates") [start, finish] = [to.actualStart, to.state === "finished" ? to.actualFinish : f];
  }
  if (type === "FS") return add(calendar, start, -finishLag(plan, arc));
  if (type === "FF") return from.state === "finished" ? Infinity : add(calendar, finish, -lag);
  if (from.state === "finished") return Infinity;
  let counted = lag;
  if (from.state === "started") {
    if (type === "SS" && plan.options.startToStartLagFrom === "actualStart") return Infinity;
    counted = left(lag, since(type === "SS" ? from.calendar : calendar, from.actualStart, plan));
    if (type === "SF" && counted === 0) return Infinity;
  }
  return finishAfter(from, add(calendar, type === "SS" ? start : finish, -counted));
}

/** Working time before the earliest successor; Infinity without one. */
export function room(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>): number {
  const allowed = plan.outOf(node).filter(({ to }) => to.state !== "finished" && !spans(to)).map((arc) => allows(plan, arc, of(results, arc.to).RS, of(results, arc.to).RF));
  const rooms = allowed.filter((t) => t !== Infinity).map((t) => workBetween(node.calendar, of(results, node).RF, t));
  return Math.min(Infinity, ...rooms);
}

