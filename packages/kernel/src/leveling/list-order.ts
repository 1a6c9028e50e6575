/** Lists of activities read off a schedule: what the schemes take to build the next one. */
import type { Instance } from "./instance.ts";

/** Both orders keep predecessors before (by start) or behind (by finish) their successors. */
export interface ListOrder {
  /** Earliest start first. Starts are 0 or later. */
  readonly byStart: (starts: Int32Array, makespan: number, list: Int32Array) => void;
  /** Latest finish first. */
  readonly byFinish: (starts: Int32Array, makespan: number, list: Int32Array) => void;
}

/** Sorting by counting, since times are small whole numbers; activities at the same time stay in the order of their links. */
export function listOrder(instance: Instance): ListOrder {
  const { count, order, durations, horizon } = instance;
  const first = new Int32Array(2 * horizon + 2);
  const repair = instance.hasNegativeLags ? linkRepair(instance) : undefined;
  const byStart = (starts: Int32Array, makespan: number, list: Int32Array): void => {
    first.fill(0, 0, makespan + 2);
    for (let a = 0; a < count; a += 1) first[starts[a] + 1] += 1;
    for (let t = 0; t < makespan; t += 1) first[t + 1] += first[t];
    for (let k = 0; k < count; k += 1) {
      const a = order[k];
      list[first[starts[a]]] = a;
      first[starts[a]] += 1;
    }
    repair?.predecessorsFirst(list);
  };
  const byFinish = (starts: Int32Array, makespan: number, list: Int32Array): void => {
    first.fill(0, 0, makespan + 2);
    for (let a = 0; a < count; a += 1) first[makespan - starts[a] - durations[a] + 1] += 1;
    for (let t = 0; t < makespan; t += 1) first[t + 1] += first[t];
    for (let k = count - 1; k >= 0; k -= 1) {
      const a = order[k];
      const fromEnd = makespan - starts[a] - durations[a];
      list[first[fromEnd]] = a;
      first[fromEnd] += 1;
    }
    repair?.successorsFirst(list);
  };
  return { byStart, byFinish };
}

interface LinkRepair {
  readonly predecessorsFirst: (list: Int32Array) => void;
  readonly successorsFirst: (list: Int32Array) => void;
}

/** With negative lags a successor may start first. Such an activity is put behind what it waits for. */
function linkRepair({ count, firstPredecessor, predecessor, firstSuccessor, successor }: Instance): LinkRepair {
  const stack = new Int32Array(count);
  const sorted = new Int32Array(count);
  const isPlaced = new Uint8Array(count);
  const behind = (firstOther: Int32Array, other: Int32Array) => (list: Int32Array): void => {
    isPlaced.fill(0);
    let placed = 0;
    for (const a of list) {
      if (isPlaced[a] === 1) continue;
      stack[0] = a;
      for (let height = 1; height > 0; ) {
        const top = stack[height - 1];
        let missing = -1;
        for (let arc = firstOther[top]; missing < 0 && arc < firstOther[top + 1]; arc += 1) if (isPlaced[other[arc]] === 0) missing = other[arc];
        if (missing >= 0) {
          stack[height] = missing;
          height += 1;
          continue;
        }
        height -= 1;
        isPlaced[top] = 1;
        sorted[placed] = top;
        placed += 1;
      }
    }
    list.set(sorted);
  };
  return { predecessorsFirst: behind(firstPredecessor, predecessor), successorsFirst: behind(firstSuccessor, successor) };
}
