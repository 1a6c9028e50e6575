/** What must hold between records, checked for the records that a draft has touched. */
import type { Refusal } from "../base/problem.ts";
import type { Assignment, CalendarRecord, Kind, Link, Resource, Task, TaskBaseline } from "../model/records.ts";
import { REGISTERS, REGISTER_KINDS, type RegisterItem, type RegisterKind } from "../model/registers.ts";
import { usersOf } from "./calendar-commands.ts";
import { all, assignmentsOf, childrenOf, get, linksFrom, linksInto, settingsIn, type Draft } from "./draft.ts";
import { findLoop, isAncestor, relationOfLink, relationsOfPlace, wayText, type Relation } from "./loop.ts";
import { brokenRegisterItem, registerNaming } from "./register-commands.ts";
import { recordTitle, refusal, rowName, taskTitle } from "./names.ts";

/** Refusals for references to records that are not there, pairs linked twice, and loops; none where the draft is sound. */
export function brokenBy(draft: Draft): Refusal[] {
  const found = [
    ...edited(draft.edits.task, (task) => brokenTask(draft, task), (id) => orphansOfTask(draft, id)),
    ...edited(draft.edits.link, (link) => brokenLink(draft, link), () => undefined),
    ...edited(draft.edits.assignment, (assignment) => brokenAssignment(draft, assignment), () => undefined),
    ...edited(draft.edits.resource, (resource) => brokenResource(draft, resource), (id) => orphansOfResource(draft, id)),
    ...edited(draft.edits.calendar, (calendar) => brokenCalendar(draft, calendar), (id) => orphansOfCalendar(draft, id)),
    ...edited(draft.edits.taskBaseline, (held) => brokenTaskBaseline(draft, held), () => undefined),
    ...REGISTER_KINDS.flatMap((kind) => brokenRegister(draft, kind)),
    ...brokenSettings(draft),
  ];
  return found.length > 0 ? found : loops(draft);
}

function edited<T>(edits: ReadonlyMap<string, T | undefined>, present: (record: T) => string | undefined, absent: (id: string) => string | undefined): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [id, record] of edits) {
    const message = record === undefined ? absent(id) : present(record);
    if (message !== undefined) refusals.push(refusal("change/broken-reference", message));
  }
  return refusals;
}

function brokenTask(draft: Draft, task: Task): string | undefined {
  const title = taskTitle(draft, task.id);
  if (task.parentId !== undefined && !get(draft, "task", task.parentId)) return `the summary task of ${title} is no longer in the plan.`;
  if (isAncestor(draft, task.id, task.id)) return `${title} would become a part of itself.`;
  if (task.calendarId !== undefined && !get(draft, "calendar", task.calendarId)) return `the calendar of ${title} is no longer in the plan.`;
  return undefined;
}

function orphansOfTask(draft: Draft, id: string): string | undefined {
  const title = taskTitle(draft, id);
  if (childrenOf(draft, id).length > 0) return `${title} has sub-tasks now, so it cannot be taken out of the plan.`;
  if (linksInto(draft, id).length + linksFrom(draft, id).length > 0) return `${title} has been linked since, so it cannot be taken out of the plan.`;
  if (assignmentsOf(draft, id).length > 0) return `${title} has been given to somebody since, so it cannot be taken out of the plan.`;
  for (const held of all(draft, "taskBaseline")) if (held.taskId === id) return `baseline ${held.number} holds ${title}, so it cannot be taken out of the plan.`;
  return orphansIn(draft, "task", id, title);
}

function brokenLink(draft: Draft, link: Link): string | undefined {
  if (!get(draft, "task", link.predecessorId) || !get(draft, "task", link.successorId)) return "a task that a link would join is no longer in the plan.";
  // Several of different type may come from a Primavera file; they stay, whatever rules the plan has now.
  const isOld = ({ id }: Link): boolean => draft.base.records.link.has(id);
  const mayDiffer = settingsIn(draft).schedulingRules === "primavera";
  const rivals = linksInto(draft, link.successorId).filter((other) => other.id !== link.id && other.predecessorId === link.predecessorId && !(mayDiffer && other.type !== link.type) && !(isOld(other) && isOld(link)));
  return rivals.length > 0 ? `${rowName(draft, link.predecessorId)} and ${rowName(draft, link.successorId)} have been linked since.` : undefined;
}

