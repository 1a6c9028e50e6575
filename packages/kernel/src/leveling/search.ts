/** The door of the optimiser: looks for short schedules of an instance, in slices, with the bound below which none can come. */
import type { Instance } from "./instance.ts";
import { listChanges } from "./list-changes.ts";
import { listOrder } from "./list-order.ts";
import { lowerBoundOf } from "./lower-bound.ts";
import { parallelScheme } from "./parallel-scheme.ts";
import { emptyPopulation, type Population } from "./population.ts";
import { seededNumbers } from "./seeded-numbers.ts";
import { serialScheme } from "./serial-scheme.ts";

export interface SearchOptions {
  /** The same seed and number of schedules find the same on every machine. */
  readonly seed: number;
}

export interface Progress {
  /** Of the best schedule so far. */
  readonly makespan: number;
  /** No schedule is shorter. */
  readonly lowerBound: number;
  /** (makespan - lowerBound) / lowerBound, in percent. */
  readonly gapPercent: number;
  /** Passes of a scheme so far, each forward or backward pass counted. */
  readonly schedules: number;
  /** The best schedule is proven to be a shortest one. */
  readonly isOptimal: boolean;
}

/** A search that is under way: call `step` as often as time allows, stop at any time. */
export interface Search {
  /** Makes that many more schedules (at least one), or fewer where the best is proven. */
  readonly step: (schedules: number) => Progress;
  readonly progress: () => Progress;
  /** Start of each activity in the best schedule; none before the first step. */
  readonly starts: () => Int32Array;
}

/** Schedules of each kind in the first population; every new start has half as many again. */
const FIRST_SIZE = 60;
const GROWTH = 1.5;
/** Starts kept in each population at the most, so that large instances fit into memory. */
const MOST_STARTS = 500_000;
/** Generations without any better schedule after which the search starts anew. */
const IDLE_GENERATIONS = 12;

/**
 * A genetic algorithm on two populations, one of schedules packed towards the start and one towards the end (after Debels and
 * Vanhoucke 2005). A child of two schedules of one kind is built in the other direction, so that each pass also removes idle time, as
 * forward-backward improvement does. It keeps the order of one parent, but for a stretch in the order of the other, and is
 * shuffled in a small place; it takes its parent's place unless it is longer or there already. The parallel scheme builds half of the first schedules.
 */
export function startSearch(instance: Instance, { seed }: SearchOptions): Search {
  const lowerBound = lowerBoundOf(instance);
  const best = { makespan: Infinity, starts: new Int32Array(instance.count) };
  let schedules = 0;
  const isOptimal = (): boolean => best.makespan <= lowerBound;
  const made = (makespan: number, starts: Int32Array): void => {
    schedules += 1;
    if (makespan >= best.makespan) return;
    best.makespan = makespan;
    best.starts.set(starts);
  };
  const moves = evolution(instance, seed, made);
  const progress = (): Progress => ({
    makespan: best.makespan,
    lowerBound,
    gapPercent: lowerBound === 0 ? 0 : (100 * (best.makespan - lowerBound)) / lowerBound,
    schedules,
    isOptimal: isOptimal(),
  });
  return {
    step: (more) => {
      const end = schedules + Math.max(1, more);
      while (schedules < end && !isOptimal()) moves.next();
      return progress();
    },
    progress,
    starts: () => best.starts.slice(),
  };
}

/** Told of each pass; a pass that is no schedule yet (backward, with releases) counts with an infinite makespan. */
type Made = (makespan: number, starts: Int32Array) => void;

