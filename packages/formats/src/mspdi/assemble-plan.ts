/** Turns what was read entity by entity into a project: resolves UIDs, builds the tree, and tells what does not fit. */
import type { Assignment, CalendarRecord, Link, ProjectSettings, Resource, Task } from "@leadline/engine/model/records.ts";
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { baselineRecords } from "./baselines.ts";
import { affordable } from "./calendar-cost.ts";
import { layOutWork } from "./lay-out-work.ts";
import { withoutMistakenWeeks } from "./mistaken-weeks.ts";
import type { ProblemList } from "./problem-list.ts";
import type { AssembleOptions, PlanParts } from "./plan-parts.ts";
import { STANDARD_WEEK, type CalendarDraft } from "./read-calendar.ts";
import type { SettingsDraft } from "./read-settings.ts";
import { withTasksOfOtherFiles } from "./other-file-tasks.ts";
import { UNASSIGNED, type ResourceDraft } from "./read-resource.ts";
import { centsPerHour, ratesOf } from "./resource-rates.ts";
import type { LinkDraft, TaskDraft } from "./read-task.ts";

export interface AssembledPlan {
  readonly project: Project;
  /** By task id: the link that each of its PredecessorLink elements became, `undefined` where it became none. */
  readonly linkIds: ReadonlyMap<string, readonly (string | undefined)[]>;
}

export function assemblePlan(given: PlanParts, options: AssembleOptions): AssembledPlan {
  const { problems } = options;
  const parts = { ...given, tasks: withTasksOfOtherFiles(given, options) };
  const calendars = resolveCalendars(parts, options);
  const taskIds = idsByUid(parts.tasks.map(({ task, called, line }) => ({ id: task.id, uid: task.uid, called, line })), "task", problems);
  const tasks = resolveTasks(parts.tasks, taskIds, calendars, problems);
  const resourceIds = idsByUid(parts.resources.map(({ resource, called, line }) => ({ id: resource.id, uid: resource.uid, called, line })), "resource", problems);
  const settings = resolveSettings(parts, calendars.projectCalendarId, problems);
  const { links, linkIds } = resolveLinks(parts.tasks, taskIds, options);
  const records: KindedRecord[] = [
    { kind: "settings", record: settings },
    ...withoutMistakenWeeks(calendars.records, workStartsByCalendar(parts, calendars.ids), problems).map((record) => ({ kind: "calendar", record }) as const),
    ...tasks.map((record) => ({ kind: "task", record }) as const),
    ...links.map((record) => ({ kind: "link", record }) as const),
    ...resolveResources(parts.resources, resourceIds, calendars, settings, problems).map((record) => ({ kind: "resource", record }) as const),
    ...resolveAssignments(parts, taskIds, resourceIds, problems).map((record) => ({ kind: "assignment", record }) as const),
    ...baselineRecords(parts),
  ];
  if (tasks.length === 0) problems.add({ code: "mspdi/no-tasks", message: "The file holds no tasks; an empty plan was made." });
  return { project: layOutWork(projectOf(records), parts, problems), linkIds };
}

type IdByUid = ReadonlyMap<number, string>;

/** The first entity with a UID keeps it; a later one is told and goes without. */
function idsByUid(
  entities: readonly { readonly id: string; readonly uid: number | undefined; readonly called: string; readonly line: number }[],
  kind: "task" | "resource" | "calendar",
  problems: ProblemList,
): IdByUid {
  const ids = new Map<number, string>();
  for (const { id, uid, called, line } of entities) {
    const about = kind === "task" ? { taskId: id } : {};
    if (uid === undefined) {
      problems.add({ code: "mspdi/no-uid", message: `${called}: It has no UID, so nothing can refer to it.`, ...about, line });
    } else if (ids.has(uid)) {
      problems.add({ code: "mspdi/duplicate-uid", message: `${called}: Another ${kind} before it has the same UID; whatever names this UID goes to the first.`, ...about, line });
    } else ids.set(uid, id);
  }
  return ids;
}

/** The UID, unless an earlier entity has it already. */
function ownUid(id: string, uid: number | undefined, ids: IdByUid): { uid?: number } {
  return uid !== undefined && ids.get(uid) === id ? { uid } : {};
}

