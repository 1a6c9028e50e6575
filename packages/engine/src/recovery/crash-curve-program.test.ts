/** Time-cost curves against a linear program of the same network, solved by a library: 200 networks of 100 tasks with LEADLINE_TRUST=1, else a few. */
import { solve } from "yalps";
import { expect, test } from "vitest";
import { crashCurve, type CrashActivity } from "./crash-curve.ts";

const NETWORKS = process.env["LEADLINE_TRUST"] === "1" ? 200 : 4;
const TASKS = 100;
const ONE_PERCENT = 0.01;

/** A generator of its own, so that a seed is the same network everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Five strands that are joined now and then. */
function networkOf(seed: number): CrashActivity[] {
  const below = numbers(seed);
  return Array.from({ length: TASKS }, (_, at) => {
    const normal = 2 + below(9);
    const after = at < 5 ? [] : [String(at - 5), ...(below(4) === 0 ? [String(at - 1 - below(Math.min(at, 9)))] : [])];
    return { id: String(at), normal, crash: Math.max(1, normal - below(5)), costPerUnit: 10 + below(90), after: [...new Set(after)] };
  });
}

/** Least sum of cost x units such that every activity begins after those before it and all end by `duration`. */
function programCost(activities: readonly CrashActivity[], duration: number): number {
  const variables: Record<string, Record<string, number>> = {};
  const constraints: Record<string, { min?: number; max?: number }> = {};
  for (const { id, normal, crash, costPerUnit, after } of activities) {
    // s: start, y: units by which it is shorter.
    const start = (variables[`s${id}`] ??= {});
    const shorter = (variables[`y${id}`] ??= { cost: costPerUnit });
    shorter[`most${id}`] = 1;
    constraints[`most${id}`] = { max: normal - crash };
    start[`end${id}`] = 1;
    shorter[`end${id}`] = -1;
    constraints[`end${id}`] = { max: duration - normal };
    for (const before of after) {
      const name = `${before}-${id}`;
      const first = activities[Number(before)];
      start[name] = 1;
      (variables[`s${before}`] ??= {})[name] = -1;
      (variables[`y${before}`] ??= {})[name] = 1;
      constraints[name] = { min: first?.normal ?? 0 };
    }
  }
  const { status, result } = solve({ direction: "minimize", objective: "cost", constraints, variables });
  expect(status).toBe("optimal");
  return result;
}

test(`on ${NETWORKS} networks of ${TASKS} tasks the curve costs what a linear program says, within 1 %`, { timeout: 1_200_000 }, () => {
  let compared = 0;
  for (let seed = 1; seed <= NETWORKS; seed += 1) {
    const activities = networkOf(seed);
    const curve = crashCurve(activities);
    expect(curve.length).toBeGreaterThan(5);
    for (const share of [0.3, 0.7, 1]) {
      const { duration, cost } = curve[Math.round((curve.length - 1) * share)] ?? { duration: 0, cost: 0 };
      const exact = programCost(activities, duration);
      expect(Math.abs(cost - exact), `seed ${seed}, duration ${duration}: ${cost} against ${exact}`).toBeLessThanOrEqual(ONE_PERCENT * exact);
      compared += 1;
    }
  }
  expect(compared).toBe(3 * NETWORKS);
});
