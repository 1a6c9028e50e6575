/** What finished tasks of a plan say about its estimates: how each turned out, by whom, and how fast work was finished. */
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { dayNumberOf } from "../time/minute.ts";
import type { Outcome } from "./calibration/estimator.ts";
import type { FinishedItem } from "./flow/flow-forecast.ts";

export interface EstimateHistory {
  /** Finished tasks that had an estimate, or a duration in the earliest baseline: estimate and actual duration in minutes. */
  readonly outcomes: readonly (Outcome & { readonly taskId: string })[];
  readonly finished: readonly FinishedItem[];
  /** Tasks still to be finished. */
  readonly open: number;
}

export function estimateHistoryOf(project: Project): EstimateHistory {
  const planned = plannedDurations(project);
  const leaves = outlineOf(project).rows.filter(({ isSummary, task }) => !isSummary && task.active && !task.external && (task.durationMinutes > 0 || task.actualDurationMinutes > 0)).map(({ task }) => task);
  const done = leaves.filter((task) => task.actualFinish !== undefined);
  return {
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

/** By the baseline with the lowest number: the first promise. */
function plannedDurations(project: Project): ReadonlyMap<string, number> {
  const found = new Map<string, { readonly number: number; readonly minutes: number }>();
  for (const { taskId, number, durationMinutes } of project.records.taskBaseline.values()) {
    const known = found.get(taskId);
    if (durationMinutes !== undefined && (!known || number < known.number)) found.set(taskId, { number, minutes: durationMinutes });
  }
  return new Map([...found].map(([taskId, { minutes }]) => [taskId, minutes]));
}