/** When the work of the resources of each calendar is stored to begin. */
function workStartsByCalendar({ resources, assignments }: PlanParts, calendarIds: IdByUid): ReadonlyMap<string, readonly Minute[]> {
  const starts = new Map<string, Minute[]>();
  const calendarOf = new Map(resources.map(({ resource, calendarUid }) => [resource.uid, calendarIds.get(calendarUid ?? -1)]));
  for (const { assignment, resourceUid, start } of assignments) {
    const calendar = resourceUid === undefined ? undefined : calendarOf.get(resourceUid);
    if (calendar === undefined || start === undefined || assignment.workMinutes <= 0) continue;
    const list = starts.get(calendar);
    if (list) list.push(start);
    else starts.set(calendar, [start]);
  }
  return starts;
}

interface Calendars {
  readonly records: readonly CalendarRecord[];
  readonly ids: IdByUid;
  readonly projectCalendarId: string;
}

function resolveCalendars({ calendars: drafts, settings }: PlanParts, { impliedId, problems }: AssembleOptions): Calendars {
  const called = (draft: CalendarDraft): string => `Calendar “${draft.calendar.name.slice(0, 60)}” (UID ${draft.calendar.uid ?? "none"})`;
  const ids = idsByUid(drafts.map((draft) => ({ id: draft.calendar.id, uid: draft.calendar.uid, called: called(draft), line: draft.line })), "calendar", problems);
  const standard: CalendarRecord = { id: "", name: "Standard", week: STANDARD_WEEK, workWeeks: [], exceptions: [] };
  if (drafts.length === 0) {
    problems.add({ code: "mspdi/no-calendar", message: "The file holds no calendar; a Standard calendar (Monday to Friday, 08:00-12:00 and 13:00-17:00) was made." });
    const id = impliedId("calendar", undefined);
    return { records: [{ ...standard, id }], ids, projectCalendarId: id };
  }
  const projectCalendarId = projectCalendar(drafts, ids, settings, problems);
  const bases = baseCalendars(drafts, ids, projectCalendarId, called, problems);
  const records = drafts.map(({ calendar }) => {
    const { uid, ...rest } = calendar;
    const baseCalendarId = bases.get(rest.id);
    return { ...rest, ...ownUid(rest.id, uid, ids), ...(baseCalendarId !== undefined && { baseCalendarId }) };
  });
  const tooMuch = ({ id, name }: CalendarRecord): void => {
    const line = drafts.find((draft) => draft.calendar.id === id)?.line;
    const message = `Calendar “${name.slice(0, 60)}”: Its exceptions and work weeks, with those of the calendars before it, cover more days than a plan can hold; they were left out.`;
    problems.add({ code: "mspdi/too-many-days", message, ...(line !== undefined && { line }) });
  };
  return { records: affordable(records, tooMuch), ids, projectCalendarId };
}

function projectCalendar(drafts: readonly CalendarDraft[], ids: IdByUid, settings: SettingsDraft, problems: ProblemList): string {
  const named = ids.get(settings.calendarUid ?? -1);
  if (named !== undefined) return named;
  const first = drafts.find((draft) => draft.isBase) ?? drafts[0];
  const taken = first?.calendar;
  const asked = settings.calendarUid === undefined ? "The project names no calendar" : `The project's calendar (UID ${settings.calendarUid}) is not in the file`;
  problems.add({ code: "mspdi/unknown-calendar", message: `${asked}; “${taken?.name ?? ""}” is taken.` });
  return taken?.id ?? "";
}

/** Microsoft Project derives calendars once; a few levels more do no harm. */
const MOST_BASES = 10;

