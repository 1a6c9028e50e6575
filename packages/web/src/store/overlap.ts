/** Whether two changes touch the same fields: what makes an edit a conflict instead of a merge. */
import type { Change } from "@leadline/engine/change/change.ts";
import { differingFields } from "@leadline/engine/change/same-value.ts";

/** Only ever grows, and is set by every insertion: never a reason for a conflict. */
const COUNTERS: ReadonlySet<string> = new Set(["nextTaskNumber"]);

/** True where both changes set one field of a record, or one removes a record that the other touches. */
export function overlaps(mine: Change, theirs: Change): boolean {
  const touched = touchedFields(theirs);
  if (touched.size === 0) return false;
  for (const [record, fields] of touchedFields(mine)) {
    const others = touched.get(record);
    if (!others) continue;
    if (fields === "whole" || others === "whole") return true;
    for (const field of fields) if (others.has(field)) return true;
  }
  return false;
}

function touchedFields(change: Change): Map<string, ReadonlySet<string> | "whole"> {
  const touched = new Map<string, ReadonlySet<string> | "whole">();
  for (const item of [...change.added, ...change.removed]) touched.set(`${item.kind}/${item.record.id}`, "whole");
  for (const { kind, before, after } of change.updated) {
    const fields = differingFields(before, after).filter((field) => !COUNTERS.has(field));
    if (fields.length > 0) touched.set(`${kind}/${after.id}`, new Set(fields));
  }
  return touched;
}
