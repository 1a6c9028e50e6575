/** The backward pass: how late each node may be without moving the project finish, a hard constraint or a deadline. */
import { finishAt, nextStart, startAt, workedAt } from "./calendar-table.ts";
import { CONSTRAINT, LINK, NODE, REACH, type Network, type PassMemory } from "./network.ts";
import { equivalentFinishOf, stepBackward, stepForward, stepLag } from "./node-span.ts";

/** Nodes with any of these flags are placed by the rules for every kind of node. */
const LONG_PATH = ~(NODE.milestone | NODE.junction | NODE.started);

/**
 * One pass in reverse topological order into the late arrays; reads the early ones. `projectFinish` caps every late date.
 * Like the forward pass, a plain node is reckoned in worked ticks, and arrays are held in locals.
 */
export function backwardPass(net: Network, into: PassMemory, projectFinish: number): void {
  const groupFinish = groupFinishes(net, into);
  const { calendars, calendarOf, flags, constraint, deadline, span, fixedStart, resume, firstSuccessor, outTo, outLag, outLink, reachOut } = net;
  const { lateStart, lateFinish, remainingStart, lateStartWorked, lateFinishWorked, earlyStartWorked, earlyFinishWorked } = into;
  const projectFinishWorked = Float64Array.from(calendars, (calendar) => workedAt(calendar, projectFinish));
  for (let n = net.nodeCount - 1; n >= 0; n -= 1) {
    const calendar = calendars[calendarOf[n]];
    const ownSpan = span[n];
    const isStarted = (flags[n] & NODE.started) !== 0;
    const isLimited = (LIMITING >> constraint[n]) & 1 || deadline[n] !== Infinity;
    if ((flags[n] & LONG_PATH) !== 0 || ((isLimited || isStarted) && (ownSpan === 0 || calendar.weekTicks === 0))) {
      placeNodeLate(net, n, into, projectFinish, groupFinish);
      continue;
    }
    const end = firstSuccessor[n + 1];
    const cap = projectFinishWorked[calendarOf[n]];
    let earliest = Infinity;
    for (let at = firstSuccessor[n]; at < end; at += 1) {
      const reach = reachOut[at];
      if (reach & REACH.isSpent) continue;
      const to = outTo[at];
      let bound;
      if (isStarted && (reach & REACH.type) === LINK.SS) bound = cap;
      else if (reach & REACH.onlyClock && (!(reach & LINK.SS) || outLag[at] === 0)) bound = workedAt(calendar, instantBefore(net, at, into)) + (reach & LINK.SS ? ownSpan : 0);
      else if (reach & REACH.needsClock) bound = workedAt(calendar, finishBoundOf(net, outLink[at], into, projectFinish));
      else bound = (reach & LINK.FF ? lateFinishWorked[to] : lateStartWorked[to]) - outLag[at] + (reach & LINK.SS ? ownSpan : 0);
      if (bound < earliest) earliest = bound;
    }
    if (earliest === Infinity && net.multipleCriticalPaths) earliest = earlyFinishWorked[n];
    let worked = earliest < cap ? earliest : cap;
    if (ownSpan === 0 && worked === cap && (flags[n] & NODE.junction) === 0) {
      placeNodeLate(net, n, into, projectFinish, groupFinish);
      continue;
    }
    if (isLimited) worked = limitedWorked(net, n, worked);
    const finish = finishAt(calendar, worked);
    lateFinishWorked[n] = worked;
    lateFinish[n] = finish;
    if (isStarted) {
      lateStartWorked[n] = earlyStartWorked[n];
      lateStart[n] = fixedStart[n];
      remainingStart[n] = resume[n];
      continue;
    }
    const start = ownSpan === 0 ? finish : startAt(calendar, worked - ownSpan);
    lateStartWorked[n] = worked - ownSpan;
    lateStart[n] = start;
    remainingStart[n] = start;
  }
}

/** Constraints that say how late a node may be, a bit for each. */
const LIMITING = (1 << CONSTRAINT.MSO) | (1 << CONSTRAINT.MFO) | (1 << CONSTRAINT.SNLT) | (1 << CONSTRAINT.FNLT);

/** The late instant of a plain successor in another calendar, less the lag in its calendar: for most of such links what `finishBoundOf` comes to. */
function instantBefore(net: Network, at: number, late: PassMemory): number {
  const to = net.outTo[at];
  const lag = net.outLag[at];
  const isFinish = (net.reachOut[at] & LINK.FF) !== 0;
  if (lag === 0) return (isFinish ? late.lateFinish : late.lateStart)[to];
  const calendar = net.calendars[net.calendarOf[to]];
  const worked = (isFinish ? late.lateFinishWorked : late.lateStartWorked)[to] - lag;
  return lag > 0 ? startAt(calendar, worked) : finishAt(calendar, worked);
}

/** The same as `capByConstraint` and the deadline, in worked ticks; only for nodes that take time. */
function limitedWorked(net: Network, n: number, worked: number): number {
  const calendar = net.calendars[net.calendarOf[n]];
  const kind = net.constraint[n];
  let latest = worked;
  if ((LIMITING >> kind) & 1) {
    const isOfStart = kind === CONSTRAINT.MSO || kind === CONSTRAINT.SNLT;
    const date = workedAt(calendar, net.constraintDate[n]) + (isOfStart ? net.span[n] : 0);
    if (date < latest || kind === CONSTRAINT.MSO || kind === CONSTRAINT.MFO) latest = date;
  }
  const deadline = deadlineOf(net, n);
  return deadline === Infinity ? latest : Math.min(latest, workedAt(calendar, deadline));
}

