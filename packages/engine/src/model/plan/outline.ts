/** The plan as rows: the task tree laid flat in reading order, with row numbers, levels and WBS codes. */
import type { Project } from "../project.ts";
import type { Task } from "../records.ts";
import { compareRank } from "./rank.ts";

export interface OutlineRow {
  readonly task: Task;
  /** 1-based; what people type as a predecessor. */
  readonly rowNumber: number;
  /** 1 = top. */
  readonly level: number;
  /** "1.2.3", by position. */
  readonly wbs: string;
  readonly isSummary: boolean;
  /** Row index (0-based) just past this task's last descendant. */
  readonly endIndex: number;
  /** Row index (0-based) of the parent, or -1. */
  readonly parentIndex: number;
}

export interface Outline {
  readonly rows: readonly OutlineRow[];
  /** Row index (0-based) of a task. */
  readonly indexOf: (taskId: string) => number | undefined;
  readonly rowOf: (taskId: string) => OutlineRow | undefined;
  /** Children of a task, in order; `undefined` asks for the top level. */
  readonly childrenOf: (taskId: string | undefined) => readonly Task[];
}

const memo = new WeakMap<object, Layout>();

/** What an outline is made of; the places stay when an edit changes only what tasks say, not where they stand. */
interface Layout {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly rows: readonly OutlineRow[];
  /** Row index by task id. */
  readonly index: ReadonlyMap<string, number>;
  /** Row indexes of the children, by parent id. */
  readonly children: ReadonlyMap<string | undefined, readonly number[]>;
  readonly outline: Outline;
}

/** The layout made last: most often the next plan differs from it in one task. */
let latest: Layout | undefined;

/**
 * Lays the task tree flat. A task whose parent is missing, or that sits in a loop of parents, is shown at the top level,
 * so every task appears exactly once. Computed once per version of the task map.
 */
export function outlineOf(project: Project): Outline {
  const tasks = project.records.task;
  const known = memo.get(tasks);
  if (known) return known.outline;
  const layout = (latest && sameLayout(latest, tasks)) ?? layFlat(tasks);
  memo.set(tasks, layout);
  latest = layout;
  return layout.outline;
}

/** The layout for tasks that stand where they stood; undefined where one has come, gone or moved. */
function sameLayout(before: Layout, tasks: ReadonlyMap<string, Task>): Layout | undefined {
  if (before.tasks.size !== tasks.size) return undefined;
  const old = before.tasks.values();
  const changed: Task[] = [];
  for (const task of tasks.values()) {
    const was = old.next().value;
    if (was === task) continue;
    if (was === undefined || was.id !== task.id || was.parentId !== task.parentId || was.rank !== task.rank) return undefined;
    changed.push(task);
  }
  const rows = before.rows.slice();
  for (const task of changed) {
    const at = before.index.get(task.id) ?? -1;
    const row = rows[at];
    if (row) rows[at] = { ...row, task };
  }
  return layoutOf(tasks, rows, before.index, before.children);
}

function layoutOf(
  tasks: ReadonlyMap<string, Task>,
  rows: readonly OutlineRow[],
  index: ReadonlyMap<string, number>,
  children: ReadonlyMap<string | undefined, readonly number[]>,
): Layout {
  const outline: Outline = {
    rows,
    indexOf: (taskId) => index.get(taskId),
    rowOf: (taskId) => rows[index.get(taskId) ?? -1],
    childrenOf: (taskId) => (children.get(taskId) ?? []).flatMap((at) => rows[at]?.task ?? []),
  };
  return { tasks, rows, index, children, outline };
}

function layFlat(tasks: ReadonlyMap<string, Task>): Layout {
  const children = new Map<string | undefined, Task[]>();
  const put = (parentId: string | undefined, task: Task): void => {
    const list = children.get(parentId);
    if (list) list.push(task);
    else children.set(parentId, [task]);
  };
  for (const task of tasks.values()) put(task.parentId !== undefined && tasks.has(task.parentId) ? task.parentId : undefined, task);
  for (const list of children.values()) sortByRank(list);

  const rows: { -readonly [K in keyof OutlineRow]: OutlineRow[K] }[] = [];
  const index = new Map<string, number>();
  const walk = (top: readonly Task[], firstPosition: number): void => {
    const stack: { list: readonly Task[]; next: number; offset: number; prefix: string; level: number; parentIndex: number }[] = [
      { list: top, next: 0, offset: firstPosition, prefix: "", level: 1, parentIndex: -1 },
    ];
    for (let at = stack.at(-1); at; at = stack.at(-1)) {
      const task = at.list[at.next];
      if (!task) {
        stack.pop();
        const parent = rows[at.parentIndex];
        if (parent) parent.endIndex = rows.length;
        continue;
      }
      at.next += 1;
      if (index.has(task.id)) continue;
      const wbs = `${at.prefix}${at.offset + at.next}`;
      const own = children.get(task.id);
      const rowIndex = rows.length;
      index.set(task.id, rowIndex);
      rows.push({
        task,
        rowNumber: rowIndex + 1,
        level: at.level,
        wbs,
        isSummary: own !== undefined,
        endIndex: rowIndex + 1,
        parentIndex: at.parentIndex,
      });
      if (own) stack.push({ list: own, next: 0, offset: 0, prefix: `${wbs}.`, level: at.level + 1, parentIndex: rowIndex });
    }
  };
  const top = children.get(undefined) ?? [];
  walk(top, 0);
  let shownAtTop = top.length;
  if (rows.length < tasks.size) {
    for (const task of tasks.values()) {
      if (index.has(task.id)) continue;
      walk([task], shownAtTop);
      shownAtTop += 1;
    }
  }
  const childRows = new Map<string | undefined, number[]>();
  for (const [parentId, list] of children) childRows.set(parentId, list.flatMap((task) => index.get(task.id) ?? []));
  return layoutOf(tasks, rows, index, childRows);
}

/** Siblings mostly come in order already: an edit leaves the map's order as it is. */
function sortByRank(list: Task[]): void {
  for (let at = 1; at < list.length; at += 1) {
    const [before, after] = [list[at - 1], list[at]];
    if (before && after && compareRank(before, after) > 0) {
      list.sort(compareRank);
      return;
    }
  }
}
