/** Steps a Primavera node's remaining span in time: in its calendar, or by the calendars of the resources it depends on. */
import { addWork, finishAt, nextStart, previousFinish, startAt, workedAt } from "../calendar-table.ts";
import { KIND, type PrimaveraNetwork } from "./network.ts";

function hasDrivers(net: PrimaveraNetwork, n: number): boolean {
  return net.firstDriver[n] < net.firstDriver[n + 1];
}

/** Finish of `span` ticks of node `n` that begin at `t`. Resources finish one by one; the last one finishes the node. */
export function finishFrom(net: PrimaveraNetwork, n: number, t: number, span: number): number {
  if (!hasDrivers(net, n)) return addWork(net.calendars[net.calendarOf[n]], t, span);
  let latest = -Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    const finish = addWork(net.calendars[net.driverCalendar[k]], t, net.driverRemaining[k]);
    if (finish > latest) latest = finish;
  }
  return latest;
}

/** Start of `span` ticks of node `n` that end at `t`. */
export function startFrom(net: PrimaveraNetwork, n: number, t: number, span: number): number {
  if (!hasDrivers(net, n)) return addWork(net.calendars[net.calendarOf[n]], t, -span);
  let earliest = Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    const start = addWork(net.calendars[net.driverCalendar[k]], t, -net.driverRemaining[k]);
    if (start < earliest) earliest = start;
  }
  return earliest;
}

/** The instant at or after `t` at which node `n` can go on; a finish milestone stays on the end of a working period. */
export function workStart(net: PrimaveraNetwork, n: number, t: number): number {
  const kind = net.kind[n];
  if (kind === KIND.junction) return t;
  if (hasDrivers(net, n)) {
    let earliest = Infinity;
    for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
      const start = nextStart(net.calendars[net.driverCalendar[k]], t);
      if (start < earliest) earliest = start;
    }
    return earliest;
  }
  const calendar = net.calendars[net.calendarOf[n]];
  const worked = workedAt(calendar, t);
  return kind === KIND.finishMilestone && finishAt(calendar, worked) === t ? t : startAt(calendar, worked);
}

/** `t`, or the end of the working period before it where no work lies between. */
export function workFinish(net: PrimaveraNetwork, n: number, t: number): number {
  if (net.kind[n] === KIND.junction) return t;
  if (!hasDrivers(net, n)) return previousFinish(net.calendars[net.calendarOf[n]], t);
  let latest = -Infinity;
  for (let k = net.firstDriver[n]; k < net.firstDriver[n + 1]; k += 1) {
    const finish = previousFinish(net.calendars[net.driverCalendar[k]], t);
    if (finish > latest) latest = finish;
  }
  return latest;
}

/** Worked ticks of the node's own calendar at an instant. */
export function workedOf(net: PrimaveraNetwork, n: number, t: number): number {
  return workedAt(net.calendars[net.calendarOf[n]], t);
}
