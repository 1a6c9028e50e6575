/** How a finished project turned out against what it had promised first: one case of its workspace's reference class. */
import { costForecastOf } from "../../cost/cost-forecast.ts";
import { outlineOf } from "../../model/plan/outline.ts";
import type { Project } from "../../model/project.ts";
import type { TaskBaseline } from "../../model/records.ts";
import { schedule } from "../../schedule/compute.ts";
import { MINUTES_PER_DAY, type Minute } from "../../time/minute.ts";

export interface ProjectOutcome {
  /** Calendar days from start to finish: in the first baseline, and as it was. */
  readonly estimatedDays: number;
  readonly actualDays: number;
  readonly finish: Minute;
  /** Whole minor units; absent where the first baseline held no costs. */
  readonly estimatedCents?: number;
  readonly actualCents?: number;
}

/** Undefined while a task is open, and where no baseline tells what was promised. */
export function projectOutcome(project: Project): ProjectOutcome | undefined {
  const leaves = outlineOf(project).rows.filter(({ isSummary, task }) => !isSummary && task.active && !task.external);
  const promised = firstBaseline(project);
  const first = spanOf(promised.flatMap(({ start, finish }) => (start === undefined || finish === undefined ? [] : [{ start, finish }])));
  const real = spanOf(leaves.flatMap(({ task: { actualStart, actualFinish } }) => (actualFinish === undefined ? [] : [{ start: actualStart ?? actualFinish, finish: actualFinish }])));
  if (!first || !real || leaves.some(({ task }) => task.actualFinish === undefined)) return undefined;
  const estimatedCents = promised.reduce((sum, { costCents = 0 }) => sum + Math.round(costCents), 0);
  const actualCents = estimatedCents > 0 ? costForecastOf(project, schedule(project).schedule, (real.finish + MINUTES_PER_DAY) as Minute).actualCents : 0;
  return { estimatedDays: daysOf(first), actualDays: daysOf(real), finish: real.finish, ...(estimatedCents > 0 && actualCents > 0 && { estimatedCents, actualCents }) };
}

/** What the baseline that was set first, or has the lowest number, holds of leaf tasks. */
function firstBaseline(project: Project): readonly TaskBaseline[] {
  const summaries = new Set([...project.records.task.values()].flatMap(({ parentId }) => parentId ?? []));
  const numbers = [...new Set([...project.records.taskBaseline.values()].map(({ number }) => number))];
  const setAt = (number: number): number => project.records.baseline.get(`baseline.${number}`)?.setAt ?? Infinity;
  const [first] = numbers.sort((a, b) => (setAt(a) === setAt(b) ? a - b : setAt(a) - setAt(b)));
  return [...project.records.taskBaseline.values()].filter(({ number, taskId }) => number === first && !summaries.has(taskId));
}

interface Span {
  readonly start: Minute;
  readonly finish: Minute;
}

function spanOf(spans: readonly Span[]): Span | undefined {
  let found: Span | undefined;
  for (const { start, finish } of spans) found = { start: found && found.start < start ? found.start : start, finish: found && found.finish > finish ? found.finish : finish };
  return found;
}

/** Whole calendar days, the first and the last one counted. */
function daysOf({ start, finish }: Span): number {
  return Math.max(1, Math.ceil((finish - start) / MINUTES_PER_DAY));
}
