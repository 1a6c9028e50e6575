/** Total and free slack and the critical mark of every node, in working time of the node's own calendar. */
import { workedAt } from "./calendar-table.ts";
import type { LateResult } from "./backward-pass.ts";
import type { EarlyDates } from "./forward-pass.ts";
import { CONSTRAINT, LINK, NODE, type Network } from "./network.ts";

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
  for (let n = count - 1; n >= 0; n -= 1) {
    const total = totalSlackOf(net, n, early, late);
    const isFinished = (net.flags[n] & NODE.finished) !== 0;
    totalSlack[n] = total;
    freeSlack[n] = isFinished ? 0 : freeSlackOf(net, n, early, late, total, freeSlack);
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

function freeSlackOf(net: Network, n: number, early: EarlyDates, late: LateResult, totalSlack: number, freeSlack: Float64Array): number {
  const own = net.calendarOf[n];
  const isElapsed = (net.flags[n] & NODE.elapsed) !== 0;
  const isLate = net.constraint[n] === CONSTRAINT.ALAP;
  let least = Infinity;
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    const k = net.outLink[at];
    const to = net.linkTo[k];
    if (net.flags[to] & NODE.finished) continue;
    const type = net.linkType[k];
    let room;
    if (!isElapsed && !isLate && net.calendarOf[to] === own && net.constraint[to] !== CONSTRAINT.ALAP) {
      room = (type & LINK.FF ? early.finishWorked : early.startWorked)[to] - (type & LINK.SS ? early.startWorked : early.finishWorked)[n];
    } else {
      const theirs = successorInstant(net, k, early, late) + (net.flags[to] & NODE.junction ? freeSlack[to] : 0);
      const ours = isLate ? (type & LINK.SS ? late.lateStart : late.lateFinish)[n] : (type & LINK.SS ? early.earlyStart : early.earlyFinish)[n];
      room = isElapsed ? theirs - ours : workedAt(net.calendars[own], theirs) - workedAt(net.calendars[own], ours);
    }
    room -= net.lag[k];
    if (room < least) least = room;
  }
  if (least === Infinity) least = totalSlack;
  return least < 0 ? 0 : least;
}

/** The end of the successor that link `k` ties, at the dates where the successor is scheduled. */
function successorInstant(net: Network, k: number, early: EarlyDates, late: LateResult): number {
  const to = net.linkTo[k];
  const isFinish = (net.linkType[k] & LINK.FF) !== 0;
  if (net.constraint[to] === CONSTRAINT.ALAP) return (isFinish ? late.lateFinish : late.lateStart)[to];
  return (isFinish ? early.earlyFinish : early.earlyStart)[to];
}
