/** Parametric estimates: a size times a rate, such as 12 sites at 0.5 to 2 days each, calibrated by what finished tasks of the project took. */
import type { Project } from "../../model/project.ts";
import type { KeptEstimate } from "../../model/records.ts";
import { toTenth } from "../../time/duration-text.ts";
import { isForecast } from "../estimate-history.ts";
import { quantile, sorted } from "../statistics.ts";
import type { ThreePoints } from "./three-points.ts";

/** Minutes that one unit takes, as a range. */
export type Rate = ThreePoints;

export interface Size {
  readonly quantity: number;
  /** "sites". */
  readonly unit: string;
  readonly rate: Rate;
  /** What the rates are multiplied by, from own finished tasks; absent: 1. */
  readonly calibration?: number | undefined;
}

/** 12 sites at 240/480/960 minutes: 2,880/5,760/11,520 minutes. Whole sizes share one rate, so the range does not narrow with the number. */
export function sizeEstimate({ quantity, rate, calibration = 1 }: Size): ThreePoints {
  const of = (minutes: number): number => toTenth(minutes * quantity * calibration);
  return { low: of(rate.low), likely: of(rate.likely), high: of(rate.high) };
}

/** What is wrong with it, in one sentence. */
export function sizeTrouble({ quantity, unit, rate }: Size): string | undefined {
  if (!(quantity > 0)) return "A size is more than 0: type how many units there are, such as 12.";
  if (unit.trim() === "") return "A size needs its unit, such as sites, screens or servers.";
  if (rate.low > rate.likely || rate.likely > rate.high) return "The rate does not rise: it needs the lowest, the most likely and the highest value for one unit in this order, such as 2/4/8h.";
  return rate.high > 0 ? undefined : "The rate is 0: type what one unit takes, such as 2/4/8h.";
}

export interface KnownRates {
  readonly unit: string;
  /** Finished tasks behind it: minutes that one unit really took, ascending. */
  readonly rates: readonly number[];
  /** What to multiply the stated likely rates with, in the middle; 1 where they held. */
  readonly calibration: number;
}

/** Fewer finished tasks make no range. */
export const LEAST_RATES = 3;

/** What one unit took in finished tasks that were estimated by size: the newest estimate of each that was made before it ended. */
export function knownRates(project: Project, unit: string): KnownRates | undefined {
  const wanted = unit.trim().toLowerCase();
  const newest = new Map<string, KeptEstimate>();
  for (const kept of project.records.keptEstimate.values()) {
    const known = newest.get(kept.taskId);
    const task = project.records.task.get(kept.taskId);
    if (task && isForecast(kept, task) && kept.size && kept.size.unit.trim().toLowerCase() === wanted && (!known || known.at <= kept.at)) newest.set(kept.taskId, kept);
  }
  const cases = [...newest].flatMap(([taskId, { size }]) => {
    const task = project.records.task.get(taskId);
    return size && task?.actualFinish !== undefined && task.actualDurationMinutes > 0 && size.likelyMinutes > 0 ? [{ rate: task.actualDurationMinutes / size.quantity, stated: size.likelyMinutes }] : [];
  });
  if (cases.length === 0) return undefined;
  return { unit: wanted, rates: [...sorted(cases.map(({ rate }) => rate))], calibration: quantile(sorted(cases.map(({ rate, stated }) => rate / stated)), 0.5) };
}

/** P10, median and P90 of what a unit took; nothing from fewer than three tasks. */
export function rateOf({ rates }: KnownRates): Rate | undefined {
  if (rates.length < LEAST_RATES) return undefined;
  return { low: toTenth(quantile(rates, 0.1)), likely: toTenth(quantile(rates, 0.5)), high: toTenth(quantile(rates, 0.9)) };
}
