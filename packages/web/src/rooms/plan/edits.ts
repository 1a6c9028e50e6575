/** The one way in which the plan page edits: runs commands, says what refuses them, and offers to take back what surprises. */
import type { Command } from "@leadline/engine/change/command.ts";
import { toast } from "../../ui/toast.tsx";
import type { Desk } from "./desk.ts";

export interface RunOptions {
  /** Shown in the corner with [Undo]. */
  readonly note?: string | undefined;
}

/** Answers `undefined` when it was done, else the sentence that says why not. */
export function tryEdit(desk: Desk, commands: readonly Command[], options: RunOptions = {}): string | undefined {
  if (commands.length === 0) return undefined;
  const result = desk.store.run(commands);
  if (!result.ok) return result.refusals.map((refusal) => refusal.message).join(" ");
  if (options.note !== undefined) toast(options.note, { id: "plan-edit", verb: { label: "Undo", run: () => void desk.store.undo() } });
  return undefined;
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
