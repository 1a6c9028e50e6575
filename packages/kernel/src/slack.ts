/** Total and free slack and the critical mark of every node, in working time of the node's own calendar. */
import { workBetween, type CalendarTable } from "./calendar-table.ts";
import type { EarlyDates, LateDates } from "./forward-pass.ts";
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
export function slackOf(net: Network, early: EarlyDates, late: LateDates): Slack {
  const count = net.nodeCount;
  const totalSlack = new Float64Array(count);
  const freeSlack = new Float64Array(count);
  const isCritical = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) totalSlack[n] = totalSlackOf(net, n, early, late);
  for (let n = count - 1; n >= 0; n -= 1) {
    const isFinished = (net.flags[n] & NODE.finished) !== 0;
    freeSlack[n] = isFinished ? 0 : freeSlackOf(net, n, early, late, totalSlack[n], freeSlack);
    isCritical[n] = !isFinished && totalSlack[n] <= net.criticalSlackLimit ? 1 : 0;
  }
  return { totalSlack, freeSlack, isCritical };
}

function totalSlackOf(net: Network, n: number, early: EarlyDates, late: LateDates): number {
  if (net.constraint[n] === CONSTRAINT.ALAP) return 0;
  if (late.lateStart[n] === early.earlyStart[n] && late.lateFinish[n] === early.earlyFinish[n]) return 0;
  const finishSlack = gap(net, n, early.earlyFinish[n], late.lateFinish[n]);
  if (net.flags[n] & NODE.started) return finishSlack;
  return Math.min(gap(net, n, early.earlyStart[n], late.lateStart[n]), finishSlack);
}

function freeSlackOf(net: Network, n: number, early: EarlyDates, late: LateDates, totalSlack: number, freeSlack: Float64Array): number {
  let least = Infinity;
  const own = net.constraint[n] === CONSTRAINT.ALAP ? late : undefined;
  const ownStart = own ? own.lateStart[n] : early.earlyStart[n];
  const ownFinish = own ? own.lateFinish[n] : early.earlyFinish[n];
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    const k = net.outLink[at];
    const to = net.linkTo[k];
    if (net.flags[to] & NODE.finished) continue;
    const seen = net.constraint[to] === CONSTRAINT.ALAP ? late : undefined;
    const type = net.linkType[k];
    const theirs = type & LINK.FF ? (seen ? seen.lateFinish : early.earlyFinish)[to] : (seen ? seen.lateStart : early.earlyStart)[to];
    const beyond = net.flags[to] & NODE.junction ? freeSlack[to] : 0;
    const room = gap(net, n, type & LINK.SS ? ownStart : ownFinish, theirs + beyond) - net.lag[k];
    if (room < least) least = room;
  }
  if (least === Infinity) least = totalSlack;
  return least < 0 ? 0 : least;
}

function gap(net: Network, n: number, from: number, to: number): number {
  if (from === to) return 0;
  if (net.flags[n] & NODE.elapsed) return to - from;
  const calendar: CalendarTable = net.calendars[net.calendarOf[n]];
  return workBetween(calendar, from, to);
}
