/** Writes the rows of the assignment list: work by the record, dates by their task. */
import type { Assignment } from "@leadline/engine/model/records.ts";
import type { TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { branch, childrenOf, leaf, textOf, type XmlElement } from "../xml/xml-element.ts";
import type { Entry } from "./entry-order.ts";
import { mergeEntity, newEntity } from "./merge-entity.ts";
import { moveNumber, workMoves, type Move } from "./moved-totals.ts";
import { assignmentElements } from "./resource-elements.ts";
import { USUAL_ASSIGNMENT } from "./usual-values.ts";
import { dateText, parseDate } from "./values.ts";
import type { Writing } from "./writing.ts";

export function startAssignments(writing: Writing): (entry: Entry) => XmlElement {
  const { now, was } = writing;
  return ({ recordId, source: own }) => {
    const assignment = now.project.records.assignment.get(recordId ?? "");
    if (!assignment) return own?.element() ?? branch("Assignment", []);
    const before = was?.project.records.assignment.get(assignment.id);
    if (!own || !was || !before) return newAssignment(writing, assignment);
    const source = own.element();
    const moved = new Map([...partMoves(before, assignment), ...dateMoves(writing, assignment, source)]);
    const isStale = [...moved.keys()].some((name) => name !== "PercentWorkComplete");
    return mergeEntity(source, {
      was: assignmentElements(was, before),
      now: assignmentElements(now, assignment),
      moved,
      ...(isStale && { replaced: new Map([["TimephasedData", actualsOnly(source)]]) }),
    });
  };
}

function newAssignment({ now }: Writing, assignment: Assignment): XmlElement {
  const elements = new Map(assignmentElements(now, assignment));
  const dates = now.schedule.of(assignment.taskId);
  const add = (name: string, text: string): unknown => elements.set(name, [leaf(name, text)]);
  if (dates) {
    add("Start", dateText(dates.start));
    add("Finish", dateText(dates.finish));
  }
  for (const [name, move] of partMoves(undefined, assignment)) add(name, move(USUAL_ASSIGNMENT[name]) ?? "");
  return newEntity("Assignment", elements, USUAL_ASSIGNMENT);
}

/** What follows from the assignment's own work; the work itself the record says. */
function partMoves(before: Assignment | undefined, after: Assignment): Map<string, Move> {
  const total = (assignment: Assignment) => ({
    work: assignment.workMinutes,
    actual: assignment.actualWorkMinutes,
    remaining: assignment.remainingWorkMinutes,
  });
  const moves = workMoves(before && total(before), total(after));
  for (const name of ["Work", "ActualWork", "RemainingWork"]) moves.delete(name);
  return moves;
}

/** Dates inside a task move with it: its ends stay its ends, a date between them keeps its distance from the start. */
function dateMoves({ now, was }: Writing, assignment: Assignment, source: XmlElement): Map<string, Move> {
  const moves = new Map<string, Move>();
  const [after, before] = [now.schedule.of(assignment.taskId), was?.schedule.of(assignment.taskId)];
  const task = now.project.records.task.get(assignment.taskId);
  if (!after || !before || !task || (after.start === before.start && after.finish === before.finish)) return moves;
  for (const name of ["Start", "Finish", "Stop", "Resume"]) {
    const old = parseDate(textOf(source, name) ?? "");
    if (old === undefined) continue;
    const moved = movedDate(old, before, after);
    if (moved === old) continue;
    moves.set(name, () => dateText(moved));
    const variance = name === "Start" ? "StartVariance" : name === "Finish" ? "FinishVariance" : undefined;
    const tenths = Math.round(now.workBetween(task, old, moved) * 10);
    if (variance !== undefined && tenths !== 0 && childrenOf(source, "Baseline").length > 0) moves.set(variance, moveNumber(tenths));
  }
  return moves;
}

function movedDate(old: Minute, before: TaskSchedule, after: TaskSchedule): Minute {
  if (old === before.start) return after.start;
  if (old === before.finish) return after.finish;
  const moved = old + (after.start - before.start);
  return Math.min(after.finish, Math.max(after.start, moved)) as Minute;
}

/** Work still to do, day by day, is stale once the assignment moves; Microsoft Project lays it out again from work and contour. */
function actualsOnly(source: XmlElement): XmlElement[] {
  return childrenOf(source, "TimephasedData").filter((data) => textOf(data, "Type")?.trim() !== "1");
}
