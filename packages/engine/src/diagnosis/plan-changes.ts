/** What differs between two versions of a plan, in steps that can be taken one after the other on a copy of the old one. */
import { differingFields, fieldOf } from "../change/same-value.ts";
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Assignment, Link, Task } from "../model/records.ts";
import type { Schedule } from "../schedule/schedule.ts";

export type Cause = "settings" | "calendars" | "resources" | "removed" | "added" | "duration" | "progress" | "constraint" | "calendar" | "mode" | "leveling" | "links" | "assignments" | "other";

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** One step from the old plan towards the new one. */
export interface PlanChange {
  readonly cause: Cause;
  /** Absent: it concerns the project as a whole. */
  readonly taskId?: string;
  readonly fields: readonly FieldChange[];
  readonly take: (from: Project) => Project;
}

/** Which fields of a task belong to which cause; the others are "other". */
const CAUSE_OF_FIELD: Readonly<Record<string, Cause>> = {
  durationMinutes: "duration",
  durationUnit: "duration",
  estimated: "duration",
  estimate: "duration",
  milestone: "duration",
  actualStart: "progress",
  actualFinish: "progress",
  actualDurationMinutes: "progress",
  percentComplete: "progress",
  physicalPercentComplete: "progress",
  stop: "progress",
  resume: "progress",
  constraint: "constraint",
  constraintDate: "constraint",
  deadline: "constraint",
  calendarId: "calendar",
  ignoreResourceCalendars: "calendar",
  mode: "mode",
  manualStart: "mode",
  manualFinish: "mode",
  active: "mode",
  external: "mode",
  levelingDelayMinutes: "leveling",
  splits: "leveling",
};

/** Fields that say nothing about the plan: places, numbers and what is computed. The remaining duration follows duration or progress. */
const SILENT: ReadonlySet<string> = new Set(["id", "uid", "number", "rank", "storedDates", "nextTaskNumber", "storedFinish", "origin"]);

/** The steps, the plan's own first, then task by task as the new plan has them in time. Both plans speak the same ids. */
export function changesBetween(old: Project, next: Project, after: Schedule): PlanChange[] {
  const steps = [...wholeChanges(old, next)];
  const at = new Map<string, number>();
  for (const [index, row] of outlineOf(next).rows.entries()) at.set(row.task.id, (after.of(row.task.id)?.start ?? 0) * 1e6 + index);
  const ids = [...new Set([...old.records.task.keys(), ...next.records.task.keys()])].sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0));
  const links = byTask(old.records.link, next.records.link, (link) => link.successorId);
  const assignments = byTask(old.records.assignment, next.records.assignment, (one) => one.taskId);
  for (const id of ids) steps.push(...taskChanges(old, next, id, { links: links.get(id), assignments: assignments.get(id) }));
  return steps;
}

function wholeChanges(old: Project, next: Project): PlanChange[] {
  const steps: PlanChange[] = [];
  const [before, after] = [old.records.settings.get("settings"), next.records.settings.get("settings")];
  const settings = before && after ? fieldsBetween(before, after) : [];
  if (settings.length > 0) steps.push({ cause: "settings", fields: settings, take: (from) => ({ records: { ...from.records, settings: next.records.settings, calendar: merged(next.records.calendar, from.records.calendar) } }) });
  const calendars = recordsBetween(old.records.calendar, next.records.calendar);
  if (calendars.length > 0) steps.push({ cause: "calendars", fields: calendars, take: (from) => ({ records: { ...from.records, calendar: next.records.calendar } }) });
  const resources = recordsBetween(old.records.resource, next.records.resource);
  if (resources.length > 0) steps.push({ cause: "resources", fields: resources, take: (from) => ({ records: { ...from.records, resource: next.records.resource } }) });
  return steps;
}

/** Old values first, so that what is not yet replaced stays. */
function merged<T>(added: ReadonlyMap<string, T>, kept: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...added, ...kept]);
}

interface Joined<T> {
  readonly old: readonly T[];
  readonly next: readonly T[];
}

function byTask<T>(old: ReadonlyMap<string, T>, next: ReadonlyMap<string, T>, taskOf: (one: T) => string): Map<string, { old: T[]; next: T[] }> {
  const lists = new Map<string, { old: T[]; next: T[] }>();
  const put = (one: T, side: "old" | "next"): void => {
    const list = lists.get(taskOf(one)) ?? { old: [], next: [] };
    list[side].push(one);
    lists.set(taskOf(one), list);
  };
  for (const one of old.values()) put(one, "old");
  for (const one of next.values()) put(one, "next");
  return lists;
}

