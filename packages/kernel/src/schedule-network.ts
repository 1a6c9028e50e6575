/** The kernel's door: a network in, all dates, slack and critical marks out. */
import { backwardPass } from "./backward-pass.ts";
import { forwardPass, type EarlyDates } from "./forward-pass.ts";
import { CONSTRAINT, type Network, type NetworkDates } from "./network.ts";
import { slackOf } from "./slack.ts";

/**
 * Forward pass, backward pass, and where a node is as late as possible one more forward pass that lets it push its
 * successors. Linear in nodes and links. Dates are ticks; a node that no calendar can place gets ±Infinity.
 */
export function scheduleNetwork(net: Network): NetworkDates {
  const first = forwardPass(net);
  const projectFinish = latestFinish(net, first);
  const late = backwardPass(net, first, projectFinish);
  const early = net.constraint.includes(CONSTRAINT.ALAP) ? forwardPass(net, late) : first;
  const slack = slackOf(net, early, late);
  return {
    earlyStart: early.earlyStart,
    earlyFinish: early.earlyFinish,
    lateStart: late.lateStart,
    lateFinish: late.lateFinish,
    ...slack,
    driver: early.driver,
    projectFinish,
  };
}

function latestFinish(net: Network, early: EarlyDates): number {
  let latest = net.nodeCount === 0 ? net.projectStart : -Infinity;
  for (let n = 0; n < net.nodeCount; n += 1) if (early.earlyFinish[n] > latest) latest = early.earlyFinish[n];
  return latest;
}
