/** Total and free slack and the critical mark of every node, in working time of the node's own calendar. */
import { workedAt } from "./calendar-table.ts";
import type { LateResult } from "./backward-pass.ts";
import type { EarlyDates } from "./forward-pass.ts";
import { CONSTRAINT, LINK, NODE, REACH, type Network } from "./network.ts";

export interface Slack {
  readonly totalSlack: Float64Array;
  readonly freeSlack: Float64Array;
  readonly isCritical: Uint8Array;
}

/**
 * Total slack = the smaller of start slack and finish slack; of a started node its finish slack; of an ALAP node 0.
 * Free slack = the smallest gap to an unfinished successor less the lag, never negative; without one, the total slack.
 */
export function slackOf(net: Network, early: EarlyDates, late: LateResult): Slack {
  const count = net.nodeCount;
  const totalSlack = new Float64Array(count);
  const freeSlack = new Float64Array(count);
  const isCritical = new Uint8Array(count);
  const hasLate = net.constraint.includes(CONSTRAINT.ALAP);
  for (let n = count - 1; n >= 0; n -= 1) {
    const total = totalSlackOf(net, n, early, late);
    const isFinished = (net.flags[n] & NODE.finished) !== 0;
    totalSlack[n] = total;
    freeSlack[n] = isFinished ? 0 : freeSlackOf(net, n, early, late, total, freeSlack, !hasLate && !(net.flags[n] & NODE.elapsed));
    isCritical[n] = !isFinished && total <= net.criticalSlackLimit ? 1 : 0;
  }
  return { totalSlack, freeSlack, isCritical };
}

function totalSlackOf(net: Network, n: number, early: EarlyDates, late: LateResult): number {
  if (net.constraint[n] === CONSTRAINT.ALAP) return 0;
  const flags = net.flags[n];
  if (flags & NODE.elapsed) {
    const finishSlack = late.lateFinish[n] - early.earlyFinish[n];
    return flags & NODE.started ? finishSlack : Math.min(late.lateStart[n] - early.earlyStart[n], finishSlack);
  }
  const finishSlack = late.finishWorked[n] - early.finishWorked[n];
  if (flags & NODE.started) return finishSlack;
  const startSlack = late.startWorked[n] - early.startWorked[n];
  return startSlack < finishSlack ? startSlack : finishSlack;
}

function freeSlackOf(net: Network, n: number, early: EarlyDates, late: LateResult, totalSlack: number, freeSlack: Float64Array, isShort: boolean): number {
  const { startWorked, finishWorked } = early;
  const end = net.firstSuccessor[n + 1];
  let least = Infinity;
  for (let at = net.firstSuccessor[n]; at < end; at += 1) {
    const reach = net.reachOut[at];
    if (reach & REACH.isSpent) continue;
    const to = net.outTo[at];
    const room =
      isShort && !(reach & REACH.needsClock)
        ? (reach & LINK.FF ? finishWorked : startWorked)[to] - (reach & LINK.SS ? startWorked : finishWorked)[n] - net.outLag[at]
        : roomByClock(net, n, at, early, late, freeSlack);
    if (room < least) least = room;
  }
  if (least === Infinity) least = totalSlack;
  return least < 0 ? 0 : least;
}

function roomByClock(net: Network, n: number, at: number, early: EarlyDates, late: LateResult, freeSlack: Float64Array): number {
  const to = net.outTo[at];
  const usesStart = (net.reachOut[at] & LINK.SS) !== 0;
  const isLate = net.constraint[n] === CONSTRAINT.ALAP;
  const theirs = successorInstant(net, net.outLink[at], early, late) + (net.flags[to] & NODE.junction ? freeSlack[to] : 0);
  const ours = isLate ? (usesStart ? late.lateStart : late.lateFinish)[n] : (usesStart ? early.earlyStart : early.earlyFinish)[n];
  const calendar = net.calendars[net.calendarOf[n]];
  const gap = net.flags[n] & NODE.elapsed ? theirs - ours : workedAt(calendar, theirs) - workedAt(calendar, ours);
  return gap - net.outLag[at];
}

/** The end of the successor that link `k` ties, at the dates where the successor is scheduled. */
function successorInstant(net: Network, k: number, early: EarlyDates, late: LateResult): number {
  const to = net.linkTo[k];
  const isFinish = (net.linkType[k] & LINK.FF) !== 0;
  if (net.constraint[to] === CONSTRAINT.ALAP) return (isFinish ? late.lateFinish : late.lateStart)[to];
  return (isFinish ? early.earlyFinish : early.earlyStart)[to];
}
