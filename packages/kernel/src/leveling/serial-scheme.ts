/** The serial scheme: activities in a given order, each as early as its predecessors and the resources allow, or mirrored, as late. */
import type { Instance } from "./instance.ts";

/** Keeps its own working memory, so that a schedule costs no allocation. */
export interface SerialScheme {
  /** Starts in `list`'s order (predecessors first); returns the makespan. */
  readonly forward: (list: Int32Array, starts: Int32Array) => number;
  /**
   * Starts from the end: `list` has successors first, everything ends by `deadline` at the latest. Returns the earliest start,
   * which may be negative. Releases and changes of capacity are left to the forward scheme.
   */
  readonly backward: (list: Int32Array, starts: Int32Array, deadline: number) => number;
}

export function serialScheme(instance: Instance): SerialScheme {
  return instance.packed.words === 1 ? oneWordScheme(instance) : manyWordScheme(instance);
}

function oneWordScheme(instance: Instance): SerialScheme {
  const { count, durations, releases, firstPredecessor, predecessor, predecessorLag, firstSuccessor, successor, successorLag, packed, horizon } = instance;
  const { demand } = packed;
  const guard = packed.guard[0];
  const empty = packed.free;
  const free = empty.slice();
  const lasting = empty[horizon - 1];
  let touched = horizon;

  const forward = (list: Int32Array, starts: Int32Array): number => {
    free.set(touched < horizon ? empty.subarray(0, touched) : empty);
    let makespan = 0;
    for (let k = 0; k < count; k += 1) {
      const a = list[k];
      let start = releases[a];
      for (let arc = firstPredecessor[a]; arc < firstPredecessor[a + 1]; arc += 1) {
        const least = starts[predecessor[arc]] + predecessorLag[arc];
        if (least > start) start = least;
      }
      const duration = durations[a];
      const need = demand[a];
      if (need !== 0) {
        let unseen = start;
        let t = start + duration - 1;
        while (t >= unseen) {
          if (((free[t] - need) & guard) === guard) t -= 1;
          else {
            unseen = start + duration;
            start = t + 1;
            t = start + duration - 1;
          }
        }
        for (t = start; t < start + duration; t += 1) free[t] -= need;
      }
      starts[a] = start;
      if (start + duration > makespan) makespan = start + duration;
    }
    touched = makespan;
    return makespan;
  };

  const backward = (list: Int32Array, starts: Int32Array, deadline: number): number => {
    // Time t of the schedule is kept at horizon - 1 - (deadline - 1 - t), so that a negative time has its place, too.
    const shift = horizon - deadline;
    free.fill(lasting);
    touched = horizon;
    let earliest = deadline;
    for (let k = 0; k < count; k += 1) {
      const a = list[k];
      const duration = durations[a];
      let start = horizon - duration;
      for (let arc = firstSuccessor[a]; arc < firstSuccessor[a + 1]; arc += 1) {
        const most = starts[successor[arc]] + shift - successorLag[arc];
        if (most < start) start = most;
      }
      const need = demand[a];
      if (need !== 0) {
        let unseen = start + duration;
        let t = start;
        while (t < unseen) {
          if (((free[t] - need) & guard) === guard) t += 1;
          else {
            unseen = start;
            start = t - duration;
            t = start;
          }
        }
        for (t = start; t < start + duration; t += 1) free[t] -= need;
      }
      starts[a] = start - shift;
      if (start - shift < earliest) earliest = start - shift;
    }
    return earliest;
  };
  return { forward, backward };
}

/** The same for resources that do not fit into one number. */
function manyWordScheme(instance: Instance): SerialScheme {
  const { count, durations, releases, firstPredecessor, predecessor, predecessorLag, firstSuccessor, successor, successorLag, packed, horizon } = instance;
  const { words, demand, guard, free: empty } = packed;
  const free = empty.slice();

  const fits = (a: number, t: number): boolean => {
    for (let w = 0; w < words; w += 1) if (((free[w * horizon + t] - demand[w * count + a]) & guard[w]) !== guard[w]) return false;
    return true;
  };
  const take = (a: number, start: number): void => {
    for (let w = 0; w < words; w += 1) for (let t = start; t < start + durations[a]; t += 1) free[w * horizon + t] -= demand[w * count + a];
  };

  const forward = (list: Int32Array, starts: Int32Array): number => {
    free.set(empty);
    let makespan = 0;
    for (let k = 0; k < count; k += 1) {
      const a = list[k];
      let start = releases[a];
      for (let arc = firstPredecessor[a]; arc < firstPredecessor[a + 1]; arc += 1) start = Math.max(start, starts[predecessor[arc]] + predecessorLag[arc]);
      for (let t = start + durations[a] - 1; t >= start; t -= 1) {
        if (fits(a, t)) continue;
        start = t + 1;
        t = start + durations[a];
      }
      take(a, start);
      starts[a] = start;
      makespan = Math.max(makespan, start + durations[a]);
    }
    return makespan;
  };

  const backward = (list: Int32Array, starts: Int32Array, deadline: number): number => {
    const shift = horizon - deadline;
    for (let w = 0; w < words; w += 1) free.fill(empty[w * horizon + horizon - 1], w * horizon, (w + 1) * horizon);
    let earliest = deadline;
    for (let k = 0; k < count; k += 1) {
      const a = list[k];
      let start = horizon - durations[a];
      for (let arc = firstSuccessor[a]; arc < firstSuccessor[a + 1]; arc += 1) start = Math.min(start, starts[successor[arc]] + shift - successorLag[arc]);
      for (let t = start; t < start + durations[a]; t += 1) {
        if (fits(a, t)) continue;
        start = t - durations[a];
        t = start - 1;
      }
      take(a, start);
      starts[a] = start - shift;
      earliest = Math.min(earliest, start - shift);
    }
    return earliest;
  };
  return { forward, backward };
}
