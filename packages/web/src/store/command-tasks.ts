/** Which tasks a list of commands is about: where a mark belongs when they are not stored. */
import type { Command } from "@leadline/engine/change/command.ts";

export function taskIdsOf(commands: readonly Command[]): readonly string[] {
  return [...new Set(commands.flatMap(idsIn))];
}

function idsIn(command: Command): readonly string[] {
  switch (command.type) {
    case "insertTasks":
    case "updateTasks":
    case "applyLeveling":
      return command.tasks.map((task) => task.id);
    case "setTaskStart":
    case "setTaskFinish":
    case "setPredecessors":
    case "splitTask":
    case "insertRecurringTask":
      return [command.id];
    case "setAssignments":
      return [command.taskId];
    case "rescheduleUncompletedWork":
    case "updateWorkAsComplete":
    case "setBaseline":
    case "clearBaseline":
      return command.taskIds ?? [];
    case "deleteTasks":
    case "indentTasks":
    case "outdentTasks":
    case "moveTasks":
      return command.ids;
    case "linkTasks":
      return [command.successorId];
    case "unlinkTasks":
      return command.links.map((link) => link.successorId);
    case "revert":
      return [...command.change.added, ...command.change.removed].filter((item) => item.kind === "task").map((item) => item.record.id);
    default:
      return [];
  }
}
