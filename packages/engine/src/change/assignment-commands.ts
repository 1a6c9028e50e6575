/** Commands on assignments: who works on a task, and how much. */
import type { Refusal } from "../base/problem.ts";
import type { Assignment, Resource, Task } from "../model/records.ts";
import { toTenth } from "../time/duration-text.ts";
import { usualUnits } from "../model/people/assignment-text.ts";
import { setOtherFields, setWorkedFields } from "./assignment-fields.ts";
import { isWorked, MOST_MINUTES } from "./assignment-span.ts";
import type { AssignedResource, CommandContext, CommandOf } from "./command.ts";
import { all, assignmentsOf, get, isSummary, put, putAssignment, removeAssignment, type Draft } from "./draft.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { newWork, redistribute, refusedRemoval, shareWork } from "./resource-changes.ts";
import { lastRank, missingResource } from "./resource-commands.ts";
import { datesNow } from "./schedule-lookup.ts";
import { putChecked, settleDuration, withUnits, workedOn } from "./work-balance.ts";

export function setAssignments(draft: Draft, command: CommandOf<"setAssignments">, context: CommandContext): readonly Refusal[] {
  const task = get(draft, "task", command.taskId);
  if (!task) return [missingTask(command.taskId)];
  const wanted = resolved(draft, command.assignments, context);
  if ("refusal" in wanted) return [wanted.refusal];
  const present = assignmentsOf(draft, task.id).filter((assignment) => assignment.resourceId !== undefined);
  const leaving = present.filter((assignment) => !wanted.items.some(({ resource }) => resource.id === assignment.resourceId));
  const coming = wanted.items.filter(({ resource }) => !present.some((assignment) => assignment.resourceId === resource.id));
  const refused = refusedAdditions(draft, task, coming) ?? refusedDouble(draft, task, wanted.items) ?? leaving.map((assignment) => refusedRemoval(draft, assignment)).find((one) => one !== undefined);
  if (refused) return [refused];
  const was = workedOn(draft, task.id);
  for (const item of wanted.items) {
    const own = present.find((assignment) => assignment.resourceId === item.resource.id);
    const overloaded = own && putChecked(draft, task, withWanted(task, own, item));
    if (overloaded) return [overloaded];
  }
  const shared = exchange(draft, task, { was, leaving, coming }, context);
  return shared ? [shared] : [];
}

interface WantedResource {
  readonly resource: Resource;
  readonly units: number | undefined;
  readonly costCents: number | undefined;
}

/** The resources that the list names; a name without resource makes one: a person or role, or a cost where money stands behind it. */
function resolved(draft: Draft, list: readonly AssignedResource[], context: CommandContext): { readonly items: readonly WantedResource[] } | { readonly refusal: Refusal } {
  const items: WantedResource[] = [];
  for (const { resourceId, resourceName = "", units, costCents } of list) {
    if (resourceId === undefined && resourceName.trim() === "") return { refusal: refusal("resource/name-missing", "a resource needs a name.") };
    const resource = resourceId === undefined ? (named(draft, resourceName) ?? created(draft, resourceName, costCents === undefined ? "work" : "cost", context)) : get(draft, "resource", resourceId);
    if (!resource) return { refusal: missingResource() };
    items.push({ resource, units, costCents });
  }
  return { items };
}

/** A name counts letter by letter, or else without regard to case. */
function named(draft: Draft, name: string): Resource | undefined {
  const plain = name.trim();
  let alike: Resource | undefined;
  for (const resource of all(draft, "resource")) {
    if (resource.name.trim() === plain) return resource;
    if (!alike && resource.name.trim().toLowerCase() === plain.toLowerCase()) alike = resource;
  }
  return alike;
}

function created(draft: Draft, name: string, type: Resource["type"], context: CommandContext): Resource {
  const resource: Resource = { id: context.newId(), name: name.trim(), type, maxUnits: 1, rank: lastRank(draft) };
  put(draft, "resource", resource);
  return resource;
}

function refusedAdditions(draft: Draft, task: Task, coming: readonly WantedResource[]): Refusal | undefined {
  if (coming.length === 0) return undefined;
  if (isSummary(draft, task.id)) {
    return refusal("assignment/summary", `${taskTitle(draft, task.id)} is a summary task: its work is that of its sub-tasks. Maybe assign resources to them.`, task.id);
  }
  return task.external ? refusal("task/external", `${taskTitle(draft, task.id)} belongs to another project, so nobody can be assigned to it here.`, task.id) : undefined;
}

