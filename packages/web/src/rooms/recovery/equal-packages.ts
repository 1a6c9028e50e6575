/** Three options that are worth the same to us within two per cent, so that the other side chooses (domain D8). */
import type { Option } from "@leadline/engine/recovery/option.ts";
import { deliveryOf } from "./option-words.ts";

/** How much date, cost and scope count for us; they sum to 1. */
export interface Weights {
  readonly date: number;
  readonly cost: number;
  readonly scope: number;
}

export interface Package {
  readonly option: Option;
  /** 0 the worst of all options in everything, 1 the best. */
  readonly worth: number;
}

export interface EqualPackages {
  readonly packages: readonly Package[];
  readonly weights: Weights;
}

const WITHIN = 0.02;
const MOST_PACKAGES = 3;
const STEPS = 40;
const LEAST_WEIGHT = 4;

/**
 * Of the options that no other one dominates: as many as possible up to three, of different kinds, whose worth differs by
 * at most 0.02 for one and the same weights; of those the ones that are worth most. Weights are tried in steps of 2.5 %,
 * none below 10 %, so that no side of the trade is ignored; what is the same in all options has no weight, or it would
 * make everything look equal.
 */
export function equalPackages(options: readonly Option[]): EqualPackages {
  const [doNothing] = options;
  const open = options.filter((option) => option !== doNothing && !option.dominated);
  let best: EqualPackages = { packages: [], weights: { date: 1 / 3, cost: 1 / 3, scope: 1 / 3 } };
  for (const weights of weightsFor(options)) {
    const packages = windowOf(worths(open, options, weights));
    if (isBetter(packages, best.packages)) best = { packages, weights };
  }
  return best;
}

function* weightsFor(options: readonly Option[]): Generator<Weights> {
  const scopes = new Set(options.map(({ scopeLost }) => scopeLost)).size > 1 ? [...range(LEAST_WEIGHT, STEPS - 2 * LEAST_WEIGHT)] : [0];
  for (const scope of scopes) {
    for (const date of range(LEAST_WEIGHT, STEPS - scope - LEAST_WEIGHT)) yield { date: date / STEPS, cost: (STEPS - scope - date) / STEPS, scope: scope / STEPS };
  }
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at <= to; at += 1) yield at;
}

function worths(open: readonly Option[], all: readonly Option[], { date, cost, scope }: Weights): readonly Package[] {
  const [byDate, byCost, byScope] = [share(all, (option) => deliveryOf(option).p80), share(all, ({ cost: money }) => money.p80), share(all, ({ scopeLost }) => scopeLost)];
  return open.map((option) => ({ option, worth: date * byDate(option) + cost * byCost(option) + scope * byScope(option) })).sort((a, b) => b.worth - a.worth);
}

/** 1 for the least of all, 0 for the most. */
function share(all: readonly Option[], valueOf: (option: Option) => number): (option: Option) => number {
  const values = all.map(valueOf);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (option) => (high > low ? (high - valueOf(option)) / (high - low) : 1);
}

/** The first, and so best, group of the most options of different kinds within reach of each other. */
function windowOf(ranked: readonly Package[]): readonly Package[] {
  let best: readonly Package[] = [];
  for (const [from, first] of ranked.entries()) {
    const group: Package[] = [];
    for (const one of ranked.slice(from)) {
      if (first.worth - one.worth > WITHIN || group.length === MOST_PACKAGES) break;
      if (group.every(({ option }) => option.kind !== one.option.kind)) group.push(one);
    }
    if (group.length > best.length) best = group;
  }
  return best;
}

function isBetter(one: readonly Package[], other: readonly Package[]): boolean {
  if (one.length !== other.length) return one.length > other.length;
  return mean(one) > mean(other) + 1e-9;
}

function mean(packages: readonly Package[]): number {
  return packages.length === 0 ? 0 : packages.reduce((sum, { worth }) => sum + worth, 0) / packages.length;
}
