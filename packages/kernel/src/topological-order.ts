/** Orders the nodes of a directed graph so that every arc points forward, and names the nodes that sit in loops. */

export interface TopologicalOrder {
  /** Nodes in order; those in a loop or behind one are missing. */
  readonly order: Int32Array;
  /** 1 for a node that is missing from `order`. */
  readonly isBlocked: Uint8Array;
}

/** Kahn's algorithm on arcs `from[k] -> to[k]` over nodes 0 … count - 1; among free nodes the lowest number comes first in each wave. */
export function topologicalOrder(count: number, from: Int32Array, to: Int32Array): TopologicalOrder {
  const arcs = from.length;
  const firstArc = new Int32Array(count + 1);
  const waiting = new Int32Array(count);
  for (let k = 0; k < arcs; k += 1) {
    firstArc[from[k] + 1] += 1;
    waiting[to[k]] += 1;
  }
  for (let n = 0; n < count; n += 1) firstArc[n + 1] += firstArc[n];
  const target = new Int32Array(arcs);
  const fill = firstArc.slice(0, count);
  for (let k = 0; k < arcs; k += 1) {
    target[fill[from[k]]] = to[k];
    fill[from[k]] += 1;
  }
  const order = new Int32Array(count);
  let end = 0;
  for (let n = 0; n < count; n += 1) {
    if (waiting[n] === 0) {
      order[end] = n;
      end += 1;
    }
  }
  for (let at = 0; at < end; at += 1) {
    const node = order[at];
    for (let k = firstArc[node]; k < firstArc[node + 1]; k += 1) {
      waiting[target[k]] -= 1;
      if (waiting[target[k]] === 0) {
        order[end] = target[k];
        end += 1;
      }
    }
  }
  const isBlocked = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) isBlocked[n] = waiting[n] > 0 ? 1 : 0;
  return { order: order.slice(0, end), isBlocked };
}
