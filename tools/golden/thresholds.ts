/** How many tasks of a corpus must come out as MS Project stored them, whatever the list of known differences says. */
import type { CaseResult } from "./golden-case.ts";

/** Percent of the tasks, by group. */
const THRESHOLDS: Readonly<Record<string, number>> = {
  "mspdi A": 100,
  "mspdi B": 100,
  "mspdi M": 100,
  "mspdi B and M, late": 92,
  "mspdi C": 65,
  "mspdi native": 100,
  mpsplib: 100,
};

export function thresholdOf(group: string): number | undefined {
  return THRESHOLDS[group];
}

/** A sentence per group that falls short. */
export function shortfalls(results: readonly CaseResult[]): string[] {
  return Object.entries(THRESHOLDS).flatMap(([group, percent]) => {
    const own = results.filter((result) => result.golden.group === group);
    const [same, tasks] = [sum(own, "same"), sum(own, "tasks")];
    return 100 * same >= percent * tasks ? [] : `${group}: only ${same} of ${tasks} tasks are identical; at least ${percent} % must be.`;
  });
}

function sum(results: readonly CaseResult[], field: "same" | "tasks"): number {
  return results.reduce((total, result) => total + result[field], 0);
}
