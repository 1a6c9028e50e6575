/** Short names of what commands do, for undo and history: "Change duration of “Pilot” to 3d". */
import { unreachable } from "../base/assert.ts";
import { settingsOf, taskOf, type Project } from "../model/project.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { readableDate } from "../time/date-text.ts";
import type { Command, CommandOf } from "./command.ts";
import { subjectsOf, valueText } from "./describe-fields.ts";
import { describeRegister } from "./describe-register.ts";
import { fieldLabel } from "./field-labels.ts";

/** Longest label that undo menus and history lists show. */
const LONGEST_LABEL = 120;

/** One line for a list of commands, told on the project as it was before them. */
export function describeCommands(project: Project, commands: readonly Command[]): string {
  const [first] = commands;
  if (!first) return "Change nothing";
  if (commands.length === 1) return shortened(describe(project, first));
  const insertion = commands.find((command) => command.type === "insertTasks");
  if (insertion) return shortened(commands.every((command) => command.type === "insertTasks") ? describeInsertions(commands) : `${describe(project, insertion)} and more`);
  const touched = new Set(commands.flatMap(touchedTasks));
  const isOneKind = commands.every((command) => command.type === first.type);
  if (touched.size === 0) return shortened(`${describe(project, first)} and ${counted(commands.length - 1, "more change")}`);
  if (touched.size === 1) return shortened(`${isOneKind ? describe(project, first) : `Change ${nameOf(project, [...touched][0])}`}`);
  return isOneKind ? shortened(describeTogether(project, first.type, commands, touched.size)) : `Change ${counted(touched.size, "task")}`;
}

function describe(project: Project, command: Command): string {
  switch (command.type) {
    case "insertTasks":
      return command.tasks.length === 1 ? `Insert “${command.tasks[0]?.fields.name ?? ""}”` : `Insert ${counted(command.tasks.length, "task")}`;
    case "updateTasks":
      return describeUpdate(project, command);
    case "setTaskStart":
      return `Set start of ${nameOf(project, command.id)} to ${readableDate(command.start, settingsOf(project).defaultStartTime)}`;
    case "setTaskFinish":
      return `Set finish of ${nameOf(project, command.id)} to ${readableDate(command.finish, settingsOf(project).defaultFinishTime)}`;
    case "deleteTasks":
      return `Delete ${tasksText(project, command.ids)}`;
    case "indentTasks":
      return `Indent ${tasksText(project, command.ids)}`;
    case "outdentTasks":
      return `Outdent ${tasksText(project, command.ids)}`;
    case "moveTasks":
      return `Move ${tasksText(project, command.ids)}`;
    case "setPredecessors":
      return `Change predecessors of ${nameOf(project, command.id)}`;
    case "linkTasks":
      return `Link ${nameOf(project, command.predecessorId)} to ${nameOf(project, command.successorId)}`;
    case "unlinkTasks":
      return describeUnlinking(project, command);
    case "updateSettings":
      return describeSettings(command);
    case "saveCalendar":
      return `${project.records.calendar.has(command.calendar.id) ? "Change" : "Add"} calendar “${command.calendar.name}”`;
    case "deleteCalendar":
      return `Delete calendar “${project.records.calendar.get(command.id)?.name ?? ""}”`;
    case "addCalendarException":
      return `Add “${command.name}” to calendar “${project.records.calendar.get(command.calendarId)?.name ?? ""}”`;
    case "insertExternalTask":
      return `Show “${command.name}” of another project`;
    case "refreshExternalTasks":
      return `Take over dates of other projects for ${tasksText(project, command.tasks.map((task) => task.id))}`;
    case "saveResource":
      return `${project.records.resource.has(command.resource.id) ? "Change" : "Add"} resource “${command.resource.name}”`;
    case "deleteResources":
      return command.ids.length === 1 ? `Delete resource “${project.records.resource.get(command.ids[0] ?? "")?.name ?? ""}”` : `Delete ${counted(command.ids.length, "resource")}`;
    case "setAssignments":
      return `Change resources of ${nameOf(project, command.taskId)}`;
    case "updateAssignments":
      return describeAssignments(project, command);
    case "rescheduleUncompletedWork":
      return `Reschedule uncompleted work ${ofTasks(project, command.taskIds)} to after ${readableDate(command.after, settingsOf(project).defaultFinishTime)}`;
    case "updateWorkAsComplete":
      return `Update work ${ofTasks(project, command.taskIds)} as complete through ${readableDate(command.through, settingsOf(project).defaultFinishTime)}`;
    case "setBaseline":
      return `Set ${baselineName(command.number)} ${ofTasks(project, command.taskIds)}`;
    case "clearBaseline":
      return `Clear ${baselineName(command.number)} ${ofTasks(project, command.taskIds)}`;
    case "applyLeveling":
      return `Level ${tasksText(project, command.tasks.map((task) => task.id))}`;
    case "clearLeveling":
      return `Clear levelling ${ofTasks(project, command.ids)}`;
    case "insertRecurringTask":
      return `Insert recurring task “${command.name}”`;
    case "splitTask":
      return `Split ${nameOf(project, command.id)}`;
    case "saveRecords":
    case "updateRecords":
    case "deleteRecords":
      return describeRegister(project, command);
    case "decideChangeRequest":
      return describeVerdict(project, command);
    case "revert":
      return command.label;
    default:
      return unreachable(command);
  }
}

