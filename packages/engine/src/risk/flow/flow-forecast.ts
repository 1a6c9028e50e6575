/** Forecasts from what a team finished before: cycle times, "when is this backlog done", "how many by then" (domain C9). */
import { streamOf, uniformDraw } from "@leadline/kernel/simulation/draws.ts";
import type { Problem } from "../../base/problem.ts";
import { quantile, shareUpTo, sorted } from "../statistics.ts";

/** A finished item: days are whole day numbers. */
export interface FinishedItem {
  readonly startDay: number;
  readonly finishDay: number;
}

/** Days from start to finish, both counted; items that end before they start are left out. */
export function cycleTimes(items: readonly FinishedItem[]): number[] {
  return items.flatMap(({ startDay, finishDay }) => (finishDay >= startDay ? [finishDay - startDay + 1] : []));
}

/** Days within which 85 of 100 items were finished. */
export function serviceLevel(days: readonly number[], share = 0.85): number {
  return quantile(sorted(days), share);
}

/** Items finished in each whole week (7 days) before `untilDay`, oldest first; weeks in which nothing was finished count. */
export function weeklyThroughput(items: readonly FinishedItem[], untilDay: number, weeks: number): number[] {
  const counts = Array.from({ length: weeks }, () => 0);
  for (const { finishDay } of items) {
    const back = Math.floor((untilDay - 1 - finishDay) / 7);
    if (finishDay < untilDay && back < weeks) counts[weeks - 1 - back] = (counts[weeks - 1 - back] ?? 0) + 1;
  }
  return counts;
}

export interface FlowWish {
  /** Items finished in each past week; the last 8 to 12 weeks tell most. */
  readonly throughput: readonly number[];
  readonly runs: number;
  readonly seed: number;
}

export interface BacklogWish extends FlowWish {
  readonly backlog: number;
  /** Items into which one of today falls apart on the way, as a range; absent: one. */
  readonly split?: { readonly low: number; readonly high: number };
}

/** Beyond this, "never" is the honest word. */
const MOST_WEEKS = 1000;

/** Weeks until the backlog is done, per run, ascending; Infinity where 1,000 weeks are not enough. */
export function weeksUntilDone({ throughput, backlog, split, runs, seed }: BacklogWish): Float64Array {
  const weeks = new Float64Array(runs);
  for (let run = 0; run < runs; run += 1) {
    let left = backlog * (split ? split.low + uniformDraw(seed, SPLIT, run) * (split.high - split.low) : 1);
    let week = 0;
    while (left > 1e-9 && week < MOST_WEEKS) {
      left -= drawn(throughput, seed, run, week);
      week += 1;
    }
    weeks[run] = left > 1e-9 ? Number.POSITIVE_INFINITY : week;
  }
  return weeks.sort();
}

/** Items finished in so many weeks, per run, ascending. */
export function itemsWithin({ throughput, weeks, runs, seed }: FlowWish & { readonly weeks: number }): Float64Array {
  const items = new Float64Array(runs);
  for (let run = 0; run < runs; run += 1) {
    let sum = 0;
    for (let week = 0; week < weeks; week += 1) sum += drawn(throughput, seed, run, week);
    items[run] = sum;
  }
  return items.sort();
}

/** Chance that the backlog is done within so many weeks. */
export function chanceWithin(weeksOfRuns: Float64Array, weeks: number): number {
  return shareUpTo(weeksOfRuns, weeks);
}

/** How many items one can count on with a confidence of `share`: the low quantile, rounded down to what a run had. */
export function countOn(itemsOfRuns: Float64Array, share: number): number {
  return itemsOfRuns[Math.floor(itemsOfRuns.length * (1 - share) + 1e-9)] ?? 0;
}

/** What makes such a forecast doubtful. */
export function flowProblems(throughput: readonly number[]): Problem[] {
  const problems: Problem[] = [];
  if (throughput.length < 5) problems.push({ code: "flow/few-weeks", message: `Only ${throughput.length} ${throughput.length === 1 ? "week" : "weeks"} of history: five are the least from which to forecast.` });
  if (throughput.length > 0 && throughput.every((count) => count === 0)) problems.push({ code: "flow/nothing-finished", message: "Nothing was finished in these weeks, so no date can be told." });
  const trend = throughput.length < 5 ? "none" : trendOf(throughput);
  if (trend !== "none") problems.push({ code: "flow/trend", message: `What is finished each week has been ${trend}: the past is a poor guide here. Use fewer, later weeks.` });
  return problems;
}

/** Mann and Kendall's test for a trend, two-sided at 5 %. */
function trendOf(values: readonly number[]): "rising" | "falling" | "none" {
  const count = values.length;
  let score = 0;
  for (let later = 1; later < count; later += 1) for (let earlier = 0; earlier < later; earlier += 1) score += Math.sign((values[later] ?? 0) - (values[earlier] ?? 0));
  const ties = [...new Set(values)].map((value) => values.filter((one) => one === value).length);
  const variance = (count * (count - 1) * (2 * count + 5) - ties.reduce((sum, tie) => sum + tie * (tie - 1) * (2 * tie + 5), 0)) / 18;
  const z = variance <= 0 ? 0 : (score - Math.sign(score)) / Math.sqrt(variance);
  return z > 1.96 ? "rising" : z < -1.96 ? "falling" : "none";
}

const SPLIT = streamOf("flow split");

function drawn(throughput: readonly number[], seed: number, run: number, week: number): number {
  return throughput[Math.floor(uniformDraw(seed, streamOf(`flow week ${week}`), run) * throughput.length)] ?? 0;
}
