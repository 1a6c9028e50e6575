/** The headline of a report: the finding in one sentence whose words follow from its numbers. A better-sounding one does not exist. */
import { chanceText, ofTenRuns } from "../risk/chance-words.ts";
import { dateText, daysText } from "../status/proven-numbers.ts";
import { MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import type { ReportSentence } from "./report.ts";

export interface HeadlineFacts {
  /** What the finish is called: "Go-live". */
  readonly goal: string;
  readonly asOf: Minute;
  /** The finish that the plan itself says. */
  readonly planned: Minute;
  readonly promise?: Minute | undefined;
  /** Absent where no task has a range: then there is one date and no chance. */
  readonly p50?: Minute | undefined;
  readonly p80?: Minute | undefined;
  readonly chance?: number | undefined;
  /** All work is done, at this instant. */
  readonly finished?: Minute | undefined;
}

/** From the chance of keeping a promise; the scale is that of all sentences (`CHANCE_WORDS`). */
const VERBS: readonly (readonly [least: number, words: string])[] = [
  [0.97, "will almost certainly keep"],
  [0.85, "will very likely keep"],
  [0.6, "will probably keep"],
  [0.4, "is about as likely to keep as to miss"],
  [0.15, "will probably miss"],
  [0.03, "will very likely miss"],
  [0, "will almost certainly miss"],
];

export function verbOf(chance: number): string {
  return VERBS.find(([least]) => chance >= least)?.[1] ?? "will almost certainly miss";
}

/** The usual one first; all of them tell the same numbers, so whoever chooses cannot soften. */
export function headlinesOf(facts: HeadlineFacts): readonly ReportSentence[] {
  const { goal, promise, finished, p50, p80, planned, asOf } = facts;
  if (finished !== undefined) return [finishedSentence(goal, finished, promise)];
  if (p50 === undefined || p80 === undefined) return [certainSentence(goal, planned, promise)];
  if (promise === undefined) return [{ id: "unpromised", text: `Nothing is promised yet for ${lowerGoal(goal)}: half of the runs are done by ${dateText(p50)}, 8 of 10 by ${dateText(p80)}.`, numbers: ["p50", "p80"] }];
  if (asOf > promise) return [{ id: "passed", text: `The promised date, ${dateText(promise)}, has passed; ${dateText(p80)} is the date to plan on (8 of 10 runs).`, numbers: ["promise", "p80"] }];
  return promisedSentences(facts, { promise, p80, chance: facts.chance ?? 0 });
}

/** "the finish", but "Go-live". */
function lowerGoal(goal: string): string {
  return goal === "The finish" ? "the finish" : goal;
}

function finishedSentence(goal: string, finished: Minute, promise: Minute | undefined): ReportSentence {
  const end = `All work is done: ${lowerGoal(goal)} was on ${dateText(finished)}`;
  if (promise === undefined) return { id: "finished", text: `${end}.`, numbers: ["finish"] };
  const days = wholeDays(finished, promise);
  const words = days === 0 ? ", as promised." : `, ${daysText(days)} ${days > 0 ? "after" : "before"} the promised ${dateText(promise)}.`;
  return { id: "finished", text: `${end}${words}`, numbers: ["finish", "promise"] };
}

/** One date, and no word about its chance. */
function certainSentence(goal: string, planned: Minute, promise: Minute | undefined): ReportSentence {
  const noChance = "No task has a range, so no chance can be told.";
  if (promise === undefined) return { id: "certain", text: `The plan says ${dateText(planned)} for ${lowerGoal(goal)}. ${noChance}`, numbers: ["planned"] };
  const days = wholeDays(planned, promise);
  const beside = days === 0 ? "the promised day" : `${daysText(days)} ${days > 0 ? "after" : "before"} the promised ${dateText(promise)}`;
  return { id: "certain", text: `The plan says ${dateText(planned)} for ${lowerGoal(goal)}, ${beside}. ${noChance}`, numbers: days === 0 ? ["planned"] : ["planned", "promise"] };
}

function promisedSentences({ goal }: HeadlineFacts, { promise, p80, chance }: { readonly promise: Minute; readonly p80: Minute; readonly chance: number }): readonly ReportSentence[] {
  const numbers = ["promise", "promise-chance", "p80"];
  const days = wholeDays(p80, promise);
  const finding = `${goal} ${verbOf(chance)} ${dateText(promise)} (${chanceText(chance)} chance)`;
  const plan = days > 0 ? `${dateText(p80)} is the date to plan on (8 of 10 runs).` : `8 of 10 runs are done by ${dateText(p80)}.`;
  return [
    { id: "finding", text: `${finding}; ${plan}`, numbers },
    { id: "plan-first", text: `Plan on ${dateText(p80)} for ${lowerGoal(goal)} (8 of 10 runs): the promised ${dateText(promise)} is kept in ${ofTenRuns(chance)} (${chanceText(chance)} chance).`, numbers },
    ...(days === 0 ? [] : [{ id: "days", text: `${finding}; 8 of 10 runs are done ${daysText(days)} ${days > 0 ? "after" : "before"} it, by ${dateText(p80)}.`, numbers }]),
  ];
}

/** Calendar days from the second to the first, by the days that sentences name. */
export function wholeDays(later: Minute, earlier: Minute): number {
  const day = (minute: Minute): number => Math.floor(Math.ceil(minute - 1) / MINUTES_PER_DAY);
  return day(later) - day(earlier);
}
