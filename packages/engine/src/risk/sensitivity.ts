/** Which tasks matter, from sums over all runs: criticality, cruciality and schedule sensitivity (domain C6). */

/** Sums of whole numbers over the runs, so that they do not depend on how the runs were shared out. */
export interface RunSums {
  readonly runs: number;
  /** Runs in which the task has no slack; of tied paths all count. */
  readonly critical: number;
  /** Duration of the task, its square, and its product with the project's. */
  readonly span: number;
  readonly spanSquares: number;
  readonly spanTimesProject: number;
  /** Duration of the project and its square. */
  readonly project: number;
  readonly projectSquares: number;
}

export interface Sensitivity {
  /** Share of the runs in which the task has no slack. */
  readonly criticality: number;
  /** Size of the correlation (Pearson) of task and project duration; 0 where one of them does not vary. */
  readonly cruciality: number;
  /** Criticality times the task's spread over the project's. */
  readonly ssi: number;
  /** Covariance of task and project duration: by its shares a buffer can be traced back to the tasks. */
  readonly covariance: number;
}

/** `projectSpread` is the standard deviation that `ssi` compares with, where it is known in a better unit than the sums'. */
export function sensitivityOf({ runs, critical, span, spanSquares, spanTimesProject, project, projectSquares }: RunSums, projectSpread = deviationOfSums(project, projectSquares, runs)): Sensitivity {
  const criticality = critical / runs;
  const spread = deviationOfSums(span, spanSquares, runs);
  const covariance = runs < 2 ? 0 : (spanTimesProject - (span * project) / runs) / (runs - 1);
  const both = spread * deviationOfSums(project, projectSquares, runs);
  return { criticality, covariance, cruciality: both > 0 ? Math.min(1, Math.abs(covariance) / both) : 0, ssi: projectSpread > 0 ? (criticality * spread) / projectSpread : 0 };
}

/** Standard deviation (with n - 1) from a sum and a sum of squares. */
export function deviationOfSums(sum: number, squares: number, runs: number): number {
  return runs < 2 ? 0 : Math.sqrt(Math.max(0, (squares - (sum * sum) / runs) / (runs - 1)));
}
