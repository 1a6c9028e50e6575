/** Writes the rows of the task list: tasks, the project summary task and blank rows. */
import type { Link, Task } from "@leadline/engine/model/records.ts";
import { childrenOf, leaf, textOf, type XmlElement } from "../xml/xml-element.ts";
import type { Entry } from "./entry-order.ts";
import { mergeEntity, newEntity, type Elements } from "./merge-entity.ts";
import { hasBaseline, moveNumber, workMoves, workTexts, type Move } from "./moved-totals.ts";
import type { PlanState } from "./plan-state.ts";
import type { SourceEntity } from "./source-plan.ts";
import { baselineOf, changedBaselines, isOfBaseline, mergedBaselines, newBaselines, variances } from "./write-baselines.ts";
import { computedElements, linkElements, NOT_WHEN_NEW, onlyWhereGiven, planElements, taskElements, type TaskPlace } from "./task-elements.ts";
import { USUAL_LINK, USUAL_TASK } from "./usual-values.ts";
import type { Writing } from "./writing.ts";

/** The entries as elements, one at a time. */
export function startTasks(writing: Writing, entries: readonly Entry[]): () => Iterable<XmlElement> {
  const { now, was, source } = writing;
  const sources = source?.lists.Tasks ?? [];
  const placesNow = placesOf(now, entries.map(({ recordId, source: own }) => recordId ?? own?.id ?? ""), entries[0]?.source?.uid === 0);
  const placesWas = was ? placesOf(was, sources.map(({ id }) => id), sources[0]?.uid === 0) : new Map<string, TaskPlace>();
  const linksNow = linksBySuccessor(now);

  function* elements(): Generator<XmlElement> {
    for (const { recordId, source: own } of entries) {
      const task = now.project.records.task.get(recordId ?? "");
      const place = placesNow.get(recordId ?? own?.id ?? "");
      if (task && place) {
        const links = linksNow.get(task.id) ?? [];
        if (own) yield editedTask(writing, task, own, { place, placeWas: placesWas.get(task.id), links });
        else yield newTask(now, task, place, links);
      } else if (own) yield own.uid === 0 ? planSummary(writing, own) : blankRow(own, place, placesWas.get(own.id));
    }
  }
  return elements;
}

/** Row ids count blank rows too; the project summary task is row 0. Levels and outline numbers count tasks only. */
function placesOf(state: PlanState, ids: readonly string[], hasSummary: boolean): Map<string, TaskPlace> {
  const places = new Map<string, TaskPlace>();
  ids.forEach((rowId, index) => {
    const row = state.outline.rowOf(rowId);
    places.set(rowId, { id: index + (hasSummary ? 0 : 1), level: row?.level ?? 0, outlineNumber: row?.wbs ?? "" });
  });
  return places;
}

function linksBySuccessor(state: PlanState): Map<string, Link[]> {
  const links = new Map<string, Link[]>();
  for (const link of state.project.records.link.values()) {
    const list = links.get(link.successorId);
    if (list) list.push(link);
    else links.set(link.successorId, [link]);
  }
  return links;
}

interface Surroundings {
  readonly place: TaskPlace;
  readonly placeWas: TaskPlace | undefined;
  readonly links: readonly Link[];
}

function editedTask(writing: Writing, task: Task, own: SourceEntity, { place, placeWas, links }: Surroundings): XmlElement {
  const { now, was } = writing;
  const source = own.element();
  const before = was?.project.records.task.get(task.id);
  if (!was || !before || !placeWas) return source;
  const computedNow = computedElements(now, task);
  // A task without dates today (inactive, or in a loop) keeps those that the source has.
  const computedWas = computedNow.size === 0 ? computedNow : computedElements(was, before);
  const moved = workMoves(was.taskWork.get(task.id), now.taskWork.get(task.id), source);
  const wbs = movedWbs(source, place, placeWas);
  if (wbs) moved.set("WBS", wbs);
  for (const [name, move] of dateVariances(writing, task, source)) moved.set(name, move);
  const listed = mergedLinks(writing, task.id, source, links);
  const changed = changedBaselines(writing, task.id);
  const baselines = mergedBaselines(writing, task, source);
  if (changed.includes(0)) for (const [name, move] of variances(now, task)) moved.set(name, move);
  return mergeEntity(source, {
    was: joined(taskElements(was, before, placeWas), computedWas),
    now: joined(taskElements(now, task, place), computedNow),
    moved,
    replaced: new Map([
      ...(listed ? [["PredecessorLink", listed] as const] : []),
      ...(baselines ? [["Baseline", baselines] as const, ...daysWithout(source, changed)] : []),
    ]),
    onlyWhereGiven: givenOnly(task, source),
  });
}

/** Day-by-day figures without those of baselines that an edit set anew. */
function daysWithout(source: XmlElement, numbers: readonly number[]): (readonly [string, XmlElement[]])[] {
  const given = childrenOf(source, "TimephasedData");
  const kept = given.filter((data) => !isOfBaseline(data, "Task", numbers));
  return kept.length === given.length ? [] : [["TimephasedData", kept]];
}

