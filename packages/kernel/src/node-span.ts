/** Steps the span of one node forward or backward: in its calendar, by the clock, or by its assignments' calendars. */
import { addWork, finishAt, previousFinish, startAt, workedAt } from "./calendar-table.ts";
import { NODE, type Network } from "./network.ts";

/** Finish of node `n` when its span begins at `t`. */
export function stepForward(net: Network, n: number, t: number): number {
  const flags = net.flags[n];
  if (flags & NODE.elapsed) return t + net.span[n];
  if (!(flags & NODE.driven)) return addWork(net.calendars[net.calendarOf[n]], t, net.span[n]);
  let latest = -Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    const finish = addWork(net.calendars[net.driverCalendar[k]], t, net.driverSpan[k]);
    if (finish > latest) latest = finish;
  }
  return latest;
}

/** Start of node `n` when its span ends at `t`. */
export function stepBackward(net: Network, n: number, t: number): number {
  const flags = net.flags[n];
  if (flags & NODE.elapsed) return t - net.span[n];
  if (!(flags & NODE.driven)) return addWork(net.calendars[net.calendarOf[n]], t, -net.span[n]);
  let earliest = Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    const start = addWork(net.calendars[net.driverCalendar[k]], t, -net.driverSpan[k]);
    if (start < earliest) earliest = start;
  }
  return earliest;
}

/** The next instant at or after `t` at which node `n` can start; a milestone may stay on a period's end. */
export function nextStartOf(net: Network, n: number, t: number): number {
  if (net.flags[n] & NODE.bare) return t;
  if (!(net.flags[n] & NODE.driven)) return nextStartIn(net, net.calendarOf[n], net.flags[n] & NODE.milestone, t);
  const earliest = earliestStart(net, n, t, 0);
  return earliest === Infinity ? earliestStart(net, n, t, 1) : earliest;
}

/** The earliest start among the drivers that wait (1) or do not (0). */
function earliestStart(net: Network, n: number, t: number, waits: number): number {
  let earliest = Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    if (net.driverWaits[k] !== waits) continue;
    const start = nextStartIn(net, net.driverCalendar[k], net.flags[n] & NODE.milestone, t);
    if (start < earliest) earliest = start;
  }
  return earliest;
}

function nextStartIn(net: Network, calendar: number, milestone: number, t: number): number {
  const table = net.calendars[calendar];
  const worked = workedAt(table, t);
  if (milestone && finishAt(table, worked) === t) return t;
  return startAt(table, worked);
}

/** `t`, or the end of the period before it where no work lies between. */
export function equivalentFinishOf(net: Network, n: number, t: number): number {
  if (net.flags[n] & (NODE.elapsed | NODE.bare | NODE.fixed)) return t;
  if (!(net.flags[n] & NODE.driven)) return previousFinish(net.calendars[net.calendarOf[n]], t);
  let latest = -Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    const finish = previousFinish(net.calendars[net.driverCalendar[k]], t);
    if (finish > latest) latest = finish;
  }
  return latest;
}

/** Adds (sign 1) or takes away (sign -1) the lag of link `k` in the calendar it is measured in. */
export function stepLag(net: Network, k: number, t: number, sign: number): number {
  const lag = net.lag[k];
  if (lag === 0) return t;
  if (net.lagIsElapsed[k]) return t + sign * lag;
  return addWork(net.calendars[net.lagCalendar[k]], t, sign * lag);
}
