/** From what somebody types into a cell to the commands that it means, or one sentence on why it means nothing. */
import type { Command, TaskFields } from "@leadline/engine/change/command.ts";
import { isSame } from "@leadline/engine/change/same-value.ts";
import { parseAssignments } from "@leadline/engine/model/people/assignment-text.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { parsePredecessors, type PredecessorText } from "@leadline/engine/model/plan/predecessor-text.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { parseDate, type DateOrder, type ParsedDate } from "@leadline/engine/time/date-text.ts";
import { parseDuration } from "@leadline/engine/time/duration-text.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { linksInto } from "@leadline/engine/model/plan/link-lists.ts";
import type { DateEnd, PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { numberOf, percentOf } from "../../ui/number-text.ts";
import { inOneLine } from "./tsv.ts";
import { plainText, type ColumnId } from "./columns.ts";

/** What reading a cell needs besides the plan. */
export interface CellReading {
  readonly today: Minute;
  readonly order: DateOrder;
  /** NET of NET-42. */
  readonly projectKey: string;
}

/** `dated`: a start or finish that was set, for the sentence that tells of the constraint. */
export type CellOutcome =
  | { readonly ok: true; readonly commands: readonly Command[]; readonly dated?: { readonly end: DateEnd; readonly minute: Minute } }
  | { readonly ok: false; readonly message: string };

const NOTHING: CellOutcome = { ok: true, commands: [] };

/** No commands where the cell already says so. */
export function commandsForCell(facts: PlanFacts, reading: CellReading, row: OutlineRow, cell: { readonly column: ColumnId; readonly text: string }): CellOutcome {
  const { column } = cell;
  const text = cell.text.trim();
  const refusal = readOnlyReason(row, column);
  if (text === plainText(facts, row, column, 0).trim()) return NOTHING;
  if (refusal !== undefined) return refused(refusal);
  switch (column) {
    case "task":
      return nameCommands(row.task, text);
    case "duration":
      return durationCommands(facts, row.task, text);
    case "start":
    case "finish":
      return text === "" ? withoutConstraint(row.task, column) : dateCommands(facts, reading, row.task, { end: column, text });
    case "predecessors":
      return predecessorCommands(facts, reading, row.task, text);
    case "deadline":
      return deadlineCommands(facts, reading, row.task, text);
    case "done":
      return percentCommands(row.task, text);
    case "work":
      return workCommands(facts, row.task, text);
    case "priority":
      return priorityCommands(row.task, text);
    case "resources":
      return resourceCommands(facts.project, row.task.id, text);
    default:
      return NOTHING;
  }
}

const COMPUTED: ReadonlySet<ColumnId> = new Set<ColumnId>(["wbs", "slack", "row", "marks", "levelingDelay", "baselineStart", "baselineFinish", "startVariance", "finishVariance", "durationVariance", "workVariance", "costVariance"]);

/** Why a cell takes no typing; `undefined` where it does. */
export function readOnlyReason(row: OutlineRow, column: ColumnId): string | undefined {
  const name = row.task.name === "" ? `Row ${row.rowNumber}` : `“${row.task.name}”`;
  if (COMPUTED.has(column)) return "This column is computed and cannot be typed into.";
  if (row.isSummary && (column === "work" || column === "priority")) return `${name} is a summary task: type the ${column} of its sub-tasks.`;
  const isTime = column === "duration" || column === "start" || column === "finish";
  if (row.isSummary && isTime) return `${name} is a summary task: its ${column === "duration" ? "duration follows" : "dates follow"} from its sub-tasks.`;
  if (row.task.external && isTime) return `${name} belongs to another project, so its dates cannot be changed here.`;
  return undefined;
}

/** What a date cell's text means, for showing while somebody types. */
export function readDateCell(facts: PlanFacts, reading: CellReading, column: "start" | "finish" | "deadline", text: string): ParsedDate {
  const settings = settingsOf(facts.project);
  return parseDate(text, { today: reading.today, order: reading.order, role: column === "start" ? "start" : "finish", settings, weekStart: settings.weekStartDay });
}

function nameCommands(task: Task, text: string): CellOutcome {
  const name = inOneLine(text);
  if (name === "") return refused("A task needs a name. Maybe delete the row with Ctrl+- instead.");
  if (name.length > 1000) return refused(`A task's name can have 1000 characters; this one has ${name.length}.`);
  return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { name } }] }] };
}

function durationCommands(facts: PlanFacts, task: Task, text: string): CellOutcome {
  const parsed = parseDuration(text, settingsOf(facts.project));
  if (!parsed.ok) return refused(parsed.message);
  const { durationMinutes, durationUnit, estimated, estimate } = parsed;
  const isAsBefore = durationMinutes === task.durationMinutes && durationUnit === task.durationUnit && estimated === task.estimated && isSame(estimate, rangeOf(task.estimate));
  if (isAsBefore) return NOTHING;
  return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { durationMinutes, durationUnit, estimated, estimate: estimate ? { ...aboutRange(task.estimate), ...estimate } : null } }] }] };
}

