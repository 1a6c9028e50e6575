/** Writes a plan as a table: a row per task, in columns that reading understands again; as comma-separated text or as a workbook. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { formatAssignments } from "@leadline/engine/model/people/assignment-text.ts";
import { outlineOf, type Outline, type OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { formatPredecessors } from "@leadline/engine/model/plan/predecessor-text.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Link, ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { formatAmount, formatDuration } from "@leadline/engine/time/duration-text.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { writeCsv } from "../csv/write.ts";
import type { Cell } from "../table/table.ts";
import { writeWorkbook, type MoneyCell, type WrittenCell } from "../xlsx/write.ts";
import { settingsSheet } from "./table-settings.ts";
import { tableLosses } from "./losses.ts";

export function writePlanCsv(project: Project): { readonly text: string; readonly losses: readonly Problem[] } {
  const writing = startWriting(project);
  const rows = writing.rows.map((row) => COLUMNS.map(({ cell }) => asText(cell(row, writing))));
  return { text: writeCsv([COLUMNS.map(({ head }) => head), ...rows]), losses: tableLosses(project, "csv") };
}

export function writePlanWorkbook(project: Project): { readonly bytes: Uint8Array; readonly losses: readonly Problem[] } {
  const writing = startWriting(project);
  const rows = writing.rows.map((row) => COLUMNS.map(({ cell }) => cell(row, writing)));
  const plan = { name: "Plan", head: COLUMNS.map(({ head }) => head), rows, levels: writing.rows.map(({ level }) => level - 1) };
  return { bytes: writeWorkbook([plan, settingsSheet(writing.settings)]), losses: tableLosses(project, "xlsx") };
}

interface Writing {
  readonly project: Project;
  readonly settings: ProjectSettings;
  readonly outline: Outline;
  readonly rows: readonly OutlineRow[];
  readonly dates: Schedule;
  readonly linksInto: ReadonlyMap<string, readonly Link[]>;
  readonly assignmentsOn: ReadonlyMap<string, readonly Assignment[]>;
}

function startWriting(project: Project): Writing {
  const outline = outlineOf(project);
  return {
    project,
    settings: settingsOf(project),
    outline,
    rows: outline.rows,
    dates: schedule(project).schedule,
    linksInto: grouped(project.records.link.values(), ({ successorId }) => successorId),
    assignmentsOn: grouped(project.records.assignment.values(), ({ taskId }) => taskId),
  };
}

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

interface Column {
  readonly head: string;
  readonly cell: (row: OutlineRow, writing: Writing) => WrittenCell;
}

const CONSTRAINT_WORDS: Readonly<Record<Task["constraint"], string>> = {
  ASAP: "As Soon As Possible", ALAP: "As Late As Possible", MSO: "Must Start On", MFO: "Must Finish On",
  SNET: "Start No Earlier Than", SNLT: "Start No Later Than", FNET: "Finish No Earlier Than", FNLT: "Finish No Later Than",
};

/** Headers are those that Microsoft Project writes. Start and Finish tell what Leadline computes; reading compares them. */
const COLUMNS: readonly Column[] = [
  { head: "ID", cell: ({ rowNumber }) => rowNumber },
  { head: "Unique ID", cell: ({ task }) => task.uid },
  { head: "WBS", cell: ({ wbs }) => wbs },
  { head: "Outline Level", cell: ({ level }) => level },
  { head: "Name", cell: ({ task }) => task.name },
  { head: "Duration", cell: ({ task, isSummary }, { settings }) => (isSummary ? undefined : formatDuration(task, settings)) },
  { head: "Start", cell: ({ task }, { dates }) => dateCell(task.mode === "manual" ? (task.manualStart ?? dates.of(task.id)?.start) : dates.of(task.id)?.start) },
  { head: "Finish", cell: ({ task }, { dates }) => dateCell(task.mode === "manual" ? (task.manualFinish ?? dates.of(task.id)?.finish) : dates.of(task.id)?.finish) },
  { head: "Predecessors", cell: ({ task }, { linksInto, outline, settings }) => formatPredecessors(linksInto.get(task.id) ?? [], outline, settings) },
  { head: "Resource Names", cell: ({ task }, { assignmentsOn, project }) => formatAssignments(peopleOn(task, { assignmentsOn, project }), (id) => project.records.resource.get(id)) },
  { head: "Work", cell: ({ task }, writing) => workCell(task, writing) },
  { head: "% Complete", cell: ({ task, isSummary }) => (isSummary || task.percentComplete === 0 ? undefined : { percent: task.percentComplete }) },
  { head: "Actual Start", cell: ({ task }) => dateCell(task.actualStart) },
  { head: "Actual Finish", cell: ({ task }) => dateCell(task.actualFinish) },
  { head: "Constraint Type", cell: ({ task }) => (task.constraint === "ASAP" ? undefined : CONSTRAINT_WORDS[task.constraint]) },
  { head: "Constraint Date", cell: ({ task }) => dateCell(task.constraint === "ASAP" || task.constraint === "ALAP" ? undefined : task.constraintDate) },
  { head: "Deadline", cell: ({ task }) => dateCell(task.deadline) },
  { head: "Fixed Cost", cell: ({ task }) => (task.fixedCostCents === undefined ? undefined : { cents: task.fixedCostCents }) },
  { head: "Milestone", cell: ({ task }) => (task.milestone ? "Yes" : undefined) },
  { head: "Task Mode", cell: ({ task }) => (task.mode === "manual" ? "Manual" : undefined) },
  { head: "Active", cell: ({ task }) => (task.active ? undefined : "No") },
  { head: "Priority", cell: ({ task }) => (task.priority === 500 ? undefined : task.priority) },
  { head: "Notes", cell: ({ task }) => task.notes },
];

function dateCell(date: Minute | undefined): Cell {
  return date === undefined ? undefined : { date };
}

/** People and roles; a material or a cost has no place in a table. */
function peopleOn(task: Task, { assignmentsOn, project }: Pick<Writing, "assignmentsOn" | "project">): Assignment[] {
  return (assignmentsOn.get(task.id) ?? []).filter(({ resourceId }) => project.records.resource.get(resourceId ?? "")?.type === "work");
}

function workCell(task: Task, writing: Writing): Cell {
  const people = peopleOn(task, writing);
  if (people.length === 0) return undefined;
  return `${formatAmount(people.reduce((sum, { workMinutes }) => sum + workMinutes, 0), 60)}h`;
}

/** Text has no types: money gets its two decimals, and dates are told as ISO 8601 has them. */
function asText(cell: WrittenCell): Cell {
  return typeof cell === "object" && "cents" in cell ? moneyText(cell) : cell;
}

function moneyText({ cents }: MoneyCell): string {
  return (cents / 100).toFixed(2);
}
