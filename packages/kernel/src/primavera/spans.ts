/** Tasks whose dates are those of others: levels of effort between their neighbours, WBS summaries over their members. */
import { addWork, nextStart, previousFinish } from "../calendar-table.ts";
import { LINK } from "../network.ts";
import { KIND, P6_DRIVER, STATE, type PrimaveraDates, type PrimaveraNetwork } from "./network.ts";
import { workedOf } from "./node-time.ts";

/** One pass after all others have their dates; a level of effort may follow another one. */
export function spanOthers(net: PrimaveraNetwork, into: PrimaveraDates): void {
  const isPlaced = new Uint8Array(net.nodeCount);
  for (let n = 0; n < net.nodeCount; n += 1) isPlaced[n] = net.kind[n] === KIND.levelOfEffort || net.kind[n] === KIND.wbsSummary ? 0 : 1;
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (net.kind[n] !== KIND.levelOfEffort) continue;
    spanNeighbours(net, n, into, isPlaced);
    isPlaced[n] = 1;
  }
  for (let n = 0; n < net.nodeCount; n += 1) if (net.kind[n] === KIND.wbsSummary) spanMembers(net, n, into);
}

interface Span {
  start: number;
  finish: number;
}

interface Dates {
  readonly start: Float64Array;
  readonly finish: Float64Array;
}

/** From the earliest start that a link to or from it touches to the latest such finish. */
function spanNeighbours(net: PrimaveraNetwork, n: number, into: PrimaveraDates, isPlaced: Uint8Array): void {
  const calendar = net.calendars[net.calendarOf[n]];
  const early = touched(net, n, { start: into.earlyStart, finish: into.earlyFinish }, isPlaced);
  const late = touched(net, n, { start: into.lateStart, finish: into.lateFinish }, isPlaced);
  const isStarted = net.state[n] !== STATE.notStarted;
  const start = isStarted ? net.actualStart[n] : nextStart(calendar, early.start === Infinity ? net.dataDate : early.start);
  const finish = net.state[n] === STATE.finished ? net.actualFinish[n] : Math.max(start, early.finish === -Infinity ? start : previousFinish(calendar, early.finish));
  into.earlyStart[n] = start;
  into.remainingEarlyStart[n] = Math.max(start, net.dataDate);
  into.earlyFinish[n] = into.remainingEarlyFinish[n] = finish;
  const lateFinish = late.finish === -Infinity ? Math.max(finish, into.projectFinish) : previousFinish(calendar, late.finish);
  const lateStart = Math.min(late.start === Infinity ? start : nextStart(calendar, late.start), lateFinish);
  into.remainingLateFinish[n] = lateFinish;
  into.remainingLateStart[n] = lateStart;
  into.lateFinish[n] = net.state[n] === STATE.finished ? net.actualFinish[n] : lateFinish;
  into.lateStart[n] = isStarted ? net.actualStart[n] : lateStart;
  into.totalSlack[n] = net.state[n] === STATE.finished ? 0 : workedOf(net, n, lateFinish) - workedOf(net, n, finish);
  into.driver[n] = P6_DRIVER.neighbours;
}

function touched(net: PrimaveraNetwork, n: number, dates: Dates, isPlaced: Uint8Array): Span {
  const span: Span = { start: Infinity, finish: -Infinity };
  const touch = (end: "start" | "finish", instant: number): void => {
    if (end === "start") span.start = Math.min(span.start, instant);
    else span.finish = Math.max(span.finish, instant);
  };
  for (let k = net.firstPredecessor[n]; k < net.firstPredecessor[n + 1]; k += 1) {
    const from = net.linkFrom[k];
    if (isPlaced[from] === 0) continue;
    const theirs = net.linkType[k] & LINK.SS ? dates.start[from] : dates.finish[from];
    touch(net.linkType[k] & LINK.FF ? "finish" : "start", addWork(net.calendars[net.lagCalendar[k]], theirs, net.lag[k]));
  }
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    const k = net.outLink[at];
    const to = net.linkTo[k];
    if (isPlaced[to] === 0) continue;
    const theirs = net.linkType[k] & LINK.FF ? dates.finish[to] : dates.start[to];
    touch(net.linkType[k] & LINK.SS ? "start" : "finish", addWork(net.calendars[net.lagCalendar[k]], theirs, -net.lag[k]));
  }
  return span;
}

/** A WBS summary without members stands at the data date. */
function spanMembers(net: PrimaveraNetwork, n: number, into: PrimaveraDates): void {
  const span = (pick: (dates: PrimaveraDates) => Dates): Span => {
    const dates = pick(into);
    const found: Span = { start: Infinity, finish: -Infinity };
    for (let at = net.firstMember[n]; at < net.firstMember[n + 1]; at += 1) {
      found.start = Math.min(found.start, dates.start[net.member[at]]);
      found.finish = Math.max(found.finish, dates.finish[net.member[at]]);
    }
    return found.start === Infinity ? { start: net.dataDate, finish: net.dataDate } : found;
  };
  const early = span(({ earlyStart, earlyFinish }) => ({ start: earlyStart, finish: earlyFinish }));
  const late = span(({ lateStart, lateFinish }) => ({ start: lateStart, finish: lateFinish }));
  into.earlyStart[n] = into.remainingEarlyStart[n] = early.start;
  into.earlyFinish[n] = into.remainingEarlyFinish[n] = early.finish;
  into.lateStart[n] = into.remainingLateStart[n] = late.start;
  into.lateFinish[n] = into.remainingLateFinish[n] = late.finish;
  into.totalSlack[n] = workedOf(net, n, late.finish) - workedOf(net, n, early.finish);
  into.driver[n] = P6_DRIVER.neighbours;
}
