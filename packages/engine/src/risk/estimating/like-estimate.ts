/** Analogous estimates: like a finished task, so much larger, with the range that finished work of the same class had around its estimates. */
import { outlineOf } from "../../model/plan/outline.ts";
import type { Project } from "../../model/project.ts";
import type { Task } from "../../model/records.ts";
import { toTenth } from "../../time/duration-text.ts";
import { estimateHistoryOf } from "../estimate-history.ts";
import { SPREADS } from "../estimates.ts";
import { quantile, sorted } from "../statistics.ts";
import type { ThreePoints } from "./three-points.ts";

/** A finished task that may serve as example. */
export interface Example {
  readonly taskId: string;
  readonly name: string;
  readonly actualMinutes: number;
  /** What was thought before; absent where nobody had said so. */
  readonly estimatedMinutes?: number;
  /** 0-1, how much it is like the task: words of the name, people, the branch they stand in. */
  readonly likeness: number;
}

/** Shares of the likeness. */
const BY_NAME = 0.6;
const BY_PEOPLE = 0.25;
const BY_BRANCH = 0.15;
/** From here on an example is offered as similar. */
export const LEAST_LIKENESS = 0.15;
/** From so many finished tasks on their spread is a range; below it is the usual one. */
export const LEAST_CASES = 5;

/** Finished tasks, most alike first; equals by name. */
export function examplesFor(project: Project, taskId: string): Example[] {
  const wanted = project.records.task.get(taskId);
  if (!wanted) return [];
  const people = peopleByTask(project);
  const estimates = new Map(estimateHistoryOf(project).outcomes.map((outcome) => [outcome.taskId, outcome.likely]));
  const done = outlineOf(project).rows.filter(({ isSummary, task }) => !isSummary && task.id !== taskId && task.active && !task.external && task.actualFinish !== undefined && task.actualDurationMinutes > 0);
  return done
    .map(({ task }): Example => {
      const estimated = estimates.get(task.id);
      return { taskId: task.id, name: task.name, actualMinutes: task.actualDurationMinutes, ...(estimated !== undefined && { estimatedMinutes: estimated }), likeness: likenessOf(wanted, task, people) };
    })
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1));
}

function likenessOf(a: Task, b: Task, people: ReadonlyMap<string, ReadonlySet<string>>): number {
  const isSameBranch = a.parentId !== undefined && a.parentId === b.parentId;
  return BY_NAME * overlap(wordsOf(a.name), wordsOf(b.name)) + BY_PEOPLE * overlap(people.get(a.id) ?? new Set(), people.get(b.id) ?? new Set()) + (isSameBranch ? BY_BRANCH : 0);
}

/** Words of three letters and more, without what numbers one of many ("Site 12"); "surveys" is "survey". */
function wordsOf(name: string): ReadonlySet<string> {
  return new Set((name.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => (word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word)));
}

/** What two sets share, of all that is in either. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((one) => b.has(one)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

function peopleByTask(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { taskId, resourceId } of project.records.assignment.values()) {
    if (resourceId === undefined) continue;
    const known = found.get(taskId) ?? new Set<string>();
    found.set(taskId, known.add(resourceId));
  }
  return found;
}

/** How finished work turned out against what was thought: the class that gives an example its range. */
export interface RatioClass {
  readonly cases: number;
  /** Actual over estimate. */
  readonly p10: number;
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
}

/** Of the examples that are similar and had an estimate; of all with an estimate where those are too few; nothing where even they are. */
export function classOf(examples: readonly Example[]): (RatioClass & { readonly isSimilar: boolean }) | undefined {
  const known = examples.flatMap(({ likeness, estimatedMinutes, actualMinutes }) => (estimatedMinutes !== undefined && estimatedMinutes > 0 ? [{ likeness, ratio: actualMinutes / estimatedMinutes }] : []));
  const similar = known.filter(({ likeness }) => likeness >= LEAST_LIKENESS);
  const isSimilar = similar.length >= LEAST_CASES;
  const ratios = sorted((isSimilar ? similar : known).map(({ ratio }) => ratio));
  if (ratios.length < LEAST_CASES) return undefined;
  return { isSimilar, cases: ratios.length, p10: quantile(ratios, 0.1), p50: quantile(ratios, 0.5), p80: quantile(ratios, 0.8), p90: quantile(ratios, 0.9) };
}

/**
 * What the example really took, times the scale. An actual duration has had its overrun already, so the class's ratios count
 * around their own middle: low and high are 1 in 10 and 9 in 10 (ends "p10p90"). Example: 10 days x 1.5 with ratios
 * 0.8/1.0/1.6 is 12/15/24 days. Without a class: the usual spread, 0.85 to 1.4.
 */
export function likeEstimate(actualMinutes: number, scale: number, ratios: RatioClass | undefined): ThreePoints {
  const likely = actualMinutes * scale;
  const [low, high] = ratios && ratios.p50 > 0 ? [ratios.p10 / ratios.p50, ratios.p90 / ratios.p50] : [SPREADS.medium.low, SPREADS.medium.high];
  return { low: toTenth(likely * low), likely: toTenth(likely), high: toTenth(likely * high) };
}
