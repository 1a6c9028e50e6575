/** Why the finish moved between two states of one plan, in a few words: for reports. */
import type { Project } from "../model/project.ts";
import { actingChanges, splitSentence } from "./diagnosis-words.ts";
import { diagnose } from "./windows.ts";

/** Every change is priced with schedules of its own: larger plans are diagnosed on their page. */
const MOST_TASKS = 2000;
const SENTENCES = 3;

/**
 * "3 days later by progress, 1 day earlier by changes to the plan. “Order” took 3 days longer …"; undefined where the planned finish
 * stayed, or the plan is too large. The ids of the two must mean the same.
 */
export function whyMoved(before: Project, after: Project): string | undefined {
  if (after.records.task.size > MOST_TASKS) return undefined;
  const found = diagnose([{ project: before, name: "the last report" }, { project: after, name: "now" }], { ids: "shared" });
  const [window] = found?.windows ?? [];
  if (!found || !window || window.slipDays === 0) return undefined;
  const acting = [...actingChanges(window.progress), ...actingChanges(window.revision)].sort((a, b) => Math.abs(b.change.slipDays) - Math.abs(a.change.slipDays));
  return [splitSentence(found), ...acting.slice(0, SENTENCES).map(({ sentence }) => sentence)].join(" ");
}