function taskChanges(old: Project, next: Project, id: string, joined: { readonly links: Joined<Link> | undefined; readonly assignments: Joined<Assignment> | undefined }): PlanChange[] {
  const [before, after] = [old.records.task.get(id), next.records.task.get(id)];
  const setLinks = (from: Project): Project => withLinks(from, joined.links, next);
  const setAssignments = (from: Project): Project => withAssignments(from, joined.assignments);
  if (!after) return [{ cause: "removed", taskId: id, fields: [], take: (from) => withoutTask(from, id) }];
  if (!before) return [{ cause: "added", taskId: id, fields: [], take: (from) => setAssignments(linksOfNew(setLinks(withTask(from, after)), id, next)) }];
  const steps: PlanChange[] = [];
  const fields = fieldsBetween(before, after);
  const causeOf = causesOf(fields);
  for (const cause of new Set(fields.map(causeOf))) {
    const own = fields.filter((field) => causeOf(field) === cause);
    const names = own.map(({ field }) => field);
    // What remains follows from the rest: it is told only where it is all that changed.
    const told = own.length > 1 ? own.filter(({ field }) => field !== REMAINING) : own;
    steps.push({ cause, taskId: id, fields: told, take: (from) => withTask(from, taking(from.records.task.get(id) ?? before, after, names)) });
  }
  const assignments = joined.assignments ? listsBetween("assignments", joined.assignments) : [];
  if (assignments.length > 0) steps.push({ cause: "assignments", taskId: id, fields: assignments, take: setAssignments });
  const links = joined.links ? listsBetween("links", joined.links) : [];
  if (links.length > 0) steps.push({ cause: "links", taskId: id, fields: links, take: setLinks });
  return steps;
}

const REMAINING = "remainingDurationMinutes";

/** The remaining duration goes with a changed duration, else with progress. */
function causesOf(fields: readonly FieldChange[]): (field: FieldChange) => Cause {
  const ofRemaining: Cause = fields.some(({ field }) => CAUSE_OF_FIELD[field] === "duration") ? "duration" : "progress";
  return ({ field }) => (field === REMAINING ? ofRemaining : (CAUSE_OF_FIELD[field] ?? "other"));
}

/** A task with some of its fields taken from another version of it. */
export function taking(task: Task, from: Task, names: readonly string[]): Task {
  const wanted = new Set(names);
  const kept = Object.entries(task).filter(([name]) => !wanted.has(name));
  const taken = Object.entries(from).filter(([name]) => wanted.has(name));
  return { ...task, ...(Object.fromEntries([...kept, ...taken]) as Partial<Task>), ...dropped(task, from, wanted) };
}

/** Fields that the other version does not have any more. */
function dropped(task: Task, from: Task, wanted: ReadonlySet<string>): Partial<Task> {
  const gone = Object.keys(task).filter((name) => wanted.has(name) && fieldOf(from, name) === undefined);
  return Object.fromEntries(gone.map((name) => [name, undefined])) as Partial<Task>;
}

function withTask(project: Project, task: Task): Project {
  return { records: { ...project.records, task: new Map(project.records.task).set(task.id, task) } };
}

function withoutTask(project: Project, id: string): Project {
  const task = new Map(project.records.task);
  task.delete(id);
  const link = new Map([...project.records.link].filter(([, one]) => one.predecessorId !== id && one.successorId !== id));
  const assignment = new Map([...project.records.assignment].filter(([, one]) => one.taskId !== id));
  return { records: { ...project.records, task, link, assignment } };
}

/** The task's incoming links as the new plan has them, those from tasks that are not there yet left out. */
function withLinks(project: Project, lists: Joined<Link> | undefined, next: Project): Project {
  if (!lists) return project;
  const link = new Map(project.records.link);
  for (const one of lists.old) link.delete(one.id);
  for (const one of lists.next) if (project.records.task.has(one.predecessorId) && next.records.task.has(one.successorId)) link.set(one.id, one);
  return { records: { ...project.records, link } };
}

/** The links of the new plan that leave a task which has just been added, as far as their successors are as in the new plan. */
function linksOfNew(project: Project, id: string, next: Project): Project {
  const link = new Map(project.records.link);
  for (const one of next.records.link.values()) if (one.predecessorId === id && project.records.task.has(one.successorId)) link.set(one.id, one);
  return { records: { ...project.records, link } };
}

function withAssignments(project: Project, lists: Joined<Assignment> | undefined): Project {
  if (!lists) return project;
  const assignment = new Map(project.records.assignment);
  for (const one of lists.old) assignment.delete(one.id);
  for (const one of lists.next) assignment.set(one.id, one);
  return { records: { ...project.records, assignment } };
}

function fieldsBetween(before: object, after: object): FieldChange[] {
  return differingFields(before, after)
    .filter((field) => !SILENT.has(field))
    .map((field) => ({ field, before: fieldOf(before, field), after: fieldOf(after, field) }));
}

/** Records that came, went or changed, named. */
function recordsBetween<T extends { readonly id: string; readonly name: string }>(old: ReadonlyMap<string, T>, next: ReadonlyMap<string, T>): FieldChange[] {
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((id): FieldChange[] => {
    const [before, after] = [old.get(id), next.get(id)];
    if (before && after) return fieldsBetween(before, after).map((one) => ({ ...one, field: `${after.name}: ${one.field}` }));
    return [{ field: (before ?? after)?.name ?? "", before: before?.name, after: after?.name }];
  });
}

function listsBetween<T extends { readonly id: string }>(field: string, { old, next }: Joined<T>): FieldChange[] {
  const byId = new Map(next.map((one) => [one.id, one]));
  const isSame = old.length === next.length && old.every((one) => byId.has(one.id) && fieldsBetween(one, byId.get(one.id) ?? one).length === 0);
  return isSame ? [] : [{ field, before: old, after: next }];
}
