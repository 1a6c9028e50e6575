/** DCMA points 12-14: does a delay reach the finish, how much longer may the rest take, and is as much done as was due. */
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import type { Minute } from "../time/minute.ts";
import { schedule } from "../schedule/compute.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import { baselinesOf, NO_BASELINE, NO_STATUS_DATE } from "./date-checks.ts";
import { indexCheck, notMade } from "./make-check.ts";
import { exclusions, isFinished, titleOf, type Counted, type Population } from "./population.ts";
import type { HealthCheck } from "./report.ts";

/** Working days that the test adds to one critical task (DCMA). */
const TEST_DAYS = 600;

/**
 * Adds 600 working days to the first critical open task, on a copy of the plan. The finish must move by as much, give or
 * take a day, measured in the calendar of that task.
 */
export function criticalPathTest(population: Population): HealthCheck {
  const { open, project, schedule: before, settings } = population;
  const shape = { id: 12, name: "Critical path test", rule: `${TEST_DAYS} working days added to one critical task must move the project finish by as many`, excluded: population.excluded };
  const limit = { unit: "workingDays" as const, good: "atLeast" as const, threshold: TEST_DAYS };
  const tested = open.find(({ task, dates }) => dates.critical && task.mode === "auto" && !task.durationUnit.startsWith("e"));
  if (!tested) return notMade({ ...shape, findings: [] }, open.length === 0 ? "No task is open." : "No open task is critical, so there is no path to test.", limit);
  const added = TEST_DAYS * settings.minutesPerDay;
  const after = schedule(withLonger(project, tested.task, added)).schedule;
  const moved = workedMinutesBetween(project, tested.task.calendarId, before.finish, after.finish) / settings.minutesPerDay;
  const value = Math.round(moved * 10) / 10;
  const pass = Math.abs(moved - TEST_DAYS) <= 1;
  const finding = { taskId: tested.task.id, sentence: `${titleOf(tested.row)} made ${TEST_DAYS} days longer moves the project finish by ${value} days: something between it and the finish does not give way, such as a fixed date, or another calendar.` };
  return { ...shape, ...limit, value, pass, numerator: value, denominator: TEST_DAYS, findings: pass ? [] : [finding], note: `Tested with ${titleOf(tested.row)}.` };
}

/** The same plan with one task's work stretched; its assignments stretch along, so that they drive it just as far. */
function withLonger(project: Project, task: Task, minutes: number): Project {
  const tasks = new Map(project.records.task);
  tasks.set(task.id, { ...task, durationMinutes: task.durationMinutes + minutes, remainingDurationMinutes: task.remainingDurationMinutes + minutes });
  const assignments = new Map(project.records.assignment);
  for (const one of project.records.assignment.values()) {
    if (one.taskId !== task.id || one.workMinutes <= 0) continue;
    const { profile: _, ...plain } = one;
    const work = Math.round(minutes * one.units * 10) / 10;
    assignments.set(one.id, { ...plain, workMinutes: one.workMinutes + work, remainingWorkMinutes: one.remainingWorkMinutes + work });
  }
  return { records: { ...project.records, task: tasks, assignment: assignments } };
}

/** Critical path length index: (length + slack against the promise) / length, both in working days. Source: DCMA point 13. */
export function criticalPathLengthIndex(lengthDays: number, slackDays: number): { numerator: number; denominator: number } {
  return { numerator: lengthDays + slackDays, denominator: lengthDays };
}

export function cpli(population: Population): HealthCheck {
  const { project, schedule: now, settings } = population;
  const target = targetFinish(population);
  const shape = {
    id: 13,
    name: "Critical path length index",
    rule: "(working days from the status date to the finish + slack against the promised finish) / working days from the status date to the finish",
    excluded: [],
    findings: [],
  };
  const from = settings.statusDate ?? now.start;
  const days = (a: Minute, b: Minute): number => Math.round((workedMinutesBetween(project, undefined, a, b) / settings.minutesPerDay) * 10) / 10;
  const length = days(from, now.finish);
  if (length <= 0) return notMade(shape, "The plan finishes before the status date, so no path is left.", { unit: "index", good: "atLeast", threshold: 0.95 });
  const slack = target ? days(now.finish, target.date) : slackOfLast(population) / settings.minutesPerDay;
  const since = settings.statusDate === undefined ? "the start, since the plan has no status date" : `the status date ${readableDate(settings.statusDate)}`;
  const note = `${length} working days from ${since}; ${target ? `against ${target.words} ${readableDate(target.date)}` : "without baseline or deadline, against the finish's own slack"}: ${slack} days.`;
  return indexCheck({ ...shape, note }, criticalPathLengthIndex(length, slack), 0.95);
}

/** What was promised: the latest baseline finish, else the deadline of the last task. */
function targetFinish(population: Population): { readonly date: Minute; readonly words: string } | undefined {
  let promised: Minute | undefined;
  const ids = new Set(population.leaves.map(({ task }) => task.id));
  for (const one of baselinesOf(population).values()) {
    if (ids.has(one.taskId) && one.finish !== undefined && (promised === undefined || one.finish > promised)) promised = one.finish;
  }
  if (promised !== undefined) return { date: promised, words: "the baseline finish" };
  const deadline = lastOf(population)?.task.deadline;
  return deadline === undefined ? undefined : { date: deadline, words: "the deadline" };
}

function lastOf({ leaves }: Population): Counted | undefined {
  let last: Counted | undefined;
  for (const one of leaves) if (!last || one.dates.finish >= last.dates.finish) last = one;
  return last;
}

function slackOfLast(population: Population): number {
  return lastOf(population)?.dates.totalSlackMinutes ?? 0;
}

/** Baseline execution index: tasks finished / tasks that should be by now (with those never baselined). Source: DCMA point 14. */
export function baselineExecutionIndex(finished: number, due: number): { numerator: number; denominator: number } {
  return { numerator: finished, denominator: due };
}

export function bei(population: Population): HealthCheck {
  const { leaves, settings } = population;
  const baselines = baselinesOf(population);
  const shape = { id: 14, name: "Baseline execution index", rule: "tasks finished / (tasks with a baseline finish by the status date + tasks without baseline)", findings: [] };
  const limit = { unit: "index" as const, good: "atLeast" as const, threshold: 0.95 };
  if (baselines.size === 0) return notMade({ ...shape, excluded: [] }, NO_BASELINE, limit);
  const status = settings.statusDate;
  if (status === undefined) return notMade({ ...shape, excluded: [] }, NO_STATUS_DATE, limit);
  const counted = leaves.filter(({ dates }) => !dates.isMilestone);
  const due = counted.filter(({ task }) => (baselines.get(task.id)?.finish ?? -Infinity) <= status);
  const finished = counted.filter(({ task }) => isFinished(task));
  const behind = due.filter(({ task }) => !isFinished(task));
  const findings = behind.map(({ task, row }) => {
    const promised = baselines.get(task.id)?.finish;
    return { taskId: task.id, sentence: promised === undefined ? `${titleOf(row)} has no baseline and is not finished.` : `${titleOf(row)} was due ${readableDate(promised)} and is not finished.` };
  });
  const excluded = exclusions({ milestones: leaves.length - counted.length, "tasks due later": counted.length - due.length });
  return indexCheck({ ...shape, findings, excluded }, baselineExecutionIndex(finished.length, due.length), 0.95);
}
