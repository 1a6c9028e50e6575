/** What a plan can do without: its branches that are no must, what each is worth, and how the rest hangs together without them (domain D6). */
import type { Command } from "../change/command.ts";
import { outlineOf, type Outline } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import type { OpenTask } from "./open-work.ts";

/** Tasks below this priority are those that a plan without marks of need says it can do without. */
const CAN_DO_WITHOUT = 400;
/** More links than this would be a plan that nobody recognises. */
const MOST_BRIDGES = 2000;

export interface Dispensable {
  readonly task: Task;
  readonly need: "should" | "could" | "wont";
  /** Points, or the priority where the plan states no points. */
  readonly value: number;
  /** The task itself with everything below it. */
  readonly ids: ReadonlySet<string>;
  /** Its work, none of which has begun. */
  readonly work: readonly OpenTask[];
  /** Its work and milestones: what is made inactive. */
  readonly leafIds: readonly string[];
}

const NEEDS = ["wont", "could", "should"] as const;

/**
 * The topmost tasks marked as "could" or "won't" (with `need` "should" those too), all of it work that has not begun and
 * that ends in no gate. A plan in which nothing is marked is asked for its priorities instead.
 */
export function dispensableIn(project: Project, open: readonly OpenTask[], most: "could" | "should"): readonly Dispensable[] {
  const outline = outlineOf(project);
  const openById = new Map(open.map((one) => [one.task.id, one]));
  const isMarked = outline.rows.some(({ task }) => task.need !== undefined);
  const found: Dispensable[] = [];
  for (let at = 0; at < outline.rows.length; at += 1) {
    const row = outline.rows[at];
    const need = row && (isMarked ? row.task.need : row.task.priority < CAN_DO_WITHOUT ? "could" : undefined);
    if (!row || need === undefined || need === "must" || (need === "should" && most === "could")) continue;
    const branch = outline.rows.slice(at, row.endIndex);
    const leaves = branch.filter(({ task, isSummary }) => !isSummary && task.active);
    const work = leaves.flatMap(({ task }) => openById.get(task.id) ?? []);
    const hasBegun = leaves.some(({ task }) => task.actualStart !== undefined || (task.durationMinutes > 0 && !openById.has(task.id)));
    if (work.length === 0 || hasBegun || branch.some(({ task }) => task.gateCode !== undefined || (isMarked && task.need === "must"))) continue;
    found.push({ task: row.task, need, value: row.task.valuePoints ?? row.task.priority, ids: new Set(branch.map(({ task }) => task.id)), work, leafIds: leaves.map(({ task }) => task.id) });
    at = row.endIndex - 1;
  }
  return found.sort((a, b) => NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need) || a.value - b.value || (a.task.id < b.task.id ? -1 : 1));
}

/** With whatever else can be done without and waits for nothing but what is left out already: it would have nothing to work on. */
export function closureOf(project: Project, chosen: readonly Dispensable[], all: readonly Dispensable[]): readonly Dispensable[] {
  const out = new Set(chosen);
  const links = [...project.records.link.values()];
  for (let grew = true; grew; ) {
    const gone = idsOf([...out]);
    const next = all.filter((item) => !out.has(item) && feeds(links, item, gone));
    for (const item of next) out.add(item);
    grew = next.length > 0;
  }
  return all.filter((item) => out.has(item));
}

function feeds(links: readonly Link[], item: Dispensable, gone: ReadonlySet<string>): boolean {
  const before = links.filter(({ predecessorId, successorId }) => item.ids.has(successorId) && !item.ids.has(predecessorId));
  return before.length > 0 && before.every(({ predecessorId }) => gone.has(predecessorId));
}

export function idsOf(items: readonly Dispensable[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ ids }) => [...ids]));
}

/**
 * Links that keep the order of what stays: an inactive task holds nobody back, so what came after it would begin before what
 * came before it is done. From each task before the gap to each task behind it, where no link joins the two.
 */
export function bridgesOver(project: Project, gone: ReadonlySet<string>): readonly Command[] {
  const outline = outlineOf(project);
  const links = [...project.records.link.values()];
  const before = grouped(links, ({ successorId }) => successorId);
  const joined = new Set(links.map(({ predecessorId, successorId }) => `${predecessorId} ${successorId}`));
  const bridges: Command[] = [];
  for (const { predecessorId, successorId } of links) {
    if (!gone.has(predecessorId) || gone.has(successorId)) continue;
    for (const id of standingBefore(outline, before, predecessorId, gone)) {
      if (id === successorId || joined.has(`${id} ${successorId}`) || isFamily(outline, id, successorId)) continue;
      joined.add(`${id} ${successorId}`);
      bridges.push({ type: "linkTasks", predecessorId: id, successorId, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });
    }
  }
  return bridges.slice(0, MOST_BRIDGES);
}

/** What stays and comes before a task that goes, through everything else that goes. */
function standingBefore(outline: Outline, before: ReadonlyMap<string, readonly Link[]>, start: string, gone: ReadonlySet<string>): readonly string[] {
  const seen = new Set([start]);
  const staying = new Set<string>();
  const waiting = [start];
  for (const id of waiting) {
    for (const near of [...relativesIn(outline, id, gone), ...(before.get(id) ?? []).map(({ predecessorId }) => predecessorId)]) {
      if (seen.has(near)) continue;
      seen.add(near);
      if (gone.has(near)) waiting.push(near);
      else staying.add(near);
    }
  }
  return [...staying];
}

/** Summary tasks above that go along (their links hold this one too), and everything below. */
function relativesIn(outline: Outline, id: string, gone: ReadonlySet<string>): readonly string[] {
  const row = outline.rowOf(id);
  if (!row) return [];
  const above = row.task.parentId !== undefined && gone.has(row.task.parentId) ? [row.task.parentId] : [];
  return row.isSummary ? [...above, ...outline.childrenOf(id).map((child) => child.id)] : above;
}

/** Whether one stands above the other: such tasks cannot be linked. */
function isFamily(outline: Outline, a: string, b: string): boolean {
  const [one, other] = [outline.indexOf(a), outline.indexOf(b)];
  if (one === undefined || other === undefined) return true;
  const within = (outer: number, inner: number): boolean => outer <= inner && inner < (outline.rows[outer]?.endIndex ?? 0);
  return within(one, other) || within(other, one);
}

function grouped(links: readonly Link[], key: (link: Link) => string): ReadonlyMap<string, readonly Link[]> {
  const groups = new Map<string, Link[]>();
  for (const link of links) groups.set(key(link), [...(groups.get(key(link)) ?? []), link]);
  return groups;
}
