/** A block of text cells laid into the plan: columns matched by name or by place, indents read, new rows made, bad cells kept aside. */
import { decide } from "@leadline/engine/change/decide.ts";
import { evolve } from "@leadline/engine/change/change.ts";
import type { Command, CommandContext, CommandOf, TaskFields } from "@leadline/engine/change/command.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { outlineOf, type OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { parsePredecessors } from "@leadline/engine/model/plan/predecessor-text.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { parseDuration } from "@leadline/engine/time/duration-text.ts";
import type { PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { percentOf } from "../../ui/number-text.ts";
import { commandsForCell, readDateCell, resourceCommands, type CellReading } from "./cell-commands.ts";
import type { ColumnId } from "./columns.ts";
import { inOneLine } from "./tsv.ts";

export interface PasteTarget {
  /** The rows in sight from the active cell on, in order. */
  readonly rows: readonly OutlineRow[];
  /** The columns from the active cell on. */
  readonly columns: readonly ColumnId[];
}

/** A pasted cell that could not be read: its text stays in the cell, with the reason. */
export interface RawCell {
  readonly taskId: string;
  readonly column: ColumnId;
  readonly text: string;
  readonly message: string;
}

export interface PastePlan {
  readonly commands: readonly Command[];
  readonly rawCells: readonly RawCell[];
  readonly rowCount: number;
  readonly newTaskIds: readonly string[];
}

/**
 * One list of commands for the whole block. A first line of known column names maps the columns; leading spaces or an
 * outline level in the name indent new rows; rows past the end become new tasks. Predecessors count rows as they stand
 * after the paste.
 */
export function planPaste(facts: PlanFacts, block: readonly (readonly string[])[], target: PasteTarget, given: CellReading & { readonly newId: () => string }): PastePlan {
  const mapped = mapColumns(block, target.columns);
  const lines = mapped.lines.filter((line) => line.some((cell) => cell.trim() !== ""));
  const existing = lines.slice(0, target.rows.length);
  const fresh = lines.slice(target.rows.length);
  const rawCells: RawCell[] = [];
  const commands: Command[] = [];
  existing.forEach((line, index) => {
    const row = target.rows[index];
    if (row) commands.push(...updatesOf(facts, given, row, { line, columns: mapped.columns, rawCells }));
  });
  const inserted = insertion(facts, given, fresh, { columns: mapped.columns, rawCells });
  commands.push(...inserted.commands);
  const taskIds = [...target.rows.slice(0, existing.length).map((row) => row.task.id), ...inserted.taskIds];
  const links = predecessorCells(taskIds, lines, mapped.columns);
  const linked = withPredecessors(facts, commands, links, given);
  return { commands: linked.commands, rawCells: [...rawCells, ...linked.rawCells], rowCount: lines.length, newTaskIds: inserted.taskIds };
}

const NAMES: Readonly<Record<string, ColumnId | "level" | "skip">> = {
  task: "task", "task name": "task", name: "task", activity: "task", "activity name": "task", vorgangsname: "task", vorgang: "task",
  duration: "duration", dur: "duration", "dur.": "duration", dauer: "duration",
  start: "start", "start date": "start", anfang: "start", begin: "start",
  finish: "finish", end: "finish", "end date": "finish", "finish date": "finish", ende: "finish",
  predecessors: "predecessors", predecessor: "predecessors", "depends on": "predecessors", "vorgänger": "predecessors",
  resources: "resources", "resource names": "resources", resource: "resources", "assigned to": "resources", ressourcennamen: "resources",
  "% complete": "done", "percent complete": "done", done: "done", "% abgeschlossen": "done",
  deadline: "deadline", "outline level": "level", level: "level", gliederungsebene: "level",
};

interface MappedBlock {
  readonly columns: readonly (ColumnId | "level" | "skip")[];
  readonly lines: readonly (readonly string[])[];
}

/** By the names in the first line where two or more of them are known, one of them the task's; else by place. */
function mapColumns(block: readonly (readonly string[])[], byPlace: readonly ColumnId[]): MappedBlock {
  const header = (block[0] ?? []).map((cell) => NAMES[cell.trim().toLowerCase()]);
  const known = header.filter((column) => column !== undefined);
  if (known.length >= 2 && known.includes("task")) return { columns: header.map((column) => column ?? "skip"), lines: block.slice(1) };
  return { columns: byPlace, lines: block };
}

interface LineCells {
  readonly columns: MappedBlock["columns"];
  readonly rawCells: RawCell[];
}

/** Changes of one row that is there already; predecessors come later, when all rows have their places. */
function updatesOf(facts: PlanFacts, reading: CellReading, row: OutlineRow, given: LineCells & { readonly line: readonly string[] }): Command[] {
  return given.line.flatMap((text, index) => {
    const column = given.columns[index];
    if (column === undefined || column === "level" || column === "skip" || column === "predecessors") return [];
    if (text.trim() === "" && column !== "deadline") return [];
    const outcome = commandsForCell(facts, reading, row, { column, text });
    if (outcome.ok) return outcome.commands;
    given.rawCells.push({ taskId: row.task.id, column, text, message: outcome.message });
    return [];
  });
}

type NewTask = CommandOf<"insertTasks">["tasks"][number];

function insertion(facts: PlanFacts, given: CellReading & { readonly newId: () => string }, lines: readonly (readonly string[])[], cells: LineCells): { readonly commands: Command[]; readonly taskIds: string[] } {
  if (lines.length === 0) return { commands: [], taskIds: [] };
  const depths = depthsOf(lines, cells.columns);
  const later: Command[] = [];
  const tasks = lines.map((line, index): NewTask => {
    const id = given.newId();
    const made = newFields(facts, given, line, { ...cells, taskId: id });
    later.push(...made.later);
    return { id, fields: made.fields, depth: depths[index] ?? 0 };
  });
  const place = placeAtEnd(facts.outline.rows);
  return { commands: [{ type: "insertTasks", ...place, tasks }, ...withoutSummaries(later, tasks)], taskIds: tasks.map((task) => task.id) };
}

/** New rows at the end stand at the level of the plan's last row. */
function placeAtEnd(rows: readonly OutlineRow[]): { readonly parentId?: string; readonly afterId?: string } {
  const last = rows.at(-1);
  if (!last) return {};
  const parent = rows[last.parentIndex];
  return { ...(parent && { parentId: parent.task.id }), afterId: last.task.id };
}

/** Dates of rows that become summary tasks follow from their sub-tasks. */
function withoutSummaries(commands: readonly Command[], tasks: readonly NewTask[]): Command[] {
  const summaries = new Set(tasks.flatMap((task, index) => ((tasks[index + 1]?.depth ?? 0) > (task.depth ?? 0) ? [task.id] : [])));
  return commands.filter((command) => (command.type !== "setTaskStart" && command.type !== "setTaskFinish") || !summaries.has(command.id));
}

/** Spaces per level of indentation are found out: the smallest indent that occurs. A level never rises by more than one. */
function depthsOf(lines: readonly (readonly string[])[], columns: MappedBlock["columns"]): number[] {
  const [nameAt, levelAt] = [columns.indexOf("task"), columns.indexOf("level")];
  const indents = lines.map((line) => (levelAt >= 0 ? Math.max(0, Number(line[levelAt]) - 1 || 0) : /^[ \u00a0]*/.exec(line[nameAt] ?? "")?.[0].length ?? 0));
  const least = levelAt >= 0 ? 1 : Math.min(...indents.filter((indent) => indent > 0), 8);
  const outermost = Math.min(...indents);
  let depth = -1;
  return indents.map((indent) => (depth = Math.min(depth + 1, Math.round((indent - outermost) / least), 50)));
}

function newFields(facts: PlanFacts, reading: CellReading, line: readonly string[], given: LineCells & { readonly taskId: string }): { readonly fields: TaskFields; readonly later: Command[] } {
  const fields: TaskFields = {};
  const later: Command[] = [];
  line.forEach((cell, index) => {
    const column = given.columns[index];
    const text = cell.trim();
    if (text === "") return;
    const keepRaw = (message: string): void => void given.rawCells.push({ taskId: given.taskId, column: column === "level" || column === "skip" || column === undefined ? "task" : column, text, message });
    if (column === "task") fields.name = inOneLine(text).slice(0, 1000);
    if (column === "resources") {
      const outcome = resourceCommands(facts.project, given.taskId, text);
      if (outcome.ok) later.push(...outcome.commands);
      else keepRaw(outcome.message);
    }
    if (column === "done") {
      const percentComplete = percentOf(text);
      if (percentComplete === undefined) keepRaw(`“${text}” is no percentage. Type a number from 0 to 100.`);
      else fields.percentComplete = percentComplete;
    }
    if (column === "duration") {
      const parsed = parseDuration(text, settingsOf(facts.project));
      if (parsed.ok) Object.assign(fields, { durationMinutes: parsed.durationMinutes, durationUnit: parsed.durationUnit, estimated: parsed.estimated, ...(parsed.estimate && { estimate: parsed.estimate }) });
      else keepRaw(parsed.message);
    }
    if (column === "start" || column === "finish" || column === "deadline") {
      const parsed = readDateCell(facts, reading, column, text);
      if (!parsed.ok) keepRaw(parsed.message);
      else if (column === "deadline") fields.deadline = parsed.minute;
      else if (column === "start") later.push({ type: "setTaskStart", id: given.taskId, start: parsed.minute });
      else if (!line.some((_, other) => given.columns[other] === "duration" || given.columns[other] === "start")) later.push({ type: "setTaskFinish", id: given.taskId, finish: parsed.minute });
    }
  });
  return { fields: { name: "New task", ...fields }, later };
}

interface PredecessorCell {
  readonly taskId: string;
  readonly text: string;
}

function predecessorCells(taskIds: readonly string[], lines: readonly (readonly string[])[], columns: MappedBlock["columns"]): PredecessorCell[] {
  const at = columns.indexOf("predecessors");
  if (at < 0) return [];
  return taskIds.flatMap((taskId, index) => {
    const text = lines[index]?.[at]?.trim() ?? "";
    return text === "" ? [] : [{ taskId, text }];
  });
}

/** More refused links than this are not sorted out one by one. */
const MOST_RETRIES = 40;

/** Adds the predecessors, read against the rows as the paste leaves them; those that cannot be are kept as raw text. */
function withPredecessors(facts: PlanFacts, commands: readonly Command[], cells: readonly PredecessorCell[], given: CellReading & { readonly newId: () => string }): { readonly commands: readonly Command[]; readonly rawCells: RawCell[] } {
  if (cells.length === 0) return { commands, rawCells: [] };
  const context: CommandContext = { actor: "", at: 0, newId: given.newId, schedule: (project) => schedule(project).schedule };
  const decided = decide(facts.project, commands, context);
  if (!("change" in decided)) return { commands, rawCells: [] };
  const project = evolve(facts.project, decided.change);
  const outline = outlineOf(project);
  const rawCells: RawCell[] = [];
  let wanted = cells.flatMap(({ taskId, text }) => {
    const parsed = parsePredecessors(text, outline, given.projectKey, settingsOf(project));
    if (parsed.ok) return [{ taskId, text, command: { type: "setPredecessors" as const, id: taskId, predecessors: [...parsed.predecessors] } }];
    rawCells.push({ taskId, column: "predecessors", text, message: parsed.message });
    return [];
  });
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    const tried = decide(project, wanted.map((one) => one.command), context);
    if ("change" in tried) break;
    const [first] = tried.refusals;
    const refused = attempt < MOST_RETRIES ? wanted.slice(first?.commandIndex ?? 0, (first?.commandIndex ?? 0) + 1) : wanted;
    rawCells.push(...refused.map(({ taskId, text }): RawCell => ({ taskId, column: "predecessors", text, message: first?.message ?? "This link cannot be made." })));
    wanted = wanted.filter((one) => !refused.includes(one));
  }
  return { commands: [...commands, ...wanted.map((one) => one.command)], rawCells };
}
