/** The links of a plan as arcs between numbered nodes in topological order. An edit that moves no link and no row reuses it. */
import { LINK } from "@leadline/kernel/network.ts";
import { topologicalOrder } from "@leadline/kernel/topological-order.ts";
import type { Outline } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import { spreadLinks, type Arc } from "./summary-links.ts";

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
  const leafRows: number[] = [];
  outline.rows.forEach((row, index) => {
    if (!row.isSummary && row.task.active) leafRows.push(index);
  });
  const leaves = leafRows.flatMap((row) => outline.rows[row]?.task ?? []);
  const spread = spreadLinks(project, outline, leaves, earliest);
  const count = leaves.length + spread.junctions;
  const { order, arcs } = withoutLoops(count, spread.arcs);

  const nodeOf = new Int32Array(count).fill(-1);
  order.forEach((unsorted, node) => {
    nodeOf[unsorted] = node;
  });
  const nodeOfRow = new Int32Array(outline.rows.length).fill(-1);
  leafRows.forEach((row, unsorted) => {
    nodeOfRow[row] = nodeOf[unsorted] ?? -1;
  });
  const sorted = arcs.map((arc) => ({ arc, from: nodeOf[arc.from] ?? 0, to: nodeOf[arc.to] ?? 0 })).sort((a, b) => a.to - b.to);
  const firstPredecessor = new Int32Array(order.length + 1);
  for (const { to } of sorted) firstPredecessor[to + 1] = (firstPredecessor[to + 1] ?? 0) + 1;
  for (let n = 0; n < order.length; n += 1) firstPredecessor[n + 1] = (firstPredecessor[n + 1] ?? 0) + (firstPredecessor[n] ?? 0);
  return {
    rowOfNode: Int32Array.from(order, (unsorted) => leafRows[unsorted] ?? -1),
    nodeOfRow,
    loopedRows: leafRows.filter((_, unsorted) => nodeOf[unsorted] === -1),
    firstPredecessor,
    linkFrom: Int32Array.from(sorted, ({ from }) => from),
    linkTo: Int32Array.from(sorted, ({ to }) => to),
    linkType: Uint8Array.from(sorted, ({ arc }) => LINK[arc.type]),
    carriesLag: Uint8Array.from(sorted, ({ arc }) => (arc.carriesLag ? 1 : 0)),
    toSummary: Uint8Array.from(sorted, ({ arc }) => (outline.rowOf(arc.link.successorId)?.isSummary ? 1 : 0)),
    linkOfArc: sorted.map(({ arc }) => arc.link),
  };
}

/** Leaves out the nodes of loops: those that neither a walk from the sources nor one from the sinks can reach. */
function withoutLoops(count: number, arcs: readonly Arc[]): { order: Int32Array; arcs: readonly Arc[] } {
  const from = Int32Array.from(arcs, (arc) => arc.from);
  const to = Int32Array.from(arcs, (arc) => arc.to);
  const forward = topologicalOrder(count, from, to);
  if (forward.order.length === count) return { order: forward.order, arcs };
  const backward = topologicalOrder(count, to, from);
  const isLooped = forward.isBlocked.map((blocked, node) => blocked & (backward.isBlocked[node] ?? 0));
  const free = arcs.filter((arc) => !isLooped[arc.from] && !isLooped[arc.to]);
  const again = topologicalOrder(
    count,
    Int32Array.from(free, (arc) => arc.from),
    Int32Array.from(free, (arc) => arc.to),
  );
  return { order: again.order.filter((node) => !isLooped[node]), arcs: free };
}
