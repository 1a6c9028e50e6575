/** What a Primavera link asks of its two ends, forward and backward: lag in its calendar, less the part that progress has used up. */
import { addWork, workBetween } from "../calendar-table.ts";
import { LINK } from "../network.ts";
import { finishFrom, startFrom } from "./node-time.ts";
import { isGiven, PROGRESS, spansOthers, STATE, type PrimaveraDates, type PrimaveraNetwork } from "./network.ts";

/** Early or late instants at the two ends of a link. */
export interface Ends {
  readonly start: Float64Array;
  readonly finish: Float64Array;
}

/** A link from or to a task that spans others has no effect on the others. */
export function isIdle(net: PrimaveraNetwork, k: number): boolean {
  return spansOthers(net.kind[net.linkFrom[k]]) || spansOthers(net.kind[net.linkTo[k]]);
}

/** Whether the forward pass heeds link `k`: a task that has begun minds its predecessors only under retained logic. */
export function bindsForward(net: PrimaveraNetwork, k: number): boolean {
  if (isIdle(net, k)) return false;
  return net.state[net.linkTo[k]] === STATE.notStarted || net.progress === PROGRESS.retainedLogic;
}

function step(net: PrimaveraNetwork, k: number, t: number, lag: number): number {
  return addWork(net.calendars[net.lagCalendar[k]], t, lag);
}

/** Lag that has passed by the data date since an instant of the past. */
function passed(net: PrimaveraNetwork, k: number, since: number): number {
  return Math.max(0, workBetween(net.calendars[net.lagCalendar[k]], since, net.dataDate));
}

/** Working time of the predecessor between its actual start and the data date. */
function doneOf(net: PrimaveraNetwork, n: number): number {
  return Math.max(0, workBetween(net.calendars[net.calendarOf[n]], net.actualStart[n], net.dataDate));
}

/** A lag that began in the past counts with what is left of it; a lead of the past is over. */
function leftOf(lag: number, used: number): number {
  return lag <= 0 ? 0 : Math.max(0, lag - used);
}

function lagAfterFinish(net: PrimaveraNetwork, k: number): number {
  const from = net.linkFrom[k];
  if (net.state[from] !== STATE.finished) return net.lag[k];
  return net.state[net.linkTo[k]] === STATE.notStarted ? leftOf(net.lag[k], passed(net, k, net.actualFinish[from])) : 0;
}

/** The earliest remaining start of the successor that link `k` allows; -Infinity: it asks nothing. */
export function startAskedBy(net: PrimaveraNetwork, k: number, early: PrimaveraDates): number {
  const from = net.linkFrom[k];
  const to = net.linkTo[k];
  switch (net.linkType[k]) {
    case LINK.FS:
      return step(net, k, early.remainingEarlyFinish[from], lagAfterFinish(net, k));
    case LINK.SS:
      return startAfterStart(net, k, early);
    case LINK.FF:
      return startFrom(net, to, finishAfterFinish(net, k, early), early.remaining[to]);
    default: {
      const finish = finishAfterStart(net, k, early);
      return finish === -Infinity ? -Infinity : startFrom(net, to, finish, early.remaining[to]);
    }
  }
}

function startAfterStart(net: PrimaveraNetwork, k: number, early: PrimaveraDates): number {
  const from = net.linkFrom[k];
  const lag = net.lag[k];
  if (net.state[from] === STATE.notStarted || isGiven(net.kind[from])) return step(net, k, early.remainingEarlyStart[from], lag);
  const sinceActual = step(net, k, net.actualStart[from], lag);
  if (net.lagsCountFromActualStart) return sinceActual;
  if (net.state[from] === STATE.finished) return Math.max(sinceActual, early.remainingEarlyStart[from]);
  return step(net, k, early.remainingEarlyStart[from], leftOf(lag, doneOf(net, from)));
}

function finishAfterFinish(net: PrimaveraNetwork, k: number, early: PrimaveraDates): number {
  const from = net.linkFrom[k];
  const isFinished = net.state[from] === STATE.finished && !isGiven(net.kind[from]);
  return step(net, k, isFinished ? net.actualFinish[from] : early.remainingEarlyFinish[from], net.lag[k]);
}

function finishAfterStart(net: PrimaveraNetwork, k: number, early: PrimaveraDates): number {
  const from = net.linkFrom[k];
  if (net.state[from] === STATE.notStarted || isGiven(net.kind[from])) return step(net, k, early.remainingEarlyStart[from], net.lag[k]);
  const left = leftOf(net.lag[k], passed(net, k, net.actualStart[from]));
  return left === 0 ? -Infinity : step(net, k, early.remainingEarlyStart[from], left);
}

/**
 * The latest remaining finish of the predecessor that link `k` allows when its successor stands at `ends`; Infinity: it
 * asks nothing. Fed with late dates it serves the backward pass, with early ones free float.
 */
export function finishAllowedBy(net: PrimaveraNetwork, k: number, ends: Ends, remaining: Float64Array): number {
  const [from, to] = [net.linkFrom[k], net.linkTo[k]];
  if (isIdle(net, k)) return Infinity;
  const instant = (net.linkType[k] & LINK.FF) !== 0 ? finishOf(net, to, ends) : startOf(net, to, ends);
  if (Number.isNaN(instant)) return Infinity;
  switch (net.linkType[k]) {
    case LINK.FS:
      return step(net, k, instant, -lagAfterFinish(net, k));
    case LINK.FF:
      return net.state[from] === STATE.finished ? Infinity : step(net, k, instant, -net.lag[k]);
    default: {
      const lag = lagFromStart(net, k);
      return Number.isNaN(lag) ? Infinity : finishFrom(net, from, step(net, k, instant, -lag), remaining[from]);
    }
  }
}

/** Lag that still lies between the predecessor's remaining start and the successor; NaN where that start no longer matters. */
function lagFromStart(net: PrimaveraNetwork, k: number): number {
  const from = net.linkFrom[k];
  if (net.state[from] === STATE.notStarted) return net.lag[k];
  if (net.state[from] === STATE.finished) return NaN;
  if (net.linkType[k] === LINK.SS) return net.lagsCountFromActualStart ? NaN : leftOf(net.lag[k], doneOf(net, from));
  const left = leftOf(net.lag[k], passed(net, k, net.actualStart[from]));
  return left === 0 ? NaN : left;
}

/**
 * The successor's start as the link sees it. Under progress override a task that has begun asks nothing of those before it;
 * by actual dates it asks them to have kept to its actual start; under retained logic its remaining work counts.
 */
function startOf(net: PrimaveraNetwork, to: number, ends: Ends): number {
  if (net.state[to] === STATE.notStarted || isGiven(net.kind[to])) return ends.start[to] - net.delay[to];
  if (net.progress === PROGRESS.progressOverride) return NaN;
  return net.progress === PROGRESS.actualDates ? net.actualStart[to] : ends.start[to];
}

function finishOf(net: PrimaveraNetwork, to: number, ends: Ends): number {
  if (net.state[to] === STATE.notStarted || isGiven(net.kind[to])) return ends.finish[to];
  if (net.progress === PROGRESS.progressOverride) return NaN;
  return net.progress === PROGRESS.actualDates && net.state[to] === STATE.finished ? net.actualFinish[to] : ends.finish[to];
}
