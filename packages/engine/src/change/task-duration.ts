/** A new duration of a task and what follows from it on the task itself: progress, estimate, milestone mark, fixed dates. */
import type { Refusal } from "../base/problem.ts";
import type { TaskEstimate } from "../model/plan/task.ts";
import type { Task } from "../model/records.ts";
import { formatDuration, toTenth } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import type { TaskFields } from "./command.ts";
import { settingsIn, type Draft } from "./draft.ts";
import { finishFrom } from "./manual-dates.ts";
import { refusal, taskTitle } from "./names.ts";
import { asPaused, endOfDone } from "./task-pauses.ts";
import { taskTimeOf } from "./task-time.ts";

export type Outcome = { readonly ok: true; readonly task: Task } | { readonly ok: false; readonly refusal: Refusal };

/** The task with the duration that the fields ask for; the task itself where they ask for none. */
export function withDuration(draft: Draft, task: Task, fields: TaskFields): Outcome {
  const { estimate } = fields;
  if (estimate && (estimate.lowMinutes > estimate.likelyMinutes || estimate.likelyMinutes > estimate.highMinutes)) {
    const message = `the estimate of ${taskTitle(draft, task.id, task.name)} does not rise: it needs the lowest, the most likely and the highest value in this order.`;
    return { ok: false, refusal: refusal("task/estimate-order", message, task.id) };
  }
  const unsound = estimate && unsoundEstimate(estimate);
  if (unsound) return { ok: false, refusal: refusal("task/estimate", `the estimate of ${taskTitle(draft, task.id, task.name)} cannot be drawn from: ${unsound}.`, task.id) };
  const durationUnit = fields.durationUnit ?? task.durationUnit;
  const durationMinutes = estimate?.likelyMinutes ?? fields.durationMinutes;
  if (durationMinutes === undefined) {
    const next = marked({ ...task, durationUnit }, fields);
    return durationUnit === task.durationUnit ? { ok: true, task: next } : withFixedFinish(draft, next);
  }
  const progressed = withProgressKept(draft, { ...task, durationUnit }, durationMinutes);
  if (!progressed.ok) return progressed;
  const { estimate: _old, ...plain } = progressed.task;
  const estimated = fields.estimated ?? false;
  const milestone = fields.milestone ?? (durationMinutes === 0 || (task.durationMinutes > 0 && task.milestone));
  const next: Task = estimate ? { ...plain, estimated, milestone, estimate } : { ...plain, estimated, milestone };
  return withFixedFinish(draft, next);
}

/** What keeps a distribution from being one. */
function unsoundEstimate({ distribution, lowMinutes, outcomes }: TaskEstimate): string | undefined {
  if (distribution === "lognormal" && lowMinutes <= 0) return "a lognormal one needs a lowest value above 0";
  const sum = outcomes?.reduce((all, { probability }) => all + probability, 0);
  return sum === undefined || Math.abs(sum - 1) < 1e-6 ? undefined : `the chances of its outcomes add up to ${Math.round(sum * 1e4) / 100} % instead of 100 %`;
}

/** Marks alone, where no duration was given: estimated, milestone, and an estimate taken away. */
function marked(task: Task, fields: TaskFields): Task {
  const { estimate, ...plain } = task;
  const kept: Task = fields.estimate === null || !estimate ? plain : { ...plain, estimate };
  return { ...kept, estimated: fields.estimated ?? task.estimated, milestone: fields.milestone ?? task.milestone };
}

/**
 * What is done stays done: remaining = new duration − actual duration, and the percentage follows (domain A8). A finished
 * task that becomes longer is open again.
 */
function withProgressKept(draft: Draft, task: Task, durationMinutes: number): Outcome {
  const done = task.actualDurationMinutes;
  if (durationMinutes < done) {
    const settings = settingsIn(draft);
    const show = (minutes: number): string => formatDuration({ durationMinutes: minutes, durationUnit: task.durationUnit, estimated: false }, settings);
    const message = `${taskTitle(draft, task.id, task.name)} already has ${show(done)} done, so its duration cannot be ${show(durationMinutes)}.`;
    return { ok: false, refusal: refusal("task/shorter-than-done", message, task.id) };
  }
  const remainingDurationMinutes = toTenth(durationMinutes - done);
  const percentComplete = percentOf(task, done, durationMinutes);
  const { actualFinish, ...open } = { ...task, durationMinutes, remainingDurationMinutes, percentComplete };
  const finishedAt = actualFinish ?? (done > 0 ? (task.stop ?? endOfWork(draft, task)) : undefined);
  return { ok: true, task: remainingDurationMinutes > 0 || finishedAt === undefined ? open : { ...open, actualFinish: finishedAt } };
}

function endOfWork(draft: Draft, task: Task): Minute | undefined {
  return task.actualStart === undefined ? undefined : endOfDone(taskTimeOf(draft, task), asPaused(draft, task), task.actualStart);
}

/** Whole percents as MS Project shows them; 100 only where nothing is left. */
function percentOf(task: Task, done: number, duration: number): number {
  if (done === 0) return duration === 0 ? task.percentComplete : 0;
  return done >= duration ? 100 : Math.min(99, Math.round((100 * done) / duration));
}

/** A manual task keeps its fixed start; its finish follows from the duration. */
export function withFixedFinish(draft: Draft, task: Task): Outcome {
  if (task.mode !== "manual" || task.manualStart === undefined) return { ok: true, task };
  const manualFinish = finishFrom(draft, task, task.manualStart);
  if (manualFinish !== undefined) return { ok: true, task: { ...task, manualFinish } };
  return { ok: false, refusal: refusal("task/too-late", `with this duration ${taskTitle(draft, task.id, task.name)} would finish after the year 2999.`, task.id) };
}
