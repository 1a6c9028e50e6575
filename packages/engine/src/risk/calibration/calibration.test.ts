/** Worked examples of the domain: reference classes (EX-C11), calibration (EX-C12 to C14), flow (EX-C15, C16), and statistics (EX-C9, C10). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { chanceWithin, countOn, cycleTimes, flowProblems, itemsWithin, serviceLevel, weeklyThroughput, weeksUntilDone } from "../flow/flow-forecast.ts";
import { lengthForecaster, type EndedProject } from "../reference/history-forecast.ts";
import { blended, referenceClassOf, upliftFor } from "../reference/reference-class.ts";
import { correlation, deviation, jointFrontier, jointShare, mean, quantile, quantileInterval, rankCorrelation, shareUpTo, sorted } from "../statistics.ts";
import { calibrationsOf, type Outcome } from "./estimator.ts";
import { binomialInterval, binomialUpTo, brierScore, intervalLoss, pinballLoss, sampleLoss } from "./scores.ts";

test("EX-C9: criticality, sensitivity and cruciality of five runs", () => {
  const [a, b, c] = [[10, 12, 14, 11, 13], [9, 13, 10, 15, 12], [5, 5, 6, 4, 5]];
  const project = a.map((value, at) => Math.max(value, b[at] ?? 0) + (c[at] ?? 0));
  expect(project).toEqual([15, 18, 20, 19, 18]);
  expect([mean(project), deviation(project).toFixed(6)]).toEqual([18, "1.870829"]);
  const shares = { a: 0.6, b: 0.4, c: 1 };
  expect([(shares.a * deviation(a)) / deviation(project), (shares.b * deviation(b)) / deviation(project), (shares.c * deviation(c)) / deviation(project)].map((value) => value.toFixed(6))).toEqual(["0.507093", "0.510462", "0.377964"]);
  expect([a, b, c].map((durations) => correlation(durations, project).toFixed(6))).toEqual(["0.760639", "0.447774", "0.188982"]);
  expect([a, b, c].map((durations) => rankCorrelation(durations, project).toFixed(6))).toEqual(["0.666886", "0.359092", "0.229416"]);
});

test("EX-C10: joint confidence of cost and time counts the runs within both", () => {
  const costs = [95, 100, 105, 108, 110, 112, 118, 120, 125, 135];
  const months = [10, 11, 10, 12, 13, 11, 12, 14, 13, 15];
  expect([shareUpTo(sorted(costs), 115), shareUpTo(sorted(months), 12)]).toEqual([0.6, 0.6]);
  const joint = (cost: number, time: number): number => jointShare(months, costs, { time, cost });
  expect([joint(115, 12), joint(120, 13), joint(125, 14)]).toEqual([0.5, 0.7, 0.9]);
  const frontier = jointFrontier(months, costs, 0.7);
  for (const { time, cost } of frontier) expect(jointShare(months, costs, { time, cost })).toBeGreaterThanOrEqual(0.7);
  for (const [at, point] of frontier.entries()) if (at > 0) expect(point.cost).toBeLessThanOrEqual(frontier[at - 1]?.cost ?? 0);
  expect(frontier[0]).toEqual({ time: 13, cost: 118 });
});

test("the interval of a quantile narrows as runs are added", () => {
  const width = (runs: number): number => {
    const { low, high } = quantileInterval(Array.from({ length: runs }, (_, at) => at / runs), 0.8);
    return high - low;
  };
  expect(width(100)).toBeGreaterThan(width(10_000) * 5);
});

test("EX-C11: a class of thirteen overruns raises 1.00 million to 1.54 million at P80", () => {
  const overruns = [-0.05, 0, 0.02, 0.08, 0.1, 0.15, 0.2, 0.27, 0.35, 0.45, 0.6, 0.9, 2];
  const reference = referenceClassOf(overruns.map((overrun) => ({ estimate: 100, actual: 100 * (1 + overrun) })));
  expect([0.5, 0.8, 0.9].map((share) => upliftFor(reference, share).toFixed(2))).toEqual(["0.20", "0.54", "0.84"]);
  expect(reference.mean.toFixed(2)).toBe("0.39");
  expect(reference.problems.map(({ code }) => code)).toEqual(["reference/few"]);
  expect(blended(1.1, 1, reference, { share: 0.8, k: 13 })).toBeCloseTo(0.5 * 1.1 + 0.5 * 1.54, 6);
  expect(referenceClassOf([{ estimate: 0, actual: 3 }]).problems.map(({ code }) => code)).toContain("reference/unusable");
});

test("EX-C12: thirteen hits of twenty where four in five were stated are suspicious, not proof", () => {
  expect(binomialUpTo(13, 20, 0.8).toFixed(4)).toBe("0.0867");
  const { low, high } = binomialInterval(13, 20);
  expect([low.toFixed(3), high.toFixed(3)]).toEqual(["0.408", "0.846"]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (hits, chance) => Math.abs(binomialUpTo(hits, 60, chance) + binomialUpTo(59 - hits, 60, 1 - chance) - 1) < 1e-9));
});

test("EX-C13 and EX-C14: Brier, pinball, Winkler and CRPS", () => {
  const outcomes = [1, 1, 0, 1, 0] as const;
  const { score, base, reference, skill } = brierScore([0.9, 0.8, 0.7, 0.6, 0.3].map((chance, at) => ({ chance, outcome: outcomes[at] ?? 0 })));
  expect([score.toFixed(3), base, reference.toFixed(2), skill.toFixed(4)]).toEqual(["0.158", 0.6, "0.24", "0.3417"]);
  expect([pinballLoss(14, 17, 0.8), pinballLoss(14, 12, 0.8), intervalLoss(8, 14, 17, 0.8)].map((value) => value.toFixed(6))).toEqual(["2.400000", "0.400000", "36.000000"]);
  expect(sampleLoss([8, 10, 12, 14], 13)).toBeCloseTo(1.25, 12);
});

test("an estimator with ten finished items is told how they turned out; with nine there is nothing to say", () => {
  const items = (estimator: string, count: number, factor: number): Outcome[] => Array.from({ length: count }, (_, at) => ({ estimator, likely: 10, low: 9, high: 12, actual: 10 * factor * (1 + (at % 3) / 10) }));
  const [found, ...others] = calibrationsOf([...items("Rita", 12, 1.5), ...items("Tom", 9, 1)]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ estimator: "Rita", items: 12, ranges: { stated: 12, held: 0 } });
  expect(found?.factor).toBeGreaterThan(1.2);
  expect(found?.factor).toBeLessThan(1.65);
  expect(found?.widening).toBeGreaterThan(3);
});

test("EX-C15: 85 of 100 items are finished within 7.3 days, half within 3.5", () => {
  const days = [1, 2, 2, 3, 3, 4, 5, 6, 8, 13];
  expect([serviceLevel(days, 0.5), serviceLevel(days).toFixed(1)]).toEqual([3.5, "7.3"]);
  expect(cycleTimes([{ startDay: 3, finishDay: 3 }, { startDay: 4, finishDay: 9 }, { startDay: 5, finishDay: 4 }])).toEqual([1, 6]);
  expect(weeklyThroughput([{ startDay: 0, finishDay: 0 }, { startDay: 0, finishDay: 6 }, { startDay: 0, finishDay: 20 }, { startDay: 0, finishDay: 21 }], 21, 3)).toEqual([2, 0, 1]);
});

test("EX-C16: a backlog of eight at two, three or five a week", () => {
  const weeks = weeksUntilDone({ throughput: [2, 3, 5], backlog: 8, runs: 40_000, seed: 1 });
  for (const [within, chance] of [[2, 3 / 9], [3, 23 / 27], [4, 1]] as const) expect(Math.abs(chanceWithin(weeks, within) - chance)).toBeLessThan(0.008);
  expect(countOn(itemsWithin({ throughput: [2, 3, 5], weeks: 4, runs: 40_000, seed: 1 }), 0.85)).toBe(11);
  expect(weeksUntilDone({ throughput: [0], backlog: 1, runs: 2, seed: 1 })[0]).toBe(Number.POSITIVE_INFINITY);
  const split = weeksUntilDone({ throughput: [2], backlog: 8, split: { low: 1, high: 2 }, runs: 1000, seed: 1 });
  expect([split[0], split[999]]).toEqual([5, 8]);
});

test("a short history, one without any result and one with a trend are named", () => {
  expect(flowProblems([3, 4]).map(({ code }) => code)).toEqual(["flow/few-weeks"]);
  expect(flowProblems([0, 0, 0, 0, 0]).map(({ code }) => code)).toEqual(["flow/nothing-finished"]);
  expect(flowProblems([1, 2, 3, 4, 5, 6, 7, 8]).map(({ message }) => message)[0]).toContain("rising");
  expect(flowProblems([4, 3, 5, 4, 3, 5, 4, 4])).toEqual([]);
});

test("a project whose estimate has grown is forecast later than one whose estimate has held", () => {
  const ended: EndedProject[] = Array.from({ length: 60 }, (_, at) => {
    const grown = at % 2 === 0;
    const estimate = 100 + (at % 7) * 20;
    return { firstEstimate: grown ? estimate / 2 : estimate, estimate, elapsed: estimate / 2, actual: estimate * (grown ? 1.8 : 1.1) + (at % 5) };
  });
  const p80 = lengthForecaster(ended, 0.8);
  expect(p80({ firstEstimate: 60, estimate: 120, elapsed: 60 })).toBeGreaterThan(190);
  expect(p80({ firstEstimate: 120, estimate: 120, elapsed: 60 })).toBeLessThan(150);
  expect(p80({ firstEstimate: 120, estimate: 120, elapsed: 500 })).toBe(500);
  // Few histories: the plain quantile of the ratios.
  const few = lengthForecaster([{ firstEstimate: 10, estimate: 10, elapsed: 0, actual: 20 }], 0.8);
  expect(few({ firstEstimate: 30, estimate: 30, elapsed: 0 })).toBe(60);
  expect(quantile([1, 2], 0.5)).toBe(1.5);
});
