/** Writes the rows of the assignment list: work by the record, dates by their task. */
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { branch, childrenOf, leaf, textOf, type XmlElement } from "../xml/xml-element.ts";
import type { Entry } from "./entry-order.ts";
import { mergeEntity, newEntity, sameElements } from "./merge-entity.ts";
import { hasBaseline, moveNumber, workMoves, workTexts, type Move } from "./moved-totals.ts";
import type { PlanState, WorkTotal } from "./plan-state.ts";
import { baselineNumberOf } from "./read-baselines.ts";
import { assignmentElements } from "./resource-elements.ts";
import { USUAL_ASSIGNMENT } from "./usual-values.ts";
import { dateText, parseDate, shifted } from "./values.ts";
import { changedBaselines, isOfBaseline } from "./write-baselines.ts";
import { dayElements, hasPauses, liesUnevenly, spanOf } from "./write-days.ts";
import type { Writing } from "./writing.ts";

export interface AssignmentWriter {
  readonly entity: (entry: Entry) => XmlElement;
  /** How many of those written so far lost their day-by-day work, because it is no longer true. */
  readonly withoutDays: () => number;
}

export function startAssignments(writing: Writing): AssignmentWriter {
  const { now, was } = writing;
  let withoutDays = 0;
  const entity = ({ recordId, source: own }: Entry): XmlElement => {
    const assignment = now.project.records.assignment.get(recordId ?? "");
    if (!assignment) return own?.element() ?? branch("Assignment", []);
    const before = was?.project.records.assignment.get(assignment.id);
    if (!own || !was || !before) return newAssignment(writing, assignment);
    const source = own.element();
    const [elementsWas, elementsNow] = [assignmentElements(was, before), assignmentElements(now, assignment)];
    const isRelaid = liesDifferently(writing, before, assignment);
    const moved = new Map([...partMoves(before, assignment, source), ...dateMoves(writing, assignment, source), ...(isRelaid ? spanMoves(writing, assignment) : [])]);
    for (const name of moved.keys()) if (!sameElements(elementsWas.get(name), elementsNow.get(name))) moved.delete(name);
    const days = moved.size > 0 || isRelaid ? daysAfter(writing, { before, after: assignment, source, moved }) : undefined;
    if (days?.isLost) withoutDays += 1;
    const baselines = changedBaselines(writing, assignment.taskId);
    return mergeEntity(source, { was: elementsWas, now: elementsNow, moved, replaced: replacedIn(source, days?.elements, baselines) });
  };
  return { entity, withoutDays: () => withoutDays };
}

/** Day-by-day figures that an edit changed, and the assignment without baselines that its task has others of now. */
function replacedIn(source: XmlElement, days: readonly XmlElement[] | undefined, baselines: readonly number[]): Map<string, readonly XmlElement[]> {
  const replaced = new Map<string, readonly XmlElement[]>();
  const given = childrenOf(source, "TimephasedData");
  const kept = (days ?? given).filter((data) => !isOfBaseline(data, "Assignment", baselines));
  if (days || kept.length < given.length) replaced.set("TimephasedData", kept);
  const held = childrenOf(source, "Baseline");
  const left = held.filter((element) => !baselines.includes(baselineNumberOf(element) ?? -1));
  if (left.length < held.length) replaced.set("Baseline", left);
  return replaced;
}

/** Whether an edit changed how the work lies in time, though not how much it is. */
function liesDifferently({ now, was }: Writing, before: Assignment, after: Assignment): boolean {
  const splits = (state: PlanState | undefined): string => JSON.stringify(state?.project.records.task.get(after.taskId)?.splits ?? []);
  const facts = ({ contour, profile, delayMinutes, levelingDelayMinutes, overtimeWorkMinutes, units, actualWorkMinutes, resume }: Assignment): string =>
    JSON.stringify([contour, profile, delayMinutes, levelingDelayMinutes, overtimeWorkMinutes, units, actualWorkMinutes, resume]);
  return facts(before) !== facts(after) || splits(was) !== splits(now);
}

