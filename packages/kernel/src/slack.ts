/** Total and free slack and the critical mark of every node, in working time of the node's own calendar. */
import { workedAt } from "./calendar-table.ts";
import { CONSTRAINT, LINK, NODE, REACH, type Network, type PassMemory } from "./network.ts";

/**
 * Fills total slack, free slack and the critical mark from the early and late arrays.
 * Total slack = the smaller of start slack and finish slack; of a started node its finish slack; of an ALAP node 0.
 * Free slack = the smallest gap to an unfinished successor less the lag, never negative; without one, the total slack.
 */
export function fillSlack(net: Network, into: PassMemory): void {
  const { calendars, calendarOf, flags, constraint, firstSuccessor, outTo, outLag, reachOut, criticalSlackLimit } = net;
  const { earlyStart, earlyFinish, earlyStartWorked, earlyFinishWorked, lateStartWorked, lateFinishWorked, totalSlack, freeSlack, isCritical } = into;
  const hasLate = constraint.includes(CONSTRAINT.ALAP);
  for (let n = net.nodeCount - 1; n >= 0; n -= 1) {
    const isShort = (flags[n] & (NODE.elapsed | NODE.started)) === 0 && constraint[n] !== CONSTRAINT.ALAP;
    const startSlack = lateStartWorked[n] - earlyStartWorked[n];
    const finishSlack = lateFinishWorked[n] - earlyFinishWorked[n];
    const total = isShort ? (startSlack < finishSlack ? startSlack : finishSlack) : totalSlackByClock(net, n, into);
    if (flags[n] & NODE.junction) {
      totalSlack[n] = total;
      freeSlack[n] = clockRoomOfJunction(net, n, into);
      continue;
    }
    const isFinished = (flags[n] & NODE.finished) !== 0;
    const end = isFinished ? 0 : firstSuccessor[n + 1];
    const calendar = calendars[calendarOf[n]];
    let least = Infinity;
    for (let at = firstSuccessor[n]; at < end; at += 1) {
      const reach = reachOut[at];
      if (reach & REACH.isSpent) continue;
      const to = outTo[at];
      let room;
      if (reach & REACH.onlyClock && isShort && !(hasLate && constraint[to] === CONSTRAINT.ALAP)) room = workedAt(calendar, (reach & LINK.FF ? earlyFinish : earlyStart)[to]) - (reach & LINK.SS ? earlyStartWorked : earlyFinishWorked)[n] - outLag[at];
      else if (!isShort || (reach & REACH.needsClock) !== 0 || (hasLate && constraint[to] === CONSTRAINT.ALAP)) room = roomByClock(net, n, at, into);
      else room = (reach & LINK.FF ? earlyFinishWorked[to] : earlyStartWorked[to]) - (reach & LINK.SS ? earlyStartWorked[n] : earlyFinishWorked[n]) - outLag[at];
      if (room < least) least = room;
      if (room <= 0) break;
    }
    if (least === Infinity) least = total;
    totalSlack[n] = total;
    freeSlack[n] = isFinished || least < 0 ? 0 : least;
    isCritical[n] = !isFinished && total <= criticalSlackLimit ? 1 : 0;
  }
}

/** Total slack of a node that is as late as possible, elapsed or started. */
function totalSlackByClock(net: Network, n: number, dates: PassMemory): number {
  if (net.constraint[n] === CONSTRAINT.ALAP) return 0;
  const isElapsed = (net.flags[n] & NODE.elapsed) !== 0;
  const finishSlack = isElapsed ? dates.lateFinish[n] - dates.earlyFinish[n] : dates.lateFinishWorked[n] - dates.earlyFinishWorked[n];
  if (net.flags[n] & NODE.started) return finishSlack;
  const startSlack = isElapsed ? dates.lateStart[n] - dates.earlyStart[n] : dates.lateStartWorked[n] - dates.earlyStartWorked[n];
  return Math.min(startSlack, finishSlack);
}

/** Wall-clock room behind a junction before the earliest of its successors, lag not taken off. */
function clockRoomOfJunction(net: Network, n: number, dates: PassMemory): number {
  let least = Infinity;
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    if (net.reachOut[at] & REACH.isSpent) continue;
    least = Math.min(least, successorInstant(net, net.outLink[at], dates) - dates.earlyFinish[n]);
  }
  return least;
}

function roomByClock(net: Network, n: number, at: number, dates: PassMemory): number {
  const to = net.outTo[at];
  const isJunction = (net.flags[to] & NODE.junction) !== 0;
  const usesStart = (net.reachOut[at] & LINK.SS) !== 0;
  const isLate = net.constraint[n] === CONSTRAINT.ALAP;
  const theirs = isJunction ? dates.earlyFinish[to] + dates.freeSlack[to] : successorInstant(net, net.outLink[at], dates);
  if (theirs === Infinity) return Infinity;
  const lag = net.outLag[at] + (isJunction ? net.outLag[net.firstSuccessor[to]] : 0);
  if (net.flags[n] & NODE.elapsed) return theirs - (isLate ? (usesStart ? dates.lateStart : dates.lateFinish) : usesStart ? dates.earlyStart : dates.earlyFinish)[n] - lag;
  const ours = isLate ? (usesStart ? dates.lateStartWorked : dates.lateFinishWorked) : usesStart ? dates.earlyStartWorked : dates.earlyFinishWorked;
  return workedAt(net.calendars[net.calendarOf[n]], theirs) - ours[n] - lag;
}

/** The end of the successor that link `k` ties, at the dates where the successor is scheduled. */
function successorInstant(net: Network, k: number, dates: PassMemory): number {
  const to = net.linkTo[k];
  const isFinish = (net.linkType[k] & LINK.FF) !== 0;
  if (net.constraint[to] === CONSTRAINT.ALAP) return (isFinish ? dates.lateFinish : dates.lateStart)[to];
  return (isFinish ? dates.earlyFinish : dates.earlyStart)[to];
}