/** Base calendars by id. A base that is missing or leads back to the calendar itself is told and left out. */
function baseCalendars(
  drafts: readonly CalendarDraft[],
  ids: IdByUid,
  projectCalendarId: string,
  called: (draft: CalendarDraft) => string,
  problems: ProblemList,
): ReadonlyMap<string, string> {
  const bases = new Map<string, string>();
  const odd = (draft: CalendarDraft, code: string, message: string): void => problems.add({ code, message: `${called(draft)}: ${message}`, line: draft.line });
  for (const draft of drafts) {
    const { id } = draft.calendar;
    if (draft.isBase) continue;
    const named = draft.baseUid === undefined ? undefined : ids.get(draft.baseUid);
    const isMissing = draft.baseUid !== undefined && draft.baseUid >= 0 && named === undefined;
    if (isMissing) odd(draft, "mspdi/unknown-calendar", `Its base calendar (UID ${draft.baseUid}) is not in the file; the project's calendar is taken.`);
    const base = named ?? projectCalendarId;
    if (base !== id || named !== undefined) bases.set(id, base);
  }
  for (const draft of drafts) {
    const { id } = draft.calendar;
    if (!bases.has(id) || endsAfter(id, bases) <= MOST_BASES) continue;
    bases.delete(id);
    odd(draft, "mspdi/calendar-loop", "Its base calendars lead back to itself, or are too many; it stands alone.");
  }
  return bases;
}

/** How many bases a calendar has; more than may be where they go round. */
function endsAfter(id: string, bases: ReadonlyMap<string, string>): number {
  let count = 0;
  for (let at = bases.get(id); at !== undefined && count <= MOST_BASES; at = bases.get(at)) count += 1;
  return count;
}

/** The calendar that an entity names; UID 0 that is not there means "none" in files of older versions, as -1 does. */
function calendarId(uid: number | undefined, calendars: Calendars, called: string, line: number, problems: ProblemList): string | undefined {
  if (uid === undefined || uid < 0) return undefined;
  const id = calendars.ids.get(uid);
  if (id === undefined && uid !== 0) {
    problems.add({ code: "mspdi/unknown-calendar", message: `${called}: Its calendar (UID ${uid}) is not in the file; it goes by the project's calendar.`, line });
  }
  return id;
}

function resolveSettings({ settings: draft, tasks }: PlanParts, projectCalendarId: string, problems: ProblemList): ProjectSettings {
  const start = draft.start ?? earliestStart(tasks);
  if (start === undefined) problems.add({ code: "mspdi/no-start", message: "The file says no start date, neither of the project nor of a task; 3 January 2000 is taken.", hint: "Maybe set the project's start date." });
  else if (draft.start === undefined) problems.add({ code: "mspdi/no-start", message: "The file says no start date of the project; the earliest start of a task is taken." });
  return { ...draft.settings, start: start ?? minuteOf(2000, 1, 3, 8), calendarId: projectCalendarId, nextTaskNumber: tasks.length + 1 };
}

function earliestStart(tasks: readonly TaskDraft[]): Minute | undefined {
  let earliest: Minute | undefined;
  for (const { stored } of tasks) if (stored.start !== undefined && (earliest === undefined || stored.start < earliest)) earliest = stored.start;
  return earliest;
}

/** Numbers tasks in reading order and gives each its parent: the nearest task above it with a smaller level. */
function resolveTasks(drafts: readonly TaskDraft[], ids: IdByUid, calendars: Calendars, problems: ProblemList): Task[] {
  const ranks = ranksFor(drafts.length);
  const above: { readonly level: number; readonly id: string }[] = [];
  return drafts.map((draft, index) => {
    while ((above.at(-1)?.level ?? 0) >= draft.level) above.pop();
    const parentId = above.at(-1)?.id;
    above.push({ level: draft.level, id: draft.task.id });
    const calendar = calendarId(draft.calendarUid, calendars, draft.called, draft.line, problems);
    const { uid, ...rest } = draft.task;
    return {
      ...rest,
      ...ownUid(rest.id, uid, ids),
      number: index + 1,
      rank: ranks[index] ?? "V",
      ...(parentId !== undefined && { parentId }),
      ...(calendar !== undefined && { calendarId: calendar }),
    };
  });
}

