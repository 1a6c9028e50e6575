/** A working copy on which commands are tried: edits lie over the untouched project until they become one change. */
import { KINDS } from "../model/kinds.ts";
import type { Assignment, Kind, Link, ProjectSettings, RecordOf, Task } from "../model/records.ts";
import type { KindedRecord, Project } from "../model/project.ts";
import { compareRank } from "../model/plan/rank.ts";
import { assert } from "../base/assert.ts";
import { evolve, type Change, type UpdatedRecord } from "./change.ts";
import { isSame } from "./same-value.ts";

/** Edits by kind and id; `undefined` = removed. Nothing of the base is ever copied. */
type Edits = { readonly [K in Kind]: Map<string, RecordOf<K> | undefined> };

/** What ordering siblings needs of a task; the record itself is asked for with `get`. */
export type Sibling = Pick<Task, "id" | "rank">;

export interface Draft {
  readonly base: Project;
  readonly edits: Edits;
  /** Lists that differ from the base's indexes, copied on first write. */
  readonly childrenById: Map<string | undefined, Sibling[]>;
  readonly linksIntoById: Map<string, Link[]>;
  readonly linksFromById: Map<string, Link[]>;
  readonly assignmentsById: Map<string, Assignment[]>;
}

export function openDraft(base: Project): Draft {
  const edits = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as Edits;
  return { base, edits, childrenById: new Map(), linksIntoById: new Map(), linksFromById: new Map(), assignmentsById: new Map() };
}

/** The record as it stands in the draft. */
export function get<K extends Kind>(draft: Draft, kind: K, id: string): RecordOf<K> | undefined {
  const edits: Map<string, RecordOf<K> | undefined> = draft.edits[kind];
  if (edits.has(id)) return edits.get(id);
  const base: ReadonlyMap<string, RecordOf<K>> = draft.base.records[kind];
  return base.get(id);
}

export function settingsIn(draft: Draft): ProjectSettings {
  const settings = get(draft, "settings", "settings");
  assert(settings !== undefined, () => "a draft without settings record");
  return settings;
}

/** Every record of a kind as it stands in the draft. */
export function* all<K extends Kind>(draft: Draft, kind: K): Generator<RecordOf<K>> {
  const edits: Map<string, RecordOf<K> | undefined> = draft.edits[kind];
  const base: ReadonlyMap<string, RecordOf<K>> = draft.base.records[kind];
  for (const record of base.values()) {
    if (edits.size === 0 || !edits.has(record.id)) yield record;
  }
  for (const record of edits.values()) if (record) yield record;
}

/** Kinds of which the draft keeps lists: they are put and removed by functions of their own. */
type ListedKind = "task" | "link" | "assignment";

/** Adds a record or replaces the one with its id. */
export function put<K extends Exclude<Kind, ListedKind>>(draft: Draft, kind: K, record: RecordOf<K>): void {
  const edits: Map<string, RecordOf<K> | undefined> = draft.edits[kind];
  edits.set(record.id, record);
}

export function remove(draft: Draft, kind: Exclude<Kind, ListedKind>, id: string): void {
  draft.edits[kind].set(id, undefined);
}

export function putTask(draft: Draft, task: Task): void {
  const before = get(draft, "task", task.id);
  draft.edits.task.set(task.id, task);
  if (before && before.parentId === task.parentId && before.rank === task.rank) return;
  if (before) takeChild(draft, before);
  insertChild(draft, task);
}

export function removeTask(draft: Draft, task: Task): void {
  takeChild(draft, task);
  draft.edits.task.set(task.id, undefined);
}

/** Children in order; `undefined` asks for the top level. */
export function childrenOf(draft: Draft, parentId: string | undefined): readonly Sibling[] {
  return draft.childrenById.get(parentId) ?? sortedChildren(draft.base, parentId);
}

export function isSummary(draft: Draft, taskId: string): boolean {
  return childrenOf(draft, taskId).length > 0;
}

/** The parent that counts: none where the named one does not exist. */
export function parentIn(draft: Draft, task: Task): Task | undefined {
  return task.parentId === undefined ? undefined : get(draft, "task", task.parentId);
}

