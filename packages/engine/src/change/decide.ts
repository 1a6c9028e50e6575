/** The door of editing: commands in, one change or refusals out. Browser and server decide by the same code. */
import { unreachable } from "../base/assert.ts";
import type { Refusal } from "../base/problem.ts";
import type { Project } from "../model/project.ts";
import { setAssignments, updateAssignments } from "./assignment-commands.ts";
import { clearBaseline, setBaseline } from "./baseline-commands.ts";
import { addCalendarException, deleteCalendar, saveCalendar } from "./calendar-commands.ts";
import { decideChangeRequest, standingRequests, tamperedRequest } from "./change-request-commands.ts";
import type { Change } from "./change.ts";
import type { Command, CommandContext } from "./command.ts";
import { changeOf, openDraft, type Draft } from "./draft.ts";
import { insertExternalTask, refreshExternalTasks } from "./external-task-commands.ts";
import { applyLeveling, clearLeveling } from "./leveling-commands.ts";
import { linkTasks, setPredecessors, unlinkTasks } from "./link-commands.ts";
import { rescheduleUncompletedWork, updateWorkAsComplete } from "./progress-commands.ts";
import { insertRecurringTask } from "./recurring-task-commands.ts";
import { deleteRecords, saveRecords, updateRecords } from "./register-commands.ts";
import { deleteResources, saveResource } from "./resource-commands.ts";
import { revert } from "./revert-command.ts";
import { updateSettings } from "./settings-commands.ts";
import { splitTask } from "./split-task-command.ts";
import { indentTasks, moveTasks, outdentTasks } from "./structure-commands.ts";
import { deleteTasks, insertTasks, updateTasks } from "./task-commands.ts";
import { setTaskFinish, setTaskStart } from "./task-date-commands.ts";

/** A paste of 20,000 bad rows answers with the first of its refusals only. */
const MOST_REFUSALS = 100;

export type Decision = { readonly change: Change } | { readonly refusals: readonly Refusal[] };

/**
 * Tries commands one after the other and answers one squashed change, or, where one of them cannot be granted, its
 * refusals and no change at all. The project must hold a settings record. Commands come through `commandSchema` first.
 *
 * `decide(project, [{ type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 1440 } }] }], context)` answers
 * `{ change }` with the task "a" and the work of its assignments updated; `evolve(project, change)` applies it.
 */
export function decide(project: Project, commands: readonly Command[], context: CommandContext): Decision {
  const draft = openDraft(project);
  for (const [commandIndex, command] of commands.entries()) {
    const standing = TOUCHES_REGISTERS.has(command.type) ? standingRequests(draft) : undefined;
    const refusals = apply(draft, command, context);
    const tampered = standing && refusals.length === 0 ? tamperedRequest(draft, standing, context) : undefined;
    if (tampered) return { refusals: [{ ...tampered, commandIndex }] };
    if (refusals.length === 0 && draft.edits.statusReport.size > 0) return { refusals: [{ ...FROZEN_REPORT, commandIndex }] };
    if (refusals.length > 0) return { refusals: refusals.slice(0, MOST_REFUSALS).map((refusal) => ({ ...refusal, commandIndex })) };
  }
  return { change: changeOf(draft) };
}

/** Reports are published beside all commands; no command, and no undo, touches one. */
const FROZEN_REPORT: Refusal = { code: "report/frozen", message: "A published status report stays as it is: it cannot be changed, deleted or undone. Correct it with a new version, or withdraw it; both stay visible." };

/** Commands that could alter a change request without being a verdict on it. */
const TOUCHES_REGISTERS: ReadonlySet<Command["type"]> = new Set(["saveRecords", "updateRecords", "deleteRecords", "revert"]);

/** Carries one command out on the draft; where it answers refusals, the draft is good for nothing any more. */
function apply(draft: Draft, command: Command, context: CommandContext): readonly Refusal[] {
  switch (command.type) {
    case "insertTasks":
      return insertTasks(draft, command, context);
    case "updateTasks":
      return updateTasks(draft, command, context);
    case "setTaskStart":
      return setTaskStart(draft, command);
    case "setTaskFinish":
      return setTaskFinish(draft, command);
    case "deleteTasks":
      return deleteTasks(draft, command);
    case "indentTasks":
      return indentTasks(draft, command);
    case "outdentTasks":
      return outdentTasks(draft, command);
    case "moveTasks":
      return moveTasks(draft, command);
    case "setPredecessors":
      return setPredecessors(draft, command, context);
    case "linkTasks":
      return linkTasks(draft, command, context);
    case "unlinkTasks":
      return unlinkTasks(draft, command);
    case "updateSettings":
      return updateSettings(draft, command);
    case "saveCalendar":
      return saveCalendar(draft, command);
    case "deleteCalendar":
      return deleteCalendar(draft, command);
    case "addCalendarException":
      return addCalendarException(draft, command);
    case "insertExternalTask":
      return insertExternalTask(draft, command);
    case "refreshExternalTasks":
      return refreshExternalTasks(draft, command);
    case "saveResource":
      return saveResource(draft, command);
    case "deleteResources":
      return deleteResources(draft, command);
    case "setAssignments":
      return setAssignments(draft, command, context);
    case "updateAssignments":
      return updateAssignments(draft, command, context);
    case "rescheduleUncompletedWork":
      return rescheduleUncompletedWork(draft, command, context);
    case "updateWorkAsComplete":
      return updateWorkAsComplete(draft, command, context);
    case "setBaseline":
      return setBaseline(draft, command, context);
    case "clearBaseline":
      return clearBaseline(draft, command);
    case "applyLeveling":
      return applyLeveling(draft, command);
    case "clearLeveling":
      return clearLeveling(draft, command);
    case "insertRecurringTask":
      return insertRecurringTask(draft, command, context);
    case "splitTask":
      return splitTask(draft, command, context);
    case "saveRecords":
      return saveRecords(draft, command);
    case "updateRecords":
      return updateRecords(draft, command);
    case "deleteRecords":
      return deleteRecords(draft, command);
    case "decideChangeRequest":
      return decideChangeRequest(draft, command, context, apply);
    case "revert":
      return revert(draft, command);
    default:
      return unreachable(command);
  }
}
