/** The orders that a search begins with: the priority rules that the literature finds best. */
import { LINK, type Network } from "@leadline/kernel/network.ts";
import { nextStartOf, stepLag } from "@leadline/kernel/node-span.ts";
import type { LevelingModel } from "./leveling-model.ts";
import type { Placement, Placer } from "./placement-by-list.ts";

export interface FirstOrder {
  readonly name: string;
  readonly keys: Float64Array;
}

/** Lower keys come first. */
export function firstOrders(model: LevelingModel, { free, net }: Placer): readonly FirstOrder[] {
  const keys = (of: (node: number) => number): Float64Array => Float64Array.from({ length: net.nodeCount }, (_, node) => of(node));
  const behind = countsBehind(net);
  const length = (node: number): number => (free.earlyFinish[node] ?? 0) - (free.earlyStart[node] ?? 0);
  return [
    { name: "latest finish", keys: keys((node) => free.lateFinish[node] ?? 0) },
    { name: "latest start", keys: keys((node) => free.lateStart[node] ?? 0) },
    { name: "least slack", keys: keys((node) => (free.lateStart[node] ?? 0) - (free.earlyStart[node] ?? 0)) },
    { name: "most successors", keys: keys((node) => -(behind[node] ?? 0)) },
    { name: "earliest start", keys: keys((node) => free.earlyStart[node] ?? 0) },
    { name: "longest first", keys: keys((node) => -length(node)) },
    { name: "row", keys: keys((node) => model.rowNumber[node] ?? 0) },
  ];
}

/** Successors of each node, those on several ways counted several times, up to a bound. */
function countsBehind(net: Network): Float64Array {
  const behind = new Float64Array(net.nodeCount);
  for (let node = net.nodeCount - 1; node >= 0; node -= 1) {
    for (let k = net.firstSuccessor[node] ?? 0; k < (net.firstSuccessor[node + 1] ?? 0); k += 1) {
      behind[node] = Math.min(1e9, (behind[node] ?? 0) + 1 + (behind[net.outTo[k] ?? 0] ?? 0));
    }
  }
  return behind;
}

/**
 * How far each task of a placement could move back in time without moving the end, keeping the order in which people work:
 * forward-backward improvement takes the starts moved back so far as its next order. Ticks; 0 is on the chain that makes the end.
 */
export function roomBehind(model: LevelingModel, net: Network, placement: Placement): Float64Array {
  const { start, finish, end } = placement;
  const byFinish = Int32Array.from({ length: net.nodeCount }, (_, node) => node).sort((a, b) => (finish[b] ?? 0) - (finish[a] ?? 0) || b - a);
  const room = new Float64Array(net.nodeCount).fill(Infinity);
  const next = nextOfPeople(model, placement);
  for (const node of byFinish) {
    let own = end - (finish[node] ?? end);
    for (let at = net.firstSuccessor[node] ?? 0; at < (net.firstSuccessor[node + 1] ?? 0); at += 1) {
      const k = net.outLink[at] ?? 0;
      const to = net.outTo[at] ?? 0;
      const type = net.linkType[k] ?? 0;
      const ours = (type & LINK.SS ? start[node] : finish[node]) ?? 0;
      const asked = stepLag(net, k, ours, 1);
      const theirs = (type & LINK.FF ? finish[to] : start[to]) ?? 0;
      const gap = Math.max(0, theirs - (type & LINK.FF ? asked : nextStartOf(net, to, asked)));
      own = Math.min(own, gap + Math.min(room[to] ?? Infinity, end));
    }
    for (const to of next[node] ?? []) own = Math.min(own, Math.max(0, (start[to] ?? 0) - (finish[node] ?? 0)) + (room[to] ?? 0));
    room[node] = model.holds[node] === undefined ? Math.max(0, own) : 0;
  }
  return room;
}

/** Per node the tasks that its people go on with when it is done. */
function nextOfPeople(model: LevelingModel, { start, finish }: Placement): readonly (readonly number[])[] {
  const byPerson = model.people.map((): number[] => []);
  model.demands.forEach((demands, node) => demands.forEach(({ person }) => byPerson[person]?.push(node)));
  const next = model.demands.map((): number[] => []);
  for (const nodes of byPerson) {
    nodes.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
    nodes.forEach((node) => {
      const found = firstFrom(nodes, start, finish[node] ?? 0);
      if (found !== undefined && found !== node) next[node]?.push(found);
    });
  }
  return next;
}

/** The first of the nodes (by start) that starts at `tick` or later. */
function firstFrom(nodes: readonly number[], start: Float64Array, tick: number): number | undefined {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[nodes[middle] ?? 0] ?? 0) < tick) low = middle + 1;
    else high = middle;
  }
  return nodes[low];
}
