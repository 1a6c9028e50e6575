/** Which tasks matter, from what happened run by run: criticality, cruciality, schedule sensitivity and significance (domain C6). */
import { correlation, deviation, mean, rankCorrelation } from "./statistics.ts";

/** One task beside the project, run by run; all lists of the same length. */
export interface TaskRuns {
  /** Duration of the task and of the project, in the same unit. */
  readonly durations: ArrayLike<number>;
  readonly projectDurations: ArrayLike<number>;
  /** Whether it had no slack. */
  readonly isCritical: ArrayLike<boolean | number>;
  /** Total float, in the unit of the durations; asked for by `significance` alone. */
  readonly floats?: ArrayLike<number>;
}

/** Share of the runs in which the task has no slack; of tied paths all count. */
export function criticalityIndex({ isCritical }: Pick<TaskRuns, "isCritical">): number {
  let count = 0;
  for (let run = 0; run < isCritical.length; run += 1) if (isCritical[run]) count += 1;
  return count / isCritical.length;
}

/** Size of the correlation of task and project duration, by values and by ranks; 0 where one of them does not vary. */
export function cruciality({ durations, projectDurations }: Pick<TaskRuns, "durations" | "projectDurations">): { readonly pearson: number; readonly spearman: number } {
  const size = (value: number): number => (Number.isFinite(value) ? Math.abs(value) : 0);
  return { pearson: size(correlation(durations, projectDurations)), spearman: size(rankCorrelation(durations, projectDurations)) };
}

/** Criticality times the task's spread over the project's. */
export function scheduleSensitivity(runs: Pick<TaskRuns, "durations" | "projectDurations" | "isCritical">): number {
  const project = deviation(runs.projectDurations);
  return project > 0 ? (criticalityIndex(runs) * deviation(runs.durations)) / project : 0;
}

/** Mean of duration / (duration + float), weighed by how long the project took. */
export function significance({ durations, projectDurations, floats }: Required<Pick<TaskRuns, "durations" | "projectDurations" | "floats">>): number {
  const usual = mean(projectDurations);
  let sum = 0;
  for (let run = 0; run < durations.length; run += 1) {
    const duration = durations[run] ?? 0;
    const reach = duration + (floats[run] ?? 0);
    sum += reach > 0 ? (duration / reach) * ((projectDurations[run] ?? 0) / usual) : 0;
  }
  return sum / durations.length;
}