function* evolution(instance: Instance, seed: number, made: Made): Generator<undefined, never> {
  const numbers = seededNumbers(seed);
  const changes = listChanges(instance, numbers);
  const builders = [forwardBuilder(instance, made), backwardBuilder(instance, made)];
  const parallel = parallelScheme(instance);
  const shuffles = [changes.shuffleForward, changes.shuffleBackward];
  const child = new Int32Array(instance.count);
  const starts = new Int32Array(instance.count);
  const largest = Math.max(FIRST_SIZE, Math.floor(MOST_STARTS / Math.max(1, instance.count)));

  for (let size = FIRST_SIZE; ; size = Math.min(largest, Math.ceil(size * GROWTH))) {
    const populations = [emptyPopulation(instance.count, size), emptyPopulation(instance.count, size)];
    for (let i = 0; i < size; i += 1) {
      changes.sample(child);
      const first = i % 2 === 0 ? builders[0].build(child, starts) : inParallel();
      builders[0].nextList(starts, first, child);
      yield;
      place(populations[1], i, builders[1]);
      yield;
      child.set(populations[1].lists[i]);
      place(populations[0], i, builders[0]);
      yield;
    }
    for (let idle = 0; idle < IDLE_GENERATIONS; idle += 1) {
      for (let side = 0; side < 2; side += 1) {
        for (let i = 0; i < size; i += 1) {
          if (breed(populations[side], populations[1 - side], i, 1 - side)) idle = 0;
          yield;
        }
      }
    }
  }

  function inParallel(): number {
    const makespan = parallel(child, starts);
    made(makespan, starts);
    return makespan;
  }

  /** Builds the child into place `i`. */
  function place(population: Population, i: number, builder: Builder): void {
    population.makespans[i] = builder.build(child, population.starts[i]);
    builder.nextList(population.starts[i], population.makespans[i], population.lists[i]);
  }

  /** One child of parent `i`, which replaces the one at `i` on its own side unless it is longer. Whether it is shorter. */
  function breed(parents: Population, children: Population, i: number, side: number): boolean {
    const mate = shorterOfTwo(parents, i);
    const [keeps, gives] = numbers.share() < 0.5 ? [i, mate] : [mate, i];
    changes.cross(parents.lists[keeps], parents.lists[gives], child);
    shuffles[side](child);
    const makespan = builders[side].build(child, starts);
    const before = children.makespans[i];
    if (makespan > before) return false;
    const mark = markOf(starts);
    if (children.marks.includes(mark)) return false;
    children.marks[i] = mark;
    children.makespans[i] = makespan;
    children.starts[i].set(starts);
    builders[side].nextList(starts, makespan, children.lists[i]);
    return makespan < before;
  }

  function shorterOfTwo({ makespans }: Population, butNot: number): number {
    const [a, b] = [numbers.below(makespans.length), numbers.below(makespans.length)];
    const chosen = makespans[a] <= makespans[b] ? a : b;
    return chosen === butNot ? (chosen + 1) % makespans.length : chosen;
  }
}

/** A number that tells schedules apart; two that differ share one very seldom. */
function markOf(starts: Int32Array): number {
  let mark = 0;
  for (let a = 0; a < starts.length; a += 1) mark = (Math.imul(mark, 31) + starts[a]) | 0;
  return mark;
}

/** One direction: builds schedules from lists, and reads off the list for the other direction. */
interface Builder {
  /** Starts count from 0; returns the makespan. */
  readonly build: (list: Int32Array, starts: Int32Array) => number;
  readonly nextList: (starts: Int32Array, makespan: number, list: Int32Array) => void;
}

function forwardBuilder(instance: Instance, made: Made): Builder {
  const scheme = serialScheme(instance);
  const build = (list: Int32Array, starts: Int32Array): number => {
    const makespan = scheme.forward(list, starts);
    made(makespan, starts);
    return makespan;
  };
  return { build, nextList: listOrder(instance).byFinish };
}

function backwardBuilder(instance: Instance, made: Made): Builder {
  const scheme = serialScheme(instance);
  const build = (list: Int32Array, starts: Int32Array): number => {
    const earliest = scheme.backward(list, starts, 0);
    for (let a = 0; a < starts.length; a += 1) starts[a] -= earliest;
    made(instance.isReversible ? -earliest : Infinity, starts);
    return -earliest;
  };
  return { build, nextList: listOrder(instance).byStart };
}