/** A task turned manual needs its fixed dates, whether or not the source had such elements. */
function givenOnly(task: Task, source: XmlElement): ReadonlySet<string> {
  const names = new Set(onlyWhereGiven(source));
  if (task.mode === "manual") for (const name of NOT_WHEN_NEW) names.delete(name);
  return names;
}

function joined(a: Elements, b: Elements): Elements {
  return new Map([...a, ...b]);
}

function newTask(now: PlanState, task: Task, place: TaskPlace, links: readonly Link[]): XmlElement {
  const elements = new Map(joined(taskElements(now, task, place), computedElements(now, task)));
  for (const name of task.mode === "auto" ? NOT_WHEN_NEW : []) elements.delete(name);
  elements.set("WBS", [leaf("WBS", place.outlineNumber)]);
  if (links.length > 0) elements.set("PredecessorLink", links.map((link) => newEntity("PredecessorLink", linkElements(now, link), USUAL_LINK)));
  for (const [name, text] of workTexts(now.taskWork.get(task.id), USUAL_TASK)) elements.set(name, [leaf(name, text)]);
  const baselines = newBaselines(now, task);
  if (baselines.length > 0) elements.set("Baseline", baselines);
  if (baselineOf(now, task.id, 0)) for (const [name, move] of variances(now, task)) elements.set(name, [leaf(name, move(undefined) ?? "0")]);
  return newEntity("Task", elements, USUAL_TASK);
}

/** A WBS code that only repeats the outline number moves with it; a code of somebody's own stays. */
function movedWbs(source: XmlElement, place: TaskPlace, placeWas: TaskPlace): Move | undefined {
  if (place.outlineNumber === placeWas.outlineNumber) return undefined;
  return textOf(source, "WBS") === textOf(source, "OutlineNumber") ? () => place.outlineNumber : undefined;
}

/** Start and finish variance move by the working time that the dates moved, where there is a baseline to differ from. */
function dateVariances({ now, was }: Writing, task: Task, source: XmlElement): [string, Move][] {
  const [after, before] = [now.schedule.of(task.id), was?.schedule.of(task.id)];
  if (!after || !before || !hasBaseline(source)) return [];
  const moves: [string, Move][] = [];
  const add = (name: string, tenths: number): unknown => tenths !== 0 && moves.push([name, moveNumber(tenths)]);
  add("StartVariance", Math.round(now.workBetween(task, before.start, after.start) * 10));
  add("FinishVariance", Math.round(now.workBetween(task, before.finish, after.finish) * 10));
  return moves;
}

/**
 * The PredecessorLink elements, or `undefined` where they stand as they were. A source element that never became a link
 * (its task is in another file, say) stays; one whose link is gone goes; the others are matched by their predecessor.
 */
function mergedLinks({ now, was, source: plan }: Writing, taskId: string, source: XmlElement, links: readonly Link[]): XmlElement[] | undefined {
  const given = childrenOf(source, "PredecessorLink");
  if (given.length === 0 && links.length === 0) return undefined;
  const open = new Set(links);
  const wasIds = plan?.linkIds.get(taskId) ?? [];
  const merged: XmlElement[] = [];
  given.forEach((element, index) => {
    const before = was?.project.records.link.get(wasIds[index] ?? "");
    if (!before || !was) return merged.push(element);
    const after = bestMatch(before, open);
    if (!after) return;
    open.delete(after);
    return merged.push(mergeEntity(element, { was: linkElements(was, before), now: linkElements(now, after) }));
  });
  for (const link of links) if (open.has(link)) merged.push(newEntity("PredecessorLink", linkElements(now, link), USUAL_LINK));
  const isSame = merged.length === given.length && merged.every((element, index) => element === given[index]);
  return isSame ? undefined : merged;
}

function bestMatch(before: Link, open: ReadonlySet<Link>): Link | undefined {
  const candidates = [...open].filter((link) => link.predecessorId === before.predecessorId);
  return candidates.find((link) => link.type === before.type && link.lagMinutes === before.lagMinutes) ?? candidates[0];
}

/** The project summary task: dates, duration and work of the whole plan. */
function planSummary({ now, was }: Writing, own: SourceEntity): XmlElement {
  const source = own.element();
  if (!was) return source;
  const moved = workMoves(was.projectWork, now.projectWork, source);
  const renamed = now.settings.name !== was.settings.name && textOf(source, "Name") === was.settings.name;
  if (renamed) moved.set("Name", () => now.settings.name);
  const elements = planElements(now);
  return mergeEntity(source, { was: planElements(was), now: elements, moved, onlyWhereGiven: new Set([...elements.keys(), ...moved.keys()]) });
}

/** A blank row only moves. */
function blankRow(own: SourceEntity, place: TaskPlace | undefined, placeWas: TaskPlace | undefined): XmlElement {
  const moved = new Map<string, Move>();
  if (place && placeWas && place.id !== placeWas.id) moved.set("ID", () => String(place.id));
  return mergeEntity(own.element(), { was: new Map(), now: new Map(), moved });
}
