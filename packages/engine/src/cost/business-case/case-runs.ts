/** What a simulation says to a business case: cost and finishes run by run, and where in its range each benefit lies. */
import type { Project } from "../../model/project.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import type { Budget } from "../budget.ts";
import { benefitDraws, caseRangeOf, type CaseRange, type CaseRuns } from "./case-worth.ts";

export interface RunsForCases {
  readonly runs: number;
  readonly seed: number;
  /** Of the project in each run: finish as an instant in minutes, cost in whole minor units. */
  readonly samples: { readonly finish: ArrayLike<number>; readonly cost: ArrayLike<number> };
  /** Of a task, as instants in minutes; undefined where the runs did not keep it. */
  readonly finishesOf: (taskId: string) => ArrayLike<number> | undefined;
}

/** The tasks that benefits wait for: whose finishes a simulation has to keep. */
export function tasksThatBenefitsAwait(project: Project): readonly string[] {
  return [...new Set([...project.records.benefit.values()].flatMap(({ afterTaskId }) => afterTaskId ?? []))];
}

/** One range for each business case. A benefit waits for its task in each run; for a task of which runs keep no finish, such as a summary, the project's slip stands in. */
export function caseRangesOf(project: Project, schedule: Schedule, budget: Budget, simulated: RunsForCases): CaseRange[] {
  const { finish, cost } = simulated.samples;
  const finishes = new Map(tasksThatBenefitsAwait(project).map((taskId) => [taskId, simulated.finishesOf(taskId)]));
  const runs: CaseRuns = {
    runs: simulated.runs,
    costCents: (run) => (cost[run] ?? 0) + budget.contingencyLeftCents,
    finish: (taskId, run) => {
      const slipped = finish[run] ?? schedule.finish;
      if (taskId === undefined) return slipped;
      return finishes.get(taskId)?.[run] ?? (schedule.of(taskId)?.finish ?? schedule.finish) + slipped - schedule.finish;
    },
    draw: benefitDraws(simulated.seed),
  };
  return [...project.records.businessCase.values()].flatMap((businessCase) => caseRangeOf(project, schedule, businessCase, { items: budget.items, runs }) ?? []);
}
