/** Primavera's forward pass: when the remaining work of each node can begin and end, and what fixes it. */
import { DRIVER } from "../network.ts";
import { bindsForward, startAskedBy } from "./links.ts";
import { isGiven, P6_DRIVER, spansOthers, STATE, type Mutable, type PrimaveraDates, type PrimaveraNetwork } from "./network.ts";
import { finishFrom, startFrom, workedOf, workFinish, workStart } from "./node-time.ts";

/** One pass in topological order. Nodes that span others are left for `spanOthers`. */
export function forwardPass(net: PrimaveraNetwork, into: Mutable<PrimaveraDates>): void {
  const asked = new Float64Array(mostLinksIn(net));
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (spansOthers(net.kind[n])) continue;
    if (isGiven(net.kind[n])) passGiven(net, n, into);
    else if (net.state[n] === STATE.notStarted) passUnstarted(net, n, into, asked);
    else passBegun(net, n, into, asked);
  }
}

/** Links into the node that has most: room for what each of a node's links asks. */
function mostLinksIn(net: PrimaveraNetwork): number {
  let most = 0;
  for (let n = 0; n < net.nodeCount; n += 1) most = Math.max(most, net.firstPredecessor[n + 1] - net.firstPredecessor[n]);
  return most;
}

function passGiven(net: PrimaveraNetwork, n: number, into: Mutable<PrimaveraDates>): void {
  into.remainingEarlyStart[n] = into.earlyStart[n] = net.actualStart[n];
  into.remainingEarlyFinish[n] = into.earlyFinish[n] = net.actualFinish[n];
  into.driver[n] = DRIVER.given;
}

/** The latest start that the links into `n` ask for, or -Infinity. Each link's own wish is noted in `asked`. */
function latestAsked(net: PrimaveraNetwork, n: number, early: PrimaveraDates, asked: Float64Array): number {
  const first = net.firstPredecessor[n];
  let latest = -Infinity;
  for (let k = first; k < net.firstPredecessor[n + 1]; k += 1) {
    const start = bindsForward(net, k) ? startAskedBy(net, k, early) : -Infinity;
    asked[k - first] = start;
    if (start > latest) latest = start;
  }
  return latest;
}

function passUnstarted(net: PrimaveraNetwork, n: number, into: Mutable<PrimaveraDates>, asked: Float64Array): void {
  const byLinks = latestAsked(net, n, into, asked);
  const free = workStart(net, n, Math.max(net.dataDate, byLinks));
  const { start: undelayed, cause } = constrained(net, n, free);
  const start = net.delay[n] === 0 ? undelayed : workStart(net, n, undelayed + net.delay[n]);
  into.driver[n] = cause === 0 ? DRIVER.projectStart : cause;
  into.remainingEarlyStart[n] = into.earlyStart[n] = start;
  const finish = isDate(net.mandatoryFinish[n]) && !isDate(net.mandatoryStart[n]) ? Math.max(start, net.mandatoryFinish[n]) : endOf(net, n, start, into);
  into.remainingEarlyFinish[n] = into.earlyFinish[n] = finish;
  if (cause === 0) noteDrivers(net, n, into, asked, undelayed);
}

/** A date constraint moves the start later, a mandatory one either way; the data date stays the floor of both. */
function constrained(net: PrimaveraNetwork, n: number, start: number): { start: number; cause: number } {
  if (isDate(net.mandatoryStart[n])) return { start: workStart(net, n, Math.max(net.mandatoryStart[n], net.dataDate)), cause: P6_DRIVER.mandatory };
  if (isDate(net.mandatoryFinish[n])) return { start: workStart(net, n, Math.max(startFrom(net, n, net.mandatoryFinish[n], net.remaining[n]), net.dataDate)), cause: P6_DRIVER.mandatory };
  const bySpan = isDate(net.earliestFinish[n]) ? startFrom(net, n, net.earliestFinish[n], net.remaining[n]) : -Infinity;
  const wish = Math.max(isDate(net.earliestStart[n]) ? net.earliestStart[n] : -Infinity, bySpan);
  const later = wish > start ? workStart(net, n, wish) : start;
  return later > start ? { start: later, cause: DRIVER.constraint } : { start, cause: 0 };
}

