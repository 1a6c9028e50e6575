/** The baselines that a plan holds, by number. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { varianceFrom, type TaskVariance } from "@leadline/engine/views/variance.ts";

/** What is known of a baseline that is set. */
export interface SetBaseline {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly setAt?: number | undefined;
  readonly setBy?: string | undefined;
  readonly reason?: string | undefined;
}

const memo = new WeakMap<object, ReadonlySet<number>>();

/** In the order of their numbers. A baseline of which only tasks are stored counts too. */
export function baselinesOf({ records }: Project): ReadonlyMap<number, SetBaseline> {
  const found = new Map<number, SetBaseline>([...numbersOf(records.taskBaseline)].map((number) => [number, {}]));
  for (const { number, setAt, setBy, reason } of records.baseline.values()) found.set(number, { setAt, setBy, reason });
  return new Map([...found].sort(([a], [b]) => a - b));
}

function numbersOf(taskBaselines: Project["records"]["taskBaseline"]): ReadonlySet<number> {
  const known = memo.get(taskBaselines) ?? new Set([...taskBaselines.values()].map(({ number }) => number));
  memo.set(taskBaselines, known);
  return known;
}

/** The baseline that chart, columns and reports compare with: the one that the settings name, else the first that is set. */
export function comparedBaseline(project: Project): number {
  const set = baselinesOf(project);
  const named = settingsOf(project).baselineForEarnedValue ?? 0;
  return set.has(named) ? named : (set.keys().next().value ?? 0);
}

const variances = new WeakMap<Project, ReturnType<typeof varianceFrom>>();

/** How far a task is from the compared baseline; nothing where it does not have the task. */
export function varianceOfTask({ project, schedule }: PlanFacts, taskId: string): TaskVariance | undefined {
  if (project.records.taskBaseline.size === 0) return undefined;
  const known = variances.get(project) ?? varianceFrom(project, schedule, comparedBaseline(project));
  variances.set(project, known);
  return known(taskId);
}

export function baselineName(number: number): string {
  return number === 0 ? "Baseline" : `Baseline ${number}`;
}
