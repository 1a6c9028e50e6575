/** The band of the S-curve: what runs of a simulation have cost by each day, work where it lies in the run, lines on their days. */
import { watchRuns, type SeenRun } from "@leadline/kernel/simulation/simulate-runs.ts";
import type { CostForecast } from "../cost/cost-forecast.ts";
import { inTicks } from "../schedule/ticks.ts";
import { MINUTES_PER_DAY } from "../time/minute.ts";
import type { SimulationInputs } from "./simulation-inputs.ts";
import { quantile, sorted } from "./statistics.ts";

/** Cumulative whole minor units at the end of each day asked for; null before the status date, where the past is known. */
export interface CostBand {
  readonly days: readonly number[];
  readonly runs: number;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

export interface CostBandMaker {
  /** Runs `from` … `to - 1` of the seed. */
  readonly run: (seed: number, from: number, to: number) => void;
  /** What 10 and 80 of 100 of the runs so far have cost by then. */
  readonly band: () => CostBand;
}

/** So many nodes times runs take about a second. */
const MOST_NODE_RUNS = 2_000_000;

/** As many of the runs as can be looked at in about a second; at least 200. */
export function runsForBand({ plan }: SimulationInputs, runs: number): number {
  return Math.min(runs, Math.max(200, Math.floor(MOST_NODE_RUNS / Math.max(1, plan.network.nodeCount))));
}

/**
 * `days` rise. A run begins at what is spent and ends at what it costs in all: in between, what is left of each task's cost
 * lies evenly from its start (or the status date) to its finish in that run, lines and orders as forecast, and what risks
 * cost in proportion. On the last day of runs that are over, the band is that of their cost.
 */
export function openCostBand({ plan }: Pick<SimulationInputs, "plan">, forecast: CostForecast, days: readonly number[]): CostBandMaker {
  const ends = days.map((day) => inTicks((day + 1) * MINUTES_PER_DAY));
  const now = forecast.statusDay === undefined ? -Infinity : inTicks((forecast.statusDay + 1) * MINUTES_PER_DAY);
  const lines = days.map((day) => forecast.linesToCome.reduce((sum, one) => sum + (one.day <= day ? one.cents : 0), 0));
  const allLines = forecast.linesToCome.reduce((sum, { cents }) => sum + cents, 0);
  const byDay: number[][] = days.map(() => []);
  const see = (run: SeenRun): void => {
    const work = workBy(run, ends, now);
    const total = allLines + work.total;
    const left = Math.max(0, run.cost - forecast.actualCents);
    byDay.forEach((sample, at) => sample.push(forecast.actualCents + (total > 0 ? (left * ((lines[at] ?? 0) + (work.by[at] ?? 0))) / total : left)));
  };
  return {
    run: (seed, from, to) => watchRuns(plan, { seed, from, to }, see),
    band: () => {
      const at = (share: number): (number | null)[] => byDay.map((sample, place) => (sample.length === 0 || (forecast.statusDay !== undefined && (days[place] ?? 0) < forecast.statusDay) ? null : Math.round(quantile(sorted(Float64Array.from(sample)), share))));
      return { days, runs: byDay[0]?.length ?? 0, low: at(0.1), high: at(0.8) };
    },
  };
}

/** What the nodes of a run have cost by each end, of what was to come, and in all. */
function workBy({ start, finish, cents }: SeenRun, ends: readonly number[], now: number): { readonly by: readonly number[]; readonly total: number } {
  const by = ends.map(() => 0);
  // What a node finishes before an end is added once, at the first end after it, and carried on below.
  const whole = ends.map(() => 0);
  let total = 0;
  for (let node = 0; node < cents.length; node += 1) {
    const amount = cents[node] ?? 0;
    if (amount === 0) continue;
    total += amount;
    const from = Math.max(start[node] ?? 0, now);
    const to = Math.max(finish[node] ?? 0, from);
    for (let at = firstAfter(ends, from); at < ends.length; at += 1) {
      const end = ends[at] ?? 0;
      if (end >= to) {
        whole[at] = (whole[at] ?? 0) + amount;
        break;
      }
      by[at] = (by[at] ?? 0) + (amount * (end - from)) / (to - from);
    }
  }
  let carried = 0;
  return { by: by.map((sum, at) => sum + (carried += whole[at] ?? 0)), total };
}

/** The place of the first end after an instant, by halving. */
function firstAfter(ends: readonly number[], instant: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
