/** Commands on tasks of other projects that are shown here: put one in, and take over what its own project says now. */
import type { Refusal } from "../base/problem.ts";
import { emptyTask } from "../model/new-project.ts";
import type { Task } from "../model/records.ts";
import type { CommandOf } from "./command.ts";
import { childrenOf, get, put, putTask, settingsIn, type Draft } from "./draft.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { refuseLoopsOfPlaces } from "./outline-loops.ts";
import { placeTasks } from "./sibling-ranks.ts";
import { missingSibling } from "./task-commands.ts";

type Facts = Pick<CommandOf<"insertExternalTask">, "name" | "start" | "finish" | "durationMinutes" | "milestone">;

export function insertExternalTask(draft: Draft, command: CommandOf<"insertExternalTask">): readonly Refusal[] {
  const { id, parentId, afterId, otherProject } = command;
  if (get(draft, "task", id)) return [refusal("task/duplicate", "a new task has the id of another task. Maybe it has been inserted already.", id)];
  if (parentId !== undefined && !get(draft, "task", parentId)) return [missingTask(parentId)];
  if (afterId !== undefined && !childrenOf(draft, parentId).some((sibling) => sibling.id === afterId)) return [missingSibling(draft, afterId)];
  const settings = settingsIn(draft);
  const blank = emptyTask({ id, number: settings.nextTaskNumber, rank: "V", durationMinutes: command.durationMinutes, external: true, otherProject });
  const outcome = withFacts(blank, command);
  if ("message" in outcome) return [outcome];
  put(draft, "settings", { ...settings, nextTaskNumber: settings.nextTaskNumber + 1 });
  placeTasks(draft, [outcome], { parentId, at: afterId === undefined ? "first" : { after: afterId } });
  return refuseLoopsOfPlaces(draft, [id]);
}

export function refreshExternalTasks(draft: Draft, command: CommandOf<"refreshExternalTasks">): readonly Refusal[] {
  const refusals: Refusal[] = [];
  for (const { id, ...facts } of command.tasks) {
    const task = get(draft, "task", id);
    const outcome = !task ? missingTask(id) : task.otherProject ? withFacts(task, facts) : refusal("task/not-external", `${taskTitle(draft, id)} does not belong to another project, so it takes no dates from one.`, id);
    if ("message" in outcome) refusals.push(outcome);
    else putTask(draft, outcome);
  }
  return refusals;
}

function withFacts(task: Task, facts: Facts): Task | Refusal {
  if (facts.finish < facts.start) return refusal("task/finish-before-start", `the other project's task “${facts.name}” would finish before it starts.`, task.id);
  const { name, start, finish, durationMinutes, milestone } = facts;
  return { ...task, name, manualStart: start, manualFinish: finish, durationMinutes, remainingDurationMinutes: durationMinutes, estimated: false, milestone };
}
