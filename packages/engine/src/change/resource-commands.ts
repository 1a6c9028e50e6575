/** Commands on the resource sheet: save and delete people, materials and costs. */
import type { Refusal } from "../base/problem.ts";
import { compareRank, ranksFor } from "../model/plan/rank.ts";
import type { Assignment, Resource } from "../model/records.ts";
import type { CommandOf } from "./command.ts";
import { all, get, put, remove, removeAssignment, type Draft } from "./draft.ts";
import { listed, refusal, taskTitle } from "./names.ts";
import { refusedRemoval, redistribute } from "./resource-changes.ts";
import { dropFromRegisters } from "./register-commands.ts";
import { ranksBetween } from "./sibling-ranks.ts";
import { workedOn } from "./work-balance.ts";

export function saveResource(draft: Draft, { resource, afterId }: CommandOf<"saveResource">): readonly Refusal[] {
  const before = get(draft, "resource", resource.id);
  const refused = refusedName(draft, resource, before) ?? refusedFields(draft, resource) ?? refusedType(draft, resource, before);
  if (refused) return [refused];
  if (typeof afterId === "string" && !get(draft, "resource", afterId)) return [missingResource()];
  const uid = resource.uid ?? before?.uid;
  const rank = resource.rank ?? before?.rank ?? lastRank(draft);
  const saved: Resource = { ...resource, rank, ...(uid === undefined ? {} : { uid }) };
  put(draft, "resource", saved);
  if (afterId !== undefined) placeAfter(draft, saved, afterId);
  return [];
}

export function deleteResources(draft: Draft, { ids }: CommandOf<"deleteResources">): readonly Refusal[] {
  if (ids.some((id) => !get(draft, "resource", id))) return [missingResource()];
  const doomed = new Set(ids);
  const theirs = [...all(draft, "assignment")].filter((assignment) => assignment.resourceId !== undefined && doomed.has(assignment.resourceId));
  const refusals = theirs.flatMap((assignment) => refusedRemoval(draft, assignment) ?? []);
  if (refusals.length > 0) return refusals;
  const byTask = new Map<string, Assignment[]>();
  for (const assignment of theirs) byTask.set(assignment.taskId, [...(byTask.get(assignment.taskId) ?? []), assignment]);
  for (const [taskId, leaving] of byTask) {
    const task = get(draft, "task", taskId);
    const refused = task && redistribute(draft, task, workedOn(draft, taskId), () => leaving.forEach((assignment) => removeAssignment(draft, assignment)));
    if (refused) refusals.push(refused);
  }
  dropFromRegisters(draft, "resource", doomed);
  for (const id of ids) remove(draft, "resource", id);
  return refusals;
}

export function missingResource(): Refusal {
  return refusal("resource/missing", "there is no such resource in the plan any more. Maybe somebody has deleted it.");
}

/** A rank behind all resources. */
export function lastRank(draft: Draft): string {
  let last: string | undefined;
  for (const { rank } of all(draft, "resource")) if (last === undefined || rank > last) last = rank;
  return ranksBetween(last, undefined, 1)?.[0] ?? `${(last ?? "").slice(0, 190)}zV`;
}

/** Puts a resource behind another one (`null`: first); the sheet is laid out anew where ranks have become long. */
function placeAfter(draft: Draft, resource: Resource, afterId: string | null): void {
  const others = [...all(draft, "resource")].filter((other) => other.id !== resource.id).sort(compareRank);
  const at = afterId === null ? 0 : others.findIndex((other) => other.id === afterId) + 1;
  const rank = ranksBetween(others[at - 1]?.rank, others[at]?.rank, 1)?.[0];
  if (rank !== undefined) return put(draft, "resource", { ...resource, rank });
  const order = [...others.slice(0, at), resource, ...others.slice(at)];
  const ranks = ranksFor(order.length);
  order.forEach((one, index) => put(draft, "resource", { ...one, rank: ranks[index] ?? one.rank }));
}

/** Names are typed to assign people, so a new or changed one must not be taken. */
function refusedName(draft: Draft, resource: Pick<Resource, "id" | "name">, before: Resource | undefined): Refusal | undefined {
  if (resource.name.trim() === "") return refusal("resource/name-missing", "a resource needs a name.");
  if (before?.name === resource.name) return undefined;
  for (const other of all(draft, "resource")) {
    if (other.id !== resource.id && other.name.trim() === resource.name.trim()) return refusal("resource/name-taken", `there is already a resource “${resource.name.trim()}”.`);
  }
  return undefined;
}

function refusedFields(draft: Draft, resource: Omit<Resource, "rank">): Refusal | undefined {
  const { name, calendarId } = resource;
  if (calendarId !== undefined && !get(draft, "calendar", calendarId)) {
    return refusal("calendar/missing", `the calendar chosen for “${name}” is no longer in the plan. Maybe somebody has deleted it.`);
  }
  const rates = [resource.standardRateCentsPerHour, resource.overtimeRateCentsPerHour, resource.costPerUseCents, ...(resource.rates ?? []).flatMap((row) => [row.standardCentsPerHour, row.overtimeCentsPerHour, row.costPerUseCents])];
  if (rates.some((rate) => rate !== undefined && (rate < 0 || rate > 1e13))) return refusal("resource/rate", `a rate of “${name}” is negative or more than a plan can hold.`);
  for (const table of ["A", "B", "C", "D", "E"]) {
    const dates = (resource.rates ?? []).flatMap((row) => (row.table === table ? [row.from] : []));
    if (new Set(dates).size < dates.length) return refusal("resource/rate-twice", `two rates of “${name}” in table ${table} begin on the same day.`);
  }
  return refusedAvailability(resource);
}

function refusedAvailability({ name, availability }: Omit<Resource, "rank">): Refusal | undefined {
  const periods = [...(availability ?? [])].sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  for (const [at, period] of periods.entries()) {
    if (period.from !== undefined && period.to !== undefined && period.from >= period.to) return refusal("resource/availability", `a period in which “${name}” is available must end after it starts.`);
    const next = periods[at + 1];
    if (next && (period.to === undefined || (next.from ?? -Infinity) < period.to)) return refusal("resource/availability", `two periods in which “${name}” is available overlap.`);
  }
  return undefined;
}

/** Work, amounts and money cannot be turned into each other, so the type stays while the resource is in use. */
function refusedType(draft: Draft, resource: Pick<Resource, "id" | "name" | "type">, before: Resource | undefined): Refusal | undefined {
  if (!before || before.type === resource.type) return undefined;
  const users: string[] = [];
  for (const assignment of all(draft, "assignment")) if (assignment.resourceId === resource.id) users.push(taskTitle(draft, assignment.taskId));
  if (users.length === 0) return undefined;
  return refusal("resource/in-use", `“${before.name}” cannot change its type while it is assigned to ${listed(users)}. Maybe add another resource instead.`);
}
