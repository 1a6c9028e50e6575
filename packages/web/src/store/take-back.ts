/** The command that takes back an earlier change, on what the plan holds now: only fields that are still as the change left them. */
import { isEmptyChange, reverse, type Change, type UpdatedRecord } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { differingFields, fieldOf, isSame } from "@leadline/engine/change/same-value.ts";
import type { KindedRecord, Project } from "@leadline/engine/model/project.ts";

/**
 * Other people's later edits of other fields stay. Where one touched the same field or record, the whole record is
 * named as the change left it, so that the decision refuses it with its own sentence.
 */
export function takeBack(current: Project, change: Change, label: string): readonly Command[] {
  const reversed = reverse(change);
  if (isEmptyChange(reversed)) return [];
  const updated = reversed.updated.map((item) => rebasedUpdate(current, item));
  return [{ type: "revert", label, change: { added: [...reversed.added], updated, removed: [...reversed.removed] } }];
}

function rebasedUpdate(current: Project, item: UpdatedRecord): UpdatedRecord {
  const map: ReadonlyMap<string, KindedRecord["record"]> = current.records[item.kind];
  const now = map.get(item.before.id);
  if (!now) return item;
  const fields = differingFields(item.before, item.after);
  const isTouched = fields.some((field) => !isSame(fieldOf(now, field), fieldOf(item.before, field)));
  if (isTouched) return item;
  const back = new Map<string, unknown>(Object.entries(now));
  for (const field of fields) {
    const value = fieldOf(item.after, field);
    if (value === undefined) back.delete(field);
    else back.set(field, value);
  }
  return { kind: item.kind, before: now, after: Object.fromEntries(back) as unknown as KindedRecord["record"] };
}
