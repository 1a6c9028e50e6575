/** Places tasks among siblings: finds ranks that stay short, and lays a family out anew when its ranks have become long. */
import { rankBetween, ranksFor } from "../model/plan/rank.ts";
import type { Task } from "../model/records.ts";
import { childrenOf, get, putTask, type Draft, type Sibling } from "./draft.ts";

/** Ranks above this length make the whole family be laid out anew; records hold up to 200. */
const LONGEST_RANK = 40;

/** Where a run of tasks goes: below a parent (absent: top level), after a sibling, or first, or last. */
export interface Place {
  readonly parentId: string | undefined;
  readonly at: "first" | "last" | { readonly after: string };
}

/** Puts tasks, in the given order, next to each other at a place; they may be new or come from anywhere in the plan. */
export function placeTasks(draft: Draft, tasks: readonly Task[], place: Place): void {
  if (tasks.length === 0) return;
  const moving = new Set(tasks.map((task) => task.id));
  const siblings = childrenOf(draft, place.parentId).filter((sibling) => !moving.has(sibling.id));
  const index = indexOf(place.at, siblings);
  const ranks = ranksBetween(siblings[index - 1]?.rank, siblings[index]?.rank, tasks.length);
  if (ranks) {
    tasks.forEach((task, at) => putTask(draft, placed(task, place.parentId, ranks[at] ?? task.rank)));
    return;
  }
  layOutAnew(draft, [...siblings.slice(0, index), ...tasks, ...siblings.slice(index)], new Map(tasks.map((task) => [task.id, task])), place.parentId);
}

function indexOf(at: Place["at"], siblings: readonly Sibling[]): number {
  if (at === "first") return 0;
  return at === "last" ? siblings.length : siblings.findIndex((sibling) => sibling.id === at.after) + 1;
}

function layOutAnew(draft: Draft, order: readonly Sibling[], moved: ReadonlyMap<string, Task>, parentId: string | undefined): void {
  const ranks = ranksFor(order.length);
  order.forEach((sibling, at) => {
    const task = moved.get(sibling.id) ?? get(draft, "task", sibling.id);
    if (task) putTask(draft, placed(task, parentId, ranks[at] ?? task.rank));
  });
}

function placed(task: Task, parentId: string | undefined, rank: string): Task {
  const { parentId: _left, ...rest } = task;
  return parentId === undefined ? { ...rest, rank } : { ...rest, parentId, rank };
}

/**
 * `count` rising ranks strictly between two, or `undefined` where there is no room for short ones (long ranks, or
 * siblings that share a rank). Open ends are counted on, so that appending row after row keeps ranks short.
 */
export function ranksBetween(before: string | undefined, after: string | undefined, count: number): string[] | undefined {
  const ranks = candidates(before, after, count);
  if (ranks.length < count) return undefined;
  let last = before ?? "";
  for (const rank of ranks) {
    if (rank <= last || rank.length > LONGEST_RANK) return undefined;
    last = rank;
  }
  return after === undefined || last < after ? ranks : undefined;
}

function candidates(before: string | undefined, after: string | undefined, count: number): string[] {
  if (before === undefined && after === undefined) return ranksFor(count);
  if (before !== undefined && after === undefined) return counted(headOf(before) + 1, count) ?? below(rankBetween(before, undefined), count);
  if (before === undefined && after !== undefined) return counted(headOf(after) - count, count) ?? below(rankBetween(undefined, after), count);
  return before !== undefined && after !== undefined && before < after ? below(rankBetween(before, after), count) : [];
}

/** Ranks that begin with `prefix`: whatever follows it, they stay on the same side of every rank that it is between. */
function below(prefix: string, count: number): string[] {
  return count === 1 ? [prefix] : ranksFor(count).map((rank) => prefix + rank);
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const HEAD_LENGTH = 5;
const HEAD_LIMIT = DIGITS.length ** HEAD_LENGTH;

/** The first five digits of a rank as a number. */
function headOf(rank: string): number {
  let value = 0;
  for (let at = 0; at < HEAD_LENGTH; at += 1) value = value * DIGITS.length + Math.max(0, DIGITS.indexOf(rank[at] ?? "0"));
  return value;
}

/** Ranks with the heads `first`, `first + 1`, …; a closing "V" leaves room on both sides of each. */
function counted(first: number, count: number): string[] | undefined {
  if (first < 0 || first + count > HEAD_LIMIT) return undefined;
  return Array.from({ length: count }, (_, at) => `${headText(first + at)}V`);
}

function headText(value: number): string {
  let text = "";
  for (let rest = value, at = 0; at < HEAD_LENGTH; at += 1, rest = Math.floor(rest / DIGITS.length)) text = (DIGITS[rest % DIGITS.length] ?? "0") + text;
  return text;
}
