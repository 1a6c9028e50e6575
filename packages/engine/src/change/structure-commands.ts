/** Commands on the outline: indent, outdent, move. */
import { assert } from "../base/assert.ts";
import type { Refusal } from "../base/problem.ts";
import type { Task } from "../model/records.ts";
import type { CommandOf } from "./command.ts";
import { ancestorsOf, childrenOf, get, parentIn, subtreeOf, type Draft } from "./draft.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { refuseLoopsOfPlaces } from "./outline-loops.ts";
import { placeTasks } from "./sibling-ranks.ts";
import { missingSibling } from "./task-commands.ts";

/** Each row becomes the last child of the row above it at its own level; rows that have none stay. */
export function indentTasks(draft: Draft, command: CommandOf<"indentTasks">): readonly Refusal[] {
  return shiftRows(draft, command.ids, indentFamily, (title) => `${title} has no row above it at its own level, so it cannot be indented.`);
}

/** Each row becomes the next sibling of its parent; the siblings below it become its children, as in MS Project. */
export function outdentTasks(draft: Draft, command: CommandOf<"outdentTasks">): readonly Refusal[] {
  return shiftRows(draft, command.ids, outdentFamily, (title) => `${title} is at the top level already, so it cannot be outdented.`);
}

export function moveTasks(draft: Draft, command: CommandOf<"moveTasks">): readonly Refusal[] {
  const roots = rootsOf(draft, command.ids);
  if ("refusals" in roots) return roots.refusals;
  const { parentId } = command;
  if (parentId !== undefined && !get(draft, "task", parentId)) return [missingTask(parentId)];
  const inside = parentId === undefined ? undefined : roots.tasks.find((task) => subtreeOf(draft, task.id).has(parentId));
  if (inside) return [refusal("task/below-itself", `${taskTitle(draft, inside.id)} cannot be moved below itself.`, inside.id)];
  const { afterId } = command;
  const siblings = childrenOf(draft, parentId);
  const index = siblings.findIndex((sibling) => sibling.id === afterId);
  if (afterId !== undefined && index < 0) return [missingSibling(draft, afterId)];
  const moving = new Set(roots.tasks.map((task) => task.id));
  const anchor = siblings.slice(0, index + 1).findLast((sibling) => !moving.has(sibling.id));
  placeTasks(draft, inDocumentOrder(draft, roots.tasks), { parentId, at: anchor ? { after: anchor.id } : "first" });
  return refuseLoopsOfPlaces(draft, [...moving]);
}

/** Moves some of the children of one parent; answers the ids of all tasks that got another parent. */
type ShiftFamily = (draft: Draft, parentId: string | undefined, chosen: ReadonlySet<string>) => string[];

/** Shifts the rows family by family. No chosen row has a chosen ancestor, so the order of the families is all one. */
function shiftRows(draft: Draft, ids: readonly string[], shift: ShiftFamily, impossible: (title: string) => string): readonly Refusal[] {
  const roots = rootsOf(draft, ids);
  if ("refusals" in roots) return roots.refusals;
  const families = new Map<string | undefined, Set<string>>();
  for (const task of roots.tasks) {
    const parentId = parentIn(draft, task)?.id;
    const family = families.get(parentId) ?? new Set();
    families.set(parentId, family.add(task.id));
  }
  const moved = [...families].flatMap(([parentId, chosen]) => shift(draft, parentId, chosen));
  const first = roots.tasks[0];
  if (moved.length === 0 && first) return [refusal("task/no-room", impossible(taskTitle(draft, first.id)), first.id)];
  return refuseLoopsOfPlaces(draft, moved);
}

function indentFamily(draft: Draft, parentId: string | undefined, chosen: ReadonlySet<string>): string[] {
  const runs: { readonly below: string; readonly tasks: Task[] }[] = [];
  let above: string | undefined;
  for (const sibling of childrenOf(draft, parentId)) {
    if (!chosen.has(sibling.id) || above === undefined) {
      above = sibling.id;
      continue;
    }
    if (runs.at(-1)?.below !== above) runs.push({ below: above, tasks: [] });
    runs.at(-1)?.tasks.push(taskIn(draft, sibling.id));
  }
  for (const run of runs) placeTasks(draft, run.tasks, { parentId: run.below, at: "last" });
  return runs.flatMap((run) => run.tasks.map((task) => task.id));
}

function outdentFamily(draft: Draft, parentId: string | undefined, chosen: ReadonlySet<string>): string[] {
  if (parentId === undefined) return [];
  const runs: { readonly head: Task; readonly followers: Task[] }[] = [];
  for (const sibling of childrenOf(draft, parentId)) {
    const task = taskIn(draft, sibling.id);
    if (chosen.has(sibling.id)) runs.push({ head: task, followers: [] });
    else runs.at(-1)?.followers.push(task);
  }
  const parent = taskIn(draft, parentId);
  placeTasks(draft, runs.map((run) => run.head), { parentId: parentIn(draft, parent)?.id, at: { after: parentId } });
  for (const run of runs) placeTasks(draft, run.followers, { parentId: run.head.id, at: "last" });
  return runs.flatMap((run) => [run.head.id, ...run.followers.map((task) => task.id)]);
}

/** The chosen tasks without those that move along with a chosen ancestor. */
function rootsOf(draft: Draft, ids: readonly string[]): { readonly tasks: Task[] } | { readonly refusals: Refusal[] } {
  const missing = ids.filter((id) => !get(draft, "task", id));
  if (missing.length > 0) return { refusals: missing.map(missingTask) };
  const chosen = new Set(ids);
  const tasks = [...chosen].map((id) => taskIn(draft, id)).filter((task) => !hasChosenAncestor(draft, task, chosen));
  return { tasks };
}

function hasChosenAncestor(draft: Draft, task: Task, chosen: ReadonlySet<string>): boolean {
  for (const ancestorId of ancestorsOf(draft, task)) if (chosen.has(ancestorId)) return true;
  return false;
}

function inDocumentOrder(draft: Draft, tasks: readonly Task[]): Task[] {
  if (tasks.length < 2) return [...tasks];
  const wanted = new Map(tasks.map((task) => [task.id, task]));
  const ordered: Task[] = [];
  const stack = [...childrenOf(draft, undefined)].reverse();
  for (let at = stack.pop(); at && ordered.length < wanted.size; at = stack.pop()) {
    const task = wanted.get(at.id);
    if (task) ordered.push(task);
    else stack.push(...[...childrenOf(draft, at.id)].reverse());
  }
  return ordered;
}

function taskIn(draft: Draft, id: string): Task {
  const task = get(draft, "task", id);
  assert(task !== undefined, () => `the outline lists ${id}, which is no task`);
  return task;
}
