/** The ids of baselines, apart from their schemas: who only looks one up need not load what checks records. */

/** The id of a baseline's header. */
export function baselineId(number: number): string {
  return `baseline.${number}`;
}

/** The id of what a baseline holds of a task. */
export function taskBaselineId(number: number, taskId: string): string {
  return `${number}.${taskId}`;
}
