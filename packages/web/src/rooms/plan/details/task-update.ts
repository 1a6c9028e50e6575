/** Fields of one task as one command. */
import type { Command, TaskFields } from "@leadline/engine/change/command.ts";

export function taskUpdate(id: string, fields: TaskFields): Command {
  return { type: "updateTasks", tasks: [{ id, fields }] };
}
