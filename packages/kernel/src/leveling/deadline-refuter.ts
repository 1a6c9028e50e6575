/** Shows that a project cannot end by a given time: windows of activities are narrowed until one is empty, or holds more work than fits. */
import { headsOf, tailsOf } from "./heads-and-tails.ts";
import type { Instance } from "./instance.ts";

/** What each activity's start is between. */
interface Windows {
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
}

/** True: no schedule ends by `deadline`. False: none of the arguments below shows it. Bounds and windows only; capacities at their most. */
export function deadlineRefuter(instance: Instance): (deadline: number) => boolean {
  const heads = headsOf(instance);
  const tails = tailsOf(instance);
  const pairs = conflictingPairs(instance);
  const used = new Int32Array(2 * instance.resources * (instance.horizon + 1));
  return (deadline) => {
    const windows = { earliest: heads.slice(), latest: tails.map((tail) => deadline - tail) };
    for (let isChanged = true; isChanged; ) {
      const before = widthOf(windows);
      if (!narrowByLinks(instance, windows) || !narrowByPairs(instance, windows, pairs)) return true;
      if (!narrowByCertainUse(instance, windows, used, deadline)) return true;
      isChanged = widthOf(windows) < before;
    }
    return hasTooMuchWork(instance, windows);
  };
}

function widthOf({ earliest, latest }: Windows): number {
  return earliest.reduce((sum, start, a) => sum + latest[a] - start, 0);
}

/** Two and two activities that need more than there is together; flat. */
function conflictingPairs({ count, resources, durations, demands, capacities }: Instance): Int32Array {
  const pairs: number[] = [];
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      let isConflict = false;
      for (let r = 0; r < resources; r += 1) if (demands[a * resources + r] + demands[b * resources + r] > capacities[r]) isConflict = true;
      if (isConflict && durations[a] > 0 && durations[b] > 0) pairs.push(a, b);
    }
  }
  return Int32Array.from(pairs);
}

function narrowByLinks(instance: Instance, { earliest, latest }: Windows): boolean {
  const { count, order, firstPredecessor, predecessor, predecessorLag } = instance;
  for (let k = 0; k < count; k += 1) {
    const a = order[k];
    for (let arc = firstPredecessor[a]; arc < firstPredecessor[a + 1]; arc += 1) earliest[a] = Math.max(earliest[a], earliest[predecessor[arc]] + predecessorLag[arc]);
  }
  for (let k = count - 1; k >= 0; k -= 1) {
    const a = order[k];
    if (earliest[a] > latest[a]) return false;
    for (let arc = firstPredecessor[a]; arc < firstPredecessor[a + 1]; arc += 1) latest[predecessor[arc]] = Math.min(latest[predecessor[arc]], latest[a] - predecessorLag[arc]);
  }
  return true;
}

/** Where one of a conflicting pair cannot come first, the other must. */
function narrowByPairs({ durations }: Instance, { earliest, latest }: Windows, pairs: Int32Array): boolean {
  for (let k = 0; k < pairs.length; k += 2) {
    const [a, b] = [pairs[k], pairs[k + 1]];
    const canAFirst = earliest[a] + durations[a] <= latest[b];
    const canBFirst = earliest[b] + durations[b] <= latest[a];
    if (canAFirst && canBFirst) continue;
    if (!canAFirst && !canBFirst) return false;
    const [first, second] = canAFirst ? [a, b] : [b, a];
    earliest[second] = Math.max(earliest[second], earliest[first] + durations[first]);
    latest[first] = Math.min(latest[first], latest[second] - durations[first]);
  }
  return true;
}

/** An activity runs for certain from its latest start to its earliest finish; others go around that. */
function narrowByCertainUse(instance: Instance, windows: Windows, used: Int32Array, deadline: number): boolean {
  const { count, resources, durations, demands, capacities } = instance;
  const { earliest, latest } = windows;
  used.fill(0, 0, resources * (deadline + 1));
  for (let a = 0; a < count; a += 1) {
    for (let t = latest[a]; t < earliest[a] + durations[a]; t += 1) {
      for (let r = 0; r < resources; r += 1) {
        used[t * resources + r] += demands[a * resources + r];
        if (used[t * resources + r] > capacities[r]) return false;
      }
    }
  }
  const fits = (a: number, t: number, from: number, to: number): boolean => {
    if (t >= from && t < to) return true;
    for (let r = 0; r < resources; r += 1) if (used[t * resources + r] + demands[a * resources + r] > capacities[r]) return false;
    return true;
  };
  for (let a = 0; a < count; a += 1) {
    const [from, to] = [latest[a], earliest[a] + durations[a]];
    for (let t = earliest[a]; t < earliest[a] + durations[a] && earliest[a] <= latest[a]; t += 1) if (!fits(a, t, from, to)) earliest[a] = t + 1;
    for (let t = latest[a] + durations[a] - 1; t >= latest[a] && earliest[a] <= latest[a]; t -= 1) if (!fits(a, t, from, to)) latest[a] = t - durations[a];
    if (earliest[a] > latest[a]) return false;
  }
  return true;
}

/** Energetic reasoning: the work that must fall between two times, wherever activities are put in their windows, exceeds what fits. */
function hasTooMuchWork({ count, resources, durations, demands, capacities }: Instance, { earliest, latest }: Windows): boolean {
  const begins = [...new Set(earliest)].sort((a, b) => a - b);
  const ends = [...new Set(latest.map((start, a) => start + durations[a]))].sort((a, b) => a - b);
  const work = new Float64Array(resources);
  for (const begin of begins) {
    for (const end of ends) {
      if (end <= begin) continue;
      work.fill(0);
      for (let a = 0; a < count; a += 1) {
        const inside = Math.min(durations[a], earliest[a] + durations[a] - begin, end - latest[a], end - begin);
        if (inside > 0) for (let r = 0; r < resources; r += 1) work[r] += inside * demands[a * resources + r];
      }
      for (let r = 0; r < resources; r += 1) if (work[r] > capacities[r] * (end - begin)) return true;
    }
  }
  return false;
}
