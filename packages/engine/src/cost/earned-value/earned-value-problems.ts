/** What is missing for earned value, and what looks better than it is: told beside the figures. */
import type { Problem } from "../../base/problem.ts";
import type { Project } from "../../model/project.ts";
import { dayNumberOf, formatIsoDay, type Minute } from "../../time/minute.ts";
import type { EarnedValueSums } from "./indices.ts";
import type { BaselineBudget } from "./task-budget.ts";

interface Findings {
  readonly budget: BaselineBudget;
  readonly number: number;
  readonly at: Minute;
  readonly sums: EarnedValueSums;
  readonly fiftyFiftyEv: number;
  readonly levelOfEffortBac: number;
  readonly rule: "leadline" | "msProject";
  /** Whole minor units that no task is charged with. */
  readonly actualWithoutTask: number;
}

/** Example: a plan without a baseline: "The plan has no baseline 0, so nothing is planned and nothing can be earned." */
export function earnedValueProblems(project: Project, { budget, number, at, sums, fiftyFiftyEv, levelOfEffortBac, rule, actualWithoutTask }: Findings): Problem[] {
  const problems: Problem[] = [];
  if (budget.total === 0) {
    const has = [...project.records.taskBaseline.values()].some((record) => record.number === number);
    const message = has ? `Baseline ${number} holds neither costs nor work, so nothing is planned and nothing can be earned.` : `The plan has no baseline ${number}, so nothing is planned and nothing can be earned.`;
    problems.push({ code: has ? "evm/no-budget" : "evm/no-baseline", message, hint: has ? "Maybe give people rates and set the baseline again." : "Maybe set the baseline first, or choose another one." });
  } else if (budget.measure === "work") {
    problems.push({ code: "evm/no-cost", message: `Baseline ${number} holds no costs, so earned value is counted in minutes of work.`, hint: "Maybe give people rates and set the baseline again." });
  }
  if (at < budget.start) problems.push({ code: "evm/before-start", message: `The status date ${formatIsoDay(dayNumberOf(at))} lies before the ${budget.total > 0 ? "baseline" : "plan"}'s start (${formatIsoDay(dayNumberOf(budget.start))}), so nothing is planned yet.`, hint: "Maybe choose a later status date." });
  if (actualWithoutTask !== 0) problems.push({ code: "evm/cost-without-task", message: `Actual costs of ${(actualWithoutTask / 100).toFixed(2)} name no task, so they are not compared with what tasks were to cost.`, hint: "Maybe say in the ledger which task each was spent on." });
  for (const taskId of budget.undated) problems.push({ code: "evm/undated", message: `“${project.records.task.get(taskId)?.name ?? ""}” has a budget in baseline ${number} but no dates there; its present dates stand in.`, taskId });
  if (rule === "leadline" && levelOfEffortBac > MOST_LEVEL_OF_EFFORT * sums.bac) problems.push({ code: "evm/level-of-effort", message: `${Math.round((levelOfEffortBac / sums.bac) * 100)} % of the budget earns as time goes by (level of effort); more than 15 % hides what happens to the rest.` });
  if (sums.ev > MOST_ABOVE_FIFTY_FIFTY * fiftyFiftyEv && fiftyFiftyEv > 0) problems.push({ code: "evm/claims-ahead", message: `Claimed progress earns ${Math.round((sums.ev / fiftyFiftyEv - 1) * 100)} % more than half at the start and half at the finish of each task would: much is said to be nearly done.` });
  return problems;
}

/** More level of effort than this share of the budget hides what really happens (domain B3). */
const MOST_LEVEL_OF_EFFORT = 0.15;
/** Claims so much above 50/50 are told (domain B3, D9). */
const MOST_ABOVE_FIFTY_FIFTY = 1.1;
