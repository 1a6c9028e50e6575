/** What finished tasks of a plan say about its estimates: how each turned out, by whom, and how fast work was finished. */
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { KeptEstimate, Task } from "../model/records.ts";
import { dayNumberOf, MINUTES_PER_DAY } from "../time/minute.ts";
import type { Outcome } from "./calibration/estimator.ts";
import type { FinishedItem } from "./flow/flow-forecast.ts";

export interface EstimateHistory {
  /** Finished tasks that had an estimate, or a duration in the earliest baseline: estimate and actual duration in minutes. */
  readonly outcomes: readonly (Outcome & { readonly taskId: string })[];
  /** What single people said of finished tasks, each answer of a team for itself: estimators are judged by it. */
  readonly statements: readonly (Outcome & { readonly taskId: string })[];
  readonly finished: readonly FinishedItem[];
  /** Tasks still to be finished. */
  readonly open: number;
}

export function estimateHistoryOf(project: Project): EstimateHistory {
  const planned = plannedDurations(project);
  const leaves = outlineOf(project).rows.filter(({ isSummary, task }) => !isSummary && task.active && !task.external && (task.durationMinutes > 0 || task.actualDurationMinutes > 0)).map(({ task }) => task);
  const done = leaves.filter((task) => task.actualFinish !== undefined);
  const kept = keptByTask(project);
  return {
    statements: done.flatMap((task) => statementsOf(task, kept.get(task.id) ?? [], planned.get(task.id))),
    outcomes: done.flatMap((task) => outcomeOf(task, planned.get(task.id))),
    finished: done.flatMap(({ actualStart, actualFinish }) => (actualFinish === undefined ? [] : [{ startDay: dayNumberOf(actualStart ?? actualFinish), finishDay: dayNumberOf(actualFinish) }])),
    open: leaves.length - done.length,
  };
}

function outcomeOf(task: Task, planned: number | undefined): (Outcome & { readonly taskId: string })[] {
  const { estimate, actualDurationMinutes: actual } = task;
  const likely = estimate?.likelyMinutes ?? planned;
  if (likely === undefined || likely <= 0 || actual <= 0) return [];
  const range = estimate && estimate.highMinutes > estimate.lowMinutes ? { low: estimate.lowMinutes, high: estimate.highMinutes } : {};
  return [{ taskId: task.id, estimator: estimate?.estimator ?? "", likely, ...range, actual }];
}

/** Whether it was made before the task ended: afterwards everybody knows. Plans have no zone, so a day more or less is let pass. */
export function isForecast(kept: Pick<KeptEstimate, "at">, task: Pick<Task, "actualFinish">): boolean {
  return task.actualFinish === undefined || kept.at / 60_000 < task.actualFinish + MINUTES_PER_DAY;
}

/** Everybody's word counts once for a task: the last one before it ended; where nobody's is kept, what the task itself says. */
function statementsOf(task: Task, kept: readonly KeptEstimate[], planned: number | undefined): (Outcome & { readonly taskId: string })[] {
  const actual = task.actualDurationMinutes;
  if (actual <= 0) return [];
  const last = new Map<string, KeptPoints>();
  for (const one of kept.filter((entry) => isForecast(entry, task)).sort((a, b) => a.at - b.at)) {
    for (const answer of one.answers ?? (one.estimator === undefined ? [] : [{ ...one, estimator: one.estimator }])) last.set(answer.estimator, answer);
  }
  if (last.size === 0) return outcomeOf(task, planned);
  return [...last].flatMap(([estimator, { lowMinutes: low, likelyMinutes: likely, highMinutes: high }]) => (likely <= 0 ? [] : [{ taskId: task.id, estimator, likely, ...(high > low && { low, high }), actual }]));
}

type KeptPoints = Pick<KeptEstimate, "lowMinutes" | "likelyMinutes" | "highMinutes">;

function keptByTask(project: Project): ReadonlyMap<string, readonly KeptEstimate[]> {
  const found = new Map<string, KeptEstimate[]>();
  for (const kept of project.records.keptEstimate.values()) {
    const known = found.get(kept.taskId) ?? [];
    known.push(kept);
    found.set(kept.taskId, known);
  }
  return found;
}

/** By the baseline with the lowest number: the first promise. */
function plannedDurations(project: Project): ReadonlyMap<string, number> {
  const found = new Map<string, { readonly number: number; readonly minutes: number }>();
  for (const { taskId, number, durationMinutes } of project.records.taskBaseline.values()) {
    const known = found.get(taskId);
    if (durationMinutes !== undefined && (!known || number < known.number)) found.set(taskId, { number, minutes: durationMinutes });
  }
  return new Map([...found].map(([taskId, { minutes }]) => [taskId, minutes]));
}
