/** Undo and redo: takes a change back, or brings it again, unless somebody has since edited what it touches. */
import type { Refusal } from "../base/problem.ts";
import { KINDS } from "../model/kinds.ts";
import { recordSchemas, type Kind, type Task } from "../model/records.ts";
import type { KindedRecord } from "../model/project.ts";
import type { CommandOf } from "./command.ts";
import { all, get, put, putRecord, removeRecord, settingsIn, type Draft } from "./draft.ts";
import { fieldLabel } from "./field-labels.ts";
import { brokenBy } from "./integrity.ts";
import { listed, recordTitle, refusal } from "./names.ts";
import { differingFields, fieldOf, isSame } from "./same-value.ts";

type Update = { readonly before: KindedRecord; readonly after: KindedRecord };

/**
 * Compares field by field: a field that the step did not touch keeps whatever others have made of it meanwhile.
 * Places among siblings and the task counter are order, not content: where they have moved on, they stay.
 */
export function revert(draft: Draft, command: CommandOf<"revert">): readonly Refusal[] {
  const steps = readSteps(command);
  if (!steps) return [refusal("change/unreadable", "this step does not fit the records of a plan, so it cannot be taken back.")];
  const merged = steps.updated.map((update) => mergedUpdate(draft, update));
  const stale = [
    ...steps.added.flatMap((item) => refusedAddition(draft, item)),
    ...steps.removed.flatMap((item) => refusedRemoval(draft, item)),
    ...merged.flatMap((update) => ("refusal" in update ? [update.refusal] : [])),
  ];
  if (stale.length > 0) return stale;
  const updated = merged.flatMap((update) => ("next" in update ? [update.next] : []));
  if (steps.added.length + steps.removed.length === 0 && updated.every((item) => isSame(current(draft, item), item.record))) {
    return steps.updated.length === 0 ? [] : [refusal("change/stale", "what this step did has been changed again since, so there is nothing left of it to take back.")];
  }
  carryOut(draft, steps.added, updated, steps.removed);
  keepNumbersUnique(draft, steps.added);
  return brokenBy(draft);
}

interface Steps {
  readonly added: readonly KindedRecord[];
  readonly updated: readonly Update[];
  readonly removed: readonly KindedRecord[];
}

/** The submitted change as records of known kinds; `undefined` where anything in it is none. */
function readSteps({ change }: CommandOf<"revert">): Steps | undefined {
  const added = change.added.map((item) => readRecord(item.kind, item.record)).filter((item) => item !== undefined);
  const removed = change.removed.map((item) => readRecord(item.kind, item.record)).filter((item) => item !== undefined);
  const updated = change.updated.map((item) => readUpdate(item)).filter((item) => item !== undefined);
  const isWhole = added.length === change.added.length && removed.length === change.removed.length && updated.length === change.updated.length;
  const touchesSettings = [...added, ...removed].some((item) => item.kind === "settings");
  return isWhole && !touchesSettings ? { added, updated, removed } : undefined;
}

function readUpdate(item: CommandOf<"revert">["change"]["updated"][number]): Update | undefined {
  const before = readRecord(item.kind, item.before);
  const after = readRecord(item.kind, item.after);
  const isOneRecord = before && after && before.record.id === after.record.id && numberOf(before) === numberOf(after);
  return isOneRecord ? { before, after } : undefined;
}

/** A task's number is its own for good. */
function numberOf(item: KindedRecord): number | undefined {
  return item.kind === "task" ? item.record.number : undefined;
}

/** Kept sources never travel, so no step may name one. */
function readRecord(kind: string, record: unknown): KindedRecord | undefined {
  if (!isKind(kind) || kind === "keptSource") return undefined;
  const parsed = recordSchemas[kind].safeParse(record);
  return parsed.success ? ({ kind, record: parsed.data } as KindedRecord) : undefined;
}

function isKind(text: string): text is Kind {
  return KINDS.some((kind) => kind === text);
}

function current(draft: Draft, item: KindedRecord): KindedRecord["record"] | undefined {
  return get(draft, item.kind, item.record.id);
}

function refusedAddition(draft: Draft, item: KindedRecord): Refusal[] {
  return current(draft, item) === undefined ? [] : [staleRefusal(draft, item, "is already in the plan")];
}

function refusedRemoval(draft: Draft, item: KindedRecord): Refusal[] {
  const now = current(draft, item);
  if (now === undefined) return [staleRefusal(draft, item, "has been deleted since")];
  const changed = differingFields(now, item.record).filter((field) => !isOrder(item.kind, field));
  return changed.length === 0 ? [] : [staleRefusal(draft, item, changedWords(item.kind, changed))];
}

