/** The kernel's door for Primavera's rules: a network in, all dates, float and critical marks out. */
import { backwardPass } from "./backward-pass.ts";
import { delayLateOnes, fillFloat, markCritical, markLongestPath } from "./float.ts";
import { forwardPass } from "./forward-pass.ts";
import { emptyDates, KIND, spansOthers, STATE, type PrimaveraDates, type PrimaveraNetwork } from "./network.ts";
import { spanOthers } from "./spans.ts";

/**
 * Forward pass, as-late-as-possible nodes moved by their free float, backward pass, float, longest path, and last the nodes
 * that only span others. Linear in nodes and links. The rules are written out in docs/decisions/primavera-rules.md.
 */
export function schedulePrimavera(net: PrimaveraNetwork): PrimaveraDates {
  const dates = emptyDates(net);
  forwardPass(net, dates);
  dates.projectFinish = latestFinish(net, dates);
  delayLateOnes(net, dates);
  backwardPass(net, dates, Number.isNaN(net.mustFinishBy) ? dates.projectFinish : net.mustFinishBy);
  fillFloat(net, dates);
  markLongestPath(net, dates);
  markCritical(net, dates);
  spanOthers(net, dates);
  return dates;
}

/** The latest early finish of work still to be done; of a plan that is finished, its latest actual finish. */
function latestFinish(net: PrimaveraNetwork, dates: PrimaveraDates): number {
  let latest = -Infinity;
  let actual = -Infinity;
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (spansOthers(net.kind[n]) || net.kind[n] === KIND.external) continue;
    const finish = dates.earlyFinish[n];
    if (finish === Infinity) continue;
    if (net.state[n] === STATE.finished) actual = Math.max(actual, finish);
    else latest = Math.max(latest, finish);
  }
  if (latest !== -Infinity) return latest;
  return actual === -Infinity ? net.dataDate : actual;
}
