/** Joins the rows of a table to the parts of a plan: outline, links, people, dates and progress. */
import { usualUnits, type AssignmentItem } from "@leadline/engine/model/people/assignment-text.ts";
import { emptyTask, newProject, standardCalendar } from "@leadline/engine/model/new-project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { toTenth } from "@leadline/engine/time/duration-text.ts";
import { dayNumberOf, MINUTES_PER_DAY, minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { workingDaysOf } from "@leadline/engine/views/working-time.ts";
import type { PlanParts } from "../mspdi/plan-parts.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { AssignmentDraft, ResourceDraft } from "../mspdi/read-resource.ts";
import type { LinkDraft, TaskDraft } from "../mspdi/read-task.ts";
import { workedMinutesOf, type WorkedMinutes } from "../mspdi/worked-minutes.ts";
import type { ColumnMapping } from "../table/column-mapping.ts";
import type { PlanField } from "./plan-fields.ts";
import { DATE_FIELDS, type DateField, type PlanRow } from "./plan-row.ts";
import { readRowLinks, rowNames, type RowLink } from "./row-predecessors.ts";
import type { TableSettings } from "./table-settings.ts";

export interface JoiningOptions {
  readonly mapping: ColumnMapping<PlanField>;
  readonly settings: TableSettings;
  readonly newId: () => string;
  readonly problems: ProblemList;
}

const CALENDAR = 1;

interface Joining extends JoiningOptions {
  readonly has: (field: PlanField) => boolean;
  readonly worked: WorkedMinutes;
  readonly counts: { held: number; dueOnly: number; costAsFixed: number; progressWithoutStart: number };
}

/** A row with its place in the outline, its dates as instants and its links. */
interface PlacedRow {
  readonly row: PlanRow;
  readonly at: number;
  readonly uid: number;
  readonly level: number;
  readonly isSummary: boolean;
  readonly dates: Readonly<Partial<Record<DateField, Minute>>>;
  readonly links: readonly RowLink[];
}

export function planParts(rows: readonly PlanRow[], options: JoiningOptions): PlanParts {
  const { settings, newId } = options;
  const joining: Joining = { ...options, has: (field) => options.mapping.columns.some((column) => column.field === field), worked: standardWork(rows), counts: { held: 0, dueOnly: 0, costAsFixed: 0, progressWithoutStart: 0 } };
  const placed = placeRows(rows, joining);
  const tasks = placed.map((row) => taskDraft(row, placed, joining));
  const people = resourcesOf(rows, newId);
  const start = settings.start ?? earliest(placed.flatMap(({ dates }) => [dates.start, dates.actualStart].filter((date) => date !== undefined)));
  tellCounts(joining);
  const { start: _, ...rest } = settings;
  return {
    settings: { settings: rest, start, calendarUid: CALENDAR },
    calendars: [{ calendar: { ...standardCalendar(newId()), uid: CALENDAR }, baseUid: undefined, isBase: true, line: 1 }],
    tasks,
    resources: people.drafts,
    assignments: placed.flatMap((row, at) => assignmentsOf(row, tasks[at]?.task, people.uidOf, newId)),
  };
}

function standardWork(rows: readonly PlanRow[]): WorkedMinutes {
  const anchor = rows.flatMap(({ dates }) => dates.start?.minute ?? [])[0] ?? minuteOf(2026, 1, 1);
  return workedMinutesOf(workingDaysOf(newProject({ name: "", start: anchor })), dayNumberOf(anchor));
}

function earliest(dates: readonly Minute[]): Minute | undefined {
  return dates.length === 0 ? undefined : dates.reduce((least, date) => (date < least ? date : least));
}

function placeRows(rows: readonly PlanRow[], joining: Joining): PlacedRow[] {
  const names = rowNames(rows, joining.has("rowId"));
  const levels = levelsOf(rows, joining);
  const uids = uidsOf(rows);
  return rows.map((row, at) => {
    const level = levels[at] ?? 1;
    const { links, wrong } = readRowLinks(row.predecessors, names, joining.settings);
    for (const message of wrong) joining.problems.add({ code: "table/predecessor", message: `Row ${row.row}, predecessors: ${message} It was left out.`, line: row.row });
    return { row, at, uid: uids[at] ?? at + 1, level, isSummary: (levels[at + 1] ?? 0) > level, dates: instantsOf(row, joining.settings), links };
  });
}

/** By the outline column, else by the dots of the WBS code, else by how far names are indented. */
function levelsOf(rows: readonly PlanRow[], { has }: Joining): number[] {
  if (has("level")) return rows.map(({ level }) => Math.max(1, level ?? 1));
  if (has("wbs") && rows.some(({ wbs }) => /^[\w-]+\./.test(wbs))) return rows.map(({ wbs }) => Math.max(1, wbs.split(".").filter((part) => part !== "").length));
  const open: number[] = [];
  return rows.map(({ indent }) => {
    while ((open.at(-1) ?? -1) >= indent) open.pop();
    open.push(indent);
    return open.length;
  });
}

/** A row keeps the UID that it tells, if no other has it before; the rest are numbered past those. */
function uidsOf(rows: readonly PlanRow[]): number[] {
  const taken = new Set<number>();
  const told = rows.map(({ uid, rowId }) => {
    const wish = uid ?? (/^\d{1,9}$/.test(rowId) ? Number(rowId) : undefined);
    if (wish === undefined || wish === 0 || taken.has(wish)) return undefined;
    taken.add(wish);
    return wish;
  });
  let next = 1;
  return told.map((uid) => {
    if (uid !== undefined) return uid;
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  });
}

/** Dates without time of day begin and end with the working day. */
function instantsOf({ dates }: PlanRow, { defaultStartTime, defaultFinishTime }: TableSettings): PlacedRow["dates"] {
  const instants: Partial<Record<DateField, Minute>> = {};
  for (const field of DATE_FIELDS) {
    const date = dates[field];
    if (!date) continue;
    const isFinish = field === "finish" || field === "actualFinish" || field === "deadline" || (field === "constraintDate");
    instants[field] = date.hasTime ? date.minute : ((date.minute + (isFinish ? defaultFinishTime : defaultStartTime)) as Minute);
  }
  return instants;
}

function taskDraft(placed: PlacedRow, all: readonly PlacedRow[], joining: Joining): TaskDraft {
  const { row, uid, level, isSummary, dates } = placed;
  const duration = isSummary ? { durationMinutes: 0, durationUnit: "d" as const, estimated: false } : durationOf(placed, joining);
  const cost = costOf(placed, joining);
  const { number: _number, rank: _rank, ...task } = emptyTask({
    id: joining.newId(),
    number: 1,
    rank: "V",
    uid,
    name: row.name,
    ...duration,
    milestone: !isSummary && (row.milestone ?? duration.durationMinutes === 0),
    active: row.active,
    priority: row.priority ?? 500,
    ...heldBy(placed, joining),
    ...(dates.deadline !== undefined && { deadline: dates.deadline }),
    ...(cost !== undefined && cost !== 0 && { fixedCostCents: cost }),
    ...(row.notes !== "" && { notes: row.notes }),
    ...(isSummary ? {} : progressOf(placed, duration.durationMinutes, joining)),
  });
  const stored = { ...(dates.start !== undefined && { start: dates.start }), ...(dates.finish !== undefined && { finish: dates.finish }) };
  const links = placed.links.map(({ at, ...terms }): LinkDraft => ({ predecessorUid: all[at]?.uid, otherFile: undefined, ...terms, line: row.row }));
  return { task, level, calendarUid: undefined, links, stored, called: `Row ${row.row}, “${row.name.slice(0, 60)}”`, line: row.row };
}

type Duration = Pick<Task, "durationMinutes" | "durationUnit" | "estimated"> & Partial<Pick<Task, "estimate">>;

/** What the cell says; else the working time between start and finish; else one day, as an estimate. */
function durationOf({ row, dates }: PlacedRow, { worked }: Joining): Duration {
  if (row.duration) {
    const { estimate, ...rest } = row.duration;
    return { ...rest, ...(estimate && { estimate }) };
  }
  const { start, finish } = dates;
  if (start !== undefined && finish !== undefined) return { durationMinutes: Math.min(1e9, Math.max(0, worked(start, finish))), durationUnit: "d", estimated: false };
  return { durationMinutes: row.milestone ? 0 : 480, durationUnit: "d", estimated: !row.milestone };
}

/**
 * What holds a task in its place: a typed constraint; by hand; else, in tables that know no constraints, the start of a task that
 * waits for no other. Dates of tasks that wait for others follow from these, and are compared with the table's.
 */
function heldBy(placed: PlacedRow, { has, counts }: Joining): Partial<Task> {
  const { row, dates, isSummary, links } = placed;
  if (row.manual) return { mode: "manual", ...(dates.start !== undefined && { manualStart: dates.start }), ...(dates.finish !== undefined && { manualFinish: dates.finish }) };
  if (row.constraint !== undefined) return constraintOf(placed, row.constraint);
  if (isSummary || has("constraint") || links.length > 0) return {};
  if (dates.start !== undefined) {
    counts.held += 1;
    return { constraint: "SNET", constraintDate: dates.start };
  }
  if (dates.finish === undefined || dates.deadline !== undefined) return {};
  counts.dueOnly += 1;
  return { deadline: dates.finish };
}

function constraintOf({ row, dates }: PlacedRow, constraint: Task["constraint"]): Partial<Task> {
  if (constraint === "ASAP" || constraint === "ALAP") return { constraint };
  const told = row.dates.constraintDate;
  if (!told || dates.constraintDate === undefined) return {};
  const isStartSide = constraint === "MSO" || constraint === "SNET" || constraint === "SNLT";
  const dayStart = (dates.constraintDate - (dates.constraintDate % MINUTES_PER_DAY)) as Minute;
  return { constraint, constraintDate: told.hasTime || !isStartSide ? dates.constraintDate : ((dayStart + 480) as Minute) };
}

/** Done work begins at its actual start, else where the table has the task; finished work must say when it ended. */
function progressOf({ row, dates }: PlacedRow, durationMinutes: number, { counts }: Joining): Partial<Task> {
  const percent = row.percentComplete ?? (dates.actualFinish !== undefined ? 100 : 0);
  const actualStart = dates.actualStart ?? (percent > 0 ? dates.start : undefined);
  const actualFinish = percent === 100 ? (dates.actualFinish ?? dates.finish) : undefined;
  if (actualStart === undefined || (percent === 100 && actualFinish === undefined)) {
    if (percent > 0) counts.progressWithoutStart += 1;
    return {};
  }
  const done = toTenth((durationMinutes * percent) / 100);
  return { percentComplete: percent, actualStart, ...(actualFinish !== undefined && { actualFinish }), actualDurationMinutes: done, remainingDurationMinutes: toTenth(durationMinutes - done) };
}

/** A table without a column of fixed costs tells with “Cost” what a task costs; on a summary task that is the sum of those below. */
function costOf({ row, isSummary }: PlacedRow, { has, counts }: Joining): number | undefined {
  if (has("fixedCost")) return row.fixedCostCents;
  if (isSummary || row.costCents === undefined || row.costCents === 0) return undefined;
  counts.costAsFixed += 1;
  return row.costCents;
}

interface People {
  readonly drafts: readonly ResourceDraft[];
  readonly uidOf: (name: string) => number | undefined;
}

/** One person or role for each name; capital letters do not make another one. */
function resourcesOf(rows: readonly PlanRow[], newId: () => string): People {
  const drafts = new Map<string, ResourceDraft>();
  const key = (name: string): string => name.trim().toLowerCase();
  for (const { resources, row } of rows) {
    for (const { resourceName = "" } of resources) {
      if (drafts.has(key(resourceName))) continue;
      const uid = drafts.size + 1;
      drafts.set(key(resourceName), { resource: { id: newId(), uid, name: resourceName.slice(0, 1000), type: "work", maxUnits: 1 }, calendarUid: undefined, rate: undefined, called: `Resource “${resourceName.slice(0, 60)}”`, line: row });
    }
  }
  return { drafts: [...drafts.values()], uidOf: (name) => drafts.get(key(name))?.resource.uid };
}

function assignmentsOf(placed: PlacedRow, task: TaskDraft["task"] | undefined, uidOf: People["uidOf"], newId: () => string): AssignmentDraft[] {
  const { row, uid } = placed;
  if (!task) return [];
  const shares = row.resources.map((item) => item.units ?? usualUnits({ maxUnits: 1 }));
  const all = shares.reduce((sum, units) => sum + units, 0);
  return row.resources.map((item: AssignmentItem, index): AssignmentDraft => {
    const units = shares[index] ?? 1;
    const work = toTenth(Math.min(1e9, row.workMinutes === undefined || all === 0 ? task.durationMinutes * units : (row.workMinutes * units) / all));
    const done = toTenth((work * task.percentComplete) / 100);
    return {
      assignment: { id: newId(), units, workMinutes: work, actualWorkMinutes: done, remainingWorkMinutes: toTenth(work - done), delayMinutes: 0 },
      taskUid: uid,
      resourceUid: uidOf(item.resourceName ?? ""),
      start: undefined,
      finish: undefined,
      days: [],
      oddities: [],
      called: `The assignment in row ${row.row}`,
      line: row.row,
    };
  });
}

function tellCounts({ counts, problems }: Joining): void {
  const tasks = (count: number): string => `${count} ${count === 1 ? "task" : "tasks"}`;
  if (counts.held > 0) problems.add({ code: "table/start-held", message: `${tasks(counts.held)} without predecessors start no earlier than the table says; tasks with predecessors follow those.` });
  if (counts.dueOnly > 0) problems.add({ code: "table/finish-as-deadline", message: `${tasks(counts.dueOnly)} have a finish and neither start nor predecessors; the finish was taken as a deadline.` });
  if (counts.costAsFixed > 0) problems.add({ code: "table/cost-as-fixed", message: `The cost of ${tasks(counts.costAsFixed)} was taken as a fixed cost: the table knows no rates.` });
  if (counts.progressWithoutStart > 0) problems.add({ code: "table/progress-without-dates", message: `${tasks(counts.progressWithoutStart)} are under way or done without saying when; their progress was left out.` });
}