function newAssignment({ now }: Writing, assignment: Assignment): XmlElement {
  const elements = new Map(assignmentElements(now, assignment));
  const dates = now.schedule.of(assignment.taskId);
  const add = (name: string, text: string): unknown => elements.set(name, [leaf(name, text)]);
  if (dates) {
    add("Start", dateText(dates.start));
    add("Finish", dateText(dates.finish));
  }
  for (const [name, text] of workTexts(totalOf(assignment), USUAL_ASSIGNMENT)) if (!RECORDED.includes(name)) add(name, text);
  const days = laidOut(now, assignment, dates?.start);
  if (days) elements.set("TimephasedData", days);
  return newEntity("Assignment", elements, USUAL_ASSIGNMENT);
}

/**
 * Rows that stand for nobody: where a task pauses though no one is assigned to it, Microsoft Project keeps the pauses in the
 * days of such a row. Their UIDs lie above all others.
 */
export function pausedRows({ now, source }: Writing): XmlElement[] {
  const assigned = new Set([...now.project.records.assignment.values()].map(({ taskId }) => taskId));
  let uid = 0;
  for (const used of [...now.uids.assignment.values(), ...(source?.lists.Assignments ?? []).map((entity) => entity.uid ?? 0)]) uid = Math.max(uid, used);
  return [...now.project.records.task.values()].flatMap((task) => {
    const dates = now.schedule.of(task.id);
    if (!dates || dates.isSummary || !hasPauses(task) || assigned.has(task.id)) return [];
    uid += 1;
    return [pausedRow(now, task, { uid, start: task.actualStart ?? dates.start, finish: dates.finish })];
  });
}

function pausedRow(now: PlanState, task: Task, { uid, start, finish }: Span & { readonly uid: number }): XmlElement {
  const nobody: Assignment = {
    id: "", taskId: task.id, units: 1, workMinutes: task.durationMinutes, actualWorkMinutes: task.actualDurationMinutes, remainingWorkMinutes: task.remainingDurationMinutes, delayMinutes: 0,
  };
  const elements = new Map(assignmentElements(now, nobody));
  for (const [name, text] of Object.entries({ UID: String(uid), Start: dateText(start), Finish: dateText(finish) })) elements.set(name, [leaf(name, text)]);
  const days = dayElements({ project: now.project, task, assignment: nobody, uid, start });
  if (days) elements.set("TimephasedData", days);
  return newEntity("Assignment", elements, USUAL_ASSIGNMENT);
}

/** Work that the record says itself; the rest follows from it. */
const RECORDED = ["Work", "ActualWork", "RemainingWork", "OvertimeWork", "ActualOvertimeWork"];

function partMoves(before: Assignment, after: Assignment, source: XmlElement): Map<string, Move> {
  const moves = workMoves(totalOf(before), totalOf(after), source);
  for (const name of RECORDED) moves.delete(name);
  return moves;
}

function totalOf({ workMinutes, actualWorkMinutes, remainingWorkMinutes, overtimeWorkMinutes = 0, actualOvertimeWorkMinutes = 0 }: Assignment): WorkTotal {
  return { work: workMinutes, actual: actualWorkMinutes, remaining: remainingWorkMinutes, overtime: overtimeWorkMinutes, actualOvertime: actualOvertimeWorkMinutes };
}

