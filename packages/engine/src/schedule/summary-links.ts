/** Spreads links on summary tasks over their leaves, through junctions where that would make too many. */
import type { Outline, OutlineRow } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";

/** One arc between two nodes: leaves by their place in the list of leaves, junctions numbered after them. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly type: Link["type"];
  readonly link: Link;
  /** Whether this arc adds the link's lag; of two arcs around a junction only the second does. */
  readonly carriesLag: boolean;
}

/** More leaf pairs than this go through a junction: n + m arcs instead of n times m. */
const MOST_DIRECT_ARCS = 4096;

/**
 * A link from a summary counts from every active leaf below it (FS, FF) or from its earliest leaf (SS, SF);
 * a link to a summary counts to every leaf. A link between a task and its own summary, to itself, or from or to a
 * task that is missing or inactive has no effect.
 */
export function spreadLinks(
  project: Project,
  outline: Outline,
  leaves: readonly Task[],
  earliest: (leaves: readonly Task[]) => readonly Task[],
): { arcs: readonly Arc[]; junctions: number } {
  const nodeOf = new Map<string, number>();
  leaves.forEach((task, node) => nodeOf.set(task.id, node));
  const arcs: Arc[] = [];
  let junctions = 0;
  for (const link of project.records.link.values()) {
    const from = outline.rowOf(link.predecessorId);
    const to = outline.rowOf(link.successorId);
    if (!from || !to || contains(outline, from, to) || contains(outline, to, from)) continue;
    const below = leavesBelow(outline, from);
    const startsAtStart = link.type === "SS" || link.type === "SF";
    const sources = nodesOf(nodeOf, from.isSummary && startsAtStart ? earliest(below) : below);
    const targets = nodesOf(nodeOf, leavesBelow(outline, to));
    if (sources.length * targets.length <= MOST_DIRECT_ARCS) {
      for (const source of sources) for (const target of targets) arcs.push({ from: source, to: target, type: link.type, link, carriesLag: true });
      continue;
    }
    const junction = leaves.length + junctions;
    junctions += 1;
    const endsAtFinish = link.type === "FF" || link.type === "SF";
    for (const source of sources) arcs.push({ from: source, to: junction, type: startsAtStart ? "SS" : "FS", link, carriesLag: false });
    for (const target of targets) arcs.push({ from: junction, to: target, type: endsAtFinish ? "FF" : "FS", link, carriesLag: true });
  }
  return { arcs, junctions };
}

/** Whether `inner` is `outer` itself or sits below it. */
function contains(outline: Outline, outer: OutlineRow, inner: OutlineRow): boolean {
  const at = outline.indexOf(inner.task.id) ?? -1;
  return at >= outer.rowNumber - 1 && at < outer.endIndex;
}

function leavesBelow(outline: Outline, row: OutlineRow): readonly Task[] {
  if (!row.isSummary) return [row.task];
  const leaves: Task[] = [];
  for (let at = row.rowNumber; at < row.endIndex; at += 1) {
    const below = outline.rows[at];
    if (below && !below.isSummary) leaves.push(below.task);
  }
  return leaves;
}

function nodesOf(nodeOf: ReadonlyMap<string, number>, tasks: readonly Task[]): number[] {
  const nodes: number[] = [];
  for (const task of tasks) {
    const node = nodeOf.get(task.id);
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}
