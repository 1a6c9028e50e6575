/** The change that leads from one state of a project to another, found by comparing records: for a reload without a log. */
import type { Change, UpdatedRecord } from "@leadline/engine/change/change.ts";
import { isSame } from "@leadline/engine/change/same-value.ts";
import type { KindedRecord, Project } from "@leadline/engine/model/project.ts";
import { KINDS } from "@leadline/engine/model/kinds.ts";

export function differenceOf(before: Project, after: Project): Change {
  const added: KindedRecord[] = [];
  const updated: UpdatedRecord[] = [];
  const removed: KindedRecord[] = [];
  for (const kind of KINDS) {
    const old: ReadonlyMap<string, KindedRecord["record"]> = before.records[kind];
    const now: ReadonlyMap<string, KindedRecord["record"]> = after.records[kind];
    if (old === now) continue;
    for (const [id, record] of now) {
      const earlier = old.get(id);
      if (!earlier) added.push({ kind, record } as KindedRecord);
      else if (!isSame(earlier, record)) updated.push({ kind, before: earlier, after: record });
    }
    for (const [id, record] of old) if (!now.has(id)) removed.push({ kind, record } as KindedRecord);
  }
  return { added, updated, removed };
}

/** Whether a project holds what the change leaves behind. */
export function isContained(change: Change, project: Project): boolean {
  const holds = (kind: KindedRecord["kind"], record: KindedRecord["record"]): boolean => {
    const map: ReadonlyMap<string, KindedRecord["record"]> = project.records[kind];
    return isSame(map.get(record.id), record);
  };
  return (
    change.added.every(({ kind, record }) => holds(kind, record)) &&
    change.updated.every(({ kind, after }) => holds(kind, after)) &&
    change.removed.every(({ kind, record }) => !project.records[kind].has(record.id))
  );
}
