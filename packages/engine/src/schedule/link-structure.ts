/** The links of a plan as arcs between numbered nodes in topological order. An edit that moves no link and no row reuses it. */
import { topologicalOrder } from "@leadline/kernel/topological-order.ts";
import type { Outline } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import { spreadLinks, type Arcs } from "./summary-links.ts";

/** Arcs are sorted by successor, so those into node n stand at firstPredecessor[n] … firstPredecessor[n + 1] - 1. */
export interface LinkStructure {
  /** Outline row of each node; -1 for a junction. */
  readonly rowOfNode: Int32Array;
  readonly nodeOfRow: Int32Array;
  readonly loopedRows: readonly number[];
  readonly firstPredecessor: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkType: Uint8Array;
  readonly carriesLag: Uint8Array;
  /** 1: the link is drawn to a summary, above the arc's successor. */
  readonly toSummary: Uint8Array;
  readonly linkOfArc: readonly Link[];
}

interface Remembered {
  readonly ids: readonly string[];
  readonly shapes: Uint32Array;
  readonly structure: LinkStructure;
}

const remembered = new WeakMap<object, Remembered>();

/** The structure for one version of links and one shape of the outline (ids, nesting, active or not). */
export function structureOf(project: Project, outline: Outline, earliest: (leaves: readonly Task[]) => readonly Task[]): LinkStructure {
  const links = project.records.link;
  const shapes = new Uint32Array(outline.rows.length);
  outline.rows.forEach((row, index) => {
    shapes[index] = row.level * 4 + (row.isSummary ? 2 : 0) + (row.task.active ? 1 : 0);
  });
  const known = remembered.get(links);
  if (known && isSameShape(known, outline, shapes)) return known.structure;
  let asksDates = false;
  const structure = makeStructure(project, outline, (leaves) => {
    asksDates = true;
    return earliest(leaves);
  });
  if (!asksDates) remembered.set(links, { ids: outline.rows.map((row) => row.task.id), shapes, structure });
  return structure;
}

function isSameShape(known: Remembered, outline: Outline, shapes: Uint32Array): boolean {
  if (known.ids.length !== shapes.length) return false;
  for (let row = 0; row < shapes.length; row += 1) {
    if (known.shapes[row] !== shapes[row] || known.ids[row] !== outline.rows[row]?.task.id) return false;
  }
  return true;
}

function makeStructure(project: Project, outline: Outline, earliest: (leaves: readonly Task[]) => readonly Task[]): LinkStructure {
  const { rowOfLeaf, leafOfRow } = activeLeaves(outline);
  const spread = spreadLinks(project, outline, leafOfRow, rowOfLeaf.length, earliest);
  const count = rowOfLeaf.length + spread.junctions;
  const { arcs } = spread;
  const { order, isLooped } = orderOf(count, rowOfLeaf.length, Int32Array.from(arcs.from), Int32Array.from(arcs.to));

  const nodeOf = new Int32Array(count).fill(-1);
  order.forEach((unsorted, node) => {
    nodeOf[unsorted] = node;
  });
  const nodeOfRow = leafOfRow.map((leaf) => (leaf < 0 ? -1 : (nodeOf[leaf] ?? -1)));
  const { firstPredecessor, arcAt } = bySuccessor(arcs, nodeOf, order.length);
  return {
    rowOfNode: order.map((unsorted) => rowOfLeaf[unsorted] ?? -1),
    nodeOfRow,
    loopedRows: [...rowOfLeaf.filter((_, leaf) => isLooped?.[leaf] === 1)],
    firstPredecessor,
    linkFrom: arcAt.map((arc) => nodeOf[arcs.from[arc] ?? 0] ?? 0),
    linkTo: arcAt.map((arc) => nodeOf[arcs.to[arc] ?? 0] ?? 0),
    linkType: bytes(arcAt, arcs.type),
    carriesLag: bytes(arcAt, arcs.carriesLag),
    toSummary: bytes(arcAt, arcs.toSummary),
    linkOfArc: linksAt(arcs.link, arcAt),
  };
}

/** The leaves that are scheduled, in row order, and the place of each in that order by row (-1: none). */
function activeLeaves(outline: Outline): { rowOfLeaf: Int32Array; leafOfRow: Int32Array } {
  const leafOfRow = new Int32Array(outline.rows.length).fill(-1);
  const rows: number[] = [];
  outline.rows.forEach((row, index) => {
    if (!row.isSummary && row.task.active) leafOfRow[index] = rows.push(index) - 1;
  });
  return { rowOfLeaf: Int32Array.from(rows), leafOfRow };
}

/** The arcs that join two nodes, sorted by successor and else in their order, and where those into each node begin. */
function bySuccessor(arcs: Arcs, nodeOf: Int32Array, nodeCount: number): { firstPredecessor: Int32Array; arcAt: Int32Array } {
  const firstPredecessor = new Int32Array(nodeCount + 1);
  const target = Int32Array.from(arcs.to, (to, arc) => ((nodeOf[arcs.from[arc] ?? 0] ?? -1) < 0 ? -1 : (nodeOf[to] ?? -1)));
  for (const to of target) if (to >= 0) firstPredecessor[to + 1] = (firstPredecessor[to + 1] ?? 0) + 1;
  for (let n = 0; n < nodeCount; n += 1) firstPredecessor[n + 1] = (firstPredecessor[n + 1] ?? 0) + (firstPredecessor[n] ?? 0);
  const fill = firstPredecessor.slice(0, nodeCount);
  const arcAt = new Int32Array(firstPredecessor[nodeCount] ?? 0);
  target.forEach((to, arc) => {
    if (to < 0) return;
    arcAt[fill[to] ?? 0] = arc;
    fill[to] = (fill[to] ?? 0) + 1;
  });
  return { firstPredecessor, arcAt };
}

function linksAt(links: readonly Link[], arcAt: Int32Array): readonly Link[] {
  const picked: Link[] = [];
  for (const arc of arcAt) {
    const link = links[arc];
    if (link) picked.push(link);
  }
  return picked;
}

function bytes(arcAt: Int32Array, values: readonly number[]): Uint8Array {
  const picked = new Uint8Array(arcAt.length);
  for (let at = 0; at < picked.length; at += 1) picked[at] = values[arcAt[at] ?? -1] ?? 0;
  return picked;
}

/** An order without the nodes of loops: those that neither a walk from the sources nor one from the sinks can reach. */
function orderOf(count: number, leafCount: number, from: Int32Array, to: Int32Array): { order: Int32Array; isLooped: Uint8Array | undefined } {
  const forward = topologicalOrder(count, from, to);
  if (forward.order.length === count) return { order: forward.order, isLooped: undefined };
  const backward = topologicalOrder(count, to, from);
  const isLooped = forward.isBlocked.map((blocked, node) => blocked & (backward.isBlocked[node] ?? 0));
  // A junction whose sources are all in loops has nothing to hand on.
  const hasSource = new Uint8Array(count);
  to.forEach((node, arc) => {
    if (!isLooped[from[arc] ?? 0]) hasSource[node] = 1;
  });
  for (let junction = leafCount; junction < count; junction += 1) if (!hasSource[junction]) isLooped[junction] = 1;
  const isFree = (_: number, arc: number): boolean => !isLooped[from[arc] ?? 0] && !isLooped[to[arc] ?? 0];
  const again = topologicalOrder(count, from.filter(isFree), to.filter(isFree));
  return { order: again.order.filter((node) => !isLooped[node]), isLooped };
}
