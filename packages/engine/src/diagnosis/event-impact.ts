/** Time impact of an event: its own small network put into the plan as it was just before, and what that does to the finish (domain D7). */
import type { Problem } from "../base/problem.ts";
import { emptyTask } from "../model/new-project.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { rankBetween } from "../model/plan/rank.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { DelayEvent, Link, Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import { MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { drivingPath } from "./driving-path.ts";

export interface EventImpact {
  readonly finishBefore: Minute;
  readonly finishAfter: Minute;
  /** Working days of the plan's calendar by which the event moves the finish. */
  readonly impactDays: number;
  /** Working days from the first to the last step of the event. */
  readonly eventDays: number;
  /** The most by which a task that waited begins later, and the least slack that those tasks had before. Absent: the event names none. */
  readonly heldUp?: { readonly days: number; readonly slackDays: number };
  /** The event lies on the path behind the finish. */
  readonly isDriving: boolean;
  /** Why the plan as it was cannot tell the impact in full: tasks that had begun, that are not in it, or that would wait for themselves. */
  readonly problems: readonly Problem[];
  /** The plan with the event in it. */
  readonly plan: Project;
}

/**
 * Puts an event into a plan. An event of 6 days between A and B, whose path has 4 days of slack, moves the finish by 2 days
 * (domain EX-D8).
 */
export function eventImpact(project: Project, event: DelayEvent): EventImpact {
  const before = schedule(project);
  const plan = withEvent(project, event);
  const after = schedule(plan);
  const perDay = settingsOf(project).minutesPerDay;
  const days = (from: Minute, to: Minute): number => rounded(workedMinutesBetween(project, undefined, from, to) / perDay);
  const own = event.steps.flatMap((step) => after.schedule.of(stepTaskId(event, step.id)) ?? []);
  const waiting = event.beforeTaskIds.flatMap((id) => {
    const [was, is] = [before.schedule.of(id), after.schedule.of(id)];
    return was && is ? [{ days: days(was.start, is.start), slackDays: was.totalSlackMinutes / perDay }] : [];
  });
  const path = new Set(drivingPath(plan, after.schedule));
  const [finishBefore, finishAfter] = [before.schedule.finish, after.schedule.finish];
  return {
    finishBefore,
    finishAfter,
    impactDays: days(finishBefore, finishAfter),
    eventDays: own.length === 0 ? 0 : days(least(own.map(({ start }) => start)), most(own.map(({ finish }) => finish))),
    ...(waiting.length > 0 && { heldUp: { days: Math.max(...waiting.map((one) => one.days)), slackDays: rounded(Math.min(...waiting.map((one) => one.slackDays))) } }),
    isDriving: event.steps.some(({ id }) => path.has(stepTaskId(event, id))),
    problems: [...problemsOf(project, event), ...after.problems.filter(({ code }) => code === "link/loop" && !before.problems.some((one) => one.code === code))],
    plan,
  };
}

/** The newest of some updates (oldest first) whose status date is not after the event began; the oldest where all are later. */
export function updateBefore<T extends { readonly project: Project }>(updates: readonly T[], event: Pick<DelayEvent, "day">): T | undefined {
  const endOfDayBefore = event.day * MINUTES_PER_DAY;
  return updates.findLast(({ project }) => (settingsOf(project).statusDate ?? settingsOf(project).start) <= endOfDayBefore) ?? updates[0];
}

/** Id of the task that stands for a step of an event. */
export function stepTaskId({ id }: Pick<DelayEvent, "id">, stepId: string): string {
  return `event ${id} ${stepId}`;
}

/** The plan with the event's steps as tasks: behind the tasks that it follows, before those that waited, not before its day. */
export function withEvent(project: Project, event: DelayEvent): Project {
  const settings = settingsOf(project);
  let rank = outlineOf(project).childrenOf(undefined).at(-1)?.rank;
  const earliest = (event.day * MINUTES_PER_DAY + settings.defaultStartTime) as Minute;
  const task = new Map(project.records.task);
  for (const [at, step] of event.steps.entries()) {
    const id = stepTaskId(event, step.id);
    rank = rankBetween(rank, undefined);
    const made: Task = emptyTask({ id, number: settings.nextTaskNumber + at, rank, name: step.name, durationMinutes: step.durationMinutes, remainingDurationMinutes: step.durationMinutes, mode: "auto", constraint: "SNET", constraintDate: earliest });
    task.set(id, made);
  }
  const link = new Map(project.records.link);
  const join = (predecessorId: string, successorId: string): void => {
    if (!task.has(predecessorId) || !task.has(successorId)) return;
    const made: Link = { id: `${predecessorId}>${successorId}`, predecessorId, successorId, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
    link.set(made.id, made);
  };
  const followed = new Set(event.steps.flatMap(({ afterStepIds }) => afterStepIds));
  for (const step of event.steps) {
    const id = stepTaskId(event, step.id);
    for (const before of step.afterStepIds) join(stepTaskId(event, before), id);
    if (step.afterStepIds.length === 0) for (const before of event.afterTaskIds) join(before, id);
    if (!followed.has(step.id)) for (const waiting of event.beforeTaskIds) join(id, waiting);
  }
  return { records: { ...project.records, task, link } };
}

function problemsOf(project: Project, event: DelayEvent): readonly Problem[] {
  const waiting = event.beforeTaskIds.map((id) => ({ id, task: project.records.task.get(id) }));
  const missing = [...event.afterTaskIds, ...event.beforeTaskIds].filter((id) => !project.records.task.has(id)).length;
  const begun = waiting.flatMap(({ task }) => (task?.actualStart === undefined ? [] : [task]));
  return [
    ...begun.map((task): Problem => ({ code: "event/begun", taskId: task.id, message: `“${task.name}” had begun in this update, so nothing that happened later can have delayed its start.`, hint: "Maybe choose an update from before, or name the tasks that came after it." })),
    ...(missing > 0 ? [{ code: "event/task-missing", message: `${missing} of the tasks that the event names ${missing === 1 ? "is" : "are"} not in this update, so ${missing === 1 ? "its link is" : "their links are"} left out.`, hint: "Maybe choose an update in which they are." }] : []),
    ...(event.beforeTaskIds.length === 0 ? [{ code: "event/holds-nothing", message: "The event names no task that had to wait for it, so it can only move the finish by ending last itself.", hint: "Maybe name the tasks that waited." }] : []),
  ];
}

function least(values: readonly Minute[]): Minute {
  return values.reduce((a, b) => (b < a ? b : a));
}

function most(values: readonly Minute[]): Minute {
  return values.reduce((a, b) => (b > a ? b : a));
}

function rounded(days: number): number {
  return Math.round(days * 1000) / 1000;
}
