/** Forecasts of projects by what others teach, repeated with the projects shared out anew each time, against one fixed uplift. */
import { streamOf, uniformDraw } from "@leadline/kernel/simulation/draws.ts";
import { binomialInterval, pinballLoss } from "@leadline/engine/risk/calibration/scores.ts";
import { lengthForecaster, type EndedProject } from "@leadline/engine/risk/reference/history-forecast.ts";
import { quantile, sorted } from "@leadline/engine/risk/statistics.ts";
import type { HistorySet } from "./histories.ts";

export const SHARE = 0.8;
const FOLDS = 10;

export interface Judged {
  readonly set: HistorySet;
  readonly projects: number;
  /** Share of the projects that ended by their P80, over all repetitions, and the chances for which that is no surprise. */
  readonly held: number;
  readonly low: number;
  readonly high: number;
  /** Mean pinball loss at P80, in the set's unit and in shares of the estimate: ours, and one uplift for all. */
  readonly loss: number;
  readonly fixedLoss: number;
  readonly relativeLoss: number;
  readonly fixedRelativeLoss: number;
}

export function judged(set: HistorySet, repetitions: number): Judged {
  const sums = { held: 0, loss: 0, fixedLoss: 0, relativeLoss: 0, fixedRelativeLoss: 0, count: 0 };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const foldOf = foldsOf(set.ended.length, repetition);
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const others = set.ended.filter((_, at) => foldOf[at] !== fold);
      const forecast = lengthForecaster(others, SHARE, set.shortest);
      const uplift = quantile(sorted(others.map((other) => other.actual / sizeOf(other, set))), SHARE);
      for (const [at, project] of set.ended.entries()) if (foldOf[at] === fold) note(sums, project, { set, ours: forecast(project), fixed: uplift * sizeOf(project, set) });
    }
  }
  const projects = set.ended.length;
  const held = sums.held / sums.count;
  return { set, projects, held, ...binomialInterval(Math.round(held * projects), projects), loss: sums.loss / sums.count, fixedLoss: sums.fixedLoss / sums.count, relativeLoss: sums.relativeLoss / sums.count, fixedRelativeLoss: sums.fixedRelativeLoss / sums.count };
}

function sizeOf({ estimate }: EndedProject, { shortest }: HistorySet): number {
  return Math.max(shortest, estimate);
}

function note(sums: { held: number; loss: number; fixedLoss: number; relativeLoss: number; fixedRelativeLoss: number; count: number }, project: EndedProject, { set, ours, fixed }: { readonly set: HistorySet; readonly ours: number; readonly fixed: number }): void {
  const size = sizeOf(project, set);
  sums.count += 1;
  if (project.actual <= ours) sums.held += 1;
  sums.loss += pinballLoss(ours, project.actual, SHARE);
  sums.fixedLoss += pinballLoss(fixed, project.actual, SHARE);
  sums.relativeLoss += pinballLoss(ours, project.actual, SHARE) / size;
  sums.fixedRelativeLoss += pinballLoss(fixed, project.actual, SHARE) / size;
}

/** Each project in one of ten equal parts, shuffled by the repetition's number. */
function foldsOf(count: number, repetition: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at).sort((a, b) => placeOf(a, repetition) - placeOf(b, repetition) || a - b);
  const folds = Array.from({ length: count }, () => 0);
  order.forEach((project, place) => (folds[project] = place % FOLDS));
  return folds;
}

function placeOf(project: number, repetition: number): number {
  return uniformDraw(repetition, streamOf("honesty"), project);
}
