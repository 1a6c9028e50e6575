/** How short a schedule can be at best: the longest chain of links, and the work that must fit between two times. */
import { headsOf, tailsOf } from "./heads-and-tails.ts";
import type { Instance } from "./instance.ts";

/** Length of the longest chain when resources are left aside. */
export function criticalPathBound(instance: Instance): number {
  const heads = headsOf(instance);
  return tailsOf(instance).reduce((longest, tail, a) => Math.max(longest, heads[a] + tail), 0);
}

/** No schedule is shorter than the answer. */
export function lowerBoundOf(instance: Instance): number {
  return criticalPathBound(instance);
}
