/** Links between leaf tasks: those on summaries spread over their leaves, those in loops left out. For the specification scheduler. */
import type { Outline, OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Link, Task } from "@leadline/engine/model/records.ts";
import { TICKS } from "./slow-calendar.ts";

/** A link as it acts between two active leaves. */
export interface LeafLink {
  readonly from: string;
  readonly to: string;
  /** The link behind it. */
  readonly link: Link;
  readonly type: Link["type"];
  /** Ticks; a percentage is of the duration of the link's own predecessor. */
  readonly lag: number;
  /** The leaf in whose calendar the lag passes, where it is not elapsed: the successor. */
  readonly lagIn: string;
  /** Whether the link is drawn to a summary above `to`. */
  readonly isToSummary: boolean;
}

/** Tasks that are scheduled: active, and without tasks below. */
export function activeLeaves(outline: Outline): readonly Task[] {
  return outline.rows.filter((row) => !row.isSummary && row.task.active).map((row) => row.task);
}

/**
 * A link from a summary counts from every leaf below it (FS, FF) or from its earliest one (SS, SF), a link to a summary
 * to every leaf. A link between a task and what it lies in has no effect.
 */
export function leafLinks(project: Project, outline: Outline, earliest: (leaves: readonly Task[]) => Task | undefined): readonly LeafLink[] {
  const links: LeafLink[] = [];
  for (const link of project.records.link.values()) {
    const [from, to] = [outline.rowOf(link.predecessorId), outline.rowOf(link.successorId)];
    if (!from || !to || liesIn(outline, from, to) || liesIn(outline, to, from)) continue;
    const below = leavesOf(outline, from);
    const one = from.isSummary && (link.type === "SS" || link.type === "SF") ? earliest(below) : undefined;
    const sources = one ? [one] : from.isSummary && (link.type === "SS" || link.type === "SF") ? [] : below;
    const lag = lagOf(link, from.task);
    for (const source of sources) for (const target of leavesOf(outline, to)) links.push({ from: source.id, to: target.id, link, type: link.type, lag, lagIn: target.id, isToSummary: to.isSummary });
  }
  return links;
}

/** The leaf that starts first; the first of several. */
export function earliestOf(leaves: readonly Task[], startOf: (id: string) => number | undefined): Task | undefined {
  const at = (task: Task | undefined): number => startOf(task?.id ?? "") ?? Infinity;
  return leaves.reduce<Task | undefined>((earliest, task) => (at(task) < at(earliest) ? task : earliest), undefined);
}

function lagOf(link: Link, predecessor: Task): number {
  const minutes = link.lagUnit.endsWith("%") ? (predecessor.durationMinutes * link.lagPercent) / 100 : link.lagMinutes;
  return Math.round(minutes * TICKS);
}

/** Whether `inner` is `outer` or lies below it. */
function liesIn(outline: Outline, outer: OutlineRow, inner: OutlineRow): boolean {
  for (let at: OutlineRow | undefined = inner; at; at = outline.rows[at.parentIndex]) if (at === outer) return true;
  return false;
}

function leavesOf(outline: Outline, row: OutlineRow): readonly Task[] {
  return outline.rows.slice(row.rowNumber - 1, row.endIndex).filter((below) => !below.isSummary && below.task.active).map((below) => below.task);
}

/** Tasks in an order in which predecessors come first, without those in a loop or on a way from one loop to another. */
export function withoutLoops(tasks: readonly Task[], links: readonly LeafLink[]): { order: readonly Task[]; kept: readonly LeafLink[] } {
  const ids = tasks.map((task) => task.id);
  const forward = reachable(ids, links.map(({ from, to }) => [from, to]));
  const backward = reachable(ids, links.map(({ from, to }) => [to, from]));
  const isFree = (id: string): boolean => forward.has(id) || backward.has(id);
  const kept = links.filter((link) => isFree(link.from) && isFree(link.to));
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const order = reachable(ids.filter(isFree), kept.map(({ from, to }) => [from, to]));
  return { order: [...order].flatMap((id) => byId.get(id) ?? []), kept };
}

/** Ids in the order in which all that they wait for is done; those that never come are missing. */
function reachable(ids: readonly string[], arcs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const waiting = new Map(ids.map((id) => [id, 0]));
  const next = new Map<string, string[]>();
  for (const [from, to] of arcs) {
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set(ids.filter((id) => waiting.get(id) === 0));
  for (const id of done) {
    for (const to of next.get(id) ?? []) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) done.add(to);
    }
  }
  return done;
}
