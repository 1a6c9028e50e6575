/** How far the plan has moved from a baseline: dates in working time, duration, work and cost of each task (domain A10). */
import { openDraft } from "../change/draft.ts";
import { sumsOf } from "../change/task-sums.ts";
import { taskBaselineId } from "../model/plan/baseline-ids.ts";
import { settingsOf, taskOf, type Project } from "../model/project.ts";
import type { Task, TaskBaseline } from "../model/records.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import { toTenth } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";

/** What a task holds now beside what a baseline holds of it. Differences are now minus baseline: positive is later, longer, more. */
export interface TaskVariance {
  readonly baseline: TaskBaseline;
  readonly start: Minute;
  readonly finish: Minute;
  readonly durationMinutes: number;
  readonly workMinutes: number;
  /** Hundredths of the currency unit. */
  readonly costCents: number;
  /** Working time of the task's calendar (the clock where its duration is elapsed); absent where the baseline holds no such value. */
  readonly startVarianceMinutes?: number;
  readonly finishVarianceMinutes?: number;
  readonly durationVarianceMinutes?: number;
  readonly workVarianceMinutes?: number;
  readonly costVarianceCents?: number;
}

/**
 * Variance by task id against one baseline, by default the one that earned value refers to; undefined for a task that has
 * no dates or that the baseline does not hold. Example: finish Tuesday 17:00, baseline finish Monday 17:00: 480 minutes.
 */
export function varianceFrom(project: Project, schedule: Schedule, number = settingsOf(project).baselineForEarnedValue ?? 0): (taskId: string) => TaskVariance | undefined {
  const sums = sumsOf(openDraft(project), schedule);
  return (taskId) => {
    const task = taskOf(project, taskId);
    const baseline = project.records.taskBaseline.get(taskBaselineId(number, taskId));
    const now = schedule.of(taskId);
    if (!task || !baseline || !now) return undefined;
    const { start, finish, durationMinutes } = now;
    const { workMinutes, costCents } = sums(taskId);
    return {
      ...{ baseline, start, finish, durationMinutes, workMinutes, costCents },
      ...difference("startVarianceMinutes", baseline.start, (then) => workedBetween(project, task, then, start)),
      ...difference("finishVarianceMinutes", baseline.finish, (then) => workedBetween(project, task, then, finish)),
      ...difference("durationVarianceMinutes", baseline.durationMinutes, (then) => toTenth(durationMinutes - then)),
      ...difference("workVarianceMinutes", baseline.workMinutes, (then) => toTenth(workMinutes - then)),
      ...difference("costVarianceCents", baseline.costCents, (then) => costCents - then),
    };
  };
}

function workedBetween(project: Project, task: Task, then: Minute, now: Minute): number {
  return task.durationUnit.startsWith("e") ? now - then : workedMinutesBetween(project, task.calendarId, then, now);
}

function difference<N extends string, V>(name: N, then: V | undefined, minus: (then: V) => number): { [K in N]?: number } {
  const field: { [K in N]?: number } = {};
  if (then !== undefined) field[name] = minus(then);
  return field;
}