/** Ids of a task and of everything below it, parents first. */
export function subtreeOf(draft: Draft, taskId: string): Set<string> {
  const found = new Set([taskId]);
  for (const id of found) for (const child of childrenOf(draft, id)) found.add(child.id);
  return found;
}

/** Ids of the task's ancestors, nearest first. */
export function ancestorsOf(draft: Draft, task: Task): Set<string> {
  const found = new Set<string>();
  for (let at = parentIn(draft, task); at && !found.has(at.id); at = parentIn(draft, at)) found.add(at.id);
  return found;
}

export function putLink(draft: Draft, link: Link): void {
  const before = get(draft, "link", link.id);
  if (before) removeLink(draft, before);
  draft.edits.link.set(link.id, link);
  ownList(draft.linksIntoById, link.successorId, () => linksInto(draft, link.successorId)).push(link);
  ownList(draft.linksFromById, link.predecessorId, () => linksFrom(draft, link.predecessorId)).push(link);
}

export function removeLink(draft: Draft, link: Link): void {
  draft.edits.link.set(link.id, undefined);
  const into = ownList(draft.linksIntoById, link.successorId, () => linksInto(draft, link.successorId));
  const from = ownList(draft.linksFromById, link.predecessorId, () => linksFrom(draft, link.predecessorId));
  dropById(into, link.id);
  dropById(from, link.id);
}

/** Links whose successor is the task. */
export function linksInto(draft: Draft, taskId: string): readonly Link[] {
  return draft.linksIntoById.get(taskId) ?? groupsOf(linksBySuccessor, draft.base.records.link, (link) => link.successorId).get(taskId) ?? [];
}

/** Links whose predecessor is the task. */
export function linksFrom(draft: Draft, taskId: string): readonly Link[] {
  return draft.linksFromById.get(taskId) ?? groupsOf(linksByPredecessor, draft.base.records.link, (link) => link.predecessorId).get(taskId) ?? [];
}

/** The task's assignments as they stand in the draft, in their order; new ones come last. */
export function assignmentsOf(draft: Draft, taskId: string): readonly Assignment[] {
  return draft.assignmentsById.get(taskId) ?? groupsOf(assignmentsByTask, draft.base.records.assignment, (assignment) => assignment.taskId).get(taskId) ?? [];
}

export function putAssignment(draft: Draft, assignment: Assignment): void {
  const before = get(draft, "assignment", assignment.id);
  if (before && before.taskId !== assignment.taskId) removeAssignment(draft, before);
  draft.edits.assignment.set(assignment.id, assignment);
  const list = ownList(draft.assignmentsById, assignment.taskId, () => assignmentsOf(draft, assignment.taskId));
  const at = list.findIndex((other) => other.id === assignment.id);
  if (at < 0) list.push(assignment);
  else list[at] = assignment;
}

export function removeAssignment(draft: Draft, assignment: Assignment): void {
  draft.edits.assignment.set(assignment.id, undefined);
  dropById(ownList(draft.assignmentsById, assignment.taskId, () => assignmentsOf(draft, assignment.taskId)), assignment.id);
}

/** Adds or replaces a record of any kind, keeping the draft's lists current. */
export function putRecord(draft: Draft, item: KindedRecord): void {
  if (item.kind === "task") return putTask(draft, item.record);
  if (item.kind === "link") return putLink(draft, item.record);
  if (item.kind === "assignment") return putAssignment(draft, item.record);
  const edits = draft.edits[item.kind] as Map<string, KindedRecord["record"] | undefined>;
  edits.set(item.record.id, item.record);
}

export function removeRecord(draft: Draft, item: KindedRecord): void {
  if (item.kind === "task") removeTask(draft, item.record);
  else if (item.kind === "link") removeLink(draft, item.record);
  else if (item.kind === "assignment") removeAssignment(draft, item.record);
  else remove(draft, item.kind, item.record.id);
}

