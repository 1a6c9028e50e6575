/** Writes the rows of the assignment list: work by the record, dates by their task. */
import type { Assignment } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { branch, childrenOf, leaf, textOf, type XmlElement } from "../xml/xml-element.ts";
import type { Entry } from "./entry-order.ts";
import { mergeEntity, newEntity } from "./merge-entity.ts";
import { hasBaseline, moveNumber, workMoves, workTexts, type Move } from "./moved-totals.ts";
import type { WorkTotal } from "./plan-state.ts";
import { assignmentElements } from "./resource-elements.ts";
import { USUAL_ASSIGNMENT } from "./usual-values.ts";
import { dateText, parseDate, shifted } from "./values.ts";
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
    const moved = new Map([...partMoves(before, assignment, source), ...dateMoves(writing, assignment, source)]);
    const kept = moved.size > 0 ? withoutRemainingDays(source) : undefined;
    if (kept) withoutDays += 1;
    return mergeEntity(source, {
      was: assignmentElements(was, before),
      now: assignmentElements(now, assignment),
      moved,
      ...(kept && { replaced: new Map([["TimephasedData", kept]]) }),
    });
  };
  return { entity, withoutDays: () => withoutDays };
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

/**
 * The day-by-day figures without the work still to do, which is stale once the assignment moves; `undefined` where there is
 * none. Microsoft Project lays it out again from work and contour.
 */
function withoutRemainingDays(source: XmlElement): XmlElement[] | undefined {
  const given = childrenOf(source, "TimephasedData");
  const kept = given.filter((data) => textOf(data, "Type")?.trim() !== "1");
  return kept.length === given.length ? undefined : kept;
}
