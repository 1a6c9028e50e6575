/** The earning rules: what share of its budget a task has earned by an instant (domain B3). */
import { unreachable } from "../../base/assert.ts";
import type { EarningRule } from "../../model/cost/earning-rule.ts";
import type { Task } from "../../model/records.ts";
import type { Minute } from "../../time/minute.ts";
import { isReachedBy, type Progress } from "./progress-at.ts";

/** The rule of a task: its own, or level of effort where Primavera calls it that. */
export function earningRuleOf({ earningRule, p6 }: Pick<Task, "earningRule" | "p6">): EarningRule | undefined {
  return earningRule ?? (p6?.activityType === "levelOfEffort" ? { rule: "levelOfEffort" } : undefined);
}

/** What stands unless the cost policy says otherwise. */
export const USUAL_CLAIM_CAP_PERCENT = 90;

export interface EarningFacts {
  readonly task: Pick<Task, "percentComplete" | "physicalPercentComplete" | "earningRule" | "p6">;
  readonly progress: Progress;
  /** Share of its budget planned by the instant, for level of effort. */
  readonly plannedShare: number;
  /** Share that the base task has earned, for apportioned effort. */
  readonly baseShare: number;
  readonly capPercent: number;
  /** Percent done as rolled up, of a summary task. */
  readonly rolledUpPercent?: number;
}

/**
 * 0-1. Example of a task of 1,000 that has started and claims 60 %: 0/100 earns 0, 50/50 500, two of three milestones of
 * 20, 30 and 50 % earn 500, percent complete 600.
 */
export function earnedShare(facts: EarningFacts, at: Minute): number {
  return Math.min(1, Math.max(0, byRule(earningRuleOf(facts.task), facts, at)));
}

/** Half at the start, half at the finish: an estimate of nobody, to hold claims against. */
export function fiftyFiftyShare({ started, finished }: Progress, at: Minute): number {
  if (finished !== undefined && finished <= at) return 1;
  return started !== undefined && started < at ? 0.5 : 0;
}

function byRule(rule: EarningRule | undefined, facts: EarningFacts, at: Minute): number {
  const { progress, plannedShare, baseShare } = facts;
  const isFinished = progress.finished !== undefined && progress.finished <= at;
  const isStarted = progress.started !== undefined && progress.started < at;
  if (rule === undefined) return isFinished ? 1 : capped(typedShare(facts), facts.capPercent) * partBefore(progress, at);
  switch (rule.rule) {
    case "zeroHundred":
      return isFinished ? 1 : 0;
    case "startFinish":
      return isFinished ? 1 : isStarted ? rule.startPercent / 100 : 0;
    case "milestones":
      return rule.milestones.reduce((sum, one) => sum + (one.reachedDay !== undefined && isReachedBy(one.reachedDay, at) ? one.weightPercent : 0), 0) / 100;
    case "percent": {
      const claimed = isFinished ? 1 : typedShare(facts) * partBefore(progress, at);
      return rule.accepted ? claimed : capped(claimed, facts.capPercent);
    }
    case "units":
      return Math.min(1, rule.done / rule.total) * partBefore(progress, at);
    case "apportioned":
      return baseShare * (rule.ratioPercent / 100);
    case "levelOfEffort":
      return plannedShare;
    default:
      return unreachable(rule);
  }
}

/** What somebody typed as physically done counts before what the duration says. */
function typedShare({ task, rolledUpPercent }: EarningFacts): number {
  return (task.physicalPercentComplete ?? rolledUpPercent ?? task.percentComplete) / 100;
}

/** What is claimed of a task that nobody has started on paper counts as it stands. */
function partBefore(progress: Progress, at: Minute): number {
  return progress.started === undefined ? 1 : progress.partBefore(at);
}

function capped(share: number, capPercent: number): number {
  return Math.min(share, capPercent / 100);
}
