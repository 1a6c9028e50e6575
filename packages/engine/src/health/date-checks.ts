/** DCMA points 5 and 9-11: dates that are fixed, that cannot be, and that were promised and missed. */
import type { Command } from "../change/command.ts";
import type { Task, TaskBaseline } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import type { Minute } from "../time/minute.ts";
import { notMade, noneCheck, shareCheck } from "./make-check.ts";
import { exclusions, isFinished, titleOf, type Counted, type Population } from "./population.ts";
import type { Finding, HealthCheck } from "./report.ts";

const HARD: ReadonlySet<Task["constraint"]> = new Set(["MSO", "MFO", "SNLT", "FNLT"]);

const WORDS: Readonly<Partial<Record<Task["constraint"], string>>> = {
  MSO: "must start on",
  MFO: "must finish on",
  SNLT: "must start no later than",
  FNLT: "must finish no later than",
};

export function hardConstraints(population: Population): HealthCheck {
  const hard = population.open.filter(({ task }) => HARD.has(task.constraint) && task.constraintDate !== undefined);
  const findings = hard.map((one): Finding => ({
    taskId: one.task.id,
    sentence: `${titleOf(one.row)} ${WORDS[one.task.constraint]} ${readableDate(one.task.constraintDate ?? one.dates.start)}: its links cannot move it past that, so the plan no longer tells what a delay does.`,
    fix: { label: "Make it a deadline", commands: [deadlineInstead(one)] },
  }));
  const shape = { id: 5, name: "Hard constraints", rule: "open tasks that must start or finish on a date or no later than it, of all open tasks", excluded: population.excluded, findings };
  return shareCheck(shape, { part: hard.length, whole: population.open.length }, { atMost: 5 });
}

/** As soon as possible, with the limit kept as a deadline: the finish that the constraint asked for. */
function deadlineInstead({ task, dates }: Counted): Command {
  const isOnFinish = task.constraint === "MFO" || task.constraint === "FNLT";
  const deadline = isOnFinish && task.constraintDate !== undefined ? task.constraintDate : dates.lateFinish;
  return { type: "updateTasks", tasks: [{ id: task.id, fields: { constraint: "ASAP", constraintDate: null, deadline: task.deadline ?? deadline } }] };
}

/** An actual date after the status date, or a forecast date before it: one of the two is not true. */
export function invalidDates(population: Population): HealthCheck {
  const { settings, leaves } = population;
  const shape = {
    id: 9,
    name: "Invalid dates",
    rule: "tasks with an actual date after the status date, or with work still to do before it",
    excluded: population.excluded.filter(({ reason }) => reason !== "milestones" && reason !== "finished tasks"),
  };
  const at = settings.statusDate;
  if (at === undefined) return notMade({ ...shape, findings: [] }, "This plan has no status date, so nothing can be said about before and after it.", { unit: "count", good: "atMost", threshold: 0 });
  const findings = leaves.flatMap((one) => invalidDate(one, at));
  return noneCheck({ ...shape, findings }, findings.length, leaves.length);
}

function invalidDate(one: Counted, status: Minute): Finding[] {
  const { task, dates, row } = one;
  const late = [task.actualStart, task.actualFinish].find((date) => date !== undefined && date > status);
  if (late !== undefined) return [{ taskId: task.id, sentence: `${titleOf(row)} has the actual date ${readableDate(late)}, after the status date ${readableDate(status)}: that has not happened yet.` }];
  if (isFinished(task)) return [];
  const isStarted = task.actualStart !== undefined;
  const stale = isStarted ? dates.finish < status : dates.start < status;
  if (!stale) return [];
  const what = isStarted ? `is to finish ${readableDate(dates.finish)}` : `is to start ${readableDate(dates.start)}`;
  return [
    {
      taskId: task.id,
      sentence: `${titleOf(row)} ${what}, before the status date ${readableDate(status)}, but ${isStarted ? "is not finished" : "has not started"}.`,
      fix: { label: "Move the rest after the status date", commands: [{ type: "rescheduleUncompletedWork", after: status, taskIds: [task.id] }] },
    },
  ];
}

/** Reported without a limit: a plan that is not loaded with resources need not be. */
export function resourcesGiven(population: Population): HealthCheck {
  const { open, settings, project } = population;
  const loaded = new Set([...project.records.assignment.values()].flatMap((one) => (one.resourceId === undefined ? [] : [one.taskId])));
  const counted = open.filter(({ task }) => task.durationMinutes >= settings.minutesPerDay);
  const findings = counted
    .filter(({ task }) => !loaded.has(task.id) && (task.fixedCostCents ?? 0) === 0)
    .map(({ task, row }): Finding => ({ taskId: task.id, sentence: `${titleOf(row)} has nobody assigned and no cost.` }));
  const short = { reason: "tasks shorter than a day", count: open.length - counted.length };
  return {
    id: 10,
    name: "Resources",
    rule: "open tasks of a day or more without resource or cost; reported, no limit",
    unit: "count",
    good: "atMost",
    value: findings.length,
    numerator: findings.length,
    denominator: counted.length,
    excluded: [...population.excluded, ...(short.count > 0 ? [short] : [])],
    findings,
  };
}

/** The baseline that variance refers to, by task id. */
export function baselinesOf({ project, settings }: Population): ReadonlyMap<string, TaskBaseline> {
  const number = settings.baselineForEarnedValue ?? 0;
  return new Map([...project.records.taskBaseline.values()].flatMap((one) => (one.number === number ? [[one.taskId, one]] : [])));
}

export const NO_BASELINE = "This plan has no baseline, so nobody can tell what was promised. Set one when the plan is agreed.";
export const NO_STATUS_DATE = "This plan has no status date.";

export function missedTasks(population: Population): HealthCheck {
  const { leaves, settings } = population;
  const baselines = baselinesOf(population);
  const shape = { id: 11, name: "Missed tasks", rule: "tasks due by the status date that finished, or will finish, after their baseline finish, of all tasks due by then" };
  const limit = { unit: "percent" as const, good: "atMost" as const, threshold: 5 };
  if (baselines.size === 0) return notMade({ ...shape, excluded: [], findings: [] }, NO_BASELINE, limit);
  const status = settings.statusDate;
  if (status === undefined) return notMade({ ...shape, excluded: [], findings: [] }, NO_STATUS_DATE, limit);
  const due = leaves.filter(({ task }) => (baselines.get(task.id)?.finish ?? Infinity) <= status);
  const findings = due.flatMap(({ task, row, dates }): Finding[] => {
    const promised = baselines.get(task.id)?.finish;
    const finish = task.actualFinish ?? dates.finish;
    if (promised === undefined || finish <= promised) return [];
    const verb = task.actualFinish === undefined ? "will finish" : "finished";
    return [{ taskId: task.id, sentence: `${titleOf(row)} was due ${readableDate(promised)} and ${verb} ${readableDate(finish)}.` }];
  });
  const later = exclusions({ "tasks that are due later or have no baseline": leaves.length - due.length });
  return shareCheck({ ...shape, excluded: later, findings }, { part: findings.length, whole: due.length }, { atMost: 5 });
}
