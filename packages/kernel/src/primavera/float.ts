/** Primavera's total and free float, tasks as late as free float allows, and which nodes are critical. */
import { finishAt, startAt } from "../calendar-table.ts";
import { finishAllowedBy, isIdle } from "./links.ts";
import { isGiven, FLOAT, KIND, spansOthers, STATE, type PrimaveraDates, type PrimaveraNetwork } from "./network.ts";
import { workedOf } from "./node-time.ts";

/** Moves unstarted nodes that are as late as possible by their free float: no successor moves. */
export function delayLateOnes(net: PrimaveraNetwork, into: PrimaveraDates): void {
  for (let n = net.nodeCount - 1; n >= 0; n -= 1) {
    if (net.isAsLateAsPossible[n] === 0 || net.state[n] !== STATE.notStarted) continue;
    const room = roomBefore(net, n, into);
    if (room === Infinity || room <= 0) continue;
    const calendar = net.calendars[net.calendarOf[n]];
    const finish = finishAt(calendar, workedOf(net, n, into.earlyFinish[n]) + room);
    const start = into.remaining[n] === 0 ? finish : startAt(calendar, workedOf(net, n, into.earlyStart[n]) + room);
    into.remainingEarlyStart[n] = into.earlyStart[n] = start;
    into.remainingEarlyFinish[n] = into.earlyFinish[n] = finish;
  }
}

/** Working time of the node between its early finish and what its successors' early dates allow; Infinity without any. */
function roomBefore(net: PrimaveraNetwork, n: number, dates: PrimaveraDates): number {
  const ends = { start: dates.remainingEarlyStart, finish: dates.remainingEarlyFinish };
  let least = Infinity;
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    const k = net.outLink[at];
    if (isIdle(net, k) || net.state[net.linkTo[k]] === STATE.finished) continue;
    const allowed = finishAllowedBy(net, k, ends, dates.remaining);
    if (allowed !== Infinity) least = Math.min(least, workedOf(net, n, allowed) - workedOf(net, n, dates.remainingEarlyFinish[n]));
  }
  return least;
}

/** Fills total float by the chosen type, and free float: without successors up to the latest early finish. */
export function fillFloat(net: PrimaveraNetwork, into: PrimaveraDates): void {
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (spansOthers(net.kind[n]) || isGiven(net.kind[n]) || net.state[n] === STATE.finished) continue;
    const startFloat = workedOf(net, n, into.remainingLateStart[n]) - workedOf(net, n, into.remainingEarlyStart[n]);
    const finishFloat = workedOf(net, n, into.remainingLateFinish[n]) - workedOf(net, n, into.remainingEarlyFinish[n]);
    into.totalSlack[n] = net.floatType === FLOAT.start ? startFloat : net.floatType === FLOAT.finish ? finishFloat : Math.min(startFloat, finishFloat);
    const room = roomBefore(net, n, into);
    const free = room === Infinity ? workedOf(net, n, into.projectFinish) - workedOf(net, n, into.remainingEarlyFinish[n]) : room;
    into.freeSlack[n] = Number.isNaN(net.mandatoryFinish[n]) ? Math.max(0, free) : 0;
  }
}

/**
 * Longest path: from every node that ends with the latest early finish, back over all links that fix a start, as far as work
 * is still to be done. Constraints and calendars other than those on the way have no say in it.
 */
export function markLongestPath(net: PrimaveraNetwork, into: PrimaveraDates): void {
  const counts = (n: number): boolean => !spansOthers(net.kind[n]) && net.state[n] !== STATE.finished;
  for (let n = net.nodeCount - 1; n >= 0; n -= 1) {
    if (counts(n) && net.kind[n] !== KIND.junction && net.kind[n] !== KIND.external && into.remainingEarlyFinish[n] === into.projectFinish) into.isOnLongestPath[n] = 1;
    if (into.isOnLongestPath[n] === 0) continue;
    for (let k = net.firstPredecessor[n]; k < net.firstPredecessor[n + 1]; k += 1) {
      if (into.isDriving[k] === 1 && counts(net.linkFrom[k])) into.isOnLongestPath[net.linkFrom[k]] = 1;
    }
  }
}

/** Critical by total float or by the longest path, as the project has chosen; what is finished never is. */
export function markCritical(net: PrimaveraNetwork, into: PrimaveraDates): void {
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (spansOthers(net.kind[n]) || net.state[n] === STATE.finished || net.kind[n] === KIND.junction || net.kind[n] === KIND.external) continue;
    const isCritical = net.criticalIsLongestPath ? into.isOnLongestPath[n] === 1 : !isGiven(net.kind[n]) && into.totalSlack[n] <= net.criticalSlackLimit;
    into.isCritical[n] = isCritical ? 1 : 0;
  }
}
