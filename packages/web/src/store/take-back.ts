/** The command that takes back an earlier change; the decision merges it field by field with later edits, or refuses. */
import { isEmptyChange, reverse, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";

export function takeBack(change: Change, label: string): readonly Command[] {
  const { added, updated, removed } = reverse(change);
  return isEmptyChange(change) ? [] : [{ type: "revert", label, change: { added: [...added], updated: [...updated], removed: [...removed] } }];
}
