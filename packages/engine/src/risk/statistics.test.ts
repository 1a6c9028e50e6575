/** Worked examples of the domain for registers, paths, outputs and joint chances: EX-C1, C2, C4, C5, C9, C10. */
import { normalShare } from "@leadline/kernel/simulation/elementary-functions.ts";
import { expect, test } from "vitest";
import type { RiskItem } from "../model/records.ts";
import { meanOf, varianceOf } from "./distributions.ts";
import { colourOf, expectedMoneyValue, impactScale, probabilityScale, scoreOf, STEEP_WEIGHTS } from "./qualitative.ts";
import { sensitivityOf, type RunSums } from "./sensitivity.ts";
import { deviation, jointFrontier, jointShare, mean, quantile, quantileInterval, rankCorrelation, shareError, shareUpTo, sorted } from "./statistics.ts";

const RISK: RiskItem = { id: "r", code: "R1", title: "Late", category: "", probability: 0.6, impact: { kind: "delayDays", low: 1, likely: 6, high: 9 }, taskIds: [], response: "", action: "", trigger: "" };
const MEASURES = { remainingDays: 100, budgetCents: 10_000_000, minutesPerDay: 480, taskMinutes: 9600 };

test("EX-C1: probability 4 times impact 3 is 12, amber; with steep weights 0.7 x 0.2 is 0.14", () => {
  expect(scoreOf(RISK, MEASURES)).toEqual({ probability: 4, impact: 3, score: 12, colour: "amber" });
  expect(0.7 * (STEEP_WEIGHTS[2] ?? 0)).toBeCloseTo(0.14, 12);
  expect([0.1, 0.11, 0.3, 0.5, 0.7, 0.71].map(probabilityScale)).toEqual([1, 2, 2, 3, 4, 5]);
  expect([0.01, 0.02, 0.05, 0.1, 0.2, 0.21].map(impactScale)).toEqual([1, 2, 3, 4, 4, 5]);
  expect([7, 8, 14, 15].map(colourOf)).toEqual(["green", "amber", "amber", "red"]);
});

test("typed scales count before what follows from the ranges; the worst objective decides", () => {
  expect(scoreOf({ ...RISK, scales: { probability: 2, quality: 5, time: 1 } }, MEASURES)).toMatchObject({ probability: 2, impact: 5, score: 10 });
  // A factor of 1.5 on 20 days is 10 of 100 days; 21,000.00 are 21 % of the budget.
  expect(scoreOf({ ...RISK, impact: { kind: "durationFactor", low: 1, likely: 1.5, high: 2 } }, MEASURES).impact).toBe(4);
  expect(scoreOf({ ...RISK, furtherImpacts: [{ kind: "cost", low: 0, likely: 21_000, high: 30_000 }] }, MEASURES).impact).toBe(5);
});

test("EX-C2: expected money value of two threats and an opportunity is 17,500", () => {
  const cost = (probability: number, likely: number): RiskItem => ({ ...RISK, probability, impact: { kind: "cost", low: likely, likely, high: likely } });
  expect(expectedMoneyValue([cost(0.3, 40_000), cost(0.5, 15_000), cost(0.2, -10_000), RISK])).toBeCloseTo(17_500, 9);
});

test("EX-C4: the classic reckoning along one path gives mean 24, variance 5 and 96.32 % for 28; beta variances are others", () => {
  const activities = [[5, 8, 17], [7, 10, 13], [3, 5, 7], [1, 3, 5], [4, 6, 8], [3, 3, 3], [3, 4, 5]] as const;
  const means = activities.map(([low, mode, high]) => meanOf({ kind: "pert", low, mode, high }));
  expect(means).toEqual([9, 10, 5, 3, 6, 3, 4]);
  const classic = activities.map(([low, , high]) => ((high - low) / 6) ** 2);
  expect(classic.map((value) => value.toFixed(3))).toEqual(["4.000", "1.000", "0.444", "0.444", "0.444", "0.000", "0.111"]);
  const path = [0, 2, 4, 6];
  const [total, variance] = [means, classic].map((values) => path.reduce((sum, at) => sum + (values[at] ?? 0), 0));
  expect([total, variance]).toEqual([24, expect.closeTo(5, 12)]);
  expect(normalShare((28 - (total ?? 0)) / Math.sqrt(variance ?? 1)).toFixed(4)).toBe("0.9632");
  expect(varianceOf({ kind: "pert", low: 5, mode: 8, high: 17 })).not.toBeCloseTo(4, 1);
});

