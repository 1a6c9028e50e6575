/** Runs by Primavera's rules: the same draws, placed by Primavera's passes. */
import { NODE, type Network, type PassMemory } from "../network.ts";
import type { PrimaveraNetwork } from "../primavera/network.ts";
import { schedulePrimavera } from "../primavera/schedule-primavera.ts";

/** The network of which a run changes what remains of nodes; lags are shared with the other network and change with it. */
export interface PrimaveraRuns {
  readonly planned: PrimaveraNetwork;
  readonly net: PrimaveraNetwork;
}

export function primaveraRunsOf(planned: PrimaveraNetwork, lag: Float64Array): PrimaveraRuns {
  return { planned, net: { ...planned, lag, remaining: planned.remaining.slice(), driverRemaining: planned.driverRemaining.slice() } };
}

export function stretchPrimavera({ planned, net }: PrimaveraRuns, node: number, stretched: (ticks: number) => number): void {
  net.remaining[node] = stretched(planned.remaining[node]);
  for (let k = planned.firstDriver[node]; k < planned.firstDriver[node + 1]; k += 1) net.driverRemaining[k] = stretched(planned.driverRemaining[k]);
}

/** Places all nodes, with early finishes and total float in `into`; the answer is the finish of the project. */
export function placePrimavera({ net }: PrimaveraRuns, { flags }: Network, into: PassMemory): number {
  const dates = schedulePrimavera(net);
  into.earlyFinish.set(dates.earlyFinish);
  into.totalSlack.set(dates.totalSlack);
  let latest = -Infinity;
  for (let node = 0; node < net.nodeCount; node += 1) {
    const finish = dates.earlyFinish[node];
    if ((flags[node] & (NODE.junction | NODE.external)) === 0 && finish > latest && Number.isFinite(dates.lateStart[node]) && finish !== Infinity) latest = finish;
  }
  return latest === -Infinity ? net.dataDate : latest;
}