/** Dates inside a task move with it: its ends stay its ends, a date between them keeps its distance from the start. */
function dateMoves({ now, was, source: plan }: Writing, assignment: Assignment, source: XmlElement): Map<string, Move> {
  const moves = new Map<string, Move>();
  const [after, before] = [now.schedule.of(assignment.taskId), was?.schedule.of(assignment.taskId)];
  const task = now.project.records.task.get(assignment.taskId);
  if (!after || !before || !task || (after.start === before.start && after.finish === before.finish)) return moves;
  const stored = plan?.storedDates.get(assignment.taskId);
  const span = { start: stored?.start ?? before.start, finish: stored?.finish ?? before.finish };
  for (const name of ["Start", "Finish", "Stop", "Resume"]) {
    const old = parseDate(textOf(source, name) ?? "");
    if (old === undefined) continue;
    const moved = movedDate(old, span, after);
    if (moved === old) continue;
    moves.set(name, () => dateText(moved));
    const variance = name === "Start" ? "StartVariance" : name === "Finish" ? "FinishVariance" : undefined;
    const tenths = Math.round(now.workBetween(task, old, moved) * 10);
    if (variance !== undefined && tenths !== 0 && hasBaseline(source)) moves.set(variance, moveNumber(tenths));
  }
  return moves;
}

interface Span {
  readonly start: Minute;
  readonly finish: Minute;
}

function movedDate(old: Minute, before: Span, after: Span): Minute {
  if (old === before.start) return after.start;
  if (old === before.finish) return after.finish;
  const moved = shifted(old, after.start - before.start);
  return moved < after.start ? after.start : moved > after.finish ? after.finish : moved;
}

/** Where an assignment that has not begun lies now, after an edit of its delays, its contour or its pauses. */
function spanMoves({ now }: Writing, assignment: Assignment): [string, Move][] {
  const task = now.project.records.task.get(assignment.taskId);
  const dates = now.schedule.of(assignment.taskId);
  if (!task || !dates || task.actualStart !== undefined || assignment.actualStart !== undefined || assignment.units <= 0) return [];
  const span = spanOf({ project: now.project, task, assignment, start: dates.start });
  return span ? [["Start", () => dateText(span.start)], ["Finish", () => dateText(span.finish)]] : [];
}

interface EditedAssignment {
  readonly before: Assignment;
  readonly after: Assignment;
  readonly source: XmlElement;
  readonly moved: ReadonlyMap<string, Move>;
}

interface DaysAfter {
  readonly elements: readonly XmlElement[];
  /** The source told days that the file does not tell any more. */
  readonly isLost: boolean;
}

/**
 * The day-by-day figures after an edit. Work still to do is stale once the assignment moves, work that was done once other
 * work was. Work that lies unevenly is laid out again; other work Microsoft Project lays out itself from its contour.
 */
function daysAfter({ now }: Writing, { before, after, source, moved }: EditedAssignment): DaysAfter | undefined {
  const given = childrenOf(source, "TimephasedData");
  const stale = before.actualWorkMinutes === after.actualWorkMinutes ? STALE_WHEN_MOVED : STALE_WHEN_DONE;
  const kept = given.filter((data) => !stale.includes(textOf(data, "Type")?.trim() ?? ""));
  const start = parseDate(moved.get("Start")?.(undefined) ?? textOf(source, "Start") ?? "") ?? now.schedule.of(after.taskId)?.start;
  const laid = laidOut(now, after, start)?.filter((data) => stale.includes(textOf(data, "Type") ?? ""));
  if (!laid && kept.length === given.length) return undefined;
  return { elements: [...(laid ?? []), ...kept], isLost: !laid && kept.length < given.length };
}

/** TimephasedData/Type: 1 remaining work, 2 actual work, 3 actual overtime work, 6 actual cost. */
const STALE_WHEN_MOVED: readonly string[] = ["1"];
const STALE_WHEN_DONE: readonly string[] = ["1", "2", "3", "6"];

function laidOut(now: PlanState, assignment: Assignment, start: Minute | undefined): XmlElement[] | undefined {
  const task = now.project.records.task.get(assignment.taskId);
  const uid = now.uids.assignment.get(assignment.id);
  if (!task || uid === undefined || start === undefined || !liesUnevenly(task, assignment)) return undefined;
  return dayElements({ project: now.project, task, assignment, uid, start: assignment.actualStart ?? start });
}
