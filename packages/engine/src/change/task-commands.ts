/** Commands on tasks: insert, set fields, delete. */
import { assert } from "../base/assert.ts";
import type { Refusal } from "../base/problem.ts";
import { emptyTask } from "../model/new-project.ts";
import type { TaskSplits } from "../model/plan/task.ts";
import type { Task } from "../model/records.ts";
import { waitOf, withoutPauses, withPauseInProfile } from "./assignment-span.ts";
import { forgetInBaselines } from "./baseline-commands.ts";
import type { CommandContext, CommandOf, TaskFields } from "./command.ts";
import { assignmentsOf, childrenOf, get, isSummary, linksFrom, linksInto, put, putAssignment, putTask, removeAssignment, removeLink, removeTask, settingsIn, subtreeOf, type Draft } from "./draft.ts";
import { addPredecessors } from "./link-commands.ts";
import { missingTask, refusal, taskTitle } from "./names.ts";
import { refuseLoopsOfPlaces } from "./outline-loops.ts";
import { datesNow, type ScheduleLookup } from "./schedule-lookup.ts";
import { dropFromRegisters } from "./register-commands.ts";
import { placeTasks, type Place } from "./sibling-ranks.ts";
import { setSummaryProgress } from "./summary-progress.ts";
import { usualConstraint, withFields } from "./task-fields.ts";
import { setProgress, setsProgress } from "./task-progress.ts";
import { asShown, followDuration, setWork, workedOn } from "./work-balance.ts";

export function insertTasks(draft: Draft, command: CommandOf<"insertTasks">, context: CommandContext): readonly Refusal[] {
  const refused = refusedInsertion(draft, command);
  if (refused) return [refused];
  const families = familiesOf(command);
  const { made, refusals } = madeTasks(draft, command);
  if (refusals.length > 0) return refusals;
  const settings = settingsIn(draft);
  put(draft, "settings", { ...settings, nextTaskNumber: settings.nextTaskNumber + made.size });
  for (const family of families) placeTasks(draft, family.ids.map((id) => made.get(id)).filter((task) => task !== undefined), family.place);
  const looping = refuseLoopsOfPlaces(draft, families[0]?.ids ?? []);
  if (looping.length > 0) return looping;
  const unlinked = addPredecessors(draft, command.tasks.map((item) => ({ successorId: item.id, predecessors: item.predecessors ?? [] })), context);
  if (unlinked.length > 0) return unlinked;
  const unbalanced = command.tasks.flatMap(({ id, fields }) => setWorkOf(draft, id, fields) ?? []);
  return unbalanced.length > 0 ? unbalanced : progressOf(draft, command.tasks, context);
}

/** The new tasks by id, numbered on from the project's counter; their places come later. */
function madeTasks(draft: Draft, command: CommandOf<"insertTasks">): { readonly made: ReadonlyMap<string, Task>; readonly refusals: readonly Refusal[] } {
  const settings = settingsIn(draft);
  const { nextTaskNumber, newTasksAreManual, minutesPerDay } = settings;
  const made = new Map<string, Task>();
  const refusals: Refusal[] = [];
  for (const [index, { id, fields }] of command.tasks.entries()) {
    const blank = emptyTask({ id, number: nextTaskNumber + index, rank: "V", mode: newTasksAreManual ? "manual" : "auto", durationMinutes: minutesPerDay, estimated: true, constraint: usualConstraint(settings) });
    const outcome = withFields(draft, blank, fields);
    if (outcome.ok) made.set(id, outcome.task);
    else refusals.push(outcome.refusal);
  }
  return { made, refusals };
}

/** Why the tasks cannot be inserted as a list: unknown place, ids already in use, steps in depth that skip a level. */
function refusedInsertion(draft: Draft, command: CommandOf<"insertTasks">): Refusal | undefined {
  if (command.parentId !== undefined && !get(draft, "task", command.parentId)) return missingTask(command.parentId);
  const siblings = childrenOf(draft, command.parentId);
  if (command.afterId !== undefined && !siblings.some((sibling) => sibling.id === command.afterId)) return missingSibling(draft, command.afterId);
  const seen = new Set<string>();
  let depth = -1;
  for (const item of command.tasks) {
    if (seen.has(item.id) || get(draft, "task", item.id)) return refusal("task/duplicate", "a new task has the id of another task. Maybe it has been inserted already.", item.id);
    seen.add(item.id);
    const next = item.depth ?? 0;
    if (next > depth + 1) return refusal("task/depth", `the new task “${item.fields.name ?? ""}” is indented by more than one level below the task before it.`, item.id);
    depth = next;
  }
  return undefined;
}

export function missingSibling(draft: Draft, siblingId: string): Refusal {
  if (!get(draft, "task", siblingId)) return missingTask(siblingId);
  return refusal("task/moved", `${taskTitle(draft, siblingId)} is no longer in this part of the outline. Maybe somebody has moved it.`, siblingId);
}

