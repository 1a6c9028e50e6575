/** Tasks whose dates are those of others: levels of effort between their neighbours, WBS summaries over their members. Part of the specification. */
import type { Dates } from "./slow-leaf.ts";
import { shownLate } from "./slow-primavera-backward.ts";
import { of, type Node, type P6Result, type Plan } from "./slow-primavera-plan.ts";
import { add, nextStart, previousFinish, workBetween } from "./slow-working-time.ts";

/** From the earliest start to the latest finish of what its links touch; a level of effort further on is not seen yet. */
export function spanNeighbours(plan: Plan, results: Map<string, P6Result>, end: number): void {
  for (const node of plan.order.filter(({ type }) => type === "levelOfEffort")) {
    const { calendar } = node;
    const early = touched(plan, node, results, (other) => of(results, other));
    const late = touched(plan, node, results, (other) => shownLate(other, of(results, other)));
    const start = node.state === "unstarted" ? nextStart(calendar, early.starts.length === 0 ? plan.dataDate : Math.min(...early.starts)) : node.actualStart;
    const finish = node.state === "finished" ? node.actualFinish : Math.max(start, early.finishes.length === 0 ? start : previousFinish(calendar, Math.max(...early.finishes)));
    const LF = late.finishes.length === 0 ? Math.max(finish, end) : previousFinish(calendar, Math.max(...late.finishes));
    const LS = Math.min(late.starts.length === 0 ? start : nextStart(calendar, Math.min(...late.starts)), LF);
    const totalFloat = node.state === "finished" ? 0 : workBetween(calendar, finish, LF);
    results.set(node.task.id, { start, finish, RS: Math.max(start, plan.dataDate), RF: finish, LS, LF, totalFloat, freeFloat: 0, isCritical: false });
  }
}

interface Touched {
  readonly starts: readonly number[];
  readonly finishes: readonly number[];
}

/** The instants that the links from and to a level of effort give its start and its finish. */
function touched(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>, datesOf: (other: Node) => Dates): Touched {
  const isPlaced = (other: Node): boolean => results.has(other.task.id);
  const before = plan.into(node).filter(({ from }) => isPlaced(from)).map(({ from, type, lag, lagCalendar }) => {
    const at = add(lagCalendar, type === "SS" || type === "SF" ? datesOf(from).start : datesOf(from).finish, lag);
    return { end: type === "FF" || type === "SF" ? "finish" : "start", at };
  });
  const behind = plan.outOf(node).filter(({ to }) => isPlaced(to)).map(({ to, type, lag, lagCalendar }) => {
    const at = add(lagCalendar, type === "FF" || type === "SF" ? datesOf(to).finish : datesOf(to).start, -lag);
    return { end: type === "SS" || type === "SF" ? "start" : "finish", at };
  });
  const at = (end: string): number[] => [...before, ...behind].filter((one) => one.end === end).map((one) => one.at);
  return { starts: at("start"), finishes: at("finish") };
}

/** From the earliest to the latest of all tasks below the WBS element that it stands in; without any, the data date. */
export function spanMembers(plan: Plan, results: Map<string, P6Result>): void {
  for (const node of plan.order.filter(({ type }) => type === "wbsSummary")) {
    const members = membersOf(plan, node);
    const whole = (datesOf: (member: Node) => Dates): Dates => {
      if (members.length === 0) return { start: plan.dataDate, finish: plan.dataDate };
      return { start: Math.min(...members.map((member) => datesOf(member).start)), finish: Math.max(...members.map((member) => datesOf(member).finish)) };
    };
    const early = whole((member) => of(results, member));
    const late = whole((member) => shownLate(member, of(results, member)));
    const totalFloat = workBetween(node.calendar, early.finish, late.finish);
    results.set(node.task.id, { start: early.start, finish: early.finish, RS: early.start, RF: early.finish, LS: late.start, LF: late.finish, totalFloat, freeFloat: 0, isCritical: false });
  }
}

function membersOf({ outline, nodes }: Plan, { task: own }: Node): readonly Node[] {
  const parent = outline.rowOf(own.id)?.parentIndex ?? -1;
  const below = outline.rows.slice(parent + 1, parent < 0 ? undefined : outline.rows[parent]?.endIndex);
  return below.flatMap(({ task }) => {
    const member = nodes.get(task.id);
    return member && member.type !== "wbsSummary" ? [member] : [];
  });
}
