/** Primavera's backward pass: how late the remaining work of each node may end. */
import { finishAllowedBy, isIdle } from "./links.ts";
import { isGiven, KIND, spansOthers, STATE, type PrimaveraDates, type PrimaveraNetwork } from "./network.ts";
import { finishFrom, startFrom, workFinish, workStart } from "./node-time.ts";

/** One pass in reverse topological order; `lastFinish` is where late dates begin. */
export function backwardPass(net: PrimaveraNetwork, into: PrimaveraDates, lastFinish: number): void {
  const ends = { start: into.remainingLateStart, finish: into.remainingLateFinish };
  for (let n = net.nodeCount - 1; n >= 0; n -= 1) {
    if (spansOthers(net.kind[n])) continue;
    if (isGiven(net.kind[n])) {
      into.remainingLateStart[n] = into.lateStart[n] = net.actualStart[n];
      into.remainingLateFinish[n] = into.lateFinish[n] = net.actualFinish[n];
      continue;
    }
    let latest = Infinity;
    let isOpen = true;
    for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
      const k = net.outLink[at];
      if (!isIdle(net, k)) isOpen = false;
      latest = Math.min(latest, finishAllowedBy(net, k, ends, into.remaining));
    }
    const isFinished = net.state[n] === STATE.finished;
    const byLinks = isOpen && net.openEndsAreCritical && !isFinished ? into.remainingEarlyFinish[n] : Math.min(latest, lastFinish);
    const finish = isFinished ? byLinks : workFinish(net, n, capped(net, n, byLinks, into.remaining[n]));
    place(net, n, finish, into);
  }
}

/** Constraints that hold late dates down; a mandatory one sets them. */
function capped(net: PrimaveraNetwork, n: number, finish: number, span: number): number {
  const isUnstarted = net.state[n] === STATE.notStarted;
  if (isUnstarted && !Number.isNaN(net.mandatoryStart[n])) return finishFrom(net, n, workStart(net, n, net.mandatoryStart[n]), span);
  if (!Number.isNaN(net.mandatoryFinish[n])) return net.mandatoryFinish[n];
  let latest = finish;
  if (isUnstarted && !Number.isNaN(net.latestStart[n])) latest = Math.min(latest, finishFrom(net, n, workStart(net, n, net.latestStart[n]), span));
  if (!Number.isNaN(net.latestFinish[n])) latest = Math.min(latest, net.latestFinish[n]);
  return latest;
}

function place(net: PrimaveraNetwork, n: number, finish: number, into: PrimaveraDates): void {
  const isStartMilestone = net.kind[n] === KIND.startMilestone;
  const start = isStartMilestone && net.state[n] !== STATE.finished ? workStart(net, n, finish) : startFrom(net, n, finish, into.remaining[n]);
  into.remainingLateFinish[n] = isStartMilestone ? start : finish;
  into.remainingLateStart[n] = start;
  if (net.state[n] === STATE.finished) {
    into.lateStart[n] = net.actualStart[n];
    into.lateFinish[n] = net.actualFinish[n];
  } else {
    into.lateStart[n] = net.state[n] === STATE.started ? net.actualStart[n] : start;
    into.lateFinish[n] = into.remainingLateFinish[n];
  }
}
