/** Builds a project from statements: labels and names are looked up, and what cannot be is a fault with line and column. */
import { amountOf } from "@leadline/engine/model/people/assignment-text.ts";
import { emptyTask, newSettings, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { parseRelation } from "@leadline/engine/model/plan/predecessor-text.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, CalendarRecord, Link, Task } from "@leadline/engine/model/records.ts";
import { toTenth } from "@leadline/engine/time/duration-text.ts";
import { EARLIEST_MINUTE, LATEST_MINUTE, type Minute } from "@leadline/engine/time/minute.ts";
import type { PlanStatements } from "./parse.ts";
import type { AssignmentText, DateText, Placed, PredecessorText, ProjectStatement, TaskStatement } from "./statements.ts";
import type { Fault } from "./tokens.ts";

export interface BuildOptions {
  readonly newId: () => string;
  /** Id of a task by its label; by default a new id. Labels are unique. */
  readonly taskId?: ((label: string) => string) | undefined;
}

/** Names looked up while building. */
interface Building {
  readonly statements: PlanStatements;
  readonly newId: () => string;
  readonly faults: Fault[];
  readonly calendarIds: ReadonlyMap<string, string>;
  readonly resourceIds: Map<string, string>;
  /** Of the resources that are declared. */
  readonly typeByName: ReadonlyMap<string, "work" | "material" | "cost">;
  readonly tasks: readonly PlacedTask[];
  readonly taskByLabel: ReadonlyMap<string, PlacedTask>;
  /** Undefined where two tasks have the name. */
  readonly taskByName: ReadonlyMap<string, PlacedTask | undefined>;
}

/** A task statement with its place in the outline. */
interface PlacedTask {
  readonly statement: TaskStatement;
  readonly id: string;
  readonly number: number;
  readonly parent: PlacedTask | undefined;
  readonly children: PlacedTask[];
  rank: string;
}

export function buildProject(statements: PlanStatements, options: BuildOptions, faults: Fault[]): Project {
  const calendarIds = namedIds(statements.calendars, "calendar", options.newId, faults);
  const calendars = calendarRecords(statements, calendarIds, options.newId, faults);
  const tasks = placeTasks(statements.tasks, options, faults);
  const building: Building = {
    statements,
    newId: options.newId,
    faults,
    calendarIds,
    resourceIds: namedIds(statements.resources, "resource", options.newId, faults),
    typeByName: new Map(statements.resources.map((statement) => [statement.name.value, statement.type])),
    tasks,
    taskByLabel: byLabel(tasks, faults),
    taskByName: byName(tasks),
  };
  const taskRecords = tasks.flatMap((task) => recordsOfTask(building, task));
  const settings = newSettings({
    name: statements.project.name,
    start: startSide(statements.project, statements.project.starts),
    calendarId: calendars[0]?.id ?? "",
    ...settingsOptions(statements.project),
    nextTaskNumber: tasks.reduce((most, task) => Math.max(most, task.number), 0) + 1,
    origin: { format: "plan-text", name: statements.project.name },
  });
  return projectOf([
    { kind: "settings", record: settings },
    ...calendars.map((record): KindedRecord => ({ kind: "calendar", record })),
    ...resourceRecords(building),
    ...taskRecords,
  ]);
}

function settingsOptions(project: ProjectStatement) {
  const { minutesPerDay, minutesPerWeek, daysPerMonth, defaultStartTime, defaultFinishTime, multipleCriticalPaths } = project;
  return {
    minutesPerDay,
    minutesPerWeek,
    daysPerMonth,
    defaultStartTime,
    defaultFinishTime,
    multipleCriticalPaths,
    honorConstraints: !project.linksWin,
    criticalSlackLimitDays: project.criticalSlackDays,
    ...(project.status ? { statusDate: finishSide(project, project.status) } : {}),
  };
}

/** A start written without a time begins with the working day, a finish ends with it. */
function startSide(project: ProjectStatement, date: DateText): Minute {
  return date.hasTime ? date.minute : within(date.minute + project.defaultStartTime);
}

function finishSide(project: ProjectStatement, date: DateText): Minute {
  return date.hasTime ? date.minute : within(date.minute + project.defaultFinishTime);
}

function within(minute: number): Minute {
  return Math.max(EARLIEST_MINUTE, Math.min(LATEST_MINUTE, minute)) as Minute;
}

function namedIds(items: readonly { readonly name: Placed<string> }[], noun: string, newId: () => string, faults: Fault[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { name } of items) {
    if (ids.has(name.value)) faults.push({ line: name.line, column: name.column, message: `There is another ${noun} named "${name.value}" above.` });
    ids.set(name.value, newId());
  }
  return ids;
}

/** The calendars of the file, the project's first; without any, the standard one. */
function calendarRecords(statements: PlanStatements, ids: ReadonlyMap<string, string>, newId: () => string, faults: Fault[]): CalendarRecord[] {
  if (statements.calendars.length === 0) return [standardCalendar(newId())];
  return statements.calendars.map(({ name, like, week, workWeeks, exceptions }) => {
    const base = like && lookUp(ids, like, "calendar", faults);
    return { id: ids.get(name.value) ?? "", name: name.value, ...(base === undefined ? {} : { baseCalendarId: base }), week: [...week], workWeeks, exceptions };
  });
}

function lookUp(ids: ReadonlyMap<string, string>, name: Placed<string>, noun: string, faults: Fault[]): string | undefined {
  const id = ids.get(name.value);
  if (id === undefined) faults.push({ line: name.line, column: name.column, message: `There is no ${noun} named "${name.value}" in this file.` });
  return id;
}

/** Declared resources, and one work resource for each name that only assignments mention. */
function resourceRecords(building: Building): KindedRecord[] {
  const declared = new Map(building.statements.resources.map((statement) => [statement.name.value, statement]));
  const ranks = ranksFor(building.resourceIds.size);
  return Array.from(building.resourceIds, ([name, id], index): KindedRecord => {
    const statement = declared.get(name);
    const calendar = statement?.calendar && lookUp(building.calendarIds, statement.calendar, "calendar", building.faults);
    return {
      kind: "resource",
      record: {
        id,
        name,
        type: statement?.type ?? "work",
        maxUnits: statement?.maxUnits ?? 1,
        ...(calendar === undefined ? {} : { calendarId: calendar }),
        rank: ranks[index] ?? "V",
      },
    };
  });
}

/** Nests tasks by indentation and numbers them: a label T42 keeps the number 42, all others count up. */
function placeTasks(statements: readonly TaskStatement[], options: BuildOptions, faults: Fault[]): readonly PlacedTask[] {
  const taken = new Set(statements.map((statement) => numberInLabel(statement.label)));
  const placed: PlacedTask[] = [];
  const open: PlacedTask[] = [];
  const top: PlacedTask[] = [];
  let next = 1;
  for (const statement of statements) {
    while ((open.at(-1)?.statement.indent ?? -1) >= statement.indent) open.pop();
    const parent = open.at(-1);
    const siblings = parent?.children ?? top;
    const elder = siblings[0];
    if (elder && elder.statement.indent !== statement.indent) {
      faults.push({ line: statement.line, column: statement.column, message: `This task is indented by ${statement.indent}, but the tasks beside it by ${elder.statement.indent}.` });
    }
    while (taken.has(next)) next += 1;
    const number = numberInLabel(statement.label) ?? next;
    if (number === next) next += 1;
    const id = statement.label !== undefined && options.taskId ? options.taskId(statement.label) : options.newId();
    const task: PlacedTask = { statement, id, number, parent, children: [], rank: "V" };
    siblings.push(task);
    placed.push(task);
    open.push(task);
  }
  for (const siblings of [top, ...placed.map((task) => task.children)]) {
    const ranks = ranksFor(siblings.length);
    siblings.forEach((task, index) => (task.rank = ranks[index] ?? "V"));
  }
  return placed;
}

function numberInLabel(label: string | undefined): number | undefined {
  const match = /^T([1-9]\d{0,8})$/.exec(label ?? "");
  return match ? Number(match[1]) : undefined;
}

function byLabel(tasks: readonly PlacedTask[], faults: Fault[]): ReadonlyMap<string, PlacedTask> {
  const labels = new Map<string, PlacedTask>();
  for (const task of tasks) {
    const { label, line, column } = task.statement;
    if (label === undefined) continue;
    const other = labels.get(label);
    if (other) faults.push({ line, column, message: `The label ${label} is taken by the task in line ${other.statement.line}.` });
    else labels.set(label, task);
  }
  return labels;
}

function byName(tasks: readonly PlacedTask[]): ReadonlyMap<string, PlacedTask | undefined> {
  const names = new Map<string, PlacedTask | undefined>();
  for (const task of tasks) names.set(task.statement.name, names.has(task.statement.name) ? undefined : task);
  return names;
}

function recordsOfTask(building: Building, task: PlacedTask): KindedRecord[] {
  const record = taskRecord(building, task);
  const links = (task.statement.clauses.after ?? []).map((item) => linkRecord(building, task, item)).filter((link) => link !== undefined);
  if (new Set(links.map((link) => link.predecessorId)).size < links.length) {
    const { line, column } = task.statement;
    building.faults.push({ line, column, message: "This task waits twice for the same task; one link joins two tasks." });
  }
  const assignments = (task.statement.clauses.by ?? []).map((item) => assignmentRecord(building, record, item));
  return [
    { kind: "task", record },
    ...links.map((link): KindedRecord => ({ kind: "link", record: link })),
    ...assignments.map((assignment): KindedRecord => ({ kind: "assignment", record: assignment })),
  ];
}

function taskRecord(building: Building, task: PlacedTask): Task {
  const { statement } = task;
  const { project } = building.statements;
  const { clauses } = statement;
  const isSummary = task.children.length > 0;
  if (isSummary && statement.duration) {
    building.faults.push({ ...place(statement.duration), message: "A task with tasks indented below it has no duration of its own; it follows from theirs." });
  }
  const duration = statement.duration?.value ?? (isSummary ? { durationMinutes: 0, durationUnit: "d", estimated: false } : undefined);
  const calendar = clauses.calendar && lookUp(building.calendarIds, clauses.calendar, "calendar", building.faults);
  const start = (date: DateText): Minute => startSide(project, date);
  const finish = (date: DateText): Minute => finishSide(project, date);
  const given = clauses.manual ?? clauses.external;
  const isStartSide = clauses.constraint && ["MSO", "SNET", "SNLT"].includes(clauses.constraint.type);
  return emptyTask({
    id: task.id,
    number: task.number,
    name: statement.name,
    rank: task.rank,
    ...(task.parent ? { parentId: task.parent.id } : {}),
    ...duration,
    ...(isSummary ? { milestone: false } : {}),
    ...(clauses.milestone ? { milestone: true } : {}),
    ...(clauses.inactive ? { active: false } : {}),
    ...(clauses.external ? { external: true } : {}),
    ...(clauses.manual ? { mode: "manual" } : {}),
    ...(given?.start ? { manualStart: start(given.start) } : {}),
    ...(given?.finish ? { manualFinish: finish(given.finish) } : {}),
    ...(clauses.constraint ? { constraint: clauses.constraint.type } : {}),
    ...(clauses.constraint?.date ? { constraintDate: isStartSide ? start(clauses.constraint.date) : finish(clauses.constraint.date) } : {}),
    ...(clauses.deadline ? { deadline: finish(clauses.deadline) } : {}),
    ...(calendar === undefined ? {} : { calendarId: calendar }),
    ...(clauses.ignoringResourceCalendars ? { ignoreResourceCalendars: true } : {}),
    ...(clauses.taskType ? { taskType: clauses.taskType } : {}),
    ...(clauses.effortDriven ? { effortDriven: true } : {}),
    ...(clauses.priority === undefined ? {} : { priority: clauses.priority }),
    ...(clauses.delay === undefined ? {} : { levelingDelayMinutes: clauses.delay }),
    ...progress(building, task, duration?.durationMinutes ?? 480),
  });
}

/** Progress is kept as given: the actual duration is the done share, the remaining one the rest unless it is stated. */
function progress(building: Building, task: PlacedTask, durationMinutes: number): Partial<Task> {
  const { done, started, finished, remaining } = task.statement.clauses;
  const { project } = building.statements;
  if (!started && (finished || done || remaining !== undefined)) {
    building.faults.push({ ...place(task.statement), message: "A task with progress must say when it was “started”." });
  }
  if (!started) return {};
  const share = finished ? 1 : (done ?? 0);
  const actual = remaining === undefined ? toTenth(durationMinutes * share) : Math.max(0, toTenth(durationMinutes - remaining));
  return {
    actualStart: startSide(project, started),
    ...(finished ? { actualFinish: finishSide(project, finished) } : {}),
    percentComplete: toTenth(share * 100),
    actualDurationMinutes: actual,
    remainingDurationMinutes: remaining ?? toTenth(durationMinutes - actual),
  };
}

function place({ line, column }: { readonly line: number; readonly column: number }): { line: number; column: number } {
  return { line, column };
}

function linkRecord(building: Building, task: PlacedTask, item: PredecessorText): Link | undefined {
  const note = (message: string): undefined => void building.faults.push({ line: item.line, column: item.ref.column, message });
  const found = item.ref.kind === "text" ? byQuotedName(building, item) : byLabelAndTerms(building, item);
  if (typeof found === "string") return note(found);
  const terms = parseRelation(found.terms, building.statements.project);
  if (!terms) return note(`“${found.terms}” is not a link; write a type and a lag such as FS, SS+1d or FF-50%.`);
  if (isWithin(found.task, task) || isWithin(task, found.task)) return note("A task cannot wait for itself, nor for a task that it lies in or that lies in it.");
  return { id: building.newId(), predecessorId: found.task.id, successorId: task.id, ...terms };
}

type Found = { readonly task: PlacedTask; readonly terms: string } | string;

function byQuotedName(building: Building, item: PredecessorText): Found {
  const task = building.taskByName.get(item.ref.value);
  if (task) return { task, terms: item.rest };
  if (building.taskByName.has(item.ref.value)) return `Two tasks are named "${item.ref.value}"; give them labels and wait for a label.`;
  return `There is no task named "${item.ref.value}" in this file.`;
}

/** `A`, `A+1d`, `AFS+1d`: the longest known label wins, and what follows it are the terms. */
function byLabelAndTerms(building: Building, item: PredecessorText): Found {
  const [, word = "", lag = ""] = /^([^+-]*)([\s\S]*)$/.exec(item.ref.value) ?? [];
  const whole = building.taskByLabel.get(word);
  if (whole) return { task: whole, terms: `${lag} ${item.rest}`.trim() };
  const shorter = /^(FS|SS|FF|SF)$/i.test(word.slice(-2)) ? building.taskByLabel.get(word.slice(0, -2)) : undefined;
  if (shorter) return { task: shorter, terms: `${word.slice(-2)}${lag} ${item.rest}`.trim() };
  return `There is no task with the label ${word || item.ref.value} in this file.`;
}

function isWithin(outer: PlacedTask, inner: PlacedTask): boolean {
  for (let at: PlacedTask | undefined = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

function assignmentRecord(building: Building, task: Task, item: AssignmentText): Assignment {
  const known = building.resourceIds.get(item.resource.value);
  const resourceId = known ?? building.newId();
  if (known === undefined) building.resourceIds.set(item.resource.value, resourceId);
  const { units, usualWork, ...money } = amountsOf(building, task, item);
  const workMinutes = item.workMinutes ?? usualWork;
  const remainingWorkMinutes = item.remainingWorkMinutes ?? toTenth(workMinutes * remainingShare(task));
  return {
    id: building.newId(),
    taskId: task.id,
    resourceId,
    units,
    workMinutes,
    actualWorkMinutes: Math.max(0, toTenth(workMinutes - remainingWorkMinutes)),
    remainingWorkMinutes,
    delayMinutes: 0,
    ...money,
  };
}

/** Units, the work that they mean unless the text says another, and money, by the type of the resource. */
function amountsOf(building: Building, task: Task, item: AssignmentText): { readonly units: number; readonly usualWork: number; readonly costCents?: number } {
  const { resource, amount, units } = item;
  if (!amount) return { units, usualWork: toTenth(task.durationMinutes * units) };
  const type = building.typeByName.get(resource.value) ?? "work";
  const read = type === "work" ? undefined : amountOf(amount.value, resource.value, { type });
  if (!read || "message" in read) {
    building.faults.push({ ...place(amount), message: read ? read.message : `“[${amount.value}]” is not a share such as [50%].` });
    return { units, usualWork: 0 };
  }
  if (read.units !== undefined) return { units: read.units, usualWork: toTenth(read.units * 60) };
  return { units, usualWork: 0, ...(read.costCents === undefined ? {} : { costCents: read.costCents }) };
}

/** Work left where the text does not say: as much as of the duration. */
export function remainingShare(task: Task): number {
  if (task.actualStart === undefined) return 1;
  return task.durationMinutes === 0 ? (task.actualFinish === undefined ? 1 : 0) : Math.min(1, task.remainingDurationMinutes / task.durationMinutes);
}