function rangeOf(estimate: Task["estimate"]): { readonly lowMinutes: number; readonly likelyMinutes: number; readonly highMinutes: number } | undefined {
  return estimate && { lowMinutes: estimate.lowMinutes, likelyMinutes: estimate.likelyMinutes, highMinutes: estimate.highMinutes };
}

/** What is said about a range stays true of its new numbers; single outcomes do not. */
function aboutRange(estimate: Task["estimate"]): Omit<NonNullable<Task["estimate"]>, "lowMinutes" | "likelyMinutes" | "highMinutes" | "outcomes"> {
  if (!estimate) return {};
  const { lowMinutes: _low, likelyMinutes: _likely, highMinutes: _high, outcomes: _outcomes, ...about } = estimate;
  return about;
}

function dateCommands(facts: PlanFacts, reading: CellReading, task: Task, cell: { readonly end: DateEnd; readonly text: string }): CellOutcome {
  const parsed = readDateCell(facts, reading, cell.end, cell.text);
  if (!parsed.ok) return refused(parsed.message);
  const { minute } = parsed;
  const dates = facts.schedule.of(task.id);
  if (dates && minute === (cell.end === "start" ? dates.start : dates.finish)) return NOTHING;
  const command: Command = cell.end === "start" ? { type: "setTaskStart", id: task.id, start: minute } : { type: "setTaskFinish", id: task.id, finish: minute };
  return { ok: true, commands: [command], dated: { end: cell.end, minute } };
}

/** An emptied date takes the constraint away that holds this end. */
function withoutConstraint(task: Task, end: DateEnd): CellOutcome {
  const holdsStart = task.constraint === "SNET" || task.constraint === "SNLT" || task.constraint === "MSO";
  if (task.constraintDate === undefined || holdsStart !== (end === "start")) {
    return refused(`This ${end} is computed. To take a link or a constraint away, open the details (Shift+F2).`);
  }
  return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { constraint: "ASAP", constraintDate: null } }] }] };
}

function predecessorCommands(facts: PlanFacts, reading: CellReading, task: Task, text: string): CellOutcome {
  const parsed = parsePredecessors(text, facts.outline, reading.projectKey, settingsOf(facts.project));
  if (!parsed.ok) return refused(parsed.message);
  if (isSameList(parsed.predecessors, linksInto(facts.project, task.id))) return NOTHING;
  return { ok: true, commands: [{ type: "setPredecessors", id: task.id, predecessors: [...parsed.predecessors] }] };
}

function isSameList(wanted: readonly PredecessorText[], links: readonly PredecessorText[]): boolean {
  if (wanted.length !== links.length) return false;
  return wanted.every(({ predecessorId, type, lagMinutes, lagPercent, lagUnit }) =>
    links.some((link) => link.predecessorId === predecessorId && link.type === type && link.lagMinutes === lagMinutes && link.lagPercent === lagPercent && link.lagUnit === lagUnit),
  );
}

/** A name that the plan does not have yet becomes a new resource. */
export function resourceCommands(project: Project, taskId: string, text: string): CellOutcome {
  const parsed = parseAssignments(text, project.records.resource.values());
  if (!parsed.ok) return parsed;
  return { ok: true, commands: [{ type: "setAssignments", taskId, assignments: [...parsed.assignments] }] };
}

function percentCommands(task: Task, text: string): CellOutcome {
  const percentComplete = text === "" ? 0 : percentOf(text);
  if (percentComplete === undefined) return refused(`“${text}” is no percentage. Type a number from 0 to 100.`);
  return ofTask(task, { percentComplete });
}

/** Work without a unit counts hours. */
function workCommands(facts: PlanFacts, task: Task, text: string): CellOutcome {
  const parsed = parseDuration(numberOf(text) === undefined ? text : `${text}h`, settingsOf(facts.project));
  return parsed.ok ? ofTask(task, { workMinutes: parsed.durationMinutes }) : refused(`“${text}” is no work. Type hours or days such as 40h or 5d.`);
}

function priorityCommands(task: Task, text: string): CellOutcome {
  const priority = priorityOf(text);
  return priority === undefined ? refused(`“${text}” is no priority. Type a whole number from 0 to 1000; 500 is usual.`) : ofTask(task, { priority });
}

/** A levelling priority as typed; nothing where it is none. */
export function priorityOf(text: string): number | undefined {
  const priority = numberOf(text);
  return priority !== undefined && Number.isInteger(priority) && priority >= 0 && priority <= 1000 ? priority : undefined;
}

function ofTask(task: Task, fields: TaskFields): CellOutcome {
  return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields }] }] };
}

function deadlineCommands(facts: PlanFacts, reading: CellReading, task: Task, text: string): CellOutcome {
  if (text === "") return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { deadline: null } }] }] };
  const parsed = readDateCell(facts, reading, "deadline", text);
  if (!parsed.ok) return refused(parsed.message);
  if (parsed.minute === task.deadline) return NOTHING;
  return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields: { deadline: parsed.minute } }] }] };
}

function refused(message: string): CellOutcome {
  return { ok: false, message };
}
