/** The server core lives through simulated days full of faults, and every seed tells the same story again. */
import { expect, test } from "vitest";
import { reached } from "../trust-report.fixture.ts";
import { simulate, type SimulationOptions } from "./simulation.fixture.ts";

/** LEADLINE_SIMULATION_SEEDS=50 takes more, LEADLINE_SIMULATION_SEED=7 takes that one alone. */
const ONE = process.env["LEADLINE_SIMULATION_SEED"];
const SEEDS = ONE === undefined ? Array.from({ length: Number(process.env["LEADLINE_SIMULATION_SEEDS"] ?? 5) }, (_, at) => at + 1) : [Number(ONE)];
const LEAST_STEPS_PER_SECOND = 2000;

test("whatever breaks, acknowledged changes are there exactly once, and everybody sees the same plan in the end (C7)", { timeout: 60_000 + SEEDS.length * 20_000 }, async () => {
  const begin = performance.now();
  let [steps, acknowledged] = [0, 0];
  for (const seed of SEEDS) {
    const result = await simulate({ seed });
    if (result.complaints.length > 0) throw new Error(story(result));
    steps += result.steps;
    acknowledged += result.acknowledged;
  }
  const perSecond = Math.round((steps / (performance.now() - begin)) * 1000);
  reached("C7", `${SEEDS.length} seeds, ${steps} steps, ${perSecond}/s, ${acknowledged} acknowledged writes, 0 violations`);
  expect(acknowledged).toBeGreaterThan(SEEDS.length * 30);
  expect(perSecond).toBeGreaterThan(LEAST_STEPS_PER_SECOND);
});

function story({ seed, steps, complaints, last }: Awaited<ReturnType<typeof simulate>>): string {
  return `seed ${seed} after ${steps} steps (again with LEADLINE_SIMULATION_SEED=${seed}):\n${complaints.join("\n")}\nthe last steps:\n${last.slice(-10).join("\n")}`;
}

test("a seed tells the same story three times, step by step (C7)", async () => {
  const options: SimulationOptions = { seed: 4242, planted: "answers are forgotten" };
  const stories = [await simulate(options), await simulate(options), await simulate(options)];
  expect(stories[0]?.complaints.length).toBeGreaterThan(0);
  expect(new Set(stories.map(({ steps, fingerprint, complaints }) => `${steps} ${fingerprint} ${complaints.join()}`)).size).toBe(1);
  expect((await simulate({ ...options, seed: 4243 })).fingerprint).not.toBe(stories[0]?.fingerprint);
});

test.each(["no row locks", "answers are forgotten", "log entries get lost"] as const)("an error planted in the database is found: %s (C7)", async (planted) => {
  expect((await simulate({ seed: 1, planted })).complaints.length).toBeGreaterThan(0);
});
