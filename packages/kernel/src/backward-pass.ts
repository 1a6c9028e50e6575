/** The backward pass: how late each node may be without moving the project finish, a hard constraint or a deadline. */
import { finishAt, nextStart, startAt, workedAt } from "./calendar-table.ts";
import type { EarlyDates, LateDates } from "./forward-pass.ts";
import { CONSTRAINT, LINK, NODE, REACH, type Network } from "./network.ts";
import { equivalentFinishOf, stepBackward, stepForward, stepLag } from "./node-span.ts";

export interface LateResult extends LateDates {
  /** Late start of the remaining work; the late start shown for a started node is its actual start. */
  readonly remainingStart: Float64Array;
  /** The late dates as worked ticks of the node's own calendar. */
  readonly startWorked: Float64Array;
  readonly finishWorked: Float64Array;
}

const SHORT_PATH = ~(NODE.milestone | NODE.junction);

/** One pass in reverse topological order. `projectFinish` caps every late date. */
export function backwardPass(net: Network, early: EarlyDates, projectFinish: number): LateResult {
  const count = net.nodeCount;
  const late = {
    lateStart: new Float64Array(count),
    lateFinish: new Float64Array(count),
    remainingStart: new Float64Array(count),
    startWorked: new Float64Array(count),
    finishWorked: new Float64Array(count),
  };
  const projectFinishWorked = Float64Array.from(net.calendars, (calendar) => workedAt(calendar, projectFinish));
  for (let n = count - 1; n >= 0; n -= 1) {
    const isPlain = (net.flags[n] & SHORT_PATH) === 0 && net.constraint[n] === CONSTRAINT.ASAP && net.deadline[n] === Infinity;
    if (isPlain) {
      passPlainNode(net, n, early, late, projectFinish, projectFinishWorked[net.calendarOf[n]]);
      continue;
    }
    passNode(net, n, early, late, projectFinish);
    const calendar = net.calendars[net.calendarOf[n]];
    late.startWorked[n] = workedAt(calendar, late.lateStart[n]);
    late.finishWorked[n] = workedAt(calendar, late.lateFinish[n]);
  }
  return late;
}

/** Like the forward pass, a plain node reckons in worked ticks and asks the wall clock only where calendars differ. */
function passPlainNode(net: Network, n: number, early: EarlyDates, late: LateResult, projectFinish: number, projectFinishWorked: number): void {
  const own = net.calendarOf[n];
  const calendar = net.calendars[own];
  const span = net.span[n];
  const end = net.firstSuccessor[n + 1];
  let earliest = Infinity;
  for (let at = net.firstSuccessor[n]; at < end; at += 1) {
    const reach = net.reachOut[at];
    if (reach & REACH.isSpent) continue;
    const bound =
      reach & REACH.needsClock
        ? workedAt(calendar, finishBoundOf(net, net.outLink[at], late, projectFinish))
        : (reach & LINK.FF ? late.finishWorked : late.startWorked)[net.outTo[at]] - net.outLag[at] + (reach & LINK.SS ? span : 0);
    if (bound < earliest) earliest = bound;
  }
  if (earliest === Infinity && net.multipleCriticalPaths) earliest = early.finishWorked[n];
  const worked = earliest < projectFinishWorked ? earliest : projectFinishWorked;
  const finish = finishAt(calendar, worked);
  const start = span === 0 ? finish : startAt(calendar, worked - span);
  late.finishWorked[n] = worked;
  late.startWorked[n] = worked - span;
  late.lateFinish[n] = finish;
  late.lateStart[n] = start;
  late.remainingStart[n] = start;
}

function passNode(net: Network, n: number, early: EarlyDates, late: LateResult, projectFinish: number): void {
  const flags = net.flags[n];
  if (flags & (NODE.external | NODE.finished)) {
    late.lateFinish[n] = net.fixedFinish[n];
    late.lateStart[n] = net.fixedStart[n];
    late.remainingStart[n] = flags & NODE.external ? net.fixedStart[n] : net.fixedFinish[n];
    return;
  }
  const isStartedMilestone = (flags & NODE.started) !== 0 && net.span[n] === 0 && net.firstSuccessor[n] < net.firstSuccessor[n + 1];
  const bySuccessors = isStartedMilestone ? net.fixedStart[n] : earliestBySuccessors(net, n, early, late, projectFinish);
  const finish = equivalentFinishOf(net, n, Math.min(capByConstraint(net, n, bySuccessors), net.deadline[n]));
  const start = stepBackward(net, n, finish, flags & NODE.fixed ? "span" : "remaining");
  late.lateFinish[n] = finish;
  late.remainingStart[n] = start;
  late.lateStart[n] = flags & NODE.started && !(flags & NODE.fixed) ? net.fixedStart[n] : start;
}

function capByConstraint(net: Network, n: number, finish: number): number {
  const date = net.constraintDate[n];
  switch (net.constraint[n]) {
    case CONSTRAINT.MSO:
      return stepForward(net, n, date, "span");
    case CONSTRAINT.MFO:
      return date;
    case CONSTRAINT.SNLT:
      return Math.min(finish, stepForward(net, n, date, "span"));
    case CONSTRAINT.FNLT:
      return Math.min(finish, date);
    default:
      return finish;
  }
}

/** The earliest finish that unfinished successors ask for, never after the project finish. */
function earliestBySuccessors(net: Network, n: number, early: EarlyDates, late: LateResult, projectFinish: number): number {
  let earliest = Infinity;
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    if (net.reachOut[at] & REACH.isSpent) continue;
    const bound = finishBoundOf(net, net.outLink[at], late, projectFinish);
    if (bound < earliest) earliest = bound;
  }
  if (earliest === Infinity) return net.multipleCriticalPaths ? early.earlyFinish[n] : projectFinish;
  return earliest < projectFinish ? earliest : projectFinish;
}

/** How late the predecessor of link `k` may finish for the sake of that link. */
function finishBoundOf(net: Network, k: number, late: LateResult, projectFinish: number): number {
  const to = net.linkTo[k];
  switch (net.linkType[k]) {
    case LINK.FS: {
      const start = late.remainingStart[to];
      return stepLag(net, k, net.delay[to] === 0 ? start : start - net.delay[to], -1);
    }
    case LINK.FF:
      return stepLag(net, k, late.lateFinish[to], -1);
    case LINK.SF:
      return stepLag(net, k, stepForward(net, net.linkFrom[k], late.lateFinish[to], "span"), -1);
    default:
      return boundOfStartToStart(net, k, late, projectFinish);
  }
}

/**
 * SS limits the predecessor's start only. Once that has happened nothing is left to limit; where only the successor
 * has started, the end of the successor's finished part stands for its start (observed in plans stored by MS Project).
 */
function boundOfStartToStart(net: Network, k: number, late: LateResult, projectFinish: number): number {
  const from = net.linkFrom[k];
  const to = net.linkTo[k];
  if (net.flags[from] & NODE.started) return projectFinish;
  const hasSuccessors = net.firstSuccessor[to] < net.firstSuccessor[to + 1];
  if (net.flags[from] & NODE.fixed) return hasSuccessors ? projectFinish : late.lateFinish[to];
  if (net.flags[to] & NODE.started) {
    if (!hasSuccessors) return projectFinish;
    return stepForward(net, from, stepForward(net, to, net.fixedStart[to], "done"), "span");
  }
  const start = late.lateStart[to] - net.delay[to];
  return stepForward(net, from, stepLag(net, k, nextStart(net.calendars[net.calendarOf[from]], start), -1), "span");
}
