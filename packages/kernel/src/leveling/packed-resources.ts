/** Several resources in one 32-bit number: each has a lane with a guard bit, so that one subtraction compares them all. */

export interface PackedResources {
  /** 32-bit numbers per activity and per unit of time; 1 for up to four resources of up to 127 units. */
  readonly words: number;
  /** `demand[w * count + a]` */
  readonly demand: Int32Array;
  /** Guard bits of each word. A lane that runs below zero clears its guard. */
  readonly guard: Int32Array;
  /** What is free in an empty schedule: `free[w * horizon + t]`, guard bits set. */
  readonly free: Int32Array;
}

interface Unpacked {
  readonly count: number;
  readonly durations: Int32Array;
  readonly capacities: Int32Array;
  readonly demands: Int32Array;
  readonly changes: readonly { readonly time: number; readonly resource: number; readonly capacity: number }[];
  readonly horizon: number;
}

interface Lane {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** Capacities below 2^30 units. */
export function packDemands({ count, durations, capacities, demands, changes, horizon }: Unpacked): PackedResources {
  const resources = capacities.length;
  const most = capacities.slice();
  for (const { resource, capacity } of changes) most[resource] = Math.max(most[resource], capacity);
  const lanes = lanesFor(most);
  const words = Math.max(1, (lanes.at(-1)?.word ?? 0) + 1);
  const demand = new Int32Array(words * count);
  const guard = new Int32Array(words);
  const free = new Int32Array(words * horizon);
  lanes.forEach(({ word, shift, bits }, r) => {
    guard[word] |= 1 << (shift + bits);
    for (let a = 0; a < count; a += 1) if (durations[a] > 0) demand[word * count + a] |= demands[a * resources + r] << shift;
    let [from, capacity] = [0, capacities[r]];
    const fill = (to: number): void => {
      for (let t = from; t < to; t += 1) free[word * horizon + t] |= capacity << shift;
    };
    for (const change of changes) {
      if (change.resource !== r) continue;
      fill(change.time);
      [from, capacity] = [Math.max(0, change.time), change.capacity];
    }
    fill(horizon);
  });
  for (let w = 0; w < words; w += 1) for (let t = 0; t < horizon; t += 1) free[w * horizon + t] |= guard[w];
  return { words, demand, guard, free };
}

/** Lane after lane, a new word where the next would not fit. */
function lanesFor(most: Int32Array): Lane[] {
  let [word, shift] = [0, 0];
  return Array.from(most, (capacity) => {
    const bits = 32 - Math.clz32(capacity);
    if (shift + bits + 1 > 32) [word, shift] = [word + 1, 0];
    const lane = { word, shift, bits };
    shift += bits + 1;
    return lane;
  });
}