function refusedDouble(draft: Draft, task: Task, items: readonly WantedResource[]): Refusal | undefined {
  const seen = new Set<string>();
  for (const { resource, units } of items) {
    if (seen.has(resource.id)) return refusal("assignment/twice", `“${resource.name}” stands twice among the resources of ${taskTitle(draft, task.id)}.`, task.id);
    seen.add(resource.id);
    if (units === 0 && resource.type === "work") return refusal("assignment/no-units", `“${resource.name}” needs more than 0 % to do any work on ${taskTitle(draft, task.id)}.`, task.id);
  }
  return undefined;
}

/** Units shown alike are the same units, so that a cell typed back changes nothing. */
function isShownAlike(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.000_05;
}

function withWanted(task: Task, assignment: Assignment, { resource, units, costCents }: WantedResource): Assignment {
  if (resource.type === "cost") return costCents === undefined ? assignment : { ...assignment, costCents };
  if (resource.type === "material") return units === undefined ? assignment : withAmount(task, assignment, units);
  const typed = units ?? usualUnits(resource);
  return isShownAlike(typed, assignment.units) ? assignment : withUnits(task, assignment, typed);
}

/** Of a material the amount stands as hours of work, as MS Project keeps it. */
function withAmount(task: Task, assignment: Assignment, amount: number): Assignment {
  if (amount === assignment.units) return assignment;
  const workMinutes = Math.min(MOST_MINUTES, toTenth(amount * 60));
  const actualWorkMinutes = toTenth((workMinutes * task.percentComplete) / 100);
  return { ...assignment, units: amount, workMinutes, actualWorkMinutes, remainingWorkMinutes: toTenth(workMinutes - actualWorkMinutes) };
}

interface Exchange {
  /** Who worked on the task before anything was changed. */
  readonly was: readonly Assignment[];
  readonly leaving: readonly Assignment[];
  readonly coming: readonly WantedResource[];
}

/** Takes some off the task and puts others on it. Work that nobody had goes to the first who come. */
function exchange(draft: Draft, task: Task, { was, leaving, coming }: Exchange, context: CommandContext): Refusal | undefined {
  const unassigned = assignmentsOf(draft, task.id).filter((assignment) => assignment.resourceId === undefined);
  const isFirst = workedOn(draft, task.id).length === 0 && coming.some(({ resource }) => resource.type === "work");
  const waiting = unassigned.reduce((sum, assignment) => sum + assignment.remainingWorkMinutes, 0);
  const refused = redistribute(draft, task, was, () => {
    for (const assignment of leaving) removeAssignment(draft, assignment);
    if (isFirst) for (const assignment of unassigned) removeAssignment(draft, assignment);
    for (const item of coming) putAssignment(draft, newAssignment(task, item, context));
  });
  if (refused || !isFirst || waiting <= 0) return refused;
  return shareWork(draft, task, workedOn(draft, task.id), waiting) ?? settleDuration(draft, task.id);
}

function newAssignment(task: Task, { resource, units, costCents }: WantedResource, context: CommandContext): Assignment {
  const blank: Assignment = { id: context.newId(), taskId: task.id, resourceId: resource.id, units: 1, workMinutes: 0, actualWorkMinutes: 0, remainingWorkMinutes: 0, delayMinutes: 0 };
  if (resource.type === "cost") return costCents === undefined ? blank : { ...blank, costCents };
  if (resource.type === "material") return withAmount(task, { ...blank, units: 0 }, units ?? 1);
  const share = units ?? usualUnits(resource);
  const work = Math.min(MOST_MINUTES, newWork(task, share));
  return { ...blank, units: share, workMinutes: work, remainingWorkMinutes: work };
}

export function updateAssignments(draft: Draft, { assignments }: CommandOf<"updateAssignments">, context: CommandContext): readonly Refusal[] {
  const dates = datesNow(draft, context);
  return assignments.flatMap(({ id, fields }) => {
    const assignment = get(draft, "assignment", id);
    const task = assignment && get(draft, "task", assignment.taskId);
    if (!assignment || !task) return [refusal("assignment/missing", "there is no such assignment in the plan any more. Maybe somebody has deleted it.")];
    const refused = isWorked(draft, assignment) ? setWorkedFields(draft, { task, assignment }, fields, dates) : setOtherFields(draft, { task, assignment }, fields);
    return refused ? [refused] : [];
  });
}