function brokenAssignment(draft: Draft, assignment: Assignment): string | undefined {
  if (!get(draft, "task", assignment.taskId)) return "the task of an assignment is no longer in the plan.";
  if (assignment.resourceId === undefined || get(draft, "resource", assignment.resourceId)) return undefined;
  return `somebody who was assigned to ${taskTitle(draft, assignment.taskId)} is no longer in the plan.`;
}

function brokenResource(draft: Draft, resource: Resource): string | undefined {
  const isSound = resource.calendarId === undefined || get(draft, "calendar", resource.calendarId);
  return isSound ? undefined : `the calendar of “${resource.name}” is no longer in the plan.`;
}

function orphansOfResource(draft: Draft, id: string): string | undefined {
  for (const assignment of all(draft, "assignment")) {
    if (assignment.resourceId === id) return `a resource that would go is assigned to ${taskTitle(draft, assignment.taskId)}.`;
  }
  return orphansIn(draft, "resource", id, "a resource that would go");
}

function brokenCalendar(draft: Draft, calendar: CalendarRecord): string | undefined {
  const title = recordTitle(draft, { kind: "calendar", record: calendar });
  const seen = new Set([calendar.id]);
  for (let at = calendar.baseCalendarId; at !== undefined; at = get(draft, "calendar", at)?.baseCalendarId) {
    if (!get(draft, "calendar", at)) return `the base of ${title} is no longer in the plan.`;
    if (seen.has(at)) return `${title} would be based on itself.`;
    seen.add(at);
  }
  return undefined;
}

function orphansOfCalendar(draft: Draft, id: string): string | undefined {
  const [first] = usersOf(draft, id);
  return first === undefined ? undefined : `${first} uses a calendar that would go.`;
}

function brokenTaskBaseline(draft: Draft, held: TaskBaseline): string | undefined {
  return get(draft, "task", held.taskId) ? undefined : `a task that baseline ${held.number} holds is no longer in the plan.`;
}

function brokenRegister(draft: Draft, kind: RegisterKind): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [id, record] of draft.edits[kind]) {
    const broken = record === undefined ? undefined : brokenRegisterItem(draft, { kind, record } as RegisterItem);
    if (broken) refusals.push(broken);
    const orphans = record === undefined ? orphansIn(draft, kind, id, `a ${REGISTERS[kind].one} that would go`) : undefined;
    if (orphans !== undefined) refusals.push(refusal("change/broken-reference", orphans));
  }
  return refusals;
}

/** A record of a register that would name what is gone. */
function orphansIn(draft: Draft, kind: Kind, id: string, title: string): string | undefined {
  const holder = registerNaming(draft, kind, id);
  return holder && `${recordTitle(draft, holder)} names ${title}, so it cannot be taken out of the plan.`;
}

function brokenSettings(draft: Draft): Refusal[] {
  const isSound = draft.edits.settings.size === 0 || get(draft, "calendar", settingsIn(draft).calendarId) !== undefined;
  return isSound ? [] : [refusal("change/broken-reference", "the calendar of the project is no longer in the plan.")];
}

/** Loops through links and places that the base project did not have. */
function loops(draft: Draft): Refusal[] {
  const relations: Relation[] = [];
  for (const link of draft.edits.link.values()) {
    const before = link && draft.base.records.link.get(link.id);
    const isNew = link && (before?.predecessorId !== link.predecessorId || before.successorId !== link.successorId);
    if (isNew) relations.push(relationOfLink(link.predecessorId, link.successorId));
  }
  for (const task of draft.edits.task.values()) {
    if (task && draft.base.records.task.get(task.id)?.parentId !== task.parentId) relations.push(...relationsOfPlace(draft, task.id, task.parentId));
  }
  const loop = findLoop(draft, relations);
  return loop ? [refusal("link/loop", `this step would make a loop of links: ${wayText(draft, loop.way)}.`)] : [];
}
