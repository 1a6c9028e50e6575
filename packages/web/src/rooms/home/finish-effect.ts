/** What an edit would do to the plan's finish, in a sentence. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { instantText } from "../../ui/day-text.ts";

export function finishEffect(store: ProjectStore, commands: readonly Command[]): string {
  const { schedule } = store.getState();
  if (commands.length === 0) return `The plan finishes on ${instantText(schedule.finish)}.`;
  const preview = store.preview(commands);
  if (!preview.ok) return preview.refusals[0]?.message ?? "";
  const [before, after] = [schedule.finish, preview.schedule.finish];
  if (before === after) return `The finish stays on ${instantText(after)}.`;
  return `The finish moves ${after > before ? "later" : "earlier"}, from ${instantText(before)} to ${instantText(after)}.`;
}