test("EX-C5: merge bias of independent paths", () => {
  // Largest of two and of three normal numbers with mean 10 and deviation 2, by the formula and by summing their distribution.
  const largest = (paths: number): number => {
    let sum = 0;
    for (let x = -8; x < 8; x += 0.001) sum += x * (normalShare(x + 0.001) ** paths - normalShare(x) ** paths);
    return 10 + 2 * (sum + 0.0005);
  };
  expect([largest(2), largest(3)].map((value) => value.toFixed(3))).toEqual(["11.128", "11.693"]);
  expect([10 + 2 / Math.sqrt(Math.PI), 10 + 3 / Math.sqrt(Math.PI)].map((value) => value.toFixed(4))).toEqual(["11.1284", "11.6926"]);
  expect([0.5 ** 2, 0.5 ** 3, 0.8 ** 2, 0.8 ** 3].map((value) => Number(value.toFixed(3)))).toEqual([0.25, 0.125, 0.64, 0.512]);
});

/** Sums of a task's and the project's durations over runs. */
function sumsOf(durations: readonly number[], project: readonly number[], isCritical: (run: number) => boolean): RunSums {
  const sum = (of: (duration: number, run: number) => number): number => durations.reduce((all, duration, run) => all + of(duration, run), 0);
  const whole = (run: number): number => project[run] ?? 0;
  return {
    runs: durations.length,
    critical: sum((_, run) => (isCritical(run) ? 1 : 0)),
    span: sum((duration) => duration),
    spanSquares: sum((duration) => duration * duration),
    spanTimesProject: sum((duration, run) => duration * whole(run)),
    project: sum((_, run) => whole(run)),
    projectSquares: sum((_, run) => whole(run) * whole(run)),
  };
}

test("EX-C9: criticality, sensitivity and cruciality of five runs", () => {
  const [a, b, c] = [[10, 12, 14, 11, 13], [9, 13, 10, 15, 12], [5, 5, 6, 4, 5]] as const;
  const project = a.map((duration, run) => Math.max(duration, b[run] ?? 0) + (c[run] ?? 0));
  expect(project).toEqual([15, 18, 20, 19, 18]);
  expect([mean(project), deviation(project).toFixed(6)]).toEqual([18, "1.870829"]);
  const tasks = [
    sumsOf(a, project, (run) => (a[run] ?? 0) >= (b[run] ?? 0)),
    sumsOf(b, project, (run) => (b[run] ?? 0) >= (a[run] ?? 0)),
    sumsOf(c, project, () => true),
  ].map((sums) => sensitivityOf(sums));
  expect(tasks.map(({ criticality }) => criticality)).toEqual([0.6, 0.4, 1]);
  expect(tasks.map(({ ssi }) => ssi.toFixed(6))).toEqual(["0.507093", "0.510462", "0.377964"]);
  expect(tasks.map(({ cruciality }) => cruciality.toFixed(6))).toEqual(["0.760639", "0.447774", "0.188982"]);
  expect([a, b, c].map((durations) => Math.abs(rankCorrelation(durations, project)).toFixed(6))).toEqual(["0.666886", "0.359092", "0.229416"]);
  expect(sensitivityOf(sumsOf([3, 3, 3], [1, 2, 3], () => false))).toEqual({ criticality: 0, cruciality: 0, ssi: 0, covariance: 0 });
});

const POINTS = [[95, 10], [100, 11], [105, 10], [108, 12], [110, 13], [112, 11], [118, 12], [120, 14], [125, 13], [135, 15]] as const;

test("EX-C10: chances of cost, of date, and of both together", () => {
  const [costs, times] = [POINTS.map(([cost]) => cost), POINTS.map(([, time]) => time)];
  expect([shareUpTo(sorted(costs), 115), shareUpTo(sorted(times), 12)]).toEqual([0.6, 0.6]);
  const joint = (cost: number, time: number): number => jointShare(times, costs, { cost, time });
  expect([joint(115, 12), joint(120, 13), joint(125, 14)]).toEqual([0.5, 0.7, 0.9]);
});

test("every point of the frontier keeps the confidence that was asked for, and money can buy time along it", () => {
  const [costs, times] = [POINTS.map(([cost]) => cost), POINTS.map(([, time]) => time)];
  const frontier = jointFrontier(times, costs, 0.7);
  expect(frontier.length).toBeGreaterThan(1);
  for (const { time, cost } of frontier) expect(jointShare(times, costs, { time, cost })).toBeGreaterThanOrEqual(0.7);
  for (const [at, point] of frontier.entries()) if (at > 0) expect(point.cost).toBeLessThanOrEqual(frontier[at - 1]?.cost ?? 0);
});

test("quantiles are those of R and NumPy, and the error of a chance is told", () => {
  const values = sorted([15, 20, 35, 40, 50]);
  expect([0, 0.4, 0.5, 0.8, 1].map((share) => quantile(values, share))).toEqual([15, 29, 35, 42, 50]);
  expect(shareError(0.8, 10_000)).toBeCloseTo(0.004, 12);
  const even = Float64Array.from({ length: 1001 }, (_, at) => at);
  const { low, high } = quantileInterval(even, 0.8);
  // 800 +- 1.96 x sqrt(1001 x 0.8 x 0.2).
  expect([low, high].map((value) => Math.abs(value - 800) < 28)).toEqual([true, true]);
});
