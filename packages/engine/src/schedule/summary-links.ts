/** Spreads links on summary tasks over their leaves, through junctions where that would make too many. */
import { LINK } from "@leadline/kernel/network.ts";
import type { Outline, OutlineRow } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";

/** Arcs between nodes, side by side in plain arrays since there may be millions: leaves by their place in the list of leaves, junctions after them. */
export interface Arcs {
  readonly from: number[];
  readonly to: number[];
  /** Values of `LINK`. */
  readonly type: number[];
  readonly link: Link[];
  /** 1: this arc adds the link's lag; of two arcs around a junction only the second does. */
  readonly carriesLag: number[];
  /** 1: the link is drawn to a summary above `to`. */
  readonly toSummary: number[];
}

/** More leaf pairs than this go through a junction: n + m arcs instead of n times m. A single leaf at one end needs none. */
const MOST_DIRECT_ARCS = 4096;

/**
 * A link from a summary counts from every active leaf below it (FS, FF) or from its earliest leaf (SS, SF);
 * a link to a summary counts to every leaf. A link between a task and its own summary, to itself, or from or to a
 * task that is missing or inactive has no effect. `leafOfRow` numbers the leaves; -1 stands at every other row.
 */
export function spreadLinks(
  project: Project,
  outline: Outline,
  leafOfRow: Int32Array,
  leafCount: number,
  earliest: (leaves: readonly Task[]) => readonly Task[],
): { arcs: Arcs; junctions: number } {
  const arcs: Arcs = { from: [], to: [], type: [], link: [], carriesLag: [], toSummary: [] };
  let junctions = 0;
  for (const link of project.records.link.values()) {
    const fromRow = outline.indexOf(link.predecessorId);
    const toRow = outline.indexOf(link.successorId);
    const from = fromRow === undefined ? undefined : outline.rows[fromRow];
    const to = toRow === undefined ? undefined : outline.rows[toRow];
    if (fromRow === undefined || toRow === undefined || !from || !to || contains(fromRow, from, toRow) || contains(toRow, to, fromRow)) continue;
    if (!from.isSummary && !to.isSummary) {
      const [source, target] = [leafOfRow[fromRow] ?? -1, leafOfRow[toRow] ?? -1];
      if (source >= 0 && target >= 0) push(arcs, { from: source, to: target, type: LINK[link.type], link, carriesLag: 1, toSummary: 0 });
      continue;
    }
    const startsAtStart = link.type === "SS" || link.type === "SF";
    const below = leavesBelow(outline, fromRow, leafOfRow);
    const sources = from.isSummary && startsAtStart ? earliestOf(outline, below, leafOfRow, earliest) : below.map((row) => leafOfRow[row] ?? -1);
    const targets = leavesBelow(outline, toRow, leafOfRow).map((row) => leafOfRow[row] ?? -1);
    const toSummary = to.isSummary ? 1 : 0;
    if (sources.length <= 1 || targets.length <= 1 || sources.length * targets.length <= MOST_DIRECT_ARCS) {
      for (const source of sources) for (const target of targets) push(arcs, { from: source, to: target, type: LINK[link.type], link, carriesLag: 1, toSummary });
      continue;
    }
    // From the start of a summary one leaf counts, so that what comes here begins at a finish.
    const junction = leafCount + junctions;
    junctions += 1;
    for (const source of sources) push(arcs, { from: source, to: junction, type: LINK.FS, link, carriesLag: 0, toSummary });
    for (const target of targets) push(arcs, { from: junction, to: target, type: link.type === "FF" ? LINK.FF : LINK.FS, link, carriesLag: 1, toSummary });
  }
  return { arcs, junctions };
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly type: number;
  readonly link: Link;
  readonly carriesLag: number;
  readonly toSummary: number;
}

function push(arcs: Arcs, arc: Arc): void {
  arcs.from.push(arc.from);
  arcs.to.push(arc.to);
  arcs.type.push(arc.type);
  arcs.link.push(arc.link);
  arcs.carriesLag.push(arc.carriesLag);
  arcs.toSummary.push(arc.toSummary);
}

/** Whether the row at `inner` is that at `outer` or sits below it. */
function contains(outer: number, { endIndex }: OutlineRow, inner: number): boolean {
  return inner >= outer && inner < endIndex;
}

/** Rows of the active leaves below a row, or the row itself where it is one. */
function leavesBelow(outline: Outline, row: number, leafOfRow: Int32Array): number[] {
  const rows: number[] = [];
  const end = outline.rows[row]?.endIndex ?? row + 1;
  for (let at = row; at < end; at += 1) if ((leafOfRow[at] ?? -1) >= 0) rows.push(at);
  return rows;
}

function earliestOf(outline: Outline, rows: readonly number[], leafOfRow: Int32Array, earliest: (leaves: readonly Task[]) => readonly Task[]): number[] {
  const leaves = rows.flatMap((row) => outline.rows[row]?.task ?? []);
  return earliest(leaves).map((leaf) => leafOfRow[outline.indexOf(leaf.id) ?? -1] ?? -1);
}
