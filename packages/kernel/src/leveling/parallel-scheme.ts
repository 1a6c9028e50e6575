/** The parallel scheme: goes through time, and at each moment starts what may start and fits, in the order of a list. */
import type { Instance } from "./instance.ts";

/** Activities in any order; predecessors need not come first. Returns the makespan. Keeps nothing idle that could run, which suits scarce resources. */
export function parallelScheme(instance: Instance): (list: Int32Array, starts: Int32Array) => number {
  const { count, durations, releases, firstPredecessor, predecessor, predecessorLag, packed, horizon } = instance;
  const { words, demand, guard, free: empty } = packed;
  const free = empty.slice();

  /** When links and release let it start; infinite while a predecessor has not started. */
  const readyAt = (a: number, starts: Int32Array): number => {
    let ready = releases[a];
    for (let arc = firstPredecessor[a]; arc < firstPredecessor[a + 1]; arc += 1) {
      const start = starts[predecessor[arc]];
      if (start < 0) return Infinity;
      ready = Math.max(ready, start + predecessorLag[arc]);
    }
    return ready;
  };
  const fits = (a: number, start: number): boolean => {
    for (let w = 0; w < words; w += 1) {
      for (let t = start; t < start + durations[a]; t += 1) if (((free[w * horizon + t] - demand[w * count + a]) & guard[w]) !== guard[w]) return false;
    }
    return true;
  };

  return (list, starts) => {
    free.set(empty);
    starts.fill(-1);
    const waiting = list.slice();
    let [left, makespan] = [count, 0];
    for (let time = 0; left > 0; time += 1) {
      // One start can make another possible at the same time, where a lag is zero: look again until nothing starts.
      for (let before = -1; before !== left; ) {
        before = left;
        let kept = 0;
        for (let k = 0; k < before; k += 1) {
          const a = waiting[k];
          if (readyAt(a, starts) <= time && fits(a, time)) {
            starts[a] = time;
            makespan = Math.max(makespan, time + durations[a]);
            for (let w = 0; w < words; w += 1) for (let t = time; t < time + durations[a]; t += 1) free[w * horizon + t] -= demand[w * count + a];
          } else {
            waiting[kept] = a;
            kept += 1;
          }
        }
        left = kept;
      }
    }
    return makespan;
  };
}
