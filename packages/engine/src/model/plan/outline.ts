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

const memo = new WeakMap<object, Outline>();

/**
 * Lays the task tree flat. A task whose parent is missing, or that sits in a loop of parents, is shown at the top level,
 * so every task appears exactly once. Computed once per version of the task map.
 */
export function outlineOf(project: Project): Outline {
  const tasks = project.records.task;
  const known = memo.get(tasks);
  if (known) return known;
  const outline = layFlat(tasks);
  memo.set(tasks, outline);
  return outline;
}

function layFlat(tasks: ReadonlyMap<string, Task>): Outline {
  const children = new Map<string | undefined, Task[]>();
  const put = (parentId: string | undefined, task: Task): void => {
    const list = children.get(parentId);
    if (list) list.push(task);
    else children.set(parentId, [task]);
  };
  for (const task of tasks.values()) put(parentOf(tasks, task), task);
  for (const list of children.values()) list.sort(compareRank);

  const rows: { -readonly [K in keyof OutlineRow]: OutlineRow[K] }[] = [];
  const index = new Map<string, number>();
  const stack: { list: readonly Task[]; next: number; prefix: string; level: number; parentIndex: number }[] = [
    { list: children.get(undefined) ?? [], next: 0, prefix: "", level: 1, parentIndex: -1 },
  ];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const task = top.list[top.next];
    if (!task) {
      stack.pop();
      const parent = rows[top.parentIndex];
      if (parent) parent.endIndex = rows.length;
      continue;
    }
    top.next += 1;
    const wbs = `${top.prefix}${top.next}`;
    const own = children.get(task.id) ?? [];
    const at = rows.length;
    index.set(task.id, at);
    rows.push({
      task,
      rowNumber: at + 1,
      level: top.level,
      wbs,
      isSummary: own.length > 0,
      endIndex: at + 1,
      parentIndex: top.parentIndex,
    });
    if (own.length > 0) stack.push({ list: own, next: 0, prefix: `${wbs}.`, level: top.level + 1, parentIndex: at });
  }
  return {
    rows,
    indexOf: (taskId) => index.get(taskId),
    rowOf: (taskId) => rows[index.get(taskId) ?? -1],
    childrenOf: (taskId) => children.get(taskId) ?? [],
  };
}

/** The parent under which a task is shown: none where the named parent is missing or the chain of parents loops. */
function parentOf(tasks: ReadonlyMap<string, Task>, task: Task): string | undefined {
  if (task.parentId === undefined || !tasks.has(task.parentId)) return undefined;
  const seen = new Set<string>([task.id]);
  for (let at: string | undefined = task.parentId; at !== undefined; at = tasks.get(at)?.parentId) {
    if (at === task.id) return undefined;
    if (seen.has(at)) return task.parentId;
    seen.add(at);
  }
  return task.parentId;
}
