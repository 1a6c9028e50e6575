/** Writes the baselines of tasks, and leaves out what no longer fits one that an edit set anew. */
import type { Task, TaskBaseline } from "@leadline/engine/model/records.ts";
import { branch, childrenOf, leaf, textOf, type XmlElement } from "../xml/xml-element.ts";
import type { Move } from "./moved-totals.ts";
import type { PlanState } from "./plan-state.ts";
import { baselineNumberOf } from "./read-baselines.ts";
import { dateText, durationFormatText, durationText, numberText, parseInteger } from "./values.ts";
import type { Writing } from "./writing.ts";

const MOST_NUMBER = 10;
const NUMBERS = Array.from({ length: MOST_NUMBER + 1 }, (_, number) => number);

export function baselineOf({ project }: PlanState, taskId: string, number: number): TaskBaseline | undefined {
  return project.records.taskBaseline.get(`${number}.${taskId}`);
}

/** The numbers of the baselines of a task that are not what the source has. */
export function changedBaselines({ now, was }: Writing, taskId: string): readonly number[] {
  if (now.project.records.taskBaseline.size === 0 && (was?.project.records.taskBaseline.size ?? 0) === 0) return [];
  return NUMBERS.filter((number) => {
    const [before, after] = [was && baselineOf(was, taskId, number), baselineOf(now, taskId, number)];
    return before !== after && JSON.stringify(factsOf(before)) !== JSON.stringify(factsOf(after));
  });
}

function factsOf(baseline: TaskBaseline | undefined): readonly unknown[] {
  return baseline ? [baseline.start, baseline.finish, baseline.durationMinutes, baseline.workMinutes, baseline.costCents] : [];
}

/** The Baseline elements of a task without a source. */
export function newBaselines(now: PlanState, task: Task): XmlElement[] {
  return NUMBERS.flatMap((number) => {
    const baseline = baselineOf(now, task.id, number);
    return baseline ? [baselineElement(baseline, task)] : [];
  });
}

/** The Baseline elements after an edit, in the source's order; interim plans stay as they are. `undefined` where none changed. */
export function mergedBaselines(writing: Writing, task: Task, source: XmlElement): XmlElement[] | undefined {
  const changed = changedBaselines(writing, task.id);
  if (changed.length === 0) return undefined;
  const open = new Set(changed);
  const merged = childrenOf(source, "Baseline").flatMap((element) => {
    const number = baselineNumberOf(element);
    if (number === undefined || !changed.includes(number)) return [element];
    const baseline = open.delete(number) ? baselineOf(writing.now, task.id, number) : undefined;
    return baseline ? [baselineElement(baseline, task)] : [];
  });
  for (const number of open) {
    const baseline = baselineOf(writing.now, task.id, number);
    if (baseline) merged.push(baselineElement(baseline, task));
  }
  return merged;
}

function baselineElement(baseline: TaskBaseline, task: Task): XmlElement {
  const { number, start, finish, durationMinutes, workMinutes, costCents } = baseline;
  return branch("Baseline", [
    leaf("Number", String(number)),
    leaf("Interim", "0"),
    ...(start === undefined ? [] : [leaf("Start", dateText(start))]),
    ...(finish === undefined ? [] : [leaf("Finish", dateText(finish))]),
    ...(durationMinutes === undefined ? [] : [leaf("Duration", durationText(durationMinutes))]),
    leaf("DurationFormat", durationFormatText({ unit: task.durationUnit, estimated: false })),
    leaf("EstimatedDuration", "0"),
    ...(workMinutes === undefined ? [] : [leaf("Work", durationText(workMinutes))]),
    ...(costCents === undefined ? [] : [leaf("Cost", numberText(costCents))]),
  ]);
}

/** How far start, finish and work of a task are from a baseline 0 that an edit set or took away. */
export function variances(now: PlanState, task: Task): Map<string, Move> {
  const baseline = baselineOf(now, task.id, 0);
  const dates = now.schedule.of(task.id);
  const tenths = (from: TaskBaseline["start"], to: TaskBaseline["start"]): string =>
    from === undefined || to === undefined ? "0" : String(Math.round(now.workBetween(task, from, to) * 10));
  const work = baseline?.workMinutes === undefined ? 0 : (now.taskWork.get(task.id)?.work ?? 0) - baseline.workMinutes;
  return new Map<string, Move>([
    ["StartVariance", () => tenths(baseline?.start, dates?.start)],
    ["FinishVariance", () => tenths(baseline?.finish, dates?.finish)],
    ["WorkVariance", () => (work * THOUSANDTHS).toFixed(2)],
  ]);
}

/** MSPDI counts work variance in thousandths of a minute (domain A13). */
const THOUSANDTHS = 1000;

/** What the file tells of a baseline day by day, by TimephasedData/Type: work and cost of an assignment, a task, a resource. */
const FIRST_TYPES = { Assignment: 4, Resource: 7, Task: 9 } as const;
const LATER_TYPES = { Assignment: 16, Task: 18, Resource: 20 } as const;
const TYPES_PER_BASELINE = 6;

/** Whether day-by-day figures belong to one of these baselines. */
export function isOfBaseline(data: XmlElement, entity: keyof typeof FIRST_TYPES, numbers: readonly number[]): boolean {
  const type = parseInteger(textOf(data, "Type") ?? "");
  return numbers.some((number) => {
    const first = number === 0 ? FIRST_TYPES[entity] : LATER_TYPES[entity] + TYPES_PER_BASELINE * (number - 1);
    return type === first || type === first + 1;
  });
}
