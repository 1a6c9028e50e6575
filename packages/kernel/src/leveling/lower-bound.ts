/** How short a schedule can be at best: the longest chain of links, work that cannot run side by side, and times that are refuted. */
import { deadlineRefuter } from "./deadline-refuter.ts";
import { headsOf, tailsOf } from "./heads-and-tails.ts";
import type { Instance } from "./instance.ts";

/** Above it the refuting of times would cost more than it tells. */
const MOST_REFUTED = 200;

/** Length of the longest chain when resources are left aside. */
export function criticalPathBound(instance: Instance): number {
  const heads = headsOf(instance);
  return tailsOf(instance).reduce((longest, tail, a) => Math.max(longest, heads[a] + tail), 0);
}

/** No schedule is shorter than the answer. */
export function lowerBoundOf(instance: Instance): number {
  const simple = Math.max(criticalPathBound(instance), workBound(instance));
  return instance.count > MOST_REFUTED ? simple : refutedBound(instance, simple);
}

/** All units of work of one resource, done by all its units without a pause. */
function workBound({ count, resources, durations, demands, capacities }: Instance): number {
  let longest = 0;
  for (let r = 0; r < resources; r += 1) {
    let work = 0;
    for (let a = 0; a < count; a += 1) work += durations[a] * demands[a * resources + r];
    if (work > 0) longest = Math.max(longest, Math.ceil(work / capacities[r]));
  }
  return longest;
}

/** Destructive improvement (Klein and Scholl 1999): a makespan at which the instance is refuted is too short; the gap is closed by halving. */
function refutedBound(instance: Instance, simple: number): number {
  const isRefuted = deadlineRefuter(instance);
  let bound = simple;
  let step = 1;
  while (isRefuted(bound + step - 1)) {
    bound += step;
    step *= 2;
  }
  // Everything below `bound` is refuted, `bound + step - 1` is not.
  for (let open = step - 1; open > 0; ) {
    const half = open >> 1;
    if (!isRefuted(bound + half)) open = half;
    else {
      bound += half + 1;
      open -= half + 1;
    }
  }
  return bound;
}
