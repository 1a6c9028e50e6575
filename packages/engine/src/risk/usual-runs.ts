/** With how many runs and which seed a plan is simulated where nobody asks for others: pages, server and command line give the same numbers. */
import type { Project } from "../model/project.ts";

export const USUAL_RUNS = 10_000;
export const USUAL_SEED = 1;
/** Larger plans are simulated with fewer runs where nobody asks for more. */
const LARGE = 2000;
const LARGE_RUNS = 1000;

/** Runs for a plan of this size: 10,000 up to 2,000 tasks, 1,000 beyond. */
export function usualRuns(project: Project): number {
  return project.records.task.size > LARGE ? LARGE_RUNS : USUAL_RUNS;
}