function describeInsertions(commands: readonly Command[]): string {
  const count = commands.reduce((sum, command) => sum + (command.type === "insertTasks" ? command.tasks.length : 0), 0);
  return `Insert ${counted(count, "task")}`;
}

function describeTogether(project: Project, type: Command["type"], commands: readonly Command[], count: number): string {
  if (type === "setPredecessors") return `Change predecessors of ${counted(count, "task")}`;
  if (type === "setAssignments") return `Change resources of ${counted(count, "task")}`;
  if (type === "linkTasks") return `Link ${counted(count, "task")}`;
  if (type === "setTaskStart") return `Set start of ${counted(count, "task")}`;
  if (type === "setTaskFinish") return `Set finish of ${counted(count, "task")}`;
  const updates = commands.flatMap((command) => (command.type === "updateTasks" ? command.tasks : []));
  return updates.length > 0 ? describeUpdate(project, { type: "updateTasks", tasks: updates }) : `Change ${counted(count, "task")}`;
}

function describeUpdate(project: Project, command: CommandOf<"updateTasks">): string {
  const names = new Set(command.tasks.flatMap(({ fields }) => subjectsOf(fields)));
  const [subject] = names;
  const [only] = command.tasks;
  if (command.tasks.length > 1 || !only) {
    return names.size === 1 ? `Change ${subject} of ${counted(command.tasks.length, "task")}` : `Paste of ${counted(command.tasks.length, "row")}`;
  }
  const name = nameOf(project, only.id);
  if (names.size !== 1) return `Change ${name}`;
  if (subject === "name") return `Rename ${name} to “${only.fields.name ?? ""}”`;
  const value = valueText(project, only.id, only.fields);
  return value === undefined ? `Change ${subject} of ${name}` : `Change ${subject} of ${name} to ${value}`;
}

function describeUnlinking(project: Project, command: CommandOf<"unlinkTasks">): string {
  const [only] = command.links;
  if (command.links.length > 1 || !only) return `Remove ${counted(command.links.length, "link")}`;
  return `Unlink ${nameOf(project, only.predecessorId)} from ${nameOf(project, only.successorId)}`;
}