function resolveLinks(drafts: readonly TaskDraft[], ids: IdByUid, { newId, problems }: AssembleOptions): { links: Link[]; linkIds: Map<string, (string | undefined)[]> } {
  const links: Link[] = [];
  const linkIds = new Map<string, (string | undefined)[]>();
  for (const draft of drafts) {
    const made = draft.links.map((link) => {
      const predecessorId = predecessorOf(link, draft, ids, problems);
      if (predecessorId === undefined) return undefined;
      const { type, lagMinutes, lagPercent, lagUnit } = link;
      const record: Link = { id: newId(), predecessorId, successorId: draft.task.id, type, lagMinutes, lagPercent, lagUnit };
      links.push(record);
      return record.id;
    });
    if (made.length > 0) linkIds.set(draft.task.id, made);
  }
  return { links, linkIds };
}

function predecessorOf(link: LinkDraft, draft: TaskDraft, ids: IdByUid, problems: ProblemList): string | undefined {
  const id = link.predecessorUid === undefined ? undefined : ids.get(link.predecessorUid);
  const odd = (code: string, message: string): undefined => {
    const { id: taskId, uid } = draft.task;
    problems.add({ code, message: `${draft.called}: ${message}`, taskId, ...(uid !== undefined && { taskUid: uid }), line: link.line });
    return undefined;
  };
  if (id === undefined && link.otherFile !== undefined) return odd("link/other-project", `Its predecessor is a task of another file (${link.otherFile.slice(0, 200)}) whose date this file does not tell; that link is kept for writing, but not scheduled.`);
  if (id === undefined) return odd("link/missing-task", `Its predecessor (UID ${link.predecessorUid ?? "none"}) is not in the file; that link is not scheduled.`);
  if (id === draft.task.id) return odd("link/self", "It is its own predecessor; that link is not scheduled.");
  return id;
}

function resolveResources(drafts: readonly ResourceDraft[], ids: IdByUid, calendars: Calendars, settings: ProjectSettings, problems: ProblemList): Resource[] {
  const ranks = ranksFor(drafts.length);
  return drafts.map((draft, index) => {
    const calendar = calendarId(draft.calendarUid, calendars, draft.called, draft.line, problems);
    const [rate, overtimeRate] = [centsPerHour(draft.rate, settings), centsPerHour(draft.overtimeRate, settings)];
    const { uid, ...rest } = draft.resource;
    const own = { ...rest, ...(rate !== undefined && { standardRateCentsPerHour: rate }), ...(overtimeRate !== undefined && { overtimeRateCentsPerHour: overtimeRate }) };
    const rates = ratesOf(draft.rateRows ?? [], own, settings);
    return {
      ...own,
      ...ownUid(rest.id, uid, ids),
      rank: ranks[index] ?? "V",
      ...(calendar !== undefined && { calendarId: calendar }),
      ...(rates.length > 0 && { rates }),
    };
  });
}

/** An assignment without its task is kept for writing only: MS Project puts budget resources on the project summary task. */
function resolveAssignments({ assignments: drafts, resources }: PlanParts, taskIds: IdByUid, resourceIds: IdByUid, problems: ProblemList): Assignment[] {
  const assignments: Assignment[] = [];
  const costs = new Set(resources.flatMap(({ resource }) => (resource.type === "cost" ? [resource.id] : [])));
  for (const { assignment: { costCents, ...assignment }, taskUid, resourceUid, called, line } of drafts) {
    const taskId = taskUid === undefined ? undefined : taskIds.get(taskUid);
    const resourceId = resourceUid === undefined ? undefined : resourceIds.get(resourceUid);
    const asksForResource = resourceUid !== undefined && resourceUid !== UNASSIGNED && resourceUid > 0;
    if (taskId === undefined) {
      if (taskUid !== 0) problems.add({ code: "mspdi/assignment-without-task", message: `${called}: Its task (UID ${taskUid ?? "none"}) is not in the file; it is kept for writing, but not scheduled.`, line });
      continue;
    }
    if (asksForResource && resourceId === undefined) {
      problems.add({ code: "mspdi/assignment-without-resource", message: `${called}: Its resource (UID ${resourceUid}) is not in the file; it counts as unassigned.`, taskId, line });
    }
    // The cost of work and material follows from rates; only that of a cost resource is an input.
    const isCost = costCents !== undefined && costs.has(resourceId ?? "");
    assignments.push({ ...assignment, taskId, ...(resourceId !== undefined && { resourceId }), ...(isCost && { costCents }) });
  }
  return assignments;
}
