/** A scheduled plan as the plain data that `leadline schedule --json` prints: see docs/cli.md for the shape. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { outlineOf, type OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import type { Why } from "@leadline/engine/schedule/why.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";

/** Dates are wall clock, `null` where scheduling has none (an inactive task, a loop of links). */
export interface TaskFacts {
  readonly uid: number;
  readonly wbs: string;
  readonly name: string;
  readonly start: string | null;
  readonly finish: string | null;
  readonly earlyStart: string | null;
  readonly earlyFinish: string | null;
  readonly lateStart: string | null;
  readonly lateFinish: string | null;
  readonly totalSlackMinutes: number | null;
  readonly freeSlackMinutes: number | null;
  readonly critical: boolean;
  readonly summary: boolean;
  readonly milestone: boolean;
  readonly manual: boolean;
}

export interface ProblemFacts {
  readonly code: string;
  /** UID of the task that it is about. */
  readonly task: number | null;
  readonly message: string;
  readonly hint?: string;
}

export interface ScheduleFacts {
  readonly project: {
    readonly name: string;
    readonly start: string;
    readonly finish: string;
    readonly tasks: number;
    readonly critical: number;
    readonly computeMs: number;
  };
  readonly problems: readonly ProblemFacts[];
  readonly tasks: readonly TaskFacts[];
}

export function scheduleFacts(project: Project, schedule: Schedule, problems: readonly Problem[], computeMs: number): ScheduleFacts {
  const { rows } = outlineOf(project);
  return {
    project: {
      name: settingsOf(project).name,
      start: formatIso(schedule.start),
      finish: formatIso(schedule.finish),
      tasks: rows.length,
      critical: schedule.criticalTaskIds.length,
      computeMs: Math.round(computeMs * 1000) / 1000,
    },
    problems: problems.map((problem) => problemFacts(project, problem)),
    tasks: rows.map((row) => taskFacts(row, schedule)),
  };
}

/** The number by which a task is named outside: the source's UID, else our own task number. */
export function uidOf(task: Task): number {
  return task.uid ?? task.number;
}

export function problemFacts(project: Project, problem: Problem): ProblemFacts {
  const task = problem.taskId === undefined ? undefined : project.records.task.get(problem.taskId);
  return {
    code: problem.code,
    task: problem.taskUid ?? (task && uidOf(task)) ?? null,
    message: problem.message,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}

export interface WhyFacts {
  readonly uid: number;
  readonly headline: string;
  readonly steps: readonly { readonly uid: number | null; readonly cause: string; readonly at: string; readonly sentence: string }[];
  readonly slack: readonly string[];
  /** Who keeps it waiting, where levelling delays it. */
  readonly leveling?: string;
}

export function whyFacts(project: Project, task: Task, why: Why & Pick<WhyFacts, "leveling">): WhyFacts {
  const steps = why.steps.map((step) => {
    const about = project.records.task.get(step.taskId);
    return { uid: about ? uidOf(about) : null, cause: step.cause, at: formatIso(step.at), sentence: step.sentence };
  });
  return { uid: uidOf(task), headline: why.headline, steps, slack: why.slack, ...(why.leveling !== undefined && { leveling: why.leveling }) };
}

function taskFacts(row: OutlineRow, schedule: Schedule): TaskFacts {
  const dates = schedule.of(row.task.id);
  return {
    uid: uidOf(row.task),
    wbs: row.wbs,
    name: row.task.name,
    start: isoOrNull(dates?.start),
    finish: isoOrNull(dates?.finish),
    earlyStart: isoOrNull(dates?.earlyStart),
    earlyFinish: isoOrNull(dates?.earlyFinish),
    lateStart: isoOrNull(dates?.lateStart),
    lateFinish: isoOrNull(dates?.lateFinish),
    totalSlackMinutes: dates?.totalSlackMinutes ?? null,
    freeSlackMinutes: dates?.freeSlackMinutes ?? null,
    critical: dates?.critical ?? false,
    summary: row.isSummary,
    milestone: dates?.isMilestone ?? row.task.milestone,
    manual: row.task.mode === "manual",
  };
}

function isoOrNull(minute: Minute | undefined): string | null {
  return minute === undefined ? null : formatIso(minute);
}
