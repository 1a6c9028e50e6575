/** The kernel's door: a network in, all dates, slack and critical marks out. */
import { backwardPass } from "./backward-pass.ts";
import { forwardPass, pushByLateNodes } from "./forward-pass.ts";
import { CONSTRAINT, NODE, passMemory, type Network, type NetworkDates, type PassMemory } from "./network.ts";
import { fillSlack } from "./slack.ts";

/**
 * Forward pass, backward pass, and where a node is as late as possible a last pass that lets it push its successors. Linear in nodes and links. Dates are ticks; a node that no calendar can place gets plus or minus Infinity.
 * `memory` of an earlier run of equal size may be used again; the results of that run are then overwritten.
 */
export function scheduleNetwork(net: Network, memory: PassMemory = passMemory(net.nodeCount)): NetworkDates {
  forwardPass(net, memory);
  const projectFinish = latestFinish(net, memory);
  backwardPass(net, memory, projectFinish);
  if (net.constraint.includes(CONSTRAINT.ALAP)) pushByLateNodes(net, memory);
  fillSlack(net, memory);
  return { ...memory, projectFinish };
}

/** The project finish: the latest early finish of the nodes that a calendar could place; a junction is no task. */
export function latestFinish(net: Network, memory: PassMemory): number {
  let latest = -Infinity;
  for (let n = 0; n < net.nodeCount; n += 1) {
    const finish = memory.earlyFinish[n];
    if (finish > latest && finish !== Infinity && (net.flags[n] & NODE.junction) === 0) latest = finish;
  }
  return latest === -Infinity ? net.projectStart : latest;
}
