/** The baselines of a task: what its Baseline elements hold. */
import type { TaskBaseline } from "@leadline/engine/model/records.ts";
import { childrenOf, textOf, type XmlElement } from "../xml/xml-element.ts";
import { fieldsOf, type EntityFields } from "./entity-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { parseFlag, parseInteger } from "./values.ts";

/** A baseline of a task whose record is not made yet. */
export type BaselineDraft = Omit<TaskBaseline, "id" | "taskId">;

/** Largest amount of money that is read, in hundredths of the currency unit. */
export const MOST_CENTS = 1e15;

const MOST_NUMBER = 10;

/** The number of a Baseline element that is a baseline; interim plans and numbers beyond 10 are only kept. */
export function baselineNumberOf(element: XmlElement): number | undefined {
  const number = parseInteger(textOf(element, "Number") ?? "0");
  const isInterim = parseFlag(textOf(element, "Interim") ?? "") === true;
  return isInterim || number === undefined || number < 0 || number > MOST_NUMBER ? undefined : number;
}

/** The first of each number counts. */
export function readBaselines(fields: EntityFields, problems: ProblemList): readonly BaselineDraft[] {
  const drafts = new Map<number, BaselineDraft>();
  for (const element of childrenOf(fields.element, "Baseline")) {
    const number = baselineNumberOf(element);
    if (number === undefined) continue;
    if (drafts.has(number)) fields.odd("mspdi/baseline-twice", `Its baseline ${number} stands twice; the first counts.`);
    else drafts.set(number, readBaseline(fieldsOf(element, `${fields.called}, baseline ${number}`, problems), number));
  }
  return [...drafts.values()];
}

function readBaseline(fields: EntityFields, number: number): BaselineDraft {
  const [start, finish, durationMinutes, workMinutes] = [fields.date("Start"), fields.date("Finish"), fields.duration("Duration"), fields.duration("Work")];
  const costCents = fields.within("Cost", -MOST_CENTS, MOST_CENTS);
  return {
    number,
    ...(start !== undefined && { start }),
    ...(finish !== undefined && { finish }),
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(workMinutes !== undefined && { workMinutes }),
    ...(costCents !== undefined && { costCents }),
  };
}