/** The new tasks by the parent that they go below; the first family holds the tasks of depth 0. */
function familiesOf(command: CommandOf<"insertTasks">): { readonly place: Place; readonly ids: string[] }[] {
  const top = { place: { parentId: command.parentId, at: command.afterId === undefined ? ("first" as const) : { after: command.afterId } }, ids: [] };
  const families = new Map<string | undefined, { readonly place: Place; readonly ids: string[] }>([[undefined, top]]);
  const lastAtDepth: string[] = [];
  for (const item of command.tasks) {
    const depth = item.depth ?? 0;
    const parentId = depth === 0 ? undefined : lastAtDepth[depth - 1];
    const family = families.get(parentId) ?? { place: { parentId, at: "last" as const }, ids: [] };
    families.set(parentId, family);
    family.ids.push(item.id);
    lastAtDepth[depth] = item.id;
  }
  return [...families.values()];
}

export function updateTasks(draft: Draft, command: CommandOf<"updateTasks">, context: CommandContext): readonly Refusal[] {
  const dates = datesNow(draft, context);
  const refusals = command.tasks.flatMap(({ id, fields }) => updateTask(draft, id, fields, dates));
  return refusals.length > 0 ? refusals : progressOf(draft, command.tasks, context);
}

function updateTask(draft: Draft, id: string, fields: TaskFields, dates: ScheduleLookup): readonly Refusal[] {
  const before = get(draft, "task", id);
  if (!before) return [missingTask(id)];
  const outcome = withFields(draft, before, fields);
  const isDurationTyped = fields.durationMinutes !== undefined || fields.estimate;
  const refused = outcome.ok ? followDuration(draft, isDurationTyped ? asShown(draft, before, dates) : before, outcome.task) : outcome.refusal;
  if (refused) return [refused];
  if (outcome.ok) putTask(draft, outcome.task);
  if (fields.splits !== undefined) splitProfiles(draft, id, fields.splits ?? []);
  const unbalanced = setWorkOf(draft, id, fields);
  if (unbalanced) return [unbalanced];
  return fields.active !== undefined && isSummary(draft, id) ? activateBelow(draft, id, fields.active) : [];
}

/** Pauses that are typed take the place of those in the profiles of people as well. */
function splitProfiles(draft: Draft, id: string, splits: TaskSplits): void {
  for (const assignment of workedOn(draft, id)) {
    let passed = 0;
    let next = withoutPauses(assignment);
    for (const { afterMinutes, gapMinutes } of splits) {
      next = withPauseInProfile(next, afterMinutes + passed - waitOf(assignment), gapMinutes);
      passed += gapMinutes;
    }
    if (next !== assignment) putAssignment(draft, next);
  }
}

/** Progress comes last: it goes by the dates that the other fields lead to. */
function progressOf(draft: Draft, tasks: readonly { readonly id: string; readonly fields: TaskFields }[], context: CommandContext): readonly Refusal[] {
  const progressed = tasks.filter(({ fields }) => setsProgress(fields));
  if (progressed.length === 0) return [];
  const dates = datesNow(draft, context);
  return progressed.flatMap(({ id, fields }) => setProgressOf(draft, id, fields, dates) ?? []);
}

function setWorkOf(draft: Draft, id: string, { workMinutes }: TaskFields): Refusal | undefined {
  const task = get(draft, "task", id);
  if (!task || workMinutes === undefined) return undefined;
  if (isSummary(draft, id)) return refusal("task/summary-work", `${taskTitle(draft, id)} is a summary task: its work is that of its sub-tasks.`, id);
  return setWork(draft, task, workMinutes);
}

function setProgressOf(draft: Draft, id: string, fields: TaskFields, dates: ScheduleLookup): Refusal | undefined {
  const percent = fields.percentComplete ?? fields.percentWorkComplete;
  const isPercentAlone = percent !== undefined && [fields.actualStart, fields.actualFinish, fields.actualDurationMinutes, fields.remainingDurationMinutes].every((value) => value === undefined);
  return isSummary(draft, id) && isPercentAlone ? setSummaryProgress(draft, id, percent, dates) : setProgress(draft, id, fields, dates);
}

/** A summary task takes its sub-tasks along when it becomes inactive or active. */
function activateBelow(draft: Draft, summaryId: string, active: boolean): Refusal[] {
  const refusals: Refusal[] = [];
  for (const id of subtreeOf(draft, summaryId)) {
    const task = get(draft, "task", id);
    assert(task !== undefined, () => `the outline lists ${id}, which is no task`);
    const outcome = withFields(draft, task, { active });
    if (outcome.ok) putTask(draft, outcome.task);
    else refusals.push(outcome.refusal);
  }
  return refusals;
}

export function deleteTasks(draft: Draft, command: CommandOf<"deleteTasks">): readonly Refusal[] {
  const missing = command.ids.filter((id) => !get(draft, "task", id));
  if (missing.length > 0) return missing.map(missingTask);
  const doomed = withSubtrees(draft, command.ids);
  for (const id of doomed) for (const link of [...linksInto(draft, id), ...linksFrom(draft, id)]) removeLink(draft, link);
  for (const id of doomed) for (const assignment of [...assignmentsOf(draft, id)]) removeAssignment(draft, assignment);
  dropFromRegisters(draft, "task", doomed);
  forgetInBaselines(draft, doomed);
  for (const id of [...doomed].reverse()) {
    const task = get(draft, "task", id);
    if (task) removeTask(draft, task);
  }
  return [];
}

/** The tasks and everything below them, every task after its parent. */
function withSubtrees(draft: Draft, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const id of ids) {
    if (found.has(id)) continue;
    for (const below of subtreeOf(draft, id)) {
      found.delete(below);
      found.add(below);
    }
  }
  return found;
}
