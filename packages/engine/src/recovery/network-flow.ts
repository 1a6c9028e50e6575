/** The most that can flow through a network whose arcs ask for a least and allow a most, and the cut that limits it. */

export interface FlowArc {
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

export const NO_LIMIT = Number.POSITIVE_INFINITY;
const TINY = 1e-9;

/**
 * Which nodes lie on the source's side of a smallest cut; `undefined` where no cut is finite. A flow that keeps every
 * least must exist: the callers' networks have one.
 */
export function maximumFlow(nodes: number, arcs: readonly FlowArc[], source: number, sink: number): readonly boolean[] | undefined {
  const graph = openGraph(nodes + 2);
  const [extraSource, extraSink] = [nodes, nodes + 1];
  for (const { from, to, least, most } of arcs) {
    addArc(graph, from, to, most - least);
    if (least > 0) {
      addArc(graph, extraSource, to, least);
      addArc(graph, from, extraSink, least);
    }
  }
  // First what every arc asks for, going round from sink to source; then as much more as fits.
  const back = addArc(graph, sink, source, NO_LIMIT);
  fill(graph, extraSource, extraSink);
  graph.room[back] = 0;
  graph.room[back ^ 1] = 0;
  if (!fill(graph, source, sink)) return undefined;
  const { seen } = reach(graph, source);
  return seen.slice(0, nodes);
}

interface Graph {
  /** Arcs by the node that they leave; an arc and its way back differ in the last bit. */
  readonly leaving: number[][];
  readonly to: number[];
  readonly room: number[];
}

function openGraph(nodes: number): Graph {
  return { leaving: Array.from({ length: nodes }, () => []), to: [], room: [] };
}

function addArc({ leaving, to, room }: Graph, a: number, b: number, most: number): number {
  const arc = to.length;
  to.push(b, a);
  room.push(most, 0);
  leaving[a]?.push(arc);
  leaving[b]?.push(arc + 1);
  return arc;
}

/** Shortest ways first; false where a way has no limit. */
function fill(graph: Graph, source: number, sink: number): boolean {
  for (;;) {
    const { seen, by } = reach(graph, source);
    if (!seen[sink]) return true;
    const way = wayTo(graph, by, source, sink);
    const amount = way.reduce((least, arc) => Math.min(least, graph.room[arc] ?? 0), NO_LIMIT);
    if (amount === NO_LIMIT) return false;
    for (const arc of way) {
      graph.room[arc] = (graph.room[arc] ?? 0) - amount;
      graph.room[arc ^ 1] = (graph.room[arc ^ 1] ?? 0) + amount;
    }
  }
}

/** Nodes that more can flow to, and the arc by which each was reached first. */
function reach({ leaving, to, room }: Graph, source: number): { readonly seen: boolean[]; readonly by: number[] } {
  const seen = leaving.map((_, node) => node === source);
  const by = leaving.map(() => -1);
  const queue = [source];
  for (const node of queue) {
    for (const arc of leaving[node] ?? []) {
      const next = to[arc] ?? source;
      if (seen[next] || (room[arc] ?? 0) <= TINY) continue;
      seen[next] = true;
      by[next] = arc;
      queue.push(next);
    }
  }
  return { seen, by };
}

function wayTo({ to }: Graph, by: readonly number[], source: number, sink: number): readonly number[] {
  const way: number[] = [];
  for (let node = sink; node !== source; node = to[(by[node] ?? 0) ^ 1] ?? source) way.push(by[node] ?? 0);
  return way;
}