function placeNodeLate(net: Network, n: number, into: PassMemory, projectFinish: number, groupFinish: Float64Array): void {
  passNode(net, n, into, projectFinish, groupFinish);
  const calendar = net.calendars[net.calendarOf[n]];
  into.lateStartWorked[n] = workedAt(calendar, into.lateStart[n]);
  into.lateFinishWorked[n] = workedAt(calendar, into.lateFinish[n]);
}

/** Per group the latest early finish; empty where no node is in a group. */
function groupFinishes(net: Network, early: PassMemory): Float64Array {
  const latest = new Float64Array(net.groupCount).fill(-Infinity);
  if (net.groupCount === 0) return latest;
  for (let n = 0; n < net.nodeCount; n += 1) {
    const group = net.lateGroup[n];
    if (net.flags[n] & NODE.grouped && early.earlyFinish[n] > latest[group]) latest[group] = early.earlyFinish[n];
  }
  return latest;
}

function passNode(net: Network, n: number, late: PassMemory, projectFinish: number, groupFinish: Float64Array): void {
  const flags = net.flags[n];
  if (flags & (NODE.external | NODE.finished)) {
    late.lateFinish[n] = net.fixedFinish[n];
    late.lateStart[n] = net.fixedStart[n];
    late.remainingStart[n] = flags & NODE.external ? net.fixedStart[n] : net.fixedFinish[n];
    return;
  }
  const isStartedMilestone = (flags & NODE.started) !== 0 && takesNoTime(net, n) && hasUnfinishedSuccessor(net, n);
  const cap = flags & NODE.grouped ? Math.min(projectFinish, groupFinish[net.lateGroup[n]]) : projectFinish;
  const bySuccessors = isStartedMilestone ? net.fixedStart[n] : earliestBySuccessors(net, n, late, cap);
  const latest = Math.min(capByConstraint(net, n, bySuccessors), deadlineOf(net, n));
  const keepsInstant = latest === projectFinish && takesNoTime(net, n);
  const finish = keepsInstant ? latest : equivalentFinishOf(net, n, latest);
  late.lateFinish[n] = finish;
  if (flags & NODE.started && !(flags & NODE.fixed)) {
    late.remainingStart[n] = net.resume[n];
    late.lateStart[n] = net.fixedStart[n];
    return;
  }
  const start = stepBackward(net, n, finish);
  late.remainingStart[n] = start;
  late.lateStart[n] = start;
}

/** A task that must start or finish on a date ignores its deadline where constraints are honoured. */
function deadlineOf(net: Network, n: number): number {
  const isPinned = net.constraint[n] === CONSTRAINT.MSO || net.constraint[n] === CONSTRAINT.MFO;
  return isPinned && net.honorConstraints ? Infinity : net.deadline[n];
}

function takesNoTime(net: Network, n: number): boolean {
  if (!(net.flags[n] & NODE.driven)) return net.span[n] === 0;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) if (net.driverSpan[k] > 0) return false;
  return true;
}

function hasUnfinishedSuccessor(net: Network, n: number): boolean {
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) if (!(net.reachOut[at] & REACH.isSpent)) return true;
  return false;
}

function capByConstraint(net: Network, n: number, finish: number): number {
  const date = net.constraintDate[n];
  switch (net.constraint[n]) {
    case CONSTRAINT.MSO:
      return stepForward(net, n, date);
    case CONSTRAINT.MFO:
      return date;
    case CONSTRAINT.SNLT:
      return Math.min(finish, stepForward(net, n, date));
    case CONSTRAINT.FNLT:
      return Math.min(finish, date);
    default:
      return finish;
  }
}

/** The earliest finish that unfinished successors ask for, never after the project finish. */
function earliestBySuccessors(net: Network, n: number, late: PassMemory, projectFinish: number): number {
  let earliest = Infinity;
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    if (net.reachOut[at] & REACH.isSpent) continue;
    const bound = finishBoundOf(net, net.outLink[at], late, projectFinish);
    if (bound < earliest) earliest = bound;
  }
  if (earliest === Infinity) return net.multipleCriticalPaths ? late.earlyFinish[n] : projectFinish;
  return earliest < projectFinish ? earliest : projectFinish;
}

/** How late the predecessor of link `k` may finish for the sake of that link. */
function finishBoundOf(net: Network, k: number, late: PassMemory, projectFinish: number): number {
  const to = net.linkTo[k];
  switch (net.linkType[k]) {
    case LINK.FS: {
      const start = (net.linkToSummary[k] ? late.lateStart : late.remainingStart)[to];
      return stepLag(net, k, net.delay[to] === 0 ? start : start - net.delay[to], -1);
    }
    case LINK.FF:
      return stepLag(net, k, late.lateFinish[to], -1);
    case LINK.SF:
      return stepLag(net, k, stepForward(net, net.linkFrom[k], late.lateFinish[to]), -1);
    default:
      return boundOfStartToStart(net, k, late, projectFinish);
  }
}

/**
 * SS limits the predecessor's start only. Once that has happened nothing is left to limit; where only the successor
 * has started, the end of the successor's finished part stands for its start (observed in plans stored by MS Project).
 */
function boundOfStartToStart(net: Network, k: number, late: PassMemory, projectFinish: number): number {
  const from = net.linkFrom[k];
  const to = net.linkTo[k];
  if (net.flags[from] & NODE.started) return projectFinish;
  const hasSuccessors = net.firstSuccessor[to] < net.firstSuccessor[to + 1];
  if (net.flags[from] & NODE.fixed) return hasSuccessors ? projectFinish : late.lateFinish[to];
  if (net.flags[to] & NODE.started) {
    if (!hasSuccessors) return projectFinish;
    return stepForward(net, from, net.stop[to]);
  }
  const start = late.lateStart[to] - net.delay[to];
  return stepForward(net, from, stepLag(net, k, nextStart(net.calendars[net.calendarOf[from]], start), -1));
}