/** Everything that the draft did, squashed: what ended as it began is left out. */
export function changeOf(draft: Draft): Change {
  const added: KindedRecord[] = [];
  const updated: UpdatedRecord[] = [];
  const removed: KindedRecord[] = [];
  for (const kind of KINDS) {
    const base: ReadonlyMap<string, KindedRecord["record"]> = draft.base.records[kind];
    const edits: ReadonlyMap<string, KindedRecord["record"] | undefined> = draft.edits[kind];
    for (const [id, after] of edits) {
      const before = base.get(id);
      if (before && !after) removed.push({ kind, record: before } as KindedRecord);
      else if (after && !before) added.push({ kind, record: after } as KindedRecord);
      else if (before && after && !isSame(before, after)) updated.push({ kind, before, after });
    }
  }
  return { added, updated, removed };
}

/** The project as the draft has it. */
export function projectIn(draft: Draft): Project {
  return evolve(draft.base, changeOf(draft));
}

const linksBySuccessor = new WeakMap<object, ReadonlyMap<string, readonly Link[]>>();
const linksByPredecessor = new WeakMap<object, ReadonlyMap<string, readonly Link[]>>();
const assignmentsByTask = new WeakMap<object, ReadonlyMap<string, readonly Assignment[]>>();
const tasksByParent = new WeakMap<object, ReadonlyMap<string | undefined, readonly Task[]>>();
const sortedTasksByParent = new WeakMap<object, Map<string | undefined, readonly Sibling[]>>();

/** Records grouped by a key, computed once per version of their map. */
function groupsOf<Id, T>(
  memo: WeakMap<object, ReadonlyMap<Id, readonly T[]>>,
  records: ReadonlyMap<string, T>,
  keyOf: (record: T) => Id,
): ReadonlyMap<Id, readonly T[]> {
  const known = memo.get(records);
  if (known) return known;
  const groups = new Map<Id, T[]>();
  for (const record of records.values()) {
    const key = keyOf(record);
    const list = groups.get(key);
    if (list) list.push(record);
    else groups.set(key, [record]);
  }
  memo.set(records, groups);
  return groups;
}

/** Children in the base project, sorted when first asked for. A task whose parent is missing counts as top level. */
function sortedChildren(base: Project, parentId: string | undefined): readonly Sibling[] {
  const tasks = base.records.task;
  const groups = groupsOf(tasksByParent, tasks, (task) => (task.parentId !== undefined && tasks.has(task.parentId) ? task.parentId : undefined));
  const sorted = sortedTasksByParent.get(tasks) ?? new Map<string | undefined, readonly Sibling[]>();
  sortedTasksByParent.set(tasks, sorted);
  const known = sorted.get(parentId);
  if (known) return known;
  const list = [...(groups.get(parentId) ?? [])].sort(compareRank);
  sorted.set(parentId, list);
  return list;
}

/** The draft's own copy of a list, made on first write. */
function ownList<Id, T>(lists: Map<Id, T[]>, key: Id, read: () => readonly T[]): T[] {
  const own = lists.get(key) ?? [...read()];
  lists.set(key, own);
  return own;
}

function dropById<T extends { readonly id: string }>(list: T[], id: string): void {
  const at = list.findIndex((item) => item.id === id);
  if (at >= 0) list.splice(at, 1);
}

function ownChildren(draft: Draft, parentId: string | undefined): Sibling[] {
  return ownList(draft.childrenById, parentId, () => childrenOf(draft, parentId));
}

function takeChild(draft: Draft, task: Task): void {
  const siblings = ownChildren(draft, parentIn(draft, task)?.id);
  const at = placeIn(siblings, task);
  if (siblings[at]?.id === task.id) siblings.splice(at, 1);
}

function insertChild(draft: Draft, task: Task): void {
  const siblings = ownChildren(draft, parentIn(draft, task)?.id);
  siblings.splice(placeIn(siblings, task), 0, task);
}

/** Where a task stands, or would stand, among sorted siblings. */
function placeIn(siblings: readonly Sibling[], task: Sibling): number {
  let low = 0;
  let high = siblings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = siblings[middle];
    if (other && compareRank(other, task) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
