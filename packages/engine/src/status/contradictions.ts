/** The 18 rules that find what does not fit together; each finding names its numbers and the place to put it right, and can be answered (ux 6.4). */
import type { ContradictionAnswer } from "../model/records.ts";
import { computeStatus } from "./computed-status.ts";
import type { ContradictionRule } from "./contradiction-parts.ts";
import { callBetterThanComputed, contingencyAhead, driverOverbooked, earnedValueDisagrees, milestoneBehindLateWork, neverThatFast, promiseBeforeP10, sameWordsOtherForecast, supplierHistory } from "./contradictions-of-forecast.ts";
import { datesBeyondTheDataDate, doneWithoutEvidence, ninetyPercentDone, silentProgress, trackerDisagrees } from "./contradictions-of-progress.ts";
import { promiseRewritten, qualityAgainstFacts, riskAgainstFacts, typedAgainstData } from "./contradictions-of-records.ts";
import { leavesOf } from "./evidence-state.ts";
import type { ComputedStatus, Contradiction, StatusInput } from "./status-input.ts";

/** Every rule by its id, with what it looks for. */
export const CONTRADICTION_RULES: readonly { readonly id: string; readonly looksFor: string; readonly find: ContradictionRule }[] = [
  { id: "C1", looksFor: "the manager's call is better than the computed one", find: callBetterThanComputed },
  { id: "C2", looksFor: "done, with neither acceptance nor evidence", find: doneWithoutEvidence },
  { id: "C3", looksFor: "almost done for three reports in a row", find: ninetyPercentDone },
  { id: "C4", looksFor: "actual dates after the data date, or no start before it", find: datesBeyondTheDataDate },
  { id: "C5", looksFor: "in progress, and nothing of it was seen", find: silentProgress },
  { id: "C6", looksFor: "a milestone in time behind late work", find: milestoneBehindLateWork },
  { id: "C7", looksFor: "a promise earlier than P10", find: promiseBeforeP10 },
  { id: "C8", looksFor: "a promise that needs more per week than was ever done", find: neverThatFast },
  { id: "C9", looksFor: "earned value and the stated forecast disagree", find: earnedValueDisagrees },
  { id: "C10", looksFor: "baseline or scope changed without an approved change", find: promiseRewritten },
  { id: "C11", looksFor: "a closed risk whose issue is open, or an open one past its date", find: riskAgainstFacts },
  { id: "C12", looksFor: "a supplier's date against their own history", find: supplierHistory },
  { id: "C13", looksFor: "quality on track with a severe defect or a failed run", find: qualityAgainstFacts },
  { id: "C14", looksFor: "the plan and the tracker disagree", find: trackerDisagrees },
  { id: "C15", looksFor: "somebody on whom the finish depends is overbooked or away", find: driverOverbooked },
  { id: "C16", looksFor: "a typed number that the data does not have", find: typedAgainstData },
  { id: "C17", looksFor: "the same call and words while the forecast moved", find: sameWordsOtherForecast },
  { id: "C18", looksFor: "contingency goes faster than the work", find: contingencyAhead },
];

/** In the order of the rules; an answer stays with its contradiction as long as the sentence is the one that was answered. */
export function contradictionsOf(input: StatusInput, computed: ComputedStatus = computeStatus(input)): readonly Contradiction[] {
  const ruleInput = { ...input, computed, leaves: leavesOf(input.project) };
  const answers = [...input.project.records.contradictionAnswer.values()];
  return CONTRADICTION_RULES.flatMap(({ find }) => find(ruleInput)).map((found) => withAnswer(found, answers));
}

function withAnswer(found: Contradiction, answers: readonly ContradictionAnswer[]): Contradiction {
  const answer = answers.findLast(({ ruleId, subject, sentence }) => ruleId === found.ruleId && subject === found.subject && sentence === found.sentence.slice(0, 1000));
  if (!answer) return found;
  const { answer: text, by, at } = answer;
  return { ...found, answer: { text, ...(by !== undefined && { by }), ...(at !== undefined && { at }) } };
}
