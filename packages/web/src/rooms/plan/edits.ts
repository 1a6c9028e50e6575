/** The one way in which the plan page edits: runs commands, says what refuses them, and offers to take back what surprises. */
import type { Command } from "@leadline/engine/change/command.ts";
import { endToast, toast } from "../../ui/toast.ts";
import type { Desk } from "./desk.ts";

export interface RunOptions {
  /** Shown in the corner with [Undo]. */
  readonly note?: string | undefined;
}

/** Answers `undefined` when it was done, else the sentence that says why not. */
export function tryEdit(desk: Desk, commands: readonly Command[], options: RunOptions = {}): string | undefined {
  if (commands.length === 0) return undefined;
  endToast(NOTE_ID);
  const result = desk.store.run(commands);
  if (!result.ok) return result.refusals.map((refusal) => refusal.message).join(" ");
  if (options.note !== undefined) toast(options.note, { id: NOTE_ID, verb: { label: "Undo", run: undoOf(desk) } });
  return undefined;
}

const NOTE_ID = "plan-edit";

/** Takes the edit back as long as it is the last one; an edit that came later is not taken for it. */
function undoOf(desk: Desk): () => void {
  const made = desk.get().ownEdit;
  return () => {
    if (desk.get().ownEdit === made) desk.store.undo();
    else sayRefusal(desk, "Something else was edited since. Ctrl+Z takes edits back one by one.");
  };
}

/** As `tryEdit`; a refusal is shown in the corner and read out. */
export function edit(desk: Desk, commands: readonly Command[], options: RunOptions = {}): boolean {
  const message = tryEdit(desk, commands, options);
  if (message === undefined) return true;
  sayRefusal(desk, message);
  return false;
}

export function sayRefusal(desk: Desk, message: string): void {
  toast(message, { id: "plan-refusal" });
  desk.update({ announcement: message });
}