function describeSettings({ fields }: CommandOf<"updateSettings">): string {
  const set = Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (set.length !== 1) return "Change project settings";
  if (fields.name !== undefined) return `Rename project to “${fields.name}”`;
  if (fields.start !== undefined) return `Move project start to ${readableDate(fields.start)}`;
  if (fields.calendarId !== undefined) return "Change project calendar";
  if (fields.statusDate === null) return "Clear status date";
  return fields.statusDate === undefined ? `Change ${fieldLabel("settings", set[0] ?? "")}` : `Set status date to ${readableDate(fields.statusDate)}`;
}

function describeAssignments(project: Project, { assignments }: CommandOf<"updateAssignments">): string {
  const [only] = assignments;
  const record = only && project.records.assignment.get(only.id);
  if (assignments.length > 1 || !only || !record) return `Change ${counted(assignments.length, "assignment")}`;
  const who = record.resourceId === undefined ? undefined : project.records.resource.get(record.resourceId)?.name;
  const fields = [...new Set(Object.entries(only.fields).flatMap(([field, value]) => (value === undefined ? [] : [fieldLabel("assignment", field)])))];
  const subject = fields.length === 1 ? `${fields[0]} of ` : "";
  return `Change ${subject}${who === undefined ? "the assignment" : `“${who}”`} on ${nameOf(project, record.taskId)}`;
}

const VERDICTS = { approve: "Approve", reject: "Reject", withdraw: "Withdraw" } as const;

function describeVerdict(project: Project, { id, verdict }: CommandOf<"decideChangeRequest">): string {
  const request = project.records.changeRequest.get(id);
  return `${VERDICTS[verdict]} change request ${request ? `${request.code} “${request.title}”` : ""}`.trim();
}

function baselineName(number: number): string {
  return number === 0 ? "baseline" : `baseline ${number}`;
}

/** "of “Pilot”", "of 3 tasks"; of the whole plan where no tasks are named. */
function ofTasks(project: Project, ids: readonly string[] | undefined): string {
  return `of ${ids === undefined ? "the whole plan" : tasksText(project, ids)}`;
}

function touchedTasks(command: Command): string[] {
  switch (command.type) {
    case "updateTasks":
    case "insertTasks":
      return command.tasks.map((task) => task.id);
    case "insertExternalTask":
    case "setTaskStart":
    case "setTaskFinish":
    case "setPredecessors":
      return [command.id];
    case "refreshExternalTasks":
      return command.tasks.map((task) => task.id);
    case "deleteTasks":
    case "indentTasks":
    case "outdentTasks":
    case "moveTasks":
      return [...command.ids];
    case "linkTasks":
      return [command.predecessorId, command.successorId];
    case "unlinkTasks":
      return command.links.flatMap((link) => [link.predecessorId, link.successorId]);
    case "setAssignments":
      return [command.taskId];
    case "rescheduleUncompletedWork":
    case "updateWorkAsComplete":
    case "setBaseline":
    case "clearBaseline":
      return [...(command.taskIds ?? [])];
    case "applyLeveling":
      return command.tasks.map((task) => task.id);
    case "clearLeveling":
      return [...(command.ids ?? [])];
    case "insertRecurringTask":
    case "splitTask":
      return [command.id];
    case "updateSettings":
    case "saveCalendar":
    case "deleteCalendar":
    case "addCalendarException":
    case "saveResource":
    case "deleteResources":
    case "updateAssignments":
    case "saveRecords":
    case "updateRecords":
    case "deleteRecords":
    case "decideChangeRequest":
    case "revert":
      return [];
    default:
      return unreachable(command);
  }
}

function tasksText(project: Project, ids: readonly string[]): string {
  return ids.length === 1 ? nameOf(project, ids[0]) : counted(ids.length, "task");
}

/** “Pilot”; the row where a task has no name, and plain words for a task that is not there. */
function nameOf(project: Project, taskId: string | undefined): string {
  const task = taskId === undefined ? undefined : taskOf(project, taskId);
  if (!task) return "a task";
  return task.name === "" ? `row ${outlineOf(project).rowOf(task.id)?.rowNumber ?? ""}` : `“${task.name}”`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function shortened(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}
