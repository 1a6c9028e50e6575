/** Earliest starts and longest ways to the end when resources are left aside. */
import type { Instance } from "./instance.ts";

/** `heads[a]`: earliest start of activity `a`. */
export function headsOf({ count, order, releases, firstPredecessor, predecessor, predecessorLag }: Instance): Int32Array {
  const heads = releases.slice();
  for (let k = 0; k < count; k += 1) {
    const a = order[k];
    for (let arc = firstPredecessor[a]; arc < firstPredecessor[a + 1]; arc += 1) heads[a] = Math.max(heads[a], heads[predecessor[arc]] + predecessorLag[arc]);
  }
  return heads;
}

/** `tails[a]`: least time from the start of activity `a` to the end of the project, its own duration included. */
export function tailsOf({ count, order, durations, firstSuccessor, successor, successorLag }: Instance): Int32Array {
  const tails = durations.slice();
  for (let k = count - 1; k >= 0; k -= 1) {
    const a = order[k];
    for (let arc = firstSuccessor[a]; arc < firstSuccessor[a + 1]; arc += 1) tails[a] = Math.max(tails[a], tails[successor[arc]] + successorLag[arc]);
  }
  return tails;
}
