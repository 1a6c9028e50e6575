/** A change is plain data: what was added, updated and removed. `evolve` applies it, `reverse` undoes it. */
import { KINDS } from "../model/kinds.ts";
import type { Kind } from "../model/records.ts";
import type { KindedRecord, Project, RecordsByKind } from "../model/project.ts";

/** An update names the record before and after, whole, so that it can be reversed and audited by itself. */
export type UpdatedRecord = { readonly kind: Kind; readonly before: KindedRecord["record"]; readonly after: KindedRecord["record"] };

export interface Change {
  readonly added: readonly KindedRecord[];
  readonly updated: readonly UpdatedRecord[];
  readonly removed: readonly KindedRecord[];
}

export const NO_CHANGE: Change = { added: [], updated: [], removed: [] };

export function isEmptyChange(change: Change): boolean {
  return change.added.length + change.updated.length + change.removed.length === 0;
}

/** Applies a change: a new project, sharing every map that the change does not touch. */
export function evolve(project: Project, change: Change): Project {
  if (isEmptyChange(change)) return project;
  const touched = new Set<Kind>();
  for (const list of [change.added, change.updated, change.removed]) for (const item of list) touched.add(item.kind);
  const records = {} as Record<Kind, ReadonlyMap<string, unknown>>;
  for (const kind of KINDS) {
    const map: ReadonlyMap<string, unknown> = project.records[kind];
    records[kind] = touched.has(kind) ? new Map(map) : map;
  }
  const open = records as Record<Kind, Map<string, unknown>>;
  for (const item of change.removed) open[item.kind].delete(item.record.id);
  for (const item of change.updated) open[item.kind].set(item.after.id, item.after);
  for (const item of change.added) open[item.kind].set(item.record.id, item.record);
  return { records: records as unknown as RecordsByKind };
}

/** The change that takes back `change`: `evolve(evolve(p, c), reverse(c))` has the records of `p`. */
export function reverse(change: Change): Change {
  return {
    added: change.removed,
    updated: change.updated.map((item) => ({ kind: item.kind, before: item.after, after: item.before })),
    removed: change.added,
  };
}
