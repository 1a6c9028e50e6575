/** The optimiser on generated instances: every schedule is judged by a checker that reads the instance's text by itself. */
import { rcpspFacts, rcpspFaults } from "@leadline/testkit/rcpsp-checker.ts";
import { rcpspText, type RcpspOptions } from "@leadline/testkit/rcpsp-generator.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeInstance, type Instance, type InstanceFacts } from "./instance.ts";
import { lowerBoundOf } from "./lower-bound.ts";
import { parallelScheme } from "./parallel-scheme.ts";
import { startSearch } from "./search.ts";

const facts = (text: string): InstanceFacts => {
  const { durations, successors, requests, capacities } = rcpspFacts(text);
  const arcs = successors.flatMap((list, from) => list.map((number) => ({ from, to: number - 1, lag: durations[from] ?? 0 })));
  return { durations, arcFrom: arcs.map(({ from }) => from), arcTo: arcs.map(({ to }) => to), arcLag: arcs.map(({ lag }) => lag), capacities, demands: requests.flat() };
};

const made = (given: InstanceFacts): Instance => {
  const instance = makeInstance(given);
  if ("fault" in instance) throw new Error(`no instance: ${instance.fault}`);
  return instance;
};

const options: fc.Arbitrary<RcpspOptions> = fc.record({
  jobs: fc.integer({ min: 1, max: 40 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  resourceFactor: fc.constantFrom(0.25, 0.5, 1),
  resourceStrength: fc.constantFrom(0, 0.2, 0.5, 1),
});

describe("every schedule is right", () => {
  test("at any moment of a search the best schedule keeps links and capacities and is no shorter than the bound", () => {
    fc.assert(
      fc.property(options, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 4 }), (given, slices) => {
        const text = rcpspText(given);
        const search = startSearch(made(facts(text)), { seed: given.seed });
        for (const slice of slices) {
          const { makespan, lowerBound } = search.step(slice);
          expect(rcpspFaults(text, search.starts(), makespan)).toEqual([]);
          expect(makespan).toBeGreaterThanOrEqual(lowerBound);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("capacities too large for one number are compared as well", () => {
    const text = rcpspText({ jobs: 30, seed: 7, resourceFactor: 1 });
    const given = facts(text);
    const large = made({ ...given, capacities: Array.from(given.capacities, (units) => units * 1_000_000), demands: Array.from(given.demands, (units) => units * 1_000_000) });
    expect(large.packed.words).toBeGreaterThan(1);
    const [one, many] = [startSearch(made(given), { seed: 3 }), startSearch(large, { seed: 3 })];
    one.step(500);
    many.step(500);
    expect(many.starts()).toEqual(one.starts());
  });

  test("with releases, lags of every sign and capacities that change, links, releases and each unit of time are kept", () => {
    fc.assert(
      fc.property(options, fc.integer({ min: -4, max: 6 }), fc.nat(30), (given, more, time) => {
        const base = facts(rcpspText(given));
        const first = Array.from(base.capacities, (units, resource) => (resource === 0 ? 0 : units));
        const releases = Array.from(base.durations, (_, a) => (a % 5 === 2 ? 7 : 0));
        const arcLag = Array.from(base.arcLag, (lag, arc) => (arc % 3 === 0 ? lag + more : lag));
        const search = startSearch(made({ ...base, arcLag, releases, capacities: first, capacityChanges: [{ time, resource: 0, capacity: base.capacities[0] ?? 0 }] }), { seed: 5 });
        const { makespan, lowerBound } = search.step(120);
        expect(lowerBound).toBeLessThanOrEqual(makespan);
        const starts = search.starts();
        expect(makespan).toBe(Math.max(...starts.map((start, a) => start + (base.durations[a] ?? 0))));
        arcLag.forEach((lag, arc) => expect(starts[base.arcTo[arc]]).toBeGreaterThanOrEqual(starts[base.arcFrom[arc]] + lag));
        releases.forEach((release, a) => expect(starts[a]).toBeGreaterThanOrEqual(release));
        for (let t = 0; t < makespan; t += 1) {
          for (let r = 0; r < base.capacities.length; r += 1) {
            const used = starts.reduce((sum, start, a) => sum + (start <= t && t < start + base.durations[a] ? base.demands[a * base.capacities.length + r] : 0), 0);
            expect(used).toBeLessThanOrEqual(r === 0 && t < time ? 0 : base.capacities[r]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("the search", () => {
  const text = rcpspText({ jobs: 60, seed: 11 });

  test("finds the same with the same seed, whatever the slices", () => {
    const [whole, sliced, other] = [1, 1, 2].map((seed) => startSearch(made(facts(text)), { seed }));
    whole?.step(3000);
    for (let made = 0; made < 3000; made += 100) sliced?.step(100);
    other?.step(3000);
    expect(sliced?.starts()).toEqual(whole?.starts());
    expect(sliced?.progress()).toEqual(whole?.progress());
    expect(other?.starts()).not.toEqual(whole?.starts());
  });

  test("gets no worse with time and counts each pass", () => {
    const search = startSearch(made(facts(text)), { seed: 1 });
    const seen = Array.from({ length: 20 }, () => search.step(250));
    seen.reduce((before, after) => {
      expect(after.makespan).toBeLessThanOrEqual(before.makespan);
      return after;
    });
    expect(seen.at(-1)?.schedules).toBe(5000);
    expect(seen.at(-1)?.makespan).toBeLessThan(seen[0]?.makespan ?? 0);
  });

  test("ends as soon as the best schedule is proven", () => {
    const easy = startSearch(made(facts(rcpspText({ jobs: 30, seed: 4, resourceStrength: 1 }))), { seed: 1 });
    const { isOptimal, schedules, gapPercent } = easy.step(100_000);
    expect({ isOptimal, gapPercent }).toEqual({ isOptimal: true, gapPercent: 0 });
    expect(schedules).toBeLessThan(10);
    expect(easy.step(10).schedules).toBe(schedules);
  });

  test("an instance without activities is done at once", () => {
    const nothing = startSearch(made({ durations: [], arcFrom: [], arcTo: [], arcLag: [], capacities: [], demands: [] }), { seed: 1 });
    expect(nothing.step(5)).toMatchObject({ makespan: 0, isOptimal: true });
  });
});

test("the parallel scheme builds right schedules, and leaves nothing idle that could start", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const text = rcpspText({ jobs: 30, seed });
    const instance = made(facts(text));
    const starts = new Int32Array(instance.count);
    const makespan = parallelScheme(instance)(instance.order, starts);
    expect(rcpspFaults(text, starts, makespan), `seed ${seed}`).toEqual([]);
    starts.forEach((start, a) => {
      const earlier = starts.slice();
      earlier[a] = start - 1;
      expect(start === 0 ? 1 : rcpspFaults(text, earlier).length, `seed ${seed}, activity ${a}`).toBeGreaterThan(0);
    });
  }
});

describe("what cannot be scheduled is named", () => {
  const two = { durations: [1, 1], capacities: [2], demands: [1, 3], arcFrom: [], arcTo: [], arcLag: [] };

  test("an activity that needs more than there is", () => {
    expect(makeInstance(two)).toEqual({ fault: "demand", activity: 1, resource: 0 });
  });

  test("more time than can be kept", () => {
    expect(makeInstance({ ...two, durations: [999_999_999, 5], demands: [1, 1] })).toMatchObject({ fault: "length" });
  });

  test("a loop", () => {
    expect(makeInstance({ ...two, demands: [1, 1], arcFrom: [0, 1], arcTo: [1, 0], arcLag: [1, 1] })).toMatchObject({ fault: "loop" });
  });
});

describe("lower bounds", () => {
  /** All starts tried: the truth for a handful of activities. */
  const shortest = (text: string): number => {
    const { durations, successors, requests, capacities } = rcpspFacts(text);
    const starts = durations.map(() => 0);
    let best = durations.reduce((sum, duration) => sum + duration, 0);
    const used = capacities.map(() => new Array<number>(best + 1).fill(0));
    const visit = (job: number, end: number): void => {
      if (end >= best) return;
      if (job === durations.length) {
        best = end;
        return;
      }
      const duration = durations[job] ?? 0;
      const first = successors.reduce((latest, next, from) => (next.includes(job + 1) ? Math.max(latest, (starts[from] ?? 0) + (durations[from] ?? 0)) : latest), 0);
      for (let start = first; start + duration < best; start += 1) {
        const fits = capacities.every((capacity, r) => {
          for (let t = start; t < start + duration; t += 1) if ((used[r]?.[t] ?? 0) + (requests[job]?.[r] ?? 0) > capacity) return false;
          return true;
        });
        if (!fits) continue;
        const change = (sign: number): void => {
          capacities.forEach((_, r) => {
            const row = used[r];
            if (row) for (let t = start; t < start + duration; t += 1) row[t] = (row[t] ?? 0) + sign * (requests[job]?.[r] ?? 0);
          });
        };
        change(1);
        starts[job] = start;
        visit(job + 1, Math.max(end, start + duration));
        change(-1);
      }
    };
    visit(0, 0);
    return best;
  };

  test("are never above the shortest schedule, and the search reaches it", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const text = rcpspText({ jobs: 5, seed, resourceFactor: 0.75, resourceStrength: 0.1 * (seed % 5) });
      const instance = made(facts(text));
      const truth = shortest(text);
      expect(lowerBoundOf(instance), `seed ${seed}`).toBeLessThanOrEqual(truth);
      expect(startSearch(instance, { seed }).step(400).makespan, `seed ${seed}`).toBe(truth);
    }
  });
});