function isDate(value: number): boolean {
  return !Number.isNaN(value);
}

/** Finish of the remaining work; an expected finish sets how much of it there is. */
function endOf(net: PrimaveraNetwork, n: number, start: number, into: PrimaveraDates): number {
  const expected = net.expectedFinish[n];
  if (!isDate(expected)) return finishFrom(net, n, start, into.remaining[n]);
  const finish = expected > start ? workFinish(net, n, expected) : start;
  into.remaining[n] = Math.max(0, workedOf(net, n, finish) - workedOf(net, n, start));
  return finish;
}

/**
 * Started: the remaining work begins at the data date, or where retained logic, a pause or a finish constraint puts it.
 * Finished: nothing remains, but under retained logic what it waited for is passed on to those behind it.
 */
function passBegun(net: PrimaveraNetwork, n: number, into: Mutable<PrimaveraDates>, asked: Float64Array): void {
  const byLinks = latestAsked(net, n, into, asked);
  const isFinished = net.state[n] === STATE.finished;
  let start = Math.max(net.dataDate, byLinks);
  into.driver[n] = DRIVER.actual;
  into.earlyStart[n] = net.actualStart[n];
  if (isFinished) {
    into.remainingEarlyStart[n] = into.remainingEarlyFinish[n] = start;
    into.earlyFinish[n] = net.actualFinish[n];
    into.remaining[n] = 0;
    return;
  }
  start = workStart(net, n, start);
  let cause: number = P6_DRIVER.dataDate;
  const held = resumed(net, n);
  if (held > start) [start, cause] = [workStart(net, n, held), P6_DRIVER.resume];
  const byFinish = isDate(net.mandatoryFinish[n]) ? net.mandatoryFinish[n] : net.earliestFinish[n];
  if (isDate(byFinish)) {
    const wish = Math.max(net.dataDate, startFrom(net, n, byFinish, net.remaining[n]));
    if (isDate(net.mandatoryFinish[n]) ? wish !== start : wish > start) [start, cause] = [workStart(net, n, wish), isDate(net.mandatoryFinish[n]) ? P6_DRIVER.mandatory : DRIVER.constraint];
  }
  into.remainingEarlyStart[n] = start;
  into.remainingEarlyFinish[n] = into.earlyFinish[n] = endOf(net, n, start, into);
  into.driver[n] = cause;
  if (cause === P6_DRIVER.dataDate) noteDrivers(net, n, into, asked, start);
}

function resumed(net: PrimaveraNetwork, n: number): number {
  return isDate(net.resume[n]) ? net.resume[n] : -Infinity;
}

/** Marks the links that fix the remaining start: those after which no working time of the node is free before `begin`. */
function noteDrivers(net: PrimaveraNetwork, n: number, into: Mutable<PrimaveraDates>, asked: Float64Array, begin: number): void {
  const first = net.firstPredecessor[n];
  const start = workedOf(net, n, begin);
  const floor = workedOf(net, n, net.dataDate);
  let best = -1;
  for (let k = first; k < net.firstPredecessor[n + 1]; k += 1) {
    const instant = asked[k - first];
    if (instant === -Infinity || workedOf(net, n, instant) < start) continue;
    // What is over by the data date does not hold anybody up.
    if (net.state[net.linkFrom[k]] === STATE.finished && workedOf(net, n, instant) <= floor) continue;
    into.isDriving[k] = 1;
    if (best < 0) best = k;
  }
  if (best >= 0) into.driver[n] = best;
  else if (into.driver[n] === DRIVER.projectStart) into.driver[n] = P6_DRIVER.dataDate;
}