/** The record as it is now with the step's own fields set, or the fields that others have set meanwhile. */
function mergedUpdate(draft: Draft, { before, after }: Update): { readonly next: KindedRecord } | { readonly refusal: Refusal } {
  const now = current(draft, before);
  if (now === undefined) return { refusal: staleRefusal(draft, before, "has been deleted since") };
  const touched = differingFields(before.record, after.record);
  const foreign = touched.filter((field) => !isSame(fieldOf(now, field), fieldOf(before.record, field)));
  const conflicting = foreign.filter((field) => !isOrder(before.kind, field));
  if (conflicting.length > 0) return { refusal: staleRefusal(draft, before, changedWords(before.kind, conflicting)) };
  const fields = touched.filter((field) => !foreign.includes(field));
  const next = readRecord(before.kind, overlaid(now, after.record, fields));
  return next ? { next } : { refusal: staleRefusal(draft, before, "has been changed since") };
}

function overlaid(now: object, source: object, fields: readonly string[]): object {
  const entries = new Map(Object.entries(now));
  for (const field of fields) {
    const value = fieldOf(source, field);
    if (value === undefined) entries.delete(field);
    else entries.set(field, value);
  }
  return Object.fromEntries(entries);
}

function isOrder(kind: Kind, field: string): boolean {
  return (kind === "task" && field === "rank") || (kind === "settings" && field === "nextTaskNumber");
}

function changedWords(kind: Kind, fields: readonly string[]): string {
  return `has been changed since (${listed([...new Set(fields.map((field) => fieldLabel(kind, field)))])})`;
}

function staleRefusal(draft: Draft, item: KindedRecord, what: string): Refusal {
  const taskId = item.kind === "task" ? item.record.id : undefined;
  return refusal("change/stale", `${recordTitle(draft, item)} ${what}, so this step cannot be taken back.`, taskId);
}

/** Links and people go before the tasks that they hang on, and come after them; parents come first and go last. */
function carryOut(draft: Draft, added: readonly KindedRecord[], updated: readonly KindedRecord[], removed: readonly KindedRecord[]): void {
  const isTask = (item: KindedRecord): boolean => item.kind === "task";
  for (const item of removed) if (!isTask(item)) removeCurrent(draft, item);
  for (const item of parentsFirst(added)) putRecord(draft, item);
  for (const item of updated) putRecord(draft, item);
  for (const item of parentsFirst(removed).reverse()) removeCurrent(draft, item);
  for (const item of added) if (!isTask(item)) putRecord(draft, item);
}

/** Removes the record as it stands now, which may hold another rank than the step remembers. */
function removeCurrent(draft: Draft, item: KindedRecord): void {
  const now = readRecord(item.kind, current(draft, item));
  if (now) removeRecord(draft, now);
}

/** The tasks of a list, every one after its parent. */
function parentsFirst(items: readonly KindedRecord[]): KindedRecord[] {
  const tasks = new Map<string, Task>();
  for (const item of items) if (item.kind === "task") tasks.set(item.record.id, item.record);
  const depthOf = (task: Task): number => {
    let depth = 0;
    for (let at: Task | undefined = task; at?.parentId !== undefined && depth < tasks.size; at = tasks.get(at.parentId)) depth += 1;
    return depth;
  };
  return [...tasks.values()]
    .map((record) => ({ item: { kind: "task" as const, record }, depth: depthOf(record) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ item }) => item);
}

/**
 * Task numbers stay unique, and the counter ahead of them: a task that comes back after its number was given to
 * another gets a new one.
 */
function keepNumbersUnique(draft: Draft, added: readonly KindedRecord[]): void {
  const back = new Set(added.filter((item) => item.kind === "task").map((item) => item.record.id));
  const taken = new Set<number>();
  let highest = 0;
  for (const task of all(draft, "task")) {
    highest = Math.max(highest, task.number);
    if (!back.has(task.id)) taken.add(task.number);
  }
  const settings = settingsIn(draft);
  let next = Math.max(settings.nextTaskNumber, highest + 1);
  for (const id of back) {
    const task = get(draft, "task", id);
    if (!task || !taken.has(task.number)) continue;
    putRecord(draft, { kind: "task", record: { ...task, number: next } });
    next += 1;
  }
  if (next !== settings.nextTaskNumber) put(draft, "settings", { ...settings, nextTaskNumber: next });
}
